"""Headings, units and formats of the tables on the pages."""

from typing import Any

import streamlit as st

from gridimpact.i18n.translate import mark, say

Columns = dict[str, Any]
"""Settings of columns by name, in the order in which they are shown; a plain text is a heading.

Headings and hints are marked here and said by `told`.
"""


def told(columns: Columns) -> Columns:
    """Return the same columns with headings and hints in the language spoken."""
    return {name: say(one) if isinstance(one, str) else _said(one) for name, one in columns.items()}


def _said(column: dict[str, Any]) -> dict[str, Any]:
    return {**column, **{part: say(column[part]) for part in ("label", "help") if column.get(part)}}


_PERCENT = "%.0f %%"

REGIONS: Columns = {
    "region": st.column_config.TextColumn(mark("Region")),
    "share": st.column_config.NumberColumn(
        mark("Not served"), format=_PERCENT, help=mark("Share of demand not served in this hour")
    ),
    "shed_mw": st.column_config.NumberColumn(
        mark("MW"), format="localized", help=mark("Demand not served in this hour, in MW")
    ),
    "caused_mw": st.column_config.NumberColumn(
        mark("MW from damage"), format="localized", help=mark("Of it because of the reported damage, in MW")
    ),
    "people": st.column_config.NumberColumn(
        mark("People"), format="compact", help=mark("People's worth of demand that is not served")
    ),
}

DAMAGE: Columns = {
    "name": st.column_config.TextColumn(mark("Component")),
    "kind": mark("Kind"),
    "region": mark("Region"),
    "state": st.column_config.TextColumn(mark("Most likely"), help=mark("The most probable of the five damage states")),
    "probability": st.column_config.ProgressColumn(
        mark("Probability"),
        format=_PERCENT,
        min_value=0,
        max_value=100,
        help=mark("Probability that it is damaged at all"),
    ),
    "reports": st.column_config.NumberColumn(mark("Reports"), help=mark("Reports that count; copies count once")),
    "conflict": st.column_config.NumberColumn(
        mark("Conflict"),
        format=_PERCENT,
        help=mark("How far the reports contradict each other: 0 % agree, 100 % opposed"),
    ),
    "counted": st.column_config.CheckboxColumn(
        mark("Counted"), help=mark("Whether the day is assessed with this damage")
    ),
}

BEHIND: Columns = {
    "_index": mark("Report"),
    "event": st.column_config.NumberColumn(
        mark("Event"), help=mark("Reports of one number speak of one event (within 12 hours)")
    ),
    "reported_at": st.column_config.DatetimeColumn(mark("Reported"), format="D MMM YYYY, HH:mm"),
    "source": mark("Source"),
    "grade": st.column_config.TextColumn(
        mark("Grade"), help=mark("Reliability A to F, credibility 1 to 6 (Admiralty system)")
    ),
    "claim": mark("Says"),
    "weight": st.column_config.ProgressColumn(
        mark("Weight"),
        format=_PERCENT,
        min_value=0,
        max_value=100,
        help=mark("Probability that the source speaks from knowledge"),
    ),
    "share": st.column_config.NumberColumn(
        mark("Points here"), format=_PERCENT, help=mark("Below 100 % when the report could mean several components")
    ),
    "moved": st.column_config.NumberColumn(
        mark("Moved by"), format="%+.1f", help=mark("Points of percent by which it moved the probability of damage")
    ),
    "copy_of": st.column_config.TextColumn(
        mark("Copy of"), help=mark("A copy counts once, with the report named here")
    ),
    "note": st.column_config.TextColumn(mark("Text of the report"), width="large"),
}

MATCHES: Columns = {
    "_index": mark("Report"),
    "outcome": mark("Place found"),
    "place": mark("Place as told"),
    "matched": st.column_config.TextColumn(mark("Component, or candidates"), width="medium"),
    "claim": mark("Says"),
    "counted": st.column_config.CheckboxColumn(mark("Counted")),
    "reason": st.column_config.TextColumn(mark("Why not"), width="medium"),
    "source": mark("Source"),
    "grade": st.column_config.TextColumn(
        mark("Grade"), help=mark("Reliability A to F, credibility 1 to 6 (Admiralty system)")
    ),
    "row": st.column_config.NumberColumn(mark("Row"), help=mark("Row of the file, as a spreadsheet counts")),
}

FATES: Columns = {
    "reports": st.column_config.NumberColumn(mark("Rows"), format="localized", width="small"),
    "fate": st.column_config.TextColumn(mark("What became of the rows"), width="large"),
    "example": st.column_config.TextColumn(mark("For example")),
}

OVERRIDES: Columns = {
    "report": mark("Report"),
    "said": mark("Place as told"),
    "meant": st.column_config.TextColumn(mark("Means"), width="medium"),
    "who": mark("Who"),
    "at": st.column_config.DatetimeColumn(mark("When"), format="D MMM YYYY, HH:mm"),
    "why": st.column_config.TextColumn(mark("Why"), width="medium"),
}

EVENTS: Columns = {
    "_index": mark("Event"),
    "start": st.column_config.DatetimeColumn(mark("Start"), format="D MMM YYYY, HH:mm"),
    "end": st.column_config.DatetimeColumn(mark("End"), format="D MMM YYYY, HH:mm"),
    "reports": mark("Reports"),
    "voices": st.column_config.NumberColumn(mark("Independent"), help=mark("Copies count once")),
    "claims": st.column_config.TextColumn(mark("They say"), width="medium"),
}

CHOICES: Columns = {
    "_index": st.column_config.TextColumn(mark("Choice"), width="medium"),
    "components_damaged": st.column_config.NumberColumn(mark("Damaged"), help=mark("Components taken as damaged")),
    "differing": st.column_config.NumberColumn(
        mark("Other state"), help=mark("Components with another state than as set")
    ),
    "shed_peak_mw": st.column_config.NumberColumn(mark("Not served at peak, MW"), format="localized"),
    "ens_mwh": st.column_config.NumberColumn(mark("Energy not served, MWh"), format="localized"),
    "people_peak": st.column_config.NumberColumn(mark("People at peak"), format="compact"),
    "import_need_peak_mw": st.column_config.NumberColumn(mark("Import needed, MW"), format="localized"),
    "regions_affected": st.column_config.NumberColumn(mark("Regions")),
}

FINDINGS: Columns = {
    "severity": mark("Kind"),
    "where": mark("Where"),
    "what": st.column_config.TextColumn(mark("What"), width="large"),
    "ids": mark("Which"),
    "remedy": st.column_config.TextColumn(mark("What to do"), width="large"),
}

IMPORTS: Columns = {
    "country": st.column_config.TextColumn(mark("Country")),
    "used_mw": st.column_config.NumberColumn(mark("Used, MW"), format="localized"),
    "allowed_mw": st.column_config.NumberColumn(mark("Allowed, MW"), format="localized"),
    "deliverable_mw": st.column_config.NumberColumn(
        mark("Deliverable, MW"), format="localized", help=mark("What the damaged grid can take to where load is")
    ),
    "need_mw": st.column_config.NumberColumn(
        mark("Needed, MW"),
        format="localized",
        help=mark("Its part of the import that it would take to serve all demand"),
    ),
    "binding": st.column_config.TextColumn(mark("What holds it back"), width="large"),
}

AC_ISLANDS: Columns = {
    "island": mark("Part of the grid"),
    "buses": mark("Buses"),
    "load_mw": st.column_config.NumberColumn(mark("Load, MW"), format="localized"),
    "converged": st.column_config.CheckboxColumn(mark("Solved")),
    "method": st.column_config.TextColumn(mark("How"), width="medium"),
    "v_min_pu": st.column_config.NumberColumn(mark("Lowest voltage, pu"), format="%.3f"),
    "v_max_pu": st.column_config.NumberColumn(mark("Highest voltage, pu"), format="%.3f"),
    "loading": st.column_config.NumberColumn(mark("Highest loading"), format=_PERCENT),
    "losses_mw": st.column_config.NumberColumn(mark("Losses, MW"), format="localized"),
}

_HOURS = "%.1f"

PEOPLE: Columns = {
    "region": st.column_config.TextColumn(mark("Region")),
    "severity": st.column_config.NumberColumn(
        mark("Severity"), help=mark("1 low to 5 extreme; 4 and 5 are named above")
    ),
    "off_h": st.column_config.NumberColumn(
        mark("Hours off"), format=_HOURS, help=mark("Mean of the queues, of the assessed day")
    ),
    "longest_h": st.column_config.NumberColumn(mark("Longest"), format=_HOURS, help=mark("Longest stretch, hours")),
    "order": st.column_config.NumberColumn(
        mark("Queues"), format=_HOURS, help=mark("Most queues off at once by schedule")
    ),
    "emergency_h": st.column_config.NumberColumn(
        mark("Emergency"), format=_HOURS, help=mark("Hours with more than four queues off: no schedule")
    ),
    "severity_by": st.column_config.TextColumn(mark("Severity decided by")),
    "cause": st.column_config.TextColumn(mark("Cause"), width="medium"),
}

NEEDS: Columns = {
    "region": mark("Region"),
    "item": mark("Item"),
    "count": st.column_config.TextColumn(
        mark("How many"), help=mark("Low: critical consumers are kept on; high: cut like all")
    ),
    "unit": mark("Unit"),
    "size": mark("Size"),
    "lead": st.column_config.TextColumn(mark("Days"), help=mark("Typical lead time, days; a dash where none is known")),
    "why": st.column_config.TextColumn(mark("Why"), width="large"),
}

DAYS: Columns = {
    "date": st.column_config.DateColumn(mark("Day"), format="D MMM"),
    "damaged": st.column_config.NumberColumn(mark("Damaged"), help=mark("Components still damaged")),
    "off_h": st.column_config.NumberColumn(mark("Hours off"), format=_HOURS, help=mark("A day, mean over people")),
    "longest_h": st.column_config.NumberColumn(
        mark("Longest"), format=_HOURS, help=mark("Longest stretch anywhere, hours")
    ),
    "emergency_regions": st.column_config.NumberColumn(
        mark("Emergency"), help=mark("Regions with outages without a schedule")
    ),
    "people": st.column_config.TextColumn(
        mark("People off at the peak"), help=mark("From all demand to people in queues")
    ),
    "heat": st.column_config.TextColumn(
        mark("Without heat"), help=mark("People; low: boiler houses kept on, high: cut like all")
    ),
    "fuel": st.column_config.NumberColumn(
        mark("Diesel, l"), format="localized", help=mark("Hospitals and others, high figure")
    ),
}

RETURNS: Columns = {
    "name": st.column_config.TextColumn(mark("Component"), disabled=True),
    "days": st.column_config.NumberColumn(
        mark("Back after, days"),
        min_value=0.0,
        step=0.5,
        help=mark("Days until all its capacity is back; blank: not in this time"),
    ),
    "state": st.column_config.TextColumn(mark("State"), disabled=True),
    "kind": st.column_config.TextColumn(mark("Kind"), disabled=True),
}

FACILITIES: Columns = {
    "region": mark("Region"),
    "kind": mark("Kind"),
    "name": mark("Name"),
    "number": st.column_config.NumberColumn(mark("Number"), format="%.0f"),
    "with_generator": st.column_config.NumberColumn(mark("With generator"), format="%.0f"),
    "autonomy_h": st.column_config.NumberColumn(
        mark("Fuel for, h"), format="%.0f", help=mark("Running hours of the fuel there")
    ),
    "outage": st.column_config.TextColumn(
        mark("Off, h a day"), help=mark("Low: kept on as the critical list says; high: cut like everybody else")
    ),
    "hours_left": st.column_config.TextColumn(
        mark("Hours left"), help=mark("Hours of the clock until own fuel ends, when cut like everybody else")
    ),
    "fuel": st.column_config.TextColumn(
        mark("Diesel, l a day"), help=mark("Low: kept on; high: cut like everybody else")
    ),
    "confidence": mark("Confidence"),
}

FACILITY_EDIT: Columns = {
    "region_id": st.column_config.TextColumn(mark("Region"), disabled=True),
    "kind": st.column_config.TextColumn(mark("Kind"), disabled=True),
    "name": st.column_config.TextColumn(mark("Name"), disabled=True),
    "number": st.column_config.NumberColumn(mark("Number"), min_value=0),
    "generator_share": st.column_config.NumberColumn(mark("Share with generator"), min_value=0.0, max_value=1.0),
    "autonomy_h": st.column_config.NumberColumn(mark("Fuel for, h"), min_value=0.0),
    "load_kw": st.column_config.NumberColumn(mark("Load, kW"), min_value=0.0),
}


def ranges() -> Columns:
    """Columns of the regions with their ranges."""
    return {
        "region": st.column_config.TextColumn(say("Region")),
        "chance": st.column_config.ProgressColumn(
            say("Chance"), format=_PERCENT, min_value=0, max_value=100, help=say("Chance of losing more than the share")
        ),
        "people": st.column_config.TextColumn(
            say("People at the peak"), help=say("Likely range: eight of ten samples")
        ),
        "hours": st.column_config.TextColumn(say("Hours off"), help=say("Likely range of hours off in the day")),
    }
