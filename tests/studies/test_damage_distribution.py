"""What is in question: components, states, and who stands for whom."""

import pandas as pd
import pytest

from gridimpact.domain.damage import Contingency, DamageBelief
from gridimpact.domain.grid import Grid
from gridimpact.domain.vocabulary import DAMAGE_STATES
from gridimpact.errors import DataError
from gridimpact.studies.damage_distribution import alternatives, sites, suspicions_of


def test_what_cannot_be_a_probability_is_told_all_at_once(ukraine: Grid) -> None:
    with pytest.raises(DataError) as raised:
        suspicions_of(ukraine, {"line:L001": 1.5, "line:none": 0.2, "line:L002": float("nan")})
    told = {finding.what: finding.ids for finding in raised.value.findings}
    assert told["a probability is outside 0..1"] == ("line:L001", "line:L002")
    assert told["the grid has no such component"] == ("line:none",)


def test_stated_chances_are_of_being_out(ukraine: Grid) -> None:
    found = suspicions_of(ukraine, {"line:L002": 0.25, "line:L001": 1.0, "line:L003": 0.0})
    assert found.components == ("line:L001", "line:L002")
    assert found.chances.tolist() == [[0.0, 0.0, 0.0, 0.0, 1.0], [0.75, 0.0, 0.0, 0.0, 0.25]]
    assert found.stated
    assert suspicions_of(ukraine, Contingency(out=("line:L001",))).components == ()


def test_only_what_is_believed_damaged_is_in_question(ukraine: Grid) -> None:
    names = pd.Index(["line:L002", "line:L001", "line:L003"], name="component_id")
    rows = [[0.5, 0.0, 0.5, 0.0, 0.0], [0.9, 0.1, 0.0, 0.0, 0.0], [1.0, 0.0, 0.0, 0.0, 0.0]]
    belief = DamageBelief(
        table=pd.DataFrame(rows, index=names, columns=list(DAMAGE_STATES)),
        components=pd.DataFrame({"kind": "line"}, index=names),
        matches=pd.DataFrame(),
        influence=pd.DataFrame(columns=["report_id", "component_id", "share", "claim"]),
    )
    found = suspicions_of(ukraine, belief)
    assert found.components == ("line:L001", "line:L002")
    assert found.chances[0].tolist() == [0.9, 0.1, 0.0, 0.0, 0.0]
    assert not found.stated


def test_the_largest_group_takes_its_members_first() -> None:
    """One report means a, b or c; another c, d or e, of which c is taken; a third denies damage and counts for none."""
    rows = [("r1", name) for name in "abc"] + [("r2", name) for name in "cde"] + [("r3", name) for name in "de"]
    influence = pd.DataFrame(rows, columns=["report_id", "component_id"]).assign(share=1 / 3, claim="moderate")
    influence.loc[influence["report_id"] == "r3", "claim"] = "none"
    belief = DamageBelief(table=pd.DataFrame(), components=pd.DataFrame(), matches=pd.DataFrame(), influence=influence)
    assert [group.tolist() for group in alternatives(belief, tuple("abcde"))] == [[0, 1, 2], [3, 4]]


def test_a_plant_stands_where_its_units_are_connected_and_a_line_nowhere(ukraine: Grid) -> None:
    unit = ukraine.units[ukraine.units["plant_id"] == "plant:P020"].iloc[0]
    site = ukraine.buses.at[unit["bus_id"], "substation_id"]
    asked = ["plant:P020", str(unit.name), site, "line:L001"]
    assert sites(ukraine, asked) == [site, site, site, ""]
