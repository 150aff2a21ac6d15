"""The way of a report: withdrawn, copied, late, unread, unmatched."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from gridimpact.domain.damage import DamageBelief
from gridimpact.domain.grid import Grid
from gridimpact.domain.report import Place, StrikeReport
from gridimpact.domain.vocabulary import DamageState
from gridimpact.evidence import fuse

Build = Callable[..., StrikeReport]
SITE = "substation:vinnytska"


def told(belief: DamageBelief, words: str) -> tuple[str, ...]:
    """Ids of the first finding that holds the words."""
    return next((finding.ids for finding in belief.findings if words in finding.what), ())


def test_as_of(ukraine: Grid, report: Build) -> None:
    early, late = report("a", reported_h=2), report("b", reported_h=8)
    belief = fuse([early, late], ukraine, as_of=early.reported_at + timedelta(hours=1))
    assert belief.fingerprint == fuse([early], ukraine).fingerprint
    assert list(belief.matches.index) == ["a"]
    assert told(belief, "as-of") == ("b",)
    naive = (early.reported_at + timedelta(hours=1)).replace(tzinfo=None)
    assert fuse([early, late], ukraine, as_of=naive).fingerprint == belief.fingerprint


def test_repair_speaks_of_earlier_damage_only(ukraine: Grid, report: Build) -> None:
    night = [report("a"), report("b", grade="A2")]
    repaired = [*night, report("r", state=None, text="відновлено", hours=72, grade="A1")]
    again = [*repaired, report("c", hours=96), report("d", hours=96, grade="A2")]
    chances = [fuse(known, ukraine).p_damaged[SITE] for known in (night, repaired, again)]
    assert chances[0] == pytest.approx(0.969439, abs=1e-6)
    assert chances[1] == pytest.approx(0.015606, abs=1e-6)
    assert chances[2] > 0.9


def test_ids_that_clash_are_told_apart(ukraine: Grid, report: Build) -> None:
    belief = fuse([report("a"), report("a"), report("a", state=DamageState.SLIGHT, hours=1)], ukraine)
    assert set(belief.matches.index) == {"a", "a#2"}
    assert told(belief, "share an id") == ("a",)
    assert told(belief, "more than once") == ("a",)


def test_many_unknown_places_are_told_together(ukraine: Grid, report: Build) -> None:
    belief = fuse([report(f"r{number}", f"nowhere {number}") for number in range(50)], ukraine)
    places = [finding for finding in belief.findings if finding.where == "reports.place"]
    assert len(places) == 1 or sum(len(finding.ids) for finding in places) == 50
    assert len(belief.findings) < 10


def test_words_that_are_less_sure_weigh_less(ukraine: Grid, report: Build) -> None:
    belief = fuse([report("a", state=None, text="hit"), report("b", "plant:P020", None, text="damaged")], ukraine)
    weights = belief.influence.set_index("report_id")["weight"]
    assert weights.to_dict() == pytest.approx({"a": 0.8 * 0.765, "b": 0.765})


def test_a_switchyard_that_is_hit_is_the_substation_of_the_plant(ukraine: Grid, report: Build) -> None:
    place = Place(name="Burshtyn TPP")
    found = fuse(
        [
            replace(report("a", state=None, text="switchyard hit"), place=place),
            replace(report("b", state=None, text="destroyed"), place=place),
        ],
        ukraine,
    )
    assert found.matches["component_id"].to_dict() == {"a": "substation:burshtyn", "b": "plant:P005"}
