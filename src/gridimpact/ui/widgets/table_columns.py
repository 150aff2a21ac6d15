"""Headings, units and formats of the tables on the pages."""

from typing import Any

import streamlit as st

from gridimpact.i18n.translate import N_, _

Columns = dict[str, Any]
"""Settings of columns by name, in the order in which they are shown; a plain text is a heading.

Headings and hints are marked here and said by `told`.
"""


def told(columns: Columns) -> Columns:
    """Return the same columns with headings and hints in the language spoken."""
    return {name: _(one) if isinstance(one, str) else _said(one) for name, one in columns.items()}


def _said(column: dict[str, Any]) -> dict[str, Any]:
    return {**column, **{part: _(column[part]) for part in ("label", "help") if column.get(part)}}


_PERCENT = "%.0f %%"

REGIONS: Columns = {
    "region": st.column_config.TextColumn(N_("Region")),
    "share": st.column_config.NumberColumn(
        N_("Not served"), format=_PERCENT, help=N_("Share of demand not served in this hour")
    ),
    "shed_mw": st.column_config.NumberColumn(
        N_("MW"), format="localized", help=N_("Demand not served in this hour, in MW")
    ),
    "caused_mw": st.column_config.NumberColumn(
        N_("MW from damage"), format="localized", help=N_("Of it because of the reported damage, in MW")
    ),
    "people": st.column_config.NumberColumn(
        N_("People"), format="compact", help=N_("People's worth of demand that is not served")
    ),
}

DAMAGE: Columns = {
    "name": st.column_config.TextColumn(N_("Component")),
    "kind": N_("Kind"),
    "region": N_("Region"),
    "state": st.column_config.TextColumn(N_("Most likely"), help=N_("The most probable of the five damage states")),
    "probability": st.column_config.ProgressColumn(
        N_("Probability"),
        format=_PERCENT,
        min_value=0,
        max_value=100,
        help=N_("Probability that it is damaged at all"),
    ),
    "reports": st.column_config.NumberColumn(N_("Reports"), help=N_("Reports that count; copies count once")),
    "conflict": st.column_config.NumberColumn(
        N_("Conflict"),
        format=_PERCENT,
        help=N_("How far the reports contradict each other: 0 % agree, 100 % opposed"),
    ),
    "counted": st.column_config.CheckboxColumn(N_("Counted"), help=N_("Whether the day is assessed with this damage")),
}

BEHIND: Columns = {
    "_index": N_("Report"),
    "event": st.column_config.NumberColumn(
        N_("Event"), help=N_("Reports of one number speak of one event (within 12 hours)")
    ),
    "reported_at": st.column_config.DatetimeColumn(N_("Reported"), format="D MMM YYYY, HH:mm"),
    "source": N_("Source"),
    "grade": st.column_config.TextColumn(
        N_("Grade"), help=N_("Reliability A to F, credibility 1 to 6 (Admiralty system)")
    ),
    "claim": N_("Says"),
    "weight": st.column_config.ProgressColumn(
        N_("Weight"),
        format=_PERCENT,
        min_value=0,
        max_value=100,
        help=N_("Probability that the source speaks from knowledge"),
    ),
    "share": st.column_config.NumberColumn(
        N_("Points here"), format=_PERCENT, help=N_("Below 100 % when the report could mean several components")
    ),
    "moved": st.column_config.NumberColumn(
        N_("Moved by"), format="%+.1f", help=N_("Points of percent by which it moved the probability of damage")
    ),
    "copy_of": st.column_config.TextColumn(N_("Copy of"), help=N_("A copy counts once, with the report named here")),
    "note": st.column_config.TextColumn(N_("Text of the report"), width="large"),
}

MATCHES: Columns = {
    "_index": N_("Report"),
    "outcome": N_("Place found"),
    "place": N_("Place as told"),
    "matched": st.column_config.TextColumn(N_("Component, or candidates"), width="medium"),
    "claim": N_("Says"),
    "counted": st.column_config.CheckboxColumn(N_("Counted")),
    "reason": st.column_config.TextColumn(N_("Why not"), width="medium"),
    "source": N_("Source"),
    "grade": st.column_config.TextColumn(
        N_("Grade"), help=N_("Reliability A to F, credibility 1 to 6 (Admiralty system)")
    ),
    "row": st.column_config.NumberColumn(N_("Row"), help=N_("Row of the file, as a spreadsheet counts")),
}

FATES: Columns = {
    "reports": st.column_config.NumberColumn(N_("Rows"), format="localized", width="small"),
    "fate": st.column_config.TextColumn(N_("What became of the rows"), width="large"),
    "example": st.column_config.TextColumn(N_("For example")),
}

OVERRIDES: Columns = {
    "report": N_("Report"),
    "said": N_("Place as told"),
    "meant": st.column_config.TextColumn(N_("Means"), width="medium"),
    "who": N_("Who"),
    "at": st.column_config.DatetimeColumn(N_("When"), format="D MMM YYYY, HH:mm"),
    "why": st.column_config.TextColumn(N_("Why"), width="medium"),
}

EVENTS: Columns = {
    "_index": N_("Event"),
    "start": st.column_config.DatetimeColumn(N_("Start"), format="D MMM YYYY, HH:mm"),
    "end": st.column_config.DatetimeColumn(N_("End"), format="D MMM YYYY, HH:mm"),
    "reports": N_("Reports"),
    "voices": st.column_config.NumberColumn(N_("Independent"), help=N_("Copies count once")),
    "claims": st.column_config.TextColumn(N_("They say"), width="medium"),
}

CHOICES: Columns = {
    "_index": st.column_config.TextColumn(N_("Choice"), width="medium"),
    "components_damaged": st.column_config.NumberColumn(N_("Damaged"), help=N_("Components taken as damaged")),
    "differing": st.column_config.NumberColumn(N_("Other state"), help=N_("Components with another state than as set")),
    "shed_peak_mw": st.column_config.NumberColumn(N_("Not served at peak, MW"), format="localized"),
    "ens_mwh": st.column_config.NumberColumn(N_("Energy not served, MWh"), format="localized"),
    "people_peak": st.column_config.NumberColumn(N_("People at peak"), format="compact"),
    "import_need_peak_mw": st.column_config.NumberColumn(N_("Import needed, MW"), format="localized"),
    "regions_affected": st.column_config.NumberColumn(N_("Regions")),
}

FINDINGS: Columns = {
    "severity": N_("Kind"),
    "where": N_("Where"),
    "what": st.column_config.TextColumn(N_("What"), width="large"),
    "ids": N_("Which"),
    "remedy": st.column_config.TextColumn(N_("What to do"), width="large"),
}

IMPORTS: Columns = {
    "country": st.column_config.TextColumn(N_("Country")),
    "used_mw": st.column_config.NumberColumn(N_("Used, MW"), format="localized"),
    "allowed_mw": st.column_config.NumberColumn(N_("Allowed, MW"), format="localized"),
    "deliverable_mw": st.column_config.NumberColumn(
        N_("Deliverable, MW"), format="localized", help=N_("What the damaged grid can take to where load is")
    ),
    "need_mw": st.column_config.NumberColumn(
        N_("Needed, MW"),
        format="localized",
        help=N_("Its part of the import that it would take to serve all demand"),
    ),
    "binding": st.column_config.TextColumn(N_("What holds it back"), width="large"),
}

AC_ISLANDS: Columns = {
    "island": N_("Part of the grid"),
    "buses": N_("Buses"),
    "load_mw": st.column_config.NumberColumn(N_("Load, MW"), format="localized"),
    "converged": st.column_config.CheckboxColumn(N_("Solved")),
    "method": st.column_config.TextColumn(N_("How"), width="medium"),
    "v_min_pu": st.column_config.NumberColumn(N_("Lowest voltage, pu"), format="%.3f"),
    "v_max_pu": st.column_config.NumberColumn(N_("Highest voltage, pu"), format="%.3f"),
    "loading": st.column_config.NumberColumn(N_("Highest loading"), format=_PERCENT),
    "losses_mw": st.column_config.NumberColumn(N_("Losses, MW"), format="localized"),
}

_HOURS = "%.1f"

PEOPLE: Columns = {
    "region": st.column_config.TextColumn(N_("Region")),
    "severity": st.column_config.NumberColumn(N_("Severity"), help=N_("1 low to 5 extreme; 4 and 5 are named above")),
    "off_h": st.column_config.NumberColumn(
        N_("Hours off"), format=_HOURS, help=N_("Mean of the queues, of the assessed day")
    ),
    "longest_h": st.column_config.NumberColumn(N_("Longest"), format=_HOURS, help=N_("Longest stretch, hours")),
    "order": st.column_config.NumberColumn(N_("Queues"), format=_HOURS, help=N_("Most queues off at once by schedule")),
    "emergency_h": st.column_config.NumberColumn(
        N_("Emergency"), format=_HOURS, help=N_("Hours with more than four queues off: no schedule")
    ),
    "severity_by": st.column_config.TextColumn(N_("Severity decided by")),
    "cause": st.column_config.TextColumn(N_("Cause"), width="medium"),
}

NEEDS: Columns = {
    "region": N_("Region"),
    "item": N_("Item"),
    "count": st.column_config.TextColumn(
        N_("How many"), help=N_("Low: critical consumers are kept on; high: cut like all")
    ),
    "unit": N_("Unit"),
    "size": N_("Size"),
    "lead": st.column_config.TextColumn(N_("Days"), help=N_("Typical lead time, days; a dash where none is known")),
    "why": st.column_config.TextColumn(N_("Why"), width="large"),
}

DAYS: Columns = {
    "date": st.column_config.DateColumn(N_("Day"), format="D MMM"),
    "damaged": st.column_config.NumberColumn(N_("Damaged"), help=N_("Components still damaged")),
    "off_h": st.column_config.NumberColumn(N_("Hours off"), format=_HOURS, help=N_("A day, mean over people")),
    "longest_h": st.column_config.NumberColumn(
        N_("Longest"), format=_HOURS, help=N_("Longest stretch anywhere, hours")
    ),
    "emergency_regions": st.column_config.NumberColumn(
        N_("Emergency"), help=N_("Regions with outages without a schedule")
    ),
    "people": st.column_config.TextColumn(N_("People off at the peak"), help=N_("From all demand to people in queues")),
    "heat": st.column_config.TextColumn(
        N_("Without heat"), help=N_("People; low: boiler houses kept on, high: cut like all")
    ),
    "fuel": st.column_config.NumberColumn(
        N_("Diesel, l"), format="localized", help=N_("Hospitals and others, high figure")
    ),
}

RETURNS: Columns = {
    "name": st.column_config.TextColumn(N_("Component"), disabled=True),
    "days": st.column_config.NumberColumn(
        N_("Back after, days"),
        min_value=0.0,
        step=0.5,
        help=N_("Days until all its capacity is back; blank: not in this time"),
    ),
    "state": st.column_config.TextColumn(N_("State"), disabled=True),
    "kind": st.column_config.TextColumn(N_("Kind"), disabled=True),
}

FACILITIES: Columns = {
    "region": N_("Region"),
    "kind": N_("Kind"),
    "name": N_("Name"),
    "number": st.column_config.NumberColumn(N_("Number"), format="%.0f"),
    "with_generator": st.column_config.NumberColumn(N_("With generator"), format="%.0f"),
    "autonomy_h": st.column_config.NumberColumn(
        N_("Fuel for, h"), format="%.0f", help=N_("Running hours of the fuel there")
    ),
    "outage": st.column_config.TextColumn(
        N_("Off, h a day"), help=N_("Low: kept on as the critical list says; high: cut like everybody else")
    ),
    "hours_left": st.column_config.TextColumn(
        N_("Hours left"), help=N_("Hours of the clock until own fuel ends, when cut like everybody else")
    ),
    "fuel": st.column_config.TextColumn(N_("Diesel, l a day"), help=N_("Low: kept on; high: cut like everybody else")),
    "confidence": N_("Confidence"),
}

FACILITY_EDIT: Columns = {
    "region_id": st.column_config.TextColumn(N_("Region"), disabled=True),
    "kind": st.column_config.TextColumn(N_("Kind"), disabled=True),
    "name": st.column_config.TextColumn(N_("Name"), disabled=True),
    "number": st.column_config.NumberColumn(N_("Number"), min_value=0),
    "generator_share": st.column_config.NumberColumn(N_("Share with generator"), min_value=0.0, max_value=1.0),
    "autonomy_h": st.column_config.NumberColumn(N_("Fuel for, h"), min_value=0.0),
    "load_kw": st.column_config.NumberColumn(N_("Load, kW"), min_value=0.0),
}


def ranges() -> Columns:
    """Columns of the regions with their ranges."""
    return {
        "region": st.column_config.TextColumn(_("Region")),
        "chance": st.column_config.ProgressColumn(
            _("Chance"), format=_PERCENT, min_value=0, max_value=100, help=_("Chance of losing more than the share")
        ),
        "people": st.column_config.TextColumn(_("People at the peak"), help=_("Likely range: eight of ten samples")),
        "hours": st.column_config.TextColumn(_("Hours off"), help=_("Likely range of hours off in the day")),
    }
