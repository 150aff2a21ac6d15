"""500 random contingencies of published grids against the independent programme."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from gridimpact.adapters.grids.files import read_grid
from gridimpact.assessment import evaluate
from gridimpact.domain.damage import Contingency
from gridimpact.domain.settings import Settings
from gridimpact.network.case.conditions import Conditions, operating_conditions
from gridimpact.network.case.contingencies import apply
from gridimpact.network.dispatch.day import Engine
from gridimpact.network.ensemble.many_days import solve_days


def _peak(conditions: Conditions) -> Conditions:
    """The hour of highest demand alone."""
    hour = [int(conditions.load_mw.sum(axis=1).argmax())]
    load, available = conditions.load_mw[hour], conditions.available_mw[hour]
    return replace(conditions, snapshots=conditions.snapshots[hour], load_mw=load, available_mw=available)


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("ukraine", 80),
        ("pandapower:case24_ieee_rts", 120),
        ("pandapower:case39", 120),
        ("pandapower:case118", 80),
        ("pandapower:GBreducednetwork", 90),
        ("pandapower:case1354pegase", 10),
        ("pandapower:case145", 4),  # negative reactances, shunts that give power
        ("pandapower:example_multivoltage", 6),  # switches, three-winding transformers, five voltages
    ],
)
def test_least_shedding_agrees(
    name: str, count: int, quick: Settings, random_contingency: Any, independent_shed: Any
) -> None:
    grid = read_grid(name)
    engine, conditions = Engine.of(grid, quick.network), _peak(operating_conditions(grid, quick.demand))
    damaged = [apply(random_contingency(grid, seed), grid) for seed in range(count)]

    answer = solve_days(engine, [(left, conditions) for left in damaged])

    assert answer.unsolved == 0
    shed_mw = answer.shed_mw.sum(axis=2)
    tolerance = 1e-6 * float(np.abs(conditions.load_mw[0]).sum())
    for number, left in enumerate(damaged):
        expected = independent_shed(engine, conditions, left, 0)[1]
        assert shed_mw[number, 0] == pytest.approx(expected, abs=tolerance), number


def test_a_case_on_which_the_usual_engine_fails_is_answered(quick: Settings) -> None:
    """Buses 2, 4, 11, 12, 20 and 25 of the reduced network of Great Britain out: `rundcopp` raises there."""
    grid = read_grid("pandapower:GBreducednetwork")
    case = Contingency(out=tuple(f"bus:{number}" for number in (2, 4, 11, 12, 20, 25)))
    evaluation = evaluate(grid, case, quick)
    shed, load = evaluation.total_shed_mw.iloc[0], evaluation.total_demand_mw.iloc[0]
    dead = grid.loads[grid.loads["bus_id"].isin(case.out)]["p_mw"].sum()
    assert evaluation.dispatch.status["method"].tolist() == ["warm"]
    assert dead - 1e-6 <= shed < load
