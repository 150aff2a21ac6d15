"""What a visitor is looking at: grid, reports, assumptions and the assessment of them.

The choices live in the session of the visitor. Assessments are shared by all sessions, for nobody
writes into them, and are known by what they were computed from.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Lock
from typing import Any

import pandas as pd
import streamlit as st

from gridimpact.adapters.bundled import example_reports
from gridimpact.adapters.facility_files import read_facilities
from gridimpact.adapters.grid_files import read_grid
from gridimpact.adapters.report_columns import COLUMNS
from gridimpact.adapters.report_files import read_reports
from gridimpact.assessment import assess
from gridimpact.domain.grid import Grid
from gridimpact.domain.override import Override
from gridimpact.domain.report import ColumnMapping, Reports
from gridimpact.domain.results import Assessment
from gridimpact.domain.settings import NetworkSettings, Settings
from gridimpact.errors import DataError, Finding, GridimpactError, Severity
from gridimpact.views.map_base import base_map, component_places
from gridimpact.views.wording import sentence

GRID = "ukraine"
"""Bundled grid that the app opens with."""

EXAMPLE = "night"
"""Example reports that the app opens with."""

DEFAULTS = Settings(network=NetworkSettings(ac_check=False))
"""Assumptions that the app opens with: the AC check waits until it is asked for, for its engine
takes seconds to load and changes no figure of the map."""

KEPT = 16
"""Assessments kept in memory. [-]  Chosen: a few visitors with a few variants each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Reports or assumptions that could not be used; what was shown before stays."""

    name: str
    findings: tuple[Finding, ...]
    is_file: bool
    """Whether reports were refused; else assumptions."""


class Shelf:
    """The last assessments by what they were computed from; safe for several sessions at once."""

    def __init__(self, size: int = KEPT) -> None:
        self._size = size
        self._kept: OrderedDict[str, Assessment] = OrderedDict()
        self._lock = Lock()
        self._at_work: dict[str, Lock] = {}

    def take(self, key: str, compute: Callable[[], Assessment]) -> Assessment:
        """Assessment of this key; computed once, also when two sessions ask for it at once."""
        with self._lock:
            at_work = self._at_work.setdefault(key, Lock())
        with at_work:
            known = self._kept.get(key)
            if known is None:
                known = compute()
            with self._lock:
                self._kept[key] = known
                self._kept.move_to_end(key)
                while len(self._kept) > self._size:
                    dropped, _ = self._kept.popitem(last=False)
                    self._at_work.pop(dropped, None)
        return known


@st.cache_resource(show_spinner=False)
def _shelf() -> Shelf:
    return Shelf()


@st.cache_resource(max_entries=4, show_spinner=False)
def _grid(name: str) -> Grid:
    return read_grid(name)


@st.cache_resource(max_entries=8, show_spinner=False)
def _example(name: str) -> Reports:
    return read_reports(example_reports()[name])


@st.cache_resource(max_entries=4, show_spinner=False)
def _map_parts(fingerprint: str, _grid_: Grid) -> tuple[dict[str, Any], pd.DataFrame]:
    return base_map(_grid_), component_places(_grid_)


def grid() -> Grid:
    """Grid that is looked at."""
    return _grid(GRID)


def grid_in_use() -> Grid:
    """The same with one's own list of facilities, when there is one."""
    own: pd.DataFrame | None = st.session_state.get("own_facilities")
    return grid() if own is None else replace(grid(), facilities=own)


def map_parts() -> tuple[dict[str, Any], pd.DataFrame]:
    """Geometry of the map and places of the components."""
    return _map_parts(grid().fingerprint, grid())


def component_names() -> dict[str, str]:
    """English names of the components of the grid by id."""
    return {str(key): str(name) for key, name in grid().components["name_en"].items()}


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
        return _refuse(name, DataError(offered.findings or (_EMPTY,)))
    taken = offer(case=offered)
    if taken:
        st.session_state.update(unread=None, file=(name, content))
    return taken


def offer_example(name: str) -> bool:
    """Take one of the bundled examples."""
    st.session_state["file"] = None
    return offer(case=_example(name))


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


def facilities() -> pd.DataFrame:
    """Facilities in use, with the columns that can be edited."""
    kept: pd.DataFrame | None = st.session_state.get("own_facilities")
    table = kept if kept is not None else grid().facilities
    blank = {name: float("nan") for name in ("generator_share", "autonomy_h", "load_kw") if name not in table}
    return table.assign(**blank, **({} if "name" in table else {"name": ""}))


def facility_refusal() -> tuple[Finding, ...]:
    """What was wrong with the last list of facilities."""
    kept: tuple[Finding, ...] = st.session_state.get("facility_findings", ())
    return kept


def offer_facility_file(name: str, content: bytes) -> None:
    """Take an uploaded list of facilities if it can be read; otherwise the present one stays."""
    try:
        read = read_facilities(content, grid(), name=name)
    except DataError as exc:
        st.session_state["facility_findings"] = exc.findings
        return
    offer_facilities(read.table, read.findings)


def offer_facilities(table: pd.DataFrame, findings: tuple[Finding, ...] = ()) -> None:
    """Take a list of facilities."""
    st.session_state.update(own_facilities=table, facility_findings=findings)


def template() -> bytes:
    """Heading row of the documented columns, as CSV that spreadsheets open."""
    return (",".join(COLUMNS) + "\r\n").encode("utf-8-sig")


def with_ac_check(assumed: Settings) -> Settings:
    """The same assumptions with the AC check."""
    return replace(assumed, network=replace(assumed.network, ac_check=True))


_EMPTY = Finding(
    where="reports",
    what="no row could be read as a report",
    severity=Severity.ERROR,
    remedy="compare the columns with the template on this page",
)


def _refuse(name: str, exc: GridimpactError, *, is_file: bool = True) -> bool:
    findings = (
        exc.findings
        if isinstance(exc, DataError)
        else (
            Finding(
                where="assessment",
                what=str(exc),
                severity=Severity.ERROR,
                remedy="change the assumptions, or the reports",
            ),
        )
    )
    st.session_state["refusal"] = Refusal(name=name, findings=findings, is_file=is_file)
    return False


def warm() -> None:
    """Read and assess the example before the first visitor comes."""
    _take(_example(EXAMPLE), DEFAULTS, None)


def _assessed(wanted: Reports, assumed: Settings) -> Assessment:
    """Assessment from the shelf, or computed with its progress shown."""
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
    listed = "" if own is None else hashlib.sha256(own.to_csv().encode()).hexdigest()
    by_hand = repr(overrides) if overrides else ""
    key = "|".join((shown.fingerprint, wanted.fingerprint, wanted.name, repr(assumed), listed, by_hand, str(as_of)))
    return _shelf().take(
        key, lambda: assess(shown, wanted, assumed, as_of=as_of, overrides=overrides, progress=progress)
    )


def _shown_on(bar: Any) -> Callable[[float, str], None]:
    """Progress callback that draws a bar once there is something to wait for."""
    return lambda share, text: bar.progress(min(max(share, 0.0), 1.0), text=sentence(text))
