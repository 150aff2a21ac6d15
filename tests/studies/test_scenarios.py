"""Scenarios side by side, and saved ones that are worked out again."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from gridimpact.adapters.reports.files import read_reports
from gridimpact.adapters.stores.scenario_store import open_store
from gridimpact.domain.damage import Contingency
from gridimpact.domain.grid import Grid
from gridimpact.domain.results import Assessment
from gridimpact.domain.scenario import Basis, SavedScenario, Scenario
from gridimpact.domain.settings import NetworkSettings, Settings
from gridimpact.errors import DataError, Severity
from gridimpact.studies import scenarios
from gridimpact.studies.comparison import compare, comparison_findings

QUICK = Settings(network=NetworkSettings(ac_check=False, coupled_day=False))


@pytest.fixture(scope="module")
def reported(night: Path) -> Scenario:
    return Scenario(title="as reported", reports=read_reports(night), settings=QUICK)


@pytest.fixture(scope="module")
def answers(reported: Scenario, ukraine: Grid) -> dict[str, Assessment]:
    stated = Contingency(out=("substation:usatove",))
    cases = (
        reported,
        replace(reported, title="confirmed only", basis=Basis.CONFIRMED),
        replace(reported, title="one site", basis=Basis.STATED, stated=stated),
    )
    return {case.title: scenarios.run_scenario(case, ukraine) for case in cases}


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


def test_comparison_tells_figures_and_differences(answers: dict[str, Assessment]) -> None:
    table = compare(answers)
    first, second = answers["as reported"], answers["confirmed only"]
    row = table.loc[("whole_grid", "components_damaged")]
    assert row["confirmed only less as reported"] == row["confirmed only"] - row["as reported"] < 0
    odesa = table.loc[("UA51", "ens_mwh")]
    assert (odesa["unit"], odesa["as reported"]) == ("MWh", first.evaluation.regions.at["UA51", "ens_mwh"])
    supplied = second.evaluation.regions["demand_mwh"] > 0
    assert set(table.index.get_level_values(0)) == {"whole_grid", *supplied[supplied].index}
    assert ("UA51", "severity") in table.index
    assert comparison_findings(answers) == ()


def test_rounding_of_the_solver_is_no_difference(answers: dict[str, Assessment]) -> None:
    first = answers["as reported"]
    regions = first.evaluation.regions
    nudged = regions.assign(ens_mwh=regions["ens_mwh"] * (1 + 1e-9))
    other = replace(first, evaluation=replace(first.evaluation, regions=nudged))
    assert (compare({"a": first, "b": other})["b less a"] == 0).all()


class _WithRange:
    """An answer that knows its range, as an ensemble does."""

    def comparison_figures(self) -> pd.DataFrame:
        index = pd.MultiIndex.from_tuples([("whole_grid", "ens_mwh")], names=["region_id", "figure"])
        return pd.DataFrame({"unit": "MWh", "value": 10.0, "low": 5.0, "high": 20.0}, index=index)


def test_ranges_are_told_where_an_answer_has_them(answers: dict[str, Assessment]) -> None:
    row = compare({"as reported": answers["as reported"], "many": _WithRange()}).loc[("whole_grid", "ens_mwh")]
    assert (row["many"], row["many low"], row["many high"]) == (10.0, 5.0, 20.0)
    assert "as reported low" not in row


def test_a_region_called_all_is_not_the_whole_grid(answers: dict[str, Assessment]) -> None:
    first = answers["as reported"]
    regions = first.evaluation.regions.rename(index={"UA51": "all"})
    odd = replace(first, evaluation=replace(first.evaluation, regions=regions))
    table = compare({"a": odd, "b": odd})
    assert not table.index.has_duplicates
    assert table.at[("all", "ens_mwh"), "a"] < table.at[("whole_grid", "ens_mwh"), "a"]


def test_one_answer_or_two_grids_are_refused(answers: dict[str, Assessment]) -> None:
    first = answers["as reported"]
    with pytest.raises(DataError, match="at least two"):
        compare({"a": first})
    with pytest.raises(DataError, match="different grids"):
        compare({"a": first, "b": replace(first, grid_fingerprint="other")})


def test_other_days_are_told(answers: dict[str, Assessment]) -> None:
    first = answers["as reported"]
    evaluation = first.evaluation
    load = evaluation.dispatch.load_mw
    moved = replace(evaluation.dispatch, load_mw=load.set_axis(load.index + pd.Timedelta(days=1)))
    later = replace(first, evaluation=replace(evaluation, dispatch=moved))
    assert "different days" in comparison_findings({"a": first, "b": later})[0].what


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
