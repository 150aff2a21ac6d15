"""Reports: what came in, what could be read, and which component each report means."""

from collections.abc import Iterable

import streamlit as st

from gridimpact.adapters.bundled import example_reports
from gridimpact.errors import Finding
from gridimpact.ui import columns, session, toolbar
from gridimpact.views import tables, wording

UPLOAD_MB = 20


def render() -> None:
    """Draw the page."""
    _take_upload()
    assessment = session.current()
    shown = session.reports()
    needing = int(assessment.belief.matches["outcome"].isin(["ambiguous", "unmatched"]).sum())
    toolbar.heading(
        f"{wording.counted(len(shown), 'report')} read, {wording.counted(len(shown.findings), 'finding')}, "
        f"{needing} for a person to look at.",
        assessment,
    )
    _intake()
    _refused()
    _findings("What was noticed while reading", shown.findings)
    _matches()


def _intake() -> None:
    """Upload, examples and the template."""
    left, right = st.columns([3, 2], gap="medium")
    with left:
        st.file_uploader(
            "Your own reports (CSV or Excel, up to 20 MB)",
            type=["csv", "xlsx"],
            key=_upload_key(),
            max_upload_size=UPLOAD_MB,
            help="The file stays on this machine.",
        )
    with right:
        names = list(example_reports())
        name = st.selectbox(
            "Example reports",
            names,
            index=names.index(session.EXAMPLE),
            format_func=lambda key: key.replace("_", " ").capitalize(),
        )
        with st.container(horizontal=True):
            if st.button("Assess this example"):
                session.offer_example(name)
                st.rerun()
            st.download_button(
                "Template (CSV)",
                session.template(),
                file_name="strike_reports_template.csv",
                mime="text/csv",
                on_click="ignore",
            )


def _upload_key() -> str:
    """Key of the empty uploader; each file gets a fresh one.

    Replacing the file of an uploader makes Streamlit (1.67) delete the old one, rerun, and lose the
    new one when that rerun ends before the upload does, as it will on a weak link.
    """
    return f"upload_{st.session_state.get('uploads_taken', 0)}"


def _take_upload() -> None:
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


def _next_upload() -> None:
    """Count the file as taken, whatever became of it."""
    st.session_state["uploads_taken"] = st.session_state.get("uploads_taken", 0) + 1


def _refused() -> None:
    """Why the last file was not taken."""
    refusal = session.refusal()
    if refusal is None or not refusal.is_file:
        return
    st.error("This file could not be used. What was shown before stays as it was.")
    st.text(refusal.name)
    _findings("What is wrong with it", refusal.findings)


def _findings(title: str, findings: Iterable[Finding]) -> None:
    table = tables.finding_table(findings)
    if table.empty:
        return
    st.header(title, anchor=False)
    st.dataframe(table, hide_index=True, column_config=columns.FINDINGS, alt=title)


def _matches() -> None:
    """Every report with the component it means."""
    table = tables.match_table(session.current().belief, session.reports(), session.component_names())
    st.header("Which component each report means", anchor=False)
    st.text(
        "Ambiguous and unmatched reports are not counted: give the component's id or full name in the file "
        "and upload it again. An imprecise report is spread over the components of that kind in its region."
    )
    st.dataframe(
        table,
        column_config=columns.MATCHES,
        column_order=list(columns.MATCHES),
        alt="Reports with the component each one means",
    )
