"""Points and tables of a GeoPackage to rows.

The file is opened in memory as the SQLite database that it is (OGC 12-128): no path is ever handed to
a map library, views and virtual tables are not read, and reading ends after a fixed time.
"""

import sqlite3
import struct
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from gridimpact.adapters.reports.findings import OtherLayer
from gridimpact.adapters.reports.format_findings import GeoPackageUnreadable
from gridimpact.adapters.reports.headers import find_header, has_time, rank
from gridimpact.adapters.reports.json_rows import no_point
from gridimpact.adapters.reports.records import table_of, with_place
from gridimpact.adapters.reports.tables import MOST_ROWS, ReportTable, also_holds, no_sheet
from gridimpact.domain.report import ColumnMapping
from gridimpact.errors import Finding, RowId

MAGIC = b"SQLite format 3\x00"
LONGEST_S = 20.0
"""Longest time that one file is read. [s]  Chosen."""

_ENVELOPE = (0, 32, 48, 48, 64)
"""Bytes of the envelope by its code. Source: OGC 12-128, GeoPackageBinaryHeader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layer:
    name: str
    geometry: str
    """Column of geometry, or empty."""
    epsg: int


def read_geopackage(data: bytes, name: str, mapping: ColumnMapping | None = None) -> ReportTable | tuple[Finding, ...]:
    """Return the rows of the layer that is named, or of the likeliest, or the findings that stop it.

    Parameters
    ----------
    data : bytes
        GeoPackage.
    name : str
        Name for findings.
    mapping : ColumnMapping, optional
        What columns are read as, and which layer is read (as `sheet`).
    """
    database = sqlite3.connect(":memory:")
    end = time.monotonic() + LONGEST_S
    try:
        # A file that was written with a write-ahead log says so in bytes 18 and 19; in memory there is none.
        database.deserialize(data[:18] + b"\x01\x01" + data[20:])
        database.set_progress_handler(lambda: time.monotonic() > end, 100_000)
        database.execute("PRAGMA trusted_schema = OFF")
        database.text_factory = lambda raw: raw.decode("utf-8", errors="replace")
        return _read(database, name, mapping)
    except (sqlite3.Error, sqlite3.Warning, ValueError, TypeError, OverflowError, MemoryError) as exc:
        return (GeoPackageUnreadable(where=name, values={"reason": type(exc).__name__}),)
    finally:
        database.close()


def _read(database: sqlite3.Connection, name: str, mapping: ColumnMapping | None) -> ReportTable | tuple[Finding, ...]:
    layers = [one for one in _layers(database) if not (mapping and mapping.sheet) or one.name == mapping.sheet]
    found = []
    for layer in layers:
        names = database.execute(f"SELECT * FROM {_quoted(layer.name)} LIMIT 0").description
        headers = [*(str(part[0]) for part in names), *(("lat", "lon") if layer.geometry else ())]
        header = find_header([headers], mapping)
        found += [(layer, header)] if header else []
    if not found:
        return (no_sheet(name, [one.name for one in _layers(database)], mapping),)
    layer = max(found, key=lambda one: rank(one[1]))[0]
    rows = database.execute(f"SELECT * FROM {_quoted(layer.name)} LIMIT {MOST_ROWS + 1}")
    pointless: list[RowId] = []
    records = list(_records(rows, [str(part[0]) for part in rows.description], layer, pointless))
    others = [one.name for one, header in found if one is not layer and has_time(header)]
    table = table_of(records, name, mapping, also_holds(name, OtherLayer, others, layer.name))
    header = replace(table.header, mapping=replace(table.header.mapping, sheet=layer.name))
    findings = (*table.findings, *((no_point(name, pointless),) if pointless else ()))
    return replace(table, header=header, findings=findings)


def _layers(database: sqlite3.Connection) -> list[_Layer]:
    """Return the tables that the file declares; views and virtual tables are left out."""
    plain = {
        str(name)
        for name, text in database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        if text and not str(text).lstrip().upper().startswith("CREATE VIRTUAL")
    }
    geometry = {str(table): str(column) for table, column in _all(database, _GEOMETRY) if column}
    systems = {int(number): (str(owner), int(code)) for number, owner, code in _all(database, _SYSTEMS)}
    found = []
    for table, number in _all(database, "SELECT table_name, srs_id FROM gpkg_contents"):
        owner, code = systems.get(int(number or 0), ("", 0))
        if table in plain:
            epsg = code if owner.upper() == "EPSG" else int(number or 0)
            found.append(_Layer(name=str(table), geometry=geometry.get(str(table), ""), epsg=epsg))
    return found


_GEOMETRY = "SELECT table_name, column_name FROM gpkg_geometry_columns"
_SYSTEMS = "SELECT srs_id, organization, organization_coordsys_id FROM gpkg_spatial_ref_sys"


def _all(database: sqlite3.Connection, query: str) -> list[tuple[Any, ...]]:
    """Return the rows of a table of the format, or none when the file does not have it."""
    try:
        return database.execute(query).fetchall()
    except sqlite3.OperationalError:
        return []


def _records(
    rows: sqlite3.Cursor, headers: Sequence[str], layer: _Layer, pointless: list[RowId]
) -> Iterator[dict[str, object]]:
    values = rows.fetchall()
    at = headers.index(layer.geometry) if layer.geometry in headers else None
    points = [_point(row[at]) if at is not None else None for row in values]
    places = _degrees(points, layer.epsg)
    for number, (row, place) in enumerate(zip(values, places, strict=True)):
        record = {key: value for key, value in zip(headers, row, strict=True) if key != layer.geometry}
        if place is None and at is not None:
            pointless.append(RowId(number + 2))
        yield record if place is None else with_place(record, *place)


def _point(blob: object) -> tuple[float, float] | None:
    """Return x and y of a point in the binary form of the format; None for any other geometry."""
    if not isinstance(blob, bytes) or len(blob) < 8 or blob[:2] != b"GP":
        return None
    code = (blob[3] >> 1) & 7
    start = 8 + _ENVELOPE[code] if code < len(_ENVELOPE) else len(blob)
    if len(blob) < start + 21:
        return None
    order = "<" if blob[start] else ">"
    kind, x, y = struct.unpack_from(f"{order}Idd", blob, start + 1)
    return (x, y) if kind % 1000 == 1 else None


def _degrees(points: Sequence[tuple[float, float] | None], epsg: int) -> list[tuple[float, float] | None]:
    """Return latitude and longitude of points of a coordinate system; None where there is none. [degree]"""
    if epsg == 4326 or not any(points):
        return [None if point is None else (point[1], point[0]) for point in points]
    import geopandas as gpd
    from shapely.geometry import Point

    try:
        series = gpd.GeoSeries([None if point is None else Point(*point) for point in points], crs=epsg)
        moved = series.to_crs(4326)
    except Exception as exc:
        # Errors of the projection library have no base of their own that geopandas hands on.
        if type(exc).__name__ not in ("CRSError", "ProjError"):
            raise
        return [None] * len(points)
    found = [None if point is None else (float(point.y), float(point.x)) for point in moved]
    return [one if one and abs(one[0]) <= 90.0 and abs(one[1]) <= 180.0 else None for one in found]


def _quoted(name: str) -> str:
    """Return the name of a table as SQL reads it, whatever signs it holds."""
    return '"' + name.replace('"', '""') + '"'
