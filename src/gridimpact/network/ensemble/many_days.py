"""Many days of one grid: the same answer as the full form, most of it proved instead of solved.

Each sample is a damaged grid under its own conditions. Its hours are first held against the sets of
full elements that are known (`certificate`); what none of them proves goes to the warm-started programme, in the
order of objectives, and teaches the next set. Reservoirs follow the shape in the conditions.
`tests/network/ensemble/test_many_days.py` holds the answer against the full form, hour by hour.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gridimpact.network.cascade.pre_fault import transfer_paths
from gridimpact.network.case.conditions import Conditions
from gridimpact.network.case.contingencies import DamagedGrid
from gridimpact.network.dispatch.day import Engine
from gridimpact.network.ensemble.binding import binding_elements, can_bind
from gridimpact.network.ensemble.certificate import ZoneModel
from gridimpact.network.ensemble.zones import BindingElements, HourBatch, SolvedHour, Topology
from gridimpact.network.lp.bounds import ContingencyBounds, DayBounds
from gridimpact.network.lp.dc_model import SHARING_BUSES
from gridimpact.network.lp.hour_problem import HourProblem
from gridimpact.network.lp.ptdf_model import LpBackend, lp_backend
from gridimpact.network.lp.sharing import even_shares
from gridimpact.network.lp.solve_order import (
    NO_SHED_PU,
    least_shedding,
    most_import,
    share_shedding,
    solve_secondary,
)
from gridimpact.network.lp.solver import LpSolution

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DayAnswers:
    """Days of several samples.

    Attributes
    ----------
    shed_mw : array, shape (samples, snapshots, loads)
        Load shedding. [MW]
    need_mw, allowed_mw, deliverable_mw, used_mw : array, shape (samples, snapshots)
        Import, as `imports.import_balance` defines it. [MW]
    proved, solved, unsolved : int
        Hours that were proved, solved, and not answered (all load is counted as shed there). [-]
    partial : int
        Hours among the solved ones in which some objective was not reached: shedding that may not be least or
        evenly shared, or import that may not be least or most. [-]
    """

    shed_mw: Floats
    need_mw: Floats
    allowed_mw: Floats
    deliverable_mw: Floats
    used_mw: Floats
    proved: int
    solved: int
    unsolved: int
    partial: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Outcome:
    """Answers while they are found; written by `_write`."""

    shed_pu: Floats
    used_pu: Floats
    most_pu: Floats
    done: Bools


def solve_days(engine: Engine, days: Sequence[tuple[DamagedGrid, Conditions]]) -> DayAnswers:
    """Least shedding, shared evenly, and import of many days.

    Parameters
    ----------
    engine : Engine
    days : sequence of (DamagedGrid, Conditions)
        All with as many snapshots.

    Returns
    -------
    DayAnswers
        In the order of `days`. Depends on nothing else: what is learnt on the way is forgotten.
    """
    model = engine.model
    case_bounds = [
        DayBounds.of(model, conditions, reallocate=engine.settings.reallocate_import_shares).case_bounds(damaged)
        for damaged, conditions in days
    ]
    snapshots = len(case_bounds[0].load_pu) if case_bounds else 0
    shape = (len(case_bounds), snapshots)
    outcome = _Outcome(
        shed_pu=np.zeros((*shape, len(model.load_ids))),
        used_pu=np.zeros(shape),
        most_pu=np.zeros(shape),
        done=np.zeros(shape, dtype=bool),
    )
    solver = _Solver(engine, case_bounds)
    for group in _by_topology(engine, case_bounds):
        _answer_group(engine, case_bounds, group, outcome, solver)
    allowed = np.array([box.allowed_pu.sum() for box in case_bounds])[:, None] * np.ones(shape)
    unserved = outcome.shed_pu.sum(axis=2)
    base = model.base_mva
    return DayAnswers(
        shed_mw=outcome.shed_pu * base,
        need_mw=(outcome.used_pu + unserved) * base,
        allowed_mw=allowed * base,
        deliverable_mw=outcome.most_pu * base,
        used_mw=outcome.used_pu * base,
        proved=outcome.done.size - solver.hours,
        solved=solver.hours - solver.unsolved,
        unsolved=solver.unsolved,
        partial=solver.partial,
    )


def _by_topology(engine: Engine, case_bounds: list[ContingencyBounds]) -> list[tuple[Topology, list[int]]]:
    has_kvl = ~transfer_paths(engine.grid)
    groups: dict[bytes, tuple[Topology, list[int]]] = {}
    for number, box in enumerate(case_bounds):
        topology = Topology(
            bus_in_service=box.bus_in_service,
            # a branch that may carry nothing still transfers the angles of its ends, if Ohm's law holds for it
            branch_in_service=box.branch_in_service & ((box.branch_limit_pu > 0) | (box.has_kvl & has_kvl)),
            has_kvl=box.has_kvl & has_kvl,
            interconnector_in_service=box.import_limit_pu > 0,
        )
        groups.setdefault(topology.key, (topology, []))[1].append(number)
    return list(groups.values())


def _answer_group(
    engine: Engine,
    case_bounds: list[ContingencyBounds],
    group: tuple[Topology, list[int]],
    outcome: _Outcome,
    solver: "_Solver",
) -> None:
    """Answer all hours of the samples of one topology: prove what is known, solve the next, and learn from it."""
    topology, members = group
    snapshots = len(case_bounds[members[0]].load_pu)
    sample, hour = np.repeat(members, snapshots), np.tile(np.arange(snapshots), len(members))
    open_rows = np.arange(len(sample))
    if engine.model.weight is not None or len(engine.model.bus_ids) > SHARING_BUSES:
        for own_sample, own_hour in zip(sample.tolist(), hour.tolist(), strict=True):
            solver.solve(own_sample, own_hour, outcome)
        return
    batch = _batch(engine, [case_bounds[number] for number in members])
    prover = _Prover(engine, case_bounds, topology, batch, sample, hour, outcome)
    # what fits the tightest limits fits wider ones: those cases teach most
    tight = batch.limit.sum(axis=1)
    while len(open_rows):
        tightest = np.flatnonzero(tight[open_rows] <= tight[open_rows].min() + 1e-9)
        taken = int(tightest[len(tightest) // 2])
        row = int(open_rows[taken])
        open_rows = np.delete(open_rows, taken)
        found = solver.solve(int(sample[row]), int(hour[row]), outcome)
        if found is not None:
            open_rows = prover.certify(found[0], open_rows, found[1])


class _Prover:
    """Holds guesses against the hours of one topology, and writes down what they prove."""

    def __init__(
        self,
        engine: Engine,
        case_bounds: list[ContingencyBounds],
        topology: Topology,
        batch: HourBatch,
        sample: Ints,
        hour: Ints,
        outcome: _Outcome,
    ) -> None:
        self._engine, self._bounds, self._topology, self._batch = engine, case_bounds, topology, batch
        self._sample, self._hour, self._outcome = sample, hour, outcome

    def certify(self, full: BindingElements, rows: Ints, reference: SolvedHour) -> Ints:
        """Return the rows that stay open."""
        model = self._engine.model
        if not len(rows) or not can_bind(full, self._topology, model):
            return rows
        certificates = ZoneModel(model, self._topology, full, reference).certify(self._batch.part(rows))
        proved = np.flatnonzero(certificates.proved)
        if not len(proved):
            return rows
        sample, hour = self._sample[rows[proved]], self._hour[rows[proved]]
        load = np.stack([self._bounds[s].load_pu[h] for s, h in zip(sample.tolist(), hour.tolist(), strict=True)])
        share = np.where(
            model.critical[None, :],
            certificates.critical_share[proved][:, model.load_bus],
            certificates.general_share[proved][:, model.load_bus],
        )
        de_energised = ~self._topology.bus_in_service[model.load_bus]
        outcome = self._outcome
        outcome.shed_pu[sample, hour] = np.maximum(load, 0.0) * np.where(de_energised[None, :], 1.0, share)
        outcome.used_pu[sample, hour] = certificates.used[proved]
        outcome.most_pu[sample, hour] = certificates.most[proved]
        outcome.done[sample, hour] = True
        return np.delete(rows, proved)


def _batch(engine: Engine, case_bounds: list[ContingencyBounds]) -> HourBatch:
    """Hours of samples of one topology side by side."""
    model = engine.model
    buses, snapshots = len(model.bus_ids), len(case_bounds[0].load_pu)

    def at_bus(values: Floats, bus: Ints) -> Floats:
        summed = np.zeros((buses, len(values)))
        np.add.at(summed, bus, values.T)
        return summed.T

    def by_hour(values: list[Floats]) -> Floats:
        return np.repeat(np.stack(values), snapshots, axis=0)

    load = np.concatenate([box.load_pu for box in case_bounds])
    alive = np.repeat(np.stack([box.bus_in_service for box in case_bounds]), snapshots, axis=0)
    drawn = np.maximum(load, 0.0)
    source = at_bus(np.concatenate([box.unit_limit_pu for box in case_bounds]), model.unit_bus)
    source = source + at_bus(np.maximum(-load, 0.0), model.load_bus)
    return HourBatch(
        general=np.where(alive, at_bus(np.where(model.critical, 0.0, drawn), model.load_bus), 0.0),
        critical=np.where(alive, at_bus(np.where(model.critical, drawn, 0.0), model.load_bus), 0.0),
        source=np.where(alive, source, 0.0),
        limit=by_hour([box.branch_limit_pu for box in case_bounds]),
        rating=by_hour([box.import_limit_pu for box in case_bounds]),
        allowed=by_hour([box.allowed_pu for box in case_bounds]),
    )


class _Solver:
    """The warm-started programme, for what no guess proves; counts what it was asked."""

    def __init__(self, engine: Engine, case_bounds: list[ContingencyBounds]) -> None:
        self._engine, self._bounds = engine, case_bounds
        self._backend: LpBackend | None = None
        self.hours = 0
        self.unsolved = 0
        self.partial = 0

    def solve(self, sample: int, hour: int, outcome: _Outcome) -> tuple[BindingElements, SolvedHour] | None:
        """Solve an hour in the order of its objectives; returns what it teaches."""
        box, model = self._bounds[sample], self._engine.model
        bounds = box.of(hour)
        if self._backend is None:
            self._backend = lp_backend(model, bounds)
        problem = HourProblem.of(self._backend, box, hour)
        shared = share_shedding(problem, bounds) if model.shares_evenly else least_shedding(problem, bounds)
        self.hours += 1
        load = np.maximum(box.load_pu[hour], 0.0)
        if not shared.status.solved:
            self.unsolved += 1
            outcome.shed_pu[sample, hour] = load
            return None
        outcome.shed_pu[sample, hour] = np.where(load > 0, np.clip(shared.x[problem.shed], 0.0, load), 0.0)
        outcome.done[sample, hour] = True
        whole = self._write_imports(problem, shared, outcome, sample, hour)
        self.partial += not (whole and shared.status.evenly_shared and shared.status.proven_least)
        if model.weight is not None or not model.shares_evenly or not shared.status.evenly_shared:
            return None
        x = self._inner(problem, shared)
        full = binding_elements(box, hour, x)
        if full is None:
            return None
        return full, SolvedHour(flow=x[model.layout.flow], import_pu=x[model.layout.interconnector])

    def _inner(self, problem: HourProblem, shared: LpSolution) -> Floats:
        """An answer as good that keeps away from limits where it can; the sharing's own, when there was any."""
        if (shared.x[problem.shed] * (problem.load_pu > 0)).sum() > NO_SHED_PU:
            return shared.x
        inner = even_shares(
            problem.backend.matrix, shared.face, problem.load_pu, problem.shed, ignored_rows=problem.ignored_rows
        )
        return shared.x if inner is None else inner

    def _write_imports(
        self, problem: HourProblem, shared: LpSolution, outcome: _Outcome, sample: int, hour: int
    ) -> bool:
        """Least import on the face of the shedding, and most; returns whether both were found."""
        if not problem.objectives.imports.any():
            return True
        bounds, import_pu = self._bounds[sample].of(hour), self._engine.model.layout.interconnector
        least = solve_secondary(problem, shared, bounds)
        after = least if least.status.solved else shared
        most = most_import(problem, bounds, after)
        outcome.used_pu[sample, hour] = float(after.x[import_pu].sum())
        outcome.most_pu[sample, hour] = float(most.x[import_pu].sum())
        return least.status.solved and least.status.proven_dispatch and most.status.solved
