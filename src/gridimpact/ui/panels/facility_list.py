"""The list of facilities: upload one's own, or change the figures of the present one."""

import streamlit as st

from gridimpact.errors import Severity
from gridimpact.i18n.translate import _, spoken
from gridimpact.ui.state import facility_session, session
from gridimpact.ui.widgets import table_columns
from gridimpact.views import tables


def take_upload() -> None:
    """Offer a file that has come; the uploader is empty again afterwards."""
    upload = st.session_state.get(_key())
    if upload is None:
        return
    st.session_state["facility_uploads"] = st.session_state.get("facility_uploads", 0) + 1
    facility_session.offer_facility_file(upload.name, upload.getvalue())


def edit() -> None:
    """Upload one's own list, or change the figures of the present one."""
    refusal = facility_session.facility_refusal()
    if refusal:
        if any(finding.severity is Severity.ERROR for finding in refusal):
            st.error(_("This list could not be used. Nothing has changed."))
        else:
            st.warning(_("The list is used, except for the rows below."))
        st.dataframe(
            tables.finding_table(refusal),
            hide_index=True,
            column_config=table_columns.translated(table_columns.FINDINGS),
            alt=_("Errors in the list"),
        )
    with st.expander(_("Use your own facilities")):
        st.file_uploader(
            _("Your own list (CSV or GeoJSON; region or P-code, or lat and lon)"),
            type=["csv", "geojson", "json"],
            key=_key(),
            help=_(
                "Columns: name, kind, region, lat, lon, number, generator_share, autonomy_h, load_kw. "
                "Missing values take defaults, which are marked. The file stays on this computer."
            ),
        )
        with st.form(f"facilities_{spoken()}", border=False):
            edited = st.data_editor(
                facility_session.facilities_in_words(),
                column_order=list(table_columns.FACILITY_EDIT),
                column_config=table_columns.translated(table_columns.FACILITY_EDIT),
                hide_index=True,
                height=240,
                key=f"facility_editor_{spoken()}",
            )
            if st.form_submit_button(_("Recalculate")):
                facility_session.offer_facilities(facility_session.with_edits(edited))
                session.offer(assumptions=session.settings())
                st.rerun()


def _key() -> str:
    """Key of the empty uploader; each file gets a fresh one."""
    return f"facility_upload_{st.session_state.get('facility_uploads', 0)}"
