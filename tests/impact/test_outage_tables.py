"""Hours off and stretches counted from schedules of a few slots, by hand."""

import numpy as np
import pandas as pd
import pytest

from gridimpact.domain.impact_results import PeopleImpact
from gridimpact.domain.impact_settings import ImpactSettings
from gridimpact.impact.outage_tables import region_table, stretches, subqueue_table


def test_fewer_people_are_off_for_longer(people: PeopleImpact) -> None:
    table = people.durations.sort_values("at_least_h")
    for column in ("people_in_total", "people_at_a_stretch"):
        steps = table.groupby("region_id")[column].apply(lambda values: (values.diff().dropna() <= 1e-6).all())
        assert steps.all()
    assert (table["people_at_a_stretch"] <= table["people_in_total"] + 1e-6).all()


DAY = 48
"""Slots of a day of half hours."""


def schedule(*blocks: tuple[int, int]) -> np.ndarray:
    """One region, two subqueues, two days: the first subqueue is off in these slots, the second never."""
    off = np.zeros((2 * DAY, 1, 2), dtype=bool)
    for start, end in blocks:
        off[start:end, 0, 0] = True
    return off


def test_a_stretch_goes_on_over_midnight() -> None:
    """Off from 22:00 to 01:00: two hours on one day, one on the next, three in one piece."""
    settings = ImpactSettings(horizon_days=2)
    table = subqueue_table(schedule((44, 50)), np.zeros((DAY, 1)), settings, pd.Index(["X"]), ["1.1", "1.2"])
    first = table[table["subqueue"] == "1.1"].set_index("day")
    assert first["off_h"].tolist() == [2.0, 1.0]
    assert first["longest_h"].tolist() == [3.0, 3.0]
    assert table[table["subqueue"] == "1.2"]["off_h"].tolist() == [0.0, 0.0]


def test_an_emergency_counts_by_its_share() -> None:
    """A quarter of all is off for one hour of the clock: 0.25 h for an average consumer."""
    shared = np.zeros((DAY, 1))
    shared[10:12] = 0.25
    row = region_table(schedule((0, 4)), shared, ImpactSettings(horizon_days=2)).iloc[0]
    assert row["emergency_h"] == 1.0
    assert (row["off_most_h"], row["off_least_h"]) == pytest.approx((2.25, 0.25))
    assert row["off_h"] == pytest.approx(1.25)
    assert row["longest_h"] == 2.0


def test_stretches_of_a_row() -> None:
    off = np.array([1, 1, 0, 1, 1, 1, 0], dtype=bool)
    assert stretches(off).tolist() == [2, 2, 0, 3, 3, 3, 0]
