r"""The language that results are told in: words from catalogues, numbers and dates by locale.

Texts are written in English where they are used, inside `_`; the catalogues under `locale/` hold what
they are in other languages (gettext's PO files, read as they are, so that nothing has to be compiled).

The language belongs to a call or to a page run, never to the process: two people can look at the same
assessment in two languages at once.

>>> with speaking("uk"):
...     _("no limit"), number(8100.5, 1)
('без обмежень', '8\xa0100,5')
>>> _("no limit"), number(8100.5, 1)
('no limit', '8,100.5')
"""

import gettext
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, tzinfo
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from gridimpact.errors import DataError, Severity, TextFinding

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

LANGUAGES = {"en": "English", "uk": "Українська"}
"""Languages by code, each by its own name. The first is what texts are written in."""

SOURCE = "en"
DOMAIN = "gridimpact"

FINDING = "finding"
"""Comment in the catalogues of texts that stand in findings."""

Told = TypeVar("Told")

_SPOKEN: ContextVar[str] = ContextVar("gridimpact_language", default=SOURCE)


def speak(code: str) -> None:
    """Tell everything that follows in this context (a page run, a task) in a language.

    Raises
    ------
    DataError
        When there is no catalogue of that language.
    """
    _SPOKEN.set(_known(code))


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Tell what is told inside in a language, and afterwards in the one before.

    Raises
    ------
    DataError
        When there is no catalogue of that language.
    """
    token = _SPOKEN.set(_known(code))
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def told_in(code: str, make: Callable[[], Told]) -> Told:
    """Return what a function makes in a language; for work that is done later, when nobody is speaking."""
    with speaking(code):
        return make()


def spoken() -> str:
    """Code of the language that is spoken here."""
    return _SPOKEN.get()


def _(text: str, /, **values: object) -> str:
    """Return a text in the language spoken, with `{name}` replaced by the values.

    The text has to stand here as a literal, so that it is found for the catalogues; one that is kept in
    a table is marked there with `N_` and translated later.
    """
    told = _words(spoken()).gettext(text) if text else text
    return told.format(**values) if values else told


def ngettext(one: str, many: str, number_: int, /, **values: object) -> str:
    """Return the form of a text that fits a number; `{number}` is that number, by locale."""
    told = _words(spoken()).ngettext(one, many, number_)
    return told.format(number=number(number_), **values)


def N_(text: str) -> str:
    """Return the text as it is; marks it for the catalogues, to be translated later."""
    return text


def number(value: float, decimals: int = 0) -> str:
    """Return a number with thousands and decimals as the language spoken writes them."""
    return digits(f"{value:,.{decimals}f}")


def digits(text: str) -> str:
    """Return a number that is written in English with the signs of the language spoken."""
    if spoken() == SOURCE:
        return text
    group, point = _signs(spoken())
    return text.translate({ord(","): group, ord("."): point})


def day(moment: date) -> str:
    """Return a day, such as `15 January 2026`."""
    from babel.dates import format_date

    return format_date(moment, "d MMMM y", locale=spoken())


def moment(time: datetime, zone: str | tzinfo) -> str:
    """Return a time with day and offset, such as `15 January 2026, 18:00 (UTC+2)`."""
    from babel.dates import format_datetime

    local = time.astimezone(ZoneInfo(zone) if isinstance(zone, str) else zone)
    offset = local.utcoffset()
    minutes = round(offset.total_seconds() / 60) if offset is not None else 0
    sign, (hours, rest) = "-" if minutes < 0 else "+", divmod(abs(minutes), 60)
    zone_words = f"UTC{sign}{hours}" + (f":{rest:02d}" if rest else "")
    return f"{format_datetime(local, 'd MMMM y, HH:mm', locale=spoken())} ({zone_words})"


def short_day(moment: date) -> str:
    """Return a day of a table, such as `15 Jan`; the year is known there."""
    from babel.dates import format_date

    return format_date(moment, "d MMM", locale=spoken())


def short_moment(time: datetime) -> str:
    """Return a local time of a table, such as `15 Jan 2026, 18:00`."""
    from babel.dates import format_datetime

    return format_datetime(time, "d MMM y, HH:mm", locale=spoken())


def name_column() -> str:
    """Column of grid tables that holds names in the language spoken: `name_en` or `name_uk`."""
    return f"name_{spoken()}"


def _known(code: str) -> str:
    if code in LANGUAGES:
        return code
    raise DataError(
        [
            TextFinding(
                where="language",
                what="there is no catalogue of this language",
                ids=(code,),
                remedy=f"choose from {', '.join(LANGUAGES)}",
                severity=Severity.ERROR,
            )
        ]
    )


@cache
def forms() -> tuple[str, ...]:
    """Texts with places in braces that findings are made from, as the catalogues mark them."""
    marked = (message for message in _catalogue(SOURCE) if FINDING in message.auto_comments)
    return tuple(message.id for message in marked if isinstance(message.id, str) and "{" in message.id)


@cache
def _catalogue(code: str) -> "Catalog":
    from babel.messages.pofile import read_po

    path = files("gridimpact.i18n") / "locale" / code / "LC_MESSAGES" / f"{DOMAIN}.po"
    return read_po(BytesIO(path.read_bytes()), locale=code)


@cache
def _words(code: str) -> gettext.NullTranslations:
    """The catalogue of a language, read once; the source language needs none."""
    if code == SOURCE:
        return gettext.NullTranslations()
    from babel.messages.mofile import write_mo

    compiled = BytesIO()
    write_mo(compiled, _catalogue(code))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@cache
def _signs(code: str) -> tuple[str, str]:
    """Signs between thousands and before decimals."""
    from babel.numbers import get_decimal_symbol, get_group_symbol

    return get_group_symbol(code), get_decimal_symbol(code)
