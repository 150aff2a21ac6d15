"""Cells of a report file to values: numbers, shares, grades, kinds.

Each function returns None for an empty cell and raises `Unreadable`, with what a reader can do, for
one that it cannot read. Every function is given clean text (no control characters).
"""

import re
from typing import TypeVar

from gridimpact.adapters.reports.row_findings import (
    CellFault,
    DegreesOutside,
    NotAConfidence,
    NotACredibility,
    NotAKind,
    NotANumber,
    NotAPrecisionCode,
    NotAReliability,
    NotAShare,
)
from gridimpact.domain.vocabulary import DAMAGE_STATES, ComponentKind, Credibility, DamageState, Reliability
from gridimpact.errors import Message

Grade = TypeVar("Grade")


class Unreadable(ValueError):
    """A cell that cannot be read.

    Parameters
    ----------
    kind : type of CellFault
        What is wrong with it.
    value : str
        What the cell holds.
    **values
        Other values of the kind.
    """

    def __init__(self, kind: type[CellFault], value: str, **values: object) -> None:
        self.kind = kind
        self.values = {"value": value[:40], **values}
        super().__init__(str(Message(kind.template, self.values)))


NEAR, REGION_ONLY = 2, 3
"""Codes of precision. Source: ACLED codebook, `geo_precision`: 1 the town itself, 2 a part of a region, given as
the nearest town, 3 a larger region, given as its capital."""

NEAR_KM = 30.0
"""Radius that code 2 stands for. [km]  Chosen: about that of a district."""

_BANDS = (
    (0.95, Credibility.CONFIRMED),
    (0.75, Credibility.PROBABLE),
    (0.5, Credibility.POSSIBLE),
    (0.25, Credibility.DOUBTFUL),
)
"""Lowest number for a grade; below all, improbable. Chosen: even steps, with confirmed for near certainty."""

CONFIDENCE_WORDS: tuple[tuple[str, Credibility], ...] = (
    (
        (
            r"unconfirmed|not confirmed|unverified|unknown|не ?підтверджен\w*|непідтверджен\w*|невідомо|"
            r"не ?подтвержден\w*"
        ),
        Credibility.UNJUDGED,
    ),
    (r"improbable|very unlikely|малоймовірн\w*|маловероятн\w*|false|неправд\w*", Credibility.IMPROBABLE),
    (r"doubtful|unlikely|low|сумнівн\w*|низьк\w*|сомнительн\w*|низк\w*", Credibility.DOUBTFUL),
    (r"possible|possibly|medium|moderate|можлив\w*|середн\w*|возможн\w*|средн\w*", Credibility.POSSIBLE),
    (r"probable|probably|likely|high|ймовірн\w*|імовірн\w*|висок\w*|вероятн\w*|высок\w*", Credibility.PROBABLE),
    (
        (
            r"confirmed|verified|certain|official|підтверджен\w*|офіційно|перевірен\w*|подтвержден\w*|"
            r"проверен\w*"
        ),
        Credibility.CONFIRMED,
    ),
)
"""Words and the grade of the statement, negations first. Chosen."""

KIND_WORDS: tuple[tuple[str, ComponentKind], ...] = (
    (r"interconnect\w*|міждержавн\w*|cross-?border line", ComponentKind.INTERCONNECTOR),
    (
        r"sub-?\s?station\w*|switchyard\w*|підстанц\w*|подстанц\w*|пс|врп|ору|розподільч\w*",
        ComponentKind.SUBSTATION,
    ),
    (r"unit|generating unit|power unit|\w*блок\w*|гідроагрегат\w*", ComponentKind.UNIT),
    (r"(?:auto)?transformer\w*|(?:авто)?трансформатор\w*", ComponentKind.TRANSFORMER),
    (r"(?:transmission|overhead|power)? ?lines?|ліні\w*|леп|лэп|пл|лини\w*", ComponentKind.LINE),
    (
        (
            r"\w* ?(?:\w+ )?plants?|\w*power station|generation|[tnhcw]pp|chpp?|pspp|т[еэ]с|т[еэ]ц|а[еэ]с|"
            r"г[еэ]с|га[еэ]с|в[еэ]с|с[еэ]с|\w* ?(?:електро|электро)?станці\w*|\w*централь|wind farm|solar farm"
        ),
        ComponentKind.PLANT,
    ),
)
"""Words in the column `component_kind`, and the kind. Chosen."""

_CONFIDENCE = tuple((re.compile(rf"^(?:{pattern})\b"), grade) for pattern, grade in CONFIDENCE_WORDS)
_KINDS = tuple((re.compile(rf"^(?:{pattern})\b"), kind) for pattern, kind in KIND_WORDS)
_LOOKALIKES = str.maketrans("АВСЕавсе", "ABCEABCE")


def read_number(text: str) -> float | None:
    """Return a number, with a point or a comma for decimals; inf and nan are not numbers here."""
    plain = text.replace("\u00a0", "").replace(" ", "").replace("−", "-")
    if not plain or plain.casefold() in {"nan", "n/a", "na", "-", "none", "null"}:
        return None
    if plain.count(",") == 1 and "." not in plain:
        plain = plain.replace(",", ".")
    if not re.fullmatch(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,2})?", plain):
        raise Unreadable(NotANumber, text)
    return float(plain)


def read_share(text: str) -> float | None:
    """Return a share 0..1, from `0.6`, `0,6`, `60 %` or `60`."""
    percent = "%" in text
    number = read_number(text.replace("%", ""))
    if number is None:
        return None
    share = number / 100.0 if percent or number > 1.0 else number
    if not 0.0 <= share <= 1.0:
        raise Unreadable(NotAShare, text)
    return share


def read_precision_code(text: str) -> int | None:
    """Return the code of how precise a place is: 1 the place itself, 2 near it, 3 only its region."""
    number = read_number(text)
    if number is None:
        return None
    if number not in (1, NEAR, REGION_ONLY):
        raise Unreadable(NotAPrecisionCode, text)
    return int(number)


def read_degrees(text: str, most: float) -> float | None:
    """Return a coordinate; raise when it is off the globe. [degree]"""
    number = read_number(text.strip().rstrip("°NEne "))
    if number is not None and abs(number) > most:
        raise Unreadable(DegreesOutside, text, most=most)
    return number


def read_reliability(text: str) -> Reliability | None:
    """Return the grade of a source from A to F, also out of a joint code such as B2."""
    plain = text.translate(_LOOKALIKES).strip().upper()
    if not plain:
        return None
    if re.fullmatch(r"[A-F]\s?-?[1-6]?", plain):
        return Reliability(plain[0])
    raise Unreadable(NotAReliability, text)


def read_credibility(text: str) -> Credibility | None:
    """Return the grade of a statement from 1 to 6, also out of a joint code such as B2, or from words."""
    plain = text.translate(_LOOKALIKES).strip().upper()
    if not plain:
        return None
    code = re.fullmatch(r"(?:[A-F]\s?-?)?([1-6])(?:\.0)?", plain)
    if code:
        return Credibility(code.group(1))
    grade = _by_word(text, _CONFIDENCE)
    if grade is None:
        raise Unreadable(NotACredibility, text)
    return grade


def read_confidence(text: str) -> Credibility | None:
    """Return the grade of a statement from a word, or from a number 0..1."""
    if not text.strip():
        return None
    grade = _by_word(text, _CONFIDENCE)
    if grade is not None:
        return grade
    try:
        share = read_share(text)
    except Unreadable:
        raise Unreadable(NotAConfidence, text) from None
    return next((band for least, band in _BANDS if share is not None and share >= least), Credibility.IMPROBABLE)


def read_kind(text: str) -> ComponentKind | None:
    """Return the kind of component that a cell names."""
    if not text.strip():
        return None
    kind = _by_word(text, _KINDS)
    if kind is None:
        raise Unreadable(NotAKind, text)
    return kind


def as_raion(text: str) -> str:
    """Return the name of a raion with the word for it, so that it is not taken for a region's."""
    return text if re.search(r"район|р-н|raion|rayon|district", text.casefold()) else f"{text} район"


def read_state(text: str) -> DamageState | None:
    """Return the damage state when a cell holds exactly its name, else None."""
    word = text.strip().casefold()
    return DamageState(DAMAGE_STATES.index(word)) if word in DAMAGE_STATES else None


def _by_word(text: str, patterns: "tuple[tuple[re.Pattern[str], Grade], ...]") -> "Grade | None":
    word = " ".join(text.casefold().replace("ё", "е").replace("_", " ").split())
    return next((grade for pattern, grade in patterns if pattern.search(word)), None)
