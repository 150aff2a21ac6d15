"""What to send, in one sentence and in sums over all regions."""

from collections.abc import Callable

import pandas as pd

from gridimpact.domain.impact_results import REPAIR_ITEMS
from gridimpact.domain.results import Assessment
from gridimpact.i18n.translate import number, say, say_counted
from gridimpact.views import wording
from gridimpact.views.figures import Figure
from gridimpact.views.people import NOT_WORKED_OUT, known


def headline(assessment: Assessment, *, public: bool = False) -> str:
    """What the day calls for, in one sentence; high figures, so that too little is not sent."""
    if assessment.evaluation.people is None:
        return say(NOT_WORKED_OUT)
    items = {item: words for item, words in _IN_WORDS.items() if not (public and item in REPAIR_ITEMS)}
    told = [words(high) for item, words in items.items() if (high := _sums(assessment, item)[1]) > 0]
    if not told:
        return say("Nothing has to be sent: facilities keep power or their own fuel.")
    return say("To send, at most: {items}.", items=", ".join(told))


def key_figures(assessment: Assessment, *, public: bool = False) -> tuple[Figure, ...]:
    """What is needed in all regions together, from the low to the high figure."""
    if assessment.evaluation.people is None:
        return ()
    low_high = say("Low: facilities are kept on as the critical list says; high: they are cut like everybody else.")
    told = (
        Figure(
            label=say("Mobile generators"),
            value=_range(*_sums(assessment, "mobile generator")),
            note=say("for hospitals and others without one"),
            meaning=low_high,
        ),
        Figure(
            label=say("Diesel"),
            value=say("{number} l", number=_range(*_sums(assessment, "diesel"))),
            note=say("a day, for generators there are"),
            meaning=low_high,
        ),
        Figure(
            label=say("Mobile boilers"),
            value=say("{number} MW", number=_range(*_sums(assessment, "mobile boilers"))),
            note=say("of heat"),
            meaning=say("District heat that is lost. Low: boiler houses are kept on; high: cut like all."),
        ),
        Figure(
            label=say("Spare transformers"),
            value=_range(*_sums(assessment, "spare transformer")),
            note=say("for damaged substations"),
            meaning=say("Units lost at damaged substations, rounded down and up; voltages and sizes are in the table."),
        ),
    )
    return told[:-1] if public else told


def public_rows(table: pd.DataFrame, assessment: Assessment) -> pd.DataFrame:
    """The rows of `people.needs_table` that tell of no repair: what repairs need is for those who may see damage."""
    items = known(assessment).needs["item"].reindex(table.index)
    return table[~items.isin(REPAIR_ITEMS)]


def _sums(assessment: Assessment, item: str) -> tuple[float, float]:
    rows = known(assessment).needs
    chosen = rows[rows["item"] == item]
    return float(chosen["count_low"].sum()), float(chosen["count_high"].sum())


def _range(low: float, high: float) -> str:
    ends = [number(value) if value < 1000 else wording.significant(value, 2) for value in (low, high)]
    return ends[0] if ends[0] == ends[1] else say("{low} to {high}", low=ends[0], high=ends[1])


def _generators(high: float) -> str:
    return say_counted("{number} mobile generator", "{number} mobile generators", round(high))


def _diesel(high: float) -> str:
    return say("{number} l of diesel a day", number=wording.significant(high, 2))


def _boilers(high: float) -> str:
    return say("mobile boilers of {number} MW", number=wording.significant(high, 2))


def _transformers(high: float) -> str:
    return say_counted("{number} spare transformer", "{number} spare transformers", round(high))


_IN_WORDS: dict[str, Callable[[float], str]] = {
    "mobile generator": _generators,
    "diesel": _diesel,
    "mobile boilers": _boilers,
    "spare transformer": _transformers,
}
"""Items of the table of needs, what is asked for most often first."""
