"""Matches set by hand: corrected, split, taken out, and replayed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from gridimpact.adapters.reports.files import read_reports
from gridimpact.adapters.reports.override_files import overrides_json, read_overrides, write_overrides
from gridimpact.domain.grid import Grid
from gridimpact.domain.override import Override
from gridimpact.domain.report import Place, StrikeReport
from gridimpact.errors import DataError, Severity
from gridimpact.evidence import fuse

Build = Callable[..., StrikeReport]
AT = datetime(2026, 1, 15, 12, tzinfo=UTC)


def override(report_id: str, *targets: tuple[str, float], hours: float = 0.0, said: str = "") -> Override:
    return Override(
        report_id=report_id,
        targets=targets,
        who="A. Analyst",
        at=AT + timedelta(hours=hours),
        why="by phone",
        said=said,
    )


def test_an_ambiguous_report_is_settled(ukraine: Grid, night: Path) -> None:
    reports = read_reports(night)
    before = fuse(reports, ukraine)
    after = fuse(reports, ukraine, overrides=[override("N15", ("plant:P023", 1.0), said="Kharkiv CHP")])
    assert not before.matches.at["N15", "counted"]
    row = after.matches.loc["N15"]
    assert (row["outcome"], row["component_id"], row["how"], row["counted"]) == (
        "exact",
        "plant:P023",
        "override",
        True,
    )
    assert "plant:P023" in row["candidates"]
    assert after.p_damaged["plant:P023"] > before.p_damaged["plant:P023"]
    others = before.table.drop(index="plant:P023")
    assert after.table.drop(index="plant:P023").equals(others)


def test_it_equals_a_report_that_names_the_component(ukraine: Grid, report: Build) -> None:
    named = [report("a"), report("b", "substation:usatove")]
    wrong = [named[0], replace(named[1], place=Place(name="somewhere"))]
    assert fuse(wrong, ukraine, overrides=[override("b", ("usatove", 1.0))]).table.equals(fuse(named, ukraine).table)


def test_a_report_is_split(ukraine: Grid, report: Build) -> None:
    """Share 0.5 by hand is the worked case `half meant`: damage 1 - 0.758903."""
    from gridimpact.domain.vocabulary import DamageState

    one = report("a", state=DamageState.EXTENSIVE)
    halves = override("a", ("plant:P020", 0.5), ("plant:P021", 0.5))
    found = fuse([one], ukraine, overrides=[halves])
    assert found.p_damaged.to_dict() == pytest.approx({"plant:P020": 0.241097, "plant:P021": 0.241097}, abs=1e-6)
    assert found.matches.at["a", "outcome"] == "imprecise"


def test_a_report_is_taken_out(ukraine: Grid, report: Build) -> None:
    found = fuse([report("a"), report("b", grade="A2")], ukraine, overrides=[override("b")])
    assert found.table.equals(fuse([report("a")], ukraine).table)
    assert not found.matches.at["b", "counted"]
    assert "A. Analyst: by phone" in found.matches.at["b", "reason"]
    assert not [finding for finding in found.findings if finding.where == "reports.place"]


def test_the_latest_counts_in_any_order(ukraine: Grid, report: Build) -> None:
    both = [override("a", ("plant:P020", 1.0), hours=2), override("a", ("plant:P021", 1.0), hours=1)]
    for order in (both, both[::-1]):
        assert list(fuse([report("a")], ukraine, overrides=order).table.index) == ["plant:P020"]


@pytest.mark.parametrize(
    ("one", "words", "severity"),
    [
        (override("z", ("plant:P020", 1.0)), "no report of this id", Severity.INFO),
        (override("a", ("plant:nowhere", 1.0)), "no such component", Severity.ERROR),
        (override("a", ("plant:P020", 1.0), said="elsewhere"), "decide anew", Severity.WARNING),
    ],
)
def test_what_cannot_be_applied_is_told(
    ukraine: Grid, report: Build, one: Override, words: str, severity: Severity
) -> None:
    found = fuse([report("a")], ukraine, overrides=[one])
    told = [finding for finding in found.findings if finding.where == "overrides"]
    assert found.table.equals(fuse([report("a")], ukraine).table)
    assert [(words in str(finding), finding.severity) for finding in told] == [(True, severity)]


def test_who_when_and_why_are_told_and_kept(ukraine: Grid, report: Build, tmp_path: Path) -> None:
    listed = (override("a", ("plant:P020", 0.25), ("plant:P021", 1.0)), override("b", hours=1, said="ПС «Бар»"))
    path = write_overrides(listed[::-1], tmp_path / "deep" / "o.json")
    assert read_overrides(path) == listed
    assert read_overrides(overrides_json(listed).encode()) == listed
    told = fuse([report("a")], ukraine, overrides=listed).findings[0]
    assert "plant:P020 (25%)" in str(told)
    assert "A. Analyst at 2026-01-15 12:00 UTC: by phone" in str(told)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "cannot be read"),
        (b"{}", "no list `overrides`"),
        (b'{"overrides": [1]}', "entry 1: it cannot be read"),
        (
            b'{"overrides": [{"report_id": "a", "targets": [], "who": "w", "why": "y", "at": "2026-01-15"}]}',
            "not an object",
        ),
        (b'{"overrides": [{"report_id": "a", "targets": {}, "who": "w", "why": "y", "at": "2026-01-15"}]}', "no zone"),
        (
            b'{"overrides": [{"report_id": "a", "targets": {"x": 2}, "who": " ", "why": "", "at": "2026-01-15T01Z"}]}',
            "who decided it",
        ),
    ],
)
def test_files_that_cannot_be_replayed(content: bytes, words: str) -> None:
    with pytest.raises(DataError, match=words):
        read_overrides(content)
