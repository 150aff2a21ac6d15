"""Words and numbers for people: rounding, units, and one word for each state."""

import math

from gridimpact.domain.vocabulary import DAMAGE_STATES, ComponentKind, MatchOutcome

STATE_WORDS = dict(
    zip(DAMAGE_STATES, ("intact", "slightly damaged", "damaged", "heavily damaged", "destroyed"), strict=True)
)
"""Damage states as a planner says them."""

KIND_WORDS = {
    ComponentKind.SUBSTATION: "substation",
    ComponentKind.PLANT: "power plant",
    ComponentKind.UNIT: "generating unit",
    ComponentKind.LINE: "line",
    ComponentKind.TRANSFORMER: "transformer",
    ComponentKind.INTERCONNECTOR: "border line",
    ComponentKind.BUS: "busbar",
}
"""Kinds of component."""

OUTCOME_WORDS = {
    MatchOutcome.EXACT: "exact",
    MatchOutcome.IMPRECISE: "imprecise",
    MatchOutcome.AMBIGUOUS: "ambiguous",
    MatchOutcome.UNMATCHED: "unmatched",
}
"""What became of the place of a report."""

_KINDS = {kind.value: words for kind, words in KIND_WORDS.items()}
_OUTCOMES = {outcome.value: words for outcome, words in OUTCOME_WORDS.items()}

COUNTRY_NAMES = {
    "PL": "Poland",
    "SK": "Slovakia",
    "HU": "Hungary",
    "RO": "Romania",
    "MD": "Moldova",
    "BY": "Belarus",
    "RU": "Russia",
    "UA": "Ukraine",
}
"""Names of countries by ISO 3166-1 code; other codes are shown as they are."""

CAUSE_WORDS = {
    "import rule": "the dated limit on import",
    "border lines": "the border lines carry no more",
    "inner grid": "the inner grid cannot take more to where it is needed",
    "no line in service": "no line in service",
    "nothing": "nothing: all demand is served",
}
"""What holds import back."""

SEVERITY_WORDS = {1: "1 low", 2: "2 raised", 3: "3 high", 4: "4 very high", 5: "5 extreme"}
"""Severity classes; words and thresholds are our own (docs/method.md)."""

NOTHING = "–"
"""Stands where there is no number."""


def significant(value: float, digits: int) -> str:
    """Number with at most so many significant digits and thousands separators.

    Parameters
    ----------
    value : float
        Any number; not a number gives a dash.
    digits : int
        Significant digits that are kept.
    """
    if not math.isfinite(value):
        return NOTHING
    if value == 0:
        return "0"
    rounded = float(f"{value:.{digits - 1}e}")
    decimals = digits - 1 - math.floor(math.log10(abs(rounded)))
    return f"{rounded:,.{max(decimals, 0)}f}"


def power(value_mw: float) -> str:
    """Power for a sentence: `8.1 GW`, `640 MW`. [MW]"""
    if not math.isfinite(value_mw):
        return NOTHING
    if abs(value_mw) >= 999.5:
        return f"{value_mw / 1000:,.1f} GW"
    return f"{_tens(value_mw):,.0f} MW"


def limit(value_mw: float) -> str:
    """Power that is a rule, told as it was set: `2.45 GW`. [MW]"""
    if not math.isfinite(value_mw):
        return "no limit"
    if abs(value_mw) >= 999.5:
        return f"{float(significant(value_mw / 1000, 3).replace(',', '')):g} GW"
    return f"{value_mw:,.0f} MW"


def energy(value_mwh: float) -> str:
    """Energy for a sentence: `120 GWh`, `4.6 GWh`, `640 MWh`. [MWh]"""
    if not math.isfinite(value_mwh):
        return NOTHING
    if abs(value_mwh) >= 99_500:
        return f"{significant(value_mwh / 1000, 3)} GWh"
    if abs(value_mwh) >= 999.5:
        return f"{value_mwh / 1000:,.1f} GWh"
    return f"{_tens(value_mwh):,.0f} MWh"


def people(value: float) -> str:
    """People for a sentence, to two digits: `14 million`, `640,000`. [people]"""
    if not math.isfinite(value):
        return NOTHING
    if abs(value) >= 995_000:
        return f"{significant(value / 1e6, 2)} million"
    return significant(round(value), 2)


def people_short(value: float) -> str:
    """People where there is little room: `250k`, `1.4M`. [people]"""
    if not math.isfinite(value):
        return NOTHING
    if abs(value) >= 995_000:
        return f"{float(f'{value / 1e6:.1e}'):g}M"
    return f"{float(f'{value / 1e3:.1e}'):g}k" if abs(value) >= 1000 else f"{value:.0f}"


def percent(share: float) -> str:
    """Share as a whole percentage; what is small but not nothing says so. [0..1]"""
    if not math.isfinite(share):
        return NOTHING
    if 0 < share < 0.005:
        return "under 1 %"
    return f"{100 * share:.0f} %"


def more(text: str, value: float) -> str:
    """The same text with a plus sign when the value is above zero."""
    return f"+{text}" if value > 0 and text != NOTHING else text


def kind_words(kind: str) -> str:
    """Kind of a component in words; unknown kinds as they are."""
    return _KINDS.get(kind, kind)


def outcome_words(outcome: str) -> str:
    """Outcome of a match in words."""
    return _OUTCOMES.get(outcome, outcome)


def cause_words(binding: str) -> str:
    """What holds import back, in words; unknown causes as they are."""
    return CAUSE_WORDS.get(binding, binding)


def country(code: str) -> str:
    """Name of a country, or its code."""
    return COUNTRY_NAMES.get(code, code)


def counted(number: int, noun: str) -> str:
    """Number and noun, in the plural where needed: `1 report`, `12 reports`."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def sentence(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def _tens(value: float) -> float:
    """Rounded to ten above a hundred, to one below."""
    return round(value, -1) if abs(value) >= 100 else round(value)
