"""Needs: what to send where, and the facilities that it is for."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from gridimpact.domain.assessment import Assessment
from gridimpact.i18n.translate import _, name_column, spoken
from gridimpact.outputs.files import export_files
from gridimpact.ui.panels import facility_list, toolbar
from gridimpact.ui.state import navigation, public_view, session
from gridimpact.ui.widgets import metric_row, public_files, table_columns, table_format
from gridimpact.ui.widgets.error_boundary import with_error_boundary
from gridimpact.views import needs, people

EVERYWHERE = ""


def render() -> None:
    """Draw the page."""
    facility_list.take_upload()
    assessment = session.current()
    toolbar.heading(needs.headline(assessment, public=public_view.on()), assessment)
    if assessment.evaluation.people is None:
        return
    metric_row.draw(needs.key_figures(assessment, public=public_view.on()), key="needs_figures")
    _to_send()
    _facilities(assessment)
    navigation.link("imports", _("Import needed, by country and hour"))


@st.fragment
@with_error_boundary
def _to_send() -> None:
    """What to send, of all regions or one; reruns by itself."""
    assessment = session.current()
    table = people.needs_table(assessment)
    table = needs.public_rows(table, assessment) if public_view.on() else table
    st.header(_("What to send"), anchor=False)
    names = assessment.evaluation.regions[name_column()]
    labels = {EVERYWHERE: _("All regions"), **{str(key): str(names[key]) for key in table["region_id"].unique()}}
    regions = [EVERYWHERE, *sorted((key for key in labels if key), key=labels.__getitem__)]
    kept = st.session_state.get("needs_region", EVERYWHERE)
    region = st.selectbox(
        _("Region"),
        regions,
        index=regions.index(kept) if kept in regions else 0,
        format_func=labels.__getitem__,
        key=f"needs_region_{spoken()}",
        width=320,
    )
    st.session_state["needs_region"] = region
    st.dataframe(
        table[table["region_id"] == region] if region else table,
        hide_index=True,
        column_order=list(table_columns.NEEDS),
        column_config=table_columns.translated(table_columns.NEEDS),
        alt=_("What to send: place, item, size, count and why"),
    )
    _file("needs", _("What to send, all regions (CSV)"), export_files.needs_bytes, assessment)


def _facilities(assessment: Assessment) -> None:
    """Facilities with hours left and fuel, and the way to give one's own."""
    st.header(_("Hospitals and other facilities"), anchor=False)
    st.dataframe(
        table_format.written(people.facility_table(assessment), table_columns.FACILITIES),
        hide_index=True,
        column_order=[one for one in table_columns.FACILITIES if not (public_view.on() and one == "name")],
        column_config=table_format.settings(table_columns.FACILITIES),
        alt=_("Facilities with hours without grid power, hours left on own fuel and litres a day"),
    )
    _file("facilities", _("Facilities by region (CSV)"), export_files.facilities_bytes, assessment)
    facility_list.edit()


def _file(kind: str, label: str, content: Callable[..., bytes], assessment: Assessment) -> None:
    """Public file of one table, with P-codes and HXL hashtags."""
    public_files.button(
        label,
        partial(content, assessment, grid=session.grid()),
        export_files.file_name(kind),
        mime="text/csv",
        key=f"download_{kind}",
        assessment=assessment,
    )
