"""The entry: page settings and navigation. Streamlit runs this file anew at every rerun."""

import streamlit as st

from gridimpact.language import say
from gridimpact.ui import (
    compare_page,
    damage_page,
    impact_page,
    imports_page,
    method_page,
    navigation,
    needs_page,
    people_page,
    ranges_page,
    reports_page,
    start_page,
    tongue,
)
from gridimpact.ui.guard import guarded


def run() -> None:
    """Show the page that is asked for; Start when none is."""
    st.set_page_config(page_title="gridimpact", page_icon="⚡", layout="wide")
    tongue.settle()
    drawn = {
        "start": (start_page.render, say("Start")),
        "situation": (impact_page.render, say("Situation")),
        "ranges": (ranges_page.render, say("Ranges")),
        "reports": (reports_page.render, say("Reports")),
        "damage": (damage_page.render, say("Damage")),
        "people": (people_page.render, say("People")),
        "needs": (needs_page.render, say("Needs")),
        "imports": (imports_page.render, say("Imports")),
        "compare": (compare_page.render, say("Compare")),
        "method": (method_page.render, say("Method")),
    }
    pages = {
        name: st.Page(guarded(render), title=title, url_path=name, default=name == "start")
        for name, (render, title) in drawn.items()
    }
    navigation.keep(pages)
    st.navigation(list(pages.values()), position="top").run()


if __name__ == "__main__":
    run()
