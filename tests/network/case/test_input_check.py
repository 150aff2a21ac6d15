"""Impossible input to the core is refused with table, column and row; odd input is taken and told."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from gridimpact.adapters.grids.files import read_grid
from gridimpact.assessment import evaluate
from gridimpact.domain.damage import Contingency
from gridimpact.domain.grid import Grid
from gridimpact.domain.settings import DemandSettings, Settings
from gridimpact.errors import DataError

RING = {
    "buses": ["a", "b", "c"],
    "lines": [["l1", "a", "b", 0.1, 100], ["l2", "b", "c", 0.1, 100], ["l3", "a", "c", 0.1, 100]],
    "units": [["g", "a", 200]],
    "loads": [["d", "b", 80, "general"], ["e", "c", 50, "critical"]],
    "interconnectors": [["x", "a", "PL", 100]],
    "rules": [["total", "", 50]],
}


def _with(grid: Grid, table: str, column: str, value: Any) -> Grid:
    """The grid with the first value of a column changed, past all readers."""
    rows = getattr(grid, table).copy()
    kept = rows[column].astype(float if isinstance(value, float) else object)
    kept.iloc[0] = value
    return replace(grid, **{table: rows.assign(**{column: kept})})


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("lines", "s_nom_mva", -50.0), ("lines", "s_nom_mva", np.nan), ("lines", "x_pu", np.nan),
        ("lines", "x_pu", np.inf), ("loads", "p_mw", np.nan), ("loads", "p_mw", np.inf),
        ("units", "p_nom_mw", -1.0), ("units", "p_nom_mw", np.nan), ("interconnectors", "s_nom_mva", -1.0),
        ("interconnectors", "s_nom_mva", np.nan), ("import_rules", "value", np.nan), ("import_rules", "value", -5.0),
        ("units", "bus_id", "bus:none"), ("lines", "bus1", "bus:none"),
    ],
)  # fmt: skip
def test_impossible_values_are_refused_with_their_place(
    table: str, column: str, value: Any, build_grid: Any, plain: Settings
) -> None:
    grid = _with(build_grid(RING), table, column, value)
    with pytest.raises(DataError, match=rf"{table}.{column}") as refused:
        evaluate(grid, Contingency(), plain)
    assert refused.value.findings[0].ids == (str(getattr(grid, table).index[0]),)


def test_all_faults_are_told_at_once(build_grid: Any, plain: Settings) -> None:
    grid = _with(_with(build_grid(RING), "loads", "p_mw", np.nan), "lines", "x_pu", np.nan)
    settings = replace(plain, network=replace(plain.network, thermal_margin_share=-0.1))
    with pytest.raises(DataError) as refused:
        evaluate(grid, Contingency(), settings)
    told = {finding.where for finding in refused.value.findings}
    assert told == {"loads.p_mw", "lines.x_pu", "settings.network.thermal_margin_share"}


@pytest.mark.parametrize(("table", "column"), [("lines", "s_nom_mva"), ("loads", "p_mw"), ("units", "p_nom_mw")])
def test_foreign_grids_are_held_to_the_same(table: str, column: str, plain: Settings) -> None:
    grid = _with(read_grid("pandapower:case9"), table, column, np.nan)
    with pytest.raises(DataError, match=f"{table}.{column}"):
        evaluate(grid, Contingency(), plain)


@pytest.mark.parametrize("scale", [-1.0, np.nan, np.inf])
@pytest.mark.parametrize("name", ["demand_scale", "generation_scale"])
def test_a_factor_must_be_one(name: str, scale: float, ukraine: Grid, quick: Settings) -> None:
    with pytest.raises(DataError, match=name):
        evaluate(ukraine, Contingency(), replace(quick, demand=DemandSettings(**{name: scale})))


@pytest.mark.parametrize(
    ("case", "shed"),
    [
        ({**RING, "units": [], "interconnectors": []}, 130.0),
        ({**RING, "buses": ["a", "b", "c", "z"], "loads": [*RING["loads"], ["q", "z", 10, "general"]]}, 10.0),
    ],
    ids=["no unit at all", "a load on its own"],
)
def test_loads_without_a_source_are_shed_and_named(case: Any, shed: float, build_grid: Any, plain: Settings) -> None:
    evaluation = evaluate(build_grid(case), Contingency(), plain)
    assert evaluation.total_shed_mw.iloc[0] == pytest.approx(shed)
    assert [finding.where for finding in evaluation.findings] == ["grid.loads"]


def test_a_capacity_that_no_unit_has_is_told_and_boxed(build_grid: Any, plain: Settings) -> None:
    evaluation = evaluate(_with(build_grid(RING), "units", "p_nom_mw", 1e12), Contingency(), plain)
    assert evaluation.total_shed_mw.iloc[0] == pytest.approx(0.0)
    assert evaluation.dispatch.available_mw.to_numpy().max() < 1e6
    assert evaluation.findings[0].where == "grid.units.p_nom_mw"


@pytest.mark.parametrize(
    ("column", "value", "shed"),
    [
        # a and b must have equal angles, and so c: nothing flows at all
        ("s_nom_mva", 0.0, 130.0),
        ("s_nom_mva", np.inf, 0.0),
        # a and b are one: c is fed 25 by each of two lines, and 80 + 25 go over the line of 100 to b
        ("x_pu", 0.0, 5.0),
    ],
)
def test_limits_of_nothing_and_of_everything_are_answered(
    column: str, value: float, shed: float, build_grid: Any, plain: Settings
) -> None:
    evaluation = evaluate(_with(build_grid(RING), "lines", column, value), Contingency(), plain)
    assert evaluation.dispatch.status["method"].tolist() == ["warm"]
    assert evaluation.total_shed_mw.iloc[0] == pytest.approx(shed, abs=1e-6)


def test_the_bundled_grid_has_no_such_finding(ukraine: Grid, quick: Settings) -> None:
    assert not [f for f in evaluate(ukraine, Contingency(), quick).findings if f.where.startswith("grid.")]
