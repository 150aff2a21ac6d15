"""The order of aims: least critical shedding, least shedding, even sharing, least import, merit order."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridimpact.network.lp.bounds import ContingencyBounds
from gridimpact.network.lp.dc_model import SHARING_BUSES, DcModel
from gridimpact.network.lp.ptdf_model import LpBackend
from gridimpact.network.lp.sharing import even_shares
from gridimpact.network.lp.solver import RESIDUAL_PU, Bounds, LpSolution

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SHARED_PU = 1e-8
"""Half-width of the box in which an even share is held while later aims are pursued. [pu]"""
NO_SHED_PU = 1e-8
"""Shedding below this is none. [pu]"""
UNEVEN = ", not shared evenly"
NOT_LEAST = ", perhaps not the least shedding"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Objectives:
    """Cost vectors of the aims of one hour, in order.

    Attributes
    ----------
    shedding : tuple of array, shape (columns,)
        Critical shedding, then all shedding; or the weighted shedding alone where the grid states weights.
    both_sheddings : array, shape (columns,)
        All shedding, and a little more for the critical: does for both where nothing critical need be shed.
    imports : array, shape (columns,)
    merit : array, shape (columns,)
    """

    shedding: tuple[Floats, ...]
    both_sheddings: Floats
    imports: Floats
    merit: Floats

    @property
    def most_import(self) -> Floats:
        """As much import as possible, the own share of each neighbour first."""
        return np.where(self.imports >= 1.0, -1.0, self.imports)


def objectives_of(model: DcModel, merit_order: Floats, load_pu: Floats) -> Objectives:
    """Lay out the costs of an hour.

    Parameters
    ----------
    model : DcModel
    merit_order : array, shape (units,)
        0 runs first, 1 last.
    load_pu : array, shape (loads,)
        Negative load is generation and may be curtailed without cost.
    """
    layout = model.layout
    ranks = [np.ones(len(model.load_ids))] if model.weight is None else [model.weight]
    if model.weight is None and model.critical.any() and not model.critical.all():
        ranks.insert(0, model.critical.astype(float))
    shedding = [np.zeros(layout.columns) for _ in ranks]
    for cost, rank in zip(shedding, ranks, strict=True):
        cost[layout.shed] = np.where(load_pu > 0, rank, 0.0)
    imports, merit = np.zeros(layout.columns), np.zeros(layout.columns)
    imports[layout.interconnector] = 1.0
    # a neighbour takes over another's share only when its own is used up
    imports[layout.over_share] = 1e-3
    merit[layout.unit] = merit_order
    if len(model.bus_ids) <= SHARING_BUSES:
        merit[layout.unit] += _tie_break(model.unit_ids)
        merit[layout.interconnector] = 1.0 + _tie_break(model.interconnector_ids)
    both = shedding[-1] + (1e-3 * shedding[0] if len(shedding) == 2 else 0.0)
    return Objectives(shedding=tuple(shedding), both_sheddings=both, imports=imports, merit=merit)


def _tie_break(ids: pd.Index) -> Floats:
    """Tiny costs from the ids themselves, so that the order of rows decides nothing."""
    hashed = pd.util.hash_array(ids.to_numpy(dtype=object)) if len(ids) else np.zeros(0, dtype=np.uint64)
    return np.asarray(1e-4 * (hashed % np.uint64(1_000_003)) / 1_000_003, dtype=np.float64)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class HourProblem:
    """A kept model with what the aims need to know of it: one hour, or a day of coupled hours.

    Attributes
    ----------
    kept : LpBackend
    objectives : Objectives
        Over all columns of the model.
    shed : array of int
        Columns of the load shedding.
    load_pu : array
        Demand, in the order of `shed`. [pu]
    ignored_rows : array of bool, shape (rows,)
        Rows that cannot bind.
    shares_evenly : bool
    """

    kept: LpBackend
    objectives: Objectives
    shed: Ints
    load_pu: Floats
    ignored_rows: NDArray[np.bool_]
    shares_evenly: bool


def unbinding_rows(case_bounds: ContingencyBounds) -> NDArray[np.bool_]:
    """Rows of Ohm's law that branches out of service, or switched, leave open; shape (rows,)."""
    open_rows = np.zeros(case_bounds.model.layout.rows, dtype=bool)
    open_rows[case_bounds.model.layout.ohm] = ~case_bounds.has_kvl[case_bounds.model.obeys_ohm]
    return open_rows


def solve_all(problem: HourProblem, bounds: Bounds) -> LpSolution:
    """Pursue all aims in order.

    Parameters
    ----------
    problem : HourProblem
    bounds : Bounds

    Returns
    -------
    LpSolution
        `method` says where an aim was not reached.
    """
    shared = share_shedding(problem, bounds)
    return shared if shared.method == "none" else solve_secondary(problem, shared)


def share_shedding(problem: HourProblem, bounds: Bounds) -> LpSolution:
    """Pursue the aims of shedding, and share what must be shed evenly.

    Returns
    -------
    LpSolution
        `face` holds the shedding, and leaves everything else to later aims.
    """
    least = least_shedding(problem, bounds)
    shed_pu = np.maximum(least.x[problem.shed], 0.0) * (problem.load_pu > 0)
    if least.method == "none" or not problem.shares_evenly or shed_pu.sum() <= NO_SHED_PU:
        return least
    x = even_shares(
        problem.kept.matrix,
        least.face,
        problem.load_pu,
        problem.shed,
        ignored_rows=problem.ignored_rows,
    )
    if x is None or problem.kept.residual(x, bounds) > RESIDUAL_PU:
        return replace(least, method=least.method + UNEVEN)
    return replace(least, x=x, face=held(least.face, problem.shed, x[problem.shed]))


def solve_secondary(problem: HourProblem, shared: LpSolution) -> LpSolution:
    """Pursue the aims after shedding: least import, merit order; aims without a cost are no aims."""
    later = tuple(cost for cost in (problem.objectives.imports, problem.objectives.merit) if cost.any())
    if not later:
        return shared
    after = problem.kept.solve(shared.face, later)
    if after.method == "none":
        return shared
    return replace(
        after,
        method=shared.method,
        residual_pu=max(shared.residual_pu, after.residual_pu),
        solves=shared.solves + after.solves,
    )


def least_shedding(problem: HourProblem, bounds: Bounds, *, face: bool = True) -> LpSolution:
    """Pursue the aims of shedding; `face` of the answer is the box of all that are as good.

    Notes
    -----
    Where critical load need not be shed at all beyond what is dead, one programme does for two:
    minimise Σ s + ε Σ_critical s. If its critical shedding is the least that the bounds allow, the
    first aim is reached, and the second among all answers that reach it, whatever ε.
    """
    costs = problem.objectives.shedding
    if len(costs) == 2:
        critical = np.flatnonzero(costs[0])
        least = problem.kept.solve(bounds, (problem.objectives.both_sheddings,), face=face)
        floor = float(bounds.column_lower[critical].sum())
        if least.objectives == 1 and float(least.x[critical].sum()) <= floor + NO_SHED_PU:
            return replace(least, face=held(least.face, critical, least.x[critical]))
    least = problem.kept.solve(bounds, costs, face=face)
    if least.method != "none" and least.objectives < len(costs):
        return replace(least, method=least.method + NOT_LEAST)
    return least


def held(box: Bounds, columns: Ints, value: Floats) -> Bounds:
    """Hold columns within a hair of what they have reached."""
    lower, upper = box.column_lower.copy(), box.column_upper.copy()
    lower[columns] = np.clip(value - SHARED_PU, lower[columns], upper[columns])
    upper[columns] = np.clip(value + SHARED_PU, lower[columns], upper[columns])
    return Bounds(column_lower=lower, column_upper=upper, row_lower=box.row_lower, row_upper=box.row_upper)
