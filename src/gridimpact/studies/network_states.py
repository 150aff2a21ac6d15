"""What states of units and branches shed in the network, each looked at once, by one kept model."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from gridimpact.domain.grid import Grid
from gridimpact.domain.settings import NetworkSettings
from gridimpact.network.case.conditions import Conditions
from gridimpact.network.case.contingencies import DamagedGrid
from gridimpact.network.lp.bounds import DayBounds
from gridimpact.network.lp.bounds_types import Bounds
from gridimpact.network.lp.dc_model import DcModel, build_model
from gridimpact.network.lp.hour_problem import HourProblem
from gridimpact.network.lp.solve_order import least_shedding
from gridimpact.network.lp.solver import WarmStartLp
from gridimpact.studies.load_profile import LoadProfile, shed_by_level

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

DIGITS_MW = 6
"""Capacities are told apart to this decimal. [MW]  Chosen: rounding of sums."""
MOST_SERVED = 4_000
"""States without shedding that are kept to compare with, per set of branches. [-]  Chosen: comparing
with more takes as long as solving."""


class NetworkStates:
    """States that were looked at, and the model that looks at new ones.

    Parameters
    ----------
    grid : Grid
    settings : NetworkSettings
    conditions : Conditions
        One snapshot, at load level 1.
    intact : DamagedGrid
        What is in service while nothing has failed.
    course : LoadProfile
    """

    def __init__(
        self, grid: Grid, settings: NetworkSettings, conditions: Conditions, intact: DamagedGrid, course: LoadProfile
    ) -> None:
        top = replace(conditions, load_mw=conditions.load_mw * course.highest)
        self._intact = intact
        self._model = _least_total(build_model(grid, settings, unbound_mw=float(np.abs(top.load_mw).sum())))
        self._day_bounds = DayBounds.of(self._model, top, reallocate=settings.reallocate_import_shares)
        self._course = course
        self._levels = course.levels / course.highest
        self._load_mw = float(np.maximum(top.load_mw, 0.0).sum())
        self._problem: HourProblem | None = None
        self._by_state: dict[bytes, tuple[float, float]] = {}
        self._served: dict[bytes, list[Floats]] = {}
        case_bounds = self._day_bounds.case_bounds(self._intact)
        self._unit_pu = case_bounds.unit_limit_pu[0]
        self._at_bus = np.zeros((len(self._unit_pu), len(self._model.bus_ids)))
        self._at_bus[np.arange(len(self._unit_pu)), self._model.unit_bus] = 1.0
        self._at_bus = self._at_bus[:, self._at_bus.any(axis=0)]
        self._fixed_shift = bool((self._model.shift_rad[self._model.obeys_ohm] != 0.0).any())
        self.solves = 0
        """Linear programmes solved so far."""
        self.unsolved = 0
        """Levels of states that no method solved; all load counts as shed there."""

    @property
    def states(self) -> int:
        """Distinct states looked at so far. [-]"""
        return len(self._by_state)

    def losses(self, units_out: Bools, branches_out: Bools) -> tuple[Floats, Floats]:
        """What states mean over the period.

        Parameters
        ----------
        units_out : array of bool, shape (states, units)
        branches_out : array of bool, shape (states, branches)

        Returns
        -------
        loss_share : array, shape (states,)
            Share of the period in which load is lost. [0..1]
        shed_mw : array, shape (states,)
            Mean shedding. [MW]

        Notes
        -----
        Units at one bus do for each other, so two states with the same branches and the same capacity
        at every bus are one. A state sheds nothing when another with the same branches, and nowhere
        more capacity, sheds nothing: the dispatch of that one is possible here. (Of branches this
        is not true: one branch less can shed less.) Neither changes an answer. States are solved from
        the scarcest up, branches together, so that warm starts are near and comparisons come early.
        """
        capacity = np.where(units_out, 0.0, self._unit_pu) @ self._at_bus
        capacity = np.round(capacity * self._model.base_mva, DIGITS_MW)
        branches = [row.tobytes() for row in np.packbits(branches_out, axis=1)]
        keys = [left + row.tobytes() for left, row in zip(branches, capacity, strict=True)]
        new = {key: number for number, key in reversed(list(enumerate(keys))) if key not in self._by_state}
        for number in sorted(new.values(), key=lambda n: (branches[n], capacity[n].sum(), keys[n])):
            known = self._look(branches[number], capacity[number], units_out[number], branches_out[number])
            self._by_state[keys[number]] = known
        figures = np.array([self._by_state[key] for key in keys])
        return figures[:, 0], figures[:, 1]

    def _look(self, branches: bytes, capacity: Floats, units_out: Bools, branches_out: Bools) -> tuple[float, float]:
        served = self._served.setdefault(branches, [])
        if not self._fixed_shift and served and (np.array(served) <= capacity).all(axis=1).any():
            return 0.0, 0.0
        shed = self._shed(units_out, branches_out)
        if not shed.any():
            if len(served) < MOST_SERVED:
                served.append(capacity)
            return 0.0, 0.0
        hours, total_h = self._course.hours, self._course.total_h
        return float(hours[shed > 0].sum() / total_h), float(hours @ shed / total_h)

    def _shed(self, units_out: Bools, branches_out: Bools) -> Floats:
        """Shedding at every level. [MW]"""
        case_bounds = self._day_bounds.case_bounds(self._damaged(branches_out))
        whole = case_bounds.of(0)
        units = self._model.layout.unit
        upper = whole.column_upper.copy()
        upper[units] = np.where(units_out, 0.0, upper[units])
        state = replace(whole, column_upper=upper)
        if self._problem is None:
            # bounds change from state to state; costs and demand do not
            backend = WarmStartLp(self._model.matrix, state)
            self._problem = HourProblem.of(backend, case_bounds, 0, shares_evenly=False)
        return shed_by_level(
            lambda level: self._at(state, level),
            self._levels,
            load_mw=self._load_mw,
            from_zero=not self._fixed_shift,
        )

    def _damaged(self, branches_out: Bools) -> DamagedGrid:
        if not branches_out.any():
            return self._intact
        return replace(self._intact, branch_left=np.where(branches_out, 0.0, self._intact.branch_left))

    def _at(self, state: Bounds, level: float) -> float:
        """Least shedding at a share of the highest level. [MW]"""
        assert self._problem is not None
        problem = self._problem.at_level(level)
        layout = self._model.layout
        lower, upper = state.column_lower.copy(), state.column_upper.copy()
        row_lower, row_upper = state.row_lower.copy(), state.row_upper.copy()
        for part in (lower, upper):
            part[layout.shed] *= level
        for part in (row_lower, row_upper):
            part[layout.balance] *= level
        bounds = Bounds(column_lower=lower, column_upper=upper, row_lower=row_lower, row_upper=row_upper)
        answer = least_shedding(problem, bounds, face=False)
        self.solves += answer.solves
        load = np.maximum(problem.load_pu, 0.0)
        if not answer.status.solved:
            self.unsolved += 1
            return float(load.sum()) * self._model.base_mva
        return float(np.clip(answer.x[problem.shed], 0.0, load).sum()) * self._model.base_mva


def _least_total(model: DcModel) -> DcModel:
    """Count all load alike: adequacy asks how much in all cannot be served, not whose it is."""
    return replace(model, critical=np.zeros(len(model.load_ids), dtype=bool), weight=None)
