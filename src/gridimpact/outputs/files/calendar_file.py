"""The outage schedule of a day as a calendar (iCalendar, RFC 5545)."""

from collections.abc import Iterator
from datetime import datetime

import pandas as pd

from gridimpact.adapters.safe_cells import clean_text
from gridimpact.domain.grid import Grid
from gridimpact.domain.results import Assessment
from gridimpact.domain.vocabulary import Sensitivity
from gridimpact.i18n.translate import _, name_column, spoken
from gridimpact.outputs.tables.people_tables import blocks_of

_LINE_OCTETS = 75
"""Longest line before it is folded. [octets]  Source: RFC 5545, 3.1."""


_COLUMNS = ("region_id", "subqueue", "start", "end")


def ics_bytes(
    assessment: Assessment,
    *,
    sensitivity: Sensitivity = Sensitivity.PUBLIC,
    grid: Grid | None = None,
    region_id: str | None = None,
) -> bytes:
    """Return the schedule of the assessed day, or of all days that were followed, as a calendar: an event per outage.

    Parameters
    ----------
    assessment : Assessment
    sensitivity : Sensitivity
        Told in the description; the schedule itself knows regions and queues only.
    grid : Grid, optional
        Unused: times are UTC, and calendars show them on the reader's own clock.
    region_id : str, optional
        One region only.

    Returns
    -------
    bytes
        UTF-8, lines end with CR LF. Equal assessments give equal bytes.
    """
    people, regions = assessment.evaluation.people, assessment.evaluation.regions
    shown = [region_id] if region_id else [str(key) for key in regions.index]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//gridimpact//outage schedule//" + spoken().upper(),
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(_('Modelled power outages'))}",
        f"X-WR-CALDESC:{_text(_description(sensitivity, shown))}",
    ]
    if people is not None:
        ahead = assessment.ahead
        blocks = blocks_of(ahead.outages, days=len(ahead.days)) if ahead else blocks_of(people.outages)
        stamp = assessment.as_of or assessment.evaluation.dispatch.snapshots[0]
        lines += list(_events(blocks[blocks["region_id"].isin(shown)], regions[name_column()], stamp))
    return "".join(_folded(line) for line in [*lines, "END:VCALENDAR"]).encode()


def _events(blocks: pd.DataFrame, names: "pd.Series[str]", stamp: datetime) -> Iterator[str]:
    for region_id, queue, start, end in zip(*(blocks[name] for name in _COLUMNS), strict=True):
        emergency = queue == "emergency"
        name = str(names.get(region_id, region_id))
        label = _("emergency outage") if emergency else _("queue {queue} off", queue=queue)
        yield "BEGIN:VEVENT"
        yield f"UID:{region_id}-{queue}-{_time(start)}@gridimpact"
        yield f"DTSTAMP:{_time(stamp)}"
        yield f"DTSTART:{_time(start)}"
        yield f"DTEND:{_time(end)}"
        yield f"SUMMARY:{_text(f'{name}: {label}')}"
        yield f"CATEGORIES:{'EMERGENCY' if emergency else 'SCHEDULED'}"
        yield "END:VEVENT"


def _description(sensitivity: Sensitivity, shown: list[str]) -> str:
    """Who may see it, what it is, and of which regions."""
    level = _("public") if sensitivity is Sensitivity.PUBLIC else _("restricted")
    return _("{level}; a model, not an announcement; regions {regions}", level=level, regions=", ".join(shown))


def _time(moment: datetime) -> str:
    return f"{pd.Timestamp(moment).tz_convert('UTC'):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    """Text with the signs of the format escaped (RFC 5545, 3.3.11)."""
    cleaned = clean_text(value).replace("\\", "\\\\")
    return cleaned.replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """The line, continued after 75 octets, with its end; no character is cut in two."""
    parts, part = [], ""
    for sign in line:
        if len((part + sign).encode()) > _LINE_OCTETS:
            parts.append(part)
            part = " "
        part += sign
    return "\r\n".join([*parts, part]) + "\r\n"
