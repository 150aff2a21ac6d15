"""Reports: what came in, what could be read, and which component each report means."""

from zoneinfo import ZoneInfo

import streamlit as st

from gridimpact.adapters.reports.export import report_csv, report_table
from gridimpact.i18n.translate import _, moment, number, spoken
from gridimpact.ui.panels import choices, columns, intake, review, toolbar
from gridimpact.ui.state import evidence_session, public_view, session
from gridimpact.ui.widgets import table_columns, table_format
from gridimpact.views import evidence_tables, tables, wording
from gridimpact.views import evidence_words as words


def render() -> None:
    """Draw the page."""
    intake.take_upload()
    assessment = session.current()
    shown = session.reports()
    needing = len(evidence_tables.open_reports(assessment.belief))
    toolbar.heading(
        _(
            "{reports} read, {findings}, {needing} to review.",
            reports=wording.counted(len(shown), "report"),
            findings=wording.counted(len(shown.findings), "finding"),
            needing=number(needing),
        ),
        assessment,
    )
    if public_view.withheld():
        return
    intake.draw()
    intake.refused()
    counts, matches, columns_read, findings, weights = st.tabs([_(name) for name in words.TABS])
    with counts:
        _counts()
    with matches:
        review.draw()
    with columns_read:
        columns.draw()
    with findings:
        intake.findings(_("Findings from reading the file"), shown.findings)
        intake.findings(_("Findings from weighing the reports"), assessment.belief.findings)
    with weights:
        choices.draw()


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
