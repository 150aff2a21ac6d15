"""The whole way on the bundled grid and the example night."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import gridimpact as gi
from gridimpact.domain.assessment import Assessment
from gridimpact.domain.grid import Grid
from gridimpact.domain.settings import NetworkSettings, Settings

QUICK = Settings(network=NetworkSettings(ac_check=False))


@pytest.fixture(scope="module")
def assessment(ukraine: Grid, night: Path) -> Assessment:
    return gi.assess(ukraine, gi.read_reports(night), QUICK)


def test_more_damage_than_before_sheds_more(assessment: Assessment) -> None:
    """The reported plants are lost generation, and the grid was short already."""
    summary = assessment.summary()
    assert summary.loc["ens_mwh", "caused"] > 0
    assert summary.loc["components_damaged", "value"] == len(assessment.contingency.components) > 4


def test_the_base_case_is_what_was_published(assessment: Assessment) -> None:
    """January 2026: 18 GW wanted, about 11 GW available, so almost 40 % short before import; 2,450 MW allowed."""
    baseline = assessment.summary()["baseline"]
    assert baseline["demand_peak_mw"] == pytest.approx(18_000)
    assert baseline["import_need_peak_mw"] / 18_000 == pytest.approx(0.39, abs=0.01)
    assert baseline["import_allowed_peak_mw"] == pytest.approx(2_450)
    assert baseline["import_deliverable_peak_mw"] == pytest.approx(2_450, rel=1e-3)


def test_the_parts_sum_to_the_whole(assessment: Assessment) -> None:
    evaluation = assessment.evaluation
    hourly = evaluation.regions_hourly.groupby("snapshot")["shed_mw"].sum()
    np.testing.assert_allclose(hourly, evaluation.total_shed_mw, atol=1e-6)
    assert evaluation.regions["ens_mwh"].sum() == pytest.approx(evaluation.total_shed_mw.sum())
    by_country = evaluation.imports.groupby(level="snapshot")[
        ["need_mw", "allowed_mw", "deliverable_mw", "used_mw"]
    ].sum()
    np.testing.assert_allclose(by_country, evaluation.imports_total[by_country.columns], atol=0.01)
    np.testing.assert_allclose(evaluation.regions["person_hours"].sum(), evaluation.regions_hourly["people"].sum())


def test_the_peak_row_is_the_peak_hour(assessment: Assessment) -> None:
    evaluation = assessment.evaluation
    assert evaluation.total_demand_mw.idxmax() == evaluation.peak
    assert evaluation.regions["shed_mw"].sum() == pytest.approx(evaluation.total_shed_mw[evaluation.peak])


def test_no_report_changes_nothing(ukraine: Grid) -> None:
    untouched = gi.assess(ukraine, [], QUICK)
    summary = untouched.summary()
    assert summary["caused"].abs().max() < 1e-6
    assert untouched.contingency.components == ()


def test_an_earlier_as_of_knows_less(ukraine: Grid, night: Path) -> None:
    reports = gi.read_reports(night)
    before = gi.assess(ukraine, reports, QUICK, as_of=datetime(2026, 1, 14, 12, tzinfo=UTC))
    assert before.contingency.components == ()


def test_progress_is_told_in_order(ukraine: Grid) -> None:
    told: list[float] = []
    gi.assess(ukraine, [], QUICK, progress=lambda done, what: told.append(done))
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_assumptions_matter_and_are_kept(ukraine: Grid) -> None:
    summer = replace(QUICK, demand=replace(QUICK.demand, reference_state="summer-2024"))
    evaluation = gi.evaluate(ukraine, gi.Contingency(), summer)
    assert evaluation.total_demand_mw.max() == pytest.approx(12_000)


def test_stated_damage_needs_no_report(ukraine: Grid) -> None:
    case = gi.Contingency(out=("substation:usatove",), derated={"plant:P001": 0.5})
    evaluation = gi.evaluate(ukraine, case, QUICK)
    assert evaluation.regions.loc["UA51", "unserved_share"] > evaluation.regions.loc["UA46", "unserved_share"]


def test_the_evaluation_is_not_changed_by_reading_it(assessment: Assessment) -> None:
    before = assessment.evaluation.dispatch.shed_mw.copy()
    assessment.summary()
    pd.testing.assert_frame_equal(before, assessment.evaluation.dispatch.shed_mw)


@pytest.mark.parametrize(
    ("state", "day", "demand_mw", "need_mw", "allowed_mw", "shed_mw"),
    [
        ("winter-2026-01", date(2026, 1, 15), 18_000, 7_000, 2_450, 4_550),
        ("winter-2024-25", date(2025, 1, 15), 16_250, 5_450, 2_100, 3_350),
        ("winter-2024-25", date(2024, 9, 19), 18_500, 7_700, 1_700, 6_000),
        ("summer-2024", date(2024, 6, 3), 12_000, 3_700, 1_700, 2_000),
    ],
)
def test_the_table_of_the_base_case_in_the_data_page_is_true(
    state: str, day: date, demand_mw: float, need_mw: float, allowed_mw: float, shed_mw: float, ukraine: Grid
) -> None:
    peak_mw = float(ukraine.reference_states["peak_demand_mw"].loc[state])
    demand = replace(QUICK.demand, reference_state=state, day=day, demand_scale=demand_mw / peak_mw)
    evaluation = gi.evaluate(ukraine, gi.Contingency(), replace(QUICK, demand=demand))
    total = evaluation.imports_total.loc[evaluation.peak]
    assert total["need_mw"] == pytest.approx(need_mw, rel=2e-3)
    assert total["allowed_mw"] == pytest.approx(allowed_mw)
    assert total["unserved_mw"] == pytest.approx(shed_mw, rel=2e-3)
