"""The schedule keeps its promises for any order, and gives the published rule of thumb."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gridimpact.domain.impact_settings import ImpactSettings
from gridimpact.impact.queue_schedule import BlockLimits, Turns, take_turns

SETTINGS = ImpactSettings()
LIMITS = BlockLimits.of(SETTINGS)
SUBQUEUES = SETTINGS.subqueues
CASES = pd.read_csv(Path(__file__).parents[1] / "cases" / "impact" / "orders.csv")


def schedule(hourly: list[int], turns: Turns | None = None) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    orders = np.repeat(np.array(hourly, dtype=np.int64), 2)[:, None]
    stand = turns or Turns(hours=np.zeros((1, SUBQUEUES)))
    off, broken = take_turns(orders, np.zeros(orders.shape), stand, limits=LIMITS, slot_h=SETTINGS.slot_h)
    return off[:, 0], broken[0], stand.hours[0]


def runs(off: np.ndarray) -> list[int]:
    """Lengths of all outages of all subqueues. [slots]"""
    edge = np.zeros((1, off.shape[1]), dtype=int)
    steps = np.diff(np.concatenate([edge, off.astype(int), edge]), axis=0).T
    return list(np.nonzero(steps == -1)[1] - np.nonzero(steps == 1)[1])


def ongoing_at_the_end(off: np.ndarray) -> np.ndarray:
    """Slots of outages that the end of the day cuts."""
    return np.logical_and.accumulate(off[::-1], axis=0)[::-1]


hourly_orders = st.lists(st.integers(0, SETTINGS.most_subqueues), min_size=24, max_size=24)


@given(hourly_orders)
@settings(max_examples=150, deadline=None)
def test_exactly_the_order_is_off_in_each_slot(hourly: list[int]) -> None:
    off, _, _ = schedule(hourly)
    assert (off.sum(axis=1) == np.repeat(hourly, 2)).all()


@given(st.lists(hourly_orders, min_size=1, max_size=3))
@settings(max_examples=100, deadline=None)
def test_hours_never_differ_by_more_than_one_outage(days: list[list[int]]) -> None:
    turns = Turns(hours=np.zeros((1, SUBQUEUES)))
    for hourly in days:
        _, _, hours = schedule(hourly, turns)
        assert hours.max() - hours.min() <= SETTINGS.max_block_h + 1e-9


@given(hourly_orders)
@settings(max_examples=150, deadline=None)
def test_an_outage_is_too_long_only_where_it_is_told(hourly: list[int]) -> None:
    off, broken, _ = schedule(hourly)
    assert (max(runs(off), default=0) > LIMITS.longest) == bool(broken[0])


@pytest.mark.parametrize("subqueues", range(1, SETTINGS.most_subqueues + 1))
def test_a_steady_order_keeps_all_limits(subqueues: int) -> None:
    off, broken, _ = schedule([subqueues] * 24)
    assert not broken.any()
    assert max(runs(off)) <= LIMITS.longest
    whole = runs(off & ~ongoing_at_the_end(off))
    assert min(whole) >= LIMITS.shortest


@pytest.mark.parametrize("row", CASES.to_dict("records"), ids=list(CASES["case"]))
def test_worked_case(row: dict[str, float]) -> None:
    hourly = [int(2 * row["queues"]) if row["from_hour"] <= hour < row["to_hour"] else 0 for hour in range(24)]
    _, broken, hours = schedule(hourly)
    assert hours.mean() == pytest.approx(row["off_h"])
    assert not broken.any()
    if row["to_hour"] - row["from_hour"] == 24:
        assert hours.tolist() == pytest.approx([row["off_h"]] * SUBQUEUES)


def test_who_had_more_yesterday_has_less_today() -> None:
    carried = np.zeros((1, SUBQUEUES))
    carried[0, :6] = 4.0
    turns = Turns(hours=carried.copy())
    off, _, hours = schedule([1] * 24, turns)
    assert off[:, :6].sum() < off[:, 6:].sum()
    assert hours.max() - hours.min() <= SETTINGS.max_block_h


def test_a_sudden_high_order_is_staggered_within_the_longest_outage() -> None:
    """Eight of twelve at once from nothing: some change over early, so that none is off for more than 4 h."""
    off, broken, _ = schedule([0] * 6 + [8] * 18)
    assert max(runs(off)) <= LIMITS.longest
    assert not broken.any()


def test_nobody_takes_turns_in_an_emergency() -> None:
    turns = Turns(hours=np.zeros((1, SUBQUEUES)))
    orders = np.zeros((48, 1), dtype=np.int64)
    off, _ = take_turns(orders, np.full((48, 1), 0.9), turns, limits=LIMITS, slot_h=0.5)
    assert not off.any()
    assert turns.hours[0].tolist() == pytest.approx([0.9 * 24] * SUBQUEUES)
