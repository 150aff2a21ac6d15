"""AC load flow of a dispatched hour, island by island.

The dispatch obeys the DC approximation; here its state is asked whether voltages and apparent
power are in range too. The check never changes the dispatch; what it finds is told.
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridimpact.domain.load_flow import LoadFlowCase, LoadFlowEngine, LoadFlowState
from gridimpact.domain.results import AcCheck
from gridimpact.errors import Finding, Severity
from gridimpact.network.day import Day
from gridimpact.network.topology import islands

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

EMPTY_MW = 0.1
"""Islands that carry less than this are not asked. [MW]"""


def check_hour(day: Day, snapshot: int, engine: LoadFlowEngine) -> AcCheck:
    """Run an AC load flow of one hour.

    Parameters
    ----------
    day : Day
    snapshot : int
        Its number. [-]
    engine : LoadFlowEngine

    Returns
    -------
    AcCheck
        One row per island that carries load; an island that did not converge says so.
    """
    island = _island_of_bus(day)
    served = _served_by_bus(day, snapshot)
    rows, voltages, findings = [], [], []
    for number in range(int(island.max(initial=-1)) + 1):
        own = np.flatnonzero(island == number)
        load_mw = float(served[own].sum())
        if load_mw < EMPTY_MW:
            continue
        case = island_case(day, snapshot, own)
        state = engine.solve(case) if len(case.branches) else _alone(case)
        rows.append(
            {
                "snapshot": day.conditions.snapshots[snapshot],
                "island": number,
                "buses": len(own),
                "load_mw": load_mw,
                "converged": state.converged,
                "method": state.method,
                "v_min_pu": float(state.v_pu.min()),
                "v_max_pu": float(state.v_pu.max()),
                "max_loading_share": float(state.loading_share.max()),
                "losses_mw": state.losses_mw,
            }
        )
        voltages.append(state.v_pu)
        findings += _judge(day, state, number, load_mw)
    columns = [
        "snapshot",
        "island",
        "buses",
        "load_mw",
        "converged",
        "method",
        "v_min_pu",
        "v_max_pu",
        "max_loading_share",
        "losses_mw",
    ]
    buses = pd.concat(voltages).rename("v_pu").to_frame() if voltages else pd.DataFrame(columns=["v_pu"])
    return AcCheck(islands=pd.DataFrame(rows, columns=columns), buses=buses, findings=tuple(findings))


def island_case(day: Day, snapshot: int, own: Ints) -> LoadFlowCase:
    """Lay out one island of a dispatched hour for a load flow.

    Notes
    -----
    Reactive demand is `reactive_demand_share` of active demand. Shunt reactors absorb
    `line_compensation_share` of the charging of lines of 330 kV and more, half at each end. Buses
    with a running unit or an importing interconnector hold `source_voltage_pu`; the one with most
    running capacity is the slack. Ties enter as what they carry: taken at one end, given at the other.
    """
    settings, model, grid = day.engine.settings, day.engine.model, day.engine.grid
    base = model.base_mva
    x = day.hours[snapshot].dispatch.x * base
    layout, boxes = model.layout, day.boxes
    flow = x[layout.flow]
    is_tie = np.concatenate([grid.lines["kind"].to_numpy() == "tie", np.zeros(len(grid.transformers), dtype=bool)])
    source = np.bincount(model.unit_bus, weights=x[layout.unit], minlength=len(model.bus_ids))
    source += np.bincount(model.interconnector_bus, weights=x[layout.interconnector], minlength=len(model.bus_ids))
    load = _served_by_bus(day, snapshot)
    q_load = np.maximum(load, 0.0) * settings.reactive_demand_share
    for ends, sign in ((model.bus0, 1.0), (model.bus1, -1.0)):
        load += np.bincount(ends, weights=np.where(is_tie, sign * flow, 0.0), minlength=len(model.bus_ids))
    branches = pd.concat([grid.lines.assign(tap_ratio=1.0, phase_shift_deg=0.0), grid.transformers])
    inside = np.isin(model.bus0, own) & boxes.branch_in_service & ~is_tie
    columns = ["bus0", "bus1", "r_pu", "x_pu", "b_pu", "tap_ratio", "phase_shift_deg", "s_nom_mva"]
    used = branches.loc[inside, columns].join(pd.Series(day.damaged.branch_left, index=branches.index, name="left"))
    buses = pd.DataFrame(
        {
            "v_nom_kv": grid.buses["v_nom_kv"].to_numpy(float),
            "p_load_mw": load,
            "q_load_mvar": q_load,
            "q_shunt_mvar": 0.0,
            "p_source_mw": source,
            "regulated": source > EMPTY_MW,
            "v_set_pu": settings.source_voltage_pu,
        },
        index=grid.buses.index,
    ).iloc[own]
    high = grid.lines["v_nom_kv"].reindex(used.index) >= 330
    charging = (used["b_pu"] * used["left"]).where(high, 0.0) * base * settings.line_compensation_share / 2
    shunt = pd.concat([charging.groupby(used[end]).sum() for end in ("bus0", "bus1")]).groupby(level=0).sum()
    buses = buses.assign(q_shunt_mvar=shunt.reindex(buses.index).fillna(0.0))
    slack = str(buses["p_source_mw"].idxmax())  # the first of equals
    # what is left of a branch is that many circuits fewer
    kept = used.assign(
        r_pu=used["r_pu"] / used["left"],
        x_pu=used["x_pu"] / used["left"],
        b_pu=used["b_pu"] * used["left"],
        s_nom_mva=used["s_nom_mva"] * used["left"],
    )
    return LoadFlowCase(buses=buses, branches=kept, slack=slack, base_mva=base)


def _alone(case: LoadFlowCase) -> LoadFlowState:
    """A single bus feeds itself at the voltage that its source holds."""
    voltage = case.buses["v_set_pu"].where(case.buses["regulated"])
    return LoadFlowState(
        converged=bool(voltage.notna().all()),
        method="Newton-Raphson",
        v_pu=voltage,
        loading_share=pd.Series(dtype=float),
        losses_mw=0.0,
    )


def _island_of_bus(day: Day) -> Ints:
    """Islands of the load flow: ties are switched transfers, not connections."""
    grid, model, boxes = day.engine.grid, day.engine.model, day.boxes
    is_tie = np.concatenate([grid.lines["kind"].to_numpy() == "tie", np.zeros(len(grid.transformers), dtype=bool)])
    return islands(
        len(model.bus_ids),
        model.bus0,
        model.bus1,
        bus_in_service=boxes.bus_in_service,
        branch_in_service=boxes.branch_in_service & ~is_tie,
    )


def _served_by_bus(day: Day, snapshot: int) -> Floats:
    model = day.engine.model
    served = day.boxes.load_pu[snapshot] - day.hours[snapshot].dispatch.x[model.layout.shed]
    return np.asarray(
        np.bincount(model.load_bus, weights=served * model.base_mva, minlength=len(model.bus_ids)), dtype=np.float64
    )


def _judge(day: Day, state: LoadFlowState, number: int, load_mw: float) -> list[Finding]:
    low, high = day.engine.settings.voltage_band_pu
    where = f"AC check, island {number} ({load_mw:.0f} MW)"
    if not state.converged:
        return [
            Finding(
                where=where,
                what="no AC load flow was found; figures rest on the DC approximation",
                remedy="read this island's figures as optimistic",
            )
        ]
    found = []
    if state.method != "Newton-Raphson":
        found.append(
            Finding(
                where=where,
                what=f"AC load flow converged only with a fallback: {state.method}",
                remedy="read voltages of this island with care",
            )
        )
    outside = state.v_pu[(state.v_pu < low) | (state.v_pu > high)]
    if len(outside):
        found.append(
            Finding(
                where=where,
                what=f"voltage outside {low} to {high} pu (from {outside.min():.3f} to {outside.max():.3f})",
                ids=tuple(map(str, outside.index)),
                remedy="more load may have to be shed there than shown",
            )
        )
    over = state.loading_share[state.loading_share > 1.0 + day.engine.settings.overload_tolerance_share]
    switched = over.index.isin(day.engine.model.branch_ids[day.damaged.branch_switched])
    if len(over[~switched]):
        found.append(
            Finding(
                where=where,
                what=f"branches above their rating, up to {over[~switched].max():.0%}",
                ids=tuple(map(str, over.index[~switched])),
                remedy="the flow shown may not be sustained",
            )
        )
    if len(over[switched]):
        found.append(
            Finding(
                where=where,
                what="branches at damaged sites hold their limit only if they are switched",
                ids=tuple(map(str, over.index[switched])),
                remedy="nothing, as long as operators can switch there",
                severity=Severity.INFO,
            )
        )
    return found
