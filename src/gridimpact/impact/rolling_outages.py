"""Rolling outages: from the deficit of each hour and region to hours without light by queue."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridimpact.domain.dispatch import Dispatch
from gridimpact.domain.grid import Grid
from gridimpact.domain.impact_results import RollingOutages
from gridimpact.domain.impact_settings import ImpactSettings
from gridimpact.errors import Finding, Message
from gridimpact.i18n.translate import N_
from gridimpact.impact.outage_tables import region_table, subqueue_table
from gridimpact.impact.queue_schedule import BlockLimits, Bools, Floats, Ints, Turns, take_turns

ROUNDING_SHARE = 0.001
"""Unserved share that counts as none, and calls for no further half queue. [0..1]  Chosen: above what the
solver leaves."""


def rolling_outages(
    dispatch: Dispatch,
    grid: Grid,
    settings: ImpactSettings,
    *,
    carried_h: pd.DataFrame | None = None,
    before: RollingOutages | None = None,
) -> RollingOutages:
    """Schedule the shedding of a day by queues, and repeat the day.

    Parameters
    ----------
    dispatch : Dispatch
        Reads `load_mw`, `shed_mw` [MW] and the contingency; snapshots are hours.
    grid : Grid
        Reads `loads` and `regions`.
    settings : ImpactSettings
    carried_h : DataFrame, optional
        Hours off before the day, region by subqueue, such as yesterday's `carried_h`. Default: none. [h]
    before : RollingOutages, optional
        Schedule of the day before: its hours are carried, and outages go on over midnight.

    Returns
    -------
    RollingOutages

    Notes
    -----
    A region's subqueues are equal parts of its demand outside the critical list. With g the unserved
    share of that demand, the order is k = ⌈n·g⌉ of n subqueues; more than `emergency_above_queues` is
    an emergency outage without a schedule, in which the share g is off and nobody takes turns.

    The common share of an hour is the median over regions, weighted by demand. What a region lacks
    beyond it (when that is clearly more) is laid to the network: transit or damage there.
    """
    shares = _Shares(dispatch, grid)
    slots_per_hour = round(1.0 / settings.slot_h)
    subqueues = ordered_subqueues(shares.general, settings)
    emergency = subqueues > settings.most_subqueues
    orders = np.repeat(np.where(emergency, 0, subqueues), slots_per_hour, axis=0)
    shared = np.repeat(np.where(emergency, shares.general, 0.0), slots_per_hour, axis=0)
    names = _subqueue_names(settings)
    carried = before.carried_h if before is not None and carried_h is None else carried_h
    turns = Turns(hours=_carried(carried, shares.regions, names))
    if before is not None:
        turns.follow(*_assessed_day(before, shares.regions, names))
    off, broken = _days(orders, shared, turns, settings)
    at = _slots(dispatch.snapshots, slots_per_hour, settings)
    regions = region_table(off, shared, settings).set_index(shares.regions)
    damaged = _damaged_regions(dispatch, grid)
    network = shares.network_mw(settings.network_cut_margin_share)
    causes = _causes(shares.shed_mw, network, shares.regions.isin(damaged)).set_index(shares.regions)
    wide = off.reshape(len(off), -1)
    return RollingOutages(
        orders=_orders(dispatch, shares, subqueues, emergency, network, settings),
        off=pd.DataFrame(wide, index=at, columns=pd.MultiIndex.from_product([shares.regions, names])),
        emergency=pd.DataFrame(np.tile(shared, (settings.horizon_days, 1)), index=at, columns=shares.regions),
        subqueues=subqueue_table(off, shared, settings, shares.regions, names),
        regions=regions.assign(order_most_queues=_most(subqueues, emergency, settings)).join(causes),
        slot_h=settings.slot_h,
        before_h=carried,
        findings=_findings(broken, shares.regions, settings),
    )


def ordered_subqueues(general: Floats, settings: ImpactSettings) -> Ints:
    """Subqueues to be off for an unserved share of demand outside the critical list.

    Parameters
    ----------
    general : array
        Unserved share. [0..1]
    settings : ImpactSettings
        Uses `subqueues`.

    Returns
    -------
    array of int
        More than `most_subqueues` are an emergency outage. [-]

    Notes
    -----
    k = ⌈n (g − ε)⌉ with n the subqueues of a region and ε = `ROUNDING_SHARE`.
    """
    return np.asarray(np.ceil(settings.subqueues * (general - ROUNDING_SHARE)).clip(0), dtype=np.int64)


def unserved_shares(
    dispatch: Dispatch, grid: Grid, place: NDArray[np.object_], places: pd.Index
) -> tuple[Floats, Floats]:
    """Unserved shares of demand outside the critical list and on it, by snapshot and place.

    Parameters
    ----------
    dispatch : Dispatch
    grid : Grid
        Reads `loads`.
    place : array of str, shape (loads,)
        Where each load of the dispatch is: a region, a substation.
    places : Index
        Places that are affected.

    Returns
    -------
    general, critical : array, shape (snapshots, places)
        Shares of the critical list below `ROUNDING_SHARE` count as none. [0..1]
    """
    belongs = (place[:, None] == places.to_numpy()[None, :]).astype(float)
    critical = (grid.loads["load_class"].reindex(dispatch.load_mw.columns) == "critical").to_numpy(float)[:, None]
    demand, shed = dispatch.load_mw.clip(lower=0.0).to_numpy(float), dispatch.shed_mw.to_numpy(float)
    general = _share(shed @ (belongs * (1 - critical)), demand @ (belongs * (1 - critical)))
    lost = _share(shed @ (belongs * critical), demand @ (belongs * critical))
    return general, np.where(lost > ROUNDING_SHARE, lost, 0.0)


class _Shares:
    """Demand and shedding by region, the critical list apart; arrays of shape (snapshots, regions)."""

    def __init__(self, dispatch: Dispatch, grid: Grid) -> None:
        self.regions = pd.Index(grid.regions.index, name="region_id")
        place = grid.loads["region_id"].reindex(dispatch.load_mw.columns).to_numpy()
        belongs = (place[:, None] == self.regions.to_numpy()[None, :]).astype(float)
        self.demand_mw = dispatch.load_mw.clip(lower=0.0).to_numpy(float) @ belongs
        self.shed_mw = dispatch.shed_mw.to_numpy(float) @ belongs
        self.general, self.critical = unserved_shares(dispatch, grid, place, self.regions)

    def network_mw(self, margin: float) -> Floats:
        """Shedding beyond the common share of the hour, where it clearly is. [MW]"""
        unserved = _share(self.shed_mw, self.demand_mw)
        common = np.array([_median(u, d) for u, d in zip(unserved, self.demand_mw, strict=True)])[:, None]
        beyond = (unserved - common) * self.demand_mw
        return np.where(unserved > common + margin, beyond, 0.0)


def _share(part: Floats, whole: Floats) -> Floats:
    return np.clip(np.divide(part, whole, out=np.zeros_like(part), where=whole > 1e-9), 0.0, 1.0)


def _median(values: Floats, weights: Floats) -> float:
    """Weighted median; 0 without weights."""
    order = np.argsort(values)
    run = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(run, run[-1] / 2)]) if len(run) and run[-1] > 0 else 0.0


def _days(orders: Ints, shared: Floats, turns: Turns, settings: ImpactSettings) -> tuple[Bools, Ints]:
    """Fill the same orders day after day; `off` of all days, and broken limits."""
    parts, broken = [], np.zeros((orders.shape[1], 2), dtype=np.int64)
    limits = BlockLimits.of(settings)
    for _ in range(settings.horizon_days):
        off, more = take_turns(orders, shared, turns, limits=limits, slot_h=settings.slot_h)
        parts.append(off)
        broken = broken + more
    return np.concatenate(parts), broken


def _subqueue_names(settings: ImpactSettings) -> list[str]:
    """Names such as `1.1`, `1.2`, `2.1`."""
    return [f"{q}.{s}" for q in range(1, settings.queues + 1) for s in range(1, settings.subqueues_per_queue + 1)]


def _carried(carried_h: pd.DataFrame | None, regions: pd.Index, names: list[str]) -> Floats:
    if carried_h is None:
        return np.zeros((len(regions), len(names)))
    return np.asarray(carried_h.reindex(index=regions, columns=names).fillna(0.0).to_numpy(float))


def _assessed_day(before: RollingOutages, regions: pd.Index, names: list[str]) -> tuple[Bools, Floats]:
    """Scheduled outages and emergency shares of the assessed day of a schedule, in the order asked for."""
    slots = before.slots_a_day
    wide = before.off.iloc[:slots].reindex(columns=pd.MultiIndex.from_product([regions, names]), fill_value=False)
    shared = before.emergency.iloc[:slots].reindex(columns=regions, fill_value=0.0)
    return wide.to_numpy(bool).reshape(slots, len(regions), len(names)), shared.to_numpy(float)


def _slots(snapshots: pd.DatetimeIndex, per_hour: int, settings: ImpactSettings) -> pd.DatetimeIndex:
    """Starts of all slots of all days. [UTC]"""
    steps = pd.to_timedelta(np.arange(per_hour) * settings.slot_h, unit="h")
    day = pd.DatetimeIndex(snapshots.repeat(per_hour) + pd.TimedeltaIndex(np.tile(steps, len(snapshots))))
    length = pd.Timedelta(hours=len(snapshots))
    days = day.append([day + number * length for number in range(1, settings.horizon_days)])
    return pd.DatetimeIndex(days, name="slot")


def _orders(
    dispatch: Dispatch,
    shares: _Shares,
    subqueues: Ints,
    emergency: Bools,
    network_mw: Floats,
    settings: ImpactSettings,
) -> pd.DataFrame:
    """One row per snapshot and region."""
    scheduled = np.where(emergency, 0, subqueues)
    columns = {
        "order_queues": scheduled / settings.subqueues_per_queue,
        "emergency": emergency,
        "scheduled_share": scheduled / settings.subqueues,
        "general_share": shares.general,
        "critical_share": shares.critical,
        "network_mw": network_mw,
        "national_mw": shares.shed_mw - network_mw,
    }
    index = pd.MultiIndex.from_product([dispatch.snapshots, shares.regions], names=["snapshot", "region_id"])
    return pd.DataFrame({name: values.ravel() for name, values in columns.items()}, index=index).reset_index()


def _most(subqueues: Ints, emergency: Bools, settings: ImpactSettings) -> Floats:
    """Largest scheduled order of the day. [queues]"""
    return np.asarray(np.where(emergency, 0, subqueues).max(axis=0) / settings.subqueues_per_queue)


def _damaged_regions(dispatch: Dispatch, grid: Grid) -> set[str]:
    """Regions in which a component is damaged."""
    damaged = grid.components["region_id"].reindex(list(dispatch.contingency.components)).dropna()
    return set(damaged)


def _causes(shed_mw: Floats, network_mw: Floats, damaged: Bools) -> pd.DataFrame:
    """Cause in words and share of the day's shedding that the network causes, by region."""
    total = shed_mw.sum(axis=0)
    share = _share(network_mw.sum(axis=0), np.where(total > 0.1, total, 0.0))
    local = np.where(damaged, "network (damage in the region)", "network (transit)")
    both = np.char.add("national deficit and ", local.astype(str))
    cause = np.select([total <= 0.1, share == 0, share < 1], ["no shortage", "national deficit", both], default=local)
    return pd.DataFrame({"cause": cause, "network_share": share})


class RoughSchedule(Finding):
    """Regions whose outage schedule breaks a limit, `ids`."""

    remedy_template = N_("read the schedule of these regions as a rough one")


class BlocksTooLong(RoughSchedule):
    """Outages longer than the longest block; value `max_block_h`."""

    template = N_(
        "some subqueues are off for more than {max_block_h:g} h in a row: orders are so high, or change so fast, "
        "that nobody else could take the turn fairly"
    )


class RestsTooShort(RoughSchedule):
    """Power between outages shorter than the shortest rest; value `min_rest_h`."""

    template = N_(
        "some subqueues have power for less than {min_rest_h:g} h between outages: orders are so high, or change so "
        "fast, that nobody else could take the turn fairly"
    )


def _findings(broken: Ints, regions: pd.Index, settings: ImpactSettings) -> tuple[Finding, ...]:
    """Limits that could not be kept; the order itself always is."""
    kinds: tuple[tuple[type[Finding], dict[str, object], Ints], ...] = (
        (BlocksTooLong, {"max_block_h": settings.max_block_h}, broken[:, 0]),
        (RestsTooShort, {"min_rest_h": settings.min_rest_h}, broken[:, 1]),
    )
    return tuple(
        kind(where=Message(N_("outage schedule")), values=values, ids=tuple(map(str, regions[slots > 0])))
        for kind, values, slots in kinds
        if (slots > 0).any()
    )
