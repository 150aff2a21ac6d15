"""Figures of independent samples with their standard errors, for any number of quantities at once.

Every function takes values of shape (samples, ...) and works down the first axis.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betainc

from gridimpact.domain.estimate import Estimate, Spread

Floats = NDArray[np.float64]

TAIL_SHARE = 0.1
"""Share of the worst cases in the tail mean. [0..1]  Chosen: CVaR 90."""


def means(values: ArrayLike) -> tuple[Floats, Floats]:
    """Mean and its standard error.

    Parameters
    ----------
    values : array, shape (samples, ...)

    Returns
    -------
    tuple of array, shape (...)
        Mean x̄ and standard error; the latter is not a number for a single sample. [unit of the figure]

    Notes
    -----
    ``se(x̄) = sqrt( Σ (x_i − x̄)² / (n (n − 1)) )``
    """
    sample = _samples(values)
    n = len(sample)
    mean = sample.mean(axis=0)
    if n == 1:
        return mean, np.full_like(mean, np.nan)
    return mean, sample.std(axis=0, ddof=1) / np.sqrt(n)


def probabilities(hits: ArrayLike) -> tuple[Floats, Floats]:
    """Share of samples in which something happens, and its standard error.

    Parameters
    ----------
    hits : array of bool, shape (samples, ...)

    Returns
    -------
    tuple of array, shape (...)
        Share p = k / n and standard error. [0..1]

    Notes
    -----
    ``se(p) = sqrt( p (1 − p) / n )``; when it happened never or always p̃ = (k + 1) / (n + 2)
    (Laplace) stands in the root instead, for nothing is certain from samples: three standard errors
    are then 3/n, which is the rule of three, the upper end of a one-sided 95 % interval [1]_.

    References
    ----------
    .. [1] Hanley, Lippman-Hand, "If nothing goes wrong, is everything all right?", JAMA 249 (1983).
    """
    sample = _samples(hits)
    n = len(sample)
    share = sample.mean(axis=0)
    inside = (share > 0.0) & (share < 1.0)
    spread = np.where(inside, share, (share * n + 1.0) / (n + 2.0))
    return share, np.sqrt(spread * (1.0 - spread) / n)


def quantiles(values: ArrayLike, level: float) -> tuple[Floats, Floats]:
    """Quantile and its standard error.

    Parameters
    ----------
    values : array, shape (samples, ...)
    level : float
        For example 0.9 for P90. [0..1]

    Returns
    -------
    tuple of array, shape (...)
        Quantile, linear between the order statistics, and standard error. [unit of the figure]

    Notes
    -----
    Maritz and Jarrett [1]_: the order statistic m = ⌊n q + 1/2⌋ has a beta distribution in
    probability, so with W_i = I(i/n; m, n−m+1) − I((i−1)/n; m, n−m+1)

    ``se² = Σ W_i x_(i)² − (Σ W_i x_(i))²``

    No density is estimated, nothing is drawn again, and a quantile that lies well inside a step of
    the distribution has an error of 0.

    References
    ----------
    .. [1] Maritz, Jarrett, "A note on estimating the variance of the sample median", JASA 73 (1978).
    """
    sample = _samples(values)
    n = len(sample)
    value = np.quantile(sample, level, axis=0)
    if n == 1:
        return value, np.full_like(value, np.nan)
    rank = min(max(int(n * level + 0.5), 1), n)
    weight = np.diff(betainc(rank, n - rank + 1, np.arange(n + 1) / n))
    ordered = np.sort(sample, axis=0)
    centre = np.tensordot(weight, ordered, axes=1)
    # squares of differences, so that large values with small spread lose no digits
    return value, np.sqrt(np.tensordot(weight, (ordered - centre) ** 2, axes=1))


def tail_means(values: ArrayLike, share: float = TAIL_SHARE) -> tuple[Floats, Floats]:
    """Mean of the highest values (conditional value at risk), and its standard error.

    Parameters
    ----------
    values : array, shape (samples, ...)
    share : float
        Share α of the samples that the tail holds; a part of a sample counts in part. [0..1]

    Returns
    -------
    tuple of array, shape (...)
        Mean of the tail and standard error. [unit of the figure]

    Notes
    -----
    Rockafellar and Uryasev [1]_, with q the (1 − α) quantile:

    ``CVaR = q + mean( (x − q)⁺ ) / α ,  se = sd( (x − q)⁺ ) / (α √n)``

    The error of q itself does not count in first order, for q minimises the expression.

    References
    ----------
    .. [1] Rockafellar, Uryasev, "Optimization of conditional value-at-risk", Journal of Risk 2 (2000).
    """
    sample = _samples(values)
    edge = np.quantile(sample, 1.0 - share, axis=0, method="inverted_cdf")
    excess, error = means(np.maximum(sample - edge, 0.0))
    return edge + excess / share, error / share


def mean_of(values: ArrayLike, unit: str) -> Estimate:
    """Mean of one figure over samples; see `means`.

    Parameters
    ----------
    values : array, shape (samples,)
    unit : str

    Returns
    -------
    Estimate

    Examples
    --------
    >>> print(mean_of([1.0, 2.0, 3.0, 4.0], "MW"))
    2.5 ± 0.6 MW
    """
    return _estimate(means(values), values, unit)


def probability_of(hits: ArrayLike) -> Estimate:
    """Probability of something over samples; see `probabilities`.

    Parameters
    ----------
    hits : array of bool, shape (samples,)

    Returns
    -------
    Estimate
        Without unit.
    """
    return _estimate(probabilities(hits), hits, "")


def quantile_of(values: ArrayLike, level: float, unit: str) -> Estimate:
    """Quantile of one figure over samples; see `quantiles`.

    Parameters
    ----------
    values : array, shape (samples,)
    level : float
        [0..1]
    unit : str

    Returns
    -------
    Estimate
    """
    return _estimate(quantiles(values, level), values, unit)


def tail_mean_of(values: ArrayLike, unit: str, share: float = TAIL_SHARE) -> Estimate:
    """Mean of the worst share of one figure over samples; see `tail_means`.

    Parameters
    ----------
    values : array, shape (samples,)
    unit : str
    share : float
        [0..1]

    Returns
    -------
    Estimate
    """
    return _estimate(tail_means(values, share), values, unit)


def spread_of(values: ArrayLike, unit: str) -> Spread:
    """Mean, P10, P50, P90 and worst-tail mean of one figure over samples, each with its error.

    Parameters
    ----------
    values : array, shape (samples,)
    unit : str

    Returns
    -------
    Spread
    """
    return Spread(
        mean=mean_of(values, unit),
        p10=quantile_of(values, 0.1, unit),
        p50=quantile_of(values, 0.5, unit),
        p90=quantile_of(values, 0.9, unit),
        tail_mean=tail_mean_of(values, unit),
    )


def _samples(values: ArrayLike) -> Floats:
    sample = np.asarray(values, dtype=np.float64)
    if sample.ndim == 0 or not len(sample):
        raise ValueError("no samples: give an array with at least one row")
    return sample


def _estimate(mean_and_error: tuple[Floats, Floats], values: ArrayLike, unit: str) -> Estimate:
    return Estimate(
        value=float(mean_and_error[0]),
        standard_error=float(mean_and_error[1]),
        samples=len(np.asarray(values)),
        unit=unit,
    )
