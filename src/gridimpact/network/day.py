"""A day solved: every hour in the order of aims, under the border rules and with open borders."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridimpact.domain.grid import Grid
from gridimpact.domain.settings import NetworkSettings
from gridimpact.network.boxes import Borders, Boxes, contingency_boxes
from gridimpact.network.conditions import Conditions, merit_order
from gridimpact.network.contingencies import DamagedGrid
from gridimpact.network.dc_model import DcModel, build_model
from gridimpact.network.sharing import even_shares
from gridimpact.network.solver import Answer, Bounds, KeptModel

Floats = NDArray[np.float64]

SHARED_PU = 1e-7
"""Half-width of the box in which an even share is held while later aims are pursued. [pu]"""
NO_SHED_PU = 1e-8
"""Shedding below this is none. [pu]"""
UNEVEN = ", not shared evenly"
NOT_LEAST = ", perhaps not the least shedding"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Engine:
    """The model of a grid, ready for any contingency and hour.

    Attributes
    ----------
    grid : Grid
    settings : NetworkSettings
    model : DcModel
    """

    grid: Grid
    settings: NetworkSettings
    model: DcModel

    @classmethod
    def of(cls, grid: Grid, settings: NetworkSettings) -> "Engine":
        """Build the model of a grid once."""
        return cls(grid=grid, settings=settings, model=build_model(grid, settings))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Aims:
    """Cost vectors of the aims, in order.

    Attributes
    ----------
    shedding : tuple of array, shape (columns,)
        Critical shedding, then all shedding; or the weighted shedding alone where the grid states weights.
    imports : array, shape (columns,)
    merit : array, shape (columns,)
    shed : slice
        Columns of the load shedding.
    """

    shedding: tuple[Floats, ...]
    imports: Floats
    merit: Floats
    shed: slice

    @classmethod
    def of(cls, engine: Engine, conditions: Conditions) -> "Aims":
        """Lay out the costs."""
        model, layout = engine.model, engine.model.layout
        ranks = [np.ones(len(model.load_ids))] if model.weight is None else [model.weight]
        if model.weight is None and model.critical.any() and not model.critical.all():
            ranks.insert(0, model.critical.astype(float))
        shedding = [np.zeros(layout.columns) for _ in ranks]
        for cost, rank in zip(shedding, ranks, strict=True):
            cost[layout.shed] = rank
        imports, merit = np.zeros(layout.columns), np.zeros(layout.columns)
        imports[layout.interconnector] = 1.0
        # a neighbour takes over another's share only when its own is used up
        imports[layout.over_share] = 1e-3
        merit[layout.unit] = merit_order(engine.grid, conditions.reference_state) + _tie_break(model.unit_ids)
        merit[layout.interconnector] = 1.0 + _tie_break(model.interconnector_ids)
        return cls(shedding=tuple(shedding), imports=imports, merit=merit, shed=layout.shed)

    def shedding_at(self, load_pu: Floats) -> tuple[Floats, ...]:
        """Shedding costs of an hour; negative load is generation and may be curtailed without cost."""
        costs = tuple(cost.copy() for cost in self.shedding)
        for cost in costs:
            cost[self.shed] = np.where(load_pu > 0, cost[self.shed], 0.0)
        return costs


def _tie_break(ids: pd.Index) -> Floats:
    """Tiny costs from the ids themselves, so that the order of rows decides nothing."""
    hashed = pd.util.hash_array(ids.to_numpy(dtype=object)) if len(ids) else np.zeros(0, dtype=np.uint64)
    return np.asarray(1e-4 * (hashed % np.uint64(1_000_003)) / 1_000_003, dtype=np.float64)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Hour:
    """Answers to one snapshot.

    Attributes
    ----------
    dispatch : Answer
        Least shedding, shared evenly, least import, merit order, under the border rules.
    most_import : Answer
        As little shedding with as much import as the rules and the grid let in.
    open_borders : Answer
        Least shedding when no border has a limit.
    """

    dispatch: Answer
    most_import: Answer
    open_borders: Answer


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Day:
    """All snapshots of one contingency, solved.

    Attributes
    ----------
    engine : Engine
    damaged : DamagedGrid
    boxes : Boxes
    hours : tuple of Hour
        In the order of the snapshots.
    """

    engine: Engine
    damaged: DamagedGrid
    boxes: Boxes
    hours: tuple[Hour, ...]

    @property
    def conditions(self) -> Conditions:
        """Demand, availability and import rules of the day."""
        return self.boxes.conditions


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
        Always; an hour that no method solved says so in the `method` of its answer.
    """
    boxes = contingency_boxes(engine.model, damaged, conditions, reallocate=engine.settings.reallocate_import_shares)
    count = len(conditions.snapshots)
    kept = KeptModel(engine.model.matrix, boxes.of(0))
    aims = Aims.of(engine, conditions)
    hours: dict[int, Hour] = {}
    # hours of like demand have like answers: solved in that order, each starts near the last
    for done, snapshot in enumerate(np.argsort(conditions.load_mw.sum(axis=1), kind="stable")):
        hours[int(snapshot)] = _hour(kept, boxes, int(snapshot), aims)
        if progress:
            progress((done + 1) / count)
    return Day(engine=engine, damaged=damaged, boxes=boxes, hours=tuple(hours[number] for number in range(count)))


def _hour(kept: KeptModel, boxes: Boxes, snapshot: int, aims: Aims) -> Hour:
    bounds = boxes.of(snapshot, Borders.RULE)
    load = boxes.load_pu[snapshot]
    shedding = aims.shedding_at(load)
    least = kept.solve(bounds, shedding)
    if least.method == "none":
        return Hour(dispatch=least, most_import=least, open_borders=least)
    if least.aims < len(shedding):
        least = replace(least, method=least.method + NOT_LEAST)
    # take as much as possible, the own share of each neighbour first
    most = np.where(aims.imports >= 1.0, -1.0, aims.imports)
    most_import = kept.solve(least.face, (most,))
    shed_pu = np.maximum(least.x[boxes.model.layout.shed], 0.0) * (load > 0)
    if shed_pu.sum() <= NO_SHED_PU:
        dispatch = _later(least, kept.solve(least.face, (aims.imports, aims.merit)))
        return Hour(dispatch=dispatch, most_import=_later(least, most_import), open_borders=least)
    open_borders = kept.solve(boxes.of(snapshot, Borders.OPEN), shedding)
    if boxes.model.shares_evenly:
        dispatch = _shared(kept, boxes, least, load, aims)
    else:
        dispatch = _later(least, kept.solve(least.face, (aims.imports, aims.merit)))
    return Hour(
        dispatch=dispatch,
        most_import=_later(least, most_import),
        open_borders=open_borders if open_borders.method != "none" else least,
    )


def _shared(kept: KeptModel, boxes: Boxes, least: Answer, load: Floats, aims: Aims) -> Answer:
    """Share the least shedding evenly, then pursue the later aims."""
    shed = boxes.model.layout.shed
    ignored = np.zeros(boxes.model.layout.rows, dtype=bool)
    ignored[boxes.model.layout.ohm] = ~boxes.obeying[boxes.model.obeys_ohm]
    share = even_shares(kept.matrix, least.face, load, shed, ignored_rows=ignored)
    if share is not None:
        after = kept.solve(_hold(least.face, shed, share), (aims.imports, aims.merit))
        if after.method != "none":
            return _later(least, after)
    return _later(replace(least, method=least.method + UNEVEN), kept.solve(least.face, (aims.imports, aims.merit)))


def _hold(face: Bounds, shed: slice, share: Floats) -> Bounds:
    lower, upper = face.column_lower.copy(), face.column_upper.copy()
    lower[shed] = np.maximum(lower[shed], share - SHARED_PU)
    upper[shed] = np.minimum(upper[shed], share + SHARED_PU)
    return Bounds(column_lower=lower, column_upper=upper, row_lower=face.row_lower, row_upper=face.row_upper)


def _later(first: Answer, later: Answer) -> Answer:
    """The later aims' answer, told with the method of the first; the first when there is none."""
    if later.method == "none":
        return first
    return replace(
        later,
        method=first.method,
        residual_pu=max(first.residual_pu, later.residual_pu),
        solves=first.solves + later.solves,
    )
