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
from gridimpact.adapters.reports.geopackage_rows import MAGIC, read_geopackage
from gridimpact.adapters.reports.headers import Header
from gridimpact.adapters.reports.json_rows import read_json
from gridimpact.adapters.reports.kml_rows import read_kml
from gridimpact.adapters.reports.mapping import mapping_faults
from gridimpact.adapters.reports.rows import RowReader
from gridimpact.adapters.reports.tables import MOST_BYTES, ReportTable, stop
from gridimpact.adapters.reports.workbook_rows import read_workbook
from gridimpact.domain.progress import Progress, silent
from gridimpact.domain.report import ColumnMapping, Reports
from gridimpact.errors import DataError, Finding, Severity, TextFinding

_FOREIGN = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xd0\xcf\x11\xe0", "an old or protected Excel file (.xls)"),
    (b"\x1f\x8b", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
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
        raise DataError(
            [
                TextFinding(
                    where="timezone",
                    what=f'"{timezone}" is no time zone',
                    remedy="give an IANA name such as Europe/Kyiv",
                    severity=Severity.ERROR,
                )
            ]
        ) from exc
    faults = mapping_faults(mapping, "mapping of columns") if mapping else ()
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
        findings = (
            *findings,
            TextFinding(
                where=name,
                what="there is no row below the header",
                remedy="add a row for each report",
                severity=Severity.ERROR,
            ),
        )
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
        return (
            stop(
                name,
                f"the file has {len(data) / 1e6:.0f} MB; at most {MOST_BYTES / 1e6:.0f} MB are read",
                "split it into several files",
            ),
        )
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        return (stop(name, "the file is empty", "export it again"),)
    kind = next((said for start, said in _FOREIGN if data.startswith(start)), None)
    if kind:
        return (stop(name, f"the file is {kind}, not a table", "save the table as CSV (UTF-8) or XLSX"),)
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
        reason = exc.strerror if isinstance(exc, OSError) and exc.strerror else "it cannot be opened"
        return TextFinding(
            where=name, what=f"the file cannot be read: {reason}", remedy="check the path", severity=Severity.ERROR
        )


def _column_findings(header: Header, rows: list[list[str]], name: str) -> tuple[Finding, ...]:
    found = []
    if header.repeated:
        found.append(
            TextFinding(
                where=name,
                what="several columns mean the same; the first of each is read",
                ids=header.repeated,
                remedy="rename the columns that are not meant",
            )
        )
    if "reported_at" not in header.fields and "event_at" not in header.fields:
        found.append(
            TextFinding(
                where=name, what="no column holds a time", remedy="add a column reported_at", severity=Severity.ERROR
            )
        )
    if header.absent:
        found.append(
            TextFinding(
                where=name,
                what="the mapping names columns that are not here",
                ids=header.absent[:20],
                remedy="check the mapping, or make one for this file",
            )
        )
    alike = tuple(f"{one.header} as {one.meaning}" for one in header.mapping.columns if one.how == "likeness")
    if alike:
        found.append(
            TextFinding(
                where=name,
                what="columns were read as those that they are written like",
                ids=alike,
                remedy="rename them, or give a mapping of columns",
            )
        )
    if header.mapping.layout:
        found.append(
            TextFinding(where=name, what=f"read as a table of the kind {header.mapping.layout}", severity=Severity.INFO)
        )
    if header.words_of_note:
        found.append(
            TextFinding(
                where=name,
                what="no column holds damage; the words of the note are read for it",
                remedy="check the claims, or give a mapping with a column of damage",
            )
        )
    if header.unknown:
        found.append(
            TextFinding(
                where=name,
                what="columns that are not documented are kept with each report",
                ids=tuple(header.unknown)[:20],
                severity=Severity.INFO,
            )
        )
    if len(rows[header.row]) > MOST_COLUMNS:
        found.append(
            TextFinding(
                where=name,
                what=f"the table has {len(rows[header.row])} columns; the first {MOST_COLUMNS} were read",
                remedy="delete columns that are not needed",
            )
        )
    return tuple(found)


def _time_findings(reader: RowReader, timezone: str) -> tuple[Finding, ...]:
    """Return how times were read that can be read in several ways."""
    found = []
    if reader.months_first is not False:
        sure = reader.months_first is True
        found.append(
            TextFinding(
                where=reader.name,
                what="dates such as 3/14/2026 put the month first, and all dates with strokes were read so"
                if sure
                else "dates with strokes, such as 3/4/2026, may put day or month first; they were read day first",
                remedy="" if sure else "write dates as 2026-04-03",
                severity=Severity.INFO if sure else Severity.WARNING,
            )
        )
    if not reader.zoneless:
        return tuple(found)
    return (
        *found,
        TextFinding(
            where=reader.name,
            what=f"{reader.zoneless} times state no zone and were read as {timezone}",
            remedy="write the zone, for example 2026-01-15T07:30+02:00, or name another when loading",
            severity=Severity.INFO,
        ),
    )
