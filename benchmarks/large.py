"""Grids of thousands of buses: one hour beside a bare HiGHS solve of the same programme, and a day's memory.

    python benchmarks/large.py [CASE ...]        default: all of pandapower above 3,200 buses, and case2848rte

5 % of buses and units out, fixed seeds. "evaluate" is one contingency, everything included but reading the grid, AC
check off; "ensemble" is one of several worked out as days of an ensemble (`solve_days`); "bare" is HiGHS with default
options given the flow formulation. In turn, so that a busy machine is busy for all. Ends with 24 hours of the last grid
and the peak memory.
"""

import resource
import sys
import time
from dataclasses import replace
from statistics import median

import numpy as np
import pandas as pd
from peers import cold, contingencies

import gridimpact as gi
from gridimpact.domain.settings import NetworkSettings, Settings
from gridimpact.network.case.conditions import Conditions, operating_conditions
from gridimpact.network.case.contingencies import apply
from gridimpact.network.dispatch.day import Engine, solve_day
from gridimpact.network.dispatch.tables import dispatch_tables
from gridimpact.network.ensemble.many_days import solve_days

CASES = ("case2848rte", "case6470rte", "case6495rte", "case6515rte", "case9241pegase")
SAMPLES = 4
PLAIN = Settings(network=NetworkSettings(ac_check=False))


def _seconds(action: object) -> tuple[float, object]:
    start = time.perf_counter()
    answer = action()  # type: ignore[operator]
    return time.perf_counter() - start, answer


def compare(name: str) -> tuple[Engine, list[gi.Contingency]]:
    grid = gi.read_grid(f"pandapower:{name}")
    engine = Engine.of(grid, PLAIN.network)
    cases = contingencies(grid, SAMPLES)
    damaged = [apply(case, grid) for case in cases]
    conditions = operating_conditions(grid, PLAIN.demand)
    gi.evaluate(grid, gi.Contingency(), PLAIN)  # packages loaded
    alone, bare, errors = [], [], []
    for case, left in zip(cases, damaged, strict=True):
        seconds, answer = _seconds(lambda case=case: gi.evaluate(grid, case, PLAIN))
        alone.append(seconds)
        told, seconds = cold(engine, [left])
        bare.append(seconds)
        errors.append(abs(float(answer.total_shed_mw.iloc[0]) - told[0]))
    kept, many = _seconds(lambda: solve_days(engine, [(left, conditions) for left in damaged]))
    ratios = np.array(alone) / np.array(bare)
    print(
        f"{name:<16}{len(grid.buses):>7}{median(bare):>9.2f}{median(alone):>9.2f}{kept / SAMPLES:>9.2f}"
        f"{median(ratios):>14.2f} ({ratios.min():.2f}-{ratios.max():.2f}){kept / SAMPLES / median(bare):>16.2f}"
        f"{max(errors):>12.4f}{many.unsolved:>8}"
    )
    return engine, cases


def a_day(conditions: Conditions) -> Conditions:
    """24 hours between 70 and 100 % of the demand."""
    shape = 0.85 - 0.15 * np.cos(np.arange(24) * np.pi / 12)
    return replace(
        conditions,
        snapshots=pd.date_range("2026-01-15", periods=24, freq="h", tz="UTC", name="snapshot"),
        load_mw=conditions.load_mw * shape[:, None],
        available_mw=np.repeat(conditions.available_mw, 24, axis=0),
    )


def main() -> None:
    print(f"{'':<16}{'buses':>7}{'bare s':>9}{'evaluate':>9}{'ensemble':>9}{'evaluate / bare':>26}"
          f"{'ensemble / bare':>16}{'error, MW':>12}{'failed':>8}")  # fmt: skip
    for name in sys.argv[1:] or CASES:
        engine, cases = compare(name)
    conditions = a_day(operating_conditions(engine.grid, PLAIN.demand))
    seconds, day = _seconds(lambda: solve_day(engine, apply(cases[0], engine.grid), conditions))
    dispatch = dispatch_tables(day)
    used = sorted(set(dispatch.status["method"]))
    peak_gb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(f"24 hours of {engine.grid.name}: {seconds:.1f} s, {', '.join(used)}; peak memory {peak_gb:.2f} GB")


if __name__ == "__main__":
    main()
