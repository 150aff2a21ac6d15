"""Pages by short name, so that one page can lead to another."""

import streamlit as st
from streamlit.navigation.page import StreamlitPage


def keep(pages: dict[str, StreamlitPage]) -> None:
    """Remember the pages of this run."""
    st.session_state["pages"] = pages


def go(name: str) -> None:
    """Leave for another page."""
    page = st.session_state.get("pages", {}).get(name)
    if page is not None:
        st.switch_page(page)


def link(name: str, label: str) -> None:
    """Draw a link to another page."""
    page = st.session_state.get("pages", {}).get(name)
    if page is not None:
        st.page_link(page, label=label)
