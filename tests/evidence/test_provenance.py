"""Back from a belief to its reports."""

from collections.abc import Callable
from pathlib import Path

import pytest

from gridimpact.adapters.reports.files import read_reports
from gridimpact.domain.grid import Grid
from gridimpact.domain.report import StrikeReport
from gridimpact.domain.vocabulary import DamageState
from gridimpact.evidence import fuse
from gridimpact.evidence.provenance import events_on, history, history_of, sources_on

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


def test_copies_stand_beside_the_report_they_count_with(ukraine: Grid, report: Build) -> None:
    told = [report("a", url="u"), report("c", url="u", hours=1, grade="C3"), report("b", hours=2, grade="A2")]
    table = sources_on(SITE, fuse(told, ukraine), told)
    assert table["copy_of"].to_dict() == {"a": "", "c": "a", "b": ""}
    assert table.at["c", "moved"] == table.at["c", "weight"] == 0.0


def test_events_are_parted_by_time(ukraine: Grid, report: Build) -> None:
    """Two nights, the first told by two voices and a copy, the second by one."""
    told = [
        report("a", url="u"),
        report("c", url="u", hours=1, grade="C3"),
        report("b", hours=11),
        report("d", hours=24, state=DamageState.COMPLETE),
    ]
    sources = sources_on(SITE, fuse(told, ukraine), told)
    events = events_on(sources)
    assert events["reports"].to_list() == [3, 1]
    assert events["voices"].to_list() == [2, 1]
    assert events["claims"].to_list() == ["moderate (3)", "complete (1)"]
    assert events.at[2, "start"] == told[3].event_at


def test_history_of_one_component_is_that_of_all(ukraine: Grid, night: Path) -> None:
    """Reports that are superseded, copied and set aside are known to it too."""
    reports = read_reports(night)
    belief, whole = fuse(reports, ukraine), history(reports, ukraine)
    for name in belief.table.index:
        chances = history_of(name, belief, reports, ukraine)
        assert chances.to_dict() == pytest.approx(whole.loc[chances.index, name].to_dict())
        assert chances.iloc[-1] == pytest.approx(belief.p_damaged[name])
        assert chances.iloc[0] > 0.0


def test_history_of_ends_at_the_as_of_time(ukraine: Grid, report: Build) -> None:
    told = [report("a"), report("b", hours=3)]
    belief = fuse(told, ukraine, as_of=told[0].reported_at)
    assert list(history_of(SITE, belief, told, ukraine).index) == [told[0].reported_at]
    assert history_of("plant:P005", belief, told, ukraine).empty
