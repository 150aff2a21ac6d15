"""What a visitor decides about reports: columns, matches set by hand, the as-of time, weights of grades."""

from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from gridimpact.adapters.grids.bundled import example_reports
from gridimpact.adapters.reports.override_files import read_overrides
from gridimpact.domain.override import Override
from gridimpact.domain.report import ColumnMapping
from gridimpact.errors import DataError, Finding
from gridimpact.i18n.translate import name_column
from gridimpact.studies.evidence_sensitivity import headline_by_choice
from gridimpact.ui.state import session
from gridimpact.views import result_texts


def component_names() -> dict[str, str]:
    """Return names of the components of the grid in the language spoken, by id."""
    return {str(key): str(name) for key, name in session.grid().components[name_column()].items()}


def file_to_map() -> tuple[str, bytes, ColumnMapping] | None:
    """Return name, content and mapping of the file whose columns can be corrected: one that could not be read first."""
    unread: tuple[str, bytes, ColumnMapping] | None = st.session_state.get("unread")
    if unread is not None and session.refusal() is not None:
        return unread
    kept: tuple[str, bytes] | None = st.session_state.get("file")
    shown = session.reports()
    if kept is not None:
        return (*kept, shown.mapping)
    example = next((path for path in example_reports().values() if path.name == shown.name), None)
    return (shown.name, example.read_bytes(), shown.mapping) if example else None


def take_override(one: Override) -> None:
    """Add a match set by hand."""
    st.session_state["overrides"] = (*session.overrides(), one)
    st.session_state["who"] = one.who


def drop_override(number: int) -> None:
    """Take back one of the matches set by hand, by its place in `session.overrides`."""
    kept = session.overrides()
    st.session_state["overrides"] = kept[:number] + kept[number + 1 :]


def take_overrides_file(content: bytes) -> tuple[Finding, ...]:
    """Replay a file of overrides beside those there are; return what is wrong with it."""
    try:
        read = read_overrides(content)
    except DataError as exc:
        return exc.findings
    st.session_state["overrides"] = tuple(dict.fromkeys((*session.overrides(), *read)))
    return ()


def decided_now(
    report_id: str, targets: tuple[tuple[str, float], ...], who: str, why: str, said: str
) -> Override | tuple[Finding, ...]:
    """Return a decision of this moment, or what it lacks."""
    now = datetime.now(UTC).replace(microsecond=0)
    try:
        return Override(report_id=report_id, targets=targets, who=who.strip(), at=now, why=why.strip(), said=said)
    except DataError as exc:
        return exc.findings


def take_as_of(moment: datetime | None) -> None:
    """Leave aside what was reported after a time; None counts all reports."""
    st.session_state["as_of"] = moment


def choices_key() -> str:
    """Return what the table of other choices depends on."""
    assessment = session.current()
    return "|".join((assessment.reports_fingerprint, assessment.belief.fingerprint, repr(session.settings())))


def choices() -> pd.DataFrame | None:
    """Return the headline under other choices, when it was worked out for what is shown."""
    kept: tuple[str, pd.DataFrame] | None = st.session_state.get("choices")
    return kept[1] if kept is not None and kept[0] == choices_key() else None


def work_out_choices() -> None:
    """Work out the headline under other choices, with its progress shown."""
    bar = st.progress(0.0)

    def on_progress(share: float, what: str) -> None:
        bar.progress(min(max(share, 0.0), 1.0), text=result_texts.render(what))

    table = headline_by_choice(
        session.grid(),
        session.reports(),
        session.settings(),
        as_of=session.as_of(),
        overrides=session.overrides(),
        progress=on_progress,
    )
    st.session_state["choices"] = (choices_key(), table)
    bar.empty()
