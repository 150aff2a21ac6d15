"""What the core refuses, and what it takes but tells: impossible values never become an answer.

Readers check their files; a grid may also be made in memory. Everything wrong is collected and raised once.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from gridimpact.domain.grid import Grid
from gridimpact.domain.settings import DemandSettings, NetworkSettings
from gridimpact.errors import DataError, Finding
from gridimpact.network.case.findings import (
    BelowZero,
    BelowZeroOrBlank,
    BusNotInGrid,
    IdsNotUnique,
    ImplausibleCapacity,
    ImplausibleLoad,
    ImpossibleValue,
    LoadsWithoutSource,
    NotAFiniteNumber,
    NotAFiniteNumberOrBlank,
    NotFiniteAboveZero,
    NotFiniteAboveZeroOrBlank,
    NotFiniteFromZero,
    SettingBelow,
    SettingNotAbove,
)
from gridimpact.network.flow.topology import islands

IMPLAUSIBLE_MW = 1e6
"""Finite powers from here on are told. [MW]  Chosen: no country has a terawatt in one component."""

_RULES: tuple[tuple[str, str, type[ImpossibleValue]], ...] = (
    ("lines", "s_nom_mva", BelowZero),
    ("lines", "x_pu", NotAFiniteNumber),
    ("lines", "b_pu", NotAFiniteNumber),
    ("lines", "length_km", NotFiniteFromZero),
    ("transformers", "s_nom_mva", BelowZero),
    ("transformers", "x_pu", NotAFiniteNumber),
    ("transformers", "phase_shift_deg", NotAFiniteNumber),
    ("transformers", "tap_ratio", NotFiniteAboveZero),
    ("units", "p_nom_mw", BelowZero),
    ("loads", "p_mw", NotAFiniteNumber),
    ("loads", "p_share", NotFiniteFromZero),
    ("loads", "weight", NotFiniteFromZero),
    ("interconnectors", "s_nom_mva", BelowZero),
    ("import_rules", "value", BelowZero),
    ("profiles", "value", NotFiniteFromZero),
    ("reference_states", "peak_demand_mw", NotFiniteFromZero),
    ("availability", "available_mw", NotFiniteFromZero),
)
"""Column of a table, and the finding about values that it cannot have."""
_WHERE_STATED: tuple[tuple[str, str, type[ImpossibleValue]], ...] = (
    ("buses", "q_shunt_mvar", NotAFiniteNumber),
    ("loads", "q_mvar", NotAFiniteNumber),
    ("units", "q_mvar", NotAFiniteNumber),
    ("units", "v_set_pu", NotFiniteAboveZero),
    ("lines", "limit_mw", BelowZero),
    ("transformers", "limit_mw", BelowZero),
)
"""The same of columns whose blank cells mean that the grid states nothing."""
_OR_BLANK: dict[type[ImpossibleValue], type[ImpossibleValue]] = {
    NotAFiniteNumber: NotAFiniteNumberOrBlank,
    BelowZero: BelowZeroOrBlank,
    NotFiniteAboveZero: NotFiniteAboveZeroOrBlank,
}
_ENDS = {"lines": ("bus0", "bus1"), "transformers": ("bus0", "bus1"), "units": ("bus_id",), "loads": ("bus_id",),
         "interconnectors": ("bus_id",)}  # fmt: skip


def usable(grid: Grid, settings: NetworkSettings) -> tuple[Finding, ...]:
    """Refuse what no answer can be worked out from, and tell what looks wrong.

    Parameters
    ----------
    grid : Grid
    settings : NetworkSettings

    Returns
    -------
    tuple of Finding
        Loads that no source reaches before any damage, and powers that no component has.

    Raises
    ------
    DataError
        Naming every table, column and row that cannot be used, and every setting.
    """
    wrong = [*_wrong_values(grid), *_wrong_ids(grid), *_wrong_network_settings(settings)]
    if wrong:
        raise DataError(wrong)
    return (*_without_source(grid), *_implausible(grid))


def usable_demand(settings: DemandSettings) -> None:
    """Refuse factors that are no factors.

    Raises
    ------
    DataError
    """
    names = ("demand_scale", "generation_scale", "cold_demand_share", "hot_demand_share")
    wrong = [*_outside("demand", {name: getattr(settings, name) for name in names}, lowest=0.0)]
    if wrong:
        raise DataError(wrong)


def _bad(values: np.ndarray, rule: type[ImpossibleValue]) -> np.ndarray:
    """Values that break a rule."""
    if rule is NotAFiniteNumber:
        return np.asarray(~np.isfinite(values))
    if rule is BelowZero:
        return np.asarray(~(values >= 0))
    lowest = values > 0 if rule is NotFiniteAboveZero else values >= 0
    return np.asarray(~(np.isfinite(values) & lowest))


def _wrong_values(grid: Grid) -> Iterator[Finding]:
    for name, column, rule in _RULES:
        table: pd.DataFrame = getattr(grid, name)
        if column in table and len(table):
            bad = _bad(table[column].to_numpy(float), rule)
            if bad.any():
                yield rule(where=f"{name}.{column}", ids=_ids(table.index[bad]))
    for name, column, rule in _WHERE_STATED:
        table = getattr(grid, name)
        if column in table and len(table):
            values = table[column].to_numpy(float)
            bad = _bad(values, rule) & ~np.isnan(values)
            if bad.any():
                yield _OR_BLANK[rule](where=f"{name}.{column}", ids=_ids(table.index[bad]))


def _wrong_ids(grid: Grid) -> Iterator[Finding]:
    for name in ("buses", *_ENDS):
        table: pd.DataFrame = getattr(grid, name)
        again = table.index[table.index.duplicated()]
        if len(again):
            yield IdsNotUnique(where=name, ids=_ids(again))
        for column in _ENDS.get(name, ()):
            lost = ~table[column].isin(grid.buses.index) if len(table) else np.zeros(0, dtype=bool)
            if np.any(lost):
                yield BusNotInGrid(where=f"{name}.{column}", ids=_ids(table.index[lost]))


def _wrong_network_settings(settings: NetworkSettings) -> Iterator[Finding]:
    above = {name: getattr(settings, name) for name in ("base_mva", "pumping_efficiency")}
    yield from _outside("network", above, lowest=0.0, itself=False)
    names = ("thermal_margin_share", "transformer_margin_share", "transfer_scale", "pumping_ratio")
    yield from _outside("network", {name: getattr(settings, name) for name in names}, lowest=0.0)


def _outside(group: str, values: dict[str, float], *, lowest: float, itself: bool = True) -> Iterator[Finding]:
    kind = SettingBelow if itself else SettingNotAbove
    for name, value in values.items():
        if not np.isfinite(value) or value < lowest or (value == lowest and not itself):
            yield kind(where=f"settings.{group}.{name}", values={"value": value, "lowest": lowest})


def _ids(rows: pd.Index) -> tuple[str, ...]:
    return tuple(map(str, rows))


def _without_source(grid: Grid) -> tuple[Finding, ...]:
    """Loads that are de-energised before any damage."""
    position = pd.Series(np.arange(len(grid.buses)), index=grid.buses.index)
    both = [table for table in (grid.lines, grid.transformers) if len(table)]
    ends = [np.concatenate([position[table[end]].to_numpy() for table in both] or [np.zeros(0, int)])
            for end in ("bus0", "bus1")]  # fmt: skip
    in_service = np.concatenate([table["in_service"].to_numpy(bool) for table in both] or [np.zeros(0, bool)])
    bus_in_service = grid.buses["in_service"].to_numpy(bool)
    island = islands(len(position), *ends, bus_in_service=bus_in_service, branch_in_service=in_service)
    island = np.where(bus_in_service, island, -1 - np.arange(len(island)))

    def at(table: pd.DataFrame, power: str) -> np.ndarray:
        if not len(table):
            return np.zeros(0, dtype=np.int64)
        live = table["in_service"].to_numpy(bool) & (table[power].to_numpy(float) > 0)
        return np.asarray(island[position[table["bus_id"][live]].to_numpy(int)])

    given = grid.loads.assign(gives=-grid.loads["p_mw"].astype(float)) if len(grid.loads) else grid.loads
    fed = np.concatenate([at(grid.units, "p_nom_mw"), at(grid.interconnectors, "s_nom_mva"), at(given, "gives")])
    asks = grid.loads["in_service"].astype(bool) & (grid.loads[["p_mw", "p_share"]].max(axis=1) > 0)
    loads = grid.loads[asks]
    de_energised = loads.index[~np.isin(island[position[loads["bus_id"]].to_numpy(int)], fed)]
    if not len(de_energised):
        return ()
    return (LoadsWithoutSource(where="grid.loads", ids=_ids(de_energised)),)


def _implausible(grid: Grid) -> tuple[Finding, ...]:
    found: list[Finding] = []
    columns = (("loads", "p_mw"), ("units", "p_nom_mw"), ("interconnectors", "s_nom_mva"))
    for name, column in columns:
        table: pd.DataFrame = getattr(grid, name)
        power = np.abs(table[column].to_numpy(float)) if len(table) else np.zeros(0)
        huge = np.isfinite(power) & (power >= IMPLAUSIBLE_MW)
        if huge.any():
            kind = ImplausibleLoad if name == "loads" else ImplausibleCapacity
            where = f"grid.{name}.{column}"
            found.append(kind(where=where, values={"power_mw": IMPLAUSIBLE_MW}, ids=_ids(table.index[huge])))
    return tuple(found)
