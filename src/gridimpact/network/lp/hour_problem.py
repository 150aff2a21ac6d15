"""The one place where the problem of an hour is built, for single days, coupled days, ensembles and adequacy."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from gridimpact.network.lp.bounds import ContingencyBounds
from gridimpact.network.lp.objectives import Objectives, objectives_of
from gridimpact.network.lp.ptdf_model import LpBackend

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class HourProblem:
    """A warm-started programme with what the objectives need to know of it: one hour, or a day of coupled hours.

    Attributes
    ----------
    backend : LpBackend
    objectives : Objectives
        Over all columns of the programme.
    shed : array of int
        Columns of the load shedding.
    load_pu : array
        Demand, in the order of `shed`. [pu]
    ignored_rows : array of bool, shape (rows,)
        Rows that cannot bind.
    shares_evenly : bool
        Whether loads of a class share shedding evenly.
    """

    backend: LpBackend
    objectives: Objectives
    shed: Ints
    load_pu: Floats
    ignored_rows: Bools
    shares_evenly: bool

    @classmethod
    def of(
        cls,
        backend: LpBackend,
        case_bounds: ContingencyBounds,
        hour: int,
        *,
        merit_order: Floats | None = None,
        shares_evenly: bool | None = None,
    ) -> "HourProblem":
        """Build the problem of one hour.

        Parameters
        ----------
        backend : LpBackend
            Of the model of the bounds.
        case_bounds : ContingencyBounds
        hour : int
            Number of the snapshot. [-]
        merit_order : array, shape (units,), optional
            0 runs first, 1 last [-]; default: all alike.
        shares_evenly : bool, optional
            Default: as the model says.

        Returns
        -------
        HourProblem
        """
        model, load_pu = case_bounds.model, case_bounds.load_pu[hour]
        shed = model.layout.shed
        order = np.zeros(len(model.unit_ids)) if merit_order is None else merit_order
        return cls(
            backend=backend,
            objectives=objectives_of(model, order, load_pu),
            shed=np.arange(shed.start, shed.stop),
            load_pu=load_pu,
            ignored_rows=unbinding_rows(case_bounds),
            shares_evenly=model.shares_evenly if shares_evenly is None else shares_evenly,
        )

    def at_level(self, level: float) -> "HourProblem":
        """The same hour with every load multiplied by a level above zero. [-]"""
        return replace(self, load_pu=self.load_pu * level)


def joined(hours: Sequence[HourProblem], backend: LpBackend) -> HourProblem:
    """Problem of a day from those of its hours, blocks side by side.

    Parameters
    ----------
    hours : sequence of HourProblem
    backend : LpBackend
        Columns and rows of the hours, one after the other, then those that couple them.

    Returns
    -------
    HourProblem
        Columns that couple hours cost nothing; their rows bind.
    """
    rows, columns = backend.matrix.shape
    width = len(hours[0].objectives.merit)

    def day_long(costs: Sequence[Floats]) -> Floats:
        return np.concatenate([*costs, np.zeros(columns - width * len(hours))])

    each = [hour.objectives for hour in hours]
    objectives = Objectives(
        shedding=tuple(day_long([one.shedding[rank] for one in each]) for rank in range(len(each[0].shedding))),
        both_sheddings=day_long([one.both_sheddings for one in each]),
        imports=day_long([one.imports for one in each]),
        merit=day_long([one.merit for one in each]),
    )
    ignored = np.concatenate([hour.ignored_rows for hour in hours])
    return replace(
        hours[0],
        backend=backend,
        objectives=objectives,
        shed=np.concatenate([number * width + hour.shed for number, hour in enumerate(hours)]),
        load_pu=np.concatenate([hour.load_pu for hour in hours]),
        ignored_rows=np.concatenate([ignored, np.zeros(rows - len(ignored), dtype=bool)]),
    )


def unbinding_rows(case_bounds: ContingencyBounds) -> Bools:
    """Rows of Ohm's law that branches out of service, or switched, leave open; shape (rows,)."""
    open_rows = np.zeros(case_bounds.model.layout.rows, dtype=bool)
    open_rows[case_bounds.model.layout.ohm] = ~case_bounds.has_kvl[case_bounds.model.obeys_ohm]
    return open_rows
