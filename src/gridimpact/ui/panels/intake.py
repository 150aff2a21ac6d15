"""Reports of one's own, or of an example: upload, choice, template, and why a file was not accepted."""

from collections.abc import Iterable

import streamlit as st

from gridimpact.adapters.grids.bundled import example_reports
from gridimpact.errors import Finding
from gridimpact.i18n.translate import _, spoken
from gridimpact.ui.panels import columns
from gridimpact.ui.state import navigation, session
from gridimpact.ui.widgets import table_columns
from gridimpact.views import tables, wording

UPLOAD_MB = 20
TYPES = ("csv", "tsv", "txt", "xlsx", "json", "jsonl", "ndjson", "geojson", "kml", "gpkg")


def take_upload() -> None:
    """Offer a file that has come; the uploader is empty again afterwards.

    A visitor who clicks elsewhere meanwhile interrupts this; then the file is still there next time.
    """
    upload = st.session_state.get(_upload_key())
    if upload is None:
        return
    try:
        session.offer_file(upload.name, upload.getvalue())
    except Exception:
        _next_upload()
        raise
    _next_upload()


def popover() -> None:
    """Draw the button of the first screen; it closes once a file has come."""
    with st.popover(_("Your reports"), key=f"your_reports_{_uploads()}_{spoken()}"):
        _upload()
        _example()
        navigation.link("reports", _("All reports and their outcome"))


def draw() -> None:
    """Draw upload and examples side by side."""
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _upload()
    with right:
        _example()


def _upload() -> None:
    st.file_uploader(
        _("A table of reports: CSV, Excel, JSON, GeoJSON, KML or GeoPackage, up to {size} MB", size=UPLOAD_MB),
        type=list(TYPES),
        key=_upload_key(),
        max_upload_size=UPLOAD_MB,
        help=_("The file stays on this computer."),
    )


def _example() -> None:
    names = list(example_reports())
    labels = {key: wording.sentence(wording.result_words(key.replace("_", " "))) for key in names}
    name = st.selectbox(
        _("Example reports"),
        names,
        index=names.index(st.session_state.get("example_chosen", session.EXAMPLE)),
        format_func=labels.__getitem__,
        key=f"example_{spoken()}",
    )
    st.session_state["example_chosen"] = name
    with st.container(horizontal=True):
        if st.button(_("Open this example"), key="assess_example"):
            session.offer_example(name)
            st.rerun()
        st.download_button(
            _("Template (CSV)"),
            session.template(),
            file_name="strike_reports_template.csv",
            mime="text/csv",
            on_click="ignore",
        )


def refused() -> None:
    """Say why the last file was not accepted, and let its columns be named by hand."""
    refusal = session.refusal()
    if refusal is None or not refusal.is_file:
        return
    st.error(_("This file could not be used. Nothing has changed."))
    st.text(refusal.name)
    findings(_("What is wrong with the file"), refusal.findings)
    if st.session_state.get("unread"):
        columns.draw(refused=True)


def findings(title: str, found: Iterable[Finding]) -> None:
    """Draw findings under a title; nothing when there are none."""
    table = tables.finding_table(found)
    if table.empty:
        return
    st.header(title, anchor=False)
    st.dataframe(table, hide_index=True, column_config=table_columns.translated(table_columns.FINDINGS), alt=title)


def _uploads() -> int:
    """Files that have come so far in this session."""
    return int(st.session_state.get("uploads_taken", 0))


def _upload_key() -> str:
    """Key of the empty uploader; each file gets a fresh one.

    Replacing the file of an uploader makes Streamlit (1.67) delete the old one, rerun, and lose the
    new one when that rerun ends before the upload does, as it will on a weak link.
    """
    return f"upload_{_uploads()}"


def _next_upload() -> None:
    """Count the file as taken, whatever became of it."""
    st.session_state["uploads_taken"] = _uploads() + 1
