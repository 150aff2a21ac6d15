"""The first hours as a range."""

import pandas as pd
import pytest

from gridimpact.domain.first_hours import FirstHours


@pytest.mark.parametrize(
    ("shed", "dispatched", "high"), [([40.0, 10.0], [20.0, 0.0], 50.0), ([5.0, 0.0], [20.0, 0.0], 20.0)]
)
def test_the_range_goes_up_from_what_operators_reach(shed: list[float], dispatched: list[float], high: float) -> None:
    """Protection alone never counts as better than what operators reach."""
    empty = pd.DataFrame()
    told = FirstHours(
        snapshot=pd.Timestamp("2026-01-15T16:00Z"),
        events=empty,
        loads=pd.DataFrame({"shed_mw": shed, "dispatched_mw": dispatched}, index=["load:a", "load:b"]),
        regions=empty,
        islands=empty,
        island=pd.Series(dtype=int),
        steps=1,
        settled=True,
    )
    assert told.total_shed_mw == sum(shed)
    assert told.range_mw == (20.0, high)
