"""Numbers and words as people read them."""

from collections.abc import Callable

import pytest

from gridimpact.domain.vocabulary import DAMAGE_STATES, ComponentKind, MatchOutcome
from gridimpact.views import wording


@pytest.mark.parametrize(
    ("say", "value", "text"),
    [
        (wording.power, 8123.4, "8.1 GW"),
        (wording.power, 18000.0, "18.0 GW"),
        (wording.power, 999.9, "1.0 GW"),
        (wording.power, 644.0, "640 MW"),
        (wording.power, 97.4, "97 MW"),
        (wording.power, 0.2, "0 MW"),
        (wording.power, -344.0, "-340 MW"),
        (wording.power, float("nan"), "–"),
        (wording.limit, 2450.0, "2.45 GW"),
        (wording.limit, 2000.0, "2 GW"),
        (wording.limit, 850.0, "850 MW"),
        (wording.limit, float("inf"), "no limit"),
        (wording.energy, 123_456.0, "123 GWh"),
        (wording.energy, 4560.0, "4.6 GWh"),
        (wording.energy, 644.0, "640 MWh"),
        (wording.people, 14_230_000.0, "14 million"),
        (wording.people, 1_440_000.0, "1.4 million"),
        (wording.people, 643_000.0, "640,000"),
        (wording.people, 996_000.0, "1.0 million"),
        (wording.people, 0.0, "0"),
        (wording.people_short, 1_440_000.0, "1.4M"),
        (wording.people_short, 996_000.0, "1M"),
        (wording.people_short, 252_000.0, "250k"),
        (wording.people_short, 4_120.0, "4.1k"),
        (wording.people_short, 87.0, "87"),
        (wording.percent, 0.4512, "45 %"),
        (wording.percent, 0.001, "under 1 %"),
        (wording.percent, 0.0, "0 %"),
        (wording.percent, float("nan"), "–"),
    ],
)
def test_numbers_are_rounded_and_carry_their_unit(say: Callable[[float], str], value: float, text: str) -> None:
    assert say(value) == text


def test_every_word_of_the_closed_lists_is_told() -> None:
    assert set(wording.STATE_WORDS) == set(DAMAGE_STATES)
    assert set(wording.KIND_WORDS) == set(ComponentKind)
    assert set(wording.OUTCOME_WORDS) == set(MatchOutcome)


def test_unknown_words_are_shown_as_they_are() -> None:
    assert wording.kind_words("reactor") == "reactor"
    assert wording.outcome_words("lost") == "lost"
    assert wording.country("CZ") == "CZ"


def test_plural_follows_the_number() -> None:
    assert wording.counted(1, "report") == "1 report"
    assert wording.counted(1200, "report") == "1,200 reports"
