"""Records (names and values) to rows of text with a header, as every other table has them."""

import json
from collections.abc import Iterable, Mapping

from gridimpact.adapters.reports.columns import MOST_COLUMNS
from gridimpact.adapters.reports.headers import find_header
from gridimpact.adapters.reports.tables import MOST_ROWS, ReportTable, headless, limited
from gridimpact.domain.report import ColumnMapping
from gridimpact.errors import Finding

DEEPEST = 4
"""Deepest nesting that becomes columns. [-]  Chosen: records of reports are flat or nearly so."""

LAT, LON = "lat", "lon"
"""Names under which the place of a record's point stands."""


def table_of(
    records: Iterable[Mapping[str, object]],
    name: str,
    mapping: ColumnMapping | None = None,
    findings: tuple[Finding, ...] = (),
) -> ReportTable:
    """Return records as a table; the header is row 1, the first record row 2.

    Parameters
    ----------
    records : iterable of mapping
        Values by name; names may differ from record to record.
    name : str
        Name for findings.
    mapping : ColumnMapping, optional
        What columns are read as.
    findings : tuple of Finding
        What was found before.
    """
    columns: dict[str, int] = {}
    rows: list[list[str]] = [[]]
    for record in records:
        if len(rows) > MOST_ROWS + 1:
            break
        for key in record:
            if key not in columns and len(columns) <= MOST_COLUMNS:
                columns[key] = len(columns)
        row = [""] * len(columns)
        for key, value in record.items():
            if key in columns:
                row[columns[key]] = cell(value)
        rows.append(row)
    rows[0] = list(columns)
    header = find_header(rows[:1], mapping)
    if header is None:
        return headless(rows[:1], findings, name)
    return limited(rows, header, findings, name)


def with_place(record: Mapping[str, object], lat: float, lon: float) -> dict[str, object]:
    """Return a record with the place of its point, unless it states one itself. [degree]"""
    known = {key.casefold() for key in record}
    if known & {"lat", "latitude", "широта"}:
        return dict(record)
    return {**record, LAT: lat, LON: lon}


def flat(record: Mapping[str, object], name: str = "", depth: int = 0) -> dict[str, object]:
    """Return a record with the fields of nested objects beside its own, named `outer.inner`.

    Parameters
    ----------
    record : mapping
    name : str
        Name of the object that holds it.
    depth : int
        How deep it lies; below `DEEPEST` objects stay as they are.
    """
    found: dict[str, object] = {}
    for key, value in record.items():
        full = f"{name}.{key}" if name else str(key)
        if isinstance(value, Mapping) and depth < DEEPEST:
            found |= flat(value, full, depth + 1)
        else:
            found[full] = value
    return found


def cell(value: object) -> str:
    """Return a value as text; lists and objects as JSON."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False, default=str)
    return "" if isinstance(value, bytes) else str(value)
