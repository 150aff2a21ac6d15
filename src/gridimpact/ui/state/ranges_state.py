"""The run about what is shown: begun by this visitor, or before the page was loaded anew."""

import hashlib
from collections import OrderedDict

import streamlit as st

from gridimpact.domain.ranges import Ranges
from gridimpact.domain.scenario import Scenario
from gridimpact.ui.state import session
from gridimpact.ui.state.long_run import LongRun

RUN = "long_run"

KEPT = 4
"""Runs that are kept for whoever asks again. [-]  Chosen: as many as there are pages to compare."""


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


@st.cache_resource(show_spinner=False)
def _runs() -> "OrderedDict[str, LongRun]":
    """The last runs by what they are about: a page that is loaded anew finds its own again.

    The key is made from all that was read and assumed, so that nobody finds a run about reports that are not theirs.
    """
    return OrderedDict()


def run() -> LongRun | None:
    """The run about what is shown, whoever began it; else the last that this visitor began."""
    own: LongRun | None = st.session_state.get(RUN)
    return own if own is not None and own.key == key() else _runs().get(key(), own)


def begin(samples: int) -> None:
    """Begin a run about what is shown."""
    made = LongRun(shown(), key(), samples=samples)
    _runs()[made.key] = made
    while len(_runs()) > KEPT:
        _runs().popitem(last=False)
    st.session_state[RUN] = made


def end(ended: LongRun) -> None:
    """Stop a run and forget it."""
    ended.cancel()
    if _runs().get(ended.key) is ended:
        del _runs()[ended.key]
    st.session_state.pop(RUN, None)


def leave(other: LongRun) -> None:
    """Turn from a run about something else: one that has ended is kept for whoever turns back, else it is stopped."""
    if other.result() is None:
        end(other)
    st.session_state.pop(RUN, None)


def found() -> Ranges | None:
    """Ranges of what is shown; None where there are none, or they are about something else."""
    kept = run()
    return kept.result() if kept is not None and kept.key == key() else None
