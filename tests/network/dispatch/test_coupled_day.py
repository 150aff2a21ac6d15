"""Reservoirs couple the hours of a day: worked by hand on one bus, and against the quicker form on the bundled grid."""

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from gridimpact.assessment import evaluate
from gridimpact.domain.damage import Contingency
from gridimpact.domain.grid import Grid
from gridimpact.domain.settings import DemandSettings, Settings
from gridimpact.network.case.conditions import Conditions, Reservoirs, merit_order, operating_conditions
from gridimpact.network.case.contingencies import apply
from gridimpact.network.dispatch.coupled_day import plan_day
from gridimpact.network.dispatch.day import Day, Engine, solve_day
from gridimpact.network.lp.bounds import contingency_bounds
from gridimpact.network.lp.hour_problem import HourProblem
from gridimpact.network.lp.ptdf_model import lp_backend


def _three_hours(build_grid: Any, plain: Settings, *, load: list[float], steady: float, water: Reservoirs) -> Day:
    """One bus, unit `g` of steady power and unit `w` on a reservoir, three hours."""
    grid = build_grid(
        {"buses": ["a"], "units": [["g", "a", 100], ["w", "a", 100]], "loads": [["d", "a", 1, "general"]]}
    )
    hours = pd.date_range("2026-01-15", periods=3, freq="h", tz="UTC")
    conditions = Conditions(
        snapshots=hours,
        load_mw=np.array(load)[:, None],
        available_mw=np.array([[steady, water.energy_mwh[0] / 3]] * 3),
        total_cap_mw=0.0,
        country_cap_mw={},
        country_ceiling_mw={},
        reservoirs=water,
    )
    return solve_day(Engine.of(grid, plain.network), apply(Contingency(), grid), conditions)


def _water(*, power: float, energy: float, pump: float = 0.0, efficiency: float = 0.75) -> Reservoirs:
    return Reservoirs(
        unit=np.array([1]),
        power_mw=np.array([power]),
        energy_mwh=np.array([energy]),
        pump_mw=np.array([pump]),
        efficiency=np.array([efficiency]),
    )


def _shed_mw(day: Day) -> list[float]:
    shed = day.engine.model.layout.shed
    return [float(hour.dispatch.x[shed].sum()) * 100 for hour in day.hours]


def test_water_goes_to_the_hours_that_lack_most(build_grid: Any, plain: Settings) -> None:
    """Loads 60, 100, 80; steady 40: short 20, 60, 40. Water 60 MWh, at most 50 MW.

    Whatever the hours, 120 − 60 = 60 MWh are shed. Shared evenly over the day that is a quarter of
    demand each hour, 60/240: 15, 25, 20; water 5, 35, 20, within 50.
    """
    day = _three_hours(build_grid, plain, load=[60, 100, 80], steady=40, water=_water(power=50, energy=60))
    assert day.coupled
    assert _shed_mw(day) == pytest.approx([15, 25, 20], abs=1e-3)


def test_its_power_limits_it(build_grid: Any, plain: Settings) -> None:
    """At most 30 MW: hour two sheds 60 − 30 = 30; the other 30 MWh leave 20 + 40 − 30 = 30, shared as 60 to 80."""
    day = _three_hours(build_grid, plain, load=[60, 100, 80], steady=40, water=_water(power=30, energy=60))
    assert _shed_mw(day) == pytest.approx([60 * 30 / 140, 30, 80 * 30 / 140], abs=1e-3)


def test_pumping_pays_when_there_is_plenty_before(build_grid: Any, plain: Settings) -> None:
    """Loads 10, 100, 60, steady 50: 40 spare, then short 50 and 10. Full at the start with 30 MWh of 30 MW.

    Nothing can be pumped into a full reservoir in the first hour, so 60 − 30 = 30 MWh are shed. With
    the plenty in the second hour instead (100, 10, 60): 30 given in the first, then 40 · 0.75 = 30
    pumped back, of which 10 serve the last: 50 − 30 = 20 shed.
    """
    water = _water(power=30, energy=30, pump=40)
    assert sum(_shed_mw(_three_hours(build_grid, plain, load=[10, 100, 60], steady=50, water=water))) == pytest.approx(
        30
    )
    refilled = _three_hours(build_grid, plain, load=[100, 10, 60], steady=50, water=water)
    assert _shed_mw(refilled) == pytest.approx([20, 0, 0], abs=1e-3)
    second = refilled.hours[1].dispatch.x[refilled.engine.model.layout.unit] * 100
    assert second[1] <= -10 / 0.75 + 1e-3  # pumping is told as negative generation


def test_the_quicker_form_is_never_better_and_little_worse(ukraine: Grid, quick: Settings) -> None:
    """Same water at fixed hours. Where all hours are short the energy not served is the same; see docs/method.md."""
    fixed = replace(quick, network=replace(quick.network, coupled_day=False))
    for state, worse in (("winter-2026-01", 0.001), ("summer-2024", 0.05)):
        demand = DemandSettings(reference_state=state)
        case = Contingency(derated={"substation:kyivska": 0.3, "plant:P001": 0.5})
        best = evaluate(ukraine, case, replace(quick, demand=demand)).total_shed_mw.sum()
        rest = evaluate(ukraine, case, replace(fixed, demand=demand)).total_shed_mw.sum()
        assert best - 0.02 <= rest <= best * (1 + worse) + 0.01, state


def test_no_more_water_than_there_is(ukraine: Grid, quick: Settings) -> None:
    evaluation = evaluate(ukraine, Contingency(), quick)
    technology = ukraine.units["technology"]
    hydro = evaluation.dispatch.p_mw.loc[:, (technology == "hydro").to_numpy()].sum().sum()
    # 800 MW in ten hours of peak, half of that in fourteen
    assert hydro <= 800 * (10 + 14 * 0.5) + 0.1


def test_where_the_solver_starts_changes_nothing(ukraine: Grid, quick: Settings, random_contingency: Any) -> None:
    """Started from the bases of its hours, or from nothing: the same shedding of every load and hour."""
    engine, conditions = Engine.of(ukraine, quick.network), operating_conditions(ukraine, quick.demand)
    case_bounds = contingency_bounds(engine.model, apply(random_contingency(ukraine, 3), ukraine), conditions)
    order = merit_order(ukraine, conditions.reference_state)
    backend = lp_backend(engine.model, case_bounds.of(0))
    problems = [HourProblem.of(backend, case_bounds, hour, merit_order=order) for hour in range(24)]
    started, bare = plan_day(case_bounds, problems), plan_day(case_bounds, problems, warm=False)
    assert started.answer.status.solved
    assert bare.answer.status.solved
    assert np.abs(started.shed_pu - bare.shed_pu).max() * engine.model.base_mva < 1e-4
    assert started.shed_pu.sum() == pytest.approx(bare.shed_pu.sum(), rel=1e-9)
