"""Parts that a brief is made of, whatever they show."""

from dataclasses import dataclass

from gridimpact.i18n.translate import number
from gridimpact.views import wording


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefTable:
    """A table as text: columns of numbers stand to the right."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """A heading with sentences below it."""

    title: str
    points: tuple[str, ...]


def limit_mw(value: float) -> str:
    """Megawatts of a table; without limit a dash. [MW]"""
    return number(value) if abs(value) < float("inf") else wording.NOTHING


def span(low: str, high: str) -> str:
    """A range, once where both ends read the same."""
    return low if low == high else f"{low}–{high}"
