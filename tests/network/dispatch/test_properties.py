"""What must hold for any small grid and any damage."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridimpact.domain.damage import Contingency
from gridimpact.domain.dispatch import Dispatch
from gridimpact.domain.grid import Grid
from gridimpact.domain.settings import NetworkSettings, Settings
from gridimpact.network.case.conditions import assessed_day
from gridimpact.network.case.contingencies import apply
from gridimpact.network.dispatch.day import Day, Engine, solve_day
from gridimpact.network.dispatch.imports import import_balance
from gridimpact.network.dispatch.tables import dispatch_tables

PLAIN = Settings(network=NetworkSettings(thermal_margin_share=1.0, loadability_limit=False, ac_check=False))

megawatts = st.integers(min_value=0, max_value=200).map(float)


@st.composite
def cases(draw: st.DrawFn) -> dict[str, Any]:
    """Meshed grids of 2 to 6 buses with units, loads of both classes and two neighbours."""
    count = draw(st.integers(2, 6))
    buses = [f"b{i}" for i in range(count)]
    pairs = draw(
        st.lists(st.tuples(st.sampled_from(buses), st.sampled_from(buses)).filter(lambda p: p[0] != p[1]), max_size=9)
    )
    reactance = st.sampled_from([0.0, 0.01, 0.1, 0.3])
    lines = [[f"l{i}", a, b, draw(reactance), draw(megawatts)] for i, (a, b) in enumerate(pairs)]
    units = [[f"g{i}", draw(st.sampled_from(buses)), draw(megawatts)] for i in range(draw(st.integers(0, 4)))]
    loads = [
        [
            f"d{i}",
            draw(st.sampled_from(buses)),
            draw(st.integers(-50, 200).map(float)),
            draw(st.sampled_from(["critical", "general"])),
        ]
        for i in range(draw(st.integers(1, 6)))
    ]
    ties = [[f"x{c}", draw(st.sampled_from(buses)), c, draw(megawatts)] for c in ("PL", "SK")]
    return {
        "buses": buses,
        "lines": lines,
        "units": units,
        "loads": loads,
        "interconnectors": ties,
        "rules": [["total", "", draw(megawatts)], ["share", "PL", 0.5], ["share", "SK", 0.5]],
    }


def _contingency(case: dict[str, Any], seed: int) -> Contingency:
    rng = np.random.default_rng(seed)
    ids = (
        [f"line:{row[0]}" for row in case["lines"]]
        + [f"unit:{row[0]}" for row in case["units"]]
        + [f"bus:{b}" for b in case["buses"]]
    )
    hit = rng.random(len(ids)) < 0.25
    return Contingency(out=tuple(np.array(ids)[hit]) if len(ids) else ())


def _dispatched(grid: Grid, contingency: Contingency, options: Settings = PLAIN) -> tuple[Day, Dispatch]:
    """What `evaluate` does of the network, without what it works out for people and regions from it."""
    conditions = assessed_day(grid, options)
    day = solve_day(Engine.of(grid, options.network), apply(contingency, grid), conditions)
    return day, dispatch_tables(day)


def _shed(grid: Grid, contingency: Contingency) -> float:
    return float(_dispatched(grid, contingency)[1].shed_mw.sum(axis=1).iloc[0])


common = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@common
@given(case=cases(), seed=st.integers(0, 10_000))
def test_balance_bounds_and_rules_hold(case: dict[str, Any], seed: int, build_grid: Any) -> None:
    grid = build_grid(case)
    day, dispatch = _dispatched(grid, _contingency(case, seed))
    load, shed = dispatch.load_mw.iloc[0], dispatch.shed_mw.iloc[0]
    total_in = dispatch.p_mw.iloc[0].sum() + dispatch.import_mw.iloc[0].sum() - load[load < 0].sum()

    assert {finding.where for finding in dispatch.findings} <= {"grid.loads"}  # loads that nothing reaches
    assert (shed <= load.clip(lower=0) + 1e-4).all()
    assert (shed >= 0).all()
    # negative load may be curtailed, so what comes in covers what is served, not the reverse
    assert total_in >= (load[load > 0] - shed[load > 0]).sum() - 1e-3
    assert (dispatch.flow_mw.iloc[0].abs() <= dispatch.limit_mw.iloc[0] + 1e-4).all()
    assert dispatch.import_mw.iloc[0].sum() <= case["rules"][0][2] + 1e-4
    total = import_balance(day, dispatch)[1].iloc[0]
    assert total["deliverable_mw"] <= total["allowed_mw"] + 1e-3
    assert total["used_mw"] <= total["deliverable_mw"] + 1e-3
    assert total["need_mw"] == pytest.approx(total["used_mw"] + total["unserved_mw"], abs=1e-6)


@common
@given(case=cases(), seed=st.integers(0, 10_000), more=st.integers(1, 200))
def test_more_capacity_of_a_unit_never_sheds_more(case: dict[str, Any], seed: int, more: int, build_grid: Any) -> None:
    bigger = {**case, "units": [[i, b, p + more] for i, b, p in case["units"]]}
    hit = _contingency(case, seed)
    assert _shed(build_grid(bigger), hit) <= _shed(build_grid(case), hit) + 1e-3


@common
@given(case=cases(), seed=st.integers(0, 10_000), more=st.integers(1, 200))
def test_a_higher_import_limit_never_sheds_more(case: dict[str, Any], seed: int, more: int, build_grid: Any) -> None:
    looser = {**case, "rules": [["total", "", case["rules"][0][2] + more], *case["rules"][1:]]}
    hit = _contingency(case, seed)
    assert _shed(build_grid(looser), hit) <= _shed(build_grid(case), hit) + 1e-3


@common
@given(case=cases())
def test_without_reallocation_no_neighbour_exceeds_its_share(case: dict[str, Any], build_grid: Any) -> None:
    fixed = replace(PLAIN, network=replace(PLAIN.network, reallocate_import_shares=False))
    day, dispatch = _dispatched(build_grid(case), Contingency(), fixed)
    assert (import_balance(day, dispatch)[0]["used_mw"] <= 0.5 * case["rules"][0][2] + 1e-3).all()
