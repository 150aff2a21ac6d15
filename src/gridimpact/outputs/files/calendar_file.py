"""The outage schedule of a day as a calendar (iCalendar, RFC 5545)."""

from collections.abc import Iterator
from datetime import datetime

import pandas as pd
from icalendar import Calendar, Event, vText

from gridimpact.adapters.safe_cells import clean_text
from gridimpact.domain.assessment import Assessment
from gridimpact.domain.grid import Grid
from gridimpact.domain.vocabulary import Sensitivity
from gridimpact.i18n.translate import _, name_column, spoken
from gridimpact.outputs.tables.people_tables import blocks_of

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
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//gridimpact//outage schedule//{spoken().upper()}")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(clean_text(_("Modelled power outages"))))
    calendar.add("x-wr-caldesc", vText(clean_text(_description(sensitivity, shown))))
    if people is not None:
        ahead = assessment.ahead
        blocks = blocks_of(ahead.outages, days=len(ahead.days)) if ahead else blocks_of(people.outages)
        stamp = assessment.as_of or assessment.evaluation.dispatch.snapshots[0]
        for event in _events(blocks[blocks["region_id"].isin(shown)], regions[name_column()], _utc(stamp)):
            calendar.add_component(event)
    return bytes(calendar.to_ical(sorted=False))


def _events(blocks: pd.DataFrame, names: "pd.Series[str]", stamp: datetime) -> Iterator[Event]:
    for region_id, queue, start, end in zip(*(blocks[name] for name in _COLUMNS), strict=True):
        emergency = queue == "emergency"
        name = str(names.get(region_id, region_id))
        label = _("emergency outage") if emergency else _("queue {queue} off", queue=queue)
        event = Event()
        event.add("uid", f"{region_id}-{queue}-{_utc(start):%Y%m%dT%H%M%SZ}@gridimpact")
        event.add("dtstamp", stamp)
        event.add("dtstart", _utc(start))
        event.add("dtend", _utc(end))
        event.add("summary", clean_text(f"{name}: {label}"))
        event.add("categories", ["EMERGENCY" if emergency else "SCHEDULED"])
        yield event


def _description(sensitivity: Sensitivity, shown: list[str]) -> str:
    """Who may see it, what it is, and of which regions."""
    level = _("public") if sensitivity is Sensitivity.PUBLIC else _("restricted")
    return _("{level}; a model, not an announcement; regions {regions}", level=level, regions=", ".join(shown))


def _utc(moment: datetime) -> datetime:
    return pd.Timestamp(moment).tz_convert("UTC").to_pydatetime()
