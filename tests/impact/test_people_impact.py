"""The impact stage on the bundled grid with stated damage, and its parts worked by hand."""

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import gridimpact as gi
from gridimpact.domain.damage import Contingency
from gridimpact.domain.impact_results import PeopleImpact
from gridimpact.domain.impact_settings import ImpactSettings
from gridimpact.domain.results import Evaluation
from gridimpact.domain.settings import NetworkSettings, Settings
from gridimpact.impact.facilities import critical_hours, facility_table
from gridimpact.impact.needs import needs_table
from gridimpact.impact.people_impact import people_impact
from gridimpact.impact.rolling_outages import rolling_outages
from gridimpact.impact.water_heat import heat_lost_mw, hours_to_cold

QUICK = Settings(network=NetworkSettings(ac_check=False))
IMPACT = ImpactSettings()
CASE = Contingency(out=("substation:usatove", "plant:P022"), derated={"plant:P020": 0.5})
"""A substation behind Odesa, Darnytsia CHP (160 MW), and half of another CHP (700 MW)."""


@pytest.fixture(scope="module")
def evaluation(ukraine: gi.Grid) -> Evaluation:
    return gi.evaluate(ukraine, CASE, QUICK)


@pytest.fixture(scope="module")
def people(evaluation: Evaluation) -> PeopleImpact:
    assert evaluation.people is not None
    return evaluation.people


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


def test_fewer_people_are_off_for_longer(people: PeopleImpact) -> None:
    table = people.durations.sort_values("at_least_h")
    for column in ("people_in_total", "people_at_a_stretch"):
        steps = table.groupby("region_id")[column].apply(lambda values: (values.diff().dropna() <= 1e-6).all())
        assert steps.all()
    assert (table["people_at_a_stretch"] <= table["people_in_total"] + 1e-6).all()


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


def test_a_facility_without_a_generator_has_no_hours_left_and_needs_one(people: PeopleImpact, ukraine: gi.Grid) -> None:
    outages = replace(people.outages, regions=people.outages.regions.assign(off_h=12.0))
    given = pd.DataFrame({"region_id": ["UA05"], "kind": ["clinic"], "number": [1.0], "generator_share": [0.0]})
    table = facility_table(given, outages, IMPACT)
    row = table.iloc[0]
    assert (row["autonomy_h"], row["hours_left_low"], row["fuel_l_per_day_high"]) == (0.0, 0.0, 0.0)
    needs = needs_table(table, people.services, ukraine, Contingency(), settings=IMPACT)
    assert needs.query("item == 'mobile generator'")["count_high"].tolist() == [1.0]
    assert "diesel" not in set(needs["item"])


def test_heat_lost_by_hand(ukraine: gi.Grid) -> None:
    """160 MW lost and half of 700 MW, each with two of heat."""
    assert heat_lost_mw(ukraine, CASE, IMPACT)["UA80"] == pytest.approx(2 * (160 + 350))


def test_who_hangs_on_a_plant_does_not_change_with_the_weather_but_what_they_need_does(
    evaluation: Evaluation, ukraine: gi.Grid
) -> None:
    """1,020 MW lost, 2 kW a person on the design day: 510,000 people; at -1 degree half of the heat replaces it."""
    lost_mw = 2 * (160 + 350)
    for outdoor_c, need_mw in ((-22.0, lost_mw), (-1.0, lost_mw / 2)):
        told = people_impact(evaluation.dispatch, ukraine, replace(IMPACT, outdoor_temperature_c=outdoor_c))
        assert told is not None
        row = told.services.loc["UA80"]
        assert row["people_heat_low"] == pytest.approx(lost_mw * 1000 / 2)
        assert row["heat_need_mw"] == pytest.approx(need_mw)
        boilers = told.needs[(told.needs["item"] == "mobile boilers") & (told.needs["region_id"] == "UA80")].iloc[0]
        assert (boilers["count_low"], boilers["count_high"]) == pytest.approx((need_mw, lost_mw))


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


def test_people_of_the_hours_are_a_range_from_demand_to_queues(people: PeopleImpact, evaluation: Evaluation) -> None:
    assert (people.hourly["people_high"] >= people.hourly["people_low"] - 1e-6).all()
    told = people.hourly.groupby("region_id")[["people_low", "people_high"]].sum()
    np.testing.assert_allclose(told["people_low"], evaluation.regions["person_hours"].reindex(told.index))
    hours = people.outages.orders.groupby("region_id")["general_share"].sum() * evaluation.regions["population"]
    np.testing.assert_allclose(told["people_high"], hours.reindex(told.index), rtol=1e-9)
    by_schedule = people.outages.regions["off_h"] * evaluation.regions["population"]
    assert (told["people_high"] <= by_schedule.reindex(told.index) * 1.001 + 1e4).all()  # orders are rounded up


def test_water_lasts_longer_than_the_day_when_its_storage_does(ukraine: gi.Grid, evaluation: Evaluation) -> None:
    """All is off for 3 days: dry with 60 h of storage, not with 80."""
    dark = replace(evaluation.dispatch, shed_mw=evaluation.dispatch.load_mw.clip(lower=0.0))
    for storage_h, share in ((60.0, IMPACT.water_piped_share), (80.0, 0.0)):
        told = people_impact(dark, ukraine, replace(IMPACT, water_storage_h=storage_h))
        assert told is not None
        expected = ukraine.regions["population"].sum() * share
        assert told.services["people_water_low"].sum() == pytest.approx(expected)


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


def test_a_home_cools_as_worked_by_hand() -> None:
    """From 20 to 12 degrees at -5 outside: 70 ln(25/17) hours; never when it is warm."""
    assert hours_to_cold(IMPACT, -5.0) == pytest.approx(70 * math.log(25 / 17))
    assert hours_to_cold(IMPACT, 12.0) == math.inf


def test_no_heat_is_lacking_in_summer(evaluation: Evaluation, ukraine: gi.Grid) -> None:
    told = people_impact(evaluation.dispatch, ukraine, IMPACT, season="summer")
    assert told is not None
    assert told.services[["people_heat_low", "people_heat_high", "heat_lost_mw"]].to_numpy().max() == 0
    assert "assumed for summer" in told.findings[-1].what


def test_a_given_temperature_is_used_and_nothing_is_said_to_be_assumed(
    evaluation: Evaluation, ukraine: gi.Grid
) -> None:
    told = people_impact(evaluation.dispatch, ukraine, replace(IMPACT, outdoor_temperature_c=-15.0))
    assert told is not None
    assert set(told.services["outdoor_c"]) == {-15.0}
    assert [finding for finding in told.findings if finding.where == "outdoor temperature"] == []


def test_severity_is_the_highest_class_and_names_it(people: PeopleImpact) -> None:
    classes = people.severity.filter(like="class_")
    supplied = people.severity["severity"] > 0
    assert (people.severity["severity"][supplied] == classes.max(axis=1)[supplied]).all()
    assert people.severity.loc["UA51", "severity_by"] == "hours without power a day"
    assert people.severity.loc["UA01", "severity_by"] == "no supply modelled"


def test_needs_name_no_component_and_count_transformers(people: PeopleImpact, ukraine: gi.Grid) -> None:
    spare = people.needs[people.needs["item"] == "spare transformer"]
    assert set(spare["region_id"]) == {"UA51"}
    lost = ukraine.transformers[ukraine.transformers["substation_id"] == "substation:usatove"]
    assert spare["count_high"].sum() == lost["units"].astype(float).sum()
    text = people.needs.to_csv()
    assert "usatove" not in text
    assert "Usatove" not in text


def test_a_grid_without_regions_has_no_people(ukraine: gi.Grid, evaluation: Evaluation) -> None:
    assert people_impact(evaluation.dispatch, replace(ukraine, regions=ukraine.regions.iloc[:0]), IMPACT) is None
