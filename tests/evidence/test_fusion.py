"""The way of a report: withdrawn, copied, late, unread, unmatched."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from gridimpact.domain.damage import DamageBelief, NotCountedKind
from gridimpact.domain.grid import Grid
from gridimpact.domain.report import Place, StrikeReport
from gridimpact.domain.vocabulary import ComponentKind, DamageState
from gridimpact.evidence import fuse

Build = Callable[..., StrikeReport]
SITE = "substation:vinnytska"


def told(belief: DamageBelief, words: str) -> tuple[str, ...]:
    """Ids of the first finding that holds the words."""
    return next((finding.ids for finding in belief.findings if words in finding.what), ())


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


def test_copies_by_link_source_and_text(ukraine: Grid, report: Build) -> None:
    long = "Two transformers were hit during the night and burned for three hours"
    one = fuse([report("a", note=long)], ukraine)
    for copy in (
        report("b", url="https://example.org/1", hours=30, grade="C3", state=DamageState.SLIGHT),
        report("b", source="Source of  A", hours=11, grade="C3"),
        report("b", note=long.replace("three", "3") + "!", hours=30, grade="C3", state=DamageState.EXTENSIVE),
    ):
        original = report("a", note=long, url="https://example.org/1/")
        belief = fuse([copy, original], ukraine)
        assert belief.fingerprint == one.fingerprint
        assert belief.matches.at["b", "reason"] == "copy of a"
        assert not belief.matches.at["b", "counted"]
        assert told(belief, "copies") == ("b",)


def test_no_copy_when_site_claim_time_or_turn_differ(ukraine: Grid, report: Build) -> None:
    long = "Two transformers were hit during the night and burned for three hours"
    first = report("a", note=long, url="u")
    for other in (
        report("b", "plant:P005", url="u", note=long),
        report("b", source="source of a", hours=13),
        report("b", note=long, hours=37),
        report("b", url="u", hours=37),
        report("b", note=long, state=DamageState.NONE, hours=5),
        report("b", note="hit", hours=1),
    ):
        assert fuse([first, other], ukraine).matches["counted"].all()


def test_a_channel_that_reports_every_night_is_not_one_report(ukraine: Grid, report: Build) -> None:
    """One link for all posts: within a night it gives copies away, over nights it does not."""
    nights = [report(f"n{night}", url="https://t.me/channel", source="channel", hours=24 * night) for night in range(4)]
    counted = fuse(nights, ukraine).matches["counted"]
    assert counted.to_dict() == {"n0": True, "n1": False, "n2": True, "n3": False}
    repair = report("r", state=DamageState.NONE, hours=40, grade="A1")
    assert fuse([*nights, repair], ukraine).p_damaged[SITE] > 0.65


def test_a_message_passed_on_without_the_name_adds_nothing(ukraine: Grid, report: Build) -> None:
    """The same text with the region alone would else count for each substation there."""
    text = "Overnight a large substation was hit and burned for hours"
    named, also = report("a", note=text), report("b", "substation:bar", note=text)
    vague = replace(
        report("v", note=text, grade="A1"),
        place=Place(region="Vinnytsia Oblast"),
        component_kind=ComponentKind.SUBSTATION,
    )
    belief = fuse([named, also, vague], ukraine)
    assert belief.fingerprint == fuse([named, also], ukraine).fingerprint
    assert belief.not_counted["v"].kind is NotCountedKind.COPY
    assert fuse([named, replace(vague, note="")], ukraine).matches["counted"].all()


def test_the_last_word_of_a_source_stands(ukraine: Grid, report: Build) -> None:
    """One source that says more, or takes it back, is one voice; said again after the contrary it is news."""
    first = report("a", source="channel", state=DamageState.SLIGHT)
    more = report("b", source="channel", state=DamageState.EXTENSIVE, hours=3)
    assert fuse([first, more], ukraine).fingerprint == fuse([more], ukraine).fingerprint
    works = report("c", source="channel", state=DamageState.NONE, hours=5)
    again = report("d", source="channel", state=DamageState.SLIGHT, hours=8)
    assert fuse([first, works, again], ukraine).matches["counted"].all()


def test_superseded_reports_do_not_count(ukraine: Grid, report: Build) -> None:
    first, second = report("a", state=DamageState.COMPLETE), report("b", hours=3, supersedes=("a", "zz"))
    belief = fuse([first, second], ukraine)
    assert belief.fingerprint == fuse([report("b", hours=3)], ukraine).fingerprint
    assert belief.matches.at["a", "reason"] == "superseded by b"
    assert told(belief, "ids that are not here") == ("zz",)
    backwards = fuse([report("a", supersedes=("b",)), report("b", hours=3)], ukraine)
    assert backwards.matches["counted"].all()
    assert told(backwards, "supersedes itself") == ("a",)


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


def test_what_cannot_be_read_is_told_and_not_counted(ukraine: Grid, report: Build) -> None:
    belief = fuse(
        [report("a", state=None, text="attacked"), report("b", state=None), report("c", "substation:nowhere")], ukraine
    )
    assert belief.table.empty
    assert told(belief, '"attacked"') == ("a",)
    assert told(belief, "no damage is stated") == ("b",)
    assert told(belief, "unmatched") == ("c",)
    assert belief.matches["reason"].ne("").all()


def test_megawatts_are_set_against_installed_capacity(ukraine: Grid, report: Build) -> None:
    units = ukraine.units[(ukraine.units["plant_id"] == "plant:P005") & ukraine.units["in_service"]]
    half = f"lost {units['p_nom_mw'].sum() / 2:.0f} MW"
    belief = fuse([report("a", "plant:P005", None, text=half), report("b", state=None, text=half)], ukraine)
    assert belief.influence.set_index("report_id").at["a", "claim"] == "moderate"
    assert told(belief, "megawatts") == ("b",)


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
