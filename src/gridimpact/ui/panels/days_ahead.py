"""The next days on the People page: times of return, and what they change; computed when asked for."""

from math import inf
from typing import Any

import streamlit as st

from gridimpact.domain.assessment import Assessment
from gridimpact.errors import DataError
from gridimpact.i18n.translate import _, name_column, spoken
from gridimpact.studies.days_ahead import DAYS, MOST_DAYS, with_days_ahead
from gridimpact.studies.repair_times import return_table
from gridimpact.ui.state import session
from gridimpact.ui.widgets import table_columns, table_format
from gridimpact.views import days_ahead, tables
from gridimpact.views.wording import sentence

_KEPT = "days_ahead"


def followed(assessment: Assessment) -> Assessment:
    """The assessment with the days that were followed from it; as it is when none were."""
    kept: tuple[Assessment, Assessment] | None = st.session_state.get(_KEPT)
    return kept[1] if kept is not None and kept[0] is assessment else assessment


def section(assessment: Assessment) -> None:
    """Draw the times of return and, once followed, the days."""
    st.header(_(days_ahead.TITLE), anchor=False)
    if not assessment.contingency.components:
        st.text(_(days_ahead.NOTHING_DAMAGED))
        return
    shown = followed(assessment)
    if shown.ahead is not None:
        _days(shown)
    with st.expander(_(days_ahead.TIMES), expanded=shown.ahead is None):
        st.text(_(days_ahead.INTRODUCTION))
        _ask(assessment, shown)


def _ask(assessment: Assessment, shown: Assessment) -> None:
    """Form of the times; nothing is computed before the button."""
    grid = session.grid()
    returns = (
        shown.ahead.returns
        if shown.ahead is not None
        else return_table(grid, assessment.contingency, assessment.settings, stated={})
    )
    with st.form("days_ahead_form", border=False):
        edited = st.data_editor(
            days_ahead.return_rows(returns, grid.components[name_column()]),
            column_order=list(table_columns.RETURNS),
            column_config=table_columns.translated(table_columns.RETURNS),
            hide_index=True,
            key=f"returns_{assessment.contingency.fingerprint}_{spoken()}",
        )
        number = st.number_input(
            _(days_ahead.DAYS_LABEL), min_value=2, max_value=MOST_DAYS, value=DAYS, step=1, key="days_to_follow"
        )
        if st.form_submit_button(_(days_ahead.BUTTON)):
            days = edited["days"].fillna(inf)
            _follow(assessment, int(number), {str(key): float(value) for key, value in days.items()})


def _follow(assessment: Assessment, number: int, returns: dict[str, float]) -> None:
    bar: Any = st.empty()
    try:
        followed_days = with_days_ahead(
            session.grid_in_use(),
            assessment,
            days=number,
            returns=returns,
            progress=lambda done, text: bar.progress(min(max(done, 0.0), 1.0), text=sentence(text)),
        )
    except DataError as exc:
        st.dataframe(
            tables.finding_table(exc.findings),
            hide_index=True,
            column_config=table_columns.translated(table_columns.FINDINGS),
        )
        return
    finally:
        bar.empty()
    st.session_state[_KEPT] = (assessment, followed_days)
    st.rerun()


def _days(shown: Assessment) -> None:
    ahead = shown.ahead
    if ahead is None:
        return
    st.text(days_ahead.headline(ahead))
    left, right = st.columns([2, 3], gap="medium")
    with left:
        rows = days_ahead.region_rows(ahead, shown)
        st.vega_lite_chart(
            rows,
            days_ahead.region_chart(rows),
            width="stretch",
            key=f"days_ahead_chart_{spoken()}",
        )
    with right:
        st.dataframe(
            table_format.written(days_ahead.day_table(ahead), table_columns.DAYS),
            hide_index=True,
            column_order=list(table_columns.DAYS),
            column_config=table_format.settings(table_columns.DAYS),
            alt=_("Days ahead: damage left, hours without power, people"),
        )
    st.text(days_ahead.durations_text(ahead))
