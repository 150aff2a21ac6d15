"""What a report file gives before its rows are read: rows of text with a header, or why there are none."""

from collections.abc import Sequence
from dataclasses import dataclass

from gridimpact.adapters.reports.headers import Header, guessed_header
from gridimpact.domain.report import ColumnMapping
from gridimpact.errors import Finding, Severity, TextFinding

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
        findings = (
            *findings,
            stop(f"{name}, row {MOST_ROWS + 1}", f"only the first {MOST_ROWS} rows were read", "split the file"),
        )
        rows = rows[:MOST_ROWS]
    return ReportTable(rows=rows, header=header, findings=findings)


def headless(rows: list[list[str]], findings: tuple[Finding, ...], name: str) -> ReportTable:
    """Return a table without rows whose header a person may explain, when none of reports can be told."""
    return ReportTable(rows=[], header=guessed_header(rows), findings=(*findings, no_header(name)))


def no_header(name: str) -> Finding:
    """Return the finding for a table in which no header can be told."""
    return stop(
        name,
        "no row names the columns of reports",
        "name at least two columns, one of them component_id, place, region or lat; "
        "for example: report_id, reported_at, source, place, region, component_kind, damage; "
        "or say what the columns mean in a mapping of columns",
    )


def no_sheet(name: str, sheets: Sequence[str], mapping: ColumnMapping | None) -> Finding:
    """Return the finding for a workbook or collection of layers in which no header can be told."""
    if mapping is None or not mapping.sheet or mapping.sheet in sheets:
        return no_header(name)
    shown = ", ".join(sheets[:10])
    return stop(name, f'there is no sheet "{mapping.sheet}"; there are: {shown}', "name one of these in the mapping")


def also_holds(name: str, part: str, others: Sequence[str], read: str) -> tuple[Finding, ...]:
    """Return the findings for sheets or layers that hold reports too and are not read.

    Parameters
    ----------
    name : str
        Name of the file.
    part : str
        `sheet` or `layer`.
    others : sequence of str
        Those that were not read.
    read : str
        The one that was.
    """
    return tuple(
        TextFinding(
            where=f"{name}, {part} {other}",
            what=f"also holds reports; only {part} {read} was read",
            remedy=f"name the {part} in a mapping of columns to read it",
        )
        for other in others
    )


def stop(where: str, what: str, remedy: str) -> Finding:
    """Return a finding that stops the file, or what remains of it."""
    return TextFinding(where=where, what=what, remedy=remedy, severity=Severity.ERROR)
