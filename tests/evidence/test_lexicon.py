"""Words of damage against the table of cases."""

from pathlib import Path

import pandas as pd
import pytest

from gridimpact.domain.settings import DamageSettings
from gridimpact.domain.vocabulary import DamageState
from gridimpact.evidence.lexicon import phrase_claim, read_phrase, read_table, speaks_of_switchyard, state_of_share

PHRASES = pd.read_csv(Path(__file__).parents[1] / "cases" / "evidence" / "phrases.csv", dtype=str)


@pytest.mark.parametrize(("phrase", "meaning"), list(PHRASES.itertuples(index=False, name=None)))
def test_phrase(phrase: str, meaning: str) -> None:
    claim = phrase_claim(phrase)
    if meaning == "unknown":
        assert claim is None
        return
    assert claim is not None
    if meaning.endswith("MW"):
        assert claim.mw_lost == float(meaning.split()[0])
    elif claim.state is not None:
        assert claim.state.label == meaning
    else:
        assert claim.share_lost == pytest.approx(float(meaning), abs=1e-6)


@pytest.mark.parametrize(
    ("kind", "share", "state"),
    [
        ("substation", 0.0, "none"),
        ("substation", 0.05, "slight"),
        ("substation", 0.4, "moderate"),
        ("substation", 0.7, "extensive"),
        ("substation", 0.9, "complete"),
        ("plant", 0.03, "none"),
        ("plant", 0.6, "extensive"),
        ("unit", 0.87, "complete"),
        ("line", 0.5, "moderate"),
        ("line", 0.2, "slight"),
        ("line", 1.0, "extensive"),
    ],
)
def test_state_of_share(kind: str, share: float, state: str) -> None:
    """Limits are midpoints of shares lost: 0.025, 0.225, 0.55, 0.85 (substation); 0.04, 0.215, 0.535, 0.86 (plant)."""
    assert state_of_share(share, kind, DamageSettings()) == DamageState[state.upper()]


@pytest.mark.parametrize(
    ("phrase", "confidence"),
    [("damaged", 1.0), ("hit", 0.8), ("hit and damaged", 1.0), ("влучання", 0.8), ("уламки", 0.7)],
)
def test_words_of_a_hit_are_less_sure_than_words_of_damage(phrase: str, confidence: float) -> None:
    read = read_phrase(phrase)
    assert read is not None
    assert read.confidence == confidence


def test_an_edited_lexicon() -> None:
    ((pattern, state, confidence),) = read_table(
        "state,confidence,pattern\nslight,0.5,singed\nslight,0.5,<damage> a bit\n"
    )
    assert (state, confidence) == (DamageState.SLIGHT, 0.5)
    assert pattern.search("it was singed")
    assert pattern.search("damaged a bit")


@pytest.mark.parametrize("row", ["broken,1,x", "slight,2,x", "slight,0,x", "slight,one,x", "slight,1,(x"])
def test_a_lexicon_that_cannot_be_read(row: str) -> None:
    with pytest.raises(ValueError, match=r"lexicon|float"):
        read_table(f"state,confidence,pattern\n{row}\n")


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("switchyard hit", True),
        ("пошкоджено ВРП", True),
        ("switchyard and two units hit", False),
        ("damaged", False),
        (None, False),
    ],
)
def test_words_of_a_switchyard(words: str | None, meant: bool) -> None:
    assert speaks_of_switchyard(words) == meant
