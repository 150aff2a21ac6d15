"""Water and heat: lost with plants, pumps and boiler houses, worked by hand."""

import math
from dataclasses import replace

import pytest

import gridimpact as gi
from gridimpact.domain.damage import Contingency
from gridimpact.domain.evaluation import Evaluation
from gridimpact.domain.impact_settings import ImpactSettings
from gridimpact.impact.people_impact import people_impact
from gridimpact.impact.water_heat import heat_lost_mw, hours_to_cold, share_left

IMPACT = ImpactSettings()


def test_heat_lost_by_hand(ukraine: gi.Grid, damage: Contingency) -> None:
    """160 MW lost and half of 700 MW, each with two of heat."""
    assert heat_lost_mw(ukraine, damage, IMPACT)["UA80"] == pytest.approx(2 * (160 + 350))


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


def test_water_lasts_longer_than_the_day_when_its_storage_does(ukraine: gi.Grid, evaluation: Evaluation) -> None:
    """All is off for 3 days: dry with 60 h of storage, not with 80."""
    dark = replace(evaluation.dispatch, shed_mw=evaluation.dispatch.load_mw.clip(lower=0.0))
    for storage_h, share in ((60.0, IMPACT.water_piped_share), (80.0, 0.0)):
        told = people_impact(dark, ukraine, replace(IMPACT, water_storage_h=storage_h))
        assert told is not None
        expected = ukraine.regions["population"].sum() * share
        assert told.services["people_water_low"].sum() == pytest.approx(expected)


def test_a_home_cools_as_worked_by_hand() -> None:
    """From 20 to 12 degrees at -5 outside: 70 ln(25/17) hours; never when it is warm."""
    assert hours_to_cold(IMPACT, -5.0) == pytest.approx(70 * math.log(25 / 17))
    assert hours_to_cold(IMPACT, 12.0) == math.inf


def test_no_heat_is_lacking_in_summer(evaluation: Evaluation, ukraine: gi.Grid) -> None:
    told = people_impact(evaluation.dispatch, ukraine, IMPACT, season="summer")
    assert told is not None
    assert told.services[["people_heat_low", "people_heat_high", "heat_lost_mw"]].to_numpy().max() == 0
    assert "assumed for summer" in told.findings[-1].what


def test_capacity_is_lost_with_the_owner_too(ukraine: gi.Grid) -> None:
    """Half a plant, and a quarter of one of its units besides: that unit keeps an eighth, the others a half."""
    units = ukraine.units[ukraine.units["plant_id"] == "plant:P020"]
    one, *others = map(str, units.index)
    left = share_left(ukraine.units, Contingency(derated={"plant:P020": 0.5, one: 0.25}), "plant_id")
    assert left[one] == 0.125
    assert (left[others] == 0.5).all()
    assert (left.drop(units.index) == 1.0).all()
