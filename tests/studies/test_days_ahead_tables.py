"""Tables over several days, by hand."""

import pandas as pd

from gridimpact.domain.impact_results import RollingOutages
from gridimpact.errors import Severity, TextFinding
from gridimpact.studies.days_ahead_tables import facility_days, joined_outages, longest_by_day


def test_own_fuel_ends_on_the_day_worked_by_hand() -> None:
    """30 running hours, 12 h off a day: used up during the third day; with 40 it lasts; no generator, no end."""
    day = pd.DataFrame(
        {
            "region_id": "UA05", "kind": "hospital", "name": ["A", "B", "C"], "number": 1.0,
            "with_generator": [1.0, 1.0, 0.0], "autonomy_h": [30.0, 40.0, 0.0],
            "outage_h_low": 0.0, "outage_h_high": 12.0, "fuel_l_per_day_low": 0.0, "fuel_l_per_day_high": 100.0,
        }
    )  # fmt: skip
    table = facility_days([day, day, day])
    assert table["fuel_ends_day_high"].fillna(-1).tolist() == [2, -1, -1]
    assert table["fuel_ends_day_low"].isna().all()
    assert table["fuel_l_high"].tolist() == [300.0] * 3


def _day(date: str, off: list[int], finding_ids: tuple[str, ...]) -> RollingOutages:
    """Four slots of six hours, one region, one subqueue; a second day that only repeats the first is in it too."""
    at = pd.date_range(date, periods=8, freq="6h", tz="UTC")
    columns = pd.MultiIndex.from_tuples([("X", "1.1")])
    subqueues = pd.DataFrame({"region_id": "X", "subqueue": "1.1", "day": [0, 1], "off_h": sum(off) * 6.0})
    finding = TextFinding(where="schedule", what="too long", ids=finding_ids, severity=Severity.WARNING)
    return RollingOutages(
        orders=pd.DataFrame({"snapshot": at[:4], "region_id": "X"}),
        off=pd.DataFrame([[bool(one)] for one in off * 2], index=at, columns=columns),
        emergency=pd.DataFrame(0.0, index=at, columns=["X"]),
        subqueues=subqueues,
        regions=pd.DataFrame(index=["X"]),
        slot_h=6.0,
        findings=(finding,),
    )


def test_only_the_first_day_of_each_schedule_is_joined() -> None:
    """Off in the last slot of one day and the first of the next: twelve hours in one piece touch both days."""
    days = [_day("2026-01-15", [0, 0, 0, 1], ("X",)), _day("2026-01-16", [1, 0, 1, 0], ("X", "Y"))]
    joined = joined_outages(days)
    assert joined.off[("X", "1.1")].tolist() == [False, False, False, True, True, False, True, False]
    assert joined.off.index.is_monotonic_increasing
    assert joined.subqueues[["day", "off_h"]].to_numpy().tolist() == [[0, 6.0], [1, 12.0]]
    assert longest_by_day(joined, 2)["X"].tolist() == [12.0, 12.0]
    assert longest_by_day(joined_outages(days[1:]), 1)["X"].tolist() == [6.0]


def test_one_finding_for_the_same_on_several_days() -> None:
    joined = joined_outages([_day("2026-01-15", [0] * 4, ("X",)), _day("2026-01-16", [0] * 4, ("Y", "X"))])
    assert [finding.ids for finding in joined.findings] == [("X", "Y")]
