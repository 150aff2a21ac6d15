"""Facts on a region, and those that are left out."""

import pytest

from gridimpact.domain.assessment import Assessment
from gridimpact.i18n.translate import speaking
from gridimpact.views.region_facts import Fact, region_facts


def test_facts_of_a_region(small_assessment: Assessment) -> None:
    facts = dict(region_facts(small_assessment, "A", small_assessment.evaluation.peak))
    assert facts["Not served this hour"] == "500 of 1,000 MW (50 %)"
    assert facts["From the reported damage"] == "+300 MW"
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
