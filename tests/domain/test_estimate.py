"""Figures from samples: rounding, and standard errors that are as large as what repeated runs show."""

import math

import numpy as np
import pytest

from gridimpact.domain.estimate import Estimate
from gridimpact.domain.sample_statistics import spread_of


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


def test_a_spread_prints_mean_and_range() -> None:
    spread = spread_of(np.arange(1000.0), "MW")
    assert spread.p10.value == pytest.approx(99.9)
    assert spread.tail_mean.value == pytest.approx(949.5)
    assert str(spread) == "500 ± 9 MW (P10 100 ± 9, P90 899 ± 10)"
    assert spread.unit == "MW"
    assert spread.samples == 1000
