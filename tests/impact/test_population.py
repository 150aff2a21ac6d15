"""People without power: by the unserved share, and as a range."""

import numpy as np
import pandas as pd
import pytest

from gridimpact.domain.evaluation import Evaluation
from gridimpact.domain.impact_results import PeopleImpact
from gridimpact.impact.population import people_by_hour, people_in_queues, person_hours


def test_people_of_the_hours_are_a_range_from_demand_to_queues(people: PeopleImpact, evaluation: Evaluation) -> None:
    assert (people.hourly["people_high"] >= people.hourly["people_low"] - 1e-6).all()
    told = people.hourly.groupby("region_id")[["people_low", "people_high"]].sum()
    np.testing.assert_allclose(told["people_low"], evaluation.regions["person_hours"].reindex(told.index))
    hours = people.outages.orders.groupby("region_id")["general_share"].sum() * evaluation.regions["population"]
    np.testing.assert_allclose(told["people_high"], hours.reindex(told.index), rtol=1e-9)
    by_schedule = people.outages.regions["off_h"] * evaluation.regions["population"]
    assert (told["people_high"] <= by_schedule.reindex(told.index) * 1.001 + 1e4).all()  # orders are rounded up


def test_people_follow_the_share() -> None:
    """X has 1,000 people: 300 then 200 off, 500 person-hours; Z is not in the census."""
    hourly = pd.DataFrame(
        {"region_id": ["X", "Y", "Z"] * 2, "unserved_share": [0.3, 1.0, 0.0, 0.2, 0.0, 0.0]},
    )
    told = people_by_hour(hourly, pd.Series({"X": 1000.0, "Y": 10.0}))
    assert told[told["region_id"] == "X"]["people"].tolist() == pytest.approx([300.0, 200.0])
    assert person_hours(told).to_dict() == pytest.approx({"X": 500.0, "Y": 10.0, "Z": 0.0})


def test_the_range_by_hand() -> None:
    """1,000 people, a fifth of demand unserved, a quarter of what is not on the critical list: 200 to 250."""
    key = {"snapshot": ["06:00"], "region_id": ["X"]}
    hourly, orders = pd.DataFrame({**key, "people": [200.0]}), pd.DataFrame({**key, "general_share": [0.25]})
    told = people_in_queues(hourly, orders, pd.Series({"X": 1000.0}))
    assert told[["people_low", "people_high"]].iloc[0].tolist() == [200.0, 250.0]
