"""A contingency applied to a grid: what is left of each bus, branch, unit and interconnector."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridimpact.domain.damage import Contingency
from gridimpact.domain.grid import Grid
from gridimpact.errors import Finding
from gridimpact.i18n.translate import N_

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

NOTHING: Ints = np.zeros(0, dtype=np.int64)
"""No position."""


class UnknownComponents(Finding):
    """A contingency names components that the grid does not have; `ids` are theirs."""

    template = N_("the grid has no such component; it changes nothing")
    remedy_template = N_("compare the ids with those of `gridimpact grid show`")


class DeratedWithoutLimit(Finding):
    """Derated components of which no capacity is known: a share of that says nothing."""

    template = N_("the grid states no capacity of these; derated they are still without limit")
    remedy_template = N_("give their capacity in the grid, or take them out of service")


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
        [0..1]
    interconnector_left : array, shape (interconnectors,)
        [0..1]
    contingency : Contingency
        What was applied.
    findings : tuple of Finding
        Ids that the grid does not have, and shares of no limit.
    """

    bus_in_service: Bools
    branch_left: Floats
    branch_switched: Bools
    unit_left: Floats
    interconnector_left: Floats
    contingency: Contingency
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
        For many contingencies of one grid make a `DamageEffects` once; it is the same code.
    """
    return DamageEffects(grid).apply(contingency)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Effect:
    """Parts that a component takes with it; arrays of positions.

    Attributes
    ----------
    branch, unit, interconnector : array of int
        What keeps the component's share.
    switched : array of int
        Branches of which an unknown part of the circuits is lost while a share is left.
    bus : array of int
        Buses that are out once nothing is left.
    """

    branch: Ints = field(default_factory=lambda: NOTHING)
    unit: Ints = field(default_factory=lambda: NOTHING)
    interconnector: Ints = field(default_factory=lambda: NOTHING)
    switched: Ints = field(default_factory=lambda: NOTHING)
    bus: Ints = field(default_factory=lambda: NOTHING)


class DamageEffects:
    """What hangs on each component of a grid, read off its tables once, and contingencies applied by it.

    Parameters
    ----------
    grid : Grid

    Notes
    -----
    A substation with share κ left keeps κ of each of its transformers and, since which bays are
    lost is unknown, κ of each line that ends there (an interconnector too), switched as needed: a
    whole line held at κ of its rating would throttle its neighbours by Ohm's law, which no operator
    would let it. At κ = 0 its switchyard buses are out; a bus behind its transformers stays, for it
    may be fed through transfers and by local units. A plant with share κ left keeps κ of each unit.
    Shares of several hits multiply.
    """

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._bus_in_service = grid.buses["in_service"].to_numpy(bool)
        self._branch_in_service = np.concatenate(
            [grid.lines["in_service"].to_numpy(bool), grid.transformers["in_service"].to_numpy(bool)]
        )
        self._unit_in_service = grid.units["in_service"].to_numpy(bool)
        self._interconnector_in_service = grid.interconnectors["in_service"].to_numpy(bool)
        yard = grid.buses[grid.buses["role"] == "switchyard"]["substation_id"]
        self._yard = _positions(yard, grid.buses.index.get_indexer(yard.index))
        first, ends = len(grid.lines), grid.lines[["bus0", "bus1"]]
        site = ends.apply(lambda bus: bus.map(yard)) if first else ends
        self._bays = _joined(_positions(site["bus0"]), _positions(site["bus1"]))
        self._transformers = _positions(grid.transformers["substation_id"], first=first)
        self._border_lines = _positions(grid.interconnectors["bus_id"].map(yard))
        self._plants = _positions(grid.units["plant_id"]) if "plant_id" in grid.units else {}
        parts = [
            _positions(table["part_of"], first=start)
            for table, start in ((grid.lines, 0), (grid.transformers, first))
            if "part_of" in table
        ]
        self._parts = _joined(*parts)
        self._effects: dict[str, Effect | None] = {}
        self._unlimited: frozenset[str] | None = None

    def apply(self, contingency: Contingency) -> DamagedGrid:
        """Spread a contingency over the grid.

        Parameters
        ----------
        contingency : Contingency

        Returns
        -------
        DamagedGrid
        """
        bus = self._bus_in_service.copy()
        branch, unit = self._branch_in_service.astype(np.float64), self._unit_in_service.astype(np.float64)
        interconnector = self._interconnector_in_service.astype(np.float64)
        switched = np.zeros(len(branch), dtype=bool)
        unknown = []
        for name, share in [*((name, 0.0) for name in contingency.out), *contingency.derated.items()]:
            effect = self.effect(name)
            if effect is None:
                unknown.append(name)
                continue
            branch[effect.branch] *= share
            unit[effect.unit] *= share
            interconnector[effect.interconnector] *= share
            if share == 0.0:
                bus[effect.bus] = False
            else:
                switched[effect.switched] = True
        findings: list[Finding] = []
        if unknown:
            findings.append(UnknownComponents(where="contingency", ids=tuple(unknown)))
        if without := tuple(name for name in contingency.derated if name in self._without_limit()):
            findings.append(DeratedWithoutLimit(where="contingency.derated", ids=without))
        return DamagedGrid(
            bus_in_service=bus,
            branch_left=branch,
            branch_switched=switched,
            unit_left=unit,
            interconnector_left=interconnector,
            contingency=contingency,
            findings=tuple(findings),
        )

    def effect(self, component: str) -> Effect | None:
        """What a component takes with it.

        Parameters
        ----------
        component : str

        Returns
        -------
        Effect or None
            None for what the grid does not have.
        """
        if component not in self._effects:
            self._effects[component] = self._of_row(component) or self._of_site(component)
        return self._effects[component]

    def _of_row(self, component: str) -> Effect | None:
        """Effect of a component that has a row of its own."""
        grid = self._grid
        if component in grid.buses.index:
            return Effect(bus=_row(grid.buses, component))
        if component in grid.lines.index:
            return Effect(branch=_row(grid.lines, component))
        if component in grid.transformers.index:
            return Effect(branch=_row(grid.transformers, component) + len(grid.lines))
        if component in grid.units.index:
            return Effect(unit=_row(grid.units, component))
        if component in grid.interconnectors.index:
            return Effect(interconnector=_row(grid.interconnectors, component))
        return None

    def _of_site(self, component: str) -> Effect | None:
        """Effect of a substation, a plant or a branch that the grid has in parts."""
        if component in self._grid.substations.index:
            bays = _union(self._bays.get(component, NOTHING), self._transformers.get(component, NOTHING))
            return Effect(
                branch=bays,
                switched=bays,
                interconnector=self._border_lines.get(component, NOTHING),
                bus=self._yard.get(component, NOTHING),
            )
        if component in self._plants or component in self._parts:
            return Effect(unit=self._plants.get(component, NOTHING), branch=self._parts.get(component, NOTHING))
        return None

    def _without_limit(self) -> frozenset[str]:
        """Components of which the grid states no capacity."""
        if self._unlimited is None:
            named: set[str] = set()
            for name, column in (("lines", "s_nom_mva"), ("transformers", "s_nom_mva"), ("units", "p_nom_mw")):
                table: pd.DataFrame = getattr(self._grid, name)
                if len(table):
                    capacity = table[column].astype(float)
                    if "limit_mw" in table:
                        capacity = table["limit_mw"].astype(float).fillna(capacity)
                    named |= set(table.index[capacity == np.inf])
            self._unlimited = frozenset(named)
        return self._unlimited


def _row(table: pd.DataFrame, component: str) -> Ints:
    return np.flatnonzero(table.index == component)


def _positions(owner: "pd.Series[str]", at: Iterable[int] | None = None, *, first: int = 0) -> Mapping[str, Ints]:
    """Positions of the rows of each owner; rows without one are left out."""
    places = np.arange(first, first + len(owner)) if at is None else np.asarray(at)
    codes, names = pd.factorize(owner)
    order = np.argsort(codes, kind="stable")
    starts = np.searchsorted(codes[order], np.arange(len(names) + 1))
    return {str(name): places[order[starts[k] : starts[k + 1]]] for k, name in enumerate(names)}


def _joined(*parts: Mapping[str, Ints]) -> Mapping[str, Ints]:
    """Positions of each owner in all parts, none twice."""
    names = dict.fromkeys(name for part in parts for name in part)
    return {name: _union(*(part.get(name, NOTHING) for part in parts)) for name in names}


def _union(*positions: Ints) -> Ints:
    """Positions in any of the arrays, ascending; a line from a substation to itself counts once."""
    return np.unique(np.concatenate(positions)).astype(np.int64)
