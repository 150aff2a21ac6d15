"""Words and numbers for people: rounding, units, and one word for each state, in the language spoken.

Tables of words hold the English text; it is said (`language.say`) when it is shown.
"""

import math
import re

from gridimpact.domain.vocabulary import DAMAGE_STATES, ComponentKind, MatchOutcome
from gridimpact.i18n.translate import digits, mark, number, say, say_counted

STATE_WORDS = dict(
    zip(
        DAMAGE_STATES,
        (mark("intact"), mark("slightly damaged"), mark("damaged"), mark("heavily damaged"), mark("destroyed")),
        strict=True,
    )
)
"""Damage states as a planner says them."""

LOST = " lost"
"""How a claim of lost capacity ends, such as `65% lost`."""

KIND_WORDS = {
    ComponentKind.SUBSTATION: mark("substation"),
    ComponentKind.PLANT: mark("power plant"),
    ComponentKind.UNIT: mark("generating unit"),
    ComponentKind.LINE: mark("line"),
    ComponentKind.TRANSFORMER: mark("transformer"),
    ComponentKind.INTERCONNECTOR: mark("border line"),
    ComponentKind.BUS: mark("busbar"),
}
"""Kinds of component."""

OUTCOME_WORDS = {
    MatchOutcome.EXACT: mark("exact"),
    MatchOutcome.IMPRECISE: mark("imprecise"),
    MatchOutcome.AMBIGUOUS: mark("ambiguous"),
    MatchOutcome.UNMATCHED: mark("unmatched"),
}
"""What became of the place of a report."""

_KINDS = {kind.value: words for kind, words in KIND_WORDS.items()}
_OUTCOMES = {outcome.value: words for outcome, words in OUTCOME_WORDS.items()}

COUNTRY_NAMES = {
    "PL": mark("Poland"),
    "SK": mark("Slovakia"),
    "HU": mark("Hungary"),
    "RO": mark("Romania"),
    "MD": mark("Moldova"),
    "BY": mark("Belarus"),
    "RU": mark("Russia"),
    "UA": mark("Ukraine"),
}
"""Names of countries by ISO 3166-1 code; other codes are shown as they are."""

CAUSE_WORDS = {
    "import rule": mark("the dated limit on import"),
    "border lines": mark("the border lines carry no more"),
    "inner grid": mark("the inner grid cannot take more to where it is needed"),
    "no line in service": mark("no line in service"),
    "nothing": mark("nothing: all demand is served"),
}
"""What holds import back."""

SEVERITY_WORDS = {
    1: mark("1 low"),
    2: mark("2 raised"),
    3: mark("3 high"),
    4: mark("4 very high"),
    5: mark("5 extreme"),
}
"""Severity classes; words and thresholds are our own (docs/method.md)."""

SAID_OF_RESULTS = (
    mark("winter"),
    mark("summer"),
    mark("hours without power a day"),
    mark("longest stretch without power"),
    mark("consumers of the critical list are off"),
    mark("people without water"),
    mark("people without heat"),
    mark("homes too cold without heat"),
    mark("nothing reaches class 2"),
    mark("no supply modelled"),
    mark("no shortage"),
    mark("national deficit"),
    mark("network (transit)"),
    mark("network (damage in the region)"),
    mark("national deficit and network (transit)"),
    mark("national deficit and network (damage in the region)"),
    mark("diesel"),
    mark("mobile generator"),
    mark("spare transformer"),
    mark("mobile boilers"),
    mark("generators"),
    mark("units"),
    mark("l/day"),
    mark("MW of heat"),
    mark("kW"),
    mark("kV,"),
    mark("MVA"),
    mark("class"),
    mark("hospital"),
    mark("winter"),
    mark("summer"),
    mark("night"),
    mark("morning uk"),
    mark("over"),
)
"""Words that results carry in English (severity, causes, needs); here so that they are translated."""

_NUMBER = re.compile(r"(-?\d[\d\u00a0.,]*\d|-?\d)(\D*)")
"""A number and the unit after it."""

NOTHING = "–"
"""Stands where there is no number."""


def significant(value: float, digits_kept: int) -> str:
    """Number with at most so many significant digits and thousands separators.

    Parameters
    ----------
    value : float
        Any number; not a number gives a dash.
    digits_kept : int
        Significant digits that are kept.
    """
    if not math.isfinite(value):
        return NOTHING
    if value == 0:
        return "0"
    rounded = float(f"{value:.{digits_kept - 1}e}")
    decimals = digits_kept - 1 - math.floor(math.log10(abs(rounded)))
    return number(rounded, max(decimals, 0))


def power(value_mw: float) -> str:
    """Power for a sentence: `8.1 GW`, `640 MW`. [MW]"""
    if not math.isfinite(value_mw):
        return NOTHING
    if abs(value_mw) >= 999.5:
        return say("{number} GW", number=number(value_mw / 1000, 1))
    return megawatts(_tens(value_mw))


def megawatts(value_mw: float) -> str:
    """Power to the megawatt: `644 MW`. [MW]"""
    return say("{number} MW", number=number(value_mw))


def limit(value_mw: float) -> str:
    """Power that is a rule, told as it was set: `2.45 GW`. [MW]"""
    if not math.isfinite(value_mw):
        return say("no limit")
    if abs(value_mw) >= 999.5:
        return say("{number} GW", number=digits(f"{float(f'{value_mw / 1000:.2e}'):g}"))
    return megawatts(value_mw)


def energy(value_mwh: float) -> str:
    """Energy for a sentence: `120 GWh`, `4.6 GWh`, `640 MWh`. [MWh]"""
    if not math.isfinite(value_mwh):
        return NOTHING
    if abs(value_mwh) >= 99_500:
        return say("{number} GWh", number=significant(value_mwh / 1000, 3))
    if abs(value_mwh) >= 999.5:
        return say("{number} GWh", number=number(value_mwh / 1000, 1))
    return say("{number} MWh", number=number(_tens(value_mwh)))


def people(value: float) -> str:
    """People for a sentence, to two digits: `14 million`, `640,000`. [people]"""
    if not math.isfinite(value):
        return NOTHING
    if abs(value) >= 995_000:
        return say("{number} million", number=significant(value / 1e6, 2))
    return significant(round(value), 2)


def people_short(value: float) -> str:
    """People where there is little room: `250k`, `1.4M`. [people]"""
    if not math.isfinite(value):
        return NOTHING
    if abs(value) >= 995_000:
        return say("{number}M", number=digits(f"{float(f'{value / 1e6:.1e}'):g}"))
    if abs(value) >= 1000:
        return say("{number}k", number=digits(f"{float(f'{value / 1e3:.1e}'):g}"))
    return number(value)


def hours(value_h: float, decimals: int = 0) -> str:
    """Hours: `7 h`. [h]"""
    return say("{number} h", number=number(value_h, decimals)) if math.isfinite(value_h) else NOTHING


def percent(share: float) -> str:
    """Share as a whole percentage; what is small but not nothing says so. [0..1]"""
    if not math.isfinite(share):
        return NOTHING
    if 0 < share < 0.005:
        return say("under 1 %")
    return f"{100 * share:.0f} %"


def between(low: str, high: str) -> str:
    """A range of two told numbers, with a unit that both have told once: `4.0–5.9 GW`."""
    if low == high:
        return low
    first, last = _NUMBER.fullmatch(low), _NUMBER.fullmatch(high)
    if first is None or last is None or first[2] != last[2]:
        return f"{low}–{high}"
    return f"{first[1]}–{last[1]}{last[2]}"


def more(text: str, value: float) -> str:
    """The same text with a plus sign when the value is above zero."""
    return f"+{text}" if value > 0 and text != NOTHING else text


def state_words(state: str) -> str:
    """Damage state, or capacity lost, in words; unknown states as they are."""
    if state.endswith(LOST):
        return say("{share} lost", share=state.removesuffix(LOST))
    return say(STATE_WORDS[state]) if state in STATE_WORDS else state


def kind_words(kind: str) -> str:
    """Kind of a component in words; unknown kinds as they are."""
    return say(_KINDS[kind]) if kind in _KINDS else kind


def outcome_words(outcome: str) -> str:
    """Outcome of a match in words."""
    return say(_OUTCOMES[outcome]) if outcome in _OUTCOMES else outcome


def cause_words(binding: str) -> str:
    """What holds import back, in words; unknown causes as they are."""
    return say(CAUSE_WORDS[binding]) if binding in CAUSE_WORDS else binding


def severity_words(severity: int) -> str:
    """Severity class in words."""
    return say(SEVERITY_WORDS[severity]) if severity in SEVERITY_WORDS else NOTHING


def result_words(text: str) -> str:
    """Words that a result carries, as a whole or one by one; what is not known stays as it is."""
    told = say(text)
    return told if told != text else " ".join(say(part) for part in text.split(" "))


def country(code: str) -> str:
    """Name of a country, or its code."""
    return say(COUNTRY_NAMES[code]) if code in COUNTRY_NAMES else code


def counted(count: int, noun: str) -> str:
    """Number and noun, in the plural where needed: `1 report`, `12 reports`."""
    told = {
        "report": lambda: say_counted("{number} report", "{number} reports", count),
        "component": lambda: say_counted("{number} component", "{number} components", count),
        "region": lambda: say_counted("{number} region", "{number} regions", count),
        "finding": lambda: say_counted("{number} finding", "{number} findings", count),
    }
    return told[noun]() if noun in told else f"{number(count)} {noun}" + ("" if count == 1 else "s")


def sentence(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def _tens(value: float) -> float:
    """Rounded to ten above a hundred, to one below."""
    return round(value, -1) if abs(value) >= 100 else round(value)
