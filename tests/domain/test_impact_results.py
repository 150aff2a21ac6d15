"""Schedules: slots of a day, and hours that are carried on."""

from dataclasses import replace

import pandas as pd

from gridimpact.domain.impact_results import RollingOutages

HOURS = pd.DataFrame(
    {"region_id": "X", "subqueue": ["1.1", "1.2"] * 2, "day": [0, 0, 1, 1], "off_h": [4.0, 2.0, 3.0, 3.0]}
)
EMPTY = pd.DataFrame()
TOLD = RollingOutages(
    orders=EMPTY, off=pd.DataFrame(index=range(96)), emergency=EMPTY, subqueues=HOURS, regions=EMPTY, slot_h=0.5
)


def test_slots_of_one_day_of_two() -> None:
    assert TOLD.slots_a_day == 48


def test_hours_of_the_assessed_day_are_added_to_those_before() -> None:
    assert TOLD.carried_h.loc["X"].to_dict() == {"1.1": 4.0, "1.2": 2.0}
    before = pd.DataFrame({"1.1": [1.0], "1.2": [5.0]}, index=pd.Index(["X"], name="region_id"))
    assert replace(TOLD, before_h=before).carried_h.loc["X"].to_dict() == {"1.1": 5.0, "1.2": 7.0}
