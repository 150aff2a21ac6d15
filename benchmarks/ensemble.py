"""Time an ensemble of the example night, stage by stage.

    python benchmarks/ensemble.py [SAMPLES [WORKERS]]        default: 1000 2

Prints wall time with everything included, the share of hours that were proved, the breakdown and peak memory.
"""

import platform
import resource
import sys
import time

import gridimpact as gi
from gridimpact.adapters.engines.executors import workers_of
from gridimpact.studies.ensemble import job_of
from gridimpact.studies.ensemble_spec import run_piece


def main() -> None:
    samples = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    workers = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    grid = gi.read_grid("ukraine")
    reports = gi.read_reports(gi.example_reports()["night"])
    belief = gi.fuse(reports, grid)
    settings = gi.Settings(network=gi.NetworkSettings(ac_check=False))
    print(f"Python {platform.python_version()}, {platform.machine()}; {samples} samples x 24 h, {workers} processes")
    with workers_of(workers) as executor:
        if executor is not None:
            # processes start and import before the clock does
            warm = job_of(grid, {}, settings)
            list(executor.map(run_piece, [warm] * workers, [(0,)] * workers))
        begun = time.perf_counter()
        answer = gi.run_ensemble(grid, belief, settings, samples=samples, executor=executor, as_of=reports.latest)
        answer.summary()
        answer.by_region()
        wall = time.perf_counter() - begun
    hours = samples * 24
    print(f"wall, figures included      {wall:8.2f} s   {wall / hours * 1e3:.3f} ms a sample hour")
    for name in ("sampling", "damage", "hours"):
        print(f"  {name:<26}{answer.seconds[name]:8.2f} s   summed over processes")
    print(f"proved {answer.method['proved'] / hours:.1%}, solved {answer.method['solved']}, "
          f"unsolved {answer.method['unsolved']}, partial {answer.method['partial']}")  # fmt: skip
    print(f"people without power at the peak: {answer.spread('people_peak')}")
    used = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"peak memory of the largest process {used / 2**20:.2f} GiB")


if __name__ == "__main__":
    main()
