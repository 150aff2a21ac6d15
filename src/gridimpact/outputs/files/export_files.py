"""An assessment as tables in files: XLSX, GeoJSON, CSV, JSON and calendar; `outputs` writes them.

Every file is public, by region only, unless restricted is chosen; a restricted file says so in its
name and inside.
"""

import json
from collections.abc import Callable
from typing import Any

import shapely

from gridimpact.domain.assessment import Assessment
from gridimpact.domain.grid import Grid
from gridimpact.domain.vocabulary import Sensitivity
from gridimpact.outputs.files.calendar_file import ics_bytes
from gridimpact.outputs.files.json_output import assessment_json, records
from gridimpact.outputs.files.people_csv import csv_text, facilities_bytes, needs_bytes, queues_bytes
from gridimpact.outputs.files.workbook import xlsx_bytes
from gridimpact.outputs.tables import assessment_tables as tables
from gridimpact.outputs.tables.people_tables import regions_with_people
from gridimpact.outputs.tables.ranges_tables import joined

__all__ = [
    "FORMATS",
    "assessment_json",
    "csv_bytes",
    "facilities_bytes",
    "file_name",
    "geojson_bytes",
    "hxl_bytes",
    "ics_bytes",
    "json_bytes",
    "needs_bytes",
    "queues_bytes",
    "table_bytes",
    "xlsx_bytes",
]

_COORDINATE_GRID_DEGREE = 1e-4
"""Coordinates of shapes are rounded to this. [degree]  Chosen: about 10 m, below the simplification
of the bundled shapes."""


def csv_bytes(
    assessment: Assessment, *, sensitivity: Sensitivity = Sensitivity.PUBLIC, grid: Grid | None = None
) -> bytes:
    """Return the regions as CSV, UTF-8 with byte order mark so that Excel reads Cyrillic.

    One row per region by P-code; the last columns say as of when and for whom.
    """
    as_of = tables.local_iso(assessment.as_of, grid) if assessment.as_of else ""
    return csv_text(
        joined(regions_with_people(assessment), assessment).assign(as_of=as_of, sensitivity=str(sensitivity))
    )


def hxl_bytes(
    assessment: Assessment, *, sensitivity: Sensitivity = Sensitivity.PUBLIC, grid: Grid | None = None
) -> bytes:
    """Return the same CSV with a row of HXL hashtags under the headings."""
    as_of = tables.local_iso(assessment.as_of, grid) if assessment.as_of else ""
    return csv_text(
        joined(regions_with_people(assessment), assessment).assign(as_of=as_of, sensitivity=str(sensitivity)), hxl=True
    )


def geojson_bytes(
    assessment: Assessment, *, sensitivity: Sensitivity = Sensitivity.PUBLIC, grid: Grid | None = None
) -> bytes:
    """Return the regions with their measures as GeoJSON (RFC 7946).

    Restricted adds one feature per component that a report points at: a point when `grid` is given
    and knows the place, else without geometry.
    """
    features = _region_features(assessment)
    if sensitivity is Sensitivity.RESTRICTED:
        features += _component_features(assessment, grid)
    collection = {
        "type": "FeatureCollection",
        "sensitivity": str(sensitivity),
        "as_of": tables.local_iso(assessment.as_of, grid) if assessment.as_of else None,
        "features": features,
    }
    return _json_text(collection, indent=None)


def json_bytes(
    assessment: Assessment, *, sensitivity: Sensitivity = Sensitivity.PUBLIC, grid: Grid | None = None
) -> bytes:
    """Return the documented JSON."""
    return _json_text(assessment_json(assessment, sensitivity=sensitivity, grid=grid), indent=1)


def _json_text(value: dict[str, Any], *, indent: int | None) -> bytes:
    return (json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent) + "\n").encode()


def _region_features(assessment: Assessment) -> list[dict[str, Any]]:
    shapes = shapely.set_precision(assessment.evaluation.regions.geometry.to_numpy(), _COORDINATE_GRID_DEGREE)
    rows = records(joined(regions_with_people(assessment), assessment))
    return [
        {
            "type": "Feature",
            "id": row["region_id"],
            "properties": {"feature": "region", **row},
            "geometry": None if shape is None or shape.is_empty else json.loads(shapely.to_geojson(shape)),
        }
        for row, shape in zip(rows, shapes, strict=True)
    ]


def _component_features(assessment: Assessment, grid: Grid | None) -> list[dict[str, Any]]:
    rows = records(tables.damage_restricted(assessment, grid))
    return [
        {
            "type": "Feature",
            "id": row["component_id"],
            "properties": {"feature": "component", **{k: v for k, v in row.items() if k not in ("lat", "lon")}},
            "geometry": _point(row.get("lat"), row.get("lon")),
        }
        for row in rows
    ]


def _point(lat: float | None, lon: float | None) -> dict[str, Any] | None:
    return None if lat is None or lon is None else {"type": "Point", "coordinates": [lon, lat]}


_WRITERS: dict[str, tuple[str, Callable[..., bytes]]] = {
    "xlsx": ("assessment{mark}.xlsx", xlsx_bytes),
    "geojson": ("regions{mark}.geojson", geojson_bytes),
    "csv": ("regions{mark}.csv", csv_bytes),
    "json": ("assessment{mark}.json", json_bytes),
    "hxl": ("regions_hxl{mark}.csv", hxl_bytes),
    "ics": ("outages{mark}.ics", ics_bytes),
    "queues": ("queues_hxl{mark}.csv", queues_bytes),
    "facilities": ("facilities_hxl{mark}.csv", facilities_bytes),
    "needs": ("needs_hxl{mark}.csv", needs_bytes),
}
FORMATS = tuple(_WRITERS)
"""Formats of tables; documents are made in `outputs`."""


def file_name(kind: str, sensitivity: Sensitivity = Sensitivity.PUBLIC) -> str:
    """Return the name of the file of one format, marked when it is restricted."""
    return _WRITERS[kind][0].format(mark="_RESTRICTED" if sensitivity is Sensitivity.RESTRICTED else "")


def table_bytes(
    kind: str,
    assessment: Assessment,
    *,
    sensitivity: Sensitivity = Sensitivity.PUBLIC,
    grid: Grid | None = None,
) -> bytes:
    """Return one of `FORMATS`."""
    return _WRITERS[kind][1](assessment, sensitivity=sensitivity, grid=grid)
