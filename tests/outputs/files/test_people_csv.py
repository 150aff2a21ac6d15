"""Outputs of the impact on people: public by region, calendars that calendars can read, HXL."""

import csv
import io
import json
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

import gridimpact as gi
from gridimpact.domain.assessment import Assessment
from gridimpact.domain.columns.registry import COLUMNS
from gridimpact.domain.settings import NetworkSettings, Settings
from gridimpact.i18n.translate import speaking
from gridimpact.outputs.files import export_files
from gridimpact.outputs.tables.people_tables import REGION_COLUMNS, blocks_of, region_columns
from gridimpact.outputs.tables.sheets import Sheet


@pytest.fixture(scope="module")
def answer(ukraine: gi.Grid, night: Path) -> Assessment:
    return gi.assess(ukraine, gi.read_reports(night), Settings(network=NetworkSettings(ac_check=False)))


def unfolded(content: bytes) -> list[str]:
    return content.decode().replace("\r\n ", "").split("\r\n")


def test_regions_carry_severity_in_csv_geojson_and_json(answer: Assessment) -> None:
    rows = list(csv.DictReader(io.StringIO(export_files.csv_bytes(answer).decode("utf-8-sig"))))
    features = json.loads(export_files.geojson_bytes(answer))["features"]
    told = export_files.assessment_json(answer)
    assert set(REGION_COLUMNS) <= set(rows[0]) & set(features[0]["properties"]) & set(told["regions"][0])
    assert {row["region_id"]: int(row["severity"]) for row in rows}["UA51"] == 5
    assert sorted(told["people"]) == [
        "facilities",
        "hours_off_by_queue",
        "needs",
        "outage_orders",
        "outage_schedule",
        "people_by_duration",
        "people_by_hour",
        "severity",
        "water_and_heat",
    ]


@pytest.mark.parametrize(
    "content",
    [
        export_files.hxl_bytes,
        export_files.needs_bytes,
        export_files.facilities_bytes,
        export_files.queues_bytes,
    ],
)
def test_hxl_tags_stand_under_the_headings(answer: Assessment, content: object) -> None:
    head, tags, first = list(csv.reader(io.StringIO(content(answer).decode("utf-8-sig"))))[:3]  # type: ignore[operator]
    assert len(head) == len(tags) == len(first)
    assert all(tag.startswith("#") for tag in tags)
    assert tags[head.index("region_id")] == "#adm1+code+v_pcode"
    assert first[head.index("region_id")].startswith("UA")


def test_the_workbook_has_the_sheets_of_people(answer: Assessment) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(export_files.xlsx_bytes(answer)))
    wanted = {"Severity", "Needs", "Hours off by queue", "Outage schedule", "Facilities", "Water and heat"}
    assert wanted <= set(book.sheet_names)
    head = book.get_sheet_by_name("Facilities").to_python()[2]
    assert "name" not in head


def test_what_repairs_need_is_restricted(answer: Assessment) -> None:
    public, restricted = (export_files.needs_bytes(answer, sensitivity=level).decode() for level in gi.Sensitivity)
    assert "spare transformer" in restricted
    assert "spare transformer" not in public
    assert "mobile generator" in public


def test_public_people_outputs_name_no_component(answer: Assessment, ukraine: gi.Grid) -> None:
    regions = " ".join(ukraine.regions["name_en"])
    parts = ukraine.components["name_en"].reindex(list(answer.contingency.components))
    names = {name for name in parts if name not in regions}
    writers = (
        export_files.needs_bytes,
        export_files.ics_bytes,
        export_files.hxl_bytes,
        export_files.queues_bytes,
        export_files.facilities_bytes,
    )
    text = "".join(write(answer).decode() for write in writers)
    assert [name for name in names | set(answer.contingency.components) if name in text] == []


def test_columns_of_regions_add_up_to_the_tables_they_come_from(answer: Assessment) -> None:
    people = answer.evaluation.people
    assert people is not None
    told = region_columns(answer.evaluation)
    assert told["fuel_l_per_day_high"].sum() == pytest.approx(people.facilities["fuel_l_per_day_high"].sum(), abs=30)
    assert told["facilities"].sum() == people.facilities["number"].sum()
    generators = people.needs[people.needs["item"] == "mobile generator"]
    assert told["generators_needed_high"].sum() == generators["count_high"].sum() > 0
    low = answer.summary().loc[["people_peak", "person_hours"], "value"].tolist()
    assert [told["people_peak_low"].sum(), told["person_hours_low"].sum()] == pytest.approx(low, rel=1e-5)
    assert (told["people_peak_high"] >= told["people_peak_low"]).all()


def test_days_ahead_are_in_json_workbook_and_calendar(answer: Assessment, ukraine: gi.Grid) -> None:
    followed = gi.with_days_ahead(ukraine, answer, days=2, returns=dict.fromkeys(answer.contingency.components, 30.0))
    public, restricted = (export_files.assessment_json(followed, sensitivity=level) for level in gi.Sensitivity)
    assert [row["date"] for row in public["days_ahead"]["days"]] == ["2026-01-15", "2026-01-16"]
    assert public["days_ahead"]["returns"] is None
    assert len(restricted["days_ahead"]["returns"]) == len(answer.contingency.components)
    assert set(public["days_ahead"]) == {"returns", "days", "by_region", "people", "facilities"}
    assert export_files.assessment_json(answer)["days_ahead"] is None
    book = CalamineWorkbook.from_filelike(io.BytesIO(export_files.xlsx_bytes(followed)))
    assert "Days ahead" in book.sheet_names
    assert "Return to service" not in book.sheet_names
    content = export_files.xlsx_bytes(followed, sensitivity=gi.Sensitivity.RESTRICTED)
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    columns = {name for sheet in book.sheet_names for name in book.get_sheet_by_name(sheet).to_python()[2]}
    assert columns - COLUMNS.keys() == set()
    with speaking("uk"):
        names = CalamineWorkbook.from_filelike(io.BytesIO(export_files.xlsx_bytes(followed))).sheet_names
    assert [name for name in names if name in {sheet.value for sheet in Sheet} and name != "README"] == []
    assert max(map(len, names)) <= 31
    assert followed.ahead is not None
    events = unfolded(export_files.ics_bytes(followed, region_id="UA46"))
    assert sum(line.startswith("DTSTART:20260116T") for line in events) > 0
    assert events.count("BEGIN:VEVENT") == len(blocks_of(followed.ahead.outages, days=2).query("region_id == 'UA46'"))
