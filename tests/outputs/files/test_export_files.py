"""Exports: the public learns regions only, and no text runs."""

import csv
import io
import json
import re
import zipfile
from dataclasses import replace

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from gridimpact.domain.assessment import Assessment
from gridimpact.domain.columns.registry import COLUMNS
from gridimpact.domain.settings import DemandSettings, Settings
from gridimpact.domain.vocabulary import Season, Sensitivity
from gridimpact.i18n.translate import speaking
from gridimpact.outputs.files import export_files
from gridimpact.outputs.tables.assessment_tables import assumption_rows, damage_counts

PUBLIC, RESTRICTED = Sensitivity.PUBLIC, Sensitivity.RESTRICTED
SECRETS = ("hidden-site", "L777", "Hidden line", "HYPERLINK", "@R1", "@R9", "cmd|", "fedcba9876543210")
"""Texts of the fixture that name a component, a report or a place."""


def _text_of(content: bytes, kind: str) -> str:
    """Everything a reader could find in a file, unpacked."""
    if kind != "xlsx":
        return content.decode("utf-8-sig")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())


def _sheet(content: bytes, name: str) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(name).to_python()


@pytest.mark.parametrize("sensitivity", Sensitivity)
def test_workbook_holds_no_formula_and_no_link(hostile: Assessment, sensitivity: Sensitivity) -> None:
    text = _text_of(export_files.xlsx_bytes(hostile, sensitivity=sensitivity), "xlsx")
    assert "<f>" not in text
    assert "<hyperlink" not in text


@pytest.mark.parametrize("sensitivity", Sensitivity)
def test_every_sheet_is_marked(hostile: Assessment, sensitivity: Sensitivity) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(export_files.xlsx_bytes(hostile, sensitivity=sensitivity)))
    marks = {str(book.get_sheet_by_name(name).to_python()[0][0]).split(":")[0] for name in book.sheet_names}
    assert marks == {sensitivity.upper()}
    assert ("Damage" in book.sheet_names) is (sensitivity is RESTRICTED)


def test_texts_in_sheets_cannot_start_a_formula(hostile: Assessment) -> None:
    content = export_files.xlsx_bytes(hostile, sensitivity=RESTRICTED)
    damage = _sheet(content, "Damage")
    names = damage[2].index("name_en")
    assert damage[3][names] == '\'=HYPERLINK("http://example.invalid","x")'
    assert _sheet(content, "Reports")[3][0] == "'@R1"
    assert _sheet(content, "Findings")[3][2] == "'=cmd|' /C calc'!A0"


def test_key_figures_tell_value_unit_baseline_and_cause(hostile: Assessment) -> None:
    rows = _sheet(export_files.xlsx_bytes(hostile), "Key figures")
    assert rows[2] == ["figure", "value", "unit", "baseline", "caused", "note"]
    assert len(rows) == 3 + len(hostile.summary())


def test_csv_is_utf8_with_mark_and_pcodes(hostile: Assessment) -> None:
    content = export_files.csv_bytes(hostile)
    assert content.startswith(b"\xef\xbb\xbf")
    first, second = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    assert (first["region_id"], first["name_en"], first["shed_mw"], first["baseline_shed_mw"]) == (
        "UA05",
        "'=1+1",
        "30.0",
        "12.0",
    )
    assert (second["name_uk"], second["unserved_share"], second["sensitivity"]) == ("Тиха", "", "public")


def test_geojson_has_shapes_with_measures(hostile: Assessment) -> None:
    collection = json.loads(export_files.geojson_bytes(hostile))
    assert [feature["id"] for feature in collection["features"]] == ["UA05", "UA07"]
    assert collection["features"][0]["geometry"]["type"] == "Polygon"
    assert collection["features"][0]["properties"]["ens_mwh"] == 60.0
    assert collection["features"][1]["properties"]["unserved_share"] is None


def test_restricted_geojson_adds_components_without_place_when_the_grid_is_not_given(hostile: Assessment) -> None:
    collection = json.loads(export_files.geojson_bytes(hostile, sensitivity=RESTRICTED))
    component = collection["features"][2]
    assert (component["id"], component["geometry"]) == ("substation:hidden-site", None)
    assert component["properties"]["capacity_left_share"] == 0.3


def test_damage_is_counted_by_region_and_kind(hostile: Assessment) -> None:
    expected = pd.DataFrame(
        {
            "region_id": ["UA05", "UA07"],
            "kind": ["substation", "line"],
            "expected_damaged": [0.8, 0.1],
            "assumed_damaged": [1, 0],
        }
    )
    pd.testing.assert_frame_equal(damage_counts(hostile), expected)


def test_every_assumption_is_told_with_its_meaning() -> None:
    table = assumption_rows(Settings())
    assert table.columns.tolist() == ["title", "name", "value", "unit", "default", "basis"]
    assert ((table["title"] + table["unit"] + table["basis"]).str.len() > 20).all()
    assert (table["title"].str.len() > 5).all()
    assert "evidence.prior" in set(table["name"])


def test_assumptions_are_told_in_ukrainian_with_what_was_changed(hostile: Assessment) -> None:
    usual = Settings()
    network = replace(usual.network, transfer_scale=0.5)
    changed = replace(usual, network=network, demand=DemandSettings(season=Season.SUMMER))
    content = {}
    for code in ("en", "uk"):
        with speaking(code):
            content[code] = export_files.xlsx_bytes(replace(hostile, settings=changed))
    english, ukrainian = _sheet(content["en"], "Assumptions"), _sheet(content["uk"], "Припущення")
    assert english[2] == ukrainian[2] == ["title", "name", "value", "unit", "default", "basis"]
    assert english[1][0] == "what it is"
    assert ukrainian[1][-1] == "джерело або підстава (англійською)"
    rows = {row[1]: row for row in ukrainian[3:]}
    assert rows["network.transfer_scale"][2:5] == [0.5, "", 1.0]
    assert rows["demand.season"][2:5] == ["літо", "", "не задано"]
    assert rows["network.ac_check"][2] is True
    assert rows["damage.plant_capacity_left"][2] == "1; 0.92; 0.65; 0.28; 0"
    assert [row[0] for row in ukrainian[3:] if re.search(r"\b[A-Za-z]{3,} [A-Za-z]{3,}\b", row[0])] == []


def test_equal_assessments_give_equal_bytes(hostile: Assessment) -> None:
    assert export_files.xlsx_bytes(hostile) == export_files.xlsx_bytes(hostile)


def test_words_stand_above_every_column(hostile: Assessment) -> None:
    content = export_files.xlsx_bytes(hostile, sensitivity=RESTRICTED)
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    unsaid = {name for sheet in book.sheet_names for name in _sheet(content, sheet)[2]} - COLUMNS.keys()
    assert unsaid == set()


def test_sheets_can_be_read_in_ukrainian(hostile: Assessment) -> None:
    with speaking("uk"):
        content = export_files.xlsx_bytes(hostile)
    assert max(len(name) for name in CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names) <= 31
    rows = _sheet(content, "Головні показники")
    assert rows[0][0].startswith("ПУБЛІЧНО")
    assert rows[1][1] == "значення"
    assert rows[2][1] == "value"
    assert rows[3][rows[2].index("note")] == "попит у годину піку"
