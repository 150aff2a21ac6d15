"""Reports: what came in, what could be read, and which component each report means."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

import streamlit as st

from gridimpact.adapters.grids.bundled import example_reports
from gridimpact.adapters.reports.export import report_csv, report_table
from gridimpact.errors import Finding
from gridimpact.i18n.translate import _, moment, number, spoken
from gridimpact.ui.panels import choices, columns, review, toolbar
from gridimpact.ui.state import evidence_session, public_view, session
from gridimpact.ui.widgets import table_columns, table_format
from gridimpact.views import evidence_tables, tables, wording
from gridimpact.views import evidence_words as words

UPLOAD_MB = 20


def render() -> None:
    """Draw the page."""
    _take_upload()
    assessment = session.current()
    shown = session.reports()
    needing = len(evidence_tables.open_reports(assessment.belief))
    toolbar.heading(
        _(
            "{reports} read, {findings}, {needing} for a person to look at.",
            reports=wording.counted(len(shown), "report"),
            findings=wording.counted(len(shown.findings), "finding"),
            needing=number(needing),
        ),
        assessment,
    )
    if public_view.withheld():
        return
    _intake()
    _refused()
    counts, matches, columns_read, findings, weights = st.tabs([_(name) for name in words.TABS])
    with counts:
        _counts()
    with matches:
        review.draw()
    with columns_read:
        columns.draw()
    with findings:
        _findings(_("What was noticed while reading"), shown.findings)
        _findings(_("What was noticed while weighing"), assessment.belief.findings)
    with weights:
        choices.draw()


def _intake() -> None:
    """Upload, examples and the template."""
    left, right = st.columns([3, 2], gap="medium")
    with left:
        st.file_uploader(
            _(words.UPLOAD),
            type=["csv", "tsv", "txt", "xlsx", "json", "jsonl", "ndjson", "geojson", "kml", "gpkg"],
            key=_upload_key(),
            max_upload_size=UPLOAD_MB,
            help=_("The file stays on this machine."),
        )
    with right:
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
            if st.button(_("Assess this example"), key="assess_example"):
                session.offer_example(name)
                st.rerun()
            st.download_button(
                _("Template (CSV)"),
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
    st.error(_("This file could not be used. What was shown before stays as it was."))
    st.text(refusal.name)
    _findings(_("What is wrong with it"), refusal.findings)
    if st.session_state.get("unread"):
        columns.draw(refused=True)


def _findings(title: str, findings: Iterable[Finding]) -> None:
    table = tables.finding_table(findings)
    if table.empty:
        return
    st.header(title, anchor=False)
    st.dataframe(table, hide_index=True, column_config=table_columns.translated(table_columns.FINDINGS), alt=title)


def _counts() -> None:
    """What became of the rows in numbers, and every report with what became of it."""
    belief, shown = session.current().belief, session.reports()
    left, right = st.columns([3, 2], gap="medium")
    with left:
        st.dataframe(
            table_format.written(evidence_tables.what_counts(shown, belief).reset_index(), table_columns.FATES),
            column_config=table_format.settings(table_columns.FATES),
            column_order=list(table_columns.FATES),
            hide_index=True,
            alt=_(words.TABS[0]),
        )
    with right:
        _as_of()
        st.download_button(
            _(words.DOWNLOAD_REPORTS),
            lambda: report_csv(report_table(shown, belief)),
            file_name="reports_restricted.csv",
            mime="text/csv",
            on_click="ignore",
        )
    st.header(_(words.EVERY_REPORT), anchor=False)
    st.dataframe(
        table_format.written(
            tables.match_table(belief, shown, evidence_session.component_names()), table_columns.MATCHES
        ),
        column_config=table_format.settings(table_columns.MATCHES),
        column_order=list(table_columns.MATCHES),
        alt=_(words.EVERY_REPORT),
    )


def _as_of() -> None:
    """Choose the moment whose knowledge is shown."""
    moments = sorted({report.reported_at for report in session.reports()})
    options = [None, *moments[:-1]]
    now = session.as_of()
    zone = ZoneInfo(session.grid().timezone)
    labels = {at: _(words.AS_OF_ALL) if at is None else moment(at, zone) for at in options}
    chosen = st.selectbox(
        _(words.AS_OF),
        options,
        index=options.index(now) if now in options else 0,
        format_func=labels.__getitem__,
        key=f"as_of_{session.reports().fingerprint}_{spoken()}",
    )
    if chosen != now:
        evidence_session.take_as_of(chosen)
        st.rerun()
