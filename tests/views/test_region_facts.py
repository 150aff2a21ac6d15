"""Facts on a region, and those that are left out."""

from dataclasses import replace

import pytest

from gridimpact.domain.assessment import Assessment
from gridimpact.i18n.translate import speaking
from gridimpact.impact.attribution import caused_by_damage
from gridimpact.views.region_facts import Fact, region_facts
from gridimpact.views.tables import region_table


def test_facts_of_a_region(small_assessment: Assessment) -> None:
    facts = dict(region_facts(small_assessment, "A", small_assessment.evaluation.peak))
    assert facts["Not served this hour"] == "500 of 1,000 MW (50 %)"
    assert facts["From the reported damage"] == "300 MW newly cut"
    assert facts["Damaged components"] == "1"


def test_a_region_without_supply_says_so(small_assessment: Assessment) -> None:
    facts = region_facts(small_assessment, "C", small_assessment.evaluation.peak)
    assert facts == (("Supply", "none modelled here"),)


@pytest.mark.parametrize("lang", ["en", "uk"])
@pytest.mark.parametrize("fact", [fact for fact in Fact if fact is not Fact.SUPPLY])
def test_a_fact_is_left_out_by_its_key_in_every_language(small_assessment: Assessment, lang: str, fact: Fact) -> None:
    peak = small_assessment.evaluation.peak
    with speaking(lang):
        whole = region_facts(small_assessment, "A", peak)
        shorter = region_facts(small_assessment, "A", peak, without=(fact,))
    kept = [known for known in Fact if known is not Fact.SUPPLY]
    assert len(whole) == len(kept)
    assert [pair for pair in whole if pair not in shorter] == [whole[kept.index(fact)]]


def test_a_region_that_gains_is_no_negative_cause(small_assessment: Assessment) -> None:
    """B lacks 50 MW without the damage; when 20 MW are short with it, 30 MW ease and nothing is newly cut."""
    peak, case = small_assessment.evaluation.peak, small_assessment.evaluation
    hourly = case.regions_hourly.copy()
    hourly.loc[(hourly["snapshot"] == peak) & (hourly["region_id"] == "B"), "shed_mw"] = 20.0
    evaluation = replace(case, regions_hourly=hourly)
    caused = caused_by_damage(evaluation, small_assessment.baseline)
    eased = replace(small_assessment, evaluation=evaluation, caused=caused)
    facts = dict(region_facts(eased, "B", peak))
    assert facts["From the reported damage"] == "nothing newly cut; the shortage eases by 30 MW"
    assert region_table(eased, peak)["caused_mw"].min() == 0.0
