"""Workbooks to rows: what they unpack to is measured before they are opened."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime

from gridimpact.adapters.report_columns import HEADER_ROWS, find_header
from gridimpact.adapters.report_tables import ReportTable, limited, no_header, stop
from gridimpact.errors import Finding

MOST_UNPACKED = 400_000_000
"""Largest workbook once unpacked. [bytes]  Chosen: twenty times the largest file."""

MOST_CELLS = 6_000_000
"""Largest area of a sheet, empty cells included. [-]  Chosen: 200,000 rows of 30 columns."""

_CELL = re.compile(rb"<(?:\w+:)?(?:c|row)\s(?:[^<>]*?\s)?r=[\"']([A-Z]{0,3})(\d{1,9})[\"']")


def read_workbook(data: bytes, name: str) -> ReportTable | tuple[Finding, ...]:
    """Return the rows of the first sheet that holds reports, or the findings that stop it.

    Parameters
    ----------
    data : bytes
        XLSX; formulas are not run, their stored values are read.
    name : str
        Name for findings.
    """
    from python_calamine import CalamineWorkbook

    refused = _refused(data, name)
    if refused is not None:
        return (refused,)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        found = []
        for sheet_name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(sheet_name)
            header = find_header(
                [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False, nrows=HEADER_ROWS)]
            )
            found += [(sheet_name, header)] if header else []
        if not found:
            return (no_header(name),)
        rows = [
            [_cell(value) for value in row]
            for row in workbook.get_sheet_by_name(found[0][0]).to_python(skip_empty_area=False)
        ]
    except BaseException as fault:
        # A fault inside the reader, which is not written in Python, comes as a PanicException of no common base.
        if not isinstance(fault, Exception) and type(fault).__name__ != "PanicException":
            raise
        return (
            stop(
                name,
                f"the workbook cannot be read ({type(fault).__name__})",
                "open it in a spreadsheet and save it again as XLSX, without a password",
            ),
        )
    more = tuple(
        Finding(
            where=f"{name}, sheet {other}",
            what=f"also holds reports; only sheet {found[0][0]} was read",
            remedy="load this sheet as a file of its own",
        )
        for other, _ in found[1:]
    )
    return limited(rows, found[0][1], more, name)


def _refused(data: bytes, name: str) -> Finding | None:
    """Return why a workbook must not be opened: broken, no XLSX, or too large once unpacked."""
    save = "save the table as XLSX again, without empty rows and columns"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return stop(name, "the workbook is broken", save)
    if not any(member.filename.startswith("xl/") for member in members):
        return stop(name, "the file is a compressed archive, not an XLSX workbook", save)
    unpacked = 0
    for member in members:
        rows = columns = 0
        tail = b""
        for chunk in _unpack(data, member):
            unpacked += len(chunk)
            if unpacked > MOST_UNPACKED:
                return stop(name, f"the workbook unpacks to more than {MOST_UNPACKED / 1e6:.0f} MB", save)
            piece = tail + chunk
            cells = _CELL.findall(piece)
            rows = max(rows, max((int(row) for _, row in cells), default=0))
            columns = max(
                columns, max((_column_number(letters) for letters in {column for column, _ in cells}), default=0)
            )
            tail = piece[-256:]
            if rows * columns > MOST_CELLS:
                return stop(
                    name,
                    f"a sheet reaches to row {rows} and column {columns}; at most {MOST_CELLS} cells are read",
                    save,
                )
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
