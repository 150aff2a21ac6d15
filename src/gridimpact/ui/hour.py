"""The hour that is looked at; the same on every page."""

import streamlit as st

from gridimpact.domain.results import Assessment
from gridimpact.language import say
from gridimpact.ui import session
from gridimpact.views import figures


def choose(assessment: Assessment) -> int:
    """Draw the slider and return the position of the chosen snapshot; the peak until one is chosen."""
    labels = figures.local_hours(assessment, session.grid().timezone)
    peak = figures.peak_position(assessment)
    position = st.select_slider(
        say("Hour of the day (local time)"),
        range(len(labels)),
        value=peak,
        key="hour",
        persist_state="session",
        format_func=lambda i: say("{hour}, peak", hour=labels[i]) if i == peak else labels[i],
    )
    return int(position)
