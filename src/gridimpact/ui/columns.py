"""Headings, units and formats of the tables on the pages."""

from typing import Any

import streamlit as st

from gridimpact.language import say

Columns = dict[str, Any]
"""Settings of columns by name, in the order in which they are shown; a plain text is a heading."""

_PERCENT = "%.0f %%"

REGIONS: Columns = {
    "region": st.column_config.TextColumn("Region"),
    "share": st.column_config.NumberColumn(
        "Not served", format=_PERCENT, help="Share of demand not served in this hour"
    ),
    "shed_mw": st.column_config.NumberColumn("MW", format="localized", help="Demand not served in this hour, in MW"),
    "caused_mw": st.column_config.NumberColumn(
        "MW from damage", format="localized", help="Of it because of the reported damage, in MW"
    ),
    "people": st.column_config.NumberColumn(
        "People", format="compact", help="People's worth of demand that is not served"
    ),
}

DAMAGE: Columns = {
    "name": st.column_config.TextColumn("Component"),
    "kind": "Kind",
    "region": "Region",
    "state": st.column_config.TextColumn("Most likely", help="The most probable of the five damage states"),
    "probability": st.column_config.ProgressColumn(
        "Probability", format=_PERCENT, min_value=0, max_value=100, help="Probability that it is damaged at all"
    ),
    "reports": st.column_config.NumberColumn("Reports", help="Reports that count; copies count once"),
    "conflict": st.column_config.NumberColumn(
        "Conflict", format=_PERCENT, help="How far the reports contradict each other: 0 % agree, 100 % opposed"
    ),
    "counted": st.column_config.CheckboxColumn("Counted", help="Whether the day is assessed with this damage"),
}

BEHIND: Columns = {
    "_index": "Report",
    "event": st.column_config.NumberColumn("Event", help="Reports of one number speak of one event (within 12 hours)"),
    "reported_at": st.column_config.DatetimeColumn("Reported", format="D MMM YYYY, HH:mm"),
    "source": "Source",
    "grade": st.column_config.TextColumn("Grade", help="Reliability A to F, credibility 1 to 6 (Admiralty system)"),
    "claim": "Says",
    "weight": st.column_config.ProgressColumn(
        "Weight", format=_PERCENT, min_value=0, max_value=100, help="Probability that the source speaks from knowledge"
    ),
    "share": st.column_config.NumberColumn(
        "Points here", format=_PERCENT, help="Below 100 % when the report could mean several components"
    ),
    "moved": st.column_config.NumberColumn(
        "Moved by", format="%+.1f", help="Points of percent by which it moved the probability of damage"
    ),
    "copy_of": st.column_config.TextColumn("Copy of", help="A copy counts once, with the report named here"),
    "note": st.column_config.TextColumn("Text of the report", width="large"),
}

MATCHES: Columns = {
    "_index": "Report",
    "outcome": "Place found",
    "place": "Place as told",
    "matched": st.column_config.TextColumn("Component, or candidates", width="medium"),
    "claim": "Says",
    "counted": st.column_config.CheckboxColumn("Counted"),
    "reason": st.column_config.TextColumn("Why not", width="medium"),
    "source": "Source",
    "grade": st.column_config.TextColumn("Grade", help="Reliability A to F, credibility 1 to 6 (Admiralty system)"),
    "row": st.column_config.NumberColumn("Row", help="Row of the file, as a spreadsheet counts"),
}

FATES: Columns = {
    "reports": st.column_config.NumberColumn("Rows", format="localized", width="small"),
    "fate": st.column_config.TextColumn("What became of them", width="large"),
    "example": st.column_config.TextColumn("For example"),
}

OVERRIDES: Columns = {
    "report": "Report",
    "said": "Place as told",
    "meant": st.column_config.TextColumn("Means", width="medium"),
    "who": "Who",
    "at": st.column_config.DatetimeColumn("When", format="D MMM YYYY, HH:mm"),
    "why": st.column_config.TextColumn("Why", width="medium"),
}

EVENTS: Columns = {
    "_index": "Event",
    "start": st.column_config.DatetimeColumn("From", format="D MMM YYYY, HH:mm"),
    "end": st.column_config.DatetimeColumn("To", format="D MMM YYYY, HH:mm"),
    "reports": "Reports",
    "voices": st.column_config.NumberColumn("Independent", help="Copies count once"),
    "claims": st.column_config.TextColumn("They say", width="medium"),
}

CHOICES: Columns = {
    "_index": st.column_config.TextColumn("Choice", width="medium"),
    "components_damaged": st.column_config.NumberColumn("Damaged", help="Components taken as damaged"),
    "differing": st.column_config.NumberColumn("Other state", help="Components with another state than as set"),
    "shed_peak_mw": st.column_config.NumberColumn("Not served at peak, MW", format="localized"),
    "ens_mwh": st.column_config.NumberColumn("Energy not served, MWh", format="localized"),
    "people_peak": st.column_config.NumberColumn("People at peak", format="compact"),
    "import_need_peak_mw": st.column_config.NumberColumn("Import needed, MW", format="localized"),
    "regions_affected": st.column_config.NumberColumn("Regions"),
}

FINDINGS: Columns = {
    "severity": "Kind",
    "where": "Where",
    "what": st.column_config.TextColumn("What", width="large"),
    "ids": "Which",
    "remedy": st.column_config.TextColumn("What to do", width="large"),
}

IMPORTS: Columns = {
    "country": st.column_config.TextColumn("Country"),
    "used_mw": st.column_config.NumberColumn("Used, MW", format="localized"),
    "allowed_mw": st.column_config.NumberColumn("Allowed, MW", format="localized"),
    "deliverable_mw": st.column_config.NumberColumn(
        "Deliverable, MW", format="localized", help="What the damaged grid can take to where load is"
    ),
    "need_mw": st.column_config.NumberColumn(
        "Needed, MW", format="localized", help="Its part of the import that it would take to serve all demand"
    ),
    "binding": st.column_config.TextColumn("What holds it back", width="large"),
}

AC_ISLANDS: Columns = {
    "island": "Part of the grid",
    "buses": "Buses",
    "load_mw": st.column_config.NumberColumn("Load, MW", format="localized"),
    "converged": st.column_config.CheckboxColumn("Solved"),
    "method": st.column_config.TextColumn("How", width="medium"),
    "v_min_pu": st.column_config.NumberColumn("Lowest voltage, pu", format="%.3f"),
    "v_max_pu": st.column_config.NumberColumn("Highest voltage, pu", format="%.3f"),
    "loading": st.column_config.NumberColumn("Highest loading", format=_PERCENT),
    "losses_mw": st.column_config.NumberColumn("Losses, MW", format="localized"),
}

_HOURS = "%.1f"

PEOPLE: Columns = {
    "region": st.column_config.TextColumn("Region"),
    "severity": st.column_config.NumberColumn("Severity", help="1 low to 5 extreme; 4 and 5 are named above"),
    "off_h": st.column_config.NumberColumn("Hours off", format=_HOURS, help="Mean of the queues, of the assessed day"),
    "longest_h": st.column_config.NumberColumn("Longest", format=_HOURS, help="Longest stretch, hours"),
    "order": st.column_config.NumberColumn("Queues", format=_HOURS, help="Most queues off at once by schedule"),
    "emergency_h": st.column_config.NumberColumn(
        "Emergency", format=_HOURS, help="Hours with more than four queues off: no schedule"
    ),
    "severity_by": st.column_config.TextColumn("Severity decided by"),
    "cause": st.column_config.TextColumn("Cause", width="medium"),
}

NEEDS: Columns = {
    "region": "Region",
    "item": "Item",
    "count": st.column_config.TextColumn("How many", help="Low: critical consumers are kept on; high: cut like all"),
    "unit": "Unit",
    "size": "Size",
    "lead": st.column_config.TextColumn("Days", help="Typical lead time, days; a dash where none is known"),
    "why": st.column_config.TextColumn("Why", width="large"),
}

DAYS: Columns = {
    "date": st.column_config.DateColumn("Day", format="D MMM"),
    "damaged": st.column_config.NumberColumn("Damaged", help="Components still damaged"),
    "off_h": st.column_config.NumberColumn("Hours off", format=_HOURS, help="A day, mean over people"),
    "longest_h": st.column_config.NumberColumn("Longest", format=_HOURS, help="Longest stretch anywhere, hours"),
    "emergency_regions": st.column_config.NumberColumn("Emergency", help="Regions with outages without a schedule"),
    "people": st.column_config.TextColumn("People off at the peak", help="From all demand to people in queues"),
    "heat": st.column_config.TextColumn("Without heat", help="People; low: boiler houses kept on, high: cut like all"),
    "fuel": st.column_config.NumberColumn("Diesel, l", format="localized", help="Hospitals and others, high figure"),
}

RETURNS: Columns = {
    "name": st.column_config.TextColumn("Component", disabled=True),
    "days": st.column_config.NumberColumn(
        "Back after, days", min_value=0.0, step=0.5, help="Days until all its capacity is back; blank: not in this time"
    ),
    "state": st.column_config.TextColumn("State", disabled=True),
    "kind": st.column_config.TextColumn("Kind", disabled=True),
}

FACILITIES: Columns = {
    "region": "Region",
    "kind": "Kind",
    "name": "Name",
    "number": st.column_config.NumberColumn("Number", format="%.0f"),
    "with_generator": st.column_config.NumberColumn("With generator", format="%.0f"),
    "autonomy_h": st.column_config.NumberColumn("Fuel for, h", format="%.0f", help="Running hours of the fuel there"),
    "outage": st.column_config.TextColumn(
        "Off, h a day", help="Low: kept on as the critical list says; high: cut like everybody else"
    ),
    "hours_left": st.column_config.TextColumn(
        "Hours left", help="Hours of the clock until own fuel ends, when cut like everybody else"
    ),
    "fuel": st.column_config.TextColumn("Diesel, l a day", help="Low: kept on; high: cut like everybody else"),
    "confidence": "Confidence",
}

FACILITY_EDIT: Columns = {
    "region_id": st.column_config.TextColumn("Region", disabled=True),
    "kind": st.column_config.TextColumn("Kind", disabled=True),
    "name": st.column_config.TextColumn("Name", disabled=True),
    "number": st.column_config.NumberColumn("Number", min_value=0),
    "generator_share": st.column_config.NumberColumn("Share with generator", min_value=0.0, max_value=1.0),
    "autonomy_h": st.column_config.NumberColumn("Fuel for, h", min_value=0.0),
    "load_kw": st.column_config.NumberColumn("Load, kW", min_value=0.0),
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
