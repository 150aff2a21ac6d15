"""What a visitor is looking at: grid, reports, assumptions and the assessment of them.

The choices live in the session of the visitor. Assessments are shared by all sessions, for nobody
writes into them, and are known by what they were computed from.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pandas as pd
import streamlit as st

from gridimpact.adapters.grids.bundled import example_reports
from gridimpact.adapters.grids.files import read_grid
from gridimpact.adapters.reports.columns import COLUMNS
from gridimpact.adapters.reports.files import read_reports
from gridimpact.assessment import assess
from gridimpact.domain.assessment import Assessment
from gridimpact.domain.grid import Grid
from gridimpact.domain.override import Override
from gridimpact.domain.report import ColumnMapping, Reports
from gridimpact.domain.scenario import Scenario
from gridimpact.domain.settings import NetworkSettings, Settings
from gridimpact.errors import DataError, Finding, GridimpactError, Message, Severity
from gridimpact.i18n.translate import N_, name_column
from gridimpact.ui.state.assessment_cache import AssessmentCache
from gridimpact.views.wording import sentence

GRID = "ukraine"
"""Bundled grid that the app opens with."""

EXAMPLE = "night"
"""Example reports that the app opens with."""

DEFAULTS = Settings(network=NetworkSettings(ac_check=False))
"""Assumptions that the app opens with: the AC check waits until it is asked for: it changes no figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Reports or assumptions that could not be used; what was shown before stays."""

    name: str
    findings: tuple[Finding, ...]
    is_file: bool
    """Whether reports were refused; else assumptions."""


@st.cache_resource(show_spinner=False)
def cache() -> AssessmentCache:
    """Assessments of all visitors."""
    return AssessmentCache()


@st.cache_resource(max_entries=4, show_spinner=False)
def _grid(name: str) -> Grid:
    return read_grid(name)


@st.cache_resource(max_entries=8, show_spinner=False)
def _example(name: str) -> Reports:
    return read_reports(example_reports()[name])


def grid() -> Grid:
    """Grid that is looked at."""
    return _grid(GRID)


def grid_in_use() -> Grid:
    """The same with one's own list of facilities, when there is one."""
    own: pd.DataFrame | None = st.session_state.get("own_facilities")
    return grid() if own is None else replace(grid(), facilities=own)


def component_names() -> dict[str, str]:
    """Names of the components of the grid by id, in the language spoken."""
    return {str(key): str(name) for key, name in grid().components[name_column()].items()}


def reports() -> Reports:
    """Reports that are looked at; the example until others are accepted."""
    kept: Reports | None = st.session_state.get("reports")
    return kept if kept is not None else _example(EXAMPLE)


def settings() -> Settings:
    """Assumptions in use."""
    kept: Settings | None = st.session_state.get("settings")
    return kept if kept is not None else DEFAULTS


def refusal() -> Refusal | None:
    """What was refused last, until something is accepted."""
    kept: Refusal | None = st.session_state.get("refusal")
    return kept


def current() -> Assessment:
    """Assessment of the present reports and assumptions; computed when it is not known yet."""
    return _assessed(reports(), settings())


def note() -> None:
    """Remember what is shown; another than last time makes that one the one before."""
    shown: Assessment | None = st.session_state.get("shown")
    if shown is not current():
        st.session_state.update(shown=current(), before=shown)


def before() -> Assessment | None:
    """Assessment that was shown before the present one; None for the first."""
    kept: Assessment | None = st.session_state.get("before")
    return kept


def overrides() -> tuple[Override, ...]:
    """Matches that were set by hand."""
    kept: tuple[Override, ...] = st.session_state.get("overrides", ())
    return kept


def as_of() -> datetime | None:
    """Time after which reports are left aside; None counts all of them. Aware."""
    kept: datetime | None = st.session_state.get("as_of")
    return kept


def offer_file(name: str, content: bytes, mapping: ColumnMapping | None = None) -> bool:
    """Take uploaded reports if they can be read and assessed; otherwise everything stays as it was.

    A mapping says what their columns are read as. The file is kept, so that it can be read once more with another.
    """
    try:
        offered = read_reports(content, name=name, mapping=mapping)
    except DataError as exc:
        return _refuse(name, exc)
    if not len(offered):
        st.session_state["unread"] = (name, content, offered.mapping)
        return _refuse(name, DataError(offered.findings or (NothingToAssess(where=Message(N_("reports"))),)))
    taken = offer(case=offered)
    if taken:
        st.session_state.update(unread=None, file=(name, content))
    return taken


def offer_example(name: str) -> bool:
    """Take one of the bundled examples."""
    st.session_state["file"] = None
    return offer(case=_example(name))


def is_example() -> bool:
    """Whether the reports are those of a bundled example, as they are."""
    shown = reports()
    return any(
        path.name == shown.name and _example(name).fingerprint == shown.fingerprint
        for name, path in example_reports().items()
    )


def open_scenario(case: Scenario) -> bool:
    """Look at a scenario if it can be worked out; otherwise everything stays as it was."""
    wanted = {
        "reports": case.reports,
        "settings": case.settings,
        "overrides": case.overrides,
        "as_of": case.as_of,
        "own_facilities": case.facilities,
        "refusal": None,
    }
    kept = {name: st.session_state.get(name) for name in wanted}
    kept["overrides"] = overrides()
    st.session_state.update(wanted)
    try:
        current()
    except GridimpactError as exc:
        st.session_state.update(kept)
        return _refuse(case.title, exc, is_file=False)
    return True


def facilities_fingerprint() -> str:
    """Content hash of one's own list of facilities; empty without one."""
    return _fingerprint_of(st.session_state.get("own_facilities"))


def _fingerprint_of(own: pd.DataFrame | None) -> str:
    return "" if own is None else hashlib.sha256(own.to_csv().encode()).hexdigest()


def offer(*, case: Reports | None = None, assumptions: Settings | None = None) -> bool:
    """Take other reports or assumptions if they can be assessed; otherwise everything stays as it was.

    Returns
    -------
    bool
        Whether they were taken; `refusal()` says why not.
    """
    wanted = case if case is not None else reports()
    assumed = assumptions if assumptions is not None else settings()
    try:
        _assessed(wanted, assumed)
    except GridimpactError as exc:
        return _refuse(wanted.name, exc, is_file=case is not None)
    st.session_state.update(reports=wanted, settings=assumed, refusal=None, as_of=as_of() if case is None else None)
    return True


def template() -> bytes:
    """Heading row of the documented columns, as CSV that spreadsheets open."""
    return (",".join(COLUMNS) + "\r\n").encode("utf-8-sig")


def with_ac_check(assumed: Settings) -> Settings:
    """The same assumptions with the AC check."""
    return replace(assumed, network=replace(assumed.network, ac_check=True))


class NothingToAssess(Finding):
    """A file in which no report was found, and no fault either."""

    template = N_("no row could be read as a report")
    remedy_template = N_("compare the columns with the template on this page")
    severity = Severity.ERROR


class NotAssessed(Finding):
    """Value `reason`, the message of the error."""

    template = "{reason}"
    remedy_template = N_("change the assumptions, or the reports")
    severity = Severity.ERROR


def _refuse(name: str, exc: GridimpactError, *, is_file: bool = True) -> bool:
    findings = (
        exc.findings
        if isinstance(exc, DataError)
        else (NotAssessed(where=Message(N_("assessment")), values={"reason": exc.message}),)
    )
    st.session_state["refusal"] = Refusal(name=name, findings=findings, is_file=is_file)
    return False


def warm() -> None:
    """Read and assess the example before the first visitor comes."""
    _take(_example(EXAMPLE), DEFAULTS, None)


def _assessed(wanted: Reports, assumed: Settings) -> Assessment:
    """Assessment from the cache, or computed with its progress shown."""
    bar = st.empty()
    try:
        return _take(
            wanted,
            assumed,
            _shown_on(bar),
            st.session_state.get("own_facilities"),
            overrides=overrides(),
            as_of=as_of(),
        )
    finally:
        bar.empty()


def _take(
    wanted: Reports,
    assumed: Settings,
    progress: Callable[[float, str], None] | None,
    own: pd.DataFrame | None = None,
    *,
    overrides: tuple[Override, ...] = (),
    as_of: datetime | None = None,
) -> Assessment:
    shown = grid() if own is None else replace(grid(), facilities=own)
    listed = _fingerprint_of(own)
    by_hand = repr(overrides) if overrides else ""
    key = "|".join((shown.fingerprint, wanted.fingerprint, wanted.name, repr(assumed), listed, by_hand, str(as_of)))
    return cache().take(
        key, lambda: assess(shown, wanted, assumed, as_of=as_of, overrides=overrides, progress=progress)
    )


def _shown_on(bar: Any) -> Callable[[float, str], None]:
    """Progress callback that draws a bar once there is something to wait for."""
    return lambda share, text: bar.progress(min(max(share, 0.0), 1.0), text=sentence(text))
