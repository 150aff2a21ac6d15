"""Damage in words to one of the five damage states, by the table `phrases.csv` beside this module.

The first row that fits decides, so that special phrases stand before general ones. What no row knows
is not guessed: the report is kept, named in a finding, and not counted. All rows are chosen: a phrase
without a degree ("damaged") is moderate, the middle of the damaged states; "out of action" extensive;
"partly restored" moderate because damage remains; "damaged but works" slight. Words that tell of a hit
or of debris and not of damage have a confidence below one.
"""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np

from gridimpact.domain.report import DamageClaim
from gridimpact.domain.settings import DamageSettings
from gridimpact.domain.vocabulary import DAMAGE_STATES, ComponentKind, DamageState

NONE, COMPLETE = DamageState.NONE, DamageState.COMPLETE

_DAMAGE = r"(?:damag|destr|destruct|hit|loss|пошкодж|ушкодж|руйнув|зруйнов|поврежд|разруш|влуч|попадан)\w*"
_SMALL = (
    r"(?:minor|slight|light|small|superficial|insignificant|limited|"
    r"незначн|легк|невелик|дрібн|незначительн|небольш|мелк)\w*"
)
_HEAVY = (
    r"(?:sever|heav|extensive|critical|serious|major|significant|massive|substantial|grave|"
    r"значн|сильн|серйозн|критичн|тяжк|важк|масштабн|"
    r"суттєв|значительн|серьезн|критическ|тяжел|существенн)\w*"
)


def _degree(word: str) -> str:
    """Match a word of degree that stands alone or within two words of a word of damage."""
    return rf"{word}(?:[\s,]+[\w'-]+){{0,2}}[\s,]+{_DAMAGE}|{_DAMAGE}(?:[\s,]+[\w'-]+){{0,2}}[\s,]+{word}|{word}$"


_SHORT_FOR = {"<damage>": _DAMAGE, "<small>": _degree(_SMALL), "<heavy>": _degree(_HEAVY)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """What words say of damage.

    Attributes
    ----------
    claim : DamageClaim
    """

    claim: DamageClaim
    confidence: float = 1.0
    """Probability that the words mean that; a factor on the weight of the source. [0..1]"""


Patterns = tuple[tuple[re.Pattern[str], DamageState | None, float], ...]
"""Pattern, the state that it means (None: none may be read into it), and confidence."""


def read_table(text: str) -> Patterns:
    """Return the patterns of a lexicon, in order, with what each means.

    Parameters
    ----------
    text : str
        CSV with the columns state (one of the five, or unknown), confidence [0..1] and pattern (regular
        expression, lower case, from the start of a word; `<damage>`, `<small>` and `<heavy>` stand for
        words of damage and of degree).

    Returns
    -------
    tuple of (pattern, state, confidence [0..1])

    Raises
    ------
    ValueError
        When a state, a confidence or a pattern cannot be read.
    """
    return patterns_of(
        [(row["state"], float(row["confidence"]), row["pattern"]) for row in csv.DictReader(text.splitlines())]
    )


def patterns_of(rows: Iterable[tuple[str, float, str]]) -> Patterns:
    """Return the patterns of rows of a lexicon.

    Parameters
    ----------
    rows : iterable of (state, confidence, pattern)
        As in `read_table`. [0..1]

    Returns
    -------
    tuple of (pattern, state, confidence)
        Rows of equal state and confidence that follow each other are one pattern. [0..1]

    Raises
    ------
    ValueError
        As `read_table` does.
    """
    groups: list[tuple[str, float, list[str]]] = []
    for row in rows:
        state, confidence, pattern = row
        if state not in (*DAMAGE_STATES, "unknown") or not 0.0 < confidence <= 1.0:
            raise ValueError(f"lexicon: {row}")
        for short, meant in _SHORT_FOR.items():
            pattern = pattern.replace(short, meant)
        if not groups or groups[-1][:2] != (state, confidence):
            groups.append((state, confidence, []))
        groups[-1][2].append(pattern)
    try:
        return tuple(
            (
                re.compile(rf"\b(?:{'|'.join(patterns)})"),
                None if state == "unknown" else DamageState(DAMAGE_STATES.index(state)),
                confidence,
            )
            for state, confidence, patterns in groups
        )
    except re.error as exc:
        raise ValueError(f"lexicon: {exc}") from exc


@cache
def _patterns() -> Patterns:
    return read_table(files("gridimpact.evidence").joinpath("phrases.csv").read_text(encoding="utf-8"))


_NO_DEGREE = re.compile(r"\b(?:critical|критичн\w+|критическ\w+) (?:infrastructure|інфраструктур\w*|инфраструктур\w*)")
_SWITCHYARD = re.compile(
    r"\b(?:switch ?yards?|switchgear|врп|вру|ору|розподільч\w+ пристр\w+|распределительн\w+ устройств\w+)\b"
)
_UNIT = re.compile(r"\b(?:units?|(?:енерго|энерго)?блок\w*|turbines?|турбін\w*|турбин\w*|boilers?|кот[ле]\w*)\b")
_LABELS = {label: DamageState(number) for number, label in enumerate(DAMAGE_STATES)} | {
    "немає": NONE,
    "повне": COMPLETE,
    "повністю": COMPLETE,
}

_COUNTS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "ten": 10,
    "twelve": 12,
    "один": 1,
    "одного": 1,
    "два": 2,
    "двох": 2,
    "дві": 2,
    "три": 3,
    "трьох": 3,
    "чотири": 4,
    "чотирьох": 4,
    "п'ять": 5,
    "п'яти": 5,
    "шість": 6,
    "шести": 6,
    "сім": 7,
    "семи": 7,
    "вісім": 8,
    "восьми": 8,
    "десять": 10,
    "десяти": 10,
    "шесть": 6,
    "двух": 2,
    "трех": 3,
    "четыре": 4,
    "четырех": 4,
    "пять": 5,
    "пяти": 5,
}
_COUNT = r"(\d{1,2}|" + "|".join(sorted(_COUNTS, key=len, reverse=True)) + ")"
_UNITS_OF = re.compile(
    rf"\b{_COUNT}\s+(?:out\s+)?(?:of|з|із|из)\s+(?:the\s+)?{_COUNT}\s+(?:\w+\s+)?"
    r"(?:units?|блок\w*|енергоблок\w*|энергоблок\w*|(?:auto)?transformers?|(?:авто)?трансформатор\w*)"
)
_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*(?:%|percent|per cent|відсотк\w*|процент\w*)")
_MEGAWATT = re.compile(r"(\d{1,5}(?:[.,]\d+)?)\s*(?:mw|мвт)\b")
_LEFT = re.compile(
    r"\b(?:remain\w*|left|still|available|operat\w*|works? at|"
    r"залиши\w*|лиша\w*|працю\w*|доступн\w*|остал\w*|работа\w*)\b"
)
_LOSS = re.compile(
    r"\b(?:los[ts]\w*|losing|reduc\w*|down|втра\w*|знижен\w*|зменш\w*|утра\w*|потер\w*|сниж\w*)|\b" + _DAMAGE
)
_OF_CAPACITY = re.compile(r"capacit\w*|generation|output|потужн\w*|генерац\w*|мощност\w*")
_OF_PEOPLE = re.compile(
    r"consumers?|customers?|households?|subscribers?|споживач\w*|абонент\w*|потребител\w*|people|жител\w*"
)


@cache
def _own(rows: tuple[tuple[str, float, str], ...]) -> Patterns:
    return patterns_of(rows)


@lru_cache(maxsize=65_536)
def read_phrase(text: str, own: tuple[tuple[str, float, str], ...] = ()) -> Phrase | None:
    """Return what a phrase says of damage, or None when no pattern knows it.

    Parameters
    ----------
    text : str
        Words in English, Ukrainian or Russian, for example `втрачено 60 % потужності`.
    own : tuple of (state, confidence [0..1], pattern)
        Phrases of the reader's own, tried before all others (`EvidenceSettings.own_phrases`).

    Returns
    -------
    Phrase or None
    """
    words = " ".join(re.sub(r"[’ʼ`´‘]", "'", text).casefold().replace("ё", "е").split())
    words = _NO_DEGREE.sub(" ", words).strip(" .!;,")
    for pattern, state, confidence in _own(own) if own else ():
        if pattern.search(words):
            return None if state is None else Phrase(claim=DamageClaim(state=state), confidence=confidence)
    if words in _LABELS:
        return Phrase(claim=DamageClaim(state=_LABELS[words]))
    share = _share_in(words)
    if share is not None:
        return Phrase(claim=DamageClaim(share_lost=share))
    megawatts = _MEGAWATT.search(words)
    if megawatts and _LOSS.search(words):
        return Phrase(claim=DamageClaim(mw_lost=float(megawatts.group(1).replace(",", "."))))
    for pattern, state, confidence in _patterns():
        if pattern.search(words):
            return None if state is None else Phrase(claim=DamageClaim(state=state), confidence=confidence)
    return None


def phrase_claim(text: str) -> DamageClaim | None:
    """Return the claim of a phrase.

    Parameters
    ----------
    text : str
        As in `read_phrase`.

    Returns
    -------
    DamageClaim or None
        None when no pattern knows it.
    """
    phrase = read_phrase(text)
    return phrase.claim if phrase else None


def speaks_of_switchyard(text: str | None) -> bool:
    """Return whether words of damage speak of a switchyard and of no unit: the substation of a plant is meant.

    Parameters
    ----------
    text : str or None

    Returns
    -------
    bool
    """
    words = (text or "").casefold()
    return bool(_SWITCHYARD.search(words)) and not _UNIT.search(words)


def capacity_left(kind: str, settings: DamageSettings) -> tuple[float, ...]:
    """Return the share of capacity that each damage state leaves.

    Parameters
    ----------
    kind : str
        Kind of component.
    settings : DamageSettings

    Returns
    -------
    tuple of float
        For none, slight, moderate, extensive, complete. [0..1]
    """
    if kind == ComponentKind.SUBSTATION:
        return settings.substation_capacity_left
    if kind in (ComponentKind.PLANT, ComponentKind.UNIT):
        return settings.plant_capacity_left
    return settings.branch_capacity_left


def state_of_share(share_lost: float, kind: str, settings: DamageSettings) -> DamageState:
    """Return the damage state that a lost share of capacity stands for.

    Parameters
    ----------
    share_lost : float
        Share of capacity lost. [0..1]
    kind : str
        Kind of component; its capacity-left table sets the limits.
    settings : DamageSettings
        The limit between two states is the midpoint of the shares they leave.

    Returns
    -------
    DamageState

    Examples
    --------
    A substation keeps 0.95, 0.6 and 0.3 when slightly, moderately and extensively damaged, so that the limits
    around moderate damage are shares lost of 0.225 and 0.55.

    >>> state_of_share(0.5, "substation", DamageSettings()).label
    'moderate'
    """
    if share_lost <= 0.0:
        return NONE
    left = np.asarray(capacity_left(kind, settings), dtype=float)
    limits = 1.0 - (left[:-1] + left[1:]) / 2.0
    return DamageState(int(np.searchsorted(limits, share_lost, side="left")))


def _share_in(words: str) -> float | None:
    """Return the share of capacity lost that a phrase states, as percent or as units of units."""
    loses, keeps = bool(_LOSS.search(words)), bool(_LEFT.search(words))
    percent = _PERCENT.search(words)
    if (
        percent
        and not _OF_PEOPLE.search(words)
        and (loses or keeps or _OF_CAPACITY.search(words) or percent.group(0) == words)
    ):
        share = float(percent.group(1).replace(",", ".")) / 100.0
        return None if share > 1.0 else (1.0 - share if keeps and not loses else share)
    units = _UNITS_OF.search(words)
    if units and (loses or keeps):
        some, whole = (_COUNTS.get(part, int(part) if part.isdigit() else 0) for part in units.groups())
        if 0 < some <= whole:
            return 1.0 - some / whole if keeps and not loses else some / whole
    return None
