"""A dispatch with its AC check, by hand."""

from dataclasses import replace

import pandas as pd

from gridimpact.domain.assessment import Assessment
from gridimpact.domain.dispatch import AcCheck
from gridimpact.errors import Severity, TextFinding


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
