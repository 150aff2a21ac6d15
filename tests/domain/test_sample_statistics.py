"""Figures from samples: by hand, and standard errors that are as large as what repeated runs show."""

import math

import numpy as np
import pytest

from gridimpact.domain import sample_statistics as statistics
from gridimpact.domain.sample_statistics import mean_of, probability_of, quantile_of, tail_mean_of


def test_mean_and_tail_by_hand() -> None:
    mean = mean_of([1.0, 2.0, 3.0, 6.0], "MW")
    assert mean.value == 3.0
    assert mean.standard_error == pytest.approx(math.sqrt(14.0 / (4 * 3)))
    assert math.isnan(mean_of([5.0], "MW").standard_error)
    # the worst 10 % of 25 values: the two highest and half of the third
    assert tail_mean_of(np.arange(25.0), "MW").value == pytest.approx((24 + 23 + 0.5 * 22) / 2.5)


def test_what_never_happened_in_samples_is_not_certain() -> None:
    never = probability_of(np.zeros(1000, dtype=bool))
    assert never.value == 0.0
    assert 3 * never.standard_error == pytest.approx(3 / 1000, rel=0.01)
    half = probability_of(np.arange(100) % 2 == 0)
    assert half.standard_error == pytest.approx(0.05)


@pytest.mark.parametrize(
    "figure",
    [
        lambda x: mean_of(x, ""),
        lambda x: probability_of(x > 2.0),
        lambda x: quantile_of(x, 0.1, ""),
        lambda x: quantile_of(x, 0.5, ""),
        lambda x: quantile_of(x, 0.9, ""),
        lambda x: tail_mean_of(x, ""),
    ],
    ids=["mean", "probability", "p10", "p50", "p90", "tail mean"],
)
def test_the_standard_error_is_what_repeated_runs_scatter_by(figure) -> None:
    told = [figure(np.random.default_rng([run, 3]).exponential(size=500)) for run in range(400)]
    scatter = np.std([t.value for t in told], ddof=1)
    # the standard deviation of 400 runs is itself known to 3.5 %
    assert np.mean([t.standard_error for t in told]) == pytest.approx(scatter, rel=0.12)


def test_many_quantities_at_once_are_the_same_as_one_by_one() -> None:
    values = np.random.default_rng([1, 4]).gamma(2.0, size=(60, 3, 2))
    for many, one in [
        (statistics.means(values), lambda x: mean_of(x, "MW")),
        (statistics.quantiles(values, 0.9), lambda x: quantile_of(x, 0.9, "MW")),
        (statistics.tail_means(values), lambda x: tail_mean_of(x, "MW")),
    ]:
        single = one(values[:, 2, 1])
        assert many[0].shape == many[1].shape == (3, 2)
        assert (many[0][2, 1], many[1][2, 1]) == pytest.approx((single.value, single.standard_error))


def test_no_samples_is_an_error() -> None:
    with pytest.raises(ValueError, match="no samples"):
        mean_of([], "MW")
