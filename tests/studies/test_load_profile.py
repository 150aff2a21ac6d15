"""Shedding over the levels of a year from few solved ones: exact, whatever the kinks."""

import numpy as np
import pytest

from gridimpact.studies.load_profile import load_profile, negligible_mw, shed_by_level


def _convex(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Random lines whose maximum is a convex shedding with f(0) <= 0 and slopes within the load."""
    rng = np.random.default_rng([seed, 1])
    slope = np.sort(rng.uniform(0.0, 1000.0, size=rng.integers(1, 7)))
    kink = rng.uniform(0.3, 1.2, size=len(slope))
    return slope, -slope * kink


@pytest.mark.parametrize("seed", range(40))
def test_kinks_are_found(seed: int) -> None:
    slope, start = _convex(seed)
    asked: list[float] = []

    def shed_at(level: float) -> float:
        asked.append(level)
        return float(max(0.0, (slope * level + start).max()))

    small = negligible_mw(1000.0)
    levels = np.unique(np.append(np.random.default_rng(seed).uniform(0.3, 1.0, 3000), 1.0))
    told = shed_by_level(shed_at, levels, load_mw=1000.0, from_zero=True)
    truth = np.maximum(0.0, (slope[:, None] * levels + start[:, None]).max(axis=0))
    assert np.abs(told - np.where(truth > small, truth, 0.0)).max() <= small
    assert len(asked) <= 3 * len(slope) + 3


def test_a_system_short_of_generation_takes_two_solves() -> None:
    asked: list[float] = []

    def shed_at(level: float) -> float:
        asked.append(level)
        return max(0.0, 1000.0 * level - 700.0)

    levels = np.linspace(0.4, 1.0, 500)
    told = shed_by_level(shed_at, levels, load_mw=1000.0, from_zero=True)
    assert told == pytest.approx(np.where(levels > 0.7, 1000.0 * levels - 700.0, 0.0), abs=1e-3)
    assert asked == [1.0, pytest.approx(0.7)]


def test_without_zero_at_no_load_the_lowest_level_is_solved() -> None:
    """A phase shifter can force shedding at low load: f falls, then rises."""
    levels = np.linspace(0.2, 1.0, 100)
    truth = np.maximum(50.0 - 100.0 * levels, np.maximum(0.0, 200.0 * levels - 150.0))
    told = shed_by_level(
        lambda x: float(max(50.0 - 100.0 * x, 0.0, 200.0 * x - 150.0)), levels, load_mw=1000.0, from_zero=False
    )
    assert told == pytest.approx(truth, abs=1.1e-3)


def test_levels_are_weighed_by_their_hours() -> None:
    course = load_profile(0.5, [1.0, 0.2, 1.0])
    assert course.levels.tolist() == [0.1, 0.5]
    assert course.hours.tolist() == [1.0, 2.0]
    assert load_profile(1.0, None).total_h == 8760.0
