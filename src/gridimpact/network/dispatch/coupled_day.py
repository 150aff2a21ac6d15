"""A day as one linear programme: what reservoirs hold couples its hours.

The hours stand beside each other as blocks of the hourly programme. Each reservoir (hydro, pumped
storage) adds, for hour t::

    columns    u_t   pumping        0 ≤ u_t ≤ U
               e_t   energy held    0 ≤ e_t ≤ E          full at the start of the day
    row        e_t − e_{t−1} + Δt p_t − η Δt u_t = 0     energy of the reservoir;  e_{−1} = E

and −u_t to the balance of its bus. The energy E is that of the fixed daily shape of the profiles,
so that the coupled day spends the same water, at the hours of its choice.

Its simplex starts from the bases of the hours solved alone: reduced costs are right from there on, and only
the energy of reservoirs has still to be found a place, which takes a thirtieth of the steps.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from highspy import HighsBasis, HighsBasisStatus
from numpy.typing import NDArray
from scipy.sparse import block_diag, coo_matrix, csc_matrix, hstack, vstack

from gridimpact.network.lp.bounds import ContingencyBounds
from gridimpact.network.lp.bounds_types import Bounds
from gridimpact.network.lp.hour_problem import HourProblem, joined
from gridimpact.network.lp.solve_order import NO_SHED_PU, share_shedding, solve_secondary
from gridimpact.network.lp.solver import LpSolution, WarmStartLp
from gridimpact.network.lp.status import Method

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Plan:
    """What a day as one problem decides; the rest is left to the hours.

    Attributes
    ----------
    water_pu : array, shape (snapshots, reservoirs)
        Generation less pumping. [pu]
    shed_pu : array, shape (snapshots, loads)
    x_pu : array, shape (snapshots, columns)
        Vectors of the hours; pumping is negative generation. [pu]
    answer : LpSolution
        How it was reached.
    """

    water_pu: Floats
    shed_pu: Floats
    x_pu: Floats
    answer: LpSolution


def plan_day(case_bounds: ContingencyBounds, problems: Sequence[HourProblem], *, warm: bool = True) -> Plan:
    """Decide the shedding and the reservoirs of all hours of a day at once.

    Parameters
    ----------
    case_bounds : ContingencyBounds
        With reservoirs.
    problems : sequence of HourProblem
        One per hour, all on one backend.
    warm : bool
        Start from the bases of the hours solved alone. The plan is the same without.

    Returns
    -------
    Plan
    """
    hours, layout = len(problems), case_bounds.model.layout
    units = case_bounds.conditions.reservoirs.unit
    bounds = _bounds(case_bounds, units)
    backend = WarmStartLp(_matrix(case_bounds, units), bounds)
    problem = joined(problems, backend)
    basis = _start(case_bounds, problems) if warm else None
    if basis is not None:
        backend.start_at(basis)
    answer = share_shedding(problem, bounds)
    shed_pu = answer.x[problem.shed].reshape(hours, -1)
    if answer.status.solved and (np.maximum(shed_pu, 0.0).sum(axis=1) <= NO_SHED_PU).any():
        # where some hour is not short, import and merit order say when its water runs
        answer = solve_secondary(problem, answer, bounds)
        shed_pu = answer.x[problem.shed].reshape(hours, -1)
    by_hour = answer.x[: hours * layout.columns].reshape(hours, layout.columns).copy()
    pumped = answer.x[hours * layout.columns :][: hours * len(units)].reshape(hours, len(units))
    by_hour[:, layout.unit.start + units] -= pumped
    return Plan(water_pu=by_hour[:, layout.unit.start + units], shed_pu=shed_pu, x_pu=by_hour, answer=answer)


def _start(case_bounds: ContingencyBounds, problems: Sequence[HourProblem]) -> HighsBasis | None:
    """Basis of the day from those of its hours, with the fixed shape of the profiles; None when an hour has none.

    Nothing is pumped, and what reservoirs hold is left to their rows.
    """
    hourly = problems[0].backend
    if not isinstance(hourly, WarmStartLp):
        return None
    hours, extra = len(problems), len(problems) * len(case_bounds.conditions.reservoirs.unit)
    bases: dict[int, HighsBasis] = {}
    for number in np.argsort(case_bounds.load_pu.sum(axis=1), kind="stable").tolist():
        answer = hourly.solve(case_bounds.of(number), (problems[number].objectives.both_sheddings,), face=False)
        if answer.status.method is not Method.WARM:
            return None  # an interior point leaves no basis to start from
        bases[number] = hourly.basis
    start = HighsBasis()
    start.valid, start.alien = True, False
    lower, basic = [HighsBasisStatus.kLower] * extra, [HighsBasisStatus.kBasic] * extra
    start.col_status = [status for number in range(hours) for status in bases[number].col_status] + lower + basic
    start.row_status = [status for number in range(hours) for status in bases[number].row_status] + lower
    return start


def _matrix(case_bounds: ContingencyBounds, units: Ints) -> csc_matrix:
    """Hourly blocks, then pumping and energy held, hour by hour."""
    hours, count, layout = len(case_bounds.load_pu), len(units), case_bounds.model.layout
    efficiency = case_bounds.conditions.reservoirs.efficiency
    blocks = block_diag([case_bounds.model.matrix] * hours, format="csc")
    hour, number = np.divmod(np.arange(hours * count), count)
    here = np.arange(hours * count)
    ones = np.ones(hours * count)
    into_balance = coo_matrix(
        (-ones, (hour * layout.rows + case_bounds.model.unit_bus[units][number], here)),
        shape=(hours * layout.rows, hours * count),
    )
    generation = coo_matrix(
        (ones, (here, hour * layout.columns + layout.unit.start + units[number])),
        shape=(hours * count, hours * layout.columns),
    )
    pumping = coo_matrix((-efficiency[number], (here, here)), shape=(hours * count, hours * count))
    later = here[hour > 0]
    held = coo_matrix(
        (
            np.concatenate([ones, -np.ones(len(later))]),
            (np.concatenate([here, later]), np.concatenate([here, later - count])),
        ),
        shape=(hours * count, hours * count),
    )
    nothing = coo_matrix((hours * layout.rows, hours * count))
    return csc_matrix(
        vstack([hstack([blocks, into_balance, nothing]), hstack([generation, pumping, held])], format="csc")
    )


def _bounds(case_bounds: ContingencyBounds, units: Ints) -> Bounds:
    hours = [case_bounds.of(number) for number in range(len(case_bounds.load_pu))]
    energy, pump = case_bounds.reservoir_energy_pu, case_bounds.reservoir_pump_pu
    count = len(hours)
    start = np.concatenate([energy, np.zeros((count - 1) * len(units))])
    for box in hours:
        box.column_upper[case_bounds.model.layout.unit.start + units] = case_bounds.reservoir_power_pu
    return Bounds(
        column_lower=np.concatenate([*(b.column_lower for b in hours), np.zeros(2 * count * len(units))]),
        column_upper=np.concatenate([*(b.column_upper for b in hours), np.tile(pump, count), np.tile(energy, count)]),
        row_lower=np.concatenate([*(b.row_lower for b in hours), start]),
        row_upper=np.concatenate([*(b.row_upper for b in hours), start]),
    )
