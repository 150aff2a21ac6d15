"""AC load flow of dispatched hours, island by island.

The dispatch obeys the DC approximation; here its state is asked whether voltages and apparent
power are in range too. The check never changes the dispatch; what it finds is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridimpact.domain.dispatch import AcCheck
from gridimpact.domain.load_flow import LoadFlowCase, LoadFlowEngine, LoadFlowState
from gridimpact.errors import Finding
from gridimpact.network.ac.ac_case import (
    EMPTY_MW,
    extra_by_load,
    island_case,
    island_of_bus,
    served_by_bus,
    sheddable_in,
    transfers,
)
from gridimpact.network.ac.ac_findings import finding_of_hours, findings_of_shedding, findings_of_state
from gridimpact.network.ac.ac_lowering import with_part_of_the_load
from gridimpact.network.ac.ac_shedding import in_range, shed_until_feasible
from gridimpact.network.dispatch.day import Day

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

COLUMNS = (
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
    "passes",
)
SHED_COLUMNS = ("extra_shed_mw", "shed_steps", "passes_after")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Checked:
    """One island of one hour: its row, voltages, what is to be said, and load shed beyond the dispatch."""

    row: dict[str, Any]
    v_pu: "pd.Series[float]"
    findings: list[Finding]
    extra_mw: Floats


def check_day(day: Day, engine: LoadFlowEngine, *, hours: Sequence[int] | None = None) -> AcCheck:
    """Run an AC load flow of several hours.

    Parameters
    ----------
    day : Day
    engine : LoadFlowEngine
    hours : sequence of int, optional
        Numbers of the snapshots; by default those of the setting `ac_check_hours`. [-]

    Returns
    -------
    AcCheck
        Voltages and findings in full are those of the hour of highest demand among them; one finding
        names the other hours in which an island does not pass.
    """
    demand = (day.case_bounds.load_pu * day.engine.model.base_mva).sum(axis=1)
    if hours is None:
        hours = range(len(demand)) if day.engine.settings.ac_check_hours == "all" else [int(demand.argmax())]
    full = max(hours, key=lambda hour: float(demand[hour]))
    checks = {hour: check_hour(day, hour, engine) for hour in hours}
    extra = [check.extra_shed_mw for check in checks.values() if check.extra_shed_mw is not None]
    check = replace(
        checks[full],
        islands=pd.concat([check.islands for check in checks.values()], ignore_index=True),
        extra_shed_mw=pd.concat(extra) if extra else None,
    )
    if len(checks) == 1:
        return check
    return replace(check, findings=(*check.findings, finding_of_hours(check, day.conditions.snapshots[full])))


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
    island, settings = island_of_bus(day), day.engine.settings
    served, carried = served_by_bus(day, snapshot), transfers(day, snapshot)
    checked = []
    for number in range(int(island.max(initial=-1)) + 1):
        own = np.flatnonzero(island == number)
        if float(served[own].sum()) >= EMPTY_MW:
            checked.append(_island(day, snapshot, engine, own, number, carried))
    columns = [*COLUMNS, *(SHED_COLUMNS if settings.ac_shedding else ())]
    voltages = [island.v_pu for island in checked]
    extra = sum((island.extra_mw for island in checked), np.zeros(len(day.engine.model.load_ids)))
    return AcCheck(
        islands=pd.DataFrame([island.row for island in checked], columns=columns),
        buses=pd.concat(voltages).rename("v_pu").to_frame() if voltages else pd.DataFrame(columns=["v_pu"]),
        extra_shed_mw=pd.DataFrame(
            extra[None, :], index=day.conditions.snapshots[[snapshot]], columns=day.engine.model.load_ids
        )
        if settings.ac_shedding
        else None,
        findings=tuple(finding for island in checked for finding in island.findings),
    )


def _island(day: Day, snapshot: int, engine: LoadFlowEngine, own: Ints, number: int, carried_mw: Floats) -> _Checked:
    """Check one island: as dispatched, then with less load where it does not converge or more is to be shed."""
    settings, model = day.engine.settings, day.engine.model
    case = island_case(day, snapshot, own, carried_mw)
    sheddable = sheddable_in(day, snapshot, own)
    load_mw = float(served_by_bus(day, snapshot)[own].sum())
    exempt = frozenset(map(str, model.branch_ids[day.damaged.branch_switched]))
    whole = state = engine.solve(case) if len(case.branches) else _alone(case)
    if not whole.converged and len(case.branches):
        state, _ = with_part_of_the_load(case, sheddable, engine)
    row = {
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
        "passes": in_range(whole, settings, exempt) and _none_high(day, whole),
    }
    findings = findings_of_state(day, state, number, load_mw)
    extra = np.zeros(len(model.load_ids))
    if settings.ac_shedding:
        after = shed_until_feasible(case, sheddable, engine, settings, first=whole, exempt=exempt)
        extra = extra_by_load(day, snapshot, own, sheddable, after)
        row |= {
            "extra_shed_mw": after.shed_mw,
            "shed_steps": after.steps,
            "passes_after": after.reached and _none_high(day, after.state),
        }
        findings += findings_of_shedding(after, number, load_mw, settings.voltage_band_pu[1])
    return _Checked(row=row, v_pu=state.v_pu, findings=findings, extra_mw=extra)


def _none_high(day: Day, state: LoadFlowState) -> bool:
    """No voltage above the band; shedding would not lower it."""
    return bool((state.v_pu <= day.engine.settings.voltage_band_pu[1]).all())


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
