"""Damage: what is damaged, how sure that is, and who says so."""

from typing import Any

import streamlit as st

from gridimpact.domain.assessment import Assessment
from gridimpact.i18n.translate import _, number
from gridimpact.ui.panels import sources, toolbar
from gridimpact.ui.state import public_view, session
from gridimpact.ui.widgets import map_component, map_data, table_columns, table_format
from gridimpact.ui.widgets.error_boundary import with_error_boundary
from gridimpact.views import tables, wording
from gridimpact.views.map_layers import Measure, map_values

MAP = "damage_map"


def render() -> None:
    """Draw the page."""
    assessment = session.current()
    toolbar.heading(_headline(assessment), assessment)
    if not public_view.withheld():
        _panel()


def _headline(assessment: Assessment) -> str:
    """How many components, and how many reports say so."""
    reported, counted = len(assessment.belief.table), len(assessment.contingency.components)
    uncounted = int((~assessment.belief.matches["counted"].astype(bool)).sum())
    text = _(
        "{components} of {reported} reported are probably damaged.",
        components=wording.counted(counted, "component"),
        reported=number(reported),
    )
    if not uncounted:
        return text
    left_out = _(
        "{reports} not counted: copies, or a location that needs review (see Reports).",
        reports=wording.counted(uncounted, "report"),
    )
    return f"{text} {left_out}"


@st.fragment
@with_error_boundary
def _panel() -> None:
    """Table, map and the sources on the chosen component."""
    assessment = session.current()
    table = tables.damage_table(assessment)
    key = f"damage_{assessment.belief.fingerprint}"
    state: Any = st.session_state.get(key)
    rows = state["selection"]["rows"] if state else []
    chosen = str(table.index[rows[0]]) if rows else None
    left, right = st.columns([2, 1], gap="medium")
    with left:
        st.dataframe(
            table_format.written(table, table_columns.DAMAGE),
            key=key,
            on_select="rerun",
            selection_mode="single-row",
            hide_index=True,
            height=440,
            column_order=list(table_columns.DAMAGE),
            column_config=table_format.settings(table_columns.DAMAGE),
            alt=_("Reported components with their most likely damage"),
        )
    with right:
        _map(assessment, chosen)
    sources.draw(assessment, chosen)


def _map(assessment: Assessment, chosen: str | None) -> None:
    base, places = map_data.parts()
    if not base:
        return
    values = map_values(
        assessment, base, places, snapshot=assessment.evaluation.peak, measure=Measure.DAMAGE, component=chosen
    )
    map_component.draw(
        base,
        values,
        key=MAP,
        fingerprint=map_data.fingerprint(),
        label=_("Map of damaged components; the table has the same figures."),
    )
