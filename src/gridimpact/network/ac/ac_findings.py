"""What an AC load flow has to say to a reader."""

import pandas as pd

from gridimpact.domain.dispatch import AcCheck
from gridimpact.domain.load_flow import LoadFlowState
from gridimpact.errors import Finding, Severity, TextFinding
from gridimpact.network.ac.ac_faults import solved
from gridimpact.network.ac.ac_shedding import Feasible
from gridimpact.network.dispatch.day import Day


def findings_of_state(day: Day, state: LoadFlowState, number: int, load_mw: float) -> list[Finding]:
    """Tell what is out of range in an island, as dispatched."""
    low, high = day.engine.settings.voltage_band_pu
    where = f"AC check, island {number} ({load_mw:.0f} MW)"
    if not state.converged:
        return [
            TextFinding(
                where=where,
                what="no AC load flow was found; figures rest on the DC approximation",
                remedy="read this island's figures as optimistic",
            )
        ]
    found: list[Finding] = []
    if state.method != "Newton-Raphson":
        found.append(
            TextFinding(
                where=where,
                what=f"AC load flow converged only with a fallback: {state.method}",
                remedy="read voltages of this island with care",
            )
        )
    outside = state.v_pu[(state.v_pu < low) | (state.v_pu > high)]
    if len(outside):
        found.append(
            TextFinding(
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
            TextFinding(
                where=where,
                what=f"branches above their rating, up to {over[~switched].max():.0%}",
                ids=tuple(map(str, over.index[~switched])),
                remedy="the flow shown may not be sustained",
            )
        )
    if len(over[switched]):
        found.append(
            TextFinding(
                where=where,
                what="branches at damaged sites hold their limit only if they are switched",
                ids=tuple(map(str, over.index[switched])),
                remedy="nothing, as long as operators can switch there",
                severity=Severity.INFO,
            )
        )
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
    where = f"AC shedding, island {number} ({load_mw:.0f} MW)"
    high = after.state.v_pu[after.state.v_pu > most_pu]
    found: list[Finding] = []
    if not after.reached:
        found.append(_not_reached(after, where))
    elif after.steps:
        other = "" if not len(high) else ", but for high voltages"
        alike = "; all loads alike in the end, an upper bound" if after.alike else ""
        found.append(
            TextFinding(
                where=where,
                what=f"voltages and loadings would be in range with {after.shed_mw:.0f} MW more shed{other} "
                f"({after.steps} steps{alike}); the other figures do not contain it",
                remedy="add it to the shedding of the dispatch where voltage matters",
            )
        )
    if len(high):
        found.append(
            TextFinding(
                where=where,
                what=f"voltage above {most_pu} pu (up to {high.max():.3f}), which no shedding lowers",
                ids=tuple(map(str, high.index)),
                remedy="reactors, taps or lower set points; the model has no such means",
            )
        )
    return found


def _not_reached(after: Feasible, where: str) -> Finding:
    """Say why: what shedding does not heal, no state, or nothing left to shed."""
    what = f"the AC limits do not hold after {after.steps} steps, in which {after.shed_mw:.0f} MW were shed"
    if not solved(after.state):
        why, remedy = (
            "no load flow was found in the end",
            "read this island's figures as resting on the DC approximation",
        )
    elif after.beyond_help and len(after.beyond_help) == len(after.left):
        why = "what is left is out of range without any load too, by reactive power alone"
        remedy = "shedding does not heal it; reactors, capacitors, taps or set points would"
    elif after.beyond_help:
        why = f"{len(after.beyond_help)} of {len(after.left)} left are out of range without any load too"
        remedy = "shedding heals part of it at most; read this island's figures as optimistic"
    else:
        why = "nothing that is left to shed helps, or the steps are at an end"
        remedy = "read this island's figures as optimistic; what breaks the limits is in the AC check"
    return TextFinding(where=where, what=f"{what}: {why}", ids=after.beyond_help or after.left, remedy=remedy)


def finding_of_hours(check: AcCheck, told: pd.Timestamp) -> Finding:
    """Tell how many islands and hours pass, and name the hours that do not."""
    bad = check.islands.loc[~check.islands["passes"].astype(bool), "snapshot"]
    others = tuple(pd.Timestamp(hour).isoformat() for hour in sorted(set(bad)) if hour != told)
    return TextFinding(
        where="AC check, all hours",
        what=f"{check.passed_share:.0%} of islands and hours pass; "
        f"all islands do in {check.hours_passed_share:.0%} of the hours",
        ids=others,
        remedy="read the hours named as resting on the DC approximation" if others else "nothing",
        severity=Severity.WARNING if others else Severity.INFO,
    )
