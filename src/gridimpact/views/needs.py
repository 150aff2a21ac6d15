"""What to send, in one sentence and in sums over all regions."""

from collections.abc import Callable

import pandas as pd

from gridimpact.domain.assessment import Assessment
from gridimpact.domain.impact_results import REPAIR_ITEMS
from gridimpact.i18n.translate import _, ngettext, number
from gridimpact.views import wording
from gridimpact.views.figures import Figure
from gridimpact.views.people import NOT_WORKED_OUT, known


def headline(assessment: Assessment, *, public: bool = False) -> str:
    """What the day calls for, in one sentence; high figures, so that too little is not sent."""
    if assessment.evaluation.people is None:
        return _(NOT_WORKED_OUT)
    items = {item: words for item, words in _IN_WORDS.items() if not (public and item in REPAIR_ITEMS)}
    texts = [words(high) for item, words in items.items() if (high := _sums(assessment, item)[1]) > 0]
    if not texts:
        return _("Nothing to send: facilities keep grid power or have their own fuel.")
    return _("To send, upper estimate: {items}.", items=", ".join(texts))


def key_figures(assessment: Assessment, *, public: bool = False) -> tuple[Figure, ...]:
    """What is needed in all regions together, from the low to the high figure."""
    if assessment.evaluation.people is None:
        return ()
    low_high = _("Low: facilities on the critical list keep power; high: they are disconnected like everyone else.")
    figures = (
        Figure(
            label=_("Mobile generators"),
            value=_range(*_sums(assessment, "mobile generator")),
            note=_("for hospitals and other facilities without one"),
            meaning=low_high,
        ),
        Figure(
            label=_("Diesel"),
            value=_("{number} l", number=_range(*_sums(assessment, "diesel"))),
            note=_("a day, for existing generators"),
            meaning=low_high,
        ),
        Figure(
            label=_("Mobile boilers"),
            value=_("{number} MW", number=_range(*_sums(assessment, "mobile boilers"))),
            note=_("of heat"),
            meaning=_(
                "Lost district heat. Low: boiler houses keep power; high: they are disconnected like everyone else."
            ),
        ),
        Figure(
            label=_("Spare transformers"),
            value=_range(*_sums(assessment, "spare transformer")),
            note=_("for damaged substations"),
            meaning=_(
                "Transformers lost at damaged substations, rounded down and up; the table has voltages and ratings."
            ),
        ),
    )
    return figures[:-1] if public else figures


def public_rows(table: pd.DataFrame, assessment: Assessment) -> pd.DataFrame:
    """The rows of `people.needs_table` that show no repair: what repairs need is for those who may see damage."""
    items = known(assessment).needs["item"].reindex(table.index)
    return table[~items.isin(REPAIR_ITEMS)]


def _sums(assessment: Assessment, item: str) -> tuple[float, float]:
    rows = known(assessment).needs
    chosen = rows[rows["item"] == item]
    return float(chosen["count_low"].sum()), float(chosen["count_high"].sum())


def _range(low: float, high: float) -> str:
    ends = [number(value) if value < 1000 else wording.significant(value, 2) for value in (low, high)]
    return ends[0] if ends[0] == ends[1] else _("{low} to {high}", low=ends[0], high=ends[1])


def _generators(high: float) -> str:
    return ngettext("{number} mobile generator", "{number} mobile generators", round(high))


def _diesel(high: float) -> str:
    return _("{number} l of diesel a day", number=wording.significant(high, 2))


def _boilers(high: float) -> str:
    return _("mobile boilers of {number} MW", number=wording.significant(high, 2))


def _transformers(high: float) -> str:
    return ngettext("{number} spare transformer", "{number} spare transformers", round(high))


_IN_WORDS: dict[str, Callable[[float], str]] = {
    "mobile generator": _generators,
    "diesel": _diesel,
    "mobile boilers": _boilers,
    "spare transformer": _transformers,
}
"""Items of the table of needs, what is asked for most often first."""
