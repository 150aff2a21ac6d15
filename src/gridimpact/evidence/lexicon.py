"""Damage in words to one of the five damage states, by a plain table.

The first pattern that fits decides, so that special phrases stand before general ones. What no
pattern knows is not guessed: the report is kept, named in a finding, and not counted.
"""

import re
from functools import lru_cache

import numpy as np

from gridimpact.domain.report import DamageClaim
from gridimpact.domain.settings import DamageSettings
from gridimpact.domain.vocabulary import DAMAGE_STATES, ComponentKind, DamageState

NONE, SLIGHT, MODERATE, EXTENSIVE, COMPLETE = DamageState

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


PHRASES: tuple[tuple[str, DamageState | None], ...] = (
    # Words that state no damage: no state.
    (
        (
            r"(?:un|not |not yet |being )(?:confirmed|verified|clarified|assessed)|не підтвердж\w*|уточню\w*|"
            r"з.ясову\w*|не подтвержд\w*"
        ),
        None,
    ),
    (
        (
            r"(?:under|being|begin\w*|start\w*|continu\w*) (?:repair\w*|restor\w*)|ремонтується|ремонтують|"
            r"ремонтируют\w*"
        ),
        None,
    ),
    (
        (
            r"(?:not|never|no longer|cannot be|yet to be) (?:\w+ )?(?:restored|repaired|destroyed|operational|"
            r"working|operating|in operation)|не (?:відновл|відремонт|знищ|зруйн|восстанов|уничтож|разруш|"
            r"працю|работа)\w*"
        ),
        None,
    ),
    (
        (
            r"(?:power supply|electricity|supply|consumers?|customers?|електропостачання|живлення|світло|"
            r"споживач\w*|электроснабжение)\b[^.;]{0,40}(?:restored|reconnected|відновлен[оаі]?|"
            r"восстановлен[оаы]?)\b"
        ),
        None,
    ),
    # Works, or works again, or works in part.
    (
        (
            r"no (?:\w+ )?damage\w*|not (?:been )?(?:damaged|hit)|undamaged|intact|unharmed|без пошкоджень|"
            r"не (?:було )?пошкодж\w*|неушкодж\w*|уціліл\w*|без повреждений|не (?:был\w* )?поврежд\w*|"
            r"не постражда\w*|пошкоджень (?:немає|нема)"
        ),
        NONE,
    ),
    (
        (
            r"partial\w* (?:restor|repair|operat|work)\w*|частково (?:відновл|відремонт|запрац|працю)\w*|"
            r"частично (?:восстан|отремонт|работа)\w*"
        ),
        MODERATE,
    ),
    (
        (
            r"(?:damag|hit)\w*[^.;]{0,20}\bbut\b[^.;]{0,20}(?:operat|work)\w*|"
            r"пошкодж\w*[^.;]{0,15}\bале\b[^.;]{0,15}працю\w*"
        ),
        SLIGHT,
    ),
    (
        (
            r"restored|repaired|reconnected|re-energi[sz]ed|back (?:in|to|on) (?:service|operation|work|line|"
            r"grid)|back online|repairs? (?:is |are )?complete\w*|in normal operation|operational\b|"
            r"operating normally|resumed (?:operation|work)|відновлен(?:о|а|ий|е|і|у)?\b|відновил\w*|"
            r"відремонтован\w*|полагод\w*|запрацюва\w*|(?:введен|повернут)\w* (?:в|у|до) (?:роботу|роботи|"
            r"експлуатацію)|працює|у роботі|ремонт завершен\w*|восстановлен(?:о|а|ы|ный)?\b|восстановил\w*|"
            r"отремонтирован\w*|введен\w* в (?:работу|эксплуатацию)|работает"
        ),
        NONE,
    ),
    # Nearly or partly destroyed.
    (
        (
            r"(?:partial\w*|partly|nearly|almost|largely|mostly) (?:\w+ )?(?:destroy|ruin|lost)\w*|"
            r"(?:частково|майже|практично) (?:повністю )?(?:зруйнов|знищ)\w*|(?:частично|почти|"
            r"практически) (?:полностью )?(?:разруш|уничтож)\w*"
        ),
        EXTENSIVE,
    ),
    # Lost altogether.
    (
        (
            r"destroy\w*|total(?:ly)? (?:loss|lost)|(?:completely|fully|entirely) (?:lost|burn\w*|damag\w*)|"
            r"burn(?:ed|t) (?:down|out)|beyond repair|complete (?:loss|destruct\w*|damage)|знищен\w*|"
            r"зруйнован\w*|зруйнува\w*|вщент|згорі\w*|повністю (?:втрач|вигорі|пошкодж)\w*|повн\w+ (?:руйнув|"
            r"знищ)\w*|не підлягає відновленню|уничтож\w*|разруш\w*|сгорел\w*|полностью (?:утра|поврежд)\w*"
        ),
        COMPLETE,
    ),
    # Small, then heavy.
    (
        (
            rf"{_degree(_SMALL)}"
            r"|(?:falling )?debris|уламк\w*|обломк\w*"
        ),
        SLIGHT,
    ),
    (
        (
            rf"{_degree(_HEAVY)}"
            r"|out of action|(?:put|knocked) out (?:of (?:action|service|operation))?|вивед\w* з ладу|"
            r"вийш\w* з ладу|вывед\w* из строя|выш\w* из строя"
        ),
        EXTENSIVE,
    ),
    # Damaged, without a degree.
    (
        (
            rf"{_DAMAGE}"
            r"|moderate\w*|partial(?:ly)?$|(?:was|were|been) struck|помірн\w*|частков\w*$|частичн\w*$|"
            r"умеренн\w*"
        ),
        MODERATE,
    ),
)
"""Pattern (lower case, from the start of a word) and state; None marks words that state no damage.

Chosen. A phrase without a degree ("damaged", "hit") is read as moderate, the middle of the damaged
states; "out of action" as extensive; "partly restored" as moderate because damage remains;
"damaged but works" as slight."""

_PATTERNS = tuple((re.compile(rf"\b(?:{pattern})"), state) for pattern, state in PHRASES)
_NO_DEGREE = re.compile(r"\b(?:critical|критичн\w+|критическ\w+) (?:infrastructure|інфраструктур\w*|инфраструктур\w*)")
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


@lru_cache(maxsize=65_536)
def phrase_claim(text: str) -> DamageClaim | None:
    """Return what a phrase says of damage, or None when no pattern knows it.

    Parameters
    ----------
    text : str
        Words in English, Ukrainian or Russian, for example `втрачено 60 % потужності`.
    """
    words = " ".join(re.sub(r"[’ʼ`´‘]", "'", text).casefold().replace("ё", "е").split())
    words = _NO_DEGREE.sub(" ", words).strip(" .!;,")
    if words in _LABELS:
        return DamageClaim(state=_LABELS[words])
    share = _share_in(words)
    if share is not None:
        return DamageClaim(share_lost=share)
    megawatts = _MEGAWATT.search(words)
    if megawatts and _LOSS.search(words):
        return DamageClaim(mw_lost=float(megawatts.group(1).replace(",", ".")))
    for pattern, state in _PATTERNS:
        if pattern.search(words):
            return None if state is None else DamageClaim(state=state)
    return None


def capacity_left(kind: str, settings: DamageSettings) -> tuple[float, ...]:
    """Return the share of capacity that each damage state leaves, by kind of component. [0..1]"""
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
