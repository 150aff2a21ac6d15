"""The run of this session, and whether it is about what is shown."""

import hashlib

import streamlit as st

from gridimpact.domain.ranges import Ranges
from gridimpact.domain.scenario import Scenario
from gridimpact.ui import session
from gridimpact.ui.long_run import LongRun

RUN = "long_run"


def shown() -> Scenario:
    """What is shown, as a run of its own can read it."""
    return Scenario(
        title="ranges",
        reports=session.reports(),
        settings=session.settings(),
        overrides=session.overrides(),
        as_of=session.as_of(),
        grid_name=session.GRID,
    )


def key() -> str:
    """Content hash of what is shown."""
    case = shown()
    parts = (session.grid().fingerprint, case.reports.fingerprint, repr(case.settings), repr(case.overrides))
    return hashlib.sha256("|".join((*parts, str(case.as_of))).encode()).hexdigest()[:16]


def run() -> LongRun | None:
    """The run of this session, whatever it is about."""
    kept: LongRun | None = st.session_state.get(RUN)
    return kept


def found() -> Ranges | None:
    """Ranges of what is shown; None where there are none, or they are about something else."""
    kept = run()
    return kept.result() if kept is not None and kept.key == key() else None
