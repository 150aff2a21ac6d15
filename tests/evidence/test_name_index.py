"""Names of two components, and how well words fit them, by hand."""

import pandas as pd
import pytest

from gridimpact.evidence.name_index import (
    NO_NUMBER_PENALTY,
    NO_TECHNOLOGY_PENALTY,
    OTHER_VOLTAGE_PENALTY,
    NameIndex,
)
from gridimpact.evidence.place_words import read_place_words

TABLE = pd.DataFrame(
    {
        "name_en": ["Alpha CHP-5", "Beta"],
        "name_uk": ["Альфа ТЕЦ-5", "Бета"],
        "aliases": ["", "Beta North; Gamma"],
        "group": ["chp", ""],
    },
    index=["plant:a", "substation:b"],
)


@pytest.fixture(scope="module")
def index() -> NameIndex:
    return NameIndex.of(TABLE, {"substation:b": frozenset({330.0})})


@pytest.mark.parametrize(
    ("text", "component", "score"),
    [
        ("Alpha CHP-5", "plant:a", 100.0),
        ("Альфа ТЕЦ-5", "plant:a", 100.0),
        ("Alpha CHP", "plant:a", 100.0 - NO_NUMBER_PENALTY),
        ("Alpha", "plant:a", 100.0 - NO_NUMBER_PENALTY - NO_TECHNOLOGY_PENALTY),
        ("Beta 330 kV", "substation:b", 100.0),
        ("Beta 750 kV", "substation:b", 100.0 - OTHER_VOLTAGE_PENALTY),
        ("North Beta", "substation:b", 100.0),
        ("Gamma", "substation:b", 100.0),
    ],
)
def test_points_off_for_what_is_missing(index: NameIndex, text: str, component: str, score: float) -> None:
    words = read_place_words(text)
    scores = index.scores(words, words.kind, words.technologies)
    assert scores.index[0] == component
    assert scores.iloc[0] == pytest.approx(score)


def test_another_number_is_another_site(index: NameIndex) -> None:
    words = read_place_words("Alpha CHP-6")
    assert "plant:a" not in index.scores(words, words.kind, words.technologies).index


def test_parts_of_names_and_names_in_longer_texts(index: NameIndex) -> None:
    """Words in the spelling of the index: `bet` is the whole of Beta and a part of Beta North."""
    assert index.containing("bet") == ["substation:b"]
    assert index.containing("alph") == []
    assert index.contained("old bet north works") == ["substation:b"]
    assert index.contained("bet works") == []  # too short a word to say anything
