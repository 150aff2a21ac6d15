"""A mapping of columns as a small JSON file that a person can correct and use again.

    {"schema": "gridimpact.columns/1", "sheet": "", "columns": {"Об'єкт": "place", "Штамп": ""}}

Each header has the documented column that it is read as, or an empty text when it is only kept.
"""

from pathlib import Path

from gridimpact.adapters.reports.choice_files import choices_json, name_of, read_choices, write_choices
from gridimpact.adapters.reports.columns import COLUMNS
from gridimpact.adapters.reports.format_findings import (
    ColumnMappedTwice,
    MappingFault,
    NoMappedColumns,
    UnknownColumns,
)
from gridimpact.domain.report import ColumnMapping, MappedColumn
from gridimpact.errors import DataError, Finding, Message
from gridimpact.i18n.translate import N_

SCHEMA = "gridimpact.columns/1"
MAPPING = Message(N_("mapping of columns"))
"""Where findings about a mapping without a file name are made."""
MOST_BYTES = 1_000_000
"""Largest file of a mapping. [bytes]  Chosen."""


def mapping_json(mapping: ColumnMapping) -> str:
    """Return a mapping as the text of its file."""
    value = {"schema": SCHEMA, "layout": mapping.layout, "sheet": mapping.sheet, "columns": mapping.meanings}
    return choices_json(value)


def write_mapping(mapping: ColumnMapping, path: Path) -> Path:
    """Write a mapping and return its path."""
    return write_choices(mapping_json(mapping), path)


def read_mapping(source: str | Path | bytes) -> ColumnMapping:
    """Return the mapping of a file.

    Parameters
    ----------
    source : str, Path or bytes
        A path, or the content of a file.

    Raises
    ------
    DataError
        When it cannot be read, or names a column that is not documented, or one column twice.
    """
    where = name_of(source, MAPPING)
    value = read_choices(source, where=where, kind=MappingFault, most_bytes=MOST_BYTES)
    columns = value.get("columns") if isinstance(value, dict) else None
    if not isinstance(columns, dict) or not all(isinstance(part, str) for part in columns.values()):
        raise DataError([NoMappedColumns(where=where)])
    mapping = ColumnMapping(
        columns=tuple(
            MappedColumn(header=header, meaning=meaning.strip(), how="stated", score=100.0)
            for header, meaning in columns.items()
        ),
        sheet=str(value.get("sheet") or ""),
    )
    faults = mapping_faults(mapping, where)
    if faults:
        raise DataError(faults)
    return mapping


def mapping_faults(mapping: ColumnMapping, where: str | Message) -> tuple[Finding, ...]:
    """Return what is wrong with a mapping: unknown columns, and columns that are named twice."""
    named = [meaning for meaning in mapping.meanings.values() if meaning]
    unknown = tuple(sorted({meaning for meaning in named if meaning not in COLUMNS}))
    twice = tuple(sorted({meaning for meaning in named if named.count(meaning) > 1}))
    found: list[Finding] = []
    if unknown:
        found.append(UnknownColumns(where=where, values={"columns": ", ".join(COLUMNS)}, ids=unknown))
    if twice:
        found.append(ColumnMappedTwice(where=where, ids=twice))
    return tuple(found)
