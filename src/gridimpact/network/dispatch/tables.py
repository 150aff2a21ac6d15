"""The dispatch in tables: what each load, unit, branch and interconnector does in every hour."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridimpact.domain.damage import Contingency
from gridimpact.domain.results import Dispatch
from gridimpact.errors import Finding, Severity, TextFinding
from gridimpact.network.dispatch.day import Day
from gridimpact.network.flow.topology import islands
from gridimpact.network.lp.bounds import ContingencyBounds
from gridimpact.network.lp.objectives import NOT_LEAST, SHARED_PU, UNEVEN
from gridimpact.network.lp.solver import ROUGH

Floats = NDArray[np.float64]


def dispatch_tables(day: Day, contingency: Contingency) -> Dispatch:
    """Tell a solved day in tables.

    Parameters
    ----------
    day : Day
    contingency : Contingency
        Told in the result.

    Returns
    -------
    Dispatch
        Always; an hour that no method solved shows all load as shed and says so in a finding.
    """
    case_bounds, model = day.case_bounds, day.engine.model
    layout, base = model.layout, model.base_mva
    answers = [hour.dispatch for hour in day.hours]
    x = np.stack([answer.x for answer in answers]) * base
    snapshots = case_bounds.conditions.snapshots

    def table(part: slice | Floats, ids: pd.Index) -> pd.DataFrame:
        values = x[:, part] if isinstance(part, slice) else part
        return pd.DataFrame(values, index=snapshots, columns=ids)

    label = islands(
        len(model.bus_ids),
        model.bus0,
        model.bus1,
        bus_in_service=case_bounds.bus_in_service,
        branch_in_service=case_bounds.branch_in_service,
    )
    sourced = _has_source(case_bounds, label)
    load_mw = case_bounds.load_pu * base
    failed = np.array([answer.method == "none" for answer in answers])[:, None]
    shed_mw = np.where(load_mw > 0, np.where(failed, load_mw, np.maximum(x[:, layout.shed], 0.0)), 0.0)
    shed_mw[shed_mw < 2.0 * SHARED_PU * base] = 0.0  # the width in which a share is held is no shedding
    status = pd.DataFrame(
        {
            "method": [a.method for a in answers],
            "residual_mw": [a.residual_pu * base for a in answers],
            "solves": [a.solves for a in answers],
        },
        index=snapshots,
    )
    limits = np.broadcast_to(case_bounds.branch_limit_pu * base, (len(snapshots), len(model.branch_ids)))
    return Dispatch(
        load_mw=table(load_mw, model.load_ids),
        shed_mw=table(shed_mw, model.load_ids),
        available_mw=table(_available(day) * base, model.unit_ids),
        p_mw=table(layout.unit, model.unit_ids),
        flow_mw=table(layout.flow, model.branch_ids),
        limit_mw=table(np.array(limits), model.branch_ids),
        import_mw=table(layout.interconnector, model.interconnector_ids),
        energised=pd.Series(sourced, index=model.bus_ids, name="energised"),
        island=pd.Series(label, index=model.bus_ids, name="island"),
        status=status,
        contingency=contingency,
        findings=(
            *day.engine.findings,
            *day.damaged.findings,
            *_unsolved(status),
            *_unshared(day, shed_mw),
            *_uncoupled(day),
        ),
    )


def _available(day: Day) -> Floats:
    """What each unit could give in each hour; a reservoir its full power, as long as its energy lasts. [pu]"""
    case_bounds, reservoirs = day.case_bounds, day.conditions.reservoirs
    available = case_bounds.unit_limit_pu.copy()
    if day.coupled:
        available[:, reservoirs.unit] = case_bounds.reservoir_power_pu
    return available


def _has_source(case_bounds: ContingencyBounds, label: NDArray[np.int64]) -> NDArray[np.bool_]:
    model = case_bounds.model
    source = np.zeros(len(model.bus_ids), dtype=bool)
    source[model.unit_bus[(case_bounds.unit_limit_pu > 0).any(axis=0)]] = True
    source[model.interconnector_bus[case_bounds.import_limit_pu > 0]] = True
    source[model.load_bus[(case_bounds.load_pu < 0).any(axis=0)]] = True
    alive = np.unique(label[source & (label >= 0)])
    return np.isin(label, alive) & (label >= 0)


def _unshared(day: Day, shed_mw: Floats) -> tuple[Finding, ...]:
    if day.engine.model.shares_evenly or day.engine.model.weight is not None or shed_mw.sum() <= 0:
        return ()
    return (
        TextFinding(
            where="network.load_shedding",
            what="the total is exact, but which of equal loads is shed is arbitrary on a grid of this size",
            remedy="set even_sharing to True to share it evenly; it takes several times as long",
            severity=Severity.INFO,
        ),
    )


def _uncoupled(day: Day) -> tuple[Finding, ...]:
    """Tell that reservoirs follow the fixed shape although they were to be planned over the day."""
    if day.coupled or not day.engine.settings.coupled_day or not len(day.conditions.reservoirs.unit):
        return ()
    return (
        TextFinding(
            where="network.coupled_day",
            what="reservoirs follow the fixed shape of the profiles, for the day could not be solved as one problem",
            remedy="energy not served may be up to 5 % too high where only some hours are short",
        ),
    )


def _unsolved(status: pd.DataFrame) -> tuple[Finding, ...]:
    failed = status.index[status["method"] == "none"]
    uneven = status.index[status["method"].str.endswith(UNEVEN)]
    rough = status[status["method"].str.contains(ROUGH, regex=False)]
    doubtful = status.index[status["method"].str.contains(NOT_LEAST, regex=False)]
    found = []
    if len(failed):
        found.append(
            TextFinding(
                where="network.load_shedding",
                what="no method solved these hours; all load is shown as shed",
                ids=tuple(map(str, failed)),
                remedy="treat these hours as unknown and report the case",
                severity=Severity.ERROR,
            )
        )
    if len(uneven):
        found.append(
            TextFinding(
                where="network.load_shedding",
                what="the total is exact, but how regions share it is not even",
                ids=tuple(map(str, uneven)),
                remedy="read regional figures of these hours with care",
            )
        )
    if len(rough):
        found.append(
            TextFinding(
                where="network.load_shedding",
                what=f"balance is met within {rough['residual_mw'].max():.1g} MW only",
                ids=tuple(map(str, rough.index)),
                remedy="none is needed unless single megawatts matter",
                severity=Severity.INFO,
            )
        )
    if len(doubtful):
        found.append(
            TextFinding(
                where="network.load_shedding",
                what="the answer is feasible, but may shed more than is needed",
                ids=tuple(map(str, doubtful)),
                remedy="treat these hours as an upper bound and report the case",
            )
        )
    return tuple(found)
