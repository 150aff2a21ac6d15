"""Costs of an hour in their order: least critical shedding, least shedding, least import, merit order."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridimpact.network.lp.dc_model import SHARING_BUSES, DcModel

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Objectives:
    """Cost vectors of one hour, in order.

    Attributes
    ----------
    shedding : tuple of array, shape (columns,)
        Critical shedding, then all shedding; or the weighted shedding alone where the grid states weights.
    both_sheddings : array, shape (columns,)
        All shedding, and a little more for the critical: does for both where nothing critical need be shed.
    imports : array, shape (columns,)
    merit : array, shape (columns,)
    """

    shedding: tuple[Floats, ...]
    both_sheddings: Floats
    imports: Floats
    merit: Floats

    @property
    def most_import(self) -> Floats:
        """As much import as possible, the own share of each neighbour first."""
        return np.where(self.imports >= 1.0, -1.0, self.imports)


def objectives_of(model: DcModel, merit_order: Floats, load_pu: Floats) -> Objectives:
    """Lay out the costs of an hour.

    Parameters
    ----------
    model : DcModel
    merit_order : array, shape (units,)
        0 runs first, 1 last.
    load_pu : array, shape (loads,)
        Negative load is generation and may be curtailed without cost.
    """
    layout = model.layout
    ranks = [np.ones(len(model.load_ids))] if model.weight is None else [model.weight]
    if model.weight is None and model.critical.any() and not model.critical.all():
        ranks.insert(0, model.critical.astype(float))
    shedding = [np.zeros(layout.columns) for _ in ranks]
    for cost, rank in zip(shedding, ranks, strict=True):
        cost[layout.shed] = np.where(load_pu > 0, rank, 0.0)
    imports, merit = np.zeros(layout.columns), np.zeros(layout.columns)
    imports[layout.interconnector] = 1.0
    # a neighbour takes over another's share only when its own is used up
    imports[layout.over_share] = 1e-3
    merit[layout.unit] = merit_order
    if len(model.bus_ids) <= SHARING_BUSES:
        merit[layout.unit] += _tie_break(model.unit_ids)
        merit[layout.interconnector] = 1.0 + _tie_break(model.interconnector_ids)
    both = shedding[-1] + (1e-3 * shedding[0] if len(shedding) == 2 else 0.0)
    return Objectives(shedding=tuple(shedding), both_sheddings=both, imports=imports, merit=merit)


def _tie_break(ids: pd.Index) -> Floats:
    """Tiny costs from the ids themselves, so that the order of rows decides nothing."""
    hashed = pd.util.hash_array(ids.to_numpy(dtype=object)) if len(ids) else np.zeros(0, dtype=np.uint64)
    return np.asarray(1e-4 * (hashed % np.uint64(1_000_003)) / 1_000_003, dtype=np.float64)
