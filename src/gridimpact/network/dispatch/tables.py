"""The dispatch in tables: what each load, unit, branch and interconnector does in every hour."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridimpact.domain.dispatch import Dispatch
from gridimpact.errors import Finding
from gridimpact.network.dispatch import findings
from gridimpact.network.dispatch.day import Day
from gridimpact.network.flow.topology import islands
from gridimpact.network.lp.bounds import ContingencyBounds
from gridimpact.network.lp.solve_order import SHARED_PU
from gridimpact.network.lp.status import Method

Floats = NDArray[np.float64]


def dispatch_tables(day: Day) -> Dispatch:
    """Lay out a solved day in tables.

    Parameters
    ----------
    day : Day

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
    shed_mw = np.where(load_mw > 0, np.maximum(x[:, layout.shed], 0.0), 0.0)
    shed_mw[shed_mw < 2.0 * SHARED_PU * base] = 0.0  # the width in which a share is held is no shedding
    status = _status(day)
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
        contingency=day.damaged.contingency,
        findings=(
            *day.engine.findings,
            *day.damaged.findings,
            *_findings(day, status, shed_mw),
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


def _status(day: Day) -> pd.DataFrame:
    """How each hour was solved; see `Dispatch.status`."""
    answers, base = [hour.dispatch for hour in day.hours], day.engine.model.base_mva
    flags = ("within_tolerance", "evenly_shared", "proven_least", "proven_dispatch")
    columns: dict[str, list[object]] = {"method": [str(answer.status.method) for answer in answers]}
    columns |= {name: [getattr(answer.status, name) for answer in answers] for name in flags}
    columns["proven_import"] = [h.most_import.status.solved and h.open_borders.status.solved for h in day.hours]
    columns["residual_mw"] = [answer.residual_pu * base for answer in answers]
    columns["solves"] = [answer.solves for answer in answers]
    return pd.DataFrame(columns, index=day.conditions.snapshots)


def _findings(day: Day, status: pd.DataFrame, shed_mw: Floats) -> tuple[Finding, ...]:
    model, where = day.engine.model, "network.load_shedding"
    failed = status["method"] == Method.FAILED
    rough = ~failed & ~status["within_tolerance"]
    worst = float(status["residual_mw"].where(rough, 0.0).max()) if len(status) else 0.0
    kinds: tuple[tuple[pd.Series[bool], type[Finding], str], ...] = (
        (failed, findings.UnsolvedHours, where),
        (~failed & ~status["evenly_shared"], findings.UnevenlyShared, where),
        (rough, findings.RoughBalance, where),
        (~failed & ~status["proven_least"], findings.PerhapsNotLeast, where),
        (~failed & ~status["proven_dispatch"], findings.DispatchNotOptimal, "network.dispatch"),
        (~failed & ~status["proven_import"], findings.ImportUnknown, "network.imports"),
    )
    found = [
        kind(where=place, ids=tuple(map(str, status.index[hours])), values={"residual_mw": worst})
        for hours, kind, place in kinds
        if hours.any()
    ]
    if not model.shares_evenly and model.weight is None and shed_mw.sum() > 0:
        found.append(findings.ArbitraryShares(where=where))
    if not day.coupled and day.engine.settings.coupled_day and len(day.conditions.reservoirs.unit):
        found.append(findings.ReservoirsNotPlanned(where="network.coupled_day"))
    return tuple(found)
