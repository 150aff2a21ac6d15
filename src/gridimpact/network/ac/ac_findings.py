"""What an AC load flow has to say to a reader."""

import pandas as pd

from gridimpact.domain.dispatch import AcCheck
from gridimpact.domain.load_flow import LoadFlowState
from gridimpact.errors import Finding, Message
from gridimpact.network.ac import findings as kinds
from gridimpact.network.ac.ac_faults import solved
from gridimpact.network.ac.ac_shedding import Feasible
from gridimpact.network.dispatch.day import Day


def findings_of_state(day: Day, state: LoadFlowState, number: int, load_mw: float) -> list[Finding]:
    """Tell what is out of range in an island, as dispatched."""
    low, high = day.engine.settings.voltage_band_pu
    where = Message(kinds.CHECKED_ISLAND, {"number": number, "load_mw": load_mw})
    if not state.converged:
        return [kinds.NoLoadFlow(where=where)]
    found: list[Finding] = []
    if state.method != "Newton-Raphson":
        found.append(kinds.FallbackLoadFlow(where=where, values={"method": state.method}))
    outside = state.v_pu[(state.v_pu < low) | (state.v_pu > high)]
    if len(outside):
        values = {"low": low, "high": high, "least": float(outside.min()), "most": float(outside.max())}
        found.append(kinds.VoltageOutOfBand(where=where, values=values, ids=tuple(map(str, outside.index))))
    over = state.loading_share[state.loading_share > 1.0 + day.engine.settings.overload_tolerance_share]
    switched = over.index.isin(day.engine.model.branch_ids[day.damaged.branch_switched])
    if len(over[~switched]):
        values = {"most": float(over[~switched].max())}
        ids = tuple(map(str, over.index[~switched]))
        found.append(kinds.BranchesOverloaded(where=where, values=values, ids=ids))
    if len(over[switched]):
        found.append(kinds.SwitchedBranchesOverloaded(where=where, ids=tuple(map(str, over.index[switched]))))
    return found


def findings_of_shedding(after: Feasible, number: int, load_mw: float, most_pu: float) -> list[Finding]:
    """Tell what AC feasibility of an island would cost, or why shedding does not reach it.

    Parameters
    ----------
    after : Feasible
    number : int
        Of the island.
    load_mw : float
        Its load as dispatched. [MW]
    most_pu : float
        Upper end of the voltage band. [pu]
    """
    where = Message(kinds.SHEDDING_ISLAND, {"number": number, "load_mw": load_mw})
    high = after.state.v_pu[after.state.v_pu > most_pu]
    found: list[Finding] = []
    if not after.reached:
        found.append(_not_reached(after, where))
    elif after.steps:
        kind = {
            (False, False): kinds.FeasibleWithShedding,
            (True, False): kinds.FeasibleShedAlike,
            (False, True): kinds.FeasibleButHighVoltage,
            (True, True): kinds.FeasibleShedAlikeButHighVoltage,
        }[bool(after.alike), bool(len(high))]
        found.append(kind(where=where, values={"shed_mw": after.shed_mw, "steps": after.steps}))
    if len(high):
        values = {"limit": most_pu, "most": float(high.max())}
        found.append(kinds.HighVoltage(where=where, values=values, ids=tuple(map(str, high.index))))
    return found


def _not_reached(after: Feasible, where: Message) -> Finding:
    """Say why: what shedding does not heal, no state, or nothing left to shed."""
    values = {"steps": after.steps, "shed_mw": after.shed_mw}
    kind: type[kinds.LimitsNotReached] = kinds.NothingLeftToShed
    if not solved(after.state):
        kind = kinds.NoStateReached
    elif after.beyond_help and len(after.beyond_help) == len(after.left):
        kind = kinds.ReactiveOutOfRange
    elif after.beyond_help:
        kind = kinds.PartlyReactiveOutOfRange
        values |= {"beyond_help": len(after.beyond_help), "count": len(after.left)}
    return kind(where=where, values=values, ids=after.beyond_help or after.left)


def finding_of_hours(check: AcCheck, full_hour: pd.Timestamp) -> Finding:
    """Tell how many islands and hours pass, and name the hours that do not."""
    bad = check.islands.loc[~check.islands["passes"].astype(bool), "snapshot"]
    others = tuple(pd.Timestamp(hour).isoformat() for hour in sorted(set(bad)) if hour != full_hour)
    values = {"passed": check.passed_share, "hours": check.hours_passed_share}
    kind = kinds.HoursFail if others else kinds.HoursPass
    return kind(where=Message(kinds.ALL_HOURS), values=values, ids=others)
