"""A number from samples, with its error; it prints itself no finer than it is known.

>>> print(Estimate(value=17.2431, standard_error=0.4127, samples=1000, unit="MW"))
17.2 ± 0.4 MW
>>> print(Estimate(value=1_634_220.0, standard_error=12_880.0, samples=400, unit="people"))
1,634,000 ± 13,000 people
"""

import math
from dataclasses import dataclass, replace
from statistics import NormalDist


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A figure estimated from independent samples.

    Attributes
    ----------
    value : float
        [unit of the figure]
    standard_error : float
        Standard deviation that the value would have over repeated runs; not a number when one
        sample cannot give it, 0 when the value is exact. [unit of the figure]
    samples : int
        Independent samples behind it; 0 when it was worked out without sampling. [-]
    unit : str
        For example `MW`, `MWh/a`; empty for a probability or a share.

    Notes
    -----
    `float(estimate)` is its value. The standard error speaks of sampling alone, never of what the
    assumptions may be wrong by.
    """

    value: float
    standard_error: float
    samples: int
    unit: str = ""

    @property
    def relative_error(self) -> float:
        """Standard error over the size of the value; infinite while the value is 0 and not exact. [-]"""
        if self.standard_error == 0.0:
            return 0.0
        return self.standard_error / abs(self.value) if self.value else math.inf

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        """Interval that holds the true figure in this share of runs, taking the error as normal.

        Parameters
        ----------
        level : float
            [0..1]

        Returns
        -------
        tuple of float
            Lower and upper end; not cut at 0 or 1. [unit of the figure]

        Notes
        -----
        ``value ± z((1 + level) / 2) se`` with z the quantile of the normal distribution: 1.96 for 0.95.

        Examples
        --------
        >>> low, high = Estimate(value=100.0, standard_error=10.0, samples=400, unit="MW").interval(0.95)
        >>> round(low, 1), round(high, 1)
        (80.4, 119.6)
        """
        reach = NormalDist().inv_cdf(0.5 + level / 2.0) * self.standard_error
        return self.value - reach, self.value + reach

    def errors_from(self, truth: float) -> float:
        """Distance to a known figure, in standard errors; 0 when both agree to 1e-9.

        Parameters
        ----------
        truth : float
            In the unit of the estimate. [unit of the figure]

        Returns
        -------
        float
            Infinite when the estimate is exact and differs. [-]
        """
        gap = abs(self.value - truth)
        if gap <= 1e-9 * max(1.0, abs(truth)):
            return 0.0
        return gap / self.standard_error if self.standard_error else math.inf

    def times(self, factor: float, unit: str) -> "Estimate":
        """Return the estimate of a fixed multiple, for example power times hours.

        Parameters
        ----------
        factor : float
            [-]
        unit : str
            Unit of the product.

        Returns
        -------
        Estimate

        Examples
        --------
        >>> print(Estimate(value=50.0, standard_error=2.0, samples=400, unit="MW").times(24.0, "MWh"))
        1,200 ± 50 MWh
        """
        error = self.standard_error * abs(factor)
        return replace(self, value=self.value * factor, standard_error=error, unit=unit)

    def __float__(self) -> float:
        return float(self.value)

    def __str__(self) -> str:
        return f"{_rounded(self.value, self.standard_error)} {self.unit}".rstrip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How a figure is spread over samples: each mark of it is an estimate with its own error.

    Attributes
    ----------
    mean : Estimate
    p10, p50, p90 : Estimate
        Values that 10, 50, 90 % of cases do not exceed.
    tail_mean : Estimate
        Mean of the worst 10 % of cases (CVaR 90).
    """

    mean: Estimate
    p10: Estimate
    p50: Estimate
    p90: Estimate
    tail_mean: Estimate

    @property
    def unit(self) -> str:
        """Unit of all marks."""
        return self.mean.unit

    @property
    def samples(self) -> int:
        """Independent samples behind it. [-]"""
        return self.mean.samples

    def __str__(self) -> str:
        low, high = (_rounded(mark.value, mark.standard_error) for mark in (self.p10, self.p90))
        return f"{self.mean} (P10 {low}, P90 {high})"


def _rounded(value: float, error: float) -> str:
    """Value and error to the place of the error's first figure, or its second when the first is 1.

    Without an error: six significant figures.
    """
    if not math.isfinite(value):
        return str(value)
    if not math.isfinite(error):
        return f"{_plain(value, _places(value, 6))} ± ?"
    if error <= 0.0:
        return _plain(value, _places(value, 6)).rstrip("0").rstrip(".") if value != round(value) else f"{value:,.0f}"
    places = _places(error, 1)
    if round(error, places) < 2.0 * 10.0**-places:
        # 0.14 would become 0.1: a third of the error lost in rounding
        places += 1
    if places > 6:
        power = math.floor(math.log10(max(abs(value), error)))
        scale = 10.0**-power
        return f"({_plain(value * scale, places + power)} ± {_plain(error * scale, places + power)})e{power}"
    return f"{_plain(value, places)} ± {_plain(error, places)}"


def _places(number: float, figures: int) -> int:
    """Decimal places that leave this many significant figures; negative before the point."""
    return figures - 1 - math.floor(math.log10(abs(number))) if number else 0


def _plain(number: float, places: int) -> str:
    """Digits grouped by thousands, rounded before or after the point."""
    kept = round(number, places)
    return f"{kept + 0.0:,.{max(places, 0)}f}"
