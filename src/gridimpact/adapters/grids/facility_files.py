"""A user's own list of facilities (CSV or GeoJSON), each row matched to a region."""

import io
import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from shapely.geometry import Point

from gridimpact.adapters.grids.findings import (
    FacilitiesUnreadable,
    FacilitiesWithoutPlace,
    FacilityNumberImpossible,
    NoFacilityPlaced,
)
from gridimpact.domain.grid import Grid
from gridimpact.errors import DataError, Finding

ALIASES = {
    "name": ("name", "facility", "назва"),
    "kind": ("kind", "type", "тип"),
    "region": ("region", "region_id", "pcode", "p-code", "adm1_pcode", "oblast", "область"),
    "lat": ("lat", "latitude", "y"),
    "lon": ("lon", "lng", "longitude", "x"),
    "number": ("number", "count", "кількість"),
    "generator_share": ("generator_share", "generator", "has_generator", "генератор"),
    "autonomy_h": ("autonomy_h", "autonomy", "fuel_h", "автономія"),
    "load_kw": ("load_kw", "kw", "power_kw", "потужність"),
}
"""Headings that are understood, in lower case, by column."""
_COLUMNS = ", ".join(ALIASES)

NUMBERS = {"number": (0.0, 1e6), "generator_share": (0.0, 1.0), "autonomy_h": (0.0, 1e5), "load_kw": (0.0, 1e6)}
"""Columns of numbers with what is possible."""

_TRUTH = {"yes": 1.0, "y": 1.0, "true": 1.0, "так": 1.0, "no": 0.0, "n": 0.0, "false": 0.0, "ні": 0.0}
_NEAR_KM = 100.0
"""Farthest substation that decides the region of a place outside all regions. [km]  Chosen."""
_KM_PER_DEGREE = 111.2


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FacilityList:
    """Facilities that could be placed, in the columns of `Grid.facilities`, and what was noticed."""

    table: pd.DataFrame
    findings: tuple[Finding, ...] = ()


def read_facilities(source: str | Path | bytes, grid: Grid, *, name: str | None = None) -> FacilityList:
    """Read facilities and place each in a region.

    Parameters
    ----------
    source : str, Path or bytes
        File, or its content.
    grid : Grid
        Reads `regions` and `substations`.
    name : str, optional
        Told in findings.

    Returns
    -------
    FacilityList
        Rows without a place that can be found are left out, with a finding each kind of fault. A row with
        lat and lon also has the nearest substation that feeds load in its region as `substation_id`.

    Raises
    ------
    DataError
        When nothing can be read.
    """
    content = source if isinstance(source, bytes) else Path(source).read_bytes()
    where = name or ("facilities" if isinstance(source, bytes) else Path(source).name)
    rows = _rows(content, where)
    places = [_place(row) for _, row in rows.iterrows()]
    regions = [_region(row, place, grid) for (_, row), place in zip(rows.iterrows(), places, strict=True)]
    substations = [_nearest(place, grid, region) for place, region in zip(places, regions, strict=True)]
    numbers, faults = _numbers(rows, where)
    table = pd.DataFrame(
        {
            "region_id": regions,
            "kind": _column(rows, "kind").replace("", "hospital").to_numpy(),
            "name": _column(rows, "name").to_numpy(),
            **numbers,
            "source": f"own list: {where}",
            "confidence": "",
            "substation_id": substations,
        },
        index=pd.Index([f"own-{i}" for i in range(1, len(rows) + 1)], name="id"),
    )
    table = table.assign(number=table["number"].fillna(1.0))
    lost = table.index[table["region_id"] == ""]
    if len(lost):
        faults.append(FacilitiesWithoutPlace(where=where, ids=tuple(lost)))
    placed = table.drop(lost)
    if not len(placed):
        raise DataError([*faults, NoFacilityPlaced(where=where, values={"columns": _COLUMNS})])
    return FacilityList(table=placed, findings=tuple(faults))


def _rows(content: bytes, where: str) -> pd.DataFrame:
    """Rows as text under our own headings."""
    try:
        text = content.decode("utf-8-sig")
        raw = _geojson(text) if text.lstrip().startswith("{") else _csv(text)
    except (UnicodeDecodeError, ValueError, KeyError, TypeError, AttributeError, pd.errors.ParserError) as exc:
        values = {"reason": type(exc).__name__, "columns": _COLUMNS}
        raise DataError([FacilitiesUnreadable(where=where, values=values)]) from exc
    known = {alias: column for column, aliases in ALIASES.items() for alias in aliases}
    renamed = {heading: known.get(str(heading).strip().lower(), str(heading)) for heading in raw.columns}
    table = raw.rename(columns=renamed)
    single = table.loc[:, ~table.columns.duplicated()].astype(str)
    return single.assign(**{str(name): single[name].str.strip() for name in single.columns})


def _csv(text: str) -> pd.DataFrame:
    separator = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    return pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False, sep=separator).fillna("")


def _geojson(text: str) -> pd.DataFrame:
    """Properties of point features, with their place."""
    rows: list[dict[str, Any]] = []
    for feature in json.loads(text)["features"]:
        geometry = feature.get("geometry") or {}
        at = geometry.get("coordinates") if geometry.get("type") == "Point" else None
        place = {"lon": at[0], "lat": at[1]} if at else {}
        rows.append({**(feature.get("properties") or {}), **place})
    return pd.DataFrame(rows).fillna("")


def _column(rows: pd.DataFrame, name: str) -> "pd.Series[str]":
    """A column of text, blank where the list has none; numbered from 0."""
    return pd.Series(rows[name].to_numpy() if name in rows else "", index=range(len(rows)), dtype=object)


def _numbers(rows: pd.DataFrame, where: str) -> tuple[dict[str, Any], list[Finding]]:
    """Columns of numbers; what is not possible becomes unknown, with a finding."""
    found: dict[str, Any] = {}
    faults: list[Finding] = []
    for name, (least, most) in NUMBERS.items():
        text = _column(rows, name).astype(str)
        values = pd.to_numeric(text.map(_as_number), errors="coerce").astype(float)
        wrong = (text != "") & ~values.between(least, most)
        if wrong.any():
            ids = tuple(str(i + 1) for i in text.index[wrong])
            faults.append(
                FacilityNumberImpossible(where=f"{where}.{name}", values={"least": least, "most": most}, ids=ids)
            )
        found[name] = values.mask(wrong).to_numpy()
    return found, faults


def _as_number(text: str) -> str:
    """Yes and no as 1 and 0, a decimal comma as a point; anything else as it is."""
    return str(_TRUTH.get(text.lower(), text.replace(",", ".")))


def _place(row: "pd.Series[str]") -> tuple[float, float] | None:
    """Latitude and longitude of a row, where both are numbers of this world. [degree]"""
    try:
        lat, lon = (float(str(row.get(name, "")).replace(",", ".")) for name in ("lat", "lon"))
    except ValueError:
        return None
    return (lat, lon) if abs(lat) <= 90 and abs(lon) <= 180 else None


def _region(row: "pd.Series[str]", place: tuple[float, float] | None, grid: Grid) -> str:
    """Region of a row: P-code or ISO code, then name, then place; blank when none is found."""
    told = row.get("region", "")
    if told:
        by_name = _region_names(grid).get(told.casefold())
        if by_name:
            return by_name
    return _region_at(place, grid) if place else ""


def _region_names(grid: Grid) -> dict[str, str]:
    """Region id by every code, name and alias; a name of two regions is nobody's."""
    names: dict[str, str] = {}
    for key, row in grid.regions.drop(columns="geometry").iterrows():
        told = {str(key), *(str(row[column]) for column in ("iso_3166_2", "name_en", "name_uk") if column in row)}
        told |= set(str(row.get("aliases", "")).split("; "))
        for name in filter(None, told):
            key_of = name.casefold()
            names[key_of] = str(key) if names.get(key_of, str(key)) == str(key) else ""
    return names


def _region_at(place: tuple[float, float], grid: Grid) -> str:
    """Region that holds a place, else that of the nearest substation within reach."""
    inside = grid.regions.index[grid.regions.geometry.covers(Point(place[1], place[0]))]
    if len(inside):
        return str(inside[0])
    nearest = _nearest(place, grid)
    return str(grid.substations.loc[nearest, "region_id"]) if nearest else ""


def _nearest(place: tuple[float, float] | None, grid: Grid, region: str | None = None) -> str:
    """Nearest substation within reach, of those that feed load in a region when one is given; else blank."""
    sites = grid.substations.dropna(subset=["lat", "lon"])
    if region is not None:
        feeds = grid.buses["substation_id"].reindex(grid.loads["bus_id"])
        sites = sites[(sites["region_id"] == region) & sites.index.isin(feeds)]
    if place is None or not len(sites):
        return ""
    lat, lon = place
    east = (sites["lon"] - lon) * math.cos(math.radians(lat))
    far = (((sites["lat"] - lat) ** 2 + east**2) ** 0.5 * _KM_PER_DEGREE).to_numpy(float)
    return str(sites.index[int(far.argmin())]) if far.min() <= _NEAR_KM else ""
