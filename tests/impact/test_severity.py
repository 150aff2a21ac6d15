"""Classes of severity and the indicator that decides."""

from dataclasses import replace

import pandas as pd

import gridimpact as gi
from gridimpact.domain.evaluation import Evaluation
from gridimpact.domain.impact_results import PeopleImpact
from gridimpact.domain.impact_settings import ImpactSettings
from gridimpact.impact.people_impact import people_impact
from gridimpact.impact.severity import severity_table

IMPACT = ImpactSettings()


def test_hours_and_cold_drive_severity_of_heat(evaluation: Evaluation, ukraine: gi.Grid) -> None:
    """A fifth of Kyiv without its plant: class 3 at -5, one more at -10; just below 8 homes stay warm for 3 days."""
    classes = {}
    for outdoor_c in (7.9, -5.0, -10.0):
        told = people_impact(evaluation.dispatch, ukraine, replace(IMPACT, outdoor_temperature_c=outdoor_c))
        assert told is not None
        classes[outdoor_c] = int(told.severity.loc["UA80", "class_heat"])
        if outdoor_c == 7.9:
            assert told.services.loc["UA80", "people_heat_low"] > 0
            assert told.services.loc["UA80", "hours_to_cold"] > IMPACT.horizon_days * 24
    assert classes == {7.9: 1, -5.0: 3, -10.0: 4}


def test_severity_is_the_highest_class_and_names_it(people: PeopleImpact) -> None:
    classes = people.severity.filter(like="class_")
    supplied = people.severity["severity"] > 0
    assert (people.severity["severity"][supplied] == classes.max(axis=1)[supplied]).all()
    assert people.severity.loc["UA51", "severity_by"] == "hours without power a day"
    assert people.severity.loc["UA01", "severity_by"] == "no supply modelled"


def test_each_threshold_is_one_class(people: PeopleImpact) -> None:
    """Mean hours off of 3.9, 4, 8, 12 and 16 a day are classes 1 to 5; the threshold itself counts."""
    hours = [3.9, 4.0, 8.0, 12.0, 16.0]
    regions = people.outages.regions.iloc[: len(hours)].assign(off_h=hours)
    table = severity_table(
        replace(people.outages, regions=regions),
        people.services.loc[regions.index] * 0.0,
        pd.Series(1000.0, index=regions.index),
        settings=IMPACT,
        outdoor_c=20.0,
    )
    assert table["class_hours_off"].tolist() == [1, 2, 3, 4, 5]
    assert (table["class_water"] == 1).all()
