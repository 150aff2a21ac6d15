"""Imports: how much is needed, allowed, deliverable and used, by hour and country."""

import streamlit as st

from gridimpact.i18n.translate import _
from gridimpact.ui.panels import toolbar
from gridimpact.ui.state import session
from gridimpact.ui.widgets import hour_selector, table_columns, table_format
from gridimpact.ui.widgets.error_boundary import with_error_boundary
from gridimpact.views import charts, figures, tables


def render() -> None:
    """Draw the page."""
    assessment = session.current()
    toolbar.heading(figures.import_headline(assessment), assessment)
    rows = charts.import_rows(assessment, session.grid().timezone)
    st.vega_lite_chart(
        rows,
        charts.import_chart(rows),
        width="stretch",
        alt=_("Import needed, allowed, deliverable and used by hour; the table below has the same figures"),
    )
    _hour_panel()


@st.fragment
@with_error_boundary
def _hour_panel() -> None:
    """Countries at one hour."""
    assessment = session.current()
    snapshot = assessment.evaluation.dispatch.snapshots[hour_selector.choose(assessment)]
    st.text(_("What limits import in this hour: {cause}", cause=figures.import_cause(assessment, snapshot)))
    table = tables.import_table(assessment.evaluation, snapshot)
    st.dataframe(
        table_format.written(table, table_columns.IMPORTS),
        hide_index=True,
        column_config=table_format.settings(table_columns.IMPORTS),
        column_order=list(table_columns.IMPORTS),
        alt=_("Import by country in this hour"),
    )
