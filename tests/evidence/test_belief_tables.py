"""The tables of a belief, from counted statements."""

from collections.abc import Callable

import pytest

from gridimpact.domain.grid import Grid
from gridimpact.domain.report import StrikeReport
from gridimpact.domain.vocabulary import DamageState, MatchOutcome
from gridimpact.evidence import fuse
from gridimpact.evidence.belief_tables import match_table
from gridimpact.evidence.match import Match
from gridimpact.evidence.not_counted import copy_of

Build = Callable[..., StrikeReport]
SITE = "substation:vinnytska"


def test_no_reports(ukraine: Grid) -> None:
    belief = fuse([], ukraine)
    assert belief.table.empty
    assert belief.matches.empty
    assert list(belief.influence.columns) == [
        "report_id",
        "component_id",
        "share",
        "weight",
        "claim",
        "p_damaged_without",
    ]
    assert belief.findings == ()


def test_tables_speak_of_the_same(ukraine: Grid, report: Build) -> None:
    belief = fuse([report("a"), report("b", state=DamageState.COMPLETE), report("c", "plant:P005")], ukraine)
    assert list(belief.table.index) == list(belief.components.index) == ["plant:P005", SITE]
    assert belief.components.at[SITE, "reports"] == 2
    assert 0.0 < belief.components.at[SITE, "conflict"] < 1.0
    assert belief.components.at["plant:P005", "conflict"] == 0.0
    alone = fuse([report("a"), report("c", "plant:P005")], ukraine)
    influence = belief.influence.set_index("report_id")
    assert influence.at["b", "p_damaged_without"] == pytest.approx(alone.p_damaged[SITE])
    assert influence.at["c", "p_damaged_without"] == 0.0
    assert set(belief.matches.columns) == {
        "outcome",
        "component_id",
        "region_id",
        "candidates",
        "how",
        "claim",
        "counted",
        "reason",
    }


def test_conflict_is_full_between_intact_and_complete(ukraine: Grid, report: Build) -> None:
    belief = fuse([report("a", state=DamageState.NONE), report("b", state=DamageState.COMPLETE)], ukraine)
    assert belief.components.at[SITE, "conflict"] == pytest.approx(1.0)


def test_matches_name_a_component_only_when_it_is_the_one_meant() -> None:
    exact = Match(outcome=MatchOutcome.EXACT, how="name", targets=(("plant:a", 1.0),), region_id="UA05")
    vague = Match(outcome=MatchOutcome.IMPRECISE, how="region", targets=(("plant:a", 0.5), ("plant:b", 0.5)))
    table = match_table({"r2": vague, "r1": exact}, {"r1": "moderate"}, {"r2": copy_of("r1")})
    assert table.index.tolist() == ["r1", "r2"]
    assert table["component_id"].tolist() == ["plant:a", ""]
    assert table["counted"].tolist() == [True, False]
    assert table["claim"].tolist() == ["moderate", ""]
