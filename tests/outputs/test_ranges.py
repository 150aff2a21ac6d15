"""Ranges in documents and files: told where they were worked out, by region only, and refused when of another day."""

import json
from dataclasses import replace
from io import BytesIO

import pandas as pd
import pytest
import python_calamine

import gridimpact as gi
from gridimpact.domain.ranges import ranges_of
from gridimpact.outputs.writing import RenderOptions, html_bytes, output_bytes, pdf_bytes
from gridimpact.views import wording

LANGUAGES = ("en", "uk")


@pytest.fixture(scope="module")
def ranged(answer: gi.Assessment, ensemble: gi.Ensemble) -> gi.Assessment:
    return gi.with_ranges(answer, ensemble)


def test_the_brief_tells_the_likely_range_of_each_figure(ranged: gi.Assessment, ukraine: gi.Grid) -> None:
    page = html_bytes(ranged, RenderOptions(grid=ukraine)).decode()
    assert page.count("<dd>likely ") == 5
    assert "Likely range: " in page
    assert "80 % (P10-P90) of 40 samples" in page
    assert "for the most likely damage only" not in page
    told = html_bytes(ranged, RenderOptions(grid=ukraine, lang="uk")).decode()
    assert told.count("<dd>ймовірно ") == 5
    assert "Ймовірний діапазон: " in told
    assert len(told.encode()) < 150_000


def test_without_ranges_the_brief_says_that_there_are_none(answer: gi.Assessment, ukraine: gi.Grid) -> None:
    page = html_bytes(answer, RenderOptions(grid=ukraine)).decode()
    assert "ikely range" not in page
    assert "for the most likely damage only" in page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_still_is_one(ranged: gi.Assessment, ukraine: gi.Grid, lang: str) -> None:
    assert b"/Count 1" in pdf_bytes(ranged, RenderOptions(grid=ukraine, lang=lang))


def test_figures_of_brief_and_ensemble_agree(ranged: gi.Assessment, ensemble: gi.Ensemble, ukraine: gi.Grid) -> None:
    spread = ensemble.summary().loc["ens_mwh"]
    span = wording.between(wording.energy(float(spread["p10"])), wording.energy(float(spread["p90"])))
    assert f"likely {span}<" in html_bytes(ranged, RenderOptions(grid=ukraine)).decode()


@pytest.mark.parametrize(
    ("lang", "sheets"),
    [
        ("en", ["Ranges", "Ranges by region", "Ranges by hour"]),
        ("uk", ["Діапазони", "Діапазони за областями", "Діапазони за годинами"]),
    ],
)
def test_the_workbook_has_sheets_of_ranges(
    ranged: gi.Assessment, ensemble: gi.Ensemble, ukraine: gi.Grid, lang: str, sheets: list[str]
) -> None:
    content = output_bytes("xlsx", ranged, RenderOptions(grid=ukraine, lang=lang))
    book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(content))
    assert [name for name in book.sheet_names if name.startswith(sheets[0])] == sheets
    rows = book.get_sheet_by_name(sheets[0]).to_python()
    table = pd.DataFrame(rows[3:], columns=rows[2]).set_index("figure")
    spread = ensemble.summary().loc["ens_mwh"]
    for mark in ("p10", "p50", "p90"):
        assert table.loc["ens_mwh", mark] == pytest.approx(float(spread[mark]), abs=0.06)
    assert (table["p10"] <= table["p90"]).all()
    assert len(book.get_sheet_by_name(sheets[1]).to_python()) == 3 + len(ensemble.regions)
    assert len(book.get_sheet_by_name(sheets[2]).to_python()) == 3 + 24
    assert "40" in str(book.get_sheet_by_index(0).to_python())


def test_public_files_hold_ranges_and_no_component(ranged: gi.Assessment, ukraine: gi.Grid) -> None:
    telling = RenderOptions(grid=ukraine)
    told = json.loads(output_bytes("json", ranged, telling))["ranges"]
    assert told["samples"] == 40
    assert {"p10", "p50", "p90", "mean", "standard_error", "tail_mean"} <= set(told["figures"]["people_peak"])
    assert len(told["regions"]) == len(ranged.evaluation.regions)
    assert len(told["hours"]) == 24
    assert not any(str(name) in json.dumps(told) for name in ranged.belief.table.index)
    heads = [output_bytes(kind, ranged, telling).decode("utf-8-sig").splitlines()[0] for kind in ("csv", "hxl")]
    assert all("people_peak_p10" in head and "p_loses_more" in head for head in heads)
    assert "+power+p90" in output_bytes("hxl", ranged, telling).decode("utf-8-sig").splitlines()[1]
    feature = json.loads(output_bytes("geojson", ranged, telling))["features"][0]["properties"]
    assert "ens_mwh_p90" in feature


def test_ranges_of_something_else_are_refused(answer: gi.Assessment, ensemble: gi.Ensemble) -> None:
    found = ranges_of(ensemble)
    with pytest.raises(gi.DataError, match="another grid"):
        gi.with_ranges(answer, replace(found, grid_fingerprint="0" * 16))
    with pytest.raises(gi.DataError, match="another day"):
        gi.with_ranges(answer, replace(found, hours=found.hours.shift(freq="1D")))


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        ("4.0 GW", "5.9 GW", "4.0–5.9 GW"),
        ("590 тис.", "880 тис.", "590–880 тис."),
        ("770 тис.", "1,3 млн", "770 тис.–1,3 млн"),
        ("7 h", "7 h", "7 h"),
        ("640 MW", "1.2 GW", "640 MW–1.2 GW"),
        ("–", "3 MW", "––3 MW"),
        ("890\u00a0000", "990\u00a0000", "890\u00a0000–990\u00a0000"),
    ],
)
def test_a_range_tells_its_unit_once(low: str, high: str, told: str) -> None:
    assert wording.between(low, high) == told
