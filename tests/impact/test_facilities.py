"""Hours, fuel and places of facilities, worked by hand."""

import math
from dataclasses import replace

import pandas as pd
import pytest

import gridimpact as gi
from gridimpact.domain.evaluation import Evaluation
from gridimpact.domain.impact_results import PeopleImpact
from gridimpact.domain.impact_settings import ImpactSettings
from gridimpact.impact.facilities import facility_table
from gridimpact.impact.people_impact import people_impact

IMPACT = ImpactSettings()


def test_a_hospital_by_hand(people: PeopleImpact) -> None:
    """10 hospitals, 8 with 100 kW and 24 h of fuel, off 12 h a day: 48 h of the clock, 8·100·0.27·12 litres."""
    outages = replace(people.outages, regions=people.outages.regions.assign(off_h=12.0))
    given = pd.DataFrame(
        {"region_id": ["UA05"], "kind": ["hospital"], "number": [10.0], "generator_share": [0.8], "load_kw": [100.0],
         "autonomy_h": [24.0]}
    )  # fmt: skip
    row = facility_table(given, outages, IMPACT).iloc[0]
    assert row["with_generator"] == pytest.approx(8)
    assert row["hours_left_low"] == pytest.approx(48.0)
    assert row["fuel_l_per_day_high"] == pytest.approx(8 * 100 * 0.27 * 12)
    assert row["hours_left_high"] == math.inf  # kept on as the critical list says


def test_a_facility_with_a_place_has_the_hours_of_its_substation(ukraine: gi.Grid, evaluation: Evaluation) -> None:
    """Only what hangs on one substation of Lviv region is off, all day: the other facility keeps its power."""
    feeds = ukraine.buses["substation_id"].reindex(ukraine.loads["bus_id"]).to_numpy()
    here = [str(site) for site in pd.unique(feeds[(ukraine.loads["region_id"] == "UA46").to_numpy()])]
    off = pd.Series(feeds == here[0], index=ukraine.loads.index).reindex(evaluation.dispatch.load_mw.columns)
    dispatch = replace(evaluation.dispatch, shed_mw=evaluation.dispatch.load_mw.clip(lower=0.0) * off)
    listed = pd.DataFrame(
        {"region_id": "UA46", "kind": "clinic", "number": 1.0, "name": ["A", "B", "C"],
         "substation_id": [here[0], here[1], ""]}
    )  # fmt: skip
    told = people_impact(dispatch, replace(ukraine, facilities=listed), IMPACT)
    assert told is not None
    hours = told.facilities.set_index("name")["outage_h_high"]
    assert (hours["A"], hours["B"]) == (24.0, 0.0)
    assert hours["C"] == pytest.approx(told.outages.regions.loc["UA46", "off_h"])
