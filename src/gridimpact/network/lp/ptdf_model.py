"""The programme of large grids: injections alone, with the limits of those branches that would be exceeded.

Flows and angles follow from the injections (transfer factors H, `transfer.py`), so they are no columns::

    columns    p, m, o, s as in `dc_model`, and f of branches without Ohm's law (transfers, switched branches)
    rows       Σ_{b∈k} w_b = 0                       balance of part k;  w = G z − d, what is put in at each bus
               −F_l ≤ H_l w − f_l(shifts) ≤ F_l      only for branches that an answer before would overload
               shares and total of import            as in `dc_model`

An answer is a full one: its flows and angles are worked out and all limits looked at; those that are broken
become rows and the programme is solved again, until none is. It takes and gives the bounds and vectors of the
flow model, is held against all rows of that model, and hands over to it on doubt.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_matrix

from gridimpact.network.lp.bounds_types import Bounds
from gridimpact.network.lp.check import RESIDUAL_PU, Feasibility
from gridimpact.network.lp.constraint_generation import ConstraintGenerationLp
from gridimpact.network.lp.dc_model import DcModel
from gridimpact.network.lp.solver import LpSolution, WarmStartLp
from gridimpact.network.lp.status import Method, SolveStatus

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

PTDF_BUSES = 2_000
"""Grids with more buses are solved this way. [buses]  Measured: docs/performance.md."""


class LpBackend(Protocol):
    """A kept programme of which bounds and costs change."""

    @property
    def solver_s(self) -> float:
        """Time spent inside the solver so far. [s]"""

    @property
    def matrix(self) -> csc_matrix:
        """Coefficients of the flow model, shape (rows, columns)."""

    def solve(self, bounds: Bounds, costs: Sequence[Floats], *, face: bool = True) -> LpSolution:
        """Minimise the costs in lexicographic order within the bounds."""

    def residual(self, x: Floats, bounds: Bounds) -> float:
        """Return the largest violation of a row or column bound. [pu]"""


def lp_backend(model: DcModel, bounds: Bounds, *, ptdf: bool | None = None) -> LpBackend:
    """Keep a programme in the form that is quicker for the size of the grid.

    Parameters
    ----------
    model : DcModel
    bounds : Bounds
        First box; all finite.
    ptdf : bool, optional
        Default: above `PTDF_BUSES` buses.
    """
    wanted = len(model.bus_ids) > PTDF_BUSES if ptdf is None else ptdf
    return PtdfModel(model, bounds) if wanted else WarmStartLp(model.matrix, bounds)


class PtdfModel:
    """A kept programme in injections; stands in for `WarmStartLp` with the matrix of a grid.

    Parameters
    ----------
    model : DcModel
    bounds : Bounds
        First box, in the columns and rows of the flow model; all finite.
    """

    def __init__(self, model: DcModel, bounds: Bounds) -> None:
        self._model, self._first = model, bounds
        self._feasibility = Feasibility(model.matrix)
        self._flow_model: WarmStartLp | None = None
        self._standing: ConstraintGenerationLp | None = None
        self._binding: Ints = np.zeros(0, dtype=np.int64)
        self._own_s = 0.0
        self.handed_over = 0
        """Problems that the flow model answered. [-]"""

    @property
    def solver_s(self) -> float:
        """Time spent inside the solver so far. [s]"""
        return self._own_s + (self._flow_model.solver_s if self._flow_model else 0.0)

    @property
    def matrix(self) -> csc_matrix:
        """Coefficients of the flow model, shape (rows, columns)."""
        return self._model.matrix

    def residual(self, x: Floats, bounds: Bounds) -> float:
        """Return the largest violation of a row or column bound of the flow model. [pu]"""
        return self._feasibility.violation(x, bounds)

    def solve(self, bounds: Bounds, costs: Sequence[Floats], *, face: bool = True) -> LpSolution:
        """Minimise the costs in lexicographic order; see `WarmStartLp.solve`."""
        answer = self._in_order(bounds, costs, face=face)
        if answer is not None and answer.objectives == len(costs):
            return answer
        self.handed_over += 1
        if self._flow_model is None:
            self._flow_model = WarmStartLp(self._model.matrix, self._first)
        other = self._flow_model.solve(bounds, costs, face=face)
        if answer is not None and other.objectives <= answer.objectives:
            return answer
        return replace(other, solves=other.solves + (answer.solves if answer else 0))

    def _in_order(self, bounds: Bounds, costs: Sequence[Floats], *, face: bool) -> LpSolution | None:
        """Pursue each aim on the optimal face of those before; None when not even the first is reached."""
        standing = self._stand(bounds)
        if standing is None or any(cost[standing.followed].any() for cost in costs):
            return None
        box, best, solves = bounds, None, 0
        for number, cost in enumerate(costs):
            found, runs = standing.solve(box, cost, first=number == 0)
            solves += runs
            self._own_s += standing.lately_s
            if found is None:
                break
            residual = self.residual(found, bounds)
            if residual > RESIDUAL_PU:
                break
            if face or number + 1 < len(costs):
                box = standing.face(box)
            x = np.clip(found, bounds.column_lower, bounds.column_upper)
            status = SolveStatus(method=Method.WARM)
            best = LpSolution(x=x, face=box, status=status, residual_pu=residual, solves=solves, objectives=number + 1)
        self._binding = standing.binding()
        return best

    def _stand(self, bounds: Bounds) -> "ConstraintGenerationLp | None":
        """The network that the bounds leave standing: the last one, or another; None when it has no factors."""
        layout, model = self._model.layout, self._model
        has_kvl = np.zeros(len(model.bus0), dtype=bool)
        has_kvl[model.obeys_ohm] = bounds.row_lower[layout.ohm] == bounds.row_upper[layout.ohm]
        free = (bounds.column_lower[layout.flow] != 0) | (bounds.column_upper[layout.flow] != 0)
        carrying = has_kvl | (model.bridge & free)
        before = self._standing
        if before is not None and np.array_equal(carrying, before.carrying) and not (free & ~before.followable).any():
            return before
        if (has_kvl & (model.x_pu == 0)).any():
            return None
        try:
            self._standing = ConstraintGenerationLp(model, has_kvl, carrying, free & ~carrying, self._binding)
        except RuntimeError:
            self._standing = None
        return self._standing
