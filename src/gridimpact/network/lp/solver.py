"""HiGHS behind one small door: kept model, changed bounds, aims in order, every answer checked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
from highspy import Highs, HighsBasis, HighsLp, HighsModelStatus, MatrixFormat
from numpy.typing import NDArray
from scipy.sparse import csc_matrix

from gridimpact.network.lp.bounds_types import Bounds
from gridimpact.network.lp.check import RESIDUAL_PU, ROUGH_PU, Feasibility
from gridimpact.network.lp.status import FAILED, Method, SolveStatus

Floats = NDArray[np.float64]

LARGE_COLUMNS = 30_000
"""From here on a cold start is presolved. [-]  Measured: it saves a fifth at 32,000 columns, and costs at 26,000."""
DUAL_ZERO = 1e-7
"""Reduced costs and duals below this count as zero. [share of the largest cost]  The solver's tolerance."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LpSolution:
    """A vector that was checked against its bounds.

    Attributes
    ----------
    x : array, shape (columns,)
    face : Bounds
        Box of all vectors that are as good in every aim reached.
    status : SolveStatus
    residual_pu : float
        Largest violation of a row or bound. [pu]
    solves : int
        Linear programmes solved on the way.
    objectives : int
        How many of the objectives were reached, in order.
    """

    x: Floats
    face: Bounds
    status: SolveStatus
    residual_pu: float
    solves: int
    objectives: int


class WarmStartLp:
    """A linear programme of which only bounds and costs change.

    Parameters
    ----------
    matrix : csc_matrix, shape (rows, columns)
    bounds : Bounds
        First box; all finite.
    """

    def __init__(self, matrix: csc_matrix, bounds: Bounds) -> None:
        self._matrix = matrix
        self._feasibility = Feasibility(matrix)
        self._sent = bounds
        self._sent_cost = np.zeros(matrix.shape[1])
        self._all_columns = np.arange(matrix.shape[1], dtype=np.int32)
        self._start: HighsBasis | None = None
        self._moved_on = False
        self._strategy = 0
        self.solver_s = 0.0
        """Time spent inside the solver so far. [s]"""
        self._highs: Any = Highs()  # type: ignore[no-untyped-call]
        for option, value in (
            ("output_flag", False),
            ("threads", 1),
            ("presolve", "choose" if matrix.shape[1] > LARGE_COLUMNS else "off"),
            ("parallel", "off"),
            ("primal_feasibility_tolerance", 1e-9),
            ("dual_feasibility_tolerance", 1e-9),
        ):
            self._highs.setOptionValue(option, value)
        self._highs.passModel(self._programme())

    def _programme(self) -> HighsLp:
        problem = HighsLp()
        problem.num_col_, problem.num_row_ = self._matrix.shape[1], self._matrix.shape[0]
        problem.col_cost_ = np.zeros(self._matrix.shape[1])
        problem.col_lower_, problem.col_upper_ = self._sent.column_lower, self._sent.column_upper
        problem.row_lower_, problem.row_upper_ = self._sent.row_lower, self._sent.row_upper
        problem.a_matrix_.format_ = MatrixFormat.kColwise
        problem.a_matrix_.start_ = self._matrix.indptr
        problem.a_matrix_.index_ = self._matrix.indices
        problem.a_matrix_.value_ = self._matrix.data
        return problem

    @property
    def matrix(self) -> csc_matrix:
        """Coefficients, shape (rows, columns)."""
        return self._matrix

    @property
    def basis(self) -> HighsBasis:
        """Basis of the last answer."""
        basis: HighsBasis = self._highs.getBasis()
        return basis

    def start_at(self, basis: HighsBasis) -> None:
        """Start the next solve from a basis of the same columns and rows; a poor one costs time, not the answer."""
        self._highs.setBasis(basis)

    def solve(self, bounds: Bounds, costs: Sequence[Floats], *, face: bool = True) -> LpSolution:
        """Minimise the costs in lexicographic order within the bounds.

        Parameters
        ----------
        bounds : Bounds
            All finite.
        costs : sequence of array, shape (columns,)
            Aims, the most important first.
        face : bool
            Work out the face of the last aim; without it the answer's face is the box before that aim.

        Returns
        -------
        LpSolution
            Its status is `FAILED` when no way of solving gave a feasible vector; x is then zero as far
            as the bounds allow, and no answer.

        Notes
        -----
        The optimal face of an aim is known from its duals: columns with a reduced cost, and rows
        with a dual, stay at the bound they have reached. They are held there while the next aim is
        pursued, so that the order is exact whatever the weights, and only bounds change.
        """
        best, solves = None, 0
        ways = ((Method.WARM, self._simplex), (Method.COLD, self._cold), (Method.INTERIOR_POINT, self._interior_point))
        for method, run in ways:
            x, reached, done = self._in_order(bounds, costs, run, warm=method is Method.WARM, face=face)
            solves += done
            residual = self.residual(x, bounds) if x is not None else float("inf")
            rough = residual > RESIDUAL_PU
            if x is None or residual > ROUGH_PU:
                continue
            if best is not None and (done, not rough) <= (best.objectives, best.residual_pu <= RESIDUAL_PU):
                continue
            clipped = np.clip(x, bounds.column_lower, bounds.column_upper)
            status = SolveStatus(method=method, within_tolerance=not rough)
            best = LpSolution(
                x=clipped, face=reached, status=status, residual_pu=residual, solves=solves, objectives=done
            )
            if done == len(costs) and not rough:
                return best
        if best is not None:
            return best
        zero = np.clip(np.zeros(self._matrix.shape[1]), bounds.column_lower, bounds.column_upper)
        return LpSolution(
            x=zero, face=bounds, status=FAILED, residual_pu=self.residual(zero, bounds), solves=solves, objectives=0
        )

    def write(self, path: Path, *, columns: Sequence[str], rows: Sequence[str]) -> None:
        """Write the programme as it stands in LP format, for people to read.

        Parameters
        ----------
        path : Path
            Ends in `.lp`.
        columns, rows : sequence of str
            Names; letters, digits and underscores.
        """
        for number, name in enumerate(columns):
            self._highs.passColName(number, name)
        for number, name in enumerate(rows):
            self._highs.passRowName(number, name)
        self._highs.writeModel(str(path))

    def residual(self, x: Floats, bounds: Bounds) -> float:
        """Return the largest violation of a row or column bound. [pu]"""
        return self._feasibility.violation(x, bounds)

    def _in_order(
        self, bounds: Bounds, costs: Sequence[Floats], run: Callable[[], bool], *, warm: bool, face: bool
    ) -> tuple[Floats | None, Bounds, int]:
        """Pursue each aim on the optimal face of those before; returns how many were reached."""
        box, x = bounds, None
        for number, cost in enumerate(costs):
            self._set_bounds(box)
            if cost is not self._sent_cost:
                self._highs.changeColsCost(len(self._all_columns), self._all_columns, cost)
                self._sent_cost = cost
            if number == 0 and warm and self._start is not None and self._moved_on:
                self._highs.setBasis(self._start)
            # after the first aim the basis is feasible and only costs have changed: primal simplex
            strategy = 1 if number == 0 else 4
            if strategy != self._strategy:
                self._highs.setOptionValue("simplex_strategy", strategy)
                self._strategy = strategy
            begun = perf_counter()
            optimal = run()
            self.solver_s += perf_counter() - begun
            if not optimal:
                return x, box, number  # the answer to the aims before is feasible; None when there is none
            if number == 0 and len(costs) > 1:
                self._start = self._highs.getBasis()
            self._moved_on = number > 0
            solution = self._highs.getSolution()
            x = np.asarray(solution.col_value)
            if face or number + 1 < len(costs):
                price, row_price = np.asarray(solution.col_dual), np.asarray(solution.row_dual)
                activity = np.asarray(solution.row_value)
                box = held_face(box, x, price, activity, row_price, float(np.abs(cost).max(initial=0.0)))
        return x, box, len(costs)

    def _set_bounds(self, bounds: Bounds) -> None:
        """Send the bounds that differ from those sent before."""
        sent = self._sent
        moved = (bounds.column_lower != sent.column_lower) | (bounds.column_upper != sent.column_upper)
        columns = moved.nonzero()[0].astype(np.int32)
        if len(columns):
            self._highs.changeColsBounds(
                len(columns), columns, bounds.column_lower[columns], bounds.column_upper[columns]
            )
        moved = (bounds.row_lower != sent.row_lower) | (bounds.row_upper != sent.row_upper)
        rows = moved.nonzero()[0].astype(np.int32)
        if len(rows):
            self._highs.changeRowsBounds(len(rows), rows, bounds.row_lower[rows], bounds.row_upper[rows])
        self._sent = bounds

    def _simplex(self) -> bool:
        self._highs.run()
        return bool(self._highs.getModelStatus() == HighsModelStatus.kOptimal)

    def _cold(self) -> bool:
        self._highs.clearSolver()
        return self._simplex()

    def _interior_point(self) -> bool:
        self._highs.clearSolver()
        self._highs.setOptionValue("solver", "ipm")
        try:
            return self._simplex()
        finally:
            self._highs.setOptionValue("solver", "choose")


def held_face(box: Bounds, x: Floats, price: Floats, activity: Floats, row_price: Floats, scale: float) -> Bounds:
    """Hold what an aim has fixed: priced columns and rows stay at the bound that they have reached.

    Parameters
    ----------
    box : Bounds
    x, price : array, shape (columns,)
        Value and reduced cost.
    activity, row_price : array, shape (rows,)
        Value and dual.
    scale : float
        Largest cost of the aim.
    """
    column_lower, column_upper = _held(box.column_lower, box.column_upper, x, price, scale)
    row_lower, row_upper = _held(box.row_lower, box.row_upper, activity, row_price, scale)
    return Bounds(column_lower=column_lower, column_upper=column_upper, row_lower=row_lower, row_upper=row_upper)


def _held(lower: Floats, upper: Floats, value: Floats, dual: Floats, scale: float) -> tuple[Floats, Floats]:
    priced = np.abs(dual) > DUAL_ZERO * max(scale, 1e-12)
    at_lower = np.abs(value - lower) <= np.abs(upper - value)
    held = np.where(at_lower, lower, upper)
    return np.where(priced, held, lower), np.where(priced, held, upper)
