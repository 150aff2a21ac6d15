"""The menu on a narrow screen, which covers the page: it closes once a page was chosen."""

from importlib.resources import files

import streamlit as st

_menu = st.components.v2.component(
    "gridimpact_narrow_menu",
    js=(files("gridimpact.ui") / "frontend" / "narrow_menu.js").read_text("utf-8"),
)


def close_after_choice() -> None:
    """Watch the menu; Streamlit closes it by itself only where the browser calls itself one of a phone."""
    _menu(key="narrow_menu")
