"""Headlines of an assessment, and shares of an AC check, by hand."""

import pytest

from gridimpact.domain.assessment import Assessment


def test_headlines_of_two_hours(hostile: Assessment) -> None:
    """100 MW in both hours, 30 MW shed with the damage and 12 MW without; 1,000 people in one region."""
    table = hostile.summary()
    assert table.loc["shed_peak_mw", ["value", "baseline", "caused"]].tolist() == [30.0, 12.0, 18.0]
    assert table.loc["ens_mwh", "value"] == 60.0
    assert table.loc["unserved_peak_share", "value"] == pytest.approx(0.3)
    assert table.loc["people_peak", "caused"] == pytest.approx(300.0 - 120.0)
    assert table.loc["components_damaged", "value"] == 1
    assert table.loc["regions_affected", "value"] == 1
