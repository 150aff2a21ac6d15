"""People: hours without light by queue, severity, water and heat."""

from functools import partial
from typing import Any

import streamlit as st

from gridimpact.domain.assessment import Assessment
from gridimpact.i18n.translate import _, name_column, spoken
from gridimpact.outputs.files import export_files
from gridimpact.ui.panels import days_ahead, toolbar
from gridimpact.ui.state import public_view, session
from gridimpact.ui.widgets import map_component, map_data, metric_row, public_files, table_columns, table_format
from gridimpact.ui.widgets.error_boundary import with_error_boundary
from gridimpact.views import outage_calendar, people, result_texts
from gridimpact.views.map_layers import Measure, map_values

MAP = "people_map"


def render() -> None:
    """Draw the page."""
    assessment = session.current()
    toolbar.heading(people.headline(assessment), days_ahead.followed(assessment))
    if assessment.evaluation.people is None:
        return
    _panel()
    if not public_view.on():  # times of return name components
        days_ahead.section(assessment)
    for finding in assessment.evaluation.people.findings:
        st.text(result_texts.finding_sentence(finding))


@st.fragment
@with_error_boundary
def _panel() -> None:
    """Figures, severity map, regions and the card of one; reruns by itself."""
    assessment = session.current()
    metric_row.draw(people.key_figures(assessment), key="people_figures")
    table = people.region_table(assessment)
    key = f"people_regions_{assessment.contingency.fingerprint}_{assessment.reports_fingerprint}"
    state: Any = st.session_state.get(key)
    rows = state["selection"]["rows"] if state else []
    region = str(table.index[rows[0] if rows and rows[0] < len(table) else 0])
    left, right = st.columns([2, 3], gap="medium")
    with left:
        _map(assessment, region)
    with right:
        st.dataframe(
            table_format.written(table, table_columns.PEOPLE),
            key=key,
            on_select="rerun",
            selection_mode="single-row",
            hide_index=True,
            height=420,
            column_order=list(table_columns.PEOPLE),
            column_config=table_format.settings(table_columns.PEOPLE),
            alt=_("Regions with severity and hours without power, the most severe first"),
        )
    _region(assessment, region)


def _map(assessment: Assessment, region: str) -> None:
    base, places = map_data.parts()
    if not base:
        return
    values = map_values(
        assessment, base, places, snapshot=assessment.evaluation.peak, measure=Measure.SEVERITY, region=region
    )
    map_component.draw(
        base,
        values,
        key=MAP,
        fingerprint=map_data.fingerprint(),
        label=_("Map of severity by region; the table has the same figures."),
    )


def _region(assessment: Assessment, region: str) -> None:
    """Calendar of the queues, card and needs of one region."""
    name = str(assessment.evaluation.regions.loc[region, name_column()])
    st.header(f"{name} ({region})", anchor=False)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        rows = outage_calendar.calendar_rows(assessment, region, session.grid().timezone)
        st.vega_lite_chart(
            rows, outage_calendar.calendar_chart(rows), width="stretch", key=f"calendar_{region}_{spoken()}"
        )
        with st.container(horizontal=True, gap="small"):
            public_files.button(
                _("Calendar of this region (ICS)"),
                partial(export_files.ics_bytes, assessment, region_id=region),
                f"outages_{region}.ics",
                mime="text/calendar",
                key="download_region_ics",
                assessment=assessment,
            )
            public_files.button(
                _("Outages of all regions (CSV)"),
                partial(export_files.queues_bytes, assessment, grid=session.grid()),
                export_files.file_name("queues"),
                mime="text/csv",
                key="download_queues",
                assessment=assessment,
            )
    with right, st.container(border=True, gap="small", key="people_card"):
        st.markdown(f"**{people.region_severity(assessment, region)}**")
        metric_row.draw(people.region_tiles(assessment, region), width=150)
        # Labels are ours and values are our own words: safe as Markdown.
        lines = people.region_lines(assessment, region)
        st.markdown("  \n".join(f"{label}: **{value}**" for label, value in lines))
