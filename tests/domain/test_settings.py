"""Defaults that must fit each other."""

import pytest

from gridimpact.domain.settings import DamageSettings, EvidenceSettings, Settings
from gridimpact.domain.vocabulary import DAMAGE_STATES, Credibility, Reliability


@pytest.mark.parametrize("name", ["substation_capacity_left", "plant_capacity_left", "branch_capacity_left"])
def test_worse_damage_leaves_no_more(name: str) -> None:
    left = getattr(DamageSettings(), name)
    assert len(left) == len(DAMAGE_STATES)
    assert list(left) == sorted(left, reverse=True)
    assert (left[0], left[-1]) == (1.0, 0.0)


def test_priors_are_distributions_over_the_states() -> None:
    evidence = EvidenceSettings()
    for prior in (evidence.prior, evidence.unreported_prior):
        assert len(prior) == len(DAMAGE_STATES)
        assert sum(prior) == pytest.approx(1.0)
    assert evidence.unreported_prior[0] == 1.0  # nothing is ever inferred about sites that nobody has reported


def test_weights_have_one_value_a_grade_and_those_that_cannot_be_judged_stand_between() -> None:
    evidence = EvidenceSettings()
    for weights, grades in ((evidence.reliability_weight, Reliability), (evidence.credibility_weight, Credibility)):
        *judged, unjudged = weights
        assert len(weights) == len(grades)
        assert judged == sorted(judged, reverse=True)
        assert judged[-1] < unjudged < judged[0]


def test_settings_cannot_be_written_into() -> None:
    with pytest.raises(AttributeError):
        Settings().network.transfer_scale = 2.0  # type: ignore[misc]
