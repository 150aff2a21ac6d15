"""Tables on the pages: which columns they show, in which order and how wide.

Labels, hints, units and number formats come from the registry of columns; a table states only what differs there.
Shares are handed over in percent.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from gridimpact.domain.columns.column import Form
from gridimpact.domain.columns.registry import COLUMNS
from gridimpact.i18n.translate import N_, _
from gridimpact.views.wording import sentence

PERCENT = "%.0f %%"

FORMATS = {Form.PEOPLE: "compact", Form.SHARE: PERCENT, Form.CHANGE: "%+.1f"}
"""Format of numbers that are no plain numbers."""

UNIT_FORMATS = {"h": "%.1f", "pu": "%.3f"}
"""Format of plain numbers by unit; others are shown whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """How a table shows a column, where that differs from the registry.

    Attributes
    ----------
    of : str
        Name in the registry, where the table calls the column otherwise.
    label : str
        Complete heading of this table, in English.
    help : str
        Hint of this table, in English.
    form : Form, optional
        Where the table has words or other values.
    bar : bool
        A share as a bar.
    options : mapping
        Width, bounds and whether it can be edited, as streamlit takes them.
    """

    of: str = ""
    label: str = ""
    help: str = ""
    form: Form | None = None
    bar: bool = False
    options: Mapping[str, Any] = field(default_factory=dict)


Columns = Mapping[str, Shown]
"""Columns of a table by name, in the order in which they are shown."""


def translated(columns: Columns) -> dict[str, Any]:
    """Return settings of columns for streamlit, with headings and hints in the language spoken.

    Parameters
    ----------
    columns : mapping

    Returns
    -------
    dict
        By name.
    """
    return {name: _config(name, shown) for name, shown in columns.items()}


def number_format(name: str, shown: Shown) -> str | None:
    """Return the format of a column of numbers; None where it is none."""
    column, form = COLUMNS[shown.of or name], form_of(name, shown)
    return FORMATS.get(form, UNIT_FORMATS.get(column.unit, "localized")) if form in _NUMBERS else None


def form_of(name: str, shown: Shown) -> Form:
    """Return how the values of a column of a table are written."""
    return shown.form or COLUMNS[shown.of or name].form


_NUMBERS = (Form.NUMBER, Form.PEOPLE, Form.SHARE, Form.CHANGE)


def _config(name: str, shown: Shown) -> Any:
    """One column as streamlit has it."""
    column, form = COLUMNS[shown.of or name], form_of(name, shown)
    label = _(shown.label) if shown.label else sentence(column.heading)
    hint = shown.help or column.help
    settings: dict[str, Any] = {"label": label, "help": _(hint) if hint else None, **shown.options}
    if shown.bar:
        return st.column_config.ProgressColumn(**settings, format=PERCENT, min_value=0, max_value=100)
    if form is Form.TEXT:
        return st.column_config.TextColumn(**settings)
    if form is Form.FLAG:
        return st.column_config.CheckboxColumn(**settings)
    if form is Form.DAY:
        return st.column_config.DateColumn(**settings, format="D MMM")
    if form is Form.TIME:
        return st.column_config.DatetimeColumn(**settings, format="D MMM YYYY, HH:mm")
    return st.column_config.NumberColumn(**settings, format=number_format(name, shown))


_SMALL, _MEDIUM, _LARGE, _FIXED = {"width": "small"}, {"width": "medium"}, {"width": "large"}, {"disabled": True}
_NOT_NEGATIVE = {"min_value": 0.0}

REGIONS: Columns = {
    "region": Shown(),
    "share": Shown(label=N_("Not served"), help=N_("Share of demand not served in this hour")),
    "shed_mw": Shown(label=N_("MW"), help=N_("Demand not served in this hour, in MW")),
    "caused_mw": Shown(label=N_("MW newly cut")),
    "people": Shown(label=N_("People")),
}

DAMAGE: Columns = {
    "name": Shown(of="component_id"),
    "kind": Shown(),
    "region": Shown(),
    "state": Shown(label=N_("Most likely")),
    "probability": Shown(bar=True),
    "reports": Shown(),
    "conflict": Shown(label=N_("Conflict")),
    "counted": Shown(),
}

BEHIND: Columns = {
    "_index": Shown(of="report_id"),
    "event": Shown(),
    "reported_at": Shown(),
    "source": Shown(),
    "grade": Shown(label=N_("Grade")),
    "claim": Shown(label=N_("Says")),
    "weight": Shown(label=N_("Weight"), bar=True),
    "share": Shown(label=N_("Points here"), help=N_("Below 100 % when the report could mean several components")),
    "moved": Shown(label=N_("Moved by"), help=N_("Change in damage probability (percentage points)")),
    "copy_of": Shown(label=N_("Copy of")),
    "note": Shown(label=N_("Text of the report"), options=_LARGE),
}

MATCHES: Columns = {
    "_index": Shown(of="report_id"),
    "outcome": Shown(label=N_("Place found")),
    "place": Shown(),
    "matched": Shown(options=_MEDIUM),
    "claim": Shown(label=N_("Says")),
    "counted": Shown(),
    "reason": Shown(label=N_("Why not"), options=_MEDIUM),
    "source": Shown(),
    "grade": Shown(label=N_("Grade")),
    "row": Shown(),
}

FATES: Columns = {
    "reports": Shown(label=N_("Rows"), options=_SMALL),
    "fate": Shown(options=_LARGE),
    "example": Shown(),
}

OVERRIDES: Columns = {
    "report": Shown(),
    "said": Shown(),
    "meant": Shown(options=_MEDIUM),
    "who": Shown(),
    "at": Shown(),
    "why": Shown(options=_MEDIUM),
}

EVENTS: Columns = {
    "_index": Shown(of="event"),
    "start": Shown(label=N_("Start")),
    "end": Shown(label=N_("End")),
    "reports": Shown(),
    "voices": Shown(label=N_("Independent")),
    "claims": Shown(label=N_("They say"), options=_MEDIUM),
}

CHOICES: Columns = {
    "_index": Shown(of="choice", options=_MEDIUM),
    "components_damaged": Shown(label=N_("Damaged"), help=N_("Components taken as damaged")),
    "differing": Shown(label=N_("Other state"), help=N_("Components with another state than as set")),
    "shed_peak_mw": Shown(label=N_("Not served at peak, MW")),
    "ens_mwh": Shown(),
    "people_peak": Shown(label=N_("People at peak")),
    "import_need_peak_mw": Shown(label=N_("Import needed, MW")),
    "regions_affected": Shown(label=N_("Regions")),
}

FINDINGS: Columns = {
    "severity": Shown(of="kind"),
    "where": Shown(),
    "what": Shown(options=_LARGE),
    "ids": Shown(label=N_("Which")),
    "remedy": Shown(options=_LARGE),
}

IMPORTS: Columns = {
    "country": Shown(),
    "used_mw": Shown(label=N_("Used, MW")),
    "allowed_mw": Shown(label=N_("Allowed, MW")),
    "deliverable_mw": Shown(label=N_("Deliverable, MW")),
    "need_mw": Shown(label=N_("Needed, MW"), help=N_("Its part of the import that it would take to serve all demand")),
    "binding": Shown(options=_LARGE),
}

AC_ISLANDS: Columns = {
    "island": Shown(),
    "buses": Shown(),
    "load_mw": Shown(),
    "converged": Shown(),
    "method": Shown(options=_MEDIUM),
    "v_min_pu": Shown(),
    "v_max_pu": Shown(),
    "loading": Shown(),
    "losses_mw": Shown(),
}

PEOPLE: Columns = {
    "region": Shown(),
    "severity": Shown(label=N_("Severity")),
    "off_h": Shown(label=N_("Hours off"), help=N_("Mean of the queues, of the assessed day")),
    "longest_h": Shown(label=N_("Longest"), help=N_("Longest stretch, hours")),
    "order": Shown(label=N_("Queues")),
    "emergency_h": Shown(label=N_("Emergency"), help=N_("Hours with more than four queues off: no schedule")),
    "severity_by": Shown(label=N_("Severity decided by")),
    "cause": Shown(options=_MEDIUM),
}

NEEDS: Columns = {
    "region": Shown(),
    "item": Shown(),
    "count": Shown(label=N_("How many")),
    "unit": Shown(),
    "size": Shown(),
    "lead": Shown(),
    "why": Shown(options=_LARGE),
}

DAYS: Columns = {
    "date": Shown(label=N_("Day")),
    "damaged": Shown(label=N_("Damaged"), help=N_("Components still damaged")),
    "off_h": Shown(label=N_("Hours off"), help=N_("A day, mean over people")),
    "longest_h": Shown(label=N_("Longest"), help=N_("Longest stretch anywhere, hours")),
    "emergency_regions": Shown(label=N_("Emergency"), help=N_("Regions with outages without a schedule")),
    "people": Shown(label=N_("People off at the peak"), help=N_("From all demand to people in queues"), form=Form.TEXT),
    "heat": Shown(label=N_("Without heat"), help=N_("People; low: boiler houses kept on, high: cut like all")),
    "fuel": Shown(of="fuel_l_high", help=N_("Hospitals and others, high figure"), label=N_("Diesel, l")),
}

RETURNS: Columns = {
    "name": Shown(of="component_id", options=_FIXED),
    "days": Shown(label=N_("Back after, days"), options={**_NOT_NEGATIVE, "step": 0.5}),
    "state": Shown(label=N_("State"), options=_FIXED),
    "kind": Shown(options=_FIXED),
}

FACILITIES: Columns = {
    "region": Shown(),
    "kind": Shown(),
    "name": Shown(),
    "number": Shown(),
    "with_generator": Shown(),
    "autonomy_h": Shown(),
    "outage": Shown(label=N_("Off, h a day")),
    "hours_left": Shown(label=N_("Hours left")),
    "fuel": Shown(label=N_("Diesel, l a day")),
    "confidence": Shown(),
}

FACILITY_EDIT: Columns = {
    "region_id": Shown(of="region", options=_FIXED),
    "kind": Shown(options=_FIXED),
    "name": Shown(options=_FIXED),
    "number": Shown(options={"min_value": 0}),
    "generator_share": Shown(form=Form.NUMBER, options={**_NOT_NEGATIVE, "max_value": 1.0}),
    "autonomy_h": Shown(options=_NOT_NEGATIVE),
    "load_kw": Shown(options=_NOT_NEGATIVE),
}

RANGES: Columns = {
    "region": Shown(),
    "chance": Shown(bar=True),
    "people": Shown(label=N_("People at the peak"), help=N_("80 % range (P10-P90)"), form=Form.TEXT),
    "hours": Shown(label=N_("Hours off"), help=N_("80 % range (P10-P90) of hours off in the day"), form=Form.TEXT),
}
