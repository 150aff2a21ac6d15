"""Words that sheets hold, in the language spoken; in English they stay as programs have them."""

from collections.abc import Callable, Mapping

import pandas as pd

from gridimpact.errors import Severity
from gridimpact.i18n.messages import told_place, told_words
from gridimpact.i18n.translate import mark, say, spoken

_STATES = {
    "none": mark("intact"),
    "slight": mark("slightly damaged"),
    "moderate": mark("damaged"),
    "extensive": mark("heavily damaged"),
    "complete": mark("destroyed"),
}

WORDS: Mapping[str, Mapping[str, str]] = {
    "kind": {
        "plant": mark("power plant"),
        "unit": mark("generating unit"),
        "interconnector": mark("border line"),
        "bus": mark("busbar"),
    },
    "claim": _STATES,
    "state": _STATES,
    "how": {
        "id": mark("its id"),
        "name": mark("its name"),
        "place": mark("its coordinates"),
        "region": mark("its region and kind"),
        "override": mark("set by hand"),
    },
    "value": {"True": mark("yes"), "False": mark("no")},
}
"""Values by column, where the words of the value itself are not those for people."""

CLOSED = ("severity_by", "cause", "binding", "item", "unit", "outcome", "confidence", "severity", "subqueue", "season")
"""Columns that hold words of a closed list."""

SENTENCES = ("note", "why", "reason", "what", "remedy", "meaning", "choice")
"""Columns that hold sentences."""

SAID = (
    *(str(severity) for severity in Severity),
    mark("emergency"),
    mark("low"),
    mark("medium"),
    mark("high"),
    mark("peak"),
)
"""Words that results carry; here so that they are translated."""


def said(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with its words in the language spoken; names and codes stay as they are."""
    if spoken() == "en":
        return table
    tellers: dict[str, Callable[[str], str]] = {
        **dict.fromkeys(CLOSED, say),
        **dict.fromkeys(SENTENCES, told_words),
        **{name: _teller(words) for name, words in WORDS.items()},
        "size": _each_word,
        "claims": _each_claim,
        "where": told_place,
        "ids": told_words,
    }
    told = {name: table[name].map(_of_text(tell)) for name, tell in tellers.items() if name in table}
    return table.assign(**told)


def _teller(words: Mapping[str, str]) -> Callable[[str], str]:
    return lambda text: say(words[text]) if text in words else told_words(text)


def _each_word(text: str) -> str:
    """Words that stand among numbers, such as `330/110 kV, 200 MVA class`."""
    return " ".join(say(part) for part in text.split(" "))


def _each_claim(text: str) -> str:
    """What reports say with how many say so, such as `extensive (2); 65% lost (1)`."""
    parts = (part.rpartition(" (") for part in text.split("; "))
    return "; ".join(f"{_teller(_STATES)(claim)}{sign}{count}" for claim, sign, count in parts)


def _of_text(tell: Callable[[str], str]) -> Callable[[object], object]:
    """The same for texts only; numbers and blanks stay."""
    return lambda value: tell(value) if isinstance(value, str) else value
