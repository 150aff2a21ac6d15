"""Answers side by side in words: who says more, who says less, and who says the same."""

from dataclasses import replace

from gridimpact.domain.assessment import Assessment
from gridimpact.studies.comparison import compare
from gridimpact.views import comparison


def test_each_answer_is_told_against_the_first(small_assessment: Assessment) -> None:
    before = small_assessment.baseline
    without_damage = replace(small_assessment, evaluation=before)
    answers = {"now": small_assessment, "calm": without_damage, "again": small_assessment}
    gap = (small_assessment.evaluation.regions["ens_mwh"] - before.regions["ens_mwh"]).sum()
    assert 925 < gap < 935
    calm, again = comparison.sentences(compare(answers), answers)
    assert calm == "“calm”: 930 MWh less are not served over the day than with “now”."
    assert again == "“again” gives the same answer as “now”."
    other_way = {"calm": without_damage, "now": small_assessment}
    (now,) = comparison.sentences(compare(other_way), other_way)
    assert now == "“now”: 930 MWh more are not served over the day than with “calm”."
