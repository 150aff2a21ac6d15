"""The card of a region: what stands behind its figures, and nothing that the public may not know."""

import re
from pathlib import Path

import pytest

from gridimpact import Assessment, Grid, assess, read_reports
from gridimpact.i18n.translate import speaking
from gridimpact.views import region_card
from gridimpact.views.region_facts import Fact, region_facts


@pytest.fixture(scope="module")
def night_told(ukraine: Grid, night: Path) -> Assessment:
    return assess(ukraine, read_reports(night))


def test_the_card_names_damage_with_its_reports_and_people(night_told: Assessment) -> None:
    told = dict(region_card.lines(night_told, "UA51", night_told.evaluation.peak))
    people = night_told.evaluation.people
    assert people is not None
    hours = people.outages.regions.loc["UA51"]
    assert told["Hours off, by queue"] == f"{hours['off_h']:.0f} h on average, longest {hours['longest_h']:.0f} h"
    assert told["Severity"].startswith(str(people.severity.loc["UA51", "severity"]))
    assert re.search(r"damage probability \d+ %; reports N07, N08, N09$", told["Usatove"])
    here = night_told.belief.components.reindex(night_told.contingency.components)["region_id"] == "UA51"
    assert told["Damaged components"] == str(here.sum())


@pytest.mark.parametrize("lang", ["en", "uk"])
def test_hours_by_queue_stand_in_the_place_of_the_mean_outage_time(night_told: Assessment, lang: str) -> None:
    peak = night_told.evaluation.peak
    with speaking(lang):
        card = region_card.lines(night_told, "UA51", peak)
        mean = set(region_facts(night_told, "UA51", peak)) - set(
            region_facts(night_told, "UA51", peak, without=(Fact.OUTAGE_TIME,))
        )
    assert len(mean) == 1
    assert not mean & set(card)


def test_the_public_card_names_neither_component_nor_report(night_told: Assessment) -> None:
    peak = night_told.evaluation.peak
    restricted, public = (region_card.lines(night_told, "UA51", peak, public=hidden) for hidden in (False, True))
    assert set(public) < set(restricted)
    assert "Usatove" not in str(public)
    assert "N07" not in str(public)


def test_a_region_without_supply_says_only_that(night_told: Assessment) -> None:
    assert region_card.lines(night_told, "UA01", night_told.evaluation.peak) == (("Supply", "none modelled here"),)
