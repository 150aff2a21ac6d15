"""Figures from samples: rounding, and standard errors that are as large as what repeated runs show."""

import math

import numpy as np
import pytest

from gridimpact.domain import sample_statistics as statistics
from gridimpact.domain.estimate import Estimate
from gridimpact.domain.sample_statistics import mean_of, probability_of, quantile_of, spread_of, tail_mean_of


@pytest.mark.parametrize(
    ("value", "error", "unit", "text"),
    [
        (17.2431, 0.4127, "MW", "17.2 ± 0.4 MW"),
        (17.2431, 0.1449, "MW", "17.24 ± 0.14 MW"),
        (1_634_220.0, 12_880.0, "people", "1,634,000 ± 13,000 people"),
        (0.08456, 0.00087, "", "0.0846 ± 0.0009"),
        (0.08456, 0.00096, "", "0.0846 ± 0.0010"),
        (3.0, 40.0, "MWh", "0 ± 40 MWh"),
        (-0.01, 1.0, "MW", "0.0 ± 1.0 MW"),
        (3.41e-9, 2.2e-10, "", "(3.4 ± 0.2)e-9"),
        (17.25, 0.0, "MW", "17.25 MW"),
        (1200.0, 0.0, "MWh", "1,200 MWh"),
        (0.0, 0.0, "MW", "0 MW"),
        (12.345678, math.nan, "MW", "12.3457 ± ? MW"),
        (math.nan, math.nan, "MW", "nan MW"),
    ],
)
def test_an_estimate_is_told_no_finer_than_it_is_known(value: float, error: float, unit: str, text: str) -> None:
    assert str(Estimate(value=value, standard_error=error, samples=100, unit=unit)) == text


def test_derived_figures_of_an_estimate() -> None:
    power = Estimate(value=20.0, standard_error=2.0, samples=100, unit="MW")
    energy = power.times(24.0, "MWh")
    assert (energy.value, energy.standard_error, energy.unit, energy.samples) == (480.0, 48.0, "MWh", 100)
    assert power.relative_error == pytest.approx(0.1)
    assert power.interval() == pytest.approx((20.0 - 1.959964 * 2.0, 20.0 + 1.959964 * 2.0))
    assert power.errors_from(26.0) == pytest.approx(3.0)
    assert float(power) == 20.0


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


def test_a_spread_prints_mean_and_range() -> None:
    spread = spread_of(np.arange(1000.0), "MW")
    assert spread.p10.value == pytest.approx(99.9)
    assert spread.tail_mean.value == pytest.approx(949.5)
    assert str(spread) == "500 ± 9 MW (P10 100 ± 9, P90 899 ± 10)"
    assert spread.unit == "MW"
    assert spread.samples == 1000


def test_no_samples_is_an_error() -> None:
    with pytest.raises(ValueError, match="no samples"):
        mean_of([], "MW")
