"""The columns of a report file: their names, and the row of a table that holds them."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


def _names(text: str) -> tuple[str, ...]:
    """Return headers that stand in one text, apart by semicolons."""
    return tuple(text.split("; "))


COLUMNS: Mapping[str, tuple[str, ...]] = {
    "report_id": _names(
        "report id; id; report; report number; no; event id; data id; ід; ідентифікатор; номер; номер "
        "повідомлення; ід повідомлення; код; номер сообщения"
    ),
    "reported_at": _names(
        "reported at; reported; report time; report date; time of report; published; published at; "
        "publication date; source date; date; datetime; timestamp; час повідомлення; дата повідомлення; дата; "
        "дата публікації; дата і час; дата та час; повідомлено; час; дата сообщения"
    ),
    "event_at": _names(
        "event at; event time; event date; time of event; date of event; attack time; strike time; date of "
        "strike; час події; дата події; час удару; час атаки; дата удару; дата атаки; время события; дата "
        "события"
    ),
    "source": _names("source; source name; origin; reported by; джерело; назва джерела; хто повідомив; источник"),
    "source_url": _names("source url; url; link; source link; web; посилання; посилання на джерело; лінк; ссылка"),
    "component_id": _names(
        "component id; component; asset id; site id; ід компонента; ід об'єкта; компонент; код об'єкта"
    ),
    "place": _names(
        "place; name; site; site name; location; facility; facility name; object; asset; object name; name of "
        "facility; місце; об'єкт; назва; назва об'єкта; місце події; енергооб'єкт; локація; объект; место; "
        "название"
    ),
    "region": _names(
        "region; oblast; admin1; adm1; admin 1; province; admin1 name; adm1 name; adm1 pcode; область; регіон; регион"
    ),
    "lat": _names("lat; latitude; y; широта"),
    "lon": _names("lon; lng; long; longitude; x; довгота; долгота"),
    "precision_km": _names(
        "precision km; precision; radius km; accuracy km; точність км; точність; радіус км; точность км"
    ),
    "component_kind": _names(
        "component kind; kind; type; facility type; type of infrastructure; asset type; component type; вид; "
        "вид об'єкта; тип; тип об'єкта; тип инфраструктуры; тип інфраструктури; тип объекта"
    ),
    "damage": _names(
        "damage; damage state; state; extent of damage; extent; status; severity; damage level; пошкодження; "
        "стан; ступінь пошкодження; рівень пошкодження; ступінь; характер пошкоджень; повреждение; степень "
        "повреждения"
    ),
    "share_lost": _names(
        "share lost; lost share; capacity lost share; percent lost; capacity lost percent; loss percent; "
        "частка втрат; втрачена частка; частка втраченої потужності; втрати %; втрачено %; втрачено відсотків"
    ),
    "mw_lost": _names(
        "mw lost; lost mw; capacity lost mw; loss mw; втрачено мвт; втрати мвт; втрачена потужність мвт; "
        "втрачена потужність; потеряно мвт"
    ),
    "reliability": _names(
        "reliability; source reliability; source grade; grade; надійність; надійність джерела; надежность"
    ),
    "credibility": _names(
        "credibility; information credibility; information grade; достовірність; вірогідність; достоверность"
    ),
    "confidence": _names(
        "confidence; certainty; verification; verification status; впевненість; рівень впевненості; "
        "підтвердження; статус підтвердження; уверенность"
    ),
    "supersedes": _names("supersedes; replaces; corrects; замінює; виправляє; скасовує; заменяет"),
    "note": _names(
        "note; notes; comment; comments; description; text; message; примітка; примітки; коментар; опис; "
        "текст; повідомлення; примечание"
    ),
}
"""Documented columns and other headers for each; case, spaces and signs do not matter."""

PLACE_COLUMNS = frozenset({"component_id", "place", "region", "lat"})
"""A table without any of these says nothing of a place and is no table of reports."""

HEADER_ROWS = 40
"""Rows in which a header is looked for. [-]  Chosen: titles and legends above it are short."""

MOST_COLUMNS = 500
"""Most columns that are read. [-]  Chosen: documented columns are 20."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Where a header stands and what its columns are.

    Attributes
    ----------
    row : int
        Place of the header in the table, from 0.
    fields : dict
        Column number by documented column.
    unknown : dict
        Column number by header as written, for columns that are not documented.
    repeated : tuple of str
        Headers that name a column again; the first is read, the others are kept as unknown.
    """

    row: int
    fields: dict[str, int]
    unknown: dict[str, int]
    repeated: tuple[str, ...]


def plain_header(text: str) -> str:
    """Return a header in lower case, with signs as single spaces."""
    folded = re.sub(r"['’ʼ`´‘]", "", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(re.sub(r"[^\w%]+|_", " ", folded).split())


_FIELD_OF = {plain_header(name): field for field, names in COLUMNS.items() for name in (field, *names)}


def find_header(rows: Sequence[Sequence[str]]) -> Header | None:
    """Return the header among the first rows of a table, or None.

    Parameters
    ----------
    rows : sequence of rows of text
        The row with most documented columns is the header, when it names a place and at least two.
    """
    best: Header | None = None
    for number, row in enumerate(rows[:HEADER_ROWS]):
        header = _read_header(number, row)
        if (
            len(header.fields) >= 2
            and header.fields.keys() & PLACE_COLUMNS
            and (best is None or len(header.fields) > len(best.fields))
        ):
            best = header
    return best


def _read_header(number: int, row: Sequence[str]) -> Header:
    fields: dict[str, int] = {}
    unknown: dict[str, int] = {}
    repeated: list[str] = []
    for column, text in enumerate(row[:MOST_COLUMNS]):
        field = _FIELD_OF.get(plain_header(text))
        if field is not None and field not in fields:
            fields[field] = column
            continue
        if field is not None:
            repeated.append(text.strip())
        if text.strip():
            name = text.strip()
            unknown[name if name not in unknown else f"{name} ({column + 1})"] = column
    return Header(row=number, fields=fields, unknown=unknown, repeated=tuple(repeated))
