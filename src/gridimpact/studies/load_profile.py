"""The load of the period: its levels, how long each lasts, and what a state means over all of them."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gridimpact.errors import DataError
from gridimpact.studies.findings import UnusableLoadFactors

Floats = NDArray[np.float64]

LOSS_MW = 1e-3
"""Shedding below this is none. [MW]  Chosen: above what the solver leaves open, below any load."""
LOSS_SHARE = 1e-6
"""The same as a share of the load at the highest level. [0..1]  The tolerance of the served-load core."""
MOST_KINKS = 60
"""Solved levels after which kinks are no longer looked for, only levels solved. [-]  Chosen: ten times the usual."""
FEW_LEVELS = 8
"""Open levels between two solved ones at which one of them is solved, not the kink itself. [-]  Chosen: a kink takes
about three steps to find."""
NEAR = 1e-5
"""Solved levels closer than this tell no slope. [share of the highest level]  Chosen: the solver's rounding over this
stays below what is negligible."""
HOURS_OF_A_YEAR = 8760.0
"""Period of a single load level. [h]  Convention."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LoadProfile:
    """Distinct load levels of a period, ascending.

    Attributes
    ----------
    levels : array, shape (levels,)
        Multiples of the load of the grid. [-]
    hours : array, shape (levels,)
        How long each lasts. [h]
    """

    levels: Floats
    hours: Floats

    @property
    def total_h(self) -> float:
        """Length of the period. [h]"""
        return float(self.hours.sum())

    @property
    def highest(self) -> float:
        """Highest level. [-]"""
        return float(self.levels[-1])


def negligible_mw(load_mw: float) -> float:
    """Shedding below which no load counts as lost.

    Parameters
    ----------
    load_mw : float
        Load of the system at its highest level. [MW]

    Returns
    -------
    float
        The larger of `LOSS_MW` and `LOSS_SHARE` of the load. [MW]
    """
    return max(LOSS_MW, LOSS_SHARE * load_mw)


def load_profile(load_level: float, hourly_profile: ArrayLike | None) -> LoadProfile:
    """Lay out the load of the period.

    Parameters
    ----------
    load_level : float
        Factor on the load of the grid. [-]
    hourly_profile : array, shape (hours,), optional
        Further factor for each hour; without it the one level lasts for a year. [-]

    Returns
    -------
    LoadProfile

    Raises
    ------
    DataError
        When a level is negative or not finite, or no level is above zero.
    """
    one_level = hourly_profile is None
    shape = np.ones(1) if one_level else np.asarray(hourly_profile, dtype=np.float64)
    scaled = shape * load_level
    if shape.ndim != 1 or not shape.size or not np.isfinite(scaled).all() or (scaled < 0).any() or not scaled.any():
        raise DataError([UnusableLoadFactors(where="load_level" if one_level else "hourly_profile")])
    levels, count = np.unique(scaled, return_counts=True)
    hours = np.asarray(count * (HOURS_OF_A_YEAR if one_level else 1.0), dtype=np.float64)
    return LoadProfile(levels=levels, hours=hours)


def shed_by_level(shed_at: Callable[[float], float], levels: Floats, *, load_mw: float, from_zero: bool) -> Floats:
    """Least shedding of one state at every load level, from few solved levels.

    Parameters
    ----------
    shed_at : callable
        Least shedding at a share of the highest level. [MW]
    levels : array, shape (levels,)
        Shares of the highest level, ascending, the last 1. [0..1]
    load_mw : float
        Load at the highest level; bounds the slope. [MW]
    from_zero : bool
        Whether no load means no shedding for certain, which no phase shifter can upset.

    Returns
    -------
    array, shape (levels,)
        Never below the least shedding, and above it by at most what is negligible; 0 below that. [MW]

    Notes
    -----
    The least shedding f is the value of a linear programme whose right-hand sides and bounds are
    linear in the level λ: it is convex and piecewise linear [1]_. So between solved levels it lies
    below the chord, above the prolonged chords of both neighbours, above 0, and above
    ``f(b) − (b − λ) D`` for any solved b, for one MW of load more sheds at most one MW more. Where the
    two bounds meet within what is negligible nothing need be solved; else the level where they are farthest
    apart is solved next, which hits each kink after a few steps. With f(0) = 0 and f(1) = 0 all is 0.

    References
    ----------
    .. [1] Gal, "Postoptimal Analyses, Parametric Programming, and Related Topics" (1995), ch. 4.
    """
    start, small = 0.0 if from_zero else float(levels[0]), negligible_mw(load_mw)
    at, value = [start], [0.0 if from_zero else shed_at(start)]
    if start < 1.0:
        at, value = [start, 1.0], [value[0], shed_at(1.0)]
    while max(value) > small:
        chord = np.interp(levels, at, value)
        gap = chord - _floor(levels, at, value, load_mw)
        if gap.max() <= small:
            return np.where(chord > small, chord, 0.0)
        widest = _widest(float(levels[int(gap.argmax())]), at, value, load_mw)
        place = int(np.searchsorted(at, widest))
        near = levels[(gap > small) & (levels > at[place - 1]) & (levels < at[place])]
        if len(near) <= FEW_LEVELS or len(at) > MOST_KINKS:
            widest = float(near[np.abs(near - widest).argmin()])
        at.insert(place, widest)
        value.insert(place, shed_at(widest))
    return np.zeros(len(levels))


Line = tuple[float, float, float]
"""A straight line by a point and its slope: level, value [MW], slope [MW]."""


def _lines(number: int, at: list[float], value: list[float], load_mw: float) -> list[Line]:
    """Lines below the shedding between the solved levels `number` and the next."""
    below = [(at[number], 0.0, 0.0), (at[number + 1], value[number + 1], load_mw)]
    for first in (number - 1, number + 1):
        if first >= 0 and first + 1 < len(at) and at[first + 1] - at[first] >= NEAR:
            slope = (value[first + 1] - value[first]) / (at[first + 1] - at[first])
            below.append((at[first], value[first], slope))
    return below


def _floor(levels: Floats, at: list[float], value: list[float], load_mw: float) -> Floats:
    """The highest of the lower bounds at each level; the solved value where a level is solved."""
    floor = np.interp(levels, at, value)
    for number in range(len(at) - 1):
        inside = (levels > at[number]) & (levels < at[number + 1])
        bounds = [y + slope * (levels[inside] - x) for x, y, slope in _lines(number, at, value, load_mw)]
        floor[inside] = np.minimum(np.maximum.reduce(bounds), floor[inside])
    return floor


def _widest(level: float, at: list[float], value: list[float], load_mw: float) -> float:
    """Level to solve next: where the bounds around a level are farthest apart.

    That is where two of the lower lines cross, for the gap between a chord and the highest of
    them is concave; the level itself when rounding leaves no crossing inside.
    """
    number = int(np.searchsorted(at, level)) - 1
    low, high = at[number], at[number + 1]
    below = _lines(number, at, value, load_mw)
    slope = (value[number + 1] - value[number]) / (high - low)

    def gap(x: float) -> float:
        return value[number] + slope * (x - low) - max(y + s * (x - x0) for x0, y, s in below)

    crossings = [
        (y1 - y0 + s0 * x0 - s1 * x1) / (s0 - s1)
        for place, (x0, y0, s0) in enumerate(below)
        for x1, y1, s1 in below[place + 1 :]
        if s0 != s1
    ]
    rim = 1e-9 * (high - low)
    inside = [x for x in crossings if low + rim < x < high - rim]
    return max([level, *inside], key=gap)
