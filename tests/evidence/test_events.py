"""Copies and events: what counts once, and what is news."""

from collections.abc import Callable
from dataclasses import replace

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
