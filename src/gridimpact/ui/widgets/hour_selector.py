"""The hour that is looked at; the same on every page."""

import streamlit as st

from gridimpact.domain.assessment import Assessment
from gridimpact.i18n.translate import _, spoken
from gridimpact.ui.state import session
from gridimpact.views import figures


def choose(assessment: Assessment) -> int:
    """Draw the slider and return the position of the chosen snapshot; the peak until one is chosen."""
    labels = figures.local_hours(assessment, session.grid().timezone)
    peak = figures.peak_position(assessment)
    shown = {i: _("{hour}, peak", hour=text) if i == peak else text for i, text in enumerate(labels)}
    position = st.select_slider(
        _("Hour of the day (local time)"),
        range(len(labels)),
        value=min(int(st.session_state.get("hour", peak)), len(labels) - 1),
        key=f"hour_{spoken()}",
        persist_state="session",
        format_func=shown.__getitem__,
    )
    st.session_state["hour"] = int(position)
    return int(position)
