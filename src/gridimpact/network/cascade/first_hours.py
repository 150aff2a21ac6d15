"""The first hours: overload trips followed from the dispatch before the damage, before operators act.

The answer stands beside the dispatch, as the upper end of a range. What it leaves out is said in
docs/first-hours.md.
"""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridimpact.domain.dispatch import Dispatch
from gridimpact.domain.first_hours import FirstHours
from gridimpact.errors import Finding, Message
from gridimpact.network.cascade.event_log import EventLog, islands_by_size
from gridimpact.network.cascade.findings import (
    FIRST_HOURS,
    BeforeOperatorsAct,
    HourBeforeUnsolved,
    LeastTransferUnknown,
    OverloadedBefore,
    TripsNotSettled,
)
from gridimpact.network.cascade.pre_fault import BranchData, OperatingPoint, branch_data, operation_before
from gridimpact.network.cascade.ufls_balance import balanced
from gridimpact.network.case.contingencies import DamagedGrid
from gridimpact.network.dispatch.day import Day

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

TRIP_TOLERANCE_SHARE = 1e-6
"""Excess over the loading at which a branch trips that counts as none. [-]"""
NO_FLOW_MW = 1e-6
"""A branch without rating trips when it carries more than this. [MW]"""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rules:
    """What holds through all steps.

    Attributes
    ----------
    branch_data : BranchData
        What the damage leaves.
    bus_in_service : array of bool, shape (buses,)
    import_ceiling_mw : array, shape (interconnectors,)
        Up to which import may rise in a shortage; zero where it keeps its schedule. [MW]
    threshold_share : array, shape (branches,)
        Loading above which a branch trips. [-]
    steps : int
        Most steps. [-]
    """

    branch_data: BranchData
    bus_in_service: Bools
    import_ceiling_mw: Floats
    threshold_share: Floats
    steps: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CascadeState:
    """The grid after a step.

    Attributes
    ----------
    operating_point : OperatingPoint
        Balanced.
    in_service : array of bool, shape (branches,)
    island : array of int, shape (buses,)
        -1 for a bus out of service.
    energised : array of bool, shape (buses,)
    tripping : array of bool, shape (branches,)
        What trips next.
    loading_share : array, shape (branches,)
    step : int
    """

    operating_point: OperatingPoint
    in_service: Bools
    island: Ints
    energised: Bools
    tripping: Bools
    loading_share: Floats
    step: int


def first_hours(before: Day, damaged: DamagedGrid, dispatch: Dispatch) -> FirstHours:
    """Follow what trips in the peak hour when the damage comes at once.

    Parameters
    ----------
    before : Day
        The same day without the damage.
    damaged : DamagedGrid
    dispatch : Dispatch
        The day with the damage, as operators can run it; its figures are told beside.

    Returns
    -------
    FirstHours
        Always; where the hour before could not be solved a finding says so, and no trip is followed.

    Notes
    -----
    step 0    damage; every island is balanced; DC load flow f
    step k    all branches with |f_l| > max(τ, |f_l| / S_l before the damage) · S_l trip at once; every
              island is balanced; DC load flow; until nothing trips
    """
    hour = int(dispatch.load_mw.sum(axis=1).to_numpy().argmax())
    start, least_transfers = operation_before(before, hour)
    rules = _rules(before, damaged, start)
    log = EventLog(before.engine.grid, before.engine.model, rules.branch_data)
    hit = _hit(before, damaged, start, hour)
    log.damage(before, damaged, start, hit)
    standing = before.case_bounds.branch_in_service & (damaged.branch_left > 0)
    now = _settled(rules, hit, standing & _ends(rules.branch_data, damaged.bus_in_service), log, step=0)
    solved = before.hours[hour].dispatch.status.solved
    while solved and now.tripping.any() and now.step < rules.steps:
        log.overloads(now.step + 1, now.tripping, now.loading_share)
        now = _settled(rules, now.operating_point, now.in_service & ~now.tripping, log, step=now.step + 1)
    loads = _loads(before, hour, now.operating_point, start, dispatch)
    islands, island = _islands(before, now, loads, rules.branch_data)
    followed = FirstHours(
        snapshot=dispatch.snapshots[hour],
        events=log.table(),
        loads=loads,
        regions=loads.groupby("region_id")[["load_mw", "before_mw", "shed_mw", "dispatched_mw"]].sum(),
        islands=islands,
        island=island,
        steps=now.step,
        settled=not now.tripping.any(),
    )
    findings = _findings(followed, solved=solved, least_transfers=least_transfers, raised=_raised(before, rules))
    return replace(followed, findings=findings)


def _rules(before: Day, damaged: DamagedGrid, start: OperatingPoint) -> Rules:
    """Thresholds from the moment before: what was carried without a trip does not trip later."""
    settings, case_bounds = before.engine.settings, before.case_bounds
    whole = branch_data(before.engine, np.ones_like(damaged.branch_left))
    island = whole.island(case_bounds.bus_in_service, case_bounds.branch_in_service)
    carried = _loading(
        whole, whole.flow_mw(start, island, case_bounds.branch_in_service), case_bounds.branch_in_service
    )
    ceiling = case_bounds.import_limit_pu * before.engine.model.base_mva * damaged.interconnector_left
    return Rules(
        branch_data=branch_data(before.engine, damaged.branch_left),
        bus_in_service=damaged.bus_in_service,
        import_ceiling_mw=ceiling if settings.first_hours_import_rises else np.zeros_like(ceiling),
        threshold_share=np.maximum(settings.trip_loading_share, carried) + TRIP_TOLERANCE_SHARE,
        steps=settings.first_hours_steps,
    )


def _hit(before: Day, damaged: DamagedGrid, start: OperatingPoint, hour: int) -> OperatingPoint:
    """Take away what the damage takes, before anything answers."""
    model, case_bounds, bus_ok = before.engine.model, before.case_bounds, damaged.bus_in_service
    available = case_bounds.unit_limit_pu[hour].copy()
    if before.coupled:
        available[before.conditions.reservoirs.unit] = case_bounds.reservoir_power_pu
    unit_left = damaged.unit_left * bus_ok[model.unit_bus]
    units = len(available)
    # output beyond what is available at the profile of the hour is water held back earlier
    possible = np.maximum(available * model.base_mva, start.source_mw[:units]) * unit_left
    ties_ok = bus_ok[model.bus0] & bus_ok[model.bus1]
    tie_stands = ties_ok & (damaged.branch_left > 0)
    transfer_room = np.where(tie_stands, model.limit_mw, 0.0) * np.where(tie_stands, damaged.branch_left, 1.0)
    import_room = case_bounds.import_limit_pu * model.base_mva * damaged.interconnector_left
    return OperatingPoint(
        source_mw=np.concatenate(
            [np.minimum(start.source_mw[:units], possible), start.source_mw[units:] * bus_ok[model.load_bus]]
        ),
        import_mw=np.minimum(start.import_mw, import_room) * bus_ok[model.interconnector_bus],
        pump_mw=start.pump_mw * unit_left,
        served_mw=start.served_mw * bus_ok[model.load_bus],
        transfer_mw=np.sign(start.transfer_mw)
        * np.minimum(np.abs(start.transfer_mw), np.where(start.transfer_mw != 0, transfer_room, 0.0)),
    )


def _settled(rules: Rules, hit: OperatingPoint, in_service: Bools, log: EventLog, *, step: int) -> CascadeState:
    """Balance every island, then ask what is overloaded."""
    branch_data = rules.branch_data
    island = branch_data.island(rules.bus_in_service, in_service)
    room = np.maximum(rules.import_ceiling_mw - hit.import_mw, 0.0)
    operating_point, energised = balanced(branch_data, hit, island, room * rules.bus_in_service[branch_data.import_bus])
    log.balance(step, hit, operating_point, island, energised)
    live = np.where(energised, island, -1)
    loading = _loading(branch_data, branch_data.flow_mw(operating_point, live, in_service), in_service)
    return CascadeState(
        operating_point=operating_point,
        in_service=in_service,
        island=island,
        energised=energised,
        tripping=loading > rules.threshold_share,
        loading_share=loading,
        step=step,
    )


def _ends(branch_data: BranchData, bus_in_service: Bools) -> Bools:
    """Branches with both ends in service, shape (branches,)."""
    return np.asarray(bus_in_service[branch_data.bus0] & bus_in_service[branch_data.bus1], dtype=np.bool_)


def _loading(branch_data: BranchData, flow_mw: Floats, in_service: Bools) -> Floats:
    """Flow over rating, shape (branches,); transfers are held by whoever switched them and do not trip. [-]"""
    used = in_service & ~branch_data.is_transfer
    size = np.where(used, np.abs(flow_mw), 0.0)
    rated = branch_data.rating_mw > 0
    share = np.divide(size, branch_data.rating_mw, out=np.zeros_like(size), where=rated)
    return np.where(rated, share, np.where(size > NO_FLOW_MW, np.inf, 0.0))


def _loads(before: Day, hour: int, now: OperatingPoint, start: OperatingPoint, dispatch: Dispatch) -> pd.DataFrame:
    demand = np.maximum(before.case_bounds.load_pu[hour] * before.engine.model.base_mva, 0.0)
    return pd.DataFrame(
        {
            "region_id": before.engine.grid.loads["region_id"],
            "load_mw": demand,
            "before_mw": np.clip(demand - start.served_mw, 0.0, demand),
            "shed_mw": np.clip(demand - now.served_mw, 0.0, demand),
            "dispatched_mw": dispatch.shed_mw.iloc[hour].to_numpy(float),
        },
        index=before.engine.model.load_ids,
    )


def _islands(
    before: Day, now: CascadeState, loads: pd.DataFrame, branch_data: BranchData
) -> tuple[pd.DataFrame, "pd.Series[int]"]:
    """Table of the islands, and the island of each bus."""
    source = branch_data.at_buses(branch_data.source_bus, now.operating_point.source_mw)
    source += branch_data.at_buses(branch_data.import_bus, now.operating_point.import_mw)
    return islands_by_size(
        now.island,
        pd.DataFrame(
            {
                "energised": now.energised,
                "load_mw": branch_data.at_buses(branch_data.load_bus, loads["load_mw"].to_numpy(float)),
                "shed_mw": branch_data.at_buses(branch_data.load_bus, loads["shed_mw"].to_numpy(float)),
                "source_mw": source,
            },
            index=before.engine.model.bus_ids,
        ),
    )


def _raised(before: Day, rules: Rules) -> tuple[str, ...]:
    over = rules.threshold_share > before.engine.settings.trip_loading_share + 2 * TRIP_TOLERANCE_SHARE
    return tuple(sorted(map(str, before.engine.model.branch_ids[over])))


def _findings(
    hours: FirstHours, *, solved: bool, least_transfers: bool, raised: tuple[str, ...]
) -> tuple[Finding, ...]:
    """What was found and what was assumed, in words."""
    where = Message(FIRST_HOURS, {"hour": hours.snapshot.isoformat()})
    if not solved:
        return (HourBeforeUnsolved(where=where),)
    values = {"most_mw": hours.range_mw[1], "dispatched_mw": hours.dispatched_shed_mw}
    found: list[Finding] = [BeforeOperatorsAct(where=where, values=values)]
    if not hours.settled:
        found.append(TripsNotSettled(where=where, values={"steps": hours.steps}))
    if raised:
        found.append(OverloadedBefore(where=where, ids=raised))
    if not least_transfers:
        found.append(LeastTransferUnknown(where=where))
    return tuple(found)
