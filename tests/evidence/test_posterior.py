"""Beliefs against arithmetic done by hand, and against the same rule written out state by state."""

import math
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from gridimpact.domain.settings import EvidenceSettings
from gridimpact.domain.vocabulary import DAMAGE_STATES, Credibility, Reliability
from gridimpact.evidence.posterior import Claims, belief, damage_without_each
from gridimpact.evidence.reliability import report_weight

CASES = pd.read_csv(Path(__file__).parents[1] / "cases" / "evidence" / "bayes.csv").set_index("case")


def claims_of(text: str) -> Claims:
    rows = [part.split() for part in text.split(";")]
    states = np.array([DAMAGE_STATES.index(row[0]) for row in rows])
    weights, shares, hours = (np.array([float(row[place]) for row in rows]) for place in (1, 2, 3))
    return Claims(hours, states, weights, shares)


@pytest.mark.parametrize("case", CASES.index)
def test_hand_worked(case: str) -> None:
    row = CASES.loc[case]
    expected = row[list(DAMAGE_STATES)].astype(float).dropna()
    found = pd.Series(belief(claims_of(row["claims"]), EvidenceSettings()), index=DAMAGE_STATES)
    assert found.sum() == pytest.approx(1.0, abs=1e-12)
    assert found[expected.index].to_numpy() == pytest.approx(expected.to_numpy(), abs=2e-6)


def enumerated(claims: list[tuple[int, float, float]]) -> list[float]:
    """Bayes' rule written out with plain loops, for reports of damage alone."""
    settings = EvidenceSettings()
    missed = math.prod(1.0 - share for _, _, share in claims)
    products = []
    for state in range(5):
        chance = (1.0 - missed) * settings.prior[state] + missed * settings.unreported_prior[state]
        for claim, weight, share in claims:
            if state == 0:
                named = 0.0
            else:
                width = settings.state_kernel_width
                steps = [math.exp(-((other - state) ** 2) / (2.0 * width * width)) for other in (1, 2, 3, 4)]
                named = steps[claim - 1] / sum(steps)
            chance *= share * (weight * named + (1.0 - weight) / 5.0) + (1.0 - share) / 5.0
        products.append(chance)
    return [product / sum(products) for product in products]


def test_random_claims_against_enumeration() -> None:
    rng = np.random.default_rng(7)
    for _ in range(200):
        number = int(rng.integers(1, 8))
        states = rng.integers(1, 5, number)
        weights, shares = rng.uniform(0, 0.98, number), rng.choice([1.0, 0.5, 0.2], number)
        found = belief(Claims(np.arange(float(number)), states, weights, shares), EvidenceSettings())
        expected = enumerated(list(zip(states.tolist(), weights.tolist(), shares.tolist(), strict=True)))
        assert found == pytest.approx(expected, abs=1e-12)


def test_a_denial_at_once_is_one_step_of_bayes() -> None:
    """With no time for a repair, damage and denial together are Bayes' rule over the five states, written out."""
    rng = np.random.default_rng(3)
    for _ in range(100):
        number = int(rng.integers(1, 6))
        states, weights, doubt = rng.integers(1, 5, number), rng.uniform(0, 0.98, number), float(rng.uniform(0, 0.98))
        before = enumerated([(int(state), float(weight), 1.0) for state, weight in zip(states, weights, strict=True)])
        products = [
            chance * ((1.0 - doubt) / 5.0 + (doubt if state == 0 else 0.0)) for state, chance in enumerate(before)
        ]
        claims = Claims(np.zeros(number + 1), np.append(states, 0), np.append(weights, doubt), np.ones(number + 1))
        expected = [product / sum(products) for product in products]
        assert belief(claims, EvidenceSettings()) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("works", [(), (1, 3)])
def test_without_each_is_the_belief_of_the_others(works: tuple[int, ...]) -> None:
    states = np.array([2, 0, 3, 0, 1]) if works else np.array([2, 4, 3, 1, 1])
    claims = Claims(np.arange(5.0) * 10, states, np.linspace(0.2, 0.9, 5), np.array([1.0, 1.0, 0.5, 1.0, 1.0]))
    found = damage_without_each(claims, EvidenceSettings())
    for number in range(5):
        rest = np.arange(5) != number
        assert found[number] == pytest.approx(1.0 - belief(claims.part(rest), EvidenceSettings())[0], abs=1e-12)


def test_random_claims_without_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """All at once, in parts, and one by one; with ties in time, repairs first and last, and shares."""
    rng = np.random.default_rng(11)
    for most in (1, 7, 20_000):
        monkeypatch.setattr("gridimpact.evidence.posterior.MOST_AT_ONCE", most)
        for _ in range(40):
            number = int(rng.integers(1, 12))
            claims = Claims(
                np.sort(rng.integers(0, 6, number) * 24.0),
                rng.integers(0, 5, number),
                rng.uniform(0, 0.98, number),
                rng.choice([1.0, 0.5, 0.2], number),
            )
            expected = [
                1.0 - belief(claims.part(np.arange(number) != one), EvidenceSettings())[0] for one in range(number)
            ]
            assert damage_without_each(claims, EvidenceSettings()) == pytest.approx(expected, abs=1e-9)


def test_tables_of_the_documentation(repository: Path) -> None:
    """docs/evidence.md, section 7: damage after one, two and three reports of a grade."""
    settings = EvidenceSettings()
    text = (repository / "docs" / "evidence.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([A-F])([1-6]) \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \|$", text, re.MULTILINE)
    assert len(rows) == 10
    for source, statement, weight, *chances in rows:
        q = report_weight(Reliability(source), Credibility(statement), settings)
        assert float(weight) == pytest.approx(q, abs=5e-4)
        for number, chance in enumerate(chances, start=1):
            claims = Claims(np.zeros(number), np.full(number, 2), np.full(number, q), np.ones(number))
            assert float(chance) == pytest.approx(1.0 - belief(claims, settings)[0], abs=5.01e-3)


def test_table_of_priors_in_the_documentation(repository: Path) -> None:
    text = (repository / "docs" / "evidence.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \**(0\.\d\d)\** ((?:\| [\d.]+ ){5})\|$", text, re.MULTILINE)
    assert [prior for prior, _ in rows] == ["0.50", "0.70", "0.80", "0.90", "0.95"]
    asked = ([0.765], [0.765, 0.855], [0.49], [0.49] * 2, [0.49] * 3)
    for prior, cells in rows:
        none = float(prior)
        settings = EvidenceSettings(prior=(none, *[(1.0 - none) / 4.0] * 4))
        for weights, chance in zip(asked, re.findall(r"[\d.]+", cells), strict=True):
            number = len(weights)
            claims = Claims(np.zeros(number), np.full(number, 2), np.array(weights), np.ones(number))
            assert float(chance) == pytest.approx(1.0 - belief(claims, settings)[0], abs=5.01e-3)


def test_table_of_repairs_in_the_documentation(repository: Path) -> None:
    text = (repository / "docs" / "evidence.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([ABD])([123]) ((?:\| [\d.]+ ){5})\|$", text, re.MULTILINE)
    assert len(rows) == 3
    for source, statement, cells in rows:
        q = report_weight(Reliability(source), Credibility(statement), EvidenceSettings())
        for hours, chance in zip((0.0, 6.0, 24.0, 72.0, 240.0), re.findall(r"[\d.]+", cells), strict=True):
            claims = Claims(np.array([0.0, 0.0, hours]), np.array([2, 2, 0]), np.array([0.765, 0.855, q]), np.ones(3))
            assert float(chance) == pytest.approx(1.0 - belief(claims, EvidenceSettings())[0], abs=5.01e-3)
