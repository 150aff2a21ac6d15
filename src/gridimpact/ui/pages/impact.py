"""Impact: who is without power, how much, when."""

from typing import Any

import pandas as pd
import streamlit as st

from gridimpact.domain.assessment import Assessment
from gridimpact.i18n.translate import _, name_column, spoken
from gridimpact.ui.panels import intake, toolbar
from gridimpact.ui.state import public_view, session
from gridimpact.ui.widgets import (
    hour_selector,
    map_component,
    map_data,
    metric_row,
    online_map,
    table_columns,
    table_format,
)
from gridimpact.ui.widgets.error_boundary import with_error_boundary
from gridimpact.ui.widgets.map_component import Selection
from gridimpact.views import attribution, figures, map_layers, region_card, tables, wording
from gridimpact.views.map_layers import SCALES, Measure, map_values

MAP = "impact_map"
ROW_PX = 33
"""Height of a row of a table at our font size. [pixel]"""

MEASURES = (Measure.CAUSED, Measure.HOUR, Measure.PEOPLE, Measure.DAY, Measure.HOURS, Measure.SEVERITY)


def render() -> None:
    """Draw the page."""
    intake.take_upload()
    assessment = session.current()
    toolbar.heading(attribution.headline(assessment), assessment, beside=intake.popover)
    intake.refused()
    _hour_panel()
    if not public_view.on():  # findings name components
        _cautions(assessment)


@st.fragment
@with_error_boundary
def _hour_panel() -> None:
    """Everything that follows the hour; reruns by itself."""
    assessment = session.current()
    position, measure = _controls(assessment)
    snapshot = assessment.evaluation.dispatch.snapshots[position]
    _figures(assessment, snapshot)
    table = tables.region_table(assessment, snapshot)
    region = _chosen(table, assessment)
    left, right = st.columns([5, 4], gap="medium")
    with left:
        _map(assessment, snapshot, measure, region)
    with right:
        _table(table, assessment, rows=4 if region else 7)
        _region(assessment, snapshot, region)


def _controls(assessment: Assessment) -> tuple[int, Measure]:
    """Hour and measure."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        position = hour_selector.choose(assessment)
        measure = st.segmented_control(
            _("Colour of the map"),
            MEASURES,
            default=Measure(st.session_state.get("measure", map_layers.first_measure(assessment))),
            required=True,
            key=f"measure_{spoken()}",
            persist_state="session",
            format_func=lambda value: _(SCALES[value].label),
        )
    st.session_state["measure"] = measure
    return position, Measure(measure)


def _figures(assessment: Assessment, snapshot: pd.Timestamp) -> None:
    metric_row.draw(figures.key_figures(assessment, snapshot), key="figures")


def table_key(assessment: Assessment) -> str:
    """Key of the region table; another assessment is another table, with its own order."""
    return f"regions_{assessment.contingency.fingerprint}_{assessment.reports_fingerprint}"


def _chosen(table: pd.DataFrame, assessment: Assessment) -> str | None:
    """Region that is chosen on the map or in the table; the table is made to show it."""
    key = table_key(assessment)
    state: Any = st.session_state.get(key)
    rows = state["selection"]["rows"] if state else []
    in_table = str(table.index[rows[0]]) if rows else None
    previous = st.session_state.get("selection", Selection())
    chosen = map_component.resolve_selection(map_component.clicked(MAP), in_table, previous)
    st.session_state["selection"] = chosen
    if chosen.region != in_table:
        row = [table.index.get_loc(chosen.region)] if chosen.region in table.index else []
        st.session_state[key] = {"selection": {"rows": row, "columns": [], "cells": []}}
    return chosen.region


def _map(assessment: Assessment, snapshot: pd.Timestamp, measure: Measure, region: str | None) -> None:
    base, places = map_data.parts()
    if not base:
        st.info(_("This grid has no map; the table has the same figures."))
        return
    values = map_values(assessment, base, places, snapshot=snapshot, measure=measure, region=region)
    map_component.draw(
        base,
        values,
        key=MAP,
        fingerprint=map_data.fingerprint(),
        label=_("Map of regions. Arrow keys move, Enter selects, Escape clears."),
    )
    online_map.draw(session.grid(), base, values)


def _table(table: pd.DataFrame, assessment: Assessment, *, rows: int) -> None:
    """Regions, worst first; lower while the card of a region is shown below it."""
    st.dataframe(
        table_format.written(table, table_columns.REGIONS),
        key=table_key(assessment),
        on_select="rerun",
        selection_mode="single-row",
        hide_index=True,
        column_order=list(table_columns.REGIONS),
        column_config=table_format.settings(table_columns.REGIONS),
        height=ROW_PX * (rows + 1) + ROW_PX // 2,
        alt=_("Regions with the share of demand not served, megawatts and people, worst first"),
    )


def _region(assessment: Assessment, snapshot: pd.Timestamp, region: str | None) -> None:
    """Card of the chosen region."""
    if region is None:
        st.text(_("Select a region on the map or a row of the table for its details."))
        return
    name = str(assessment.evaluation.regions.loc[region, name_column()])
    with st.container(border=True, gap="xxsmall", key="region_card"):
        st.text(f"{name} ({region})")
        # Names come from a grid, ids from reports: plain text, never Markdown.
        for label, value in region_card.lines(assessment, region, snapshot, public=public_view.on()):
            st.text(f"{label}: {value}")


def _cautions(assessment: Assessment) -> None:
    """What was assumed, left out or could not be solved, and the AC check."""
    ac = assessment.evaluation.dispatch.ac
    found = tables.finding_table(assessment.findings)
    with st.expander(_("Warnings and checks ({findings})", findings=wording.counted(len(found), "finding"))):
        if len(found):
            st.dataframe(
                found,
                hide_index=True,
                column_config=table_columns.translated(table_columns.FINDINGS),
                alt=_("Findings"),
            )
        if ac is None:
            if st.button(_("Check voltages at the peak hour (AC load flow, about ten seconds)")):
                session.offer(assumptions=session.with_ac_check(session.settings()))
                st.rerun()
        else:
            st.text(_("AC load flow of the peak hour as dispatched, one row per island of the grid."))
            st.dataframe(
                table_format.written(tables.ac_table(ac), table_columns.AC_ISLANDS),
                hide_index=True,
                column_config=table_format.settings(table_columns.AC_ISLANDS),
                column_order=list(table_columns.AC_ISLANDS),
                alt=_("AC load flow by island"),
            )
