"""Scenarios side by side, and saved ones that are worked out again."""

from dataclasses import replace

import pytest

from gridimpact.adapters.stores.scenario_store import open_store
from gridimpact.domain.assessment import Assessment
from gridimpact.domain.grid import Grid
from gridimpact.domain.scenario import Basis, SavedScenario, Scenario
from gridimpact.errors import DataError, Severity
from gridimpact.studies import scenarios


@pytest.fixture(scope="module")
def saved(
    reported: Scenario, answers: dict[str, Assessment], tmp_path_factory: pytest.TempPathFactory
) -> SavedScenario:
    with open_store(tmp_path_factory.mktemp("store") / "s.sqlite3") as store:
        return store.load(store.save(reported, answers["as reported"]).entry.key)


def test_confirmed_leaves_the_others_aside_and_says_so(reported: Scenario) -> None:
    kept = scenarios.confirmed(reported.reports)
    grades = {(report.reliability.value, report.credibility.value) for report in kept}
    assert grades == {("A", "1"), ("A", "2"), ("B", "1")}
    assert len(kept.findings[-1].ids) == len(reported.reports) - len(kept)


def test_confirmed_only_believes_less_damage_on_the_same_day(answers: dict[str, Assessment]) -> None:
    all_of_it, confirmed = answers["as reported"], answers["confirmed only"]
    assert set(confirmed.contingency.components) < set(all_of_it.contingency.components)
    assert confirmed.evaluation.peak == all_of_it.evaluation.peak


def test_stated_damage_is_worked_out_without_reports(answers: dict[str, Assessment]) -> None:
    answer = answers["one site"]
    assert answer.contingency.out == ("substation:usatove",)
    assert answer.belief.table.empty
    # what the country lacks stays the same; the region of the site takes more of it
    with_it, without = (case.regions.loc["UA51", "ens_mwh"] for case in (answer.evaluation, answer.baseline))
    assert with_it > without + 1_000
    assert abs(answer.summary().loc["ens_mwh", "caused"]) < 1.0


def test_a_saved_scenario_gives_the_same_figures(saved: SavedScenario, ukraine: Grid) -> None:
    again = scenarios.reopen_scenario(saved, ukraine)
    assert again.summary()["value"].astype(float).to_dict() == pytest.approx(saved.entry.figures, rel=1e-9)
    assert scenarios.changes(saved, again) == ()


def test_a_changed_grid_version_or_figure_is_told(saved: SavedScenario, answers: dict[str, Assessment]) -> None:
    answer = answers["as reported"]
    entry = replace(
        saved.entry, grid_fingerprint="other", version="0.0.1", figures={**saved.entry.figures, "ens_mwh": 1.0}
    )
    told = scenarios.changes(replace(saved, entry=entry), answer)
    assert [finding.severity for finding in told] == [Severity.WARNING] * 3
    assert "grid" in told[0].what
    assert "0.0.1" in told[1].what
    assert told[2].ids[0].startswith("ens_mwh: 1 then")


def test_a_scenario_that_contradicts_itself_is_refused() -> None:
    with pytest.raises(DataError, match="none is stated"):
        Scenario(title="x", basis=Basis.STATED)
    with pytest.raises(DataError, match="no title"):
        Scenario(title=" ")
