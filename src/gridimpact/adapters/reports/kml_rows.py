"""Placemarks of a KML file to rows; files that declare entities are refused."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from gridimpact.adapters.reports.csv_rows import decode
from gridimpact.adapters.reports.format_findings import KmlBroken, KmlDeclaresEntities, NoPlacemarks, NotKml
from gridimpact.adapters.reports.json_rows import no_point
from gridimpact.adapters.reports.records import table_of, with_place
from gridimpact.adapters.reports.tables import ReportTable
from gridimpact.domain.report import ColumnMapping
from gridimpact.errors import Finding, RowId

_ENCODING = re.compile(r"""^(\s*<\?xml[^>]*?)\s+encoding\s*=\s*["'][^"']*["']""")
_TEXTS = {"name": "name", "description": "description", "address": "location", "when": "date", "begin": "date"}
"""Elements of a placemark and the header each is given."""


def read_kml(data: bytes, name: str, mapping: ColumnMapping | None = None) -> ReportTable | tuple[Finding, ...]:
    """Return the placemarks of a KML text as a table, or the findings that stop it.

    Parameters
    ----------
    data : bytes
        KML 2.x; names, descriptions, times, extended data and points are read, links are never followed.
    name : str
        Name for findings.
    mapping : ColumnMapping, optional
        What columns are read as.
    """
    text, findings = decode(data, name)
    if text is None:
        return findings
    text = text.lstrip("\ufeff")
    if "<kml" not in text[:4096].casefold() and ":kml" not in text[:4096].casefold():
        return (*findings, NotKml(where=name))
    try:
        root: Element = fromstring(_ENCODING.sub(r"\1", text), forbid_dtd=True)
    except DefusedXmlException:
        return (*findings, KmlDeclaresEntities(where=name))
    except ParseError as exc:
        return (*findings, KmlBroken(where=name, values={"reason": str(exc)}))
    pointless: list[RowId] = []
    records = list(_placemarks(root, pointless))
    if not records:
        return (*findings, NoPlacemarks(where=name))
    if pointless:
        findings = (*findings, no_point(name, pointless))
    return table_of(records, name, mapping, findings)


def _placemarks(root: Element, pointless: list[RowId]) -> Iterator[dict[str, object]]:
    number = 1
    for mark in root.iter():
        if _tag(mark) != "Placemark":
            continue
        number += 1
        record: dict[str, object] = {}
        point = None
        for part in mark.iter():
            tag = _tag(part)
            if tag in _TEXTS:
                record.setdefault(_TEXTS[tag], "".join(part.itertext()).strip())
            elif tag == "SimpleData" and part.get("name"):
                record[str(part.get("name"))] = (part.text or "").strip()
            elif tag == "Data" and part.get("name"):
                values = [child for child in part if _tag(child) == "value"]
                record[str(part.get("name"))] = (values[0].text or "").strip() if values else ""
            elif tag == "Point":
                point = _point(part)
        if point is None:
            pointless.append(RowId(number))
        yield record if point is None else with_place(record, *point)


def _point(element: Element) -> tuple[float, float] | None:
    """Return latitude and longitude of a point, or None. [degree]"""
    for part in element:
        if _tag(part) == "coordinates":
            numbers = (part.text or "").strip().split(",")
            try:
                return float(numbers[1]), float(numbers[0])
            except (IndexError, ValueError):
                return None
    return None


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
