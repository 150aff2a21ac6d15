"""Charts as plain data."""

from gridimpact.domain.results import Assessment
from gridimpact.views import charts


def test_import_rows_are_long_and_local(small_assessment: Assessment) -> None:
    rows = charts.import_rows(small_assessment, "Europe/Kyiv")
    assert len(rows) == 4 * 4
    at_two = rows[rows["hour"] == "02:00"].set_index("series")["gw"]
    assert at_two.to_dict() == {"needed": 0.55, "allowed": 0.2, "deliverable": 0.18, "used": 0.18}


def test_chart_names_the_series_of_its_rows(small_assessment: Assessment) -> None:
    rows = charts.import_rows(small_assessment, "Europe/Kyiv")
    domain = charts.import_chart(rows)["layer"][0]["encoding"]["color"]["scale"]["domain"]
    assert set(domain) == set(rows["series"])
