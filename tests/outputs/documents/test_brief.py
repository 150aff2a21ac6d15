"""The brief: one page, both languages, figures that agree, nothing loaded or run."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from gridimpact.domain.grid import Grid
from gridimpact.domain.results import Assessment
from gridimpact.domain.vocabulary import Sensitivity
from gridimpact.i18n.translate import speaking
from gridimpact.outputs.documents.brief_html import brief_html
from gridimpact.outputs.documents.brief_pdf import brief_pdf
from gridimpact.outputs.documents.map_drawing import labels, map_drawing
from gridimpact.outputs.writing import RenderOptions, html_bytes, pdf_bytes
from gridimpact.views.brief import brief
from gridimpact.views.brief_parts import BriefTable

PUBLIC, RESTRICTED = Sensitivity.PUBLIC, Sensitivity.RESTRICTED
MOST_BYTES = 150_000
"""A brief for mail and phone is smaller. [bytes]"""


class _Page(HTMLParser):
    """Elements and addresses of a page."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes += attrs


def _pages(pdf: bytes) -> int:
    found = re.search(rb"/Count (\d+)", pdf)
    assert found is not None
    return int(found[1])


@pytest.mark.parametrize("lang", ["en", "uk"])
def test_a_public_brief_is_one_page(answer: Assessment, ukraine: Grid, lang: str) -> None:
    telling = RenderOptions(lang=lang, grid=ukraine, issued_by="Cluster desk")
    assert _pages(pdf_bytes(answer, telling)) == 1
    assert _pages(pdf_bytes(answer, replace(telling, sensitivity=RESTRICTED))) == 2


@pytest.mark.parametrize("lang", ["en", "uk"])
@pytest.mark.parametrize("sensitivity", Sensitivity)
def test_the_page_for_mail_is_small_and_runs_and_loads_nothing(
    answer: Assessment, ukraine: Grid, lang: str, sensitivity: Sensitivity
) -> None:
    content = html_bytes(answer, RenderOptions(lang=lang, grid=ukraine, sensitivity=sensitivity))
    assert len(content) < MOST_BYTES
    page = _Page(content)
    assert set(page.elements).isdisjoint({"script", "link", "img", "iframe", "object", "form", "base"})
    assert [name for name, _ in page.attributes if name.startswith("on") or name in ("src", "href", "action")] == []
    assert "svg" in page.elements
    assert ("lang", lang) in page.attributes
    assert b"url(" not in content.replace(b"url(#none)", b"")


def test_texts_from_strangers_stay_text(hostile: Assessment) -> None:
    content = html_bytes(hostile, RenderOptions(sensitivity=RESTRICTED, lang="uk", issued_by="<script>x</script>"))
    page = _Page(content)
    assert set(page.elements).isdisjoint({"script", "img"})
    assert b"&lt;img src=x onerror=alert(1)&gt;" in content
    assert b"&lt;script&gt;" in content


def test_figures_are_those_of_the_assessment(answer: Assessment, ukraine: Grid) -> None:
    told = brief(answer, grid=ukraine)
    rows = {row[1]: row for row in told.regions.rows}
    supplied = answer.evaluation.regions["demand_mwh"] > 0
    assert set(rows) == set(supplied[supplied].index)
    assert rows["UA51"][3] == f"{answer.evaluation.regions.at['UA51', 'shed_mw']:,.0f}"
    total = told.imports.rows[-1]
    need = answer.evaluation.imports_total.at[answer.evaluation.peak, "need_mw"]
    assert total[:2] == ("All borders", f"{need:,.0f}")
    assert told.subtitle.startswith("Ukraine · as of 15 January 2026, 11:45 (UTC+2)")
    assert told.damage is None


def test_the_same_brief_in_ukrainian(answer: Assessment, ukraine: Grid) -> None:
    english = brief(answer, grid=ukraine)
    with speaking("uk"):
        told = brief(answer, grid=ukraine)
    assert told.title == "Електропостачання після ударів: 15 січня 2026"
    assert told.language == "uk"
    assert "ГВт" in told.headline
    assert not re.search("[A-Za-z]{3,}", f"{told.headline} {' '.join(told.highlights.points)} {told.regions.note}")
    assert [row[1] for row in told.regions.rows] == [row[1] for row in english.regions.rows]
    assert told.regions.rows[0][0] == "Одеська"


def test_only_a_restricted_brief_lists_damage_and_repair(answer: Assessment, ukraine: Grid) -> None:
    public, restricted = (brief(answer, grid=ukraine, sensitivity=level) for level in (PUBLIC, RESTRICTED))
    assert restricted.damage is not None
    assert {row[0] for row in restricted.damage.rows} >= {"Usatove", "Dobrotvir TPP"}
    assert [row for row in public.needs.rows if "transformer" in row[0]] == []
    assert [row for row in restricted.needs.rows if "transformer" in row[0]] != []


def test_a_public_map_is_given_no_place_of_a_component(answer: Assessment, ukraine: Grid) -> None:
    public, restricted = (map_drawing(answer, ukraine, level) for level in (PUBLIC, RESTRICTED))
    assert public is not None
    assert restricted is not None
    assert (public.base["lines"], public.base["nodes"], public.values["marks"], public.values["out"]) == ([],) * 4
    assert restricted.base["lines"]
    assert restricted.values["marks"]


def test_labels_of_the_map_do_not_lie_on_each_other(answer: Assessment, ukraine: Grid) -> None:
    with speaking("uk"):
        drawing = map_drawing(answer, ukraine, PUBLIC)
        assert drawing is not None
        placed = labels(drawing)
    assert [label.text for label in placed] == [item["name"] for item in drawing.base["regions"]]
    close = [
        (one.text, other.text)
        for position, one in enumerate(placed)
        for other in placed[:position]
        if abs(one.x - other.x) < 20 and abs(one.y - other.y) < 24
    ]
    assert close == []


def test_more_regions_than_fit_stay_on_one_page_and_are_counted(answer: Assessment, ukraine: Grid) -> None:
    told = brief(answer, grid=ukraine)
    table: BriefTable = replace(told.regions, rows=told.regions.rows * 5)
    assert _pages(brief_pdf(replace(told, regions=table), None)) == 1


def test_a_brief_without_a_map_says_so(answer: Assessment) -> None:
    told = brief(answer)
    content = brief_html(told, None)
    assert told.no_map.encode() in content
    assert _pages(brief_pdf(told, None)) == 1


def test_an_evening_that_is_served_can_be_told(answer: Assessment, ukraine: Grid) -> None:
    evaluation = answer.evaluation
    served = replace(evaluation, dispatch=replace(evaluation.dispatch, shed_mw=evaluation.dispatch.shed_mw * 0))
    calm = replace(answer, evaluation=served, baseline=served)
    for lang, word in (("en", "all 18.0 GW"), ("uk", "18,0 ГВт")):
        with speaking(lang):
            assert word in brief(calm, grid=ukraine).headline
