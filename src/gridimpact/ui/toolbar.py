"""The line above each page and its buttons: what is shown, who may see it, assumptions and downloads."""

from dataclasses import replace
from functools import partial

import streamlit as st

from gridimpact.adapters import export_files
from gridimpact.domain.results import Assessment
from gridimpact.domain.settings import Settings
from gridimpact.domain.vocabulary import Season, Sensitivity
from gridimpact.ui import session
from gridimpact.views import figures, wording

_FORMATS = (
    ("xlsx", "Excel workbook", export_files.xlsx_bytes),
    ("csv", "CSV by region", export_files.csv_bytes),
    ("geojson", "GeoJSON map", export_files.geojson_bytes),
)


def heading(sentence: str, assessment: Assessment) -> None:
    """Draw the sentence of the page, what it is about and who may see it, assumptions and downloads."""
    st.title(sentence, anchor=False)
    day = figures.local_day(assessment, session.grid().timezone)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="status"):
        st.badge(
            "Restricted: names components",
            color="orange",
            help="This screen shows places and states of damaged components. Do not publish pictures of it. "
            "Downloads are public, told by region only, unless you choose otherwise.",
        )
        # A file name is somebody else's text: plain text only.
        st.text(
            f"{_name(assessment)} · {wording.counted(len(session.reports()), 'report')} · day assessed: {day}",
            width="stretch",
        )
        with st.popover("Assumptions"):
            _assumptions(session.settings())
        with st.popover("Download"):
            _downloads(assessment)
    _refused()


def _refused() -> None:
    """Why other assumptions were not taken; a refused file is told on its own page."""
    refusal = session.refusal()
    if refusal is None or refusal.is_file:
        return
    st.error("These assumptions could not be used. What was shown before stays as it was.")
    for finding in refusal.findings:
        st.text(str(finding))


def _name(assessment: Assessment) -> str:
    example = "example night (illustrative)" if assessment.reports_name.startswith(session.EXAMPLE) else None
    return wording.sentence(example or assessment.reports_name)


def _assumptions(used: Settings) -> None:
    """Season, reference state and scales; nothing is computed before the button."""
    states = session.grid().reference_states
    demand = used.demand
    with st.form("assumptions", border=False):
        season = st.segmented_control(
            "Season",
            ("", *Season),
            default=demand.season or "",
            required=True,
            format_func=lambda value: wording.sentence(value) or "By date",
        )
        choices = [None, *states.index]
        state = st.selectbox(
            "Demand and generation as on",
            choices,
            index=choices.index(demand.reference_state),
            format_func=lambda key: states.loc[key, "title_en"] if key else "The default of the season",
        )
        load = st.slider("Demand, % of that day", 50, 150, round(100 * demand.demand_scale), step=5)
        generation = st.slider(
            "Available generation, % of that day", 50, 150, round(100 * demand.generation_scale), step=5
        )
        ac_check = st.toggle(
            "Check voltages too (AC load flow)",
            value=used.network.ac_check,
            help="Checks the peak hour; changes no figure. The first time takes about ten seconds.",
        )
        if st.form_submit_button("Assess again", type="primary"):
            changed = replace(
                demand,
                season=Season(season) if season else None,
                reference_state=state,
                demand_scale=load / 100,
                generation_scale=generation / 100,
            )
            network = replace(used.network, ac_check=ac_check)
            session.offer(assumptions=replace(used, demand=changed, network=network))
            st.rerun()
    st.text("All other assumptions, with their units and sources, are in docs/method.md.")


def _downloads(assessment: Assessment) -> None:
    """One button per format; public unless chosen otherwise."""
    restricted = st.toggle(
        "Include components and report texts",
        key="restricted_download",
        help="Off: by region only, fit to be passed on.",
    )
    if restricted:
        st.warning(
            "Restricted: the files name damaged components, their state and the reports. Each sheet is marked. "
            "Pass them only to people who may see that."
        )
    level = Sensitivity.RESTRICTED if restricted else Sensitivity.PUBLIC
    for kind, label, content in _FORMATS:
        st.download_button(
            label,
            partial(content, assessment, sensitivity=level, grid=session.grid()),
            file_name=export_files.file_name(kind, level),
            on_click="ignore",
            key=f"download_{kind}",
            width="stretch",
        )
