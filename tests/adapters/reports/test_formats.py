"""Tables in other formats and layouts, mappings of columns, and hostile files of each."""

import io
import json
import sqlite3
import struct
import time
import tracemalloc
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
import xlsxwriter

from gridimpact.adapters.reports.files import read_reports
from gridimpact.adapters.reports.findings import FeaturesWithoutPoint
from gridimpact.adapters.reports.mapping import mapping_json, read_mapping, write_mapping
from gridimpact.domain.report import ColumnMapping, MappedColumn, Reports
from gridimpact.domain.vocabulary import ComponentKind
from gridimpact.errors import DataError, Severity

NOW = datetime(2026, 1, 16, tzinfo=UTC)
RECORD = {"date": "2026-01-15T07:30+02:00", "place": "ПС Бар", "damage": "пошкоджено", "own": "kept"}
POINT = {"type": "Point", "coordinates": [27.7, 49.1]}


def read(data: str | bytes, *, name: str = "a", mapping: ColumnMapping | None = None) -> Reports:
    return read_reports(data.encode() if isinstance(data, str) else data, name=name, now=NOW, mapping=mapping)


def told(reports: Reports) -> str:
    return "\n".join(f"{finding.severity} {finding}" for finding in reports.findings)


def features(*parts: dict[str, object], **more: object) -> str:
    return json.dumps({"type": "FeatureCollection", "features": list(parts), **more})


def feature(geometry: object = POINT, **properties: object) -> dict[str, object]:
    return {"type": "Feature", "geometry": geometry, "properties": {**RECORD, **properties}}


def kml(inside: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2">{inside}</kml>'


PLACEMARK = """<Document><Placemark><name>ПС Бар</name><description>пошкоджено</description>
<TimeStamp><when>2026-01-15T05:30:00Z</when></TimeStamp>
<ExtendedData><Data name="source"><value>A &amp; B</value></Data>
<SchemaData><SimpleData name="own">kept</SimpleData></SchemaData></ExtendedData>
<Point><coordinates>27.7,49.1,0</coordinates></Point></Placemark></Document>"""


def geopackage(
    path: Path, *, layer: str = "reports", epsg: int = 4326, x: float = 27.7, y: float = 49.1, more: str = ""
) -> bytes:
    """A GeoPackage of one point, written by hand."""
    blob = b"GP\x00\x01" + struct.pack("<i", epsg) + struct.pack("<BIdd", 1, 1, x, y)
    with sqlite3.connect(path) as database:
        database.executescript(
            f"""CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT, srs_id INTEGER);
            CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT);
            CREATE TABLE gpkg_spatial_ref_sys (srs_id INTEGER, organization TEXT, organization_coordsys_id INTEGER);
            CREATE TABLE "{layer}" (fid INTEGER, geom BLOB, date TEXT, place TEXT, damage TEXT);
            {more}"""
        )
        database.execute("INSERT INTO gpkg_contents VALUES (?, 'features', ?)", (layer, epsg))
        database.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom')", (layer,))
        database.execute("INSERT INTO gpkg_spatial_ref_sys VALUES (?, 'EPSG', ?)", (epsg, epsg))
        database.execute(
            f'INSERT INTO "{layer}" VALUES (1, ?, ?, ?, ?)', (blob, RECORD["date"], RECORD["place"], RECORD["damage"])
        )
    database.close()
    return path.read_bytes()


def workbook(sheets: dict[str, list[list[object]]], merged: tuple[tuple[int, int, int, int, str], ...] = ()) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    sheet.write(number, column, value)
            for area in merged:
                sheet.merge_range(*area)
    return target.getvalue()


def check_bar(reports: Reports, *, placed: bool) -> None:
    (report,) = reports
    assert report.reported_at == datetime(2026, 1, 15, 5, 30, tzinfo=UTC)
    assert (report.place.name, report.damage.text) == ("ПС Бар", "пошкоджено")
    assert (report.place.lat, report.place.lon) == (
        (pytest.approx(49.1, abs=1e-6), pytest.approx(27.7, abs=1e-6)) if placed else (None, None)
    )


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([RECORD]),
        json.dumps({"reports": [RECORD], "made": "2026"}),
        json.dumps(RECORD, ensure_ascii=False) + "\n",
        "\ufeff" + json.dumps(RECORD) + "\n\n" + json.dumps({**RECORD}) + "\n",
    ],
    ids=["list", "object with one list", "one line", "lines"],
)
def test_json(text: str) -> None:
    reports = read(text)
    assert reports.reports[0].extra == {"own": "kept"}
    check_bar(Reports(reports=reports.reports[:1]), placed=False)


def test_json_records_may_differ_in_their_names() -> None:
    reports = read(
        json.dumps([{"date": "2026-01-15", "place": "Бар"}, {"place": "Рівне", "date": "2026-01-15", "mw_lost": 5}])
    )
    assert [report.damage.mw_lost for report in reports] == [None, 5.0]


def test_geojson_points() -> None:
    check_bar(read(features(feature())), placed=True)
    check_bar(read(features(feature({"type": "LineString", "coordinates": [[1, 2], [3, 4]]}))), placed=False)
    assert isinstance(read(features(feature(None))).findings[0], FeaturesWithoutPoint)
    own = read(features(feature(latitude=49.2, longitude=28.7))).reports[0].place
    assert (own.lat, own.lon) == (49.2, 28.7)
    other = read(features(feature(), crs={"type": "name", "properties": {"name": "EPSG:3857"}}))
    assert "not in WGS 84" in told(other)
    check_bar(other, placed=False)


def test_kml_points() -> None:
    reports = read(kml(PLACEMARK))
    check_bar(reports, placed=True)
    assert reports.reports[0].source == "A & B"
    assert reports.reports[0].extra == {"own": "kept"}


@pytest.mark.parametrize(("epsg", "x", "y"), [(4326, 27.7, 49.1), (3857, 3083549.8965, 6297404.2275)])
def test_geopackage_points(tmp_path: Path, epsg: int, x: float, y: float) -> None:
    """Web Mercator by hand: x = R lon, y = R ln tan(45 degrees + lat / 2), R = 6378137 m."""
    import math

    if epsg == 3857:
        x, y = 6378137.0 * math.radians(27.7), 6378137.0 * math.log(math.tan(math.pi / 4 + math.radians(49.1) / 2))
    reports = read(geopackage(tmp_path / "a.gpkg", epsg=epsg, x=x, y=y))
    check_bar(reports, placed=True)
    assert reports.mapping.sheet == "reports"


def test_geopackage_of_an_unknown_coordinate_system(tmp_path: Path) -> None:
    reports = read(geopackage(tmp_path / "a.gpkg", epsg=999_999))
    check_bar(reports, placed=False)
    assert any(isinstance(one, FeaturesWithoutPoint) for one in reports.findings)


def test_geopackage_that_geopandas_writes(tmp_path: Path) -> None:
    import geopandas as gpd
    from shapely.geometry import Point

    frame = gpd.GeoDataFrame([{**RECORD, "geometry": Point(27.7, 49.1)}], crs="EPSG:4326")
    frame.to_file(tmp_path / "a.gpkg", layer="morning", driver="GPKG")
    reports = read_reports(tmp_path / "a.gpkg", now=NOW)
    check_bar(reports, placed=True)
    assert reports.mapping.sheet == "morning"


def test_hxl_tags_below_the_header() -> None:
    reports = read(
        "Коли,Де,Регіон,Код,Що сталося,Свій\n#date+reported,#loc+name+uk,#adm1+code,#loc+type,#impact+damage,#x_own\n"
        "2026-01-15,ПС Бар,UA05,substation,пошкоджено,kept\n"
    )
    (report,) = reports
    assert (report.row, report.place.name, report.place.region) == (3, "ПС Бар", "UA05")
    assert (report.component_kind, report.damage.text) == (ComponentKind.SUBSTATION, "пошкоджено")
    assert report.extra == {"Свій": "kept"}
    assert reports.mapping.layout == "HXL"
    assert reports.mapping.columns[1] == MappedColumn(header="Де", meaning="place", how="tag", score=100.0)


def test_hxl_tags_alone() -> None:
    (report,) = read("#date,#geo+lat,#geo+lon,#severity\n2026-01-15,49.1,27.7,destroyed\n")
    assert (report.place.lat, report.damage.text) == (49.1, "destroyed")


ACLED = (
    "event_id_cnty,event_date,time_precision,event_type,region,country,admin1,location,latitude,longitude,geo_precision,"
    "source,notes,timestamp\n"
    "UKR1,15 January 2026,1,Explosions,Europe,Ukraine,Vinnytsia,Bar,49.1,27.7,1,Agency,A substation was damaged,17685\n"
    "UKR2,15 January 2026,1,Explosions,Europe,Ukraine,Vinnytsia,Bar,49.1,27.7,2,Agency,Shelling,1768500000\n"
    "UKR3,15 January 2026,1,Explosions,Europe,Ukraine,Vinnytsia,Vinnytsia,49.2,28.5,3,Agency,Hit,1768500000\n"
)


def test_acled_like_table() -> None:
    reports = read(ACLED)
    first, second, third = reports
    assert (first.report_id, first.place.region, first.place.name) == ("UKR1", "Vinnytsia", "Bar")
    assert first.event_at == first.reported_at == datetime(2026, 1, 14, 22, tzinfo=UTC)
    assert (first.extra["region"], first.extra["timestamp"]) == ("Europe", "17685")
    assert first.damage.text == first.note == "A substation was damaged"
    assert (first.place.precision_km, second.place.precision_km) == (None, 30.0)
    assert (third.place.name, third.place.lat, third.extra["place"]) == (None, None, "Vinnytsia")
    assert "ACLED-like" in told(reports)
    assert "words of the note" in told(reports)


def test_damage_register_like_table() -> None:
    (report,) = read(
        "oblast,settlement,type_of_infrastructure,name_of_infrastructure,extent_of_damage,source_name,source_date\n"
        "Вінницька,Бар,підстанція,ПС Бар,знищено,Реєстр,15.01.2026\n"
    )
    assert (report.place.region, report.place.name) == ("Вінницька", "ПС Бар")
    assert (report.component_kind, report.damage.text, report.source) == (ComponentKind.SUBSTATION, "знищено", "Реєстр")
    assert report.extra["settlement"] == "Бар"


def test_headers_that_are_misspelt_are_read_and_told() -> None:
    reports = read("date,place,reliabilty,admin3 name\n2026-01-15,Бар,B,Бар\n")
    assert reports.reports[0].reliability.value == "B"
    assert "reliabilty as reliability" in told(reports)
    column = {one.header: one for one in reports.mapping.columns}["reliabilty"]
    assert (column.how, column.score > 90.0) == ("likeness", True)
    assert reports.reports[0].place.region is None


def test_mapping_is_written_read_and_followed(tmp_path: Path) -> None:
    text = "Штамп,Де,region,Свій\n2026-01-15,ПС Бар,UA05,kept\n"
    assert "reported_at" not in read(text).mapping.meanings.values()
    path = tmp_path / "m.json"
    path.write_text(
        json.dumps({"columns": {"Штамп": "reported_at", "Де": "place", "region": "", "gone": "note"}}), "utf-8"
    )
    reports = read(text, mapping=read_mapping(path))
    (report,) = reports
    assert (report.place.name, report.place.region) == ("ПС Бар", None)
    assert report.extra == {"region": "UA05", "Свій": "kept"}
    assert "gone" in told(reports)
    saved = write_mapping(reports.mapping, tmp_path / "deep" / "saved.json")
    again = read(text, mapping=read_mapping(saved))
    assert again.reports == reports.reports
    assert again.mapping.meanings == reports.mapping.meanings
    assert json.loads(mapping_json(again.mapping))["columns"]["Де"] == "place"


@pytest.mark.parametrize(
    "text", [ACLED, "date,place,place,notes\n2026-01-15,a,b,c\n", "date,name,x,y\n2026-01-15,a,1,2\n"]
)
def test_a_saved_mapping_reads_the_same(text: str) -> None:
    reports = read(text)
    again = read(text, mapping=read_mapping(mapping_json(reports.mapping).encode()))
    assert again.reports == reports.reports


@pytest.mark.parametrize(
    "data", ["Зведення;;\nШтамп;Де;Що\n1;Бар;2\n", json.dumps([{"Штамп": 1, "Де": 2, "Що": 3}]), b"workbook"]
)
def test_a_table_without_known_headers_offers_them_for_a_mapping(data: str | bytes) -> None:
    rows: list[list[object]] = [["Зведення"], ["Штамп", "Де", "Що"], [1, "Бар", 2]]
    reports = read(workbook({"One": rows}) if data == b"workbook" else data)
    assert "no row names the columns" in told(reports)
    assert reports.mapping.meanings == {"Штамп": "", "Де": "", "Що": ""}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"no json", "cannot be read"),
        (b"[1]", "no object `columns`"),
        (b'{"columns": {"a": 1}}', "no object `columns`"),
        (b'{"columns": {"a": "wishes"}}', "no such columns"),
        (b'{"columns": {"a": "place", "b": "place"}}', "read as one column"),
        (b"[" * 100_000, "cannot be read"),
    ],
)
def test_mappings_that_cannot_be_used(content: bytes, words: str) -> None:
    with pytest.raises(DataError, match=words):
        read_mapping(content)


def test_any_sheet_and_merged_cells() -> None:
    rows: list[list[object]] = [["date", "region", "place"], ["2026-01-15", "", "Бар"], ["2026-01-15", "", "Вінницька"]]
    data = renamed(workbook({"One": rows, "Two": rows[:2]}, ((1, 1, 2, 1, "UA05"),)), "Two", "../../Two")
    assert [report.place.region for report in read(data)] == ["UA05", "UA05"]
    other = read(data, mapping=ColumnMapping(sheet="../../Two"))
    assert (len(other), other.mapping.sheet) == (1, "../../Two")
    assert 'no sheet "Three"' in told(read(data, mapping=ColumnMapping(sheet="Three")))


def renamed(data: bytes, old: str, new: str) -> bytes:
    """A workbook with a name of a sheet that no spreadsheet would accept."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after:
        for member in before.namelist():
            content = before.read(member)
            if member == "xl/workbook.xml":
                content = content.replace(f'name="{old}"'.encode(), f'name="{new}"'.encode())
            after.writestr(member, content)
    return target.getvalue()


def zipped(sheet: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return target.getvalue()


ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY x SYSTEM "file:///etc/passwd">]><kml><Placemark><name>&b;&x;</name></Placemark></kml>'
)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(zipped(b" " * 450_000_000), "unpacks to more than 400 MB", id="zip bomb"),
        pytest.param(zipped(b'<c r="A1"/><row r="9999999"><c r="XFD9999999"/>'), "reaches to row", id="area"),
        pytest.param(ENTITIES, "declares XML entities", id="entities in KML"),
        pytest.param(ENTITIES.encode("utf-16"), "declares XML entities", id="entities in UTF-16"),
        pytest.param('<!DOCTYPE kml SYSTEM "http://127.0.0.1/x"><kml/>', "declares XML entities", id="DTD in KML"),
        pytest.param("<html><table><tr><td>date</td></tr></table></html>", "not KML", id="HTML"),
        pytest.param(kml("<Placemark>"), "KML is broken", id="broken KML"),
        pytest.param(kml("<a>" * 200_000 + "</a>" * 200_000), "holds no placemarks", id="deep KML"),
        pytest.param("[" * 500_000, "nested too deep", id="deep JSON"),
        pytest.param('{"a": ' * 500_000, "nested too deep", id="deep JSON objects"),
        pytest.param('{"features": [', "broken", id="broken JSON"),
        pytest.param("[1, 2]", "no list of objects", id="JSON of numbers"),
        pytest.param('[{"date": ' + "9" * 100_000 + "}]", "broken", id="JSON number without end"),
        pytest.param(b"SQLite format 3\x00" + b"\xff" * 5000, "cannot be read", id="broken GeoPackage"),
        pytest.param("\x00" * 5_000_000, "is empty", id="null bytes"),
        pytest.param("date,place\n" + "\x00\x01\x02" * 100_000, "binary", id="binary"),
    ],
)
def test_hostile_files_are_refused_within_seconds(data: str | bytes, words: str) -> None:
    start = time.perf_counter()
    reports = read(data)
    assert time.perf_counter() - start < 15.0
    assert words in told(reports)
    assert len(reports) == 0
    assert any(finding.severity == Severity.ERROR for finding in reports.findings)


def test_a_million_columns() -> None:
    names = ",".join(f"c{number}" for number in range(1_000_000))
    start = time.perf_counter()
    reports = read(f"date,place,{names}\n2026-01-15,Бар\n")
    assert time.perf_counter() - start < 15.0
    assert "1,000,002 columns" in told(reports)
    assert len(reports) == 1
    record = dict.fromkeys((f"c{number}" for number in range(1_000_000)), 1)
    wide = read(json.dumps([{"date": "2026-01-15", "place": "Бар", **record}]))
    assert time.perf_counter() - start < 15.0
    assert len(wide.reports[0].extra) <= 500


def test_a_cell_of_ten_megabytes_is_cut() -> None:
    huge = "x" * 10_000_000
    start = time.perf_counter()
    tracemalloc.start()
    texts = [json.dumps([{**RECORD, "note": huge}]), kml(PLACEMARK.replace("A &amp; B", huge))]
    for text in texts:
        reports = read(text)
        assert len(reports) == 1
        assert "was cut" in told(reports)
        assert len(reports.reports[0].note + reports.reports[0].source) < 11_000
    assert time.perf_counter() - start < 15.0
    assert tracemalloc.get_traced_memory()[1] < 500_000_000
    tracemalloc.stop()


def test_direction_marks_and_path_like_names_stay_text(tmp_path: Path) -> None:
    marked = "\u202eПС\u200f Бар\u2066"
    (report,) = read(json.dumps([{**RECORD, "place": marked, "own": "../../etc/passwd"}]))
    assert report.place.name == "ПС Бар"
    assert report.extra == {"own": "../../etc/passwd"}
    check_bar(read(geopackage(tmp_path / "a.gpkg", layer="../../x'; DROP TABLE y; --")), placed=True)
    assert "cannot be read" in told(read_reports("/vsicurl/http://127.0.0.1:9/a.gpkg"))


def test_views_and_endless_queries_of_a_geopackage_are_not_run(tmp_path: Path) -> None:
    endless = """CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
    SELECT i AS date, i AS place FROM n; INSERT INTO gpkg_contents VALUES ('endless', 'features', 4326);"""
    start = time.perf_counter()
    check_bar(read(geopackage(tmp_path / "a.gpkg", more=endless)), placed=True)
    assert time.perf_counter() - start < 5.0


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "koi8-u", "cp1251", "cp866"])
def test_code_pages_without_a_mark(encoding: str) -> None:
    text = "дата;место;повреждение\n15.01.2026 07:30;подстанция Бар;уничтожено\n"
    reports = read(text.encode(encoding))
    assert [one.place.name for one in reports] == ["подстанция Бар"]
    assert ("is not UTF-8" in told(reports)) == (not encoding.startswith("utf"))


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-u", "cp866"])
def test_words_in_capitals_do_not_change_the_code_page(encoding: str) -> None:
    reports = read("ДАТА;ОБ'ЄКТ;ПОШКОДЖЕННЯ\n15.01.2026;ПС БАР;ЗНИЩЕНО\n".encode(encoding))
    assert [one.place.name for one in reports] == ["ПС БАР"]


def test_nested_fields_become_columns() -> None:
    line = {
        "time": {"value": "2026-01-15T07:30+02:00"},
        "location": {"name": "ПС Бар", "lat": 49.1, "lon": 27.7},
        "damage": {"state": "moderate", "by": {"kind of": "x"}},
        "source": {"name": "S", "url": "https://example.org/1"},
    }
    record = {**line, "date": "2026-01-15"}
    (one,) = read(json.dumps(record, ensure_ascii=False) + "\n")
    assert (one.place.name, one.place.lat, one.source, one.source_url) == ("ПС Бар", 49.1, "S", "https://example.org/1")
    assert one.damage.state is not None
    assert one.extra["damage.by.kind of"] == "x"


def test_features_one_a_line_and_points_in_lists() -> None:
    lines = [feature(), feature({"type": "MultiPoint", "coordinates": [[27.7, 49.1]]})]
    reports = read("\n".join(json.dumps(line) for line in lines))
    assert [one.place.lat for one in reports] == [49.1, 49.1]
    two = {"type": "MultiPoint", "coordinates": [[27.7, 49.1], [30, 50]]}
    assert isinstance(read(features(feature(two))).findings[0], FeaturesWithoutPoint)


def test_the_likeliest_sheet_is_read_and_others_are_told() -> None:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    for name, rows in {
        "summary": [["region", "place"], ["Київська", "3"]],
        "night": [["date", "place", "damage"], ["2026-01-15", "ПС Бар", "damaged"]],
        "other night": [["date", "place", "damage"], ["2026-01-14", "ПС Суми", "damaged"]],
    }.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    reports = read(target.getvalue())
    assert reports.mapping.sheet == "night"
    assert "sheet other night: also holds reports" in told(reports)
    assert "summary" not in told(reports)


def test_a_layer_without_times_does_not_hide_one_of_reports(tmp_path: Path) -> None:
    import geopandas as gpd
    from shapely.geometry import Point

    path = tmp_path / "a.gpkg"
    gpd.GeoDataFrame({"name": ["x"]}, geometry=[Point(1, 1)], crs=4326).to_file(path, layer="a places")
    gpd.GeoDataFrame({**{k: [v] for k, v in RECORD.items()}}, geometry=[Point(27.7, 49.1)], crs=4326).to_file(
        path, layer="b reports"
    )
    reports = read(path.read_bytes())
    assert (reports.mapping.sheet, [one.place.lat for one in reports]) == ("b reports", [49.1])


def test_a_raion_stands_for_its_region() -> None:
    (first, second) = read(
        "date,район,kind,damage,область\n2026-01-15,Стрийський,ПС,x,\n2026-01-15,Стрийський,ПС,x,UA46\n"
    )
    assert first.place.region == "Стрийський район"
    assert (second.place.region, second.extra["raion"]) == ("UA46", "Стрийський")


def test_progress_is_told() -> None:
    shares: list[float] = []
    rows = "2026-01-15,Bar,damaged\n" * 500
    read_reports(f"date,place,damage\n{rows}".encode(), progress=lambda share, what: shares.append(share))
    assert len(shares) >= 50
    assert shares == sorted(shares)
