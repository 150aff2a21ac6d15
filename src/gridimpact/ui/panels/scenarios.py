"""Saved scenarios in the app: save what is shown, list, open again, copy, delete."""

import streamlit as st

from gridimpact.adapters.stores.scenario_store import open_store
from gridimpact.domain.assessment import Assessment
from gridimpact.domain.scenario import (
    Basis,
    OriginalFile,
    SavedScenario,
    Scenario,
    ScenarioEntry,
)
from gridimpact.errors import DataError, Finding, GridimpactError
from gridimpact.i18n.messages import error_sentences
from gridimpact.i18n.translate import _, moment, spoken
from gridimpact.studies.scenarios import changes
from gridimpact.ui.state import session
from gridimpact.ui.widgets import table_columns
from gridimpact.views import tables


def present(title: str, *, note: str = "", basis: Basis = Basis.REPORTS) -> Scenario:
    """What is looked at now as a scenario."""
    return Scenario(
        title=title,
        note=note,
        basis=basis,
        reports=session.reports(),
        settings=session.settings(),
        overrides=session.overrides(),
        as_of=session.as_of(),
        facilities=st.session_state.get("own_facilities"),
        grid_name=session.GRID,
    )


def save(assessment: Assessment) -> None:
    """Form that saves what is shown."""
    with st.form(f"save_form_{spoken()}", border=False, clear_on_submit=False):
        title = st.text_input(_("Title"), max_chars=120, key=f"save_title_{spoken()}")
        note = st.text_area(_("Note"), max_chars=2000, height=80, key=f"save_note_{spoken()}")
        if st.form_submit_button(_("Save this scenario")):
            _save(assessment, title.strip(), note.strip())
    try:
        with open_store() as store:
            st.caption(_("Restricted: report texts and locations are stored in {place}", place=store.place))
    except DataError as exc:
        _faults(exc.findings)


def _save(assessment: Assessment, title: str, note: str) -> None:
    if not title:
        st.error(_("Enter a title first."))
        return
    file: tuple[str, bytes] | None = st.session_state.get("file")
    original = OriginalFile(name=file[0], content=file[1]) if file else None
    try:
        with open_store() as store:
            saved = store.save(present(title, note=note), assessment, original=original)
    except DataError as exc:
        _faults(exc.findings)
        return
    st.success(_("Saved as “{title}”.", title=_plain(saved.entry.title)))


def manage() -> bool:
    """List of the saved scenarios with what can be done to one; return whether one was opened."""
    try:
        with open_store() as store:
            entries = store.entries()
    except DataError as exc:
        _faults(exc.findings)
        return False
    if not entries:
        st.text(_("No scenario is saved yet."))
        return False
    by_key = {entry.key: entry for entry in entries}
    key = st.selectbox(
        _("Saved scenario"),
        tuple(by_key),
        format_func=lambda one: entry_words(by_key[one]),
        key=f"saved_{spoken()}_{len(entries)}_{entries[0].key}",
    )
    entry = by_key[key]
    if entry.note:
        st.text(entry.note)
    with st.container(horizontal=True):
        if st.button(_("Open"), key=f"open_saved_{spoken()}"):
            return _open(entry)
        if st.button(_("Duplicate"), key=f"duplicate_saved_{spoken()}"):
            _change(entry, delete=False)
        if st.button(_("Delete"), key=f"ask_delete_saved_{spoken()}"):
            st.session_state["delete_asked"] = entry.key
    if st.session_state.get("delete_asked") == entry.key:
        st.text(_("This deletes it permanently for everyone who uses this store."))
        if st.button(_("Delete permanently"), key=f"delete_saved_{spoken()}"):
            _change(entry, delete=True)
    return False


def entry_words(entry: ScenarioEntry) -> str:
    """Title of a saved scenario and when it was changed."""
    return f"{entry.title} · {moment(entry.updated_at, session.grid().timezone)}"


def _open(entry: ScenarioEntry) -> bool:
    try:
        with open_store() as store:
            saved = store.load(entry.key)
        return _taken(saved)
    except GridimpactError as exc:
        _faults(exc.findings) if isinstance(exc, DataError) else st.error(" ".join(error_sentences(exc)))
        return False


def _taken(saved: SavedScenario) -> bool:
    """Look at a saved scenario; what was looked at before stays when it cannot be worked out."""
    case = saved.scenario
    if case.basis is not Basis.REPORTS or case.grid_name != session.GRID:
        st.error(
            _("It contains stated damage, confirmed reports only, or another grid: it can be compared but not opened.")
        )
        return False
    if not session.open_scenario(case):
        _faults(refusal.findings if (refusal := session.refusal()) else ())
        return False
    answer = session.current()
    file = (saved.original.name, saved.original.content) if saved.original else None
    st.session_state.update(file=file, reopened=(answer, saved.entry.title, (*saved.findings, *changes(saved, answer))))
    return True


def _change(entry: ScenarioEntry, *, delete: bool) -> None:
    try:
        with open_store() as store:
            if delete:
                store.delete(entry)
            else:
                store.duplicate(entry, _("{title} (copy)", title=entry.title))
    except DataError as exc:
        _faults(exc.findings)
        return
    st.rerun()


def reopened() -> None:
    """Say that what is shown is a saved scenario, and what has changed since it was saved."""
    kept: tuple[Assessment, str, tuple[Finding, ...]] | None = st.session_state.get("reopened")
    if kept is None or kept[0] is not session.current():
        return
    _answer, title, found = kept
    st.text(
        _("Saved scenario: {title}", title=title)
        + " · "
        + (_("its figures need checking") if found else _("its figures are the same as when it was saved"))
    )
    if found:
        st.warning(_("Something has changed since it was saved."))
        _faults(found)


def _faults(findings: tuple[Finding, ...]) -> None:
    st.dataframe(
        tables.finding_table(findings),
        hide_index=True,
        column_config=table_columns.translated(table_columns.FINDINGS),
        alt=_("Findings"),
    )


def _plain(text: str) -> str:
    """Somebody's title inside a sentence that is read as Markdown."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]()<>#+-.!|~:$" else sign for sign in text)
