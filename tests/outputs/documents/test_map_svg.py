"""The map inside a page: a region a path, read aloud, and every text escaped."""

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from gridimpact.domain.assessment import Assessment
from gridimpact.domain.grid import Grid
from gridimpact.domain.vocabulary import Sensitivity
from gridimpact.outputs.documents.map_drawing import MapDrawing, map_drawing
from gridimpact.outputs.documents.map_svg import map_svg

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def drawing(answer: Assessment, ukraine: Grid) -> MapDrawing:
    found = map_drawing(answer, ukraine, Sensitivity.PUBLIC)
    assert found is not None
    return found


def test_every_region_is_a_path_with_its_name_and_figure(drawing: MapDrawing, ukraine: Grid) -> None:
    page = ET.fromstring(str(map_svg(drawing, "Power after strikes")))
    assert (page.get("role"), page.get("aria-label")) == ("img", "Power after strikes")
    told = [title.text or "" for title in page.iter(f"{SVG}title")]
    regions = page.findall(f"{SVG}path[@class='rg']")
    assert len(regions) == len(ukraine.regions)
    assert [text.split(":")[0] for text in told[: len(regions)]] == [item["name"] for item in drawing.base["regions"]]


def test_names_and_titles_stay_text(drawing: MapDrawing) -> None:
    """Markup in a name or the title is shown as it is, and adds no element."""
    first, *others = drawing.base["regions"]
    regions = [{**first, "name": '<script>alert("x")</script>'}, *others]
    page = ET.fromstring(str(map_svg(replace(drawing, base={**drawing.base, "regions": regions}), '"><b>x</b>')))
    assert page.get("aria-label") == '"><b>x</b>'
    assert {element.tag.removeprefix(SVG) for element in page.iter()}.isdisjoint({"script", "b"})
    assert any("<script>" in (title.text or "") for title in page.iter(f"{SVG}title"))
