"""The brief as PDF: one page for the public, two for those who may know."""

import re
from dataclasses import replace

import pytest

from gridimpact.domain.assessment import Assessment
from gridimpact.domain.grid import Grid
from gridimpact.domain.vocabulary import Sensitivity
from gridimpact.outputs.documents.brief_pdf import brief_pdf
from gridimpact.outputs.writing import RenderOptions, pdf_bytes
from gridimpact.views.brief import brief
from gridimpact.views.brief_parts import BriefTable

RESTRICTED = Sensitivity.RESTRICTED


def _pages(pdf: bytes) -> int:
    found = re.search(rb"/Count (\d+)", pdf)
    assert found is not None
    return int(found[1])


@pytest.mark.parametrize("lang", ["en", "uk"])
def test_a_public_brief_is_one_page(answer: Assessment, ukraine: Grid, lang: str) -> None:
    telling = RenderOptions(lang=lang, grid=ukraine, issued_by="Cluster desk")
    assert _pages(pdf_bytes(answer, telling)) == 1
    assert _pages(pdf_bytes(answer, replace(telling, sensitivity=RESTRICTED))) == 2


def test_more_regions_than_fit_stay_on_one_page_and_are_counted(answer: Assessment, ukraine: Grid) -> None:
    told = brief(answer, grid=ukraine)
    table: BriefTable = replace(told.regions, rows=told.regions.rows * 5)
    assert _pages(brief_pdf(replace(told, regions=table), None)) == 1
