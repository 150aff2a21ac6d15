"""Words in sheets: translated by column; names, codes and numbers stay."""

import pandas as pd
import pytest

from gridimpact.evidence.provenance import _claim_counts
from gridimpact.i18n.english_text import EnglishText
from gridimpact.i18n.translate import speaking
from gridimpact.outputs.tables.value_words import translated


def claim_counts(claims: list[str]) -> EnglishText:
    """What reports say with how many say so, as `event_table` writes it."""
    return _claim_counts(pd.Series(claims))


@pytest.fixture
def table() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "kind": ["plant", "line"],
            "state": ["extensive", "none"],
            "claims": [claim_counts(["extensive"] * 2 + ["complete"]), claim_counts(["none"])],
            "confidence": ["high", "low"],
            "name": ["extensive", "plant"],
            "shed_mw": [1.5, 2.5],
        }
    )


def test_english_stays_as_programs_have_it(table: pd.DataFrame) -> None:
    assert translated(table) is table


def test_words_are_translated_by_their_column(table: pd.DataFrame) -> None:
    with speaking("uk"):
        words = translated(table)
    assert words["state"].tolist() == ["сильно пошкоджено", "ціле"]
    assert words["claims"].tolist() == ["сильно пошкоджено (2); знищено (1)", "ціле (1)"]
    assert words["kind"].iloc[0] == "електростанція"
    assert words["confidence"].tolist() != table["confidence"].tolist()
    assert words[["name", "shed_mw"]].equals(table[["name", "shed_mw"]])
