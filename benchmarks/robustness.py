"""Ten thousand random contingencies: how many are not answered?

    python benchmarks/robustness.py [TOTAL]        default: 10000

1 to 30 % of all components out or derated, fixed seeds, over the bundled grid and published ones, one hour each (the
peak). Prints per grid how many were solved, how many needed more than the warm start, and how many were not answered.
"""

import sys
import time

import numpy as np

import gridimpact as gi
from gridimpact.domain.settings import Settings
from gridimpact.network.case.conditions import Conditions, operating_conditions
from gridimpact.network.case.contingencies import apply
from gridimpact.network.dispatch.day import Engine
from gridimpact.network.ensemble.batch import least_shed

SHARES = {
    "ukraine": 0.25,
    "pandapower:case24_ieee_rts": 0.2,
    "pandapower:case39": 0.2,
    "pandapower:case118": 0.2,
    "pandapower:GBreducednetwork": 0.1,
    "pandapower:case1354pegase": 0.05,
}


def contingency(grid: gi.Grid, seed: int) -> gi.Contingency:
    rng = np.random.default_rng([seed, 2026])
    ids = grid.components.index[grid.components["in_service"].astype(bool)].to_numpy()
    hit = rng.choice(ids, size=max(1, int(len(ids) * rng.uniform(0.01, 0.3))), replace=False)
    out = rng.random(len(hit)) < 0.5
    left = dict(zip(hit[~out], rng.uniform(0.0, 1.0, int((~out).sum())), strict=True))
    return gi.Contingency(out=tuple(hit[out]), derated=left)


def peak_only(conditions: Conditions) -> Conditions:
    from dataclasses import replace

    hour = [int(conditions.load_mw.sum(axis=1).argmax())]
    return replace(
        conditions,
        snapshots=conditions.snapshots[hour],
        load_mw=conditions.load_mw[hour],
        available_mw=conditions.available_mw[hour],
    )


def main() -> None:
    total = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    print(f"{'grid':<30}{'contingencies':>14}{'solves':>8}{'not answered':>14}{'seconds':>9}")
    unanswered = 0
    for name, share in SHARES.items():
        grid = gi.read_grid(name)
        engine = Engine.of(grid, Settings().network)
        damaged = [apply(contingency(grid, seed), grid) for seed in range(round(total * share))]
        start = time.perf_counter()
        answer = least_shed(engine, peak_only(operating_conditions(grid, Settings().demand)), damaged)
        seconds = time.perf_counter() - start
        unanswered += answer.unsolved
        print(f"{name:<30}{len(damaged):>14}{answer.solves:>8}{answer.unsolved:>14}{seconds:>9.1f}")
    print(f"not answered: {unanswered} of {total}")
    sys.exit(unanswered > 0)


if __name__ == "__main__":
    main()
