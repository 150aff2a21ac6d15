"""An hour solved in the order of its objectives; no answer is handed on that was not checked at the end.

Least critical shedding, least shedding, even sharing, least import, merit order. An objective that fails leaves the
best answer to those before, and the status says which; where there is none, all load is shed.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from gridimpact.network.lp.bounds_types import Bounds
from gridimpact.network.lp.check import RESIDUAL_PU, ROUGH_PU
from gridimpact.network.lp.hour_problem import HourProblem
from gridimpact.network.lp.sharing import even_shares
from gridimpact.network.lp.solver import LpSolution
from gridimpact.network.lp.status import FAILED

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SHARED_PU = 1e-8
"""Half-width of the box in which an even share is held while later objectives are solved. [pu]"""
NO_SHED_PU = 1e-8
"""Shedding below this is none. [pu]"""


def solve_all(problem: HourProblem, bounds: Bounds) -> LpSolution:
    """Solve for all objectives in order.

    Parameters
    ----------
    problem : HourProblem
    bounds : Bounds
        All finite. [pu]

    Returns
    -------
    LpSolution
        Checked; its status says where an objective was not reached.
    """
    shared = share_shedding(problem, bounds)
    return shared if not shared.status.solved else solve_secondary(problem, shared, bounds)


def verified(problem: HourProblem, bounds: Bounds, answer: LpSolution) -> LpSolution:
    """Check what is handed on against every row and bound, whatever was checked on the way.

    Parameters
    ----------
    problem : HourProblem
    bounds : Bounds
        What the answer has to meet. [pu]
    answer : LpSolution

    Returns
    -------
    LpSolution
        The answer with its own largest violation; `all_shed` where that is above `check.ROUGH_PU`.
    """
    if not answer.status.solved:
        return all_shed(problem, bounds, solves=answer.solves)
    residual = problem.backend.residual(answer.x, bounds)
    if not residual <= ROUGH_PU:
        return all_shed(problem, bounds, solves=answer.solves)
    return replace(
        answer,
        residual_pu=residual,
        status=replace(answer.status, within_tolerance=residual <= RESIDUAL_PU),
    )


def all_shed(problem: HourProblem, bounds: Bounds, *, solves: int = 0) -> LpSolution:
    """The answer where there is none: every load shed, nothing generated, imported or carried.

    Parameters
    ----------
    problem : HourProblem
    bounds : Bounds
    solves : int
        Linear programmes solved in vain. [-]

    Returns
    -------
    LpSolution
        Its status is `FAILED`.
    """
    x = np.zeros(len(bounds.column_lower))
    x[problem.shed] = problem.load_pu
    residual = problem.backend.residual(x, bounds)
    return LpSolution(x=x, face=bounds, status=FAILED, residual_pu=residual, solves=solves, objectives=0)


def share_shedding(problem: HourProblem, bounds: Bounds) -> LpSolution:
    """Solve for the least shedding, and share what must be shed evenly.

    Parameters
    ----------
    problem : HourProblem
    bounds : Bounds
        All finite. [pu]

    Returns
    -------
    LpSolution
        `face` holds the shedding, and leaves everything else to later objectives.
    """
    least = least_shedding(problem, bounds)
    shed_pu = np.maximum(least.x[problem.shed], 0.0) * (problem.load_pu > 0)
    if not least.status.solved or not problem.shares_evenly or shed_pu.sum() <= NO_SHED_PU:
        return least
    x = even_shares(
        problem.backend.matrix,
        least.face,
        problem.load_pu,
        problem.shed,
        ignored_rows=problem.ignored_rows,
    )
    if x is None or not problem.backend.residual(x, bounds) <= RESIDUAL_PU:
        return replace(least, status=replace(least.status, evenly_shared=False))
    return replace(least, x=x, face=held(least.face, problem.shed, x[problem.shed]))


def solve_secondary(problem: HourProblem, shared: LpSolution, bounds: Bounds) -> LpSolution:
    """Solve for the objectives after shedding: least import, merit order; those without a cost are none.

    Parameters
    ----------
    problem : HourProblem
    shared : LpSolution
        Answer to the objectives of shedding; `face` holds the shedding.
    bounds : Bounds
        What the answer has to meet. [pu]

    Returns
    -------
    LpSolution
        Checked; where neither is reached `shared` itself, and its status says so.
    """
    later = tuple(cost for cost in (problem.objectives.imports, problem.objectives.merit) if cost.any())
    if not later:
        return verified(problem, bounds, shared)
    after = problem.backend.solve(shared.face, later)
    solves = shared.solves + after.solves
    status = replace(shared.status, proven_dispatch=after.objectives == len(later))
    if after.status.solved:
        found = verified(problem, bounds, replace(after, status=status, solves=solves))
        if found.status.solved:
            return found
    kept = replace(shared, status=replace(status, proven_dispatch=False), solves=solves)
    return verified(problem, bounds, kept)


def least_shedding(problem: HourProblem, bounds: Bounds, *, face: bool = True) -> LpSolution:
    """Solve for the least shedding; `face` of the answer is the box of all that are as good.

    Parameters
    ----------
    problem : HourProblem
    bounds : Bounds
        All finite. [pu]
    face : bool
        Work out the face; without it the answer's is the box before the last objective.

    Returns
    -------
    LpSolution
        Checked.

    Notes
    -----
    Where critical load need not be shed at all beyond that of buses out of service, one programme does for two:
    minimise Σ s + ε Σ_critical s. If its critical shedding is the least that the bounds allow, the
    first objective is reached, and the second among all answers that reach it, whatever ε.
    """
    costs = problem.objectives.shedding
    if len(costs) == 2:
        critical = np.flatnonzero(costs[0])
        least = problem.backend.solve(bounds, (problem.objectives.both_sheddings,), face=face)
        floor = float(bounds.column_lower[critical].sum())
        if least.objectives == 1 and float(least.x[critical].sum()) <= floor + NO_SHED_PU:
            return verified(problem, bounds, replace(least, face=held(least.face, critical, least.x[critical])))
    least = problem.backend.solve(bounds, costs, face=face)
    reached = least.objectives == len(costs)
    return verified(problem, bounds, replace(least, status=replace(least.status, proven_least=reached)))


def most_import(problem: HourProblem, bounds: Bounds, dispatch: LpSolution) -> LpSolution:
    """As little shedding as in the dispatch with as much import as the rules and the grid let in.

    Of the ways to take in most, that which keeps to the interconnectors of the dispatch.

    Parameters
    ----------
    problem : HourProblem
    bounds : Bounds
        Under the border rules. [pu]
    dispatch : LpSolution

    Returns
    -------
    LpSolution
        Checked; its status is `FAILED`, and x that of the dispatch, where the solver finds nothing.
    """
    as_used = np.where((problem.objectives.imports >= 1.0) & (dispatch.x > NO_SHED_PU), -1.0, 0.0)
    box = held(bounds, problem.shed, dispatch.x[problem.shed])
    most = problem.backend.solve(box, (problem.objectives.most_import, as_used))
    found = verified(problem, bounds, most)
    return found if found.status.solved else replace(dispatch, status=FAILED)


def held(box: Bounds, columns: Ints, value: Floats) -> Bounds:
    """Hold columns within a hair of what they have reached.

    Parameters
    ----------
    box : Bounds
    columns : array of int, shape (k,)
    value : array, shape (k,)
        [pu]

    Returns
    -------
    Bounds
        Within `SHARED_PU` of the values, and within the box.
    """
    lower, upper = box.column_lower.copy(), box.column_upper.copy()
    lower[columns] = np.clip(value - SHARED_PU, lower[columns], upper[columns])
    upper[columns] = np.clip(value + SHARED_PU, lower[columns], upper[columns])
    return Bounds(column_lower=lower, column_upper=upper, row_lower=box.row_lower, row_upper=box.row_upper)
