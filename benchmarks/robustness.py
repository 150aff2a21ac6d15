"""Ten thousand random contingencies through `evaluate`: how many hours are not answered?

    python benchmarks/robustness.py [TOTAL]        default: 10000

1 to 30 % of all components out or derated, fixed seeds, over the bundled grid and published ones, one hour each (the
peak). On: damage, least shedding, even sharing where the size of the grid allows it, import, merit order, people and
tables. Off: the AC check. Prints per grid how many hours were not answered, how many needed more than the warm start,
how many missed an objective, and the largest imbalance at a bus.
"""

import sys
import time
from dataclasses import replace

import numpy as np

import gridimpact as gi
from gridimpact.network.case.conditions import Conditions, operating_conditions

SHARES = {
    "ukraine": 0.25,
    "pandapower:case24_ieee_rts": 0.2,
    "pandapower:case39": 0.2,
    "pandapower:case118": 0.2,
    "pandapower:GBreducednetwork": 0.1,
    "pandapower:case1354pegase": 0.05,
}
PLAIN = gi.Settings(network=gi.NetworkSettings(ac_check=False))
FLAGS = ["within_tolerance", "evenly_shared", "proven_least", "proven_dispatch", "proven_import"]


def contingency(grid: gi.Grid, seed: int) -> gi.Contingency:
    rng = np.random.default_rng([seed, 2026])
    ids = grid.components.index[grid.components["in_service"].astype(bool)].to_numpy()
    hit = rng.choice(ids, size=max(1, int(len(ids) * rng.uniform(0.01, 0.3))), replace=False)
    out = rng.random(len(hit)) < 0.5
    left = dict(zip(hit[~out], rng.uniform(0.0, 1.0, int((~out).sum())), strict=True))
    return gi.Contingency(out=tuple(hit[out]), derated=left)


def peak_only(conditions: Conditions) -> Conditions:
    hour = [int(conditions.load_mw.sum(axis=1).argmax())]
    return replace(
        conditions,
        snapshots=conditions.snapshots[hour],
        load_mw=conditions.load_mw[hour],
        available_mw=conditions.available_mw[hour],
    )


def main() -> None:
    total = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    print(f"{'grid':<30}{'contingencies':>14}{'not answered':>14}{'not warm':>10}{'missed':>8}{'residual MW':>13}"
          f"{'seconds':>9}")  # fmt: skip
    unanswered = 0
    for name, share in SHARES.items():
        grid = gi.read_grid(name)
        peak = peak_only(operating_conditions(grid, PLAIN.demand))
        count, failed, cold, missed, worst = round(total * share), 0, 0, 0, 0.0
        start = time.perf_counter()
        for seed in range(count):
            status = gi.evaluate(grid, contingency(grid, seed), PLAIN, conditions=peak).dispatch.status.iloc[0]
            failed += status["method"] == "failed"
            cold += status["method"] not in ("warm", "failed")
            missed += not status[FLAGS].all()
            worst = max(worst, float(status["residual_mw"]))
        seconds = time.perf_counter() - start
        unanswered += failed
        print(f"{name:<30}{count:>14}{failed:>14}{cold:>10}{missed:>8}{worst:>13.1e}{seconds:>9.1f}", flush=True)
    print(f"not answered: {unanswered} of {total}")
    sys.exit(unanswered > 0)


if __name__ == "__main__":
    main()
