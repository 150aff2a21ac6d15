"""Reactive power and voltages of a dispatched hour: as the grid states them, chosen where it does not."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridimpact.network.dispatch.day import Day

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def stated(table: pd.DataFrame, column: str) -> Floats:
    """Values of an optional column; NaN where the grid states none."""
    if column not in table:
        return np.full(len(table), np.nan)
    return table[column].to_numpy(np.float64)


def load_mvar(day: Day, served_mw: Floats) -> Floats:
    """Reactive demand of what is served, shape (loads,). [Mvar]

    Parameters
    ----------
    day : Day
    served_mw : array, shape (loads,)
        Demand less shedding; below zero where a load feeds in. [MW]

    Notes
    -----
    Q = `loads.q_mvar` · served / full active demand (`p_mw`, or the load's peak of the day where `p_share` gives
    it), so that load that is shed takes its reactive part along; a load of reactive power alone stays.
    `reactive_demand_share` of what is served where none is stated.
    """
    loads, settings = day.engine.grid.loads, day.engine.settings
    if not len(loads):
        return np.zeros(0)
    own = stated(loads, "q_mvar")
    peak = day.case_bounds.load_pu.max(axis=0) * day.engine.model.base_mva
    full = np.where(loads["p_share"].to_numpy(np.float64) > 0, peak, loads["p_mw"].to_numpy(np.float64))
    part = np.divide(served_mw, full, out=loads["in_service"].to_numpy(np.float64), where=full != 0)
    chosen = np.maximum(served_mw, 0.0) * settings.reactive_demand_share
    return np.where(np.isnan(own), chosen, own * part)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sources:
    """What sources do besides giving active power, by bus.

    Attributes
    ----------
    v_set_pu : array, shape (buses,)
        Mean of the stated set points of units that stand; NaN where none does. [pu]
    free_mw : array, shape (buses,)
        Given by units that hold no voltage. [MW]
    free_mvar : array, shape (buses,)
        Reactive power that those feed in. [Mvar]
    """

    v_set_pu: Floats
    free_mw: Floats
    free_mvar: Floats


def sources(day: Day, unit_mw: Floats) -> Sources:
    """What units hold and feed in.

    Parameters
    ----------
    day : Day
    unit_mw : array, shape (units,)
        As dispatched. [MW]

    Notes
    -----
    A unit with a stated `v_set_pu` holds it while it stands, whatever it gives: generators of a load-flow case are
    synchronised, condensers among them. One that states `q_mvar` alone holds nothing and feeds
    q_mvar · p / p_nom, or q_mvar · (what is left of it) where p_nom is zero or without limit.
    """
    model, units = day.engine.model, day.engine.grid.units
    size = len(model.bus_ids)
    v_set, q_full = stated(units, "v_set_pu"), stated(units, "q_mvar")
    stands = (day.damaged.unit_left > 0) & day.case_bounds.bus_in_service[model.unit_bus]
    holds = stands & ~np.isnan(v_set)
    held, count = _at(model.unit_bus, np.where(holds, v_set, 0.0), size), _at(model.unit_bus, holds, size)
    free = np.isnan(v_set) & ~np.isnan(q_full)
    nominal = units["p_nom_mw"].to_numpy(np.float64)
    part = np.divide(unit_mw, nominal, out=day.damaged.unit_left.copy(), where=(nominal > 0) & np.isfinite(nominal))
    return Sources(
        v_set_pu=np.divide(held, count, out=np.full(size, np.nan), where=count > 0),
        free_mw=_at(model.unit_bus, np.where(free, unit_mw, 0.0), size),
        free_mvar=_at(model.unit_bus, np.where(free & stands, q_full * part, 0.0), size),
    )


def _at(bus: NDArray[np.int64], values: Floats | Bools, size: int) -> Floats:
    return np.asarray(np.bincount(bus, weights=values, minlength=size), dtype=np.float64)
