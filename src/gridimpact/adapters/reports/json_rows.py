"""GeoJSON, lists of JSON records and JSON lines to rows."""

import json
from collections.abc import Iterator, Mapping

from gridimpact.adapters.reports.csv_rows import decode
from gridimpact.adapters.reports.findings import FeaturesWithoutPoint, GeoJsonNotInDegrees
from gridimpact.adapters.reports.format_findings import (
    JsonBroken,
    JsonLineBroken,
    JsonLineTooDeep,
    JsonTooDeep,
    JsonWithoutRecords,
    NoFeatures,
)
from gridimpact.adapters.reports.records import flat, table_of, with_place
from gridimpact.adapters.reports.tables import ReportTable
from gridimpact.domain.report import ColumnMapping
from gridimpact.errors import Finding, RowId

_WORLD = ("crs84", "4326")
"""Words of the coordinate systems that GeoJSON may name: WGS 84. Source: RFC 7946, section 4."""


def read_json(data: bytes, name: str, mapping: ColumnMapping | None = None) -> ReportTable | tuple[Finding, ...]:
    """Return the records of a JSON text as a table, or the findings that stop it.

    Parameters
    ----------
    data : bytes
        A GeoJSON feature collection, a list of objects, an object with one such list, or one object (or feature) a
        line. Fields of nested objects become columns named `outer.inner`.
    name : str
        Name for findings.
    mapping : ColumnMapping, optional
        What columns are read as.
    """
    text, findings = decode(data, name)
    if text is None:
        return findings
    value, fault = _parsed(text.lstrip("\ufeff"), name)
    if fault is not None:
        return (*findings, fault)
    if isinstance(value, dict) and value.get("type") in ("FeatureCollection", "Feature"):
        return _features(value, name, mapping, findings)
    records = _records(value)
    if records is None:
        return (*findings, JsonWithoutRecords(where=name))
    if all(record.get("type") == "Feature" for record in records):
        return _features({"type": "FeatureCollection", "features": records}, name, mapping, findings)
    return table_of(map(flat, records), name, mapping, findings)


def _parsed(text: str, name: str) -> tuple[object, Finding | None]:
    """Return the value of a JSON text or of its lines, or what is wrong with it."""
    try:
        return json.loads(text), None
    except RecursionError:
        return None, JsonTooDeep(where=name)
    except ValueError as exc:
        fault = JsonBroken(where=name, values={"reason": str(exc)[:80]})
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            found.append(json.loads(line))
        except RecursionError:
            return None, JsonLineTooDeep(where=name, values={"line": number})
        except ValueError as exc:
            values = {"line": number, "reason": str(exc)[:80]}
            return None, JsonLineBroken(where=name, values=values) if found else fault
    return found, None


def _records(value: object) -> list[Mapping[str, object]] | None:
    """Return the objects of a list, or of the one list of objects that an object holds."""
    if isinstance(value, dict):
        lists = [part for part in value.values() if isinstance(part, list) and part and isinstance(part[0], dict)]
        value = lists[0] if len(lists) == 1 else [value]
    if not isinstance(value, list) or not value:
        return None
    found: list[Mapping[str, object]] = [record for record in value if isinstance(record, dict)]
    return found if len(found) == len(value) else None


def _features(
    value: Mapping[str, object], name: str, mapping: ColumnMapping | None, findings: tuple[Finding, ...]
) -> ReportTable | tuple[Finding, ...]:
    features = value.get("features") if value.get("type") == "FeatureCollection" else [value]
    if not isinstance(features, list) or not features:
        return (*findings, NoFeatures(where=name))
    crs = json.dumps(value.get("crs") or "crs84").casefold()
    in_degrees = any(word in crs for word in _WORLD)
    if not in_degrees:
        findings = (*findings, GeoJsonNotInDegrees(where=name))
    pointless: list[RowId] = []
    records = list(_of_features(features, pointless, in_degrees=in_degrees))
    if pointless:
        findings = (*findings, no_point(name, pointless))
    return table_of(records, name, mapping, findings)


def _of_features(features: list[object], pointless: list[RowId], *, in_degrees: bool) -> Iterator[dict[str, object]]:
    for number, feature in enumerate(features, start=2):
        parts = feature if isinstance(feature, dict) else {}
        properties = parts.get("properties")
        record = flat(properties) if isinstance(properties, dict) else {}
        if "id" in parts and "id" not in {key.casefold() for key in record}:
            record["id"] = parts["id"]
        point = _point(parts.get("geometry"))
        if point is None:
            pointless.append(RowId(number))
        yield with_place(record, *point) if point is not None and in_degrees else record


def _point(geometry: object) -> tuple[float, float] | None:
    """Return latitude and longitude of a point; None for any other geometry. [degree]"""
    if not isinstance(geometry, dict) or geometry.get("type") not in ("Point", "MultiPoint"):
        return None
    place = geometry.get("coordinates")
    if geometry["type"] == "MultiPoint":
        place = place[0] if isinstance(place, list) and len(place) == 1 else None
    if not isinstance(place, list) or len(place) < 2 or not all(isinstance(part, (int, float)) for part in place[:2]):
        return None
    return float(place[1]), float(place[0])


def no_point(name: str, rows: list[RowId]) -> Finding:
    """Return the finding for features that are no points."""
    return FeaturesWithoutPoint(where=name, values={"count": len(rows)}, ids=tuple(rows[:20]))
