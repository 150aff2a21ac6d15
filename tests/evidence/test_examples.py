"""The example night, from file to most likely damage."""

from pathlib import Path

import pytest

from gridimpact.adapters.grids.bundled import data_root
from gridimpact.adapters.reports.files import read_reports
from gridimpact.domain.grid import Grid
from gridimpact.errors import Severity
from gridimpact.evidence import fuse, most_likely


def test_night(ukraine: Grid, night: Path) -> None:
    reports = read_reports(night)
    belief = fuse(reports, ukraine)
    case = most_likely(belief)
    assert (reports.rows_read, len(reports)) == (32, 31)
    assert [finding.ids for finding in reports.findings if finding.severity == Severity.ERROR] == [("row 33",)]
    assert belief.matches["outcome"].value_counts().to_dict() == {
        "exact": 28,
        "imprecise": 1,
        "ambiguous": 1,
        "unmatched": 1,
    }
    assert set(belief.matches.index[~belief.matches["counted"]]) == {"N03", "N12", "N15", "N30", "N31"}
    assert case.out == ("substation:usatove",)
    assert dict(case.derated) == {
        "plant:P006": 0.65,
        "plant:P010": 0.28,
        "plant:P020": 0.28,
        "plant:P023": 0.28,
        "substation:kharkiv": 0.3,
        "substation:kyivska": 0.6,
        "substation:novoodeska": 0.95,
        "substation:vinnytska": 0.6,
    }
    regions = belief.components.loc[list(case.components), "region_id"]
    assert set(regions) == {"UA46", "UA12", "UA80", "UA63", "UA32", "UA51", "UA05"}


def test_night_says_what_it_is(night: Path) -> None:
    assert all("no claim" in report.extra["illustration"] for report in read_reports(night))


def test_conflict_repair_and_imprecise_place(ukraine: Grid, night: Path) -> None:
    belief = fuse(read_reports(night), ukraine)
    assert belief.p_damaged["substation:dnipro"] < 0.05
    assert belief.p_damaged["plant:P005"] < 0.05
    assert belief.components.at["plant:P005", "conflict"] > 0.1
    assert belief.p_damaged["plant:P011"] == pytest.approx(0.2411, abs=1e-4)


def test_ukrainian_workbook(ukraine: Grid) -> None:
    reports = read_reports(data_root() / "examples" / "morning_uk.xlsx")
    belief = fuse(reports, ukraine)
    assert len(reports) == 8
    assert not [finding for finding in reports.findings if finding.severity == Severity.ERROR]
    assert belief.matches["counted"].sum() == 7
    assert set(most_likely(belief).components) == {"plant:P007", "substation:konotop"}
