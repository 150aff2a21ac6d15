"""Headlines of an assessment, and shares of an AC check, by hand."""

from dataclasses import replace

import pandas as pd
import pytest

from gridimpact.domain.results import AcCheck, Assessment
from gridimpact.errors import Severity, TextFinding


def test_headlines_of_two_hours(hostile: Assessment) -> None:
    """100 MW in both hours, 30 MW shed with the damage and 12 MW without; 1,000 people in one region."""
    table = hostile.summary()
    assert table.loc["shed_peak_mw", ["value", "baseline", "caused"]].tolist() == [30.0, 12.0, 18.0]
    assert table.loc["ens_mwh", "value"] == 60.0
    assert table.loc["unserved_peak_share", "value"] == pytest.approx(0.3)
    assert table.loc["people_peak", "caused"] == pytest.approx(300.0 - 120.0)
    assert table.loc["components_damaged", "value"] == 1
    assert table.loc["regions_affected", "value"] == 1


def test_an_ac_check_is_added_with_its_findings(hostile: Assessment) -> None:
    caution = TextFinding(where="ac", what="low voltage", severity=Severity.WARNING)
    islands = pd.DataFrame({"snapshot": [1, 1, 2, 2], "passes": [True, False, True, True]})
    check = AcCheck(islands=islands, buses=pd.DataFrame(), findings=(caution,))
    dispatch = hostile.evaluation.dispatch
    checked = replace(dispatch, findings=(TextFinding(where="lp", what="x"),)).with_ac(check)
    assert [finding.where for finding in checked.findings] == ["lp", "ac"]
    assert dispatch.ac is None
    assert (check.passed_share, check.hours_passed_share) == (0.75, 0.5)


def test_where_nothing_carries_load_everything_passes() -> None:
    nothing = AcCheck(islands=pd.DataFrame({"snapshot": [], "passes": []}), buses=pd.DataFrame())
    assert (nothing.passed_share, nothing.hours_passed_share) == (1.0, 1.0)
