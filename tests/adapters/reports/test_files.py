"""Report files, good and hostile: every fault is a finding with file, row and column."""

import io
import time
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
import xlsxwriter

from gridimpact.adapters.reports import row_findings
from gridimpact.adapters.reports.columns import COLUMNS, plain_header
from gridimpact.adapters.reports.files import read_reports
from gridimpact.adapters.reports.headers import find_header
from gridimpact.domain.report import Reports
from gridimpact.domain.vocabulary import ComponentKind, Credibility, DamageState, Reliability
from gridimpact.errors import DataError, RowId, Severity
from gridimpact.i18n.messages import finding_sentence
from gridimpact.i18n.translate import speaking

HEAD = "report_id,reported_at,place,damage"
NOW = datetime(2026, 1, 16, tzinfo=UTC)


def read(text: str | bytes, *, name: str = "a.csv") -> Reports:
    return read_reports(text.encode() if isinstance(text, str) else text, name=name, now=NOW)


def told(reports: Reports) -> str:
    return "\n".join(f"{finding.severity} {finding}" for finding in reports.findings)


def workbook(rows: list[list[object]], *, sheets: tuple[str, ...] = ("Sheet1",)) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "default_date_format": "dd.mm.yyyy"}) as book:
        for name in sheets:
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    sheet.write(number, column, value)
    return target.getvalue()


def test_all_documented_columns() -> None:
    cells = {
        "report_id": "r1",
        "reported_at": "2026-01-15T07:30+02:00",
        "event_at": "15.01.2026 03:00",
        "source": "s",
        "source_url": "https://example.org",
        "component_id": "substation:x",
        "place": "ПС Вінницька",
        "region": "UA05",
        "lat": '"49,2"',
        "lon": "28.7",
        "precision_km": "5",
        "precision_code": "1",
        "component_kind": "ТЕС",
        "damage": "Moderate",
        "share_lost": "60 %",
        "mw_lost": '"120,5"',
        "reliability": "b",
        "credibility": "2",
        "confidence": "doubtful",
        "supersedes": "a; b,c".replace(",", "|"),
        "note": "n",
        "own column": "kept",
    }
    reports = read(",".join(cells) + "\n" + ",".join(cells.values()))
    (report,) = reports
    assert (report.report_id, report.row) == ("r1", 2)
    assert report.reported_at == datetime(2026, 1, 15, 5, 30, tzinfo=UTC)
    assert report.event_at == datetime(2026, 1, 15, 1, 0, tzinfo=UTC)
    assert (report.place.lat, report.place.lon, report.place.precision_km) == (49.2, 28.7, 5.0)
    assert (report.place.component_id, report.place.name, report.place.region) == (
        "substation:x",
        "ПС Вінницька",
        "UA05",
    )
    assert report.component_kind == ComponentKind.PLANT
    assert report.damage.state == DamageState.MODERATE
    assert (report.damage.share_lost, report.damage.mw_lost) == (0.6, 120.5)
    assert (report.reliability, report.credibility) == (Reliability.B, Credibility.PROBABLE)
    assert report.supersedes == ("a", "b", "c")
    assert report.extra == {"own column": "kept", "component_kind": "ТЕС"}


def test_every_alias_names_one_column() -> None:
    seen: dict[str, str] = {}
    for field, names in COLUMNS.items():
        for name in (field, *names):
            assert seen.setdefault(plain_header(name), field) == field
            header = find_header([[name, "place" if field != "place" else "region"]])
            assert header is not None
            assert field in header.fields


@pytest.mark.parametrize(
    "header",
    [
        "Дата;Об'єкт;Пошкодження",
        " REPORTED AT ;Place;Damage state",
        "час повідомлення;НАЗВА ОБ’ЄКТА;стан",
        "damage;site name;published",
    ],
)
def test_headers_in_any_language_case_and_order(header: str) -> None:
    values = {"damage;site name;published": "пошкоджено;ПС Бар;15.01.2026 07:00"}.get(
        header, "15.01.2026 07:00;ПС Бар;пошкоджено"
    )
    (report,) = read(f"{header}\n{values}")
    assert (report.place.name, report.damage.text) == ("ПС Бар", "пошкоджено")
    assert report.reported_at == datetime(2026, 1, 15, 5, tzinfo=UTC)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_delimiters_and_encodings(delimiter: str, encoding: str) -> None:
    reports = read(
        delimiter.join(("дата", "місце", "стан")) + "\n" + delimiter.join(("2026-01-15", "Бар", "знищено")) + "\n",
        name="x.csv",
    )
    data = (
        delimiter.join(("дата", "місце", "стан")) + "\n" + delimiter.join(("2026-01-15", "Бар", "знищено")) + "\n"
    ).encode(encoding)
    found = read(data, name="x.csv")
    assert found.reports == reports.reports
    assert ("Windows-1251" in told(found)) == (encoding == "cp1251")


def test_workbook_with_titles_numbers_and_dates() -> None:
    day = datetime(2026, 1, 15, 7, 30)
    data = workbook(
        [
            ["Зведення"],
            [],
            ["№", "Дата", "Об'єкт", "lat", "lon"],
            [7, day, "ПС Бар", 49.1, 27.7],
            [8.0, "15.01.2026", "=1+1", "", ""],
        ]
    )
    reports = read(data, name="a.xlsx")
    assert [report.report_id for report in reports] == ["7", "8"]
    assert reports.reports[0].reported_at == datetime(2026, 1, 15, 5, 30, tzinfo=UTC)
    assert reports.reports[0].row == 4
    assert reports.reports[0].place.lat == 49.1


def test_only_the_first_sheet_of_reports_is_read() -> None:
    reports = read(workbook([["date", "place"], ["2026-01-15", "Bar"]], sheets=("One", "Two")))
    assert len(reports) == 1
    assert "sheet Two" in told(reports)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"  \n\n ", "is empty"),
        (b"\x89PNG\r\n" + b"\0" * 50, "a picture"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 50, ".xls"),
        (bytes(range(256)) * 20, "binary"),
        (b"date,place\n2026-01-15,\x00\x01\x02\x03\x04", "binary"),
        (b"PK\x03\x04 and no more", "broken"),
        (b"a,b\n1,2\n", "no row names the columns"),
        (b"date,place\n", "no row below the header"),
        (b"place,region\nBar,UA05\n", "no column holds a time"),
        (b'date,place\n2026-01-15,"Bar' + b"x" * 200_000, "quotation mark"),
        (b"x" * 20_000_001, "at most 20 MB"),
    ],
)
def test_files_that_cannot_be_read(data: bytes, words: str) -> None:
    reports = read(data)
    assert len(reports) == 0
    assert words in told(reports)
    assert any(finding.severity == Severity.ERROR and finding.remedy for finding in reports.findings)


def test_missing_file_folder_and_open_file(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        assert "cannot be read" in told(read_reports(path))
    target = tmp_path / "ok.csv"
    target.write_text(f"{HEAD}\na,2026-01-15,Bar,hit\n", encoding="utf-8")
    with target.open("rb") as file:
        assert read_reports(file).name == "ok.csv"
    assert read_reports(str(target)).reports == read_reports(target).reports
    with pytest.raises(DataError, match="is not a time zone"):
        read_reports(target, timezone="Mars/Base")


@pytest.mark.parametrize(
    ("column", "value", "kind"),
    [
        ("lat", "nan", row_findings.NotAPlaceOnLand),
        ("lat", "abc", row_findings.NotANumber),
        ("lat", "inf", row_findings.NotANumber),
        ("lat", "190", row_findings.DegreesOutside),
        ("lat", "0", row_findings.NotAPlaceOnLand),
        ("precision_km", "-5", row_findings.PrecisionOutside),
        ("share_lost", "160", row_findings.NotAShare),
        ("share_lost", "-0.5", row_findings.NotAShare),
        ("mw_lost", "many", row_findings.NotANumber),
        ("mw_lost", "-10", row_findings.CapacityOutside),
        ("reliability", "Z", row_findings.NotAReliability),
        ("credibility", "9", row_findings.NotACredibility),
        ("confidence", "whatever", row_findings.NotAConfidence),
        ("component_kind", "bridge", row_findings.NotAKind),
        ("event_at", "2026-02-30", row_findings.NotADate),
        ("event_at", "0026-01-15", row_findings.YearOutside),
        ("event_at", "2026-01-15 12:00", row_findings.EventAfterReport),
        ("reported_at", "2027-01-01", row_findings.TimeInFuture),
    ],
)
def test_a_bad_cell_is_told_with_row_and_column_and_the_row_is_kept(
    column: str, value: str, kind: type[row_findings.RowFault]
) -> None:
    cells = {"report_id": "r", "reported_at": "2026-01-15 07:00", "place": "Bar", "lat": "", "lon": "", "damage": "hit"}
    if column in ("lat", "lon"):
        cells |= {"lon": "0" if value == "0" else "30"}
    cells[column] = value
    reports = read(",".join(cells) + "\n" + ",".join(cells.values()))
    assert len(reports) == 1
    (fault,) = [one for one in reports.findings if type(one) is kind]
    assert str(fault.where) == f"a.csv, row 2, {column}"
    assert fault.ids == (RowId(2),)
    assert reports.reports[0].place.lat is None


def test_swapped_coordinates_that_only_fit_one_way_are_exchanged() -> None:
    reports = read("date,lat,lon\n2026-01-15,130.5,50.4\n")
    assert (reports.reports[0].place.lat, reports.reports[0].place.lon) == (50.4, 130.5)
    assert "swapped" in told(reports)


def test_times() -> None:
    rows = [
        "",
        "2026-02-30",
        "15.01.2026 07:30",
        "2026-01-15T07:30:00Z",
        "2026-01-15 07:30 +02:00",
        "46037.3125",
        "15/01/2026, 07:30",
    ]
    reports = read("reported_at,place\n" + "\n".join(f'"{row}",P{number}' for number, row in enumerate(rows)))
    assert [report.place.name for report in reports] == ["P2", "P3", "P4", "P5", "P6"]
    assert {report.reported_at.hour for report in reports} == {5, 7}
    assert "row 2, reported_at" in told(reports)
    assert "row 3, reported_at" in told(reports)
    assert "3 times state no zone and were read as Europe/Kyiv" in told(reports)
    other = read_reports(b"date,place\n2026-01-15 07:30,Bar\n", timezone="Europe/Chisinau", now=NOW)
    assert "Europe/Chisinau" in told(other)


def test_event_time_stands_in_for_the_report() -> None:
    (report,) = read("event_at,place\n2026-01-15 03:00,Bar\n")
    assert report.reported_at == report.event_at == datetime(2026, 1, 15, 1, tzinfo=UTC)


def test_ids() -> None:
    rows = [
        "a,2026-01-15,Bar,hit",
        "a,2026-01-15,Bar,hit",
        "a,2026-01-15,Bar,destroyed",
        "a-2,2026-01-15,Bar,hit",
        ",2026-01-15,Bar,hit",
    ]
    reports = read("\n".join([HEAD, *rows]))
    assert [report.report_id for report in reports] == ["a", "a-2", "a-2-2", "a-6"]
    assert reports.rows_read == 5
    assert [finding.severity for finding in reports.findings if "row 3" in finding.ids] == [Severity.INFO]
    assert [finding.severity for finding in reports.findings if "row 4" in finding.ids] == [Severity.WARNING]


def test_text_is_kept_as_text_without_control_and_direction_marks() -> None:
    note = '=HYPERLINK(""http://x"")'
    (report,) = read(f'date,place,note\n2026-01-15,<b>B\u202ear\u200f</b>\x07,"{note}"\n'.replace("\x07", "\x7f"))
    assert report.place.name == "<b>Bar</b>"
    assert report.note == '=HYPERLINK("http://x")'


def test_long_cells_are_cut_and_many_columns_are_left() -> None:
    reports = read("date,place,note\n2026-01-15,Bar," + "x" * 10_001 + "\n")
    assert len(reports.reports[0].note) == 10_000
    assert "longer than 10,000" in told(reports)
    wide = read("date,place," + ",".join(f"c{number}" for number in range(200_000)) + "\n2026-01-15,Bar\n")
    assert len(wide) == 1
    assert "the first 500 were read" in told(wide)


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("confirmed", "1"),
        ("Підтверджено", "1"),
        ("probable", "2"),
        ("ймовірно", "2"),
        ("можливо", "3"),
        ("сумнівно", "4"),
        ("малоймовірно", "5"),
        ("unconfirmed", "6"),
        ("не підтверджено", "6"),
        ("0.97", "1"),
        ("0,8", "2"),
        ("55 %", "3"),
        ("0.3", "4"),
        ("0.1", "5"),
    ],
)
def test_confidence(text: str, grade: str) -> None:
    assert read(f'date,place,confidence\n2026-01-15,Bar,"{text}"\n').reports[0].credibility == Credibility(grade)


def test_joint_code_and_cyrillic_letters() -> None:
    reports = read("date,place,reliability\n2026-01-15,Bar,В2\n2026-01-15,Bar,с3\n")
    assert [(report.reliability.value, report.credibility.value) for report in reports] == [("B", "2"), ("C", "3")]


def test_two_hundred_thousand_bad_rows_are_told_together() -> None:
    rows = "\n".join(f"r{number},2026-02-{30 + number % 60},nan,{number}" for number in range(200_000))
    start = time.perf_counter()
    reports = read("report_id,reported_at,lat,lon\n" + rows)
    assert time.perf_counter() - start < 30.0
    assert (reports.rows_read, len(reports)) == (200_000, 0)
    assert len(reports.findings) == 2
    assert all(
        isinstance(one, row_findings.RowFault) and one.values["count"] == 200_000 and len(one.ids) == 20
        for one in reports.findings
    )


def test_faults_of_rows_are_whole_sentences_in_both_languages() -> None:
    rows = "".join(f"2026-01-15T07:30Z,Bar,x{number}\n" for number in range(1200))
    (many,) = read("date,place,mw_lost\n" + rows).findings
    (one,) = read('date,place,mw_lost\n2026-01-15T07:30Z,Bar,"a {b}"\n').findings
    assert finding_sentence(many).startswith(
        'a.csv, mw_lost: 1,200 rows, the first: "x0" is not a number [row 2, row 3'
    )
    assert finding_sentence(one) == (
        'a.csv, row 2, mw_lost: "a {b}" is not a number [row 2] → give megawatts as a number'
    )
    with speaking("uk"):
        assert finding_sentence(many).startswith(
            "a.csv, mw_lost: рядків: 1\u00a0200, перший: «x0»: не є числом [рядок 2"
        )
        assert finding_sentence(one) == (
            "a.csv, рядок 2, mw_lost: «a {b}»: не є числом [рядок 2] → вкажіть мегавати числом"
        )


def test_two_hundred_thousand_good_rows() -> None:
    rows = "\n".join(f"r{number},2026-01-15 07:{number % 60:02},ПС Вінницька,пошкоджено" for number in range(200_000))
    start = time.perf_counter()
    reports = read(f"{HEAD}\n{rows}")
    assert time.perf_counter() - start < 30.0
    assert len(reports) == 200_000


def bomb(member: str, content: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr(member, content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (
            bomb("xl/worksheets/sheet1.xml", b'<row r="1"><c r="A1"/></row><row r="1048576"><c r="XFD1048576"/></row>'),
            "reaches to row 1,048,576",
        ),
        (bomb("xl/worksheets/sheet1.xml", b"<not xml"), "cannot be read"),
        (bomb("readme.txt", b"hello").replace(b"xl/workbook.xml", b"ab/workbook.xml"), "not an XLSX"),
    ],
)
def test_hostile_workbooks_are_refused_within_seconds(data: bytes, words: str) -> None:
    start = time.perf_counter()
    reports = read(data, name="a.xlsx")
    assert time.perf_counter() - start < 10.0
    assert words in told(reports)
    assert len(reports) == 0


def test_a_workbook_is_measured_before_it_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gridimpact.adapters.reports.workbook_rows.MOST_UNPACKED", 1_000_000)
    data = bomb("xl/sharedStrings.xml", b" " * 3_000_000)
    assert len(data) < 10_000
    assert "unpacks to more than 1 MB" in told(read(data, name="a.xlsx"))
