"""People: hours without light by queue, severity, hospitals, and what to send."""

from collections.abc import Callable
from functools import partial
from typing import Any, Literal

import streamlit as st

from gridimpact.adapters import export_files
from gridimpact.domain.results import Assessment
from gridimpact.language import name_column, say, spoken, told_in
from gridimpact.ui import columns, days_ahead, facility_list, map_component, session, toolbar
from gridimpact.ui.guard import guarded
from gridimpact.views import outage_calendar, people, result_texts
from gridimpact.views.figures import Figure
from gridimpact.views.map_layers import Measure, map_values

MAP = "people_map"


def render() -> None:
    """Draw the page."""
    facility_list.take_upload()
    assessment = session.current()
    toolbar.heading(people.headline(assessment), days_ahead.followed(assessment))
    if assessment.evaluation.people is None:
        return
    _panel()
    _facilities(assessment)
    days_ahead.section(assessment)
    for finding in assessment.evaluation.people.findings:
        st.text(result_texts.finding_sentence(finding))


@st.fragment
@guarded
def _panel() -> None:
    """Figures, severity map, regions and the card of one; reruns by itself."""
    assessment = session.current()
    with st.container(horizontal=True, gap="small", key="people_figures"):
        for figure in people.key_figures(assessment):
            _metric(figure)
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
            table,
            key=key,
            on_select="rerun",
            selection_mode="single-row",
            hide_index=True,
            height=420,
            column_order=list(columns.PEOPLE),
            column_config=columns.told(columns.PEOPLE),
            alt=say("Regions with severity and hours without power, the most severe first"),
        )
    _region(assessment, region)


def _metric(figure: Figure, width: "int | Literal['stretch']" = "stretch") -> None:
    st.metric(
        figure.label,
        figure.value,
        figure.note,
        delta_color="off",
        delta_arrow="off",
        help=figure.meaning,
        width=width,
    )


def _map(assessment: Assessment, region: str) -> None:
    base, places = session.map_parts()
    if not base:
        return
    values = map_values(
        assessment, base, places, snapshot=assessment.evaluation.peak, measure=Measure.SEVERITY, region=region
    )
    map_component.draw(
        base,
        values,
        key=MAP,
        print_=session.grid().fingerprint,
        label=say("Map of severity by region; the table tells the same."),
    )


def _region(assessment: Assessment, region: str) -> None:
    """Calendar of the queues, card and needs of one region."""
    name = str(assessment.evaluation.regions.loc[region, name_column()])
    st.header(f"{name} ({region})", anchor=False)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        rows = outage_calendar.calendar_rows(assessment, region, session.grid().timezone)
        st.vega_lite_chart(rows, outage_calendar.calendar_chart(), width="stretch", key=f"calendar_{region}_{spoken()}")
        with st.container(horizontal=True, gap="small"):
            st.download_button(
                say("Calendar of this region (ICS)"),
                partial(told_in, spoken(), partial(export_files.ics_bytes, assessment, region_id=region)),
                file_name=f"outages_{region}.ics",
                mime="text/calendar",
                on_click="ignore",
                key="download_region_ics",
            )
            _download("queues", say("Outages of all regions (CSV)"), export_files.queues_bytes, assessment)
    with right, st.container(border=True, gap="small", key="people_card"):
        st.markdown(f"**{people.region_severity(assessment, region)}**")
        with st.container(horizontal=True, gap="small"):
            for figure in people.region_tiles(assessment, region):
                _metric(figure, width=150)
        # Labels are ours and values are our own words: safe as Markdown.
        lines = people.region_lines(assessment, region)
        st.markdown("  \n".join(f"{label}: **{value}**" for label, value in lines))
    st.header(say("What to send"), anchor=False)
    whole = st.toggle(say("All regions"), key="needs_everywhere")
    st.dataframe(
        people.needs_table(assessment, None if whole else region),
        hide_index=True,
        column_order=list(columns.NEEDS),
        column_config=columns.told(columns.NEEDS),
        alt=say("What to send: place, item, size, count and why"),
    )
    _download("needs", say("What to send, all regions (CSV)"), export_files.needs_bytes, assessment)


def _facilities(assessment: Assessment) -> None:
    """Facilities with hours left and fuel, and the way to give one's own."""
    st.header(say("Hospitals and other facilities"), anchor=False)
    st.dataframe(
        people.facility_table(assessment),
        hide_index=True,
        column_order=list(columns.FACILITIES),
        column_config=columns.told(columns.FACILITIES),
        alt=say("Facilities with hours without grid power, hours left on own fuel and litres a day"),
    )
    _download("facilities", say("Facilities by region (CSV)"), export_files.facilities_bytes, assessment)
    facility_list.edit()


def _download(kind: str, label: str, content: Callable[..., bytes], assessment: Assessment) -> None:
    """Public file of one table, with P-codes and HXL hashtags."""
    st.download_button(
        label,
        partial(told_in, spoken(), partial(content, assessment, grid=session.grid())),
        file_name=export_files.file_name(kind),
        mime="text/csv",
        on_click="ignore",
        key=f"download_{kind}",
    )
