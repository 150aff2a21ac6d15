"""Times in report files to moments: the many ways in which people and programmes write a date."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

from gridimpact.adapters.reports.row_findings import NotADate, YearOutside
from gridimpact.adapters.reports.values import Unreadable

EARLIEST_YEAR, LATEST_YEAR = 2000, 2100
"""A year outside is a slip of the pen. Chosen."""

_CLOCK = (
    r"(?:[T,]? ?(?:о |об |в |at )?(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?"
    r" ?(?P<half>[ap]\.?m\.?)?)?$"
)
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>\d{4}|\d\d)" + _CLOCK, re.IGNORECASE)
_MONTH_FIRST = re.compile(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4}|\d\d)" + _CLOCK, re.IGNORECASE)
_YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})(?P<sign>[./-]?)(?P<month>\d\d?)(?P=sign)(?P<day>\d\d?)" + _CLOCK, re.IGNORECASE
)
_MONTHS = (
    ("jan", "січ", "янв"), ("feb", "лют", "фев"), ("mar", "бер", "мар"), ("apr", "кві", "апр"),
    ("may", "тра", "мая", "май"), ("jun", "чер", "июн"), ("jul", "лип", "июл"), ("aug", "сер", "авг"),
    ("sep", "вер", "сен"), ("oct", "жов", "окт"), ("nov", "лис", "ноя"), ("dec", "гру", "дек"),
)  # fmt: skip
_NAMED_MONTH = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?[ -](?P<name>[^\W\d_]{3,10})\.?,?|"
    r"(?P<name2>[^\W\d_]{3,10})\.? (?P<day2>\d{1,2})(?:st|nd|rd|th)?,?)"
    r"[ -](?P<year>\d{4})(?: ?р(?:оку|\.)?)?" + _CLOCK
)
_ZONE = re.compile(
    r"(?P<clock>\d:\d\d(?::\d\d(?:\.\d+)?)?) ?"
    r"(?:\(?(?:UTC|GMT|Z) ?(?P<offset>[+-]\d{1,2}(?::?\d\d)?)?\)?|(?P<only>[+-]\d\d:?\d\d)|(?P<word>EEST|EET|MSK))$"
)
_ZONE_HOURS = {"EET": "+02:00", "EEST": "+03:00", "MSK": "+03:00"}
"""Zones written as words. Source: IANA time zone database, Europe/Kyiv and Europe/Moscow."""
_SERIAL = re.compile(r"^[2-7]\d{4}(?:[.,]\d+)?$")
_EPOCH = re.compile(r"^1\d{9}(?:\d{3})?$")
_SLASHED = re.compile(r"\s*(\d{1,2})/(\d{1,2})/(?:\d{4}|\d\d)\b")
_EXCEL_EPOCH = datetime(1899, 12, 30)


def month_first(texts: Iterable[str]) -> bool | None:
    """Return whether dates such as 3/14/2026 put the month first; None when all of them can be read both ways.

    A file that holds a date of each kind is read as day first, and those of the other kind are reported as not valid.
    """
    parts = [match.groups() for match in map(_SLASHED.match, texts) if match]
    day_first = any(int(first) > 12 for first, _ in parts)
    if day_first or any(int(second) > 12 for _, second in parts):
        return not day_first
    return None if any(first != second for first, second in parts) else False


@lru_cache(maxsize=65_536)
def read_time(text: str, zone: ZoneInfo, *, months_first: bool = False) -> tuple[datetime, bool] | None:
    """Return a time in UTC and whether it stated its zone.

    Parameters
    ----------
    text : str
        ISO 8601, day.month.year, a day with the name of its month, with or without a time, the serial day of a
        spreadsheet, or seconds or milliseconds since 1970.
    zone : ZoneInfo
        Zone of times that state none.
    months_first : bool
        Whether the month comes first in 3/4/2026.
    """
    text = " ".join(text.split())
    if not text:
        return None
    found = _parse_time(text, months_first=months_first)
    if found is None:
        raise Unreadable(NotADate, text)
    if not EARLIEST_YEAR <= found.year <= LATEST_YEAR:
        raise Unreadable(YearOutside, text, earliest=EARLIEST_YEAR, latest=LATEST_YEAR)
    if found.tzinfo is not None:
        return found.astimezone(UTC), True
    return found.replace(tzinfo=zone).astimezone(UTC), False


def _numbered_month(text: str) -> str:
    """Return a date with the number of its month: `22.3.2024` for `22 March 2024` and `March 22, 2024`."""
    parts = _NAMED_MONTH.match(text.casefold())
    name = (parts.group("name") or parts.group("name2")) if parts else ""
    month = next((number for number, names in enumerate(_MONTHS, 1) if name and name.startswith(names)), None)
    if parts is None or month is None:
        return ""
    clock = f" {parts.group('hour')}:{parts.group('minute')}" if parts.group("hour") else ""
    return (
        f"{parts.group('day') or parts.group('day2')}.{month}.{parts.group('year')}{clock}{parts.group('half') or ''}"
    )


def _parse_time(text: str, *, months_first: bool) -> datetime | None:
    """Return a time as written, with its zone when it states one; None when it is none."""
    try:
        if _SERIAL.match(text):
            return _EXCEL_EPOCH + timedelta(days=float(text.replace(",", ".")))
        if _EPOCH.match(text):
            return datetime.fromtimestamp(int(text[:10]), UTC)
        if re.match(r"\d{4}-\d\d-\d\d(?:$|[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:[+-]\d\d:?\d\d|Z)?$)", text):
            return _iso(text)
        zone = _ZONE.search(text)
        plain = text[: zone.end("clock")] if zone else text
        found = _written(plain, months_first=months_first)
        return found.replace(tzinfo=_offset(zone)) if found and zone else found
    except (ValueError, OverflowError, OSError):
        return None


def _iso(text: str) -> datetime:
    """Return an ISO 8601 time; hour 24 is the next day's first."""
    day_after = re.sub(r"(?<=[T ])24:00(?::00)?", "00:00", text)
    return datetime.fromisoformat(day_after) + timedelta(days=int(day_after != text))


def _written(text: str, *, months_first: bool) -> datetime | None:
    """Return a date that is written with numbers or the name of its month, with or without a clock."""
    first = _MONTH_FIRST if months_first else _DAY_FIRST
    parts = first.match(text) or _DAY_FIRST.match(text) or _YEAR_FIRST.match(text)
    parts = parts or _DAY_FIRST.match(_numbered_month(text))
    if parts is None:
        return None
    found = {name: int(part) for name, part in parts.groupdict().items() if part and part.isdigit()}
    year = found["year"] + 2000 if found["year"] < 100 else found["year"]
    hour, half = found.get("hour", 0), (parts.group("half") or "").casefold()[:1]
    if half and not 1 <= hour <= 12:
        raise ValueError(text)
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    day = datetime(year, found["month"], found["day"], hour % 24 if hour == 24 else hour, found.get("minute", 0))
    return day + timedelta(days=int(hour == 24), seconds=found.get("second", 0))


def _offset(zone: "re.Match[str]") -> timezone:
    """Return the zone that ends a time."""
    text = zone.group("offset") or zone.group("only") or _ZONE_HOURS.get(zone.group("word") or "", "+00:00")
    digits = text[1:].replace(":", "")
    hours, minutes = int(digits[:2]), int(digits[2:] or 0)
    return timezone((1 if text[0] == "+" else -1) * timedelta(hours=hours, minutes=minutes))
