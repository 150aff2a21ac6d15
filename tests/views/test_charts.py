"""Charts as plain data."""

import pandas as pd

from gridimpact.domain.assessment import Assessment
from gridimpact.views import charts, evidence_charts
from gridimpact.views.chart_scales import between, from_zero


def test_import_rows_are_long_and_local(small_assessment: Assessment) -> None:
    rows = charts.import_rows(small_assessment, "Europe/Kyiv")
    assert len(rows) == 4 * 4
    at_two = rows[rows["hour"] == "02:00"].set_index("series")["gw"]
    assert at_two.to_dict() == {"needed": 0.55, "allowed": 0.2, "deliverable": 0.18, "used": 0.18}


def test_chart_names_the_series_of_its_rows(small_assessment: Assessment) -> None:
    rows = charts.import_rows(small_assessment, "Europe/Kyiv")
    domain = charts.import_chart(rows)["layer"][0]["encoding"]["color"]["scale"]["domain"]
    assert set(domain) == set(rows["series"])


def test_series_share_one_legend(small_assessment: Assessment) -> None:
    """Colour and dash of the same series make one legend; two that differ make Vega-Lite complain."""
    bars, lines = charts.import_chart(charts.import_rows(small_assessment, "Europe/Kyiv"))["layer"]
    legends = [bars["encoding"]["color"], lines["encoding"]["color"], lines["encoding"]["strokeDash"]]
    assert [one["legend"] for one in legends] == [legends[0]["legend"]] * 3


def test_ends_of_a_scale_are_stated_before_rows_arrive() -> None:
    assert from_zero([0.5, float("inf"), float("nan"), 2.5]) == {"domain": [0, 2.5], "nice": True}
    assert from_zero([]) == {"domain": [0, 1.0], "nice": True}
    days = pd.Series(["2026-01-16", "2026-01-15"])
    assert between(days, days, utc=True)["domain"] == [
        {"expr": "utc(2026, 0, 15, 0, 0)"},
        {"expr": "utc(2026, 0, 16, 0, 0)"},
    ]
    assert between(days.iloc[:0], days) == {}


def test_history_is_told_by_the_local_clock() -> None:
    known = pd.Series([0.6, 0.9], index=pd.DatetimeIndex(["2026-01-15T04:30Z", "2026-01-15T05:40Z"]))
    rows = evidence_charts.history_rows(known, "Europe/Kyiv")
    assert rows["moment"].tolist() == ["2026-01-15T06:30:00", "2026-01-15T07:40:00"]
    assert rows["p_damaged"].tolist() == [0.6, 0.9]
    assert evidence_charts.history_rows(known.iloc[:0], "Europe/Kyiv").empty
