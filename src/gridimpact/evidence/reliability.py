"""From the grade of a source to the likelihood of what it says.

Notes
-----
A source speaks from knowledge with probability q, the product of two weights, one for the grade of
the source (A to F) and one for the grade of the statement (1 to 6). Otherwise it names any of the
five states with equal chance. For the claim c and the true state s

    L(c | s) = q K(c | s) + (1 - q) / 5

    K(none | none) = 1,   K(none | s) = 0 for damaged s,   K(c | none) = 0 for damaged c
    K(c | s) = exp(-(c - s)^2 / 2w^2) / sum over damaged c' of exp(-(c' - s)^2 / 2w^2)

so a source that knows can tell damaged from intact, and may misjudge by how much (width w). Were
intact only one step on the same ladder, a good report of slight damage after one of heavy damage
would *lower* the probability of any damage; with this K no report of damage ever does.
"""

import numpy as np
from numpy.typing import NDArray

from gridimpact.domain.settings import EvidenceSettings
from gridimpact.domain.vocabulary import DAMAGE_STATES, Credibility, Reliability

FloatArray = NDArray[np.float64]

N_STATES = len(DAMAGE_STATES)
MOST_WEIGHT = 1.0 - 1e-9
"""Largest weight of a report. [0..1]  Chosen: nobody is infallible, and logarithms stay finite."""


def report_weight(reliability: Reliability, credibility: Credibility, settings: EvidenceSettings) -> float:
    """Return the probability that a source speaks from knowledge.

    Parameters
    ----------
    reliability : Reliability
        Grade of the source.
    credibility : Credibility
        Grade of the statement.
    settings : EvidenceSettings
        Uses `reliability_weight`, `credibility_weight`.

    Returns
    -------
    float
        q, the product of the two weights, at most `MOST_WEIGHT`. [0..1]

    Examples
    --------
    >>> round(report_weight(Reliability.B, Credibility.PROBABLE, EvidenceSettings()), 3)
    0.765
    """
    of_source = settings.reliability_weight[list(Reliability).index(reliability)]
    of_statement = settings.credibility_weight[list(Credibility).index(credibility)]
    return float(min(max(of_source * of_statement, 0.0), MOST_WEIGHT))


def state_kernel(width: float) -> FloatArray:
    """Return K, the states that a knowing source names.

    Parameters
    ----------
    width : float
        Spread around the true state. [damage states]

    Returns
    -------
    ndarray, shape (5, 5)
        Row: true state; column: claimed state; rows sum to 1. [0..1]
    """
    step = np.arange(1, N_STATES)
    if width <= 0.0:
        return np.eye(N_STATES)
    spread = np.exp(-((step[:, None] - step[None, :]) ** 2) / (2.0 * width**2))
    kernel = np.zeros((N_STATES, N_STATES))
    kernel[0, 0] = 1.0
    kernel[1:, 1:] = spread / spread.sum(axis=1, keepdims=True)
    return kernel


def log_likelihood(claims: NDArray[np.int64], weights: FloatArray, shares: FloatArray, width: float) -> FloatArray:
    """Return the logarithm of the likelihood of each claim.

    Parameters
    ----------
    claims : ndarray of int, shape (n,)
        Claimed state, 0 to 4. [-]
    weights : ndarray, shape (n,)
        Probability that the source speaks from knowledge. [0..1]
    shares : ndarray, shape (n,)
        Probability that this component is the one meant. [0..1]
    width : float
        As in `state_kernel`. [damage states]

    Returns
    -------
    ndarray, shape (n, 5)
        log(share * L(c | s) + (1 - share) / 5) by true state s. [-]
    """
    chance = 1.0 / N_STATES
    known = state_kernel(width).T[claims]
    spoken = weights[:, None] * known + (1.0 - weights[:, None]) * chance
    return np.asarray(np.log(shares[:, None] * spoken + (1.0 - shares[:, None]) * chance))
