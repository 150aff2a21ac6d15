"""A dispatched hour laid out for an AC load flow, island by island."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridimpact.domain.load_flow import LoadFlowCase
from gridimpact.network.ac.ac_lowering import Sheddable
from gridimpact.network.ac.ac_reactive import load_mvar, sources, stated
from gridimpact.network.ac.ac_shedding import Feasible
from gridimpact.network.cascade.pre_fault import least_transfers, transfer_paths
from gridimpact.network.dispatch.day import Day
from gridimpact.network.flow.topology import islands

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

EMPTY_MW = 0.1
"""Islands that carry less than this are not asked; buses that feed less do not hold voltage. [MW]"""


def transfers(day: Day, snapshot: int) -> Floats:
    """Least transfers, shape (branches,); those of the dispatch where none were found. [MW]

    The dispatch leaves open what transfers carry round a loop, and voltages depend on it.
    """
    least = least_transfers(day, snapshot)
    flow = day.hours[snapshot].dispatch.x[day.engine.model.layout.flow] if least is None else least
    return np.where(transfer_paths(day.engine.grid), flow * day.engine.model.base_mva, 0.0)


def island_case(day: Day, snapshot: int, own: Ints, transfer_mw: Floats | None = None) -> LoadFlowCase:
    """Lay out one island of a dispatched hour for a load flow.

    Parameters
    ----------
    day : Day
    snapshot : int
        Its number. [-]
    own : array of int
        Buses of the island.
    transfer_mw : array, shape (branches,), optional
        What transfers carry; default: `transfers`. [MW]

    Notes
    -----
    Reactive demand, shunts and voltages are those that the grid states (`network.ac_reactive`). Where it states
    none, reactive demand is `reactive_demand_share` of active demand; shunt reactors absorb
    `line_compensation_share` of the charging of lines of 330 kV and more, half at each end; buses
    with a running unit or an importing interconnector hold `source_voltage_pu`. Of the buses that hold a voltage the
    one that is fed most is the slack. Transfers enter as the least that they carry: taken at one end, given at the
    other; in an island that has nothing else the buses they give to hold the voltage.
    """
    settings, model, grid = day.engine.settings, day.engine.model, day.engine.grid
    base = model.base_mva
    x = day.hours[snapshot].dispatch.x * base
    layout, case_bounds = model.layout, day.case_bounds
    is_transfer = transfer_paths(grid)
    carried = transfers(day, snapshot) if transfer_mw is None else transfer_mw
    source: Floats = np.bincount(model.unit_bus, weights=x[layout.unit], minlength=len(model.bus_ids)).astype(
        np.float64
    )
    source += np.bincount(model.interconnector_bus, weights=x[layout.interconnector], minlength=len(model.bus_ids))
    free = sources(day, x[layout.unit])
    served = served_by_load(day, snapshot)
    load = served_by_bus(day, snapshot)
    q_load = np.bincount(model.load_bus, weights=load_mvar(day, served), minlength=len(load))
    feed = np.zeros(len(load))
    for ends, sign in ((model.bus0, 1.0), (model.bus1, -1.0)):
        taken = sign * carried
        load += np.bincount(ends, weights=taken, minlength=len(load))
        feed += np.bincount(ends, weights=np.maximum(-taken, 0.0), minlength=len(load))
    if source[own].max(initial=0.0) <= EMPTY_MW:
        feed += np.bincount(model.load_bus, weights=np.maximum(-served, 0.0), minlength=len(load))
        source, load = source + feed, load + feed
    columns = ["bus0", "bus1", "r_pu", "x_pu", "b_pu", "tap_ratio", "phase_shift_deg", "s_nom_mva"]
    lines = grid.lines.assign(tap_ratio=1.0, phase_shift_deg=0.0)[columns]
    branches = pd.concat([lines, grid.transformers[columns]]) if len(grid.transformers) else lines
    inside = np.isin(model.bus0, own) & case_bounds.branch_in_service & ~is_transfer
    used = branches.loc[inside].join(pd.Series(day.damaged.branch_left, index=branches.index, name="left"))
    buses = pd.DataFrame(
        {
            "v_nom_kv": grid.buses["v_nom_kv"].to_numpy(float),
            "p_load_mw": load,
            "q_load_mvar": q_load - free.free_mvar,
            "q_shunt_mvar": stated(grid.buses, "q_shunt_mvar"),
            "p_source_mw": source,
            "regulated": (source - free.free_mw > EMPTY_MW) | ~np.isnan(free.v_set_pu),
            "v_set_pu": np.where(np.isnan(free.v_set_pu), settings.source_voltage_pu, free.v_set_pu),
        },
        index=grid.buses.index,
    ).iloc[own]
    high = grid.lines["v_nom_kv"].reindex(used.index) >= 330
    charging = (used["b_pu"] * used["left"]).where(high, 0.0) * base * settings.line_compensation_share / 2
    shunt = pd.concat([charging.groupby(used[end]).sum() for end in ("bus0", "bus1")]).groupby(level=0).sum()
    buses = buses.assign(q_shunt_mvar=buses["q_shunt_mvar"].fillna(shunt.reindex(buses.index)).fillna(0.0))
    slack = _slack(buses)
    fed = buses["p_source_mw"] > EMPTY_MW
    # where nothing holds a voltage, the slack still does
    buses = buses.assign(regulated=buses["regulated"] | (fed & (buses.index == slack)))
    # what is left of a branch is that many circuits fewer
    kept = used.assign(
        r_pu=used["r_pu"] / used["left"],
        x_pu=used["x_pu"] / used["left"],
        b_pu=used["b_pu"] * used["left"],
        s_nom_mva=used["s_nom_mva"] * used["left"],
    )
    return LoadFlowCase(buses=buses, branches=kept, slack=slack, base_mva=base)


def _slack(buses: pd.DataFrame) -> str:
    """Bus that is fed most, of those that hold a voltage where any of them is fed; the first of equals."""
    fed = buses["p_source_mw"].where(buses["regulated"])
    return str((fed if fed.max() > EMPTY_MW else buses["p_source_mw"]).idxmax())


def island_of_bus(day: Day) -> Ints:
    """Islands of the load flow: transfers are switched transfers, not connections."""
    grid, model, case_bounds = day.engine.grid, day.engine.model, day.case_bounds
    return islands(
        len(model.bus_ids),
        model.bus0,
        model.bus1,
        bus_in_service=case_bounds.bus_in_service,
        branch_in_service=case_bounds.branch_in_service & ~transfer_paths(grid),
    )


def served_by_load(day: Day, snapshot: int) -> Floats:
    """Demand less shedding, shape (loads,); below zero where a load feeds in. [MW]"""
    served = day.case_bounds.load_pu[snapshot] - day.hours[snapshot].dispatch.x[day.engine.model.layout.shed]
    return np.asarray(served * day.engine.model.base_mva, dtype=np.float64)


def served_by_bus(day: Day, snapshot: int) -> Floats:
    """The same summed, shape (buses,). [MW]"""
    model = day.engine.model
    served = served_by_load(day, snapshot)
    return np.asarray(np.bincount(model.load_bus, weights=served, minlength=len(model.bus_ids)), dtype=np.float64)


def sheddable_in(day: Day, snapshot: int, own: Ints) -> Sheddable:
    """Load that an island could still shed, by class; where the grid states weights all counts as general."""
    model = day.engine.model
    served = np.maximum(served_by_load(day, snapshot), 0.0)
    mvar = np.where(served > 0, load_mvar(day, served), 0.0)  # what feeds in, or takes no power, stays
    critical = model.critical if model.weight is None else np.zeros(len(served), dtype=bool)

    def at_own(values: Floats) -> Floats:
        at_bus = np.bincount(model.load_bus, weights=values, minlength=len(model.bus_ids))
        return np.asarray(at_bus[own], dtype=np.float64)

    return Sheddable(
        general_mw=at_own(np.where(critical, 0.0, served)),
        critical_mw=at_own(np.where(critical, served, 0.0)),
        general_mvar=at_own(np.where(critical, 0.0, mvar)),
        critical_mvar=at_own(np.where(critical, mvar, 0.0)),
    )


def extra_by_load(day: Day, snapshot: int, own: Ints, sheddable: Sheddable, after: Feasible) -> Floats:
    """Spread what buses shed over their loads, in proportion to what each is served, shape (loads,). [MW]"""
    model = day.engine.model
    served = np.maximum(served_by_load(day, snapshot), 0.0)
    critical = model.critical if model.weight is None else np.zeros(len(served), dtype=bool)
    extra = np.zeros(len(served))
    for shed, had, members in (
        (after.general_mw, sheddable.general_mw, ~critical),
        (after.critical_mw, sheddable.critical_mw, critical),
    ):
        share = np.zeros(len(model.bus_ids))
        share[own] = np.divide(shed, had, out=np.zeros_like(shed), where=had > 0)
        extra += np.where(members, served * share[model.load_bus], 0.0)
    return extra
