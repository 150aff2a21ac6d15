"""Many contingencies of one grid: the least shedding of each, by one kept model.

The quick form for ensembles and benchmarks. It answers how much is shed in all (the aims of
shedding, in order), not how it is shared or where import comes from; reservoirs follow the fixed
shape of the profiles. `tests/network/ensemble/test_batch.py` holds it against the full form.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gridimpact.network.case.conditions import Conditions
from gridimpact.network.case.contingencies import DamagedGrid
from gridimpact.network.dispatch.day import Engine
from gridimpact.network.lp.bounds import DayBounds
from gridimpact.network.lp.dc_model import DcModel, build_model
from gridimpact.network.lp.objectives import HourProblem, least_shedding, objectives_of
from gridimpact.network.lp.ptdf_model import PTDF_BUSES, LpBackend, lp_backend

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BatchAnswer:
    """Least shedding of many contingencies.

    Attributes
    ----------
    shed_mw : array, shape (contingencies, snapshots)
    solves : int
        Linear programmes solved.
    solver_s : float
        Time spent inside the solver. [s]
    unsolved : int
        Contingency hours that no method solved; all load is counted as shed there.
    """

    shed_mw: Floats
    solves: int
    solver_s: float
    unsolved: int


def least_shed(engine: Engine, conditions: Conditions, damaged: Sequence[DamagedGrid]) -> BatchAnswer:
    """Least shedding of each contingency and hour.

    Parameters
    ----------
    engine : Engine
    conditions : Conditions
    damaged : sequence of DamagedGrid

    Returns
    -------
    BatchAnswer
        In the order of `damaged`, whatever the order of solving.

    Notes
    -----
    Contingencies are visited from neighbour to neighbour, and hours by demand, up and down in turn,
    so that each warm start is near.
    """
    model, base = slim_model(engine, conditions, damaged), engine.model.base_mva
    day_bounds = DayBounds.of(model, conditions, reallocate=engine.settings.reallocate_import_shares)
    hours = np.argsort(conditions.load_mw.sum(axis=1), kind="stable").tolist()
    shed_mw = np.zeros((len(damaged), len(hours)))
    if not len(damaged):
        return BatchAnswer(shed_mw=shed_mw, solves=0, solver_s=0.0, unsolved=0)
    order = neighbour_order(damaged).tolist()
    kept = lp_backend(model, day_bounds.case_bounds(damaged[order[0]]).of(hours[0]))
    programmes = [_programme(kept, model, load) for load in day_bounds.load_pu]
    asked, shed = np.maximum(day_bounds.load_pu, 0.0), model.layout.shed
    unsolved, solves = 0, 0
    for turn, number in enumerate(order):
        case_bounds = day_bounds.case_bounds(damaged[number])
        for hour in hours if turn % 2 == 0 else hours[::-1]:
            problem = programmes[hour]
            answer = least_shedding(problem, case_bounds.of(hour), face=False)
            solved = answer.method != "none"
            told = answer.x[shed].clip(0.0, asked[hour]) if solved else asked[hour]
            shed_mw[number, hour] = told.sum() * base
            unsolved += not solved
            solves += answer.solves
    return BatchAnswer(shed_mw=shed_mw, solves=solves, solver_s=kept.solver_s, unsolved=unsolved)


def _programme(kept: LpBackend, model: DcModel, load_pu: Floats) -> HourProblem:
    shed = model.layout.shed
    return HourProblem(
        kept=kept,
        objectives=objectives_of(model, np.zeros(len(model.unit_ids)), load_pu),
        shed=np.arange(shed.start, shed.stop),
        load_pu=load_pu,
        ignored_rows=np.zeros(model.layout.rows, dtype=bool),
        shares_evenly=False,
    )


def slim_model(engine: Engine, conditions: Conditions, damaged: Sequence[DamagedGrid]) -> DcModel:
    """Model without Ohm's law where no limit can bind, unless a contingency lowers the limits themselves.

    The form for large grids has no rows for Ohm's law anyway.
    """
    demand_mw = float(np.abs(conditions.load_mw).sum(axis=1).max(initial=0.0))
    left = np.array([each.branch_left for each in damaged])
    switched = np.array([each.branch_switched for each in damaged])
    if ((left > 0) & (left < 1) & ~switched).any() or len(engine.grid.buses) > PTDF_BUSES:
        return engine.model
    return build_model(engine.grid, engine.settings, unbound_mw=demand_mw)


def neighbour_order(damaged: Sequence[DamagedGrid], *, window: int = 2_000) -> Ints:
    """Order contingencies so that each is near the one before.

    Parameters
    ----------
    damaged : sequence of DamagedGrid
    window : int
        Contingencies compared at once; more are ordered window by window. [-]

    Returns
    -------
    array of int
        A permutation. Greedy: from the first on, always the nearest one that is left, by the
        squared differences of what is left of buses, branches, units and interconnectors.
    """
    if not len(damaged):
        return np.zeros(0, dtype=np.int64)
    state = np.array(
        [
            np.concatenate([d.bus_in_service, d.branch_left, d.unit_left, d.interconnector_left]).astype(np.float32)
            for d in damaged
        ]
    )
    # columns in which all agree tell nothing apart
    state = state[:, state.std(axis=0) > 0]
    order: list[int] = []
    for start in range(0, len(damaged), window):
        order += [start + number for number in _chain(state[start : start + window])]
    return np.array(order, dtype=np.int64)


def _chain(state: NDArray[np.float32]) -> list[int]:
    """From the first row on, always the nearest row that is left."""
    square = (state**2).sum(axis=1)
    distance = square[:, None] + square[None, :] - 2.0 * (state @ state.T)
    here, order = 0, [0]
    visited = np.zeros(len(state), dtype=np.float32)
    for _ in range(len(state) - 1):
        visited[here] = np.inf
        here = int((distance[here] + visited).argmin())
        order.append(here)
    return order
