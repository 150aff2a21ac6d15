"""What a report file gives before its rows are read: rows of text with a header, or why there are none."""

from collections.abc import Sequence
from dataclasses import dataclass

from gridimpact.adapters.reports.findings import (
    IN_FILE_ROW,
    IN_LAYER,
    IN_SHEET,
    NoHeader,
    OtherLayer,
    OtherSheet,
    SheetMissing,
    TooManyRows,
)
from gridimpact.adapters.reports.headers import Header, guessed_header
from gridimpact.domain.report import ColumnMapping
from gridimpact.errors import Finding, Message

MOST_BYTES = 20_000_000
"""Largest file. [bytes]  Chosen: 200,000 rows of a hundred characters."""

MOST_ROWS = 500_000
"""Most rows that are read. [-]  Chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTable:
    """Rows of text with their header.

    Attributes
    ----------
    rows : list of list of str
        All rows, the first is row 1 of the file or sheet; none when it is no table of reports.
    header : Header
    findings : tuple of Finding
    """

    rows: list[list[str]]
    header: Header
    findings: tuple[Finding, ...] = ()


def limited(rows: list[list[str]], header: Header, findings: tuple[Finding, ...], name: str) -> ReportTable:
    """Return a table of no more than `MOST_ROWS` rows."""
    if len(rows) > MOST_ROWS:
        where = Message(IN_FILE_ROW, {"file": name, "row": MOST_ROWS + 1})
        findings = (*findings, TooManyRows(where=where, values={"most": MOST_ROWS}))
        rows = rows[:MOST_ROWS]
    return ReportTable(rows=rows, header=header, findings=findings)


def headless(rows: list[list[str]], findings: tuple[Finding, ...], name: str) -> ReportTable:
    """Return a table without rows whose header a person may explain, when none of reports can be told."""
    return ReportTable(rows=[], header=guessed_header(rows), findings=(*findings, NoHeader(where=name)))


def no_sheet(name: str, sheets: Sequence[str], mapping: ColumnMapping | None) -> Finding:
    """Return the finding for a workbook or collection of layers in which no header can be told."""
    if mapping is None or not mapping.sheet or mapping.sheet in sheets:
        return NoHeader(where=name)
    shown = ", ".join(sheets[:10])
    return SheetMissing(where=name, values={"sheet": mapping.sheet, "present": shown})


def also_holds(
    name: str, kind: type[OtherSheet] | type[OtherLayer], others: Sequence[str], read: str
) -> tuple[Finding, ...]:
    """Return the findings for sheets or layers that hold reports too and are not read.

    Parameters
    ----------
    name : str
        Name of the file.
    kind : type of Finding
        Whether they are sheets or layers.
    others : sequence of str
        Those that were not read.
    read : str
        The one that was.
    """
    place = IN_SHEET if kind is OtherSheet else IN_LAYER
    return tuple(kind(where=Message(place, {"file": name, "name": other}), values={"read": read}) for other in others)
