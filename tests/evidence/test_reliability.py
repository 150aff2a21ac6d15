"""From the grades of source and statement to the likelihood of a claim."""

import math

import numpy as np
import pytest

from gridimpact.domain.settings import EvidenceSettings
from gridimpact.domain.vocabulary import Credibility, Reliability
from gridimpact.evidence.reliability import log_likelihood, report_weight, state_kernel


def test_kernel_never_confuses_intact_and_damaged() -> None:
    kernel = state_kernel(0.6)
    assert kernel.sum(axis=1) == pytest.approx(np.ones(5))
    assert kernel[0] == pytest.approx([1, 0, 0, 0, 0])
    assert kernel[1:, 0] == pytest.approx([0, 0, 0, 0])
    assert kernel[2, 3] / kernel[2].sum() == pytest.approx(0.166, abs=5e-4)
    assert state_kernel(0.0) == pytest.approx(np.eye(5))


def test_weights_fall_with_grades() -> None:
    settings = EvidenceSettings()
    by_source = [report_weight(grade, Credibility.CONFIRMED, settings) for grade in list(Reliability)[:5]]
    assert by_source == sorted(by_source, reverse=True)
    assert report_weight(Reliability.B, Credibility.PROBABLE, settings) == pytest.approx(0.765)
    certain = EvidenceSettings(reliability_weight=(1.0,) * 6, credibility_weight=(1.0,) * 6)
    assert report_weight(Reliability.A, Credibility.CONFIRMED, certain) < 1.0


def test_likelihood_of_a_claim_by_hand() -> None:
    """q = 0.8, half a share, a kernel of width 0, which names the true state and no other."""
    found = log_likelihood(np.array([2]), np.array([0.8]), np.array([0.5]), 0.0)
    other, same = 0.5 * (0.2 / 5) + 0.5 / 5, 0.5 * (0.8 + 0.2 / 5) + 0.5 / 5
    assert found[0] == pytest.approx([math.log(chance) for chance in (other, other, same, other, other)])
