"""Reports go out again as they came in, with what became of each."""

from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from gridimpact.adapters.reports.export import RESULTS, report_csv, report_table, write_report_table
from gridimpact.adapters.reports.files import read_reports
from gridimpact.domain.grid import Grid
from gridimpact.domain.report import Reports
from gridimpact.evidence import fuse

NOW = datetime(2026, 2, 1, tzinfo=UTC)


def again(ukraine: Grid, reports: Reports) -> Reports:
    return read_reports(report_csv(report_table(reports, fuse(reports, ukraine))), name=reports.name, now=NOW)


def test_the_example_night_reads_the_same_again(ukraine: Grid, night: Path) -> None:
    reports = read_reports(night, now=NOW)
    back = again(ukraine, reports)
    assert len(back) == len(reports)
    first, second = fuse(reports, ukraine), fuse(back, ukraine)
    assert first.fingerprint == second.fingerprint
    assert first.matches["counted"].to_dict() == second.matches["counted"].to_dict()


def test_unknown_columns_and_codes_of_precision_are_kept(ukraine: Grid) -> None:
    text = (
        "event_date,admin1,admin2,location,latitude,longitude,geo_precision,source,notes,Штамп,fatalities\n"
        "15 January 2026,Lviv,Stryi,Lviv,49.8,24.0,3,S,substation hit,=1+1,0\n"
    )
    reports = read_reports(text.encode(), name="acled.csv", now=NOW)
    table = report_table(reports, fuse(reports, ukraine))
    assert table.loc[0, ["Штамп", "fatalities", "raion"]].to_list() == ["=1+1", "0", "Stryi"]
    assert set(RESULTS.values()) <= set(table)
    assert "'=1+1" in report_csv(table).decode("utf-8-sig")
    (one,), (other,) = reports, again(ukraine, reports)
    assert (one.place, one.extra["fatalities"]) == (other.place, other.extra["fatalities"])


def test_a_workbook_holds_no_formulas(ukraine: Grid, tmp_path: Path) -> None:
    reports = read_reports(b"date,place,damage,own\n2026-01-15,Burshtyn TPP,destroyed,=1+1\n", now=NOW)
    path = write_report_table(report_table(reports, fuse(reports, ukraine)), tmp_path / "out" / "r.xlsx")
    table = pd.read_excel(path, engine="calamine")
    assert table.loc[0, "own"] == "'=1+1"
    assert table.loc[0, "result component"] == "plant:P005"
