"""Back from a belief to its reports."""

from collections.abc import Callable
from pathlib import Path

import pytest

from gridimpact.adapters.report_files import read_reports
from gridimpact.domain.grid import Grid
from gridimpact.domain.report import StrikeReport
from gridimpact.evidence import fuse
from gridimpact.evidence.provenance import history, sources_on

Build = Callable[..., StrikeReport]
SITE = "substation:vinnytska"


def test_sources_side_by_side(ukraine: Grid, night: Path) -> None:
    reports = read_reports(night)
    belief = fuse(reports, ukraine)
    table = sources_on("substation:usatove", belief, reports)
    assert list(table.index) == ["N07", "N09", "N08"]
    assert table["grade"].to_list() == ["B2", "D4", "A2"]
    assert table["claim"].to_list() == ["complete", "extensive", "complete"]
    assert (table["moved"] > 0).all()
    assert table["moved"].idxmax() == "N08"
    assert sources_on("substation:bar", belief, reports).empty


def test_moved_is_what_the_belief_would_lose(ukraine: Grid, report: Build) -> None:
    """Worked cases `one B2` and `B2 and A2`: 0.969439 - 0.690495."""
    both = [report("a"), report("b", grade="A2")]
    table = sources_on(SITE, fuse(both, ukraine), both)
    assert table.at["b", "moved"] == pytest.approx(0.969439 - 0.690495, abs=2e-6)


def test_history_is_the_belief_as_of_each_moment(ukraine: Grid, report: Build) -> None:
    found = [
        report("a"),
        report("b", grade="A2", hours=3),
        report("r", state=None, text="відновлено", hours=72, grade="A1"),
    ]
    table = history(found, ukraine)
    assert table[SITE].to_list() == pytest.approx([0.690495, 0.969439, 0.0156], abs=2e-3)
    for moment, chance in table[SITE].items():
        assert fuse(found, ukraine, as_of=moment).p_damaged[SITE] == chance
    assert history([], ukraine).empty


def test_a_long_history_is_thinned_and_keeps_its_ends(
    ukraine: Grid, report: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gridimpact.evidence.provenance.MOST_MOMENTS", 3)
    found = [report(f"r{number}", hours=number, grade="D3") for number in range(8)]
    table = history(found, ukraine)
    assert len(table) == 3
    assert table.index[0] == found[0].reported_at
    assert table.index[-1] == found[-1].reported_at
