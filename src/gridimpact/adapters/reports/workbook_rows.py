"""Workbooks to rows: what they unpack to is measured before they are opened."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from gridimpact.adapters.reports.columns import HEADER_ROWS
from gridimpact.adapters.reports.findings import OtherSheet
from gridimpact.adapters.reports.format_findings import (
    NotWorkbook,
    SheetTooLarge,
    WorkbookBroken,
    WorkbookTooLarge,
    WorkbookUnreadable,
)
from gridimpact.adapters.reports.headers import Header, find_header, has_time, rank
from gridimpact.adapters.reports.tables import ReportTable, also_holds, headless, limited, no_sheet
from gridimpact.domain.report import ColumnMapping
from gridimpact.errors import Finding

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

MOST_UNPACKED = 400_000_000
"""Largest workbook once unpacked. [bytes]  Chosen: twenty times the largest file."""

MOST_CELLS = 6_000_000
"""Largest area of a sheet, empty cells included. [-]  Chosen: 200,000 rows of 30 columns."""

_CELL = re.compile(rb"<(?:\w+:)?(?:c|row)\s(?:[^<>]*?\s)?r=[\"']([A-Z]{0,3})(\d{1,9})[\"']")


def read_workbook(data: bytes, name: str, mapping: ColumnMapping | None = None) -> ReportTable | tuple[Finding, ...]:
    """Return the rows of the sheet that is named, or of the likeliest, or the findings that stop it.

    Parameters
    ----------
    data : bytes
        XLSX; formulas are not run, their stored values are read.
    name : str
        Name for findings.
    mapping : ColumnMapping, optional
        What columns are read as, and which sheet is read.
    """
    from python_calamine import CalamineWorkbook

    refused = _refused(data, name)
    if refused is not None:
        return (refused,)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        found = _sheets_of_reports(workbook, mapping)
        if not found:
            return _unread(workbook, name, mapping)
        chosen = max(found, key=lambda one: rank(one[1]))
        sheet = workbook.get_sheet_by_name(chosen[0])
        rows = [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
        _fill_merged(rows, sheet.merged_cell_ranges or [])
    except BaseException as fault:
        # A fault inside the reader, which is not written in Python, comes as a PanicException of no common base.
        if not isinstance(fault, Exception) and type(fault).__name__ != "PanicException":
            raise
        return (WorkbookUnreadable(where=name, values={"reason": type(fault).__name__}),)
    others = [other for other, header in found if other != chosen[0] and has_time(header)]
    header = replace(chosen[1], mapping=replace(chosen[1].mapping, sheet=chosen[0]))
    return limited(rows, header, also_holds(name, OtherSheet, others, chosen[0]), name)


def _sheets_of_reports(workbook: "CalamineWorkbook", mapping: ColumnMapping | None) -> list[tuple[str, Header]]:
    """Return the sheets with a header of reports; only the one that is named, when one is."""
    wanted = mapping.sheet if mapping else ""
    found = []
    for name in workbook.sheet_names:
        if wanted and name != wanted:
            continue
        sheet = workbook.get_sheet_by_name(name)
        rows = [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False, nrows=HEADER_ROWS)]
        header = find_header(rows, mapping)
        found += [(name, header)] if header else []
    return found


def _unread(
    workbook: "CalamineWorkbook", name: str, mapping: ColumnMapping | None
) -> ReportTable | tuple[Finding, ...]:
    """Return what may be the header of the sheet that is named, or of the first, for a person to explain."""
    wanted = mapping.sheet if mapping and mapping.sheet else next(iter(workbook.sheet_names), "")
    if wanted not in workbook.sheet_names:
        return (no_sheet(name, workbook.sheet_names, mapping),)
    sheet = workbook.get_sheet_by_name(wanted)
    rows = [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False, nrows=HEADER_ROWS)]
    table = headless(rows, (), name)
    return replace(table, header=replace(table.header, mapping=replace(table.header.mapping, sheet=wanted)))


def _fill_merged(rows: list[list[str]], ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """Write the value of merged cells into each of them; `rows` is changed."""
    left = MOST_CELLS
    for (top, first), (bottom, last) in ranges:
        value = rows[top][first] if top < len(rows) and first < len(rows[top]) else ""
        for row in rows[top : bottom + 1] if value else ():
            width = min(last + 1, len(row)) - first
            left -= max(width, 0)
            if width <= 0 or left < 0:
                break
            row[first : first + width] = [value] * width


def _refused(data: bytes, name: str) -> Finding | None:
    """Return why a workbook must not be opened: broken, no XLSX, or too large once unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return WorkbookBroken(where=name)
    if not any(member.filename.startswith("xl/") for member in members):
        return NotWorkbook(where=name)
    unpacked = 0
    for member in members:
        rows = columns = 0
        tail = b""
        for chunk in _unpack(data, member):
            unpacked += len(chunk)
            if unpacked > MOST_UNPACKED:
                return WorkbookTooLarge(where=name, values={"most_mb": MOST_UNPACKED / 1e6})
            piece = tail + chunk
            cells = _CELL.findall(piece)
            rows = max(rows, max((int(row) for _, row in cells), default=0))
            columns = max(
                columns, max((_column_number(letters) for letters in {column for column, _ in cells}), default=0)
            )
            tail = piece[-256:]
            if rows * columns > MOST_CELLS:
                return SheetTooLarge(where=name, values={"rows": rows, "columns": columns, "most_cells": MOST_CELLS})
    return None


def _unpack(data: bytes, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield a member piece by piece, whatever size the archive claims for it."""
    start = member.header_offset
    start += (
        30
        + int.from_bytes(data[start + 26 : start + 28], "little")
        + int.from_bytes(data[start + 28 : start + 30], "little")
    )
    packed = data[start : start + member.compress_size]
    if member.compress_type == zipfile.ZIP_STORED:
        yield packed
        return
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        while packed and not inflate.eof:
            yield inflate.decompress(packed, 1 << 20)
            packed = inflate.unconsumed_tail
    except zlib.error:
        return


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _cell(value: object) -> str:
    """Return a cell of a workbook as text; whole numbers without a decimal point."""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return "" if value is None else str(value)
