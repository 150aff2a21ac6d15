"""A day solved: every hour in the order of its objectives, under the border rules and with open borders."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from gridimpact.domain.grid import Grid
from gridimpact.domain.settings import NetworkSettings
from gridimpact.errors import Finding
from gridimpact.network.case.conditions import Conditions, merit_order
from gridimpact.network.case.contingencies import DamagedGrid
from gridimpact.network.case.input_check import usable
from gridimpact.network.dispatch.coupled_day import Plan, plan_day
from gridimpact.network.lp.bounds import Borders, ContingencyBounds, contingency_bounds
from gridimpact.network.lp.bounds_types import Bounds
from gridimpact.network.lp.dc_model import DcModel, build_model
from gridimpact.network.lp.hour_problem import HourProblem
from gridimpact.network.lp.ptdf_model import lp_backend
from gridimpact.network.lp.solve_order import (
    NO_SHED_PU,
    held,
    least_shedding,
    most_import,
    solve_all,
    solve_secondary,
)
from gridimpact.network.lp.solver import LpSolution
from gridimpact.network.lp.status import FAILED

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

COUPLED_COLUMNS = 200_000
"""Largest day that is solved as one programme. [columns]  Chosen: seven times the bundled grid's day; beyond it
the one programme takes minutes, and reservoirs follow the fixed shape of the profiles, which is told."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Engine:
    """The model of a grid, ready for any contingency and hour.

    Attributes
    ----------
    grid : Grid
    settings : NetworkSettings
    model : DcModel
    findings : tuple of Finding
        What looks wrong with the grid before any damage.
    """

    grid: Grid
    settings: NetworkSettings
    model: DcModel
    findings: tuple[Finding, ...] = ()

    @classmethod
    def of(cls, grid: Grid, settings: NetworkSettings) -> "Engine":
        """Build the model of a grid once.

        Raises
        ------
        DataError
            When values of the grid or settings are impossible.
        """
        findings = usable(grid, settings)
        return cls(grid=grid, settings=settings, model=build_model(grid, settings), findings=findings)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Hour:
    """Answers to one snapshot.

    Attributes
    ----------
    dispatch : LpSolution
        Least shedding, shared evenly, least import, merit order, under the border rules. All load is shed where
        its status is `FAILED`.
    most_import : LpSolution
        As little shedding with as much import as the rules and the grid let in; that of the dispatch, with the
        status `FAILED`, where it was not found.
    open_borders : LpSolution
        Least shedding when no border has a limit; the same.
    """

    dispatch: LpSolution
    most_import: LpSolution
    open_borders: LpSolution


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Day:
    """All snapshots of one contingency, solved.

    Attributes
    ----------
    engine : Engine
    damaged : DamagedGrid
    case_bounds : ContingencyBounds
    hours : tuple of Hour
        In the order of the snapshots.
    coupled : bool
        Whether reservoirs were planned over the day.
    """

    engine: Engine
    damaged: DamagedGrid
    case_bounds: ContingencyBounds
    hours: tuple[Hour, ...]
    coupled: bool

    @property
    def conditions(self) -> Conditions:
        """Demand, availability and import rules of the day."""
        return self.case_bounds.conditions


def solve_day(
    engine: Engine, damaged: DamagedGrid, conditions: Conditions, *, progress: Callable[[float], None] | None = None
) -> Day:
    """Solve every snapshot of a damaged grid.

    Parameters
    ----------
    engine : Engine
    damaged : DamagedGrid
    conditions : Conditions
    progress : callable, optional
        Called with the share of snapshots done. [0..1]

    Returns
    -------
    Day
        Always; an hour that no method solved says so in the status of its answer.
    """
    case_bounds = contingency_bounds(
        engine.model, damaged, conditions, reallocate=engine.settings.reallocate_import_shares
    )
    order = merit_order(engine.grid, conditions.reference_state)
    backend = lp_backend(engine.model, case_bounds.of(0))
    problems = [
        HourProblem.of(backend, case_bounds, number, merit_order=order) for number in range(len(conditions.snapshots))
    ]
    coupled = engine.settings.coupled_day and can_couple(engine.model, conditions)
    plan = plan_day(case_bounds, problems) if coupled else None
    if plan is not None and not plan.answer.status.solved:
        plan = None  # hour by hour, with the fixed shape of the profiles
    hours: dict[int, Hour] = {}
    # hours of like demand have like answers: solved in that order, each starts near the last
    for done, number in enumerate(np.argsort(conditions.load_mw.sum(axis=1), kind="stable").tolist()):
        hours[number] = _hour(problems[number], case_bounds, number, plan)
        if progress:
            progress((done + 1) / len(problems))
    in_order = tuple(hours[number] for number in range(len(problems)))
    return Day(engine=engine, damaged=damaged, case_bounds=case_bounds, hours=in_order, coupled=plan is not None)


def can_couple(model: DcModel, conditions: Conditions) -> bool:
    """Whether reservoirs join the hours, and the day is small enough to be one programme."""
    columns = len(conditions.snapshots) * model.layout.columns
    return len(conditions.reservoirs.unit) > 0 and columns <= COUPLED_COLUMNS


def _hour(problem: HourProblem, case_bounds: ContingencyBounds, number: int, plan: Plan | None) -> Hour:
    """Solve an hour, within what the day has planned for it."""
    rule, wide = case_bounds.of(number, Borders.RULE), case_bounds.of(number, Borders.OPEN)
    if plan is None:
        dispatch = solve_all(problem, rule)
    else:
        units = case_bounds.model.layout.unit.start + case_bounds.conditions.reservoirs.unit
        rule, wide = (_with_water(box, units, plan.water_pu[number]) for box in (rule, wide))
        dispatch = _planned(problem, rule, number, plan)
    if not dispatch.status.solved:
        return Hour(dispatch=dispatch, most_import=dispatch, open_borders=dispatch)
    most, least = dispatch, dispatch
    if problem.objectives.imports.any():
        most = most_import(problem, rule, dispatch)
        shed_pu = (np.maximum(dispatch.x[problem.shed], 0.0) * (problem.load_pu > 0)).sum()
        least = least_shedding(problem, wide) if shed_pu > NO_SHED_PU else dispatch
    return Hour(
        dispatch=dispatch,
        most_import=most,
        open_borders=least if least.status.solved else replace(dispatch, status=FAILED),
    )


def _planned(problem: HourProblem, rule: Bounds, number: int, plan: Plan) -> LpSolution:
    """Import and merit order of an hour whose shedding and reservoirs the day has planned.

    Where the hour's own rows do not let the plan stand, the hour is solved alone with the water of the plan.
    """
    planned = replace(
        plan.answer,
        x=plan.x_pu[number],
        face=held(rule, problem.shed, plan.shed_pu[number]),
        solves=plan.answer.solves if number == 0 else 0,
    )
    answer = solve_secondary(problem, planned, rule)
    return answer if answer.status.solved else solve_all(problem, rule)


def _with_water(box: Bounds, units: Ints, power_pu: Floats) -> Bounds:
    """Hold the reservoirs at what the day has planned for the hour; pumping is negative."""
    lower, upper = box.column_lower.copy(), box.column_upper.copy()
    lower[units] = upper[units] = power_pu
    return Bounds(column_lower=lower, column_upper=upper, row_lower=box.row_lower, row_upper=box.row_upper)
