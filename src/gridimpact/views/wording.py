"""Words and numbers for people: rounding, units, and one word for each state, in the language spoken.

Tables of words hold the English text; it is said (`language.say`) when it is shown.
"""

import math
import re

from gridimpact.domain.vocabulary import DAMAGE_STATES, ComponentKind, MatchOutcome
from gridimpact.errors import Message
from gridimpact.i18n.english_text import EnglishText
from gridimpact.i18n.messages import render
from gridimpact.i18n.translate import N_, _, digits, ngettext, number

STATE_WORDS = dict(
    zip(
        DAMAGE_STATES,
        (N_("intact"), N_("slightly damaged"), N_("damaged"), N_("heavily damaged"), N_("destroyed")),
        strict=True,
    )
)
"""Damage states as a planner says them."""


KIND_WORDS = {
    ComponentKind.SUBSTATION: N_("substation"),
    ComponentKind.PLANT: N_("power plant"),
    ComponentKind.UNIT: N_("generating unit"),
    ComponentKind.LINE: N_("line"),
    ComponentKind.TRANSFORMER: N_("transformer"),
    ComponentKind.INTERCONNECTOR: N_("border line"),
    ComponentKind.BUS: N_("busbar"),
}
"""Kinds of component."""

OUTCOME_WORDS = {
    MatchOutcome.EXACT: N_("exact"),
    MatchOutcome.IMPRECISE: N_("imprecise"),
    MatchOutcome.AMBIGUOUS: N_("ambiguous"),
    MatchOutcome.UNMATCHED: N_("unmatched"),
}
"""What became of the place of a report."""

_KINDS = {kind.value: words for kind, words in KIND_WORDS.items()}
_OUTCOMES = {outcome.value: words for outcome, words in OUTCOME_WORDS.items()}

COUNTRY_NAMES = {
    "PL": N_("Poland"),
    "SK": N_("Slovakia"),
    "HU": N_("Hungary"),
    "RO": N_("Romania"),
    "MD": N_("Moldova"),
    "BY": N_("Belarus"),
    "RU": N_("Russia"),
    "UA": N_("Ukraine"),
}
"""Names of countries by ISO 3166-1 code; other codes are shown as they are."""

CAUSE_WORDS = {
    "import rule": N_("import limit in force on this date"),
    "border lines": N_("capacity of the interconnectors"),
    "inner grid": N_("the internal grid cannot carry more to where it is needed"),
    "no line in service": N_("no line in service"),
    "nothing": N_("nothing: all demand is served"),
}
"""What holds import back."""

SEVERITY_WORDS = {
    1: N_("1 low"),
    2: N_("2 raised"),
    3: N_("3 high"),
    4: N_("4 very high"),
    5: N_("5 extreme"),
}
"""Severity classes; words and thresholds are our own (docs/method.md)."""

SAID_OF_RESULTS = (
    N_("winter"),
    N_("summer"),
    N_("hours without power a day"),
    N_("longest stretch without power"),
    N_("consumers of the critical list are off"),
    N_("people without water"),
    N_("people without heat"),
    N_("homes too cold without heat"),
    N_("nothing reaches class 2"),
    N_("no supply modelled"),
    N_("no shortage"),
    N_("national deficit"),
    N_("network (transit)"),
    N_("network (damage in the region)"),
    N_("national deficit and network (transit)"),
    N_("national deficit and network (damage in the region)"),
    N_("diesel"),
    N_("mobile generator"),
    N_("spare transformer"),
    N_("mobile boilers"),
    N_("generators"),
    N_("units"),
    N_("l/day"),
    N_("MW of heat"),
    N_("kW"),
    N_("kV,"),
    N_("MVA"),
    N_("class"),
    N_("hospital"),
    N_("winter"),
    N_("summer"),
    N_("night"),
    N_("morning uk"),
    N_("over"),
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
        return _("{number} GW", number=number(value_mw / 1000, 1))
    return megawatts(_tens(value_mw))


def megawatts(value_mw: float) -> str:
    """Power to the megawatt: `644 MW`. [MW]"""
    return _("{number} MW", number=number(value_mw))


def limit(value_mw: float) -> str:
    """Power that is a rule, as it was set: `2.45 GW`. [MW]"""
    if not math.isfinite(value_mw):
        return _("no limit")
    if abs(value_mw) >= 999.5:
        return _("{number} GW", number=digits(f"{float(f'{value_mw / 1000:.2e}'):g}"))
    return megawatts(value_mw)


def energy(value_mwh: float) -> str:
    """Energy for a sentence: `120 GWh`, `4.6 GWh`, `640 MWh`. [MWh]"""
    if not math.isfinite(value_mwh):
        return NOTHING
    if abs(value_mwh) >= 99_500:
        return _("{number} GWh", number=significant(value_mwh / 1000, 3))
    if abs(value_mwh) >= 999.5:
        return _("{number} GWh", number=number(value_mwh / 1000, 1))
    return _("{number} MWh", number=number(_tens(value_mwh)))


def people(value: float) -> str:
    """People for a sentence, to two digits: `14 million`, `640,000`. [people]"""
    if not math.isfinite(value):
        return NOTHING
    if abs(value) >= 995_000:
        return _("{number} million", number=significant(value / 1e6, 2))
    return significant(round(value), 2)


def people_short(value: float) -> str:
    """People where there is little room: `250k`, `1.4M`. [people]"""
    if not math.isfinite(value):
        return NOTHING
    if abs(value) >= 995_000:
        return _("{number}M", number=digits(f"{float(f'{value / 1e6:.1e}'):g}"))
    if abs(value) >= 1000:
        return _("{number}k", number=digits(f"{float(f'{value / 1e3:.1e}'):g}"))
    return number(value)


def hours(value_h: float, decimals: int = 0) -> str:
    """Hours: `7 h`. [h]"""
    return _("{number} h", number=number(value_h, decimals)) if math.isfinite(value_h) else NOTHING


def percent(share: float) -> str:
    """Share as a whole percentage; what is small but not nothing says so. [0..1]"""
    if not math.isfinite(share):
        return NOTHING
    if 0 < share < 0.005:
        return _("under 1 %")
    return f"{100 * share:.0f} %"


def between(low: str, high: str) -> str:
    """A range of two written numbers, with a unit that both have written once: `4.0–5.9 GW`."""
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
    return _(STATE_WORDS[state]) if state in STATE_WORDS else render(state)


def claim_counts(text: str) -> str:
    """What reports claim and how many do, as `evidence.provenance.events_on` has it, in words."""
    if not isinstance(text, EnglishText):
        return text
    values = {name: state_words(one) if isinstance(one, str) else one for name, one in text.message.values.items()}
    return str(Message(text.message.template, values))


def kind_words(kind: str) -> str:
    """Kind of a component in words; unknown kinds as they are."""
    return _(_KINDS[kind]) if kind in _KINDS else kind


def outcome_words(outcome: str) -> str:
    """Outcome of a match in words."""
    return _(_OUTCOMES[outcome]) if outcome in _OUTCOMES else outcome


def cause_words(binding: str) -> str:
    """What holds import back, in words; unknown causes as they are."""
    return _(CAUSE_WORDS[binding]) if binding in CAUSE_WORDS else binding


def severity_words(severity: int) -> str:
    """Severity class in words."""
    return _(SEVERITY_WORDS[severity]) if severity in SEVERITY_WORDS else NOTHING


def result_words(text: str) -> str:
    """Words that a result carries, as a whole or one by one; what is not known stays as it is."""
    translated = _(text)
    return translated if translated != text else " ".join(_(part) for part in text.split(" "))


def country(code: str) -> str:
    """Name of a country, or its code."""
    return _(COUNTRY_NAMES[code]) if code in COUNTRY_NAMES else code


def counted(count: int, noun: str) -> str:
    """Number and noun, in the plural where needed: `1 report`, `12 reports`."""
    counts = {
        "report": lambda: ngettext("{number} report", "{number} reports", count),
        "component": lambda: ngettext("{number} component", "{number} components", count),
        "region": lambda: ngettext("{number} region", "{number} regions", count),
        "finding": lambda: ngettext("{number} finding", "{number} findings", count),
    }
    return counts[noun]() if noun in counts else f"{number(count)} {noun}" + ("" if count == 1 else "s")


def sentence(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def _tens(value: float) -> float:
    """Rounded to ten above a hundred, to one below."""
    return round(value, -1) if abs(value) >= 100 else round(value)
