"""Strike reports from a file: CSV, XLSX, JSON, GeoJSON, KML or GeoPackage.

The columns are those of `report_columns.COLUMNS`; docs/evidence.md describes them. Whatever is wrong
with a file or a row becomes a finding that names file, row and column; nothing is raised for it.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from gridimpact.adapters.reports.columns import MOST_COLUMNS
from gridimpact.adapters.reports.csv_rows import read_csv
from gridimpact.adapters.reports.findings import (
    ColumnsReadByLikeness,
    DamageFromNotes,
    DayOrMonthFirst,
    FileEmpty,
    FileNotOpened,
    FileTooLarge,
    FileUnavailable,
    ForeignFile,
    KnownLayout,
    MappedColumnsAbsent,
    MonthFirst,
    NoRows,
    NoTimeColumn,
    SeveralColumnsForOne,
    TimesWithoutZone,
    TooManyColumns,
    UndocumentedColumns,
    UnknownTimeZone,
)
from gridimpact.adapters.reports.geopackage_rows import MAGIC, read_geopackage
from gridimpact.adapters.reports.headers import Header
from gridimpact.adapters.reports.json_rows import read_json
from gridimpact.adapters.reports.kml_rows import read_kml
from gridimpact.adapters.reports.mapping import MAPPING, mapping_faults
from gridimpact.adapters.reports.rows import RowReader
from gridimpact.adapters.reports.tables import MOST_BYTES, ReportTable
from gridimpact.adapters.reports.workbook_rows import read_workbook
from gridimpact.domain.progress import Progress, silent
from gridimpact.domain.report import ColumnMapping, Reports
from gridimpact.errors import DataError, Finding, Message
from gridimpact.i18n.translate import N_

_FOREIGN = (
    (b"%PDF", N_("a PDF")),
    (b"\x89PNG", N_("a picture")),
    (b"\xff\xd8\xff", N_("a picture")),
    (b"GIF8", N_("a picture")),
    (b"\xd0\xcf\x11\xe0", N_("an old or protected Excel file (.xls)")),
    (b"\x1f\x8b", N_("a compressed file")),
    (b"Rar!", N_("a compressed file")),
    (b"7z\xbc\xaf", N_("a compressed file")),
)


def read_reports(
    source: str | Path | bytes | BinaryIO,
    *,
    name: str | None = None,
    timezone: str = "Europe/Kyiv",
    now: datetime | None = None,
    mapping: ColumnMapping | None = None,
    progress: Progress | None = None,
) -> Reports:
    """Return the reports of a file, with what was found wrong.

    Parameters
    ----------
    source : str, Path, bytes or binary file
        A path, the content of a file, or an open file.
    name : str, optional
        Name for findings and for ids of rows without one; None takes the file's.
    timezone : str
        IANA zone of times that state none. Chosen default: the local time of the first bundled grid.
    now : datetime, optional
        Later times are told as future; None takes the clock. Aware.
    mapping : ColumnMapping, optional
        Read its headers as it states, and its sheet; None finds out. `Reports.mapping` tells what was done.
    progress : callable, optional
        Told the share of the rows done [0..1] and what is being done.

    Returns
    -------
    Reports
        Rows that could be read, in file order; findings for the others. A file that cannot be read at
        all gives no reports and a finding of severity error.

    Raises
    ------
    DataError
        When the time zone does not exist, or the mapping names columns that are not documented.
    """
    try:
        zone = ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as exc:
        where = Message(N_("timezone"))
        raise DataError([UnknownTimeZone(where=where, values={"timezone": timezone})]) from exc
    faults = mapping_faults(mapping, MAPPING) if mapping else ()
    if faults:
        raise DataError(faults)
    name = name or _name_of(source)
    data = _bytes_of(source, name)
    if isinstance(data, Finding):
        return Reports(findings=(data,), name=name)
    table = _read_table(data, name, mapping)
    if isinstance(table, tuple):
        return Reports(findings=table, name=name)
    if not table.rows:
        return Reports(findings=table.findings, name=name, mapping=table.header.mapping)
    reader = RowReader(table=table, name=name, zone=zone, now=now or datetime.now(UTC))
    reports = reader.read(progress or silent)
    findings = (
        *table.findings,
        *_column_findings(table.header, table.rows, name),
        *reader.faults.findings(),
        *_time_findings(reader, timezone),
    )
    if not reader.rows_read:
        findings = (*findings, NoRows(where=name))
    return Reports(
        reports=reports, findings=findings, name=name, rows_read=reader.rows_read, mapping=table.header.mapping
    )


def _read_table(data: bytes, name: str, mapping: ColumnMapping | None) -> ReportTable | tuple[Finding, ...]:
    """Return the rows of a file, whatever its format, or the findings that stop it.

    Parameters
    ----------
    data : bytes
        The file.
    name : str
        Name for findings.
    mapping : ColumnMapping or None
        What columns are read as.
    """
    if len(data) > MOST_BYTES:
        return (FileTooLarge(where=name, values={"size_mb": len(data) / 1e6, "most_mb": MOST_BYTES / 1e6}),)
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        return (FileEmpty(where=name),)
    kind = next((said for start, said in _FOREIGN if data.startswith(start)), None)
    if kind:
        return (ForeignFile(where=name, values={"kind": Message(kind)}),)
    if data.startswith(b"PK\x03\x04"):
        return read_workbook(data, name, mapping)
    if data.startswith(MAGIC):
        return read_geopackage(data, name, mapping)
    first = data[:64].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:1]
    if first in (b"{", b"["):
        return read_json(data, name, mapping)
    if first == b"<":
        return read_kml(data, name, mapping)
    return read_csv(data, name, mapping)


def _name_of(source: str | Path | bytes | BinaryIO) -> str:
    if isinstance(source, bytes):
        return "reports"
    return (
        Path(source if isinstance(source, (str, Path)) else str(getattr(source, "name", "reports"))).name or "reports"
    )


def _bytes_of(source: str | Path | bytes | BinaryIO, name: str) -> bytes | Finding:
    """Return the content, or why there is none; no more is read than is accepted."""
    if isinstance(source, bytes):
        return source
    try:
        if isinstance(source, (str, Path)):
            with Path(source).open("rb") as file:
                return file.read(MOST_BYTES + 1)
        return source.read(MOST_BYTES + 1)
    except (OSError, ValueError) as exc:
        if isinstance(exc, OSError) and exc.strerror:
            return FileUnavailable(where=name, values={"reason": exc.strerror})
        return FileNotOpened(where=name)


def _column_findings(header: Header, rows: list[list[str]], name: str) -> tuple[Finding, ...]:
    found: list[Finding] = []
    if header.repeated:
        found.append(SeveralColumnsForOne(where=name, ids=header.repeated))
    if "reported_at" not in header.fields and "event_at" not in header.fields:
        found.append(NoTimeColumn(where=name))
    if header.absent:
        found.append(MappedColumnsAbsent(where=name, ids=header.absent[:20]))
    alike = tuple(f"{one.header} as {one.meaning}" for one in header.mapping.columns if one.how == "likeness")
    if alike:
        found.append(ColumnsReadByLikeness(where=name, ids=alike))
    if header.mapping.layout:
        found.append(KnownLayout(where=name, values={"layout": header.mapping.layout}))
    if header.words_of_note:
        found.append(DamageFromNotes(where=name))
    if header.unknown:
        found.append(UndocumentedColumns(where=name, ids=tuple(header.unknown)[:20]))
    width = len(rows[header.row])
    if width > MOST_COLUMNS:
        found.append(TooManyColumns(where=name, values={"count": width, "most": MOST_COLUMNS}))
    return tuple(found)


def _time_findings(reader: RowReader, timezone: str) -> tuple[Finding, ...]:
    """Return how times were read that can be read in several ways."""
    found: list[Finding] = []
    if reader.months_first is not False:
        found.append(MonthFirst(where=reader.name) if reader.months_first else DayOrMonthFirst(where=reader.name))
    if reader.zoneless:
        values = {"count": reader.zoneless, "timezone": timezone}
        found.append(TimesWithoutZone(where=reader.name, values=values))
    return tuple(found)
