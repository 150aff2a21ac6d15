"""Bayes over the five damage states of one component.

Notes
-----
Let D be the reports of damage on a component and t_d the times they are about. A set S of them gives

    Post(s | S) ~ prior_S(s) * product over d in S of [ share_d L(c_d | s) + (1 - share_d) / 5 ]
    prior_S     = reach * prior + (1 - reach) * prior of components that nobody reports
    reach       = 1 - product over d in S of (1 - share_d)

with L from `reliability`. A report r that the component works (repaired, or never hit) speaks against
the damage reported up to its time t_r. It is true with probability

    g_r = q a / (q a + (1 - q) / 5),    q = share_r * weight_r
    a   = 1 - p exp(-gap / T),          p = damage in Post(. | D up to t_r)

where a is the chance that the component works at t_r: it was not damaged, or has been repaired in the
gap since the last report of damage. For gap = 0 this is Bayes' rule itself. Then only damage reported
after t_r counts. Over all such reports, in order of time,

    P(s) = sum over k of pi_k Post(s | D after t_k),   pi_k = g_k * product over later j of (1 - g_j)

with k = 0 for "none of them is true": all of D. Post(. | empty set) is the prior of components that
nobody reports. No report of damage lowers P(damaged); no report that it works raises it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gridimpact.domain.settings import EvidenceSettings
from gridimpact.evidence.reliability import MOST_WEIGHT, N_STATES, FloatArray, log_likelihood

REPAIR_TIME_H = 72.0
"""Time constant T within which a reported repair becomes plausible. [h]  Chosen: switching and
makeshift repair take days; four 750 kV substations were reported restored in 13 days (August 2024)."""

MOST_AT_ONCE = 20_000
"""Pairs of reports that are worked out at once. [-]  Chosen: a few megabytes, about a processor's cache."""


@dataclass(frozen=True, slots=True, eq=False)
class Claims:
    """Counted claims on one or many components, in order of component, then time.

    Attributes
    ----------
    at_h : ndarray
        Time. [h]
    states : ndarray of int
        Claimed state, 0 to 4. [-]
    weights, shares : ndarray
        As in `reliability.log_likelihood`. [0..1]
    """

    at_h: FloatArray
    states: NDArray[np.int64]
    weights: FloatArray
    shares: FloatArray

    def part(self, chosen: NDArray[np.bool_] | slice) -> "Claims":
        """Return some of the claims.

        Parameters
        ----------
        chosen : ndarray of bool, or slice

        Returns
        -------
        Claims
        """
        return Claims(self.at_h[chosen], self.states[chosen], self.weights[chosen], self.shares[chosen])


def sums(claims: Claims, width: float) -> FloatArray:
    """Return what adds up over reports of damage.

    Parameters
    ----------
    claims : Claims
        Of damage.
    width : float
        As in `reliability.state_kernel`. [damage states]

    Returns
    -------
    ndarray, shape (n, 7)
        Log-likelihood by state (5), number of reports that certainly point here, and the sum of
        log(1 - share) over the others. [-]
    """
    certain = claims.shares >= 1.0
    missed = np.log1p(-np.where(certain, 0.0, claims.shares))
    likelihood = log_likelihood(claims.states, claims.weights, claims.shares, width)
    return np.column_stack([likelihood, certain.astype(float), missed])


def posterior(total: FloatArray, settings: EvidenceSettings) -> FloatArray:
    """Return Post for sums of reports of damage.

    Parameters
    ----------
    total : ndarray, shape (..., 7)
        Sum over a set of reports of the rows of `sums`. [-]
    settings : EvidenceSettings
        Uses `prior` and `unreported_prior`.

    Returns
    -------
    ndarray, shape (..., 5)
        Probability of each damage state; sums to 1. [0..1]

    Notes
    -----
    Post of the module: Bayes' rule with the logarithms summed and the greatest taken off before they are raised,
    so that many reports neither overflow nor vanish.
    """
    reach = np.where(total[..., 5] > 0.5, 1.0, -np.expm1(np.minimum(total[..., 6], 0.0)))[..., None]
    prior = reach * np.asarray(settings.prior) + (1.0 - reach) * np.asarray(settings.unreported_prior)
    with np.errstate(divide="ignore"):
        chance = np.log(prior)
    # In place, and column by column: numpy reduces a last axis of five far more slowly.
    chance += total[..., :N_STATES]
    chance -= np.maximum.reduce([chance[..., state] for state in range(N_STATES)])[..., None]
    np.exp(chance, out=chance)
    chance /= sum(chance[..., state] for state in range(N_STATES))[..., None]
    return np.asarray(chance)


def belief(claims: Claims, settings: EvidenceSettings) -> FloatArray:
    """Return P for the claims on one component.

    Parameters
    ----------
    claims : Claims
        In order of time.
    settings : EvidenceSettings
        Uses `prior`, `unreported_prior` and `state_kernel_width`.

    Returns
    -------
    ndarray, shape (5,)
        Probability of each damage state; sums to 1. [0..1]

    Notes
    -----
    P of the module: the mixture of posteriors after each report that the component works.
    """
    denies = claims.states == 0
    damage, works = claims.part(~denies), claims.part(denies)
    rows = sums(damage, settings.state_kernel_width)
    after = _after(rows)
    if not len(works.at_h):
        return np.asarray(posterior(after[0], settings))
    cut = np.searchsorted(damage.at_h, works.at_h, side="right")
    true = truth(works, damage.at_h, cut, posterior(_before(rows)[cut], settings))
    return np.asarray(_mixture(true) @ posterior(after[np.append(cut, 0)], settings))


def _before(rows: FloatArray) -> FloatArray:
    """Return the sums of the first 0, 1, ... reports."""
    return np.vstack([np.zeros(N_STATES + 2), rows.cumsum(axis=0)])


def _after(rows: FloatArray) -> FloatArray:
    """Return the sums of all reports but the first 0, 1, ..."""
    return np.vstack([rows[::-1].cumsum(axis=0)[::-1], np.zeros(N_STATES + 2)])


def _mixture(true: FloatArray) -> FloatArray:
    """Return pi along the last axis: each report that it works is the last true one, and, last, none of them is."""
    doubt = np.cumprod((1.0 - true)[..., ::-1], axis=-1)[..., ::-1]
    later = np.concatenate([doubt[..., 1:], np.ones((*true.shape[:-1], 1))], axis=-1)
    return np.asarray(np.concatenate([true * later, doubt[..., :1]], axis=-1))


def truth(works: Claims, damage_at_h: FloatArray, cut: NDArray[np.int64], before: FloatArray) -> FloatArray:
    """Return g, the probability that each report "it works" is true.

    Parameters
    ----------
    works : Claims
        Reports that the component works.
    damage_at_h : ndarray
        Times of the reports of damage, in order. [h]
    cut : ndarray of int
        How many of those are not later, by report in `works`. [-]
    before : ndarray, shape (n, 5)
        Posterior from those. [0..1]

    Returns
    -------
    ndarray
        0 where there is no damage to speak against. [0..1]

    Notes
    -----
    g of the module, with the chance of a repair 1 - exp(-gap / `REPAIR_TIME_H`).
    """
    if not len(damage_at_h):
        return np.zeros(len(works.at_h))
    gap = np.maximum(works.at_h - damage_at_h[np.maximum(cut - 1, 0)], 0.0)
    return np.where(cut > 0, _truth(works, gap, before[:, 0]), 0.0)


def _truth(works: Claims, gap_h: FloatArray, none: FloatArray) -> FloatArray:
    """Return g for times since the last report of damage and probabilities of no damage before. [0..1]"""
    working = 1.0 - (1.0 - none) * np.exp(-gap_h / REPAIR_TIME_H)
    weight = np.minimum(works.weights * works.shares, MOST_WEIGHT)
    return np.asarray(weight * working / (weight * working + (1.0 - weight) / N_STATES))


def damage_without_each(claims: Claims, settings: EvidenceSettings) -> FloatArray:
    """Return the probability of damage had each claim on one component not come.

    Parameters
    ----------
    claims : Claims
        In order of time.
    settings : EvidenceSettings

    Returns
    -------
    ndarray
        By claim. [0..1]
    """
    if not (claims.states == 0).any():
        rows = sums(claims, settings.state_kernel_width)
        return np.asarray(1.0 - posterior(rows.sum(axis=0) - rows, settings)[:, 0])
    denies = claims.states == 0
    found = np.empty(len(denies))
    found[denies] = _without_works(claims.part(~denies), claims.part(denies), settings)
    damage, works = claims.part(~denies), claims.part(denies)
    at_once = max(1, MOST_AT_ONCE // (len(works.at_h) + 1))
    places = np.flatnonzero(~denies)
    for start in range(0, len(places), at_once):
        left_out = np.arange(start, min(start + at_once, len(places)))
        found[places[left_out]] = _without_damage(damage, works, left_out, settings)
    return found


def _without_works(damage: Claims, works: Claims, settings: EvidenceSettings) -> FloatArray:
    """Return the probability of damage without each report that it works: as if that one were not true."""
    rows = sums(damage, settings.state_kernel_width)
    cut = np.searchsorted(damage.at_h, works.at_h, side="right")
    none = posterior(_after(rows)[np.append(cut, 0)], settings)[:, 0]
    true = truth(works, damage.at_h, cut, posterior(_before(rows)[cut], settings))
    return np.asarray(
        [1.0 - _mixture(np.where(np.arange(len(true)) == one, 0.0, true)) @ none for one in range(len(true))]
    )


def _without_damage(
    damage: Claims, works: Claims, left_out: NDArray[np.int64], settings: EvidenceSettings
) -> FloatArray:
    """Return the probability of damage without each of some reports of damage; as `belief` of the others."""
    rows = sums(damage, settings.state_kernel_width)
    cut = np.searchsorted(damage.at_h, works.at_h, side="right")
    one = left_out[:, None]
    last = cut[None, :] - 1 - (cut[None, :] - 1 == one)
    before = _before(rows)[cut][None] - np.where(one < cut[None, :], 1.0, 0.0)[..., None] * rows[left_out][:, None]
    gap = np.maximum(works.at_h - damage.at_h[np.maximum(last, 0)], 0.0)
    true = np.where(last >= 0, _truth(works, gap, posterior(before, settings)[..., 0]), 0.0)
    ends = np.append(cut, 0)
    after = _after(rows)[ends][None] - np.where(one >= ends[None, :], 1.0, 0.0)[..., None] * rows[left_out][:, None]
    none = posterior(after, settings)[..., 0]
    return np.asarray(1.0 - (_mixture(true) * none).sum(axis=-1))


def conflict(claims: Claims) -> float:
    """Return how far claims disagree: 0 when all name one state, 1 when half say none and half complete.

    Parameters
    ----------
    claims : Claims
        On one component.

    Returns
    -------
    float
        0 when nothing has weight. [0..1]

    Notes
    -----
    Twice the mean distance between two claims drawn by weight (weight times share), over four states.
    """
    weight = np.bincount(claims.states, weights=claims.weights * claims.shares, minlength=N_STATES)
    if weight.sum() <= 0.0:
        return 0.0
    share = weight / weight.sum()
    apart = np.abs(np.subtract.outer(np.arange(N_STATES), np.arange(N_STATES)))
    return float(min(2.0 * share @ apart @ share / (N_STATES - 1), 1.0))
