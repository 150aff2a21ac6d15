"""Schedules from any shedding: the order is covered, the critical list is not in it, limits are kept or told."""

import time
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import gridimpact as gi
from gridimpact.domain.dispatch import Dispatch
from gridimpact.domain.impact_settings import ImpactSettings
from gridimpact.domain.settings import NetworkSettings, Settings
from gridimpact.impact.queue_schedule import BlockLimits, Turns, take_turns
from gridimpact.impact.rolling_outages import ROUNDING_SHARE, rolling_outages

IMPACT = ImpactSettings(horizon_days=2)
REGIONS = ("UA46", "UA51", "UA80")


@pytest.fixture(scope="module")
def dispatch(ukraine: gi.Grid) -> Dispatch:
    quick = Settings(network=NetworkSettings(ac_check=False, even_sharing=False, coupled_day=False))
    return gi.evaluate(ukraine, gi.Contingency(), quick).dispatch


day_of_shares = st.lists(st.floats(0.0, 1.3), min_size=24, max_size=24)
"""Unserved share outside the critical list; what is beyond 1 is taken from the critical list."""


@given(st.lists(day_of_shares, min_size=len(REGIONS), max_size=len(REGIONS)))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_schedule_covers_the_order_and_spares_the_critical_list(
    ukraine: gi.Grid, dispatch: Dispatch, shares: list[list[float]]
) -> None:
    cut = _dispatch_with(dispatch, ukraine, np.array(shares))
    outages = rolling_outages(cut, ukraine, IMPACT)
    region, kind = (ukraine.loads[name].reindex(cut.load_mw.columns) for name in ("region_id", "load_class"))
    slots = np.repeat(np.arange(24), 2)
    for name in REGIONS:
        here = (region == name).to_numpy()
        general, critical = here & (kind == "general").to_numpy(), here & (kind == "critical").to_numpy()
        demand_mw = cut.load_mw.loc[:, general].sum(axis=1).to_numpy()[slots]
        shed_mw = cut.shed_mw.loc[:, general].sum(axis=1).to_numpy()[slots]
        off = outages.off[name].to_numpy(bool)[: len(slots)].mean(axis=1)
        emergency = outages.emergency[name].to_numpy(float)[: len(slots)]
        assert not ((off > 0) & (emergency > 0)).any()
        off_mw = (off + emergency) * demand_mw
        assert (off_mw >= shed_mw - ROUNDING_SHARE * demand_mw - 1e-6).all()
        assert (off_mw <= shed_mw + demand_mw / IMPACT.subqueues + 1e-6).all()
        assert (off <= IMPACT.emergency_above_queues / IMPACT.queues + 1e-9).all()
        # what the critical list loses is what the dispatch took from it, and no queue holds any of it
        lost = cut.shed_mw.loc[:, critical].sum(axis=1).to_numpy() / cut.load_mw.loc[:, critical].sum(axis=1).to_numpy()
        told = outages.orders[outages.orders["region_id"] == name]["critical_share"].to_numpy()
        np.testing.assert_allclose(told, np.where(lost > ROUNDING_SHARE, lost, 0.0), atol=1e-9)
    longest = outages.subqueues.groupby("region_id")["longest_h"].max()
    broken = {name for finding in outages.findings if "in a row" in finding.what for name in finding.ids}
    assert broken == set(longest.index[longest > IMPACT.max_block_h])


def test_a_week_of_all_regions_is_scheduled_within_two_seconds(ukraine: gi.Grid, dispatch: Dispatch) -> None:
    draws = np.random.default_rng(7).uniform(0.0, 0.7, size=dispatch.load_mw.shape)
    cut = replace(dispatch, shed_mw=dispatch.load_mw.clip(lower=0.0) * draws)
    start = time.perf_counter()
    outages = rolling_outages(cut, ukraine, replace(IMPACT, horizon_days=7))
    assert time.perf_counter() - start < 2.0
    assert outages.off.shape == (7 * 48, 27 * IMPACT.subqueues)


def _dispatch_with(dispatch: Dispatch, grid: gi.Grid, shares: np.ndarray) -> Dispatch:
    region, kind = (
        grid.loads[name].reindex(dispatch.load_mw.columns).to_numpy() for name in ("region_id", "load_class")
    )
    left = np.zeros(dispatch.load_mw.shape)
    for row, name in zip(shares, REGIONS, strict=True):
        left[:, (region == name) & (kind == "general")] = np.clip(row, 0.0, 1.0)[:, None]
        left[:, (region == name) & (kind == "critical")] = np.clip(row - 1.0, 0.0, 1.0)[:, None]
    demand = dispatch.load_mw.clip(lower=0.0)
    return replace(dispatch, shed_mw=pd.DataFrame(left, index=demand.index, columns=demand.columns) * demand)


@given(st.lists(st.lists(st.integers(0, IMPACT.most_subqueues), min_size=24, max_size=24), min_size=2, max_size=2))
@settings(max_examples=50, deadline=None)
def test_two_days_one_after_the_other_are_two_days_in_one(days: list[list[int]]) -> None:
    limits, none = BlockLimits.of(IMPACT), np.zeros((48, 1))
    orders = [np.repeat(np.array(day, dtype=np.int64), 2)[:, None] for day in days]
    kept = Turns(hours=np.zeros((1, IMPACT.subqueues)))
    in_one = [take_turns(order, none, kept, limits=limits, slot_h=0.5)[0] for order in orders]
    later = Turns(hours=in_one[0].sum(axis=0) * 0.5)
    later.follow(in_one[0], none)
    assert later.hours.tolist() == (in_one[0].sum(axis=0) * 0.5).tolist()
    second, _ = take_turns(orders[1], none, later, limits=limits, slot_h=0.5)
    assert (second == in_one[1]).all()
