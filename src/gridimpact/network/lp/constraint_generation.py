"""The programme in injections of one state of the network: its rows, and limits that become rows.

The formulation is in `ptdf_model`. Limits of branches are rows only once an answer would exceed them; the true flows
of each answer are worked out with the factorised network, so that rounded transfer factors never decide.
"""

from time import perf_counter
from typing import Any

import numpy as np
from highspy import Highs, HighsBasisStatus, HighsLp, HighsModelStatus, MatrixFormat
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, csr_matrix, vstack

from gridimpact.network.flow.dc_flow import DcNetwork, widest
from gridimpact.network.flow.topology import components
from gridimpact.network.lp.bounds_types import Bounds
from gridimpact.network.lp.dc_model import DcModel
from gridimpact.network.lp.solver import held_face

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

BROKEN_PU = 1e-7
"""A limit exceeded by more becomes a row. [pu]  Chosen: a tenth of what an answer may miss a row by."""
ROWS_AT_ONCE = 120
"""Limits that become rows at a time, the worst first. [-]  Measured: with more, most never bind; with fewer,
there are more rounds."""
MOST_ROUNDS = 80
"""Rounds after which the flow model takes over. [-]  Chosen: four times the most seen."""
NO_FACTOR = 1e-12
"""Transfer factors below are left out; what that misses is made up for when flows are looked at. [-]"""


class ConstraintGenerationLp:
    """The programme of one state of the network; hours of it change only bounds."""

    def __init__(self, model: DcModel, has_kvl: Bools, carrying: Bools, switched: Bools, rows: Ints) -> None:
        layout = model.layout
        self._model = model
        self.carrying, self.switched = carrying, switched
        self.followable = carrying | switched
        """Branches whose flow the programme knows."""
        self.followed = np.r_[layout.flow.start + np.flatnonzero(~switched), np.arange(layout.columns)[layout.angle]]
        """Columns of the flow model that follow from the others."""
        reactance = np.where(model.bridge, 1.0, model.x_pu)  # alone between two parts: any will do
        buses = len(model.bus_ids)
        self._parts, part = components(buses, model.bus0[carrying], model.bus1[carrying])
        self._network = DcNetwork.of(
            model.bus0,
            model.bus1,
            x_pu=reactance,
            shift_rad=model.shift_rad,
            in_service=carrying,
            grounded=widest(part, model.bus0[carrying], model.bus1[carrying]),
            exact=True,
        )
        self._columns = np.r_[np.arange(layout.shed.stop), layout.flow.start + np.flatnonzero(switched)]
        self._put_in = model.matrix[layout.balance][:, self._columns].tocsr()
        ones = np.ones(buses)
        self._sum_up = coo_matrix((ones, (part, np.arange(buses)))).tocsr()
        border = slice(layout.share.start, layout.total_import + 1)
        self._border_rows = np.arange(border.start, border.stop)
        fixed = vstack([self._sum_up @ self._put_in, model.matrix[border][:, self._columns]]).tocsr()
        self._fixed = fixed.shape[0]
        self._limits: Ints = rows[carrying[rows]]
        self._mesh = _anchors(model, has_kvl)
        self._highs = _started(vstack([fixed, self._factors(self._limits)]).tocsr())
        self.lately_s = 0.0
        """Time that the last call spent inside the solver. [s]"""

    def solve(self, box: Bounds, cost: Floats, *, first: bool) -> tuple[Floats | None, int]:
        """Pursue one aim; the vector of the flow model (None when there is none), and programmes solved."""
        layout, demand = self._model.layout, box.row_lower[self._model.layout.balance]
        lower, upper = box.column_lower[layout.flow], box.column_upper[layout.flow]
        self.lately_s = 0.0
        unmoved = self._network.flows_at(self._network.angles(-demand))
        self._send(box, cost, demand, unmoved)
        self._highs.setOptionValue("simplex_strategy", 1 if first else 4)
        for runs in range(1, MOST_ROUNDS + 1):
            if not self._run():
                return None, runs
            z = np.asarray(self._highs.getSolution().col_value)
            angle = self._network.angles(self._put_in @ z - demand)
            flow = self._network.flows_at(angle)
            over = np.where(self.carrying, np.maximum(flow - upper, lower - flow), 0.0)
            broken = np.flatnonzero(over > BROKEN_PU)
            if not len(broken):
                return self._full(z, flow, angle), runs
            self._highs.setOptionValue("simplex_strategy", 1)
            broken = broken[np.argsort(-over[broken], kind="stable")][:ROWS_AT_ONCE]
            self._make_up(flow, unmoved, lower, upper)
            self._add(broken[~np.isin(broken, self._limits)], unmoved, lower, upper)
        return None, MOST_ROUNDS

    def face(self, box: Bounds) -> Bounds:
        """Hold what the last aim has fixed, in the columns and rows of the flow model."""
        solution, layout = self._highs.getSolution(), self._model.layout
        value, dual = np.asarray(solution.col_value), np.asarray(solution.col_dual)
        row_dual = np.asarray(solution.row_dual)
        columns, rows = len(box.column_lower), len(box.row_lower)
        x, price, activity, row_price = np.zeros(columns), np.zeros(columns), np.zeros(rows), np.zeros(rows)
        x[self._columns], price[self._columns] = value, dual
        limits = layout.flow.start + self._limits
        x[limits] = np.asarray(solution.row_value)[self._fixed :] + self._moved
        price[limits] = row_dual[self._fixed :]
        parts = self._parts
        activity[self._border_rows] = np.asarray(solution.row_value)[parts : self._fixed]
        row_price[self._border_rows] = row_dual[parts : self._fixed]
        return held_face(box, x, price, activity, row_price, self._scale)

    def binding(self) -> Ints:
        """Branches whose limit holds the last answer back."""
        status = self._highs.getBasis().row_status[self._fixed :]
        if len(status) != len(self._limits):
            return self._limits
        binds = np.array([one != HighsBasisStatus.kBasic for one in status], dtype=bool)
        return np.asarray(self._limits[binds], dtype=np.int64)

    def _factors(self, branches: Ints) -> csr_matrix:
        """Rows of branch limits over the columns."""
        found = (self._put_in.T @ self._network.sensitivities(branches).T).T
        found[np.abs(found) < NO_FACTOR] = 0.0
        return csr_matrix(found)

    def _send(self, box: Bounds, cost: Floats, demand: Floats, unmoved: Floats) -> None:
        """Bounds and costs of an hour."""
        layout, columns = self._model.layout, np.arange(len(self._columns), dtype=np.int32)
        self._scale = float(np.abs(cost).max(initial=0.0))
        self._moved = unmoved[self._limits]
        in_parts = self._sum_up @ demand
        flow = layout.flow
        lower = np.r_[in_parts, box.row_lower[self._border_rows], box.column_lower[flow][self._limits] - self._moved]
        upper = np.r_[in_parts, box.row_upper[self._border_rows], box.column_upper[flow][self._limits] - self._moved]
        rows = np.arange(len(lower), dtype=np.int32)
        self._highs.changeRowsBounds(len(rows), rows, lower, upper)
        self._highs.changeColsBounds(
            len(columns), columns, box.column_lower[self._columns], box.column_upper[self._columns]
        )
        self._highs.changeColsCost(len(columns), columns, cost[self._columns])

    def _run(self) -> bool:
        begun = perf_counter()
        self._highs.run()
        optimal = self._highs.getModelStatus() == HighsModelStatus.kOptimal
        if not optimal:
            self._highs.clearSolver()
            self._highs.run()
            optimal = self._highs.getModelStatus() == HighsModelStatus.kOptimal
        self.lately_s += perf_counter() - begun
        return bool(optimal)

    def _make_up(self, flow: Floats, unmoved: Floats, lower: Floats, upper: Floats) -> None:
        """Move the bounds of rows by what their rounded factors miss of the true flow."""
        rounded = np.asarray(self._highs.getSolution().row_value)[self._fixed :] + self._moved
        missed = flow[self._limits] - rounded
        wrong = np.flatnonzero(np.abs(missed) > 0.1 * BROKEN_PU)
        if not len(wrong):
            return
        self._moved = self._moved.copy()
        self._moved[wrong] += missed[wrong]
        branches = self._limits[wrong]
        self._highs.changeRowsBounds(
            len(wrong),
            (self._fixed + wrong).astype(np.int32),
            lower[branches] - self._moved[wrong],
            upper[branches] - self._moved[wrong],
        )

    def _add(self, branches: Ints, unmoved: Floats, lower: Floats, upper: Floats) -> None:
        """Make rows of limits."""
        if not len(branches):
            return
        rows = self._factors(branches)
        self._highs.addRows(
            len(branches),
            lower[branches] - unmoved[branches],
            upper[branches] - unmoved[branches],
            rows.nnz,
            rows.indptr[:-1].astype(np.int32),
            rows.indices.astype(np.int32),
            rows.data,
        )
        self._limits = np.r_[self._limits, branches]
        self._moved = np.r_[self._moved, unmoved[branches]]

    def _full(self, z: Floats, flow: Floats, angle: Floats) -> Floats:
        """Vector of the flow model."""
        layout = self._model.layout
        x = np.zeros(layout.columns)
        x[layout.flow] = flow
        x[layout.angle] = angle - angle[self._mesh]
        x[self._columns] = z
        return x


def _anchors(model: DcModel, has_kvl: Bools) -> Ints:
    """Bus of each mesh left whose angle is zero: the reference of the model, or the first bus of the mesh."""
    buses = len(model.bus_ids)
    used = np.flatnonzero(has_kvl)
    _, mesh = components(buses, model.bus0[used], model.bus1[used])
    order = np.lexsort((~model.reference, mesh))
    anchor = order[np.unique(mesh[order], return_index=True)[1]]
    return np.asarray(anchor[mesh], dtype=np.int64)


def _started(matrix: csr_matrix) -> Any:
    """HiGHS with the rows of a standing network; bounds and costs come with each hour."""
    highs: Any = Highs()  # type: ignore[no-untyped-call]
    for option, value in (
        ("output_flag", False),
        ("threads", 1),
        ("presolve", "off"),
        ("parallel", "off"),
        ("primal_feasibility_tolerance", 1e-8),
        ("dual_feasibility_tolerance", 1e-7),
        ("simplex_scale_strategy", 0),  # factors are at most 1 or so; scaled, warm starts took ten times as long
    ):
        highs.setOptionValue(option, value)
    problem = HighsLp()
    problem.num_row_, problem.num_col_ = matrix.shape
    for name in ("col_cost_", "col_lower_", "col_upper_"):
        setattr(problem, name, np.zeros(matrix.shape[1]))
    for name in ("row_lower_", "row_upper_"):
        setattr(problem, name, np.zeros(matrix.shape[0]))
    problem.a_matrix_.format_ = MatrixFormat.kRowwise
    problem.a_matrix_.start_ = matrix.indptr
    problem.a_matrix_.index_ = matrix.indices
    problem.a_matrix_.value_ = matrix.data
    highs.passModel(problem)
    return highs
