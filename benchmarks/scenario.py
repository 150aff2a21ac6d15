"""Time one assessment of the example night, stage by stage.

    python benchmarks/scenario.py [REPEATS]

Prints seconds: the first run (with imports and caches cold), least, median and most of the rest, and the processor
time of the rest (median), which other work on the machine lengthens less.
"""

import platform
import sys
import time
from collections.abc import Callable
from statistics import median

REPEATS = 5


def _timed(action: Callable[[], object], repeats: int) -> list[tuple[float, float]]:
    """Seconds on the clock and of the processor, for each run."""
    seconds = []
    for _ in range(repeats):
        start, used = time.perf_counter(), time.process_time()
        action()
        seconds.append((time.perf_counter() - start, time.process_time() - used))
    return seconds


def main() -> None:
    repeats = int(sys.argv[1]) if len(sys.argv) > 1 else REPEATS
    start = time.perf_counter()
    import gridimpact as gi
    from gridimpact.outputs.files.export_files import json_bytes, xlsx_bytes

    files = gi.example_reports()
    imported = time.perf_counter() - start
    grid = gi.read_grid("ukraine")
    reports = gi.read_reports(files["night"])
    belief = gi.fuse(reports, grid)
    contingency = gi.most_likely(belief)
    without_ac = gi.Settings(network=gi.NetworkSettings(ac_check=False))
    stages: dict[str, Callable[[], object]] = {
        "read_grid": lambda: gi.read_grid("ukraine"),
        "read_reports": lambda: gi.read_reports(files["night"]),
        "fuse": lambda: gi.fuse(reports, grid),
        "evaluate, 24 h, no AC check": lambda: gi.evaluate(grid, contingency, without_ac),
        "evaluate, 24 h": lambda: gi.evaluate(grid, contingency),
        "assess (damage and baseline)": lambda: gi.assess(grid, reports),
    }
    print(f"Python {platform.python_version()}, {platform.machine()}; {repeats} runs after the first; seconds")
    print(f"{'stage':<32}{'first':>9}{'least':>9}{'median':>9}{'most':>9}{'processor':>11}")
    print(f"{'imports':<32}{imported:>9.3f}")
    for name, action in stages.items():
        _tell(name, _timed(action, repeats + 1))
    assessment = gi.assess(grid, reports)
    _tell("xlsx", _timed(lambda: xlsx_bytes(assessment, grid=grid), repeats + 1))
    _tell("json", _timed(lambda: json_bytes(assessment, grid=grid), repeats + 1))


def _tell(name: str, seconds: list[tuple[float, float]]) -> None:
    (first, _), *rest = seconds
    clock, processor = [on for on, _ in rest], [used for _, used in rest]
    print(f"{name:<32}{first:>9.3f}{min(clock):>9.3f}{median(clock):>9.3f}{max(clock):>9.3f}{median(processor):>11.3f}")


if __name__ == "__main__":
    main()
