"""The brief: one page, both languages, figures that agree, nothing loaded or run."""

import re
from dataclasses import replace

from gridimpact.domain.assessment import Assessment
from gridimpact.domain.grid import Grid
from gridimpact.domain.vocabulary import Sensitivity
from gridimpact.i18n.translate import speaking
from gridimpact.outputs.documents.brief_html import brief_html
from gridimpact.outputs.documents.brief_pdf import brief_pdf
from gridimpact.views.brief import brief

PUBLIC, RESTRICTED = Sensitivity.PUBLIC, Sensitivity.RESTRICTED


def _pages(pdf: bytes) -> int:
    found = re.search(rb"/Count (\d+)", pdf)
    assert found is not None
    return int(found[1])


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
