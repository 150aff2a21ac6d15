"""A grid from foreign tables: one region, one snapshot, its own state.

Foreign formats know buses, branches, units and loads. What they do not know (sites, regions, people,
borders, the course of a day) stays empty here, so that such a grid runs through the same model.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from gridimpact.adapters.grids.foreign_findings import (
    BusUnknown,
    EmptyBusAlone,
    LoadedBusAlone,
    NoBus,
    RowsUnusable,
)
from gridimpact.domain.grid import Grid
from gridimpact.domain.schema import TABLES, validated
from gridimpact.errors import DataError, Finding, Message
from gridimpact.i18n.translate import N_

BASE_MVA = 100.0
"""Base of the per-unit values of all tables. [MVA]  Convention, as in grid folders."""

UNLIMITED_MVA = 99_990.0
"""Ratings from here on stand for none. [MVA]  pandapower's converters write 99,999 MVA where a case
states no limit."""

REGION_ID = "all"
"""The one region of a foreign grid."""

_CRS = "EPSG:4326"
_SHARES = ("forced_outage_rate", "unavailability")
_BLANK_ALLOWED = ("q_mvar", "q_shunt_mvar", "v_set_pu")
_CONSTANT: dict[str, dict[str, Any]] = {
    "buses": {"substation_id": "", "region_id": REGION_ID, "role": "switchyard"},
    "lines": {"part_of": ""},
    "transformers": {"substation_id": "", "part_of": ""},
    "units": {"plant_id": "", "region_id": REGION_ID},
    "loads": {"region_id": REGION_ID, "load_class": "general", "p_share": 0.0},
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ForeignTables:
    """What a foreign format says, in the words and units of `domain.schema`.

    Attributes
    ----------
    buses, lines, transformers, units, loads : DataFrame
        Index is the component id; without the columns that are the same in every foreign grid
        (region, site, names, source). Lines and transformers have `limit_mw` [MW], infinite where
        no limit is stated; per unit on `BASE_MVA`.
    findings : tuple of Finding
    """

    buses: pd.DataFrame
    lines: pd.DataFrame
    transformers: pd.DataFrame
    units: pd.DataFrame
    loads: pd.DataFrame
    findings: tuple[Finding, ...] = ()


def assemble(tables: ForeignTables, *, name: str, title: str, source: str) -> Grid:
    """Make a grid of foreign tables.

    Parameters
    ----------
    tables : ForeignTables
    name : str
        Name of the grid, as given to `read_grid`.
    title : str
        Name for people.
    source : str
        Where each row comes from.

    Returns
    -------
    Grid
        One region `all` without people; no profiles, so one snapshot with the grid's own state.

    Raises
    ------
    DataError
        Naming every row that cannot be used.
    """
    faults = _unusable(tables)
    if faults:
        raise DataError(faults)
    buses, notes = _without_isolated(tables)
    given = {"buses": buses, "lines": tables.lines, "transformers": tables.transformers,
             "units": _named(tables.units), "loads": tables.loads}  # fmt: skip
    checked: dict[str, pd.DataFrame] = {}
    wrong: list[Finding] = []
    for key in TABLES:
        try:
            checked[key] = _checked(given.get(key), key, source)
        except DataError as exc:
            wrong += exc.findings
    if wrong:
        raise DataError(wrong)
    regions = gpd.GeoDataFrame(checked.pop("regions"), geometry=[None], crs=_CRS)
    return Grid(name=name, title_en=title, title_uk=title, timezone="UTC", regions=regions,
                neighbours=gpd.GeoDataFrame(geometry=[], crs=_CRS), about={"id": name, "notes": source},
                findings=(*tables.findings, *notes), **checked)  # fmt: skip


def note(kind: type[Finding], where: str, *, ids: Iterable[object], **values: object) -> tuple[Finding, ...]:
    """A finding about components, or none when there are none."""
    named = tuple(map(str, ids))
    return (kind(where=where, values=values, ids=named),) if named else ()


def unlimited(rating_mva: "pd.Series[float]") -> "pd.Series[float]":
    """Ratings with placeholders and blanks as infinite. [MVA]"""
    return rating_mva.where(rating_mva.notna() & (rating_mva < UNLIMITED_MVA), np.inf)


def at_full(reactive: ArrayLike, power_mw: ArrayLike, full_mw: ArrayLike) -> NDArray[np.float64]:
    """Reactive power that a unit feeds in at full capacity. [Mvar]

    Parameters
    ----------
    reactive : array
        What it feeds in now. [Mvar]
    power_mw, full_mw : array
        What it gives now, and its capacity. [MW]

    Notes
    -----
    q · p_nom / p, for its share of active power stays; q itself where p_nom is zero or without limit.
    """
    q, now, full = (np.asarray(values, dtype=np.float64) for values in (reactive, power_mw, full_mw))
    scaled = (full > 0) & np.isfinite(full)
    share = np.divide(full, now, out=np.where(scaled, 0.0, 1.0), where=scaled & (now > 0))
    return np.asarray(q * share, dtype=np.float64)


def dangling(where: str, table: pd.DataFrame, columns: Iterable[str], buses: pd.Index) -> list[Finding]:
    """Rows that name a bus which is not there."""
    lost = np.zeros(len(table), dtype=bool)
    for column in columns:
        lost |= ~table[column].isin(buses).to_numpy(bool)
    if not lost.any():
        return []
    return [BusUnknown(where=where, ids=tuple(map(str, table.index[lost])))]


def _checked(table: pd.DataFrame | None, key: str, source: str) -> pd.DataFrame:
    """Table of one kind with the columns that foreign formats do not have."""
    if key == "regions":
        row = {"iso_3166_2": "", "name_en": "Whole grid", "name_uk": "Уся мережа", "population": 0.0,
               "lat": 0.0, "lon": 0.0}  # fmt: skip
        table = pd.DataFrame([row], index=pd.Index([REGION_ID]))
    if table is None or not len(table):
        columns = [*TABLES[key].to_schema().columns, *_CONSTANT.get(key, {})]
        table = pd.DataFrame(columns=pd.unique(pd.Index(columns)), index=pd.Index([], dtype=object))
    constant = {column: value for column, value in _CONSTANT.get(key, {}).items() if column not in table}
    filled = table.assign(**constant, source=source, confidence="medium")
    return validated(filled.rename_axis(index="id"), key)


def _named(units: pd.DataFrame) -> pd.DataFrame:
    """Units with the columns that only a grid folder fills."""
    status = pd.Series(np.where(units["in_service"], "operating", "unverified"), index=units.index, dtype=object)
    blank = {column: units.index for column in ("name_en", "name_uk") if column not in units}
    return units.assign(status=status, **blank)


def _unusable(tables: ForeignTables) -> list[Finding]:
    """Numbers that no rule of the tables covers and that the model could not use."""
    found: list[Finding] = []
    for name in ("buses", "lines", "transformers", "units", "loads"):
        table: pd.DataFrame = getattr(tables, name)
        found += dangling(name, table, [c for c in ("bus0", "bus1", "bus_id") if c in table], tables.buses.index)
        for column, wrong in _wrong(table).items():
            values = {"wanted": Message(_WANTED[column])}
            found += note(RowsUnusable, f"{name}.{column}", ids=table.index[wrong], **values)
    if not len(tables.buses):
        found.append(NoBus(where="buses"))
    return found


_WANTED = {
    "x_pu": N_("a finite reactance"),
    "r_pu": N_("a finite resistance"),
    "b_pu": N_("a finite susceptance"),
    "tap_ratio": N_("a finite ratio above zero"),
    "phase_shift_deg": N_("a finite angle"),
    "limit_mw": N_("a limit of zero or more"),
    "p_mw": N_("a finite demand"),
    "p_nom_mw": N_("a limit of zero or more"),
    "weight": N_("a finite weight above zero"),
    "q_mvar": N_("a finite reactive power"),
    "q_shunt_mvar": N_("a finite reactive power"),
    "v_set_pu": N_("a finite voltage above zero"),
    "forced_outage_rate": N_("a share between 0 and 1"),
    "unavailability": N_("a share between 0 and 1"),
}
"""What each checked column has to be."""


def _wrong(table: pd.DataFrame) -> dict[str, "pd.Series[bool]"]:
    """Rows of each checked column that cannot be used."""
    wrong = {}
    for column in _WANTED.keys() & set(table.columns):
        value = table[column].astype(float)
        if column in ("limit_mw", "p_nom_mw"):
            wrong[column] = ~(value >= 0)
        elif column in _SHARES:
            wrong[column] = value.notna() & ~value.between(0.0, 1.0)
        elif column in ("weight", "tap_ratio"):
            wrong[column] = ~((value > 0) & (value < np.inf))
        elif column in _BLANK_ALLOWED:
            wrong[column] = (value.abs() == np.inf) | ((value <= 0) & (column == "v_set_pu"))
        else:
            wrong[column] = ~(value.abs() < np.inf)
    return wrong


def _without_isolated(tables: ForeignTables) -> tuple[pd.DataFrame, tuple[Finding, ...]]:
    """Buses, those out of service that nothing in service joins to anything."""
    buses = tables.buses
    standing = [table[table["in_service"]] for table in (tables.lines, tables.transformers) if len(table)]
    joined = {bus for table in standing for column in ("bus0", "bus1") for bus in table[column]}
    fed = set(tables.units.loc[tables.units["in_service"].astype(bool), "bus_id"])
    asked = set(tables.loads.loc[tables.loads["in_service"].astype(bool), "bus_id"])
    alone = buses["in_service"].to_numpy(bool) & ~buses.index.isin(joined | fed)
    empty, dark = alone & ~buses.index.isin(asked), alone & buses.index.isin(asked)
    notes = note(EmptyBusAlone, "buses", ids=buses.index[empty])
    notes += note(LoadedBusAlone, "buses", ids=buses.index[dark])
    return buses.assign(in_service=buses["in_service"].to_numpy(bool) & ~empty), notes
