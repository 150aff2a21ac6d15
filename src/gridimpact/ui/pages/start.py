"""Start: three ways in, the example night, reports of one's own, a saved scenario."""

import streamlit as st

from gridimpact.i18n.translate import _, spoken
from gridimpact.ui.panels import scenarios
from gridimpact.ui.state import navigation, session, visitor_language
from gridimpact.ui.widgets import table_columns
from gridimpact.views import attribution, tables

UPLOAD_MB = 20


def render() -> None:
    """Draw the page."""
    _take_upload()
    st.title(_("Who is without power, and what would help"), anchor=False)
    visitor_language.switch()
    first, second, third = st.columns(3, gap="medium")
    with first, st.container(border=True):
        st.header(_("Look at the example night"), anchor=False)
        sentence = st.empty()
        st.text(_("Illustrative reports on public, generalised grid data."))
        if st.button(_("Open the example night"), key=f"example_{spoken()}"):
            session.begin_example()
            navigation.go("situation")
    with second, st.container(border=True):
        st.header(_("Upload reports of damage"), anchor=False)
        st.file_uploader(
            _("A table of reports: CSV, Excel, JSON, GeoJSON, KML or GeoPackage, up to {size} MB", size=UPLOAD_MB),
            type=["csv", "tsv", "txt", "xlsx", "json", "jsonl", "ndjson", "geojson", "kml", "gpkg"],
            key=_key(),
            max_upload_size=UPLOAD_MB,
            help=_("The file stays on this machine."),
        )
        _refused()
    with third, st.container(border=True):
        st.header(_("Open a saved scenario"), anchor=False)
        if scenarios.manage():
            navigation.go("situation")
    if not session.is_example():
        st.text(_("You are looking at: {name}", name=session.reports().name))
        navigation.link("situation", _("Back to the situation"))
    else:  # last, for right after the start it still has to be worked out
        sentence.text(_("Being worked out ..."))
        sentence.text(attribution.headline(session.current()))


def _key() -> str:
    """Key of the empty uploader; each file gets a fresh one."""
    return f"start_upload_{st.session_state.get('start_uploads', 0)}"


def _take_upload() -> None:
    """Offer a file that has come; the present state stays when it cannot be used."""
    upload = st.session_state.get(_key())
    if upload is None:
        return
    taken = False
    try:
        taken = session.offer_file(upload.name, upload.getvalue())
    finally:
        st.session_state["start_uploads"] = st.session_state.get("start_uploads", 0) + 1
    if taken:
        navigation.go("situation")


def _refused() -> None:
    refusal = session.refusal()
    if refusal is None or not refusal.is_file:
        return
    st.error(_("This file could not be used. What was shown before stays as it was."))
    st.dataframe(
        tables.finding_table(refusal.findings),
        hide_index=True,
        column_config=table_columns.translated(table_columns.FINDINGS),
        alt=_("Findings"),
    )
    navigation.link("reports", _("Say what its columns mean"))
