from typing import Any

import numpy as np
import pytest

from gridimpact.assessment import evaluate
from gridimpact.domain.damage import Contingency
from gridimpact.domain.grid import Grid
from gridimpact.domain.settings import Settings
from gridimpact.errors import DataError
from gridimpact.network.case.contingencies import apply


def test_a_substation_out_takes_its_yard_but_not_the_bus_behind_its_transformers(ukraine: Grid) -> None:
    left = apply(Contingency(out=("substation:sumy",)), ukraine)
    alive = dict(zip(ukraine.buses.index, left.bus_in_service, strict=True))
    assert not alive["bus:sumy-330"]
    assert alive["bus:sumy-110"]
    transformers = (ukraine.transformers["substation_id"] == "substation:sumy").to_numpy()
    assert (left.branch_left[len(ukraine.lines) :][transformers] == 0).all()


def test_a_substation_derated_keeps_its_share_of_transformers_and_lines(ukraine: Grid) -> None:
    left = apply(Contingency(derated={"substation:sumy": 0.6}), ukraine)
    lines = (ukraine.lines["bus0"].eq("bus:sumy-330") | ukraine.lines["bus1"].eq("bus:sumy-330")).to_numpy()
    kept = left.branch_left[: len(ukraine.lines)][lines & ukraine.lines["in_service"].to_numpy()]
    assert kept == pytest.approx(0.6)
    assert left.branch_switched[: len(ukraine.lines)][lines].all()
    assert left.bus_in_service.sum() == ukraine.buses["in_service"].sum()


def test_hits_at_both_ends_of_a_line_multiply(ukraine: Grid) -> None:
    line = ukraine.lines[(ukraine.lines["kind"] == "line") & ukraine.lines["in_service"]].iloc[0]
    ends = [ukraine.buses.loc[line[end], "substation_id"] for end in ("bus0", "bus1")]
    left = apply(Contingency(derated={ends[0]: 0.5, ends[1]: 0.4}), ukraine)
    assert left.branch_left[ukraine.lines.index.get_loc(line.name)] == pytest.approx(0.2)


def test_a_plant_is_its_units(ukraine: Grid) -> None:
    left = apply(Contingency(derated={"plant:P001": 0.25}), ukraine)
    own = (ukraine.units["plant_id"] == "plant:P001").to_numpy()
    assert own.sum() == 4
    assert left.unit_left[own] == pytest.approx(0.25)
    assert set(np.unique(left.unit_left[~own])) <= {0.0, 1.0}


def test_an_unknown_component_is_told_and_changes_nothing(ukraine: Grid) -> None:
    left = apply(Contingency(out=("substation:atlantis",)), ukraine)
    whole = apply(Contingency(), ukraine)
    assert left.findings[0].ids == ("substation:atlantis",)
    assert (left.branch_left == whole.branch_left).all()


def test_shares_outside_the_range_are_refused() -> None:
    with pytest.raises(DataError, match="line:x"):
        Contingency(derated={"line:x": 1.5})


def test_a_share_of_nothing_is_out_and_a_whole_one_is_no_damage() -> None:
    case = Contingency(derated={"line:a": 0.0, "line:b": 1.0, "line:c": 0.5})
    assert case.out == ("line:a",)
    assert dict(case.derated) == {"line:c": 0.5}


def test_a_share_of_no_limit_is_no_limit_and_is_told(build_grid: Any, plain: Settings) -> None:
    """500 MW behind an unlimited source and line, both at a thousandth: all is served."""
    grid = build_grid({"buses": ["a", "b"], "units": [["g", "a", np.inf]], "loads": [["d", "b", 500, "general"]],
                       "lines": [["l", "a", "b", 0.1, np.inf]]})  # fmt: skip
    evaluation = evaluate(grid, Contingency(derated={"unit:g": 0.001, "line:l": 0.001}), plain)
    assert evaluation.total_shed_mw.iloc[0] == 0.0
    assert evaluation.findings[0].ids == ("line:l", "unit:g")
    assert evaluate(grid, Contingency(out=("unit:g",)), plain).total_shed_mw.iloc[0] == 500.0
