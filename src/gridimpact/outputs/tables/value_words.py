"""Words that sheets hold, in the language spoken; in English they stay as programs have them."""

from collections.abc import Callable, Mapping

import pandas as pd

from gridimpact.errors import Message
from gridimpact.i18n.english_text import EnglishText
from gridimpact.i18n.messages import id_text, place_text, word_text
from gridimpact.i18n.translate import N_, _, spoken

_STATES = {
    "none": N_("intact"),
    "slight": N_("slightly damaged"),
    "moderate": N_("damaged"),
    "extensive": N_("heavily damaged"),
    "complete": N_("destroyed"),
}

WORDS: Mapping[str, Mapping[str, str]] = {
    "kind": {
        "plant": N_("power plant"),
        "unit": N_("generating unit"),
        "interconnector": N_("border line"),
        "bus": N_("busbar"),
    },
    "claim": _STATES,
    "state": _STATES,
    "how": {
        "id": N_("its id"),
        "name": N_("its name"),
        "place": N_("its coordinates"),
        "region": N_("its region and kind"),
        "override": N_("set by hand"),
    },
    "value": {"True": N_("yes"), "False": N_("no")},
}
"""Values by column, where the words of the value itself are not those for people."""

CLOSED = ("severity_by", "cause", "binding", "item", "unit", "outcome", "confidence", "severity", "subqueue", "season")
"""Columns that hold words of a closed list."""

SENTENCES = ("note", "why", "reason", "what", "remedy", "meaning", "choice")
"""Columns that hold sentences."""

NOTES = (
    N_("demand at the peak hour"),
    N_("demand not served at the peak hour"),
    N_("part of demand not served at the peak hour"),
    N_("energy not served in the day"),
    N_("people without power at the peak hour"),
    N_("hours without power in the day, summed over people"),
    N_("import needed at the peak hour to serve all demand"),
    N_("import allowed by the rules at the peak hour"),
    N_("import that the damaged grid can carry, within what is allowed"),
    N_("import that serves demand at the peak hour"),
    N_("components counted as damaged in the most likely case"),
    N_("share"),
    N_("people"),
    N_("person-hours"),
    N_("components"),
    N_("regions"),
    N_("MWh"),
)
"""Notes and units of the headline figures, marked here for the catalogues."""

BINDING = (N_("import rule"), N_("border lines"), N_("inner grid"), N_("no line in service"), N_("nothing"))
"""What holds import back, marked here for the catalogues."""

RESULT_WORDS = (
    N_("emergency"),
    N_("low"),
    N_("medium"),
    N_("high"),
    N_("peak"),
)
"""Words of results, marked here for the catalogues."""


def translated(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with its words in the language spoken; names and codes stay as they are.

    Parameters
    ----------
    table : DataFrame
        Words are known by the name of their column (`WORDS`, `CLOSED`, `SENTENCES`).

    Returns
    -------
    DataFrame
        Same columns; in English the same table.
    """
    if spoken() == "en":
        return table
    translators: dict[str, Callable[[str], str]] = {
        **dict.fromkeys(CLOSED, _),
        **dict.fromkeys(SENTENCES, word_text),
        **{name: _translator(words) for name, words in WORDS.items()},
        "size": _each_word,
        "claims": _each_claim,
        "where": place_text,
        "ids": id_text,
    }
    columns = {name: table[name].map(_of_text(translate)) for name, translate in translators.items() if name in table}
    return table.assign(**columns)


def _translator(words: Mapping[str, str]) -> Callable[[str], str]:
    return lambda text: _(words[text]) if text in words else word_text(text)


def _each_word(text: str) -> str:
    """Words that stand among numbers, such as `330/110 kV, 200 MVA class`."""
    return " ".join(_(part) for part in text.split(" "))


def _each_claim(text: str) -> str:
    """What reports say with how many say so, such as `extensive (2); 65% lost (1)`."""
    if not isinstance(text, EnglishText):
        return text
    word = _translator(_STATES)
    values = {name: word(one) if isinstance(one, str) else one for name, one in text.message.values.items()}
    return str(Message(text.message.template, values))


def _of_text(translate: Callable[[str], str]) -> Callable[[object], object]:
    """The same for texts only; numbers and blanks stay."""
    return lambda value: translate(value) if isinstance(value, str) else value
