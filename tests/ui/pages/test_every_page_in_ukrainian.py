"""Pages in Ukrainian: nothing that they say themselves is left in English."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import gridimpact as gi
from gridimpact.ui.panels import toolbar
from gridimpact.views import result_texts

pytestmark = pytest.mark.filterwarnings("default")  # Streamlit's own deprecations are not ours to mend

_LATIN_WORDS = re.compile(r"(?:\b[A-Za-z]{3,}\b[ ,;:]+){2}\b[A-Za-z]{2,}\b")
"""Three words of Latin letters in a row: a sentence that nobody translated."""

GIVEN = ("kind, region", "name, kind", "CSV, Excel, JSON", "none, slight", "gridimpact reports check")
"""Names of columns, formats and commands, which stay as they are."""


CHOSEN = {"selection": {"rows": [0], "columns": [], "cells": []}}
"""The first row of a table, so that what belongs to it is drawn too."""


def page_of(name: str) -> None:
    from importlib import import_module

    from gridimpact.ui.widgets.error_boundary import with_error_boundary

    with_error_boundary(import_module(f"gridimpact.ui.pages.{name}").render)()


def drawn(page: str) -> AppTest:
    app = AppTest.from_function(page_of, args=(page,), default_timeout=60)
    app.session_state["language"] = "uk"
    return app.run()


def shown_texts(app: AppTest) -> Iterator[str]:
    """Texts, labels and hints of a page, and headings and words of its tables."""
    for part in app.main:
        for name in ("body", "label", "help", "value", "delta"):
            text = getattr(part, name, "")
            if isinstance(text, str):
                yield text
        columns = getattr(getattr(part, "proto", None), "columns", "")
        for column in json.loads(columns).values() if isinstance(columns, str) and columns else ():
            yield from (str(column.get(name) or "") for name in ("label", "help"))


def english(texts: Iterator[str]) -> list[str]:
    return [text for text in texts if _LATIN_WORDS.search(text) and not any(name in text for name in GIVEN)]


@pytest.mark.parametrize("page", ["people", "needs", "damage", "reports"])
def test_no_english_sentence_is_left(
    page: str, shown: gi.Assessment, night: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The bar above the pages is not theirs; its sentence is.
    monkeypatch.setattr(toolbar, "heading", lambda sentence, _: st.title(sentence))
    app = drawn(page)
    app.session_state[f"damage_{shown.belief.fingerprint}"] = CHOSEN
    app.session_state[f"review_{shown.belief.fingerprint}_0_False"] = CHOSEN
    app.run()
    assert not app.exception
    texts = list(shown_texts(app))
    assert len([text for text in texts if re.search("[А-я]", text)]) > 20
    told = {part for one in gi.read_reports(night) for part in (one.source, one.note, one.place.name) if part}
    assert [text for text in english(iter(texts)) if not any(part in text for part in told)] == []


@pytest.mark.parametrize(
    ("page", "table", "columns"),
    [
        ("people", 0, ["region", "severity_by", "cause"]),
        ("needs", 0, ["region", "item", "unit", "why"]),
        ("needs", 1, ["region", "kind", "confidence"]),
        ("damage", 0, ["name", "kind", "region", "state"]),
        ("reports", 0, ["fate"]),
        ("reports", 1, ["outcome", "reason"]),
    ],
)
def test_words_of_tables_are_cyrillic(page: str, table: int, columns: list[str]) -> None:
    value = drawn(page).dataframe[table].value
    words = value[columns].to_numpy().ravel().tolist()
    assert words
    assert [word for word in words if str(word) and not re.search("[А-яІіЇїЄєҐґ]", str(word))] == []


def test_findings_of_the_example_are_told(shown: gi.Assessment) -> None:
    from gridimpact.i18n.translate import speaking

    people_found = shown.evaluation.people.findings if shown.evaluation.people else ()
    with speaking("uk"):
        rows = [result_texts.finding_row(one) for one in (*shown.findings, *people_found)]
    left = [text for row in rows for text in (row[2], row[4]) if text and not re.search("[А-яІіЇїЄєҐґ]", text)]
    assert len(rows) > 5
    assert all(re.search("[А-я]", row[0]) for row in rows)
    assert "a later report" not in str(rows)
    assert left == []


def test_text_without_a_message_stays_and_needs_are_rendered(shown: gi.Assessment) -> None:
    from gridimpact.i18n.english_text import EnglishText
    from gridimpact.i18n.translate import speaking

    needs = shown.evaluation.people.needs if shown.evaluation.people else None
    assert needs is not None
    hospitals = next(text for text in needs["why"] if text.startswith("hospitals without enough generators"))
    with speaking("uk"):
        assert result_texts.render("something quite new happened") == "something quite new happened"
        prior = EnglishText("prior of no damage {share}", share=0.9)
        assert result_texts.render(prior) == "початкова ймовірність «ціле» 0,9"
        assert "лікарня" in result_texts.render(hospitals)
