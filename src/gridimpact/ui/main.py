"""The entry: page settings and navigation. Streamlit runs this file anew at every rerun."""

import streamlit as st

from gridimpact.ui import damage_page, impact_page, imports_page, people_page, ranges_page, reports_page
from gridimpact.ui.guard import guarded


def run() -> None:
    """Show the page that is asked for; Impact when none is."""
    st.set_page_config(page_title="gridimpact", page_icon="⚡", layout="wide")
    page = st.navigation(
        [
            st.Page(guarded(impact_page.render), title="Impact", url_path="impact", default=True),
            st.Page(guarded(ranges_page.render), title="Ranges", url_path="ranges"),
            st.Page(guarded(people_page.render), title="People", url_path="people"),
            st.Page(guarded(damage_page.render), title="Damage", url_path="damage"),
            st.Page(guarded(reports_page.render), title="Reports", url_path="reports"),
            st.Page(guarded(imports_page.render), title="Imports", url_path="imports"),
        ],
        position="top",
    )
    page.run()


if __name__ == "__main__":
    run()
