"""The impact stage on the bundled grid with stated damage, and its parts worked by hand."""

from dataclasses import replace

import numpy as np

import gridimpact as gi
from gridimpact.domain.evaluation import Evaluation
from gridimpact.domain.impact_results import PeopleImpact
from gridimpact.domain.impact_settings import ImpactSettings
from gridimpact.impact.facilities import critical_hours
from gridimpact.impact.people_impact import people_impact
from gridimpact.impact.rolling_outages import rolling_outages

IMPACT = ImpactSettings()


def test_schedule_and_emergency_cover_what_is_unserved_outside_the_critical_list(people: PeopleImpact) -> None:
    orders = people.outages.orders
    covered = np.where(orders["emergency"], orders["general_share"], orders["scheduled_share"])
    assert (covered >= orders["general_share"] - 0.001 - 1e-9).all()
    assert (covered - orders["general_share"] < 1 / IMPACT.subqueues + 1e-9).all()


def test_hours_off_are_those_of_the_orders(people: PeopleImpact) -> None:
    orders = people.outages.orders
    hours = orders["scheduled_share"] + orders["general_share"].where(orders["emergency"], 0.0)
    expected = hours.groupby(orders["region_id"]).sum().reindex(people.outages.regions.index)
    np.testing.assert_allclose(people.outages.regions["off_h"], expected)


def test_the_cut_off_region_is_laid_to_the_network_and_others_to_the_deficit(people: PeopleImpact) -> None:
    causes = people.outages.regions["cause"]
    assert causes["UA51"] == "national deficit and network (damage in the region)"
    assert causes["UA46"] == "national deficit"
    assert causes["UA01"] == "no shortage"
    orders = people.outages.orders
    assert orders.loc[orders["emergency"], "region_id"].unique().tolist() == ["UA51"]


def test_hours_are_carried_into_the_next_day(evaluation: Evaluation, ukraine: gi.Grid, people: PeopleImpact) -> None:
    carried = people.outages.carried_h
    one_day = replace(IMPACT, horizon_days=1)
    tomorrow = rolling_outages(evaluation.dispatch, ukraine, one_day, carried_h=carried)
    today = people.outages.subqueues.query("day == 0").set_index(["region_id", "subqueue"])["off_h"]
    after = today + tomorrow.subqueues.set_index(["region_id", "subqueue"])["off_h"]
    spread = after.groupby(level="region_id").agg(lambda hours: hours.max() - hours.min())
    assert (spread <= IMPACT.max_block_h + 1e-9).all()


def test_a_region_without_any_supply_is_off_throughout(ukraine: gi.Grid, evaluation: Evaluation) -> None:
    dark = replace(evaluation.dispatch, shed_mw=evaluation.dispatch.load_mw.clip(lower=0.0))
    told = people_impact(dark, ukraine, IMPACT)
    assert told is not None
    supplied = ukraine.regions["population"] > 0
    at_72 = told.durations[told.durations["at_least_h"] == 72].set_index("region_id")["people_at_a_stretch"]
    np.testing.assert_allclose(at_72[supplied], ukraine.regions["population"][supplied])
    assert (told.severity["severity"][supplied] == 5).all()
    np.testing.assert_allclose(critical_hours(told.outages)[supplied], 24.0)
    assert (told.facilities["hours_left_high"] == IMPACT.facility_autonomy_h).all()


def test_a_given_temperature_is_used_and_nothing_is_said_to_be_assumed(
    evaluation: Evaluation, ukraine: gi.Grid
) -> None:
    told = people_impact(evaluation.dispatch, ukraine, replace(IMPACT, outdoor_temperature_c=-15.0))
    assert told is not None
    assert set(told.services["outdoor_c"]) == {-15.0}
    assert [finding for finding in told.findings if finding.where == "outdoor temperature"] == []


def test_a_grid_without_regions_has_no_people(ukraine: gi.Grid, evaluation: Evaluation) -> None:
    assert people_impact(evaluation.dispatch, replace(ukraine, regions=ukraine.regions.iloc[:0]), IMPACT) is None
