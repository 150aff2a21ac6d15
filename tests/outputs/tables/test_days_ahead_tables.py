"""Tables of the days ahead: only times of return name components."""

import pytest

import gridimpact as gi
from gridimpact.domain.days_ahead import DaysAhead
from gridimpact.outputs.tables import days_ahead_tables
from gridimpact.outputs.tables.sheets import Sheet

PUBLIC, RESTRICTED = gi.Sensitivity.PUBLIC, gi.Sensitivity.RESTRICTED


@pytest.fixture(scope="module")
def ahead(answer: gi.Assessment, ukraine: gi.Grid) -> DaysAhead:
    first, *_ = answer.contingency.components
    followed = gi.with_days_ahead(ukraine, answer, days=2, returns={first: float("inf")})
    assert followed.ahead is not None
    return followed.ahead


def test_returns_are_restricted(ahead: DaysAhead) -> None:
    public, restricted = (dict(days_ahead_tables.sheets(ahead, level)) for level in (PUBLIC, RESTRICTED))
    assert restricted.keys() - public.keys() == {Sheet.RETURN_TO_SERVICE}
    assert not any("component_id" in table or "name" in table for table in public.values())
    assert list(days_ahead_tables.sheets(None, RESTRICTED)) == []


def test_what_does_not_return_in_time_is_blank(ahead: DaysAhead) -> None:
    table = days_ahead_tables.returns_restricted(ahead)
    never = ahead.returns["days"].to_numpy() == float("inf")
    assert table["days"].isna().tolist() == never.tolist()
    assert never.sum() == 1


def test_public_facilities_are_sums_in_whole_litres(ahead: DaysAhead) -> None:
    public, restricted = (days_ahead_tables.facilities(ahead, level) for level in (PUBLIC, RESTRICTED))
    assert "name" in restricted
    assert public["fuel_l_high"].sum() == pytest.approx(restricted["fuel_l_high"].sum(), rel=1e-3)
    assert (public["fuel_l_high"] == public["fuel_l_high"].round()).all()
    assert public["number"].sum() == pytest.approx(restricted["number"].sum())
