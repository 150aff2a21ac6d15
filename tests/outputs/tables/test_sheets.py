"""Titles of sheets: what a workbook can hold, in each language."""

import re

import pytest

from gridimpact.i18n.translate import LANGUAGES, speaking
from gridimpact.outputs.tables.sheets import Sheet

FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
"""Signs that a title may not have, as Excel has it."""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_titles_fit_into_a_workbook_and_differ(lang: str) -> None:
    with speaking(lang):
        titles = [sheet.title for sheet in Sheet]
    assert len({title.casefold() for title in titles}) == len(Sheet)
    assert max(map(len, titles)) <= 31
    assert not any(FORBIDDEN.search(title) for title in titles)
