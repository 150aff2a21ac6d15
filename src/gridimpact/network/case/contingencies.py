"""A contingency applied to a grid: what is left of each bus, branch, unit and interconnector."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridimpact.domain.damage import Contingency
from gridimpact.domain.grid import Grid
from gridimpact.errors import Finding, TextFinding

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DamagedGrid:
    """What is left, as shares of the capacity before damage.

    Attributes
    ----------
    bus_in_service : array of bool, shape (buses,)
    branch_left : array, shape (branches,)
        Lines first, then transformers; 0 is out. [0..1]
    branch_switched : array of bool, shape (branches,)
        Some unknown part of the circuits is lost; the operator switches the rest, so that the branch
        carries at most what is left and does not hold back others by Ohm's law.
    unit_left : array, shape (units,)
    interconnector_left : array, shape (interconnectors,)
    findings : tuple of Finding
        Ids that the grid does not have.
    """

    bus_in_service: Bools
    branch_left: Floats
    branch_switched: Bools
    unit_left: Floats
    interconnector_left: Floats
    findings: tuple[Finding, ...] = ()


def apply(contingency: Contingency, grid: Grid) -> DamagedGrid:
    """Spread a contingency over the tables of the grid.

    Parameters
    ----------
    contingency : Contingency
    grid : Grid

    Returns
    -------
    DamagedGrid

    Notes
    -----
    A substation with share κ left keeps κ of each of its transformers and, since which bays are
    lost is unknown, κ of each line that ends there (an interconnector too), switched as needed: a
    whole line held at κ of its rating would throttle its neighbours by Ohm's law, which no operator
    would let it. At κ = 0 its switchyard buses are out; a bus behind its transformers stays, for it
    may be fed through ties and by local units. A plant with share κ left keeps κ of each unit.
    Shares of several hits multiply.
    """
    left = {
        name: pd.Series(1.0, index=getattr(grid, name).index)
        for name in ("buses", "lines", "transformers", "units", "interconnectors")
    }
    unknown = []
    for component_id, share in [*((c, 0.0) for c in contingency.out), *contingency.derated.items()]:
        if not _spread(grid, left, component_id, share):
            unknown.append(component_id)
    bays = [_at_substation(grid, c) for c in contingency.derated if c in grid.substations.index]
    bus_ok = (left["buses"].to_numpy() > 0) & grid.buses["in_service"].to_numpy(bool)
    branches = pd.concat([left["lines"], left["transformers"]])
    in_service = np.concatenate(
        [grid.lines["in_service"].to_numpy(bool), grid.transformers["in_service"].to_numpy(bool)]
    )
    findings = (
        (
            TextFinding(
                where="contingency",
                what="the grid has no such component; it changes nothing",
                ids=tuple(unknown),
                remedy="compare the ids with those of `gridimpact grid show`",
            ),
        )
        if unknown
        else ()
    )
    return DamagedGrid(
        bus_in_service=bus_ok,
        branch_left=np.where(in_service, branches.to_numpy(float), 0.0),
        branch_switched=np.logical_or.reduce([np.zeros(len(branches), dtype=bool), *bays]),
        unit_left=np.where(grid.units["in_service"].to_numpy(bool), left["units"].to_numpy(float), 0.0),
        interconnector_left=np.where(
            grid.interconnectors["in_service"].to_numpy(bool), left["interconnectors"].to_numpy(float), 0.0
        ),
        findings=(*findings, *_without_limit(grid, contingency)),
    )


def _without_limit(grid: Grid, contingency: Contingency) -> tuple[Finding, ...]:
    """Derated components of which no capacity is known: a share of that says nothing."""
    named = set()
    for name, column in (("lines", "s_nom_mva"), ("transformers", "s_nom_mva"), ("units", "p_nom_mw")):
        table: pd.DataFrame = getattr(grid, name)
        if len(table):
            capacity = table[column].astype(float)
            if "limit_mw" in table:
                capacity = table["limit_mw"].astype(float).fillna(capacity)
            named |= set(table.index[capacity == np.inf])
    ids = tuple(component for component in contingency.derated if component in named)
    if not ids:
        return ()
    return (
        TextFinding(
            where="contingency.derated",
            what="the grid states no capacity of these; derated they are still without limit",
            ids=ids,
            remedy="give their capacity in the grid, or take them out of service",
        ),
    )


def _spread(grid: Grid, left: "dict[str, pd.Series[float]]", component_id: str, share: float) -> bool:
    """Multiply what is left of everything that the component carries; False when it is unknown."""
    for shares in left.values():
        if component_id in shares.index:
            shares.loc[component_id] *= share
            return True
    if component_id in grid.substations.index:
        _spread_substation(grid, left, component_id, share)
        return True
    found = False
    for name, column in (("units", "plant_id"), ("lines", "part_of"), ("transformers", "part_of")):
        table: pd.DataFrame = getattr(grid, name)
        if column in table:
            owned = table.index[table[column] == component_id]
            left[name].loc[owned] *= share
            found = found or bool(len(owned))
    return found


def _spread_substation(grid: Grid, left: "dict[str, pd.Series[float]]", substation_id: str, share: float) -> None:
    own = grid.buses[grid.buses["substation_id"] == substation_id]
    yard = own.index[own["role"] == "switchyard"]
    if share == 0.0:
        left["buses"].loc[yard] = 0.0
    touched = _at_substation(grid, substation_id)
    left["lines"].loc[touched[: len(grid.lines)]] *= share
    left["transformers"].loc[touched[len(grid.lines) :]] *= share
    left["interconnectors"].loc[grid.interconnectors["bus_id"].isin(yard)] *= share


def _at_substation(grid: Grid, substation_id: str) -> Bools:
    """Lines that end in the switchyard and transformers of the site; shape (branches,)."""
    own = grid.buses[grid.buses["substation_id"] == substation_id]
    yard = own.index[own["role"] == "switchyard"]
    lines = grid.lines["bus0"].isin(yard) | grid.lines["bus1"].isin(yard)
    transformers = grid.transformers["substation_id"] == substation_id
    return np.concatenate([lines.to_numpy(bool), transformers.to_numpy(bool)])
