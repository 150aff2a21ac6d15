"""The columns of a report file, and the names under which they are found."""

import re
import unicodedata
from collections.abc import Mapping


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
    "raion": _names("raion; rayon; district; admin2; adm2; admin 2; admin2 name; adm2 name; район; назва району"),
    "lat": _names("lat; latitude; y; широта"),
    "lon": _names("lon; lng; long; longitude; x; довгота; долгота"),
    "precision_km": _names(
        "precision km; precision; radius km; accuracy km; точність км; точність; радіус км; точность км"
    ),
    "precision_code": _names("precision code; geo precision; geoprecision; код точності"),
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

PLACE_COLUMNS = frozenset({"component_id", "place", "region", "raion", "lat"})
"""A table without any of these says nothing of a place and is no table of reports."""

HEADER_ROWS = 40
"""Rows in which a header is looked for. [-]  Chosen: titles and legends above it are short."""

MOST_COLUMNS = 500
"""Most columns that are read. [-]  Chosen: documented columns are 20."""


def plain_header(text: str) -> str:
    """Return a header in lower case, with signs as single spaces."""
    folded = re.sub(r"['’ʼ`´‘]", "", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(re.sub(r"[^\w%]+|_", " ", folded).split())


FIELD_OF: Mapping[str, str] = {
    plain_header(name): field for field, names in COLUMNS.items() for name in (field, *names)
}
"""Documented column by header as `plain_header` gives it."""
