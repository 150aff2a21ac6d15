"""Tables that others keep: what their columns are in the columns of a report file.

Layouts are told by their headers, HXL (hxlstandard.org) by the row of tags below or in place of them.
"""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A kind of table.

    Attributes
    ----------
    name : str
        For people.
    needs : frozenset of str
        Headers, as `report_columns.plain_header` gives them, by which it is told.
    columns : mapping of str to str
        Documented column by header; empty where a header of another meaning must not be read.
    """

    name: str
    needs: frozenset[str]
    columns: Mapping[str, str]


LAYOUTS = (
    Layout(
        name="ACLED-like",
        needs=frozenset({"event date", "admin1", "geo precision"}),
        columns={
            "event id cnty": "report_id",
            "event date": "event_at",
            "admin1": "region",
            "admin2": "raion",
            "location": "place",
            "latitude": "lat",
            "longitude": "lon",
            "geo precision": "precision_code",
            "source": "source",
            "notes": "note",
            "region": "",
            "timestamp": "",
            "time precision": "",
            "event type": "",
        },
    ),
    Layout(
        name="damage register",
        needs=frozenset({"type of infrastructure", "extent of damage"}),
        columns={
            "type of infrastructure": "component_kind",
            "extent of damage": "damage",
            "source name": "source",
            "source date": "reported_at",
            "date of event": "event_at",
            "oblast": "region",
            "name of infrastructure": "place",
            "infrastructure name": "place",
            "settlement": "",
        },
    ),
)
"""Chosen: column names as such tables are published. The region of an ACLED table is a part of the world and its
timestamp the time of upload, so neither is read."""

HXL_TAGS: tuple[tuple[str, frozenset[str], str], ...] = tuple(
    (tag, frozenset(attributes.split()), column)
    for tag, attributes, column in (
        ("geo", "lat", "lat"),
        ("geo", "lon", "lon"),
        ("geo", "precision", "precision_km"),
        ("date", "occurred", "event_at"),
        ("date", "event", "event_at"),
        ("date", "start", "event_at"),
        ("date", "", "reported_at"),
        ("meta", "source url", "source_url"),
        ("meta", "url", "source_url"),
        ("meta", "source", "source"),
        ("meta", "id", "report_id"),
        ("meta", "reliability", "reliability"),
        ("meta", "credibility", "credibility"),
        ("meta", "confidence", "confidence"),
        ("event", "id", "report_id"),
        ("adm1", "", "region"),
        ("adm2", "", "raion"),
        ("loc", "type", "component_kind"),
        ("infra", "type", "component_kind"),
        ("infra", "id", "component_id"),
        ("loc", "", "place"),
        ("infra", "name", "place"),
        ("infra", "damage", "damage"),
        ("impact", "", "damage"),
        ("status", "", "damage"),
        ("severity", "", "damage"),
        ("capacity", "lost mw", "mw_lost"),
        ("capacity", "lost", "share_lost"),
        ("source", "", "source"),
        ("description", "", "note"),
        ("comment", "", "note"),
    )
)
"""Tag, attributes that it must have at least, and column; the first that fits decides. Source of the tags: HXL standard
1.1; which column each is read as is chosen."""

_TAG = re.compile(r"#([a-z][a-z0-9_]*)((?:\s*\+\s*[a-z][a-z0-9_]*)*)", re.IGNORECASE)


def is_tag_row(row: Sequence[str]) -> bool:
    """Return whether a row holds HXL tags: at least two, and nothing else."""
    cells = [text.strip() for text in row if text.strip()]
    return len(cells) >= 2 and all(_TAG.fullmatch(text) for text in cells)


def tag_meaning(text: str) -> str:
    """Return the documented column of an HXL tag, or an empty text."""
    match = _TAG.fullmatch(text.strip())
    if match is None:
        return ""
    has = frozenset(part.strip().casefold() for part in match.group(2).split("+"))
    return next((column for tag, needs, column in HXL_TAGS if tag == match.group(1).casefold() and needs <= has), "")


def layout_of(headers: Set[str]) -> Layout | None:
    """Return the layout that headers, as `plain_header` gives them, belong to."""
    return next((layout for layout in LAYOUTS if layout.needs <= headers), None)
