"""The entry: page settings and navigation. Streamlit runs this file anew at every rerun."""

import streamlit as st

from gridimpact.i18n.translate import say
from gridimpact.ui.pages import compare, damage, impact, imports, method, needs, people, ranges, reports, start
from gridimpact.ui.state import navigation, visitor_language
from gridimpact.ui.widgets.error_boundary import guarded


def run() -> None:
    """Show the page that is asked for; Start when none is."""
    st.set_page_config(page_title="gridimpact", page_icon="⚡", layout="wide")
    visitor_language.settle()
    drawn = {
        "start": (start.render, say("Start")),
        "situation": (impact.render, say("Situation")),
        "ranges": (ranges.render, say("Ranges")),
        "reports": (reports.render, say("Reports")),
        "damage": (damage.render, say("Damage")),
        "people": (people.render, say("People")),
        "needs": (needs.render, say("Needs")),
        "imports": (imports.render, say("Imports")),
        "compare": (compare.render, say("Compare")),
        "method": (method.render, say("Method")),
    }
    pages = {
        name: st.Page(guarded(render), title=title, url_path=name, default=name == "start")
        for name, (render, title) in drawn.items()
    }
    navigation.keep(pages)
    st.navigation(list(pages.values()), position="top").run()


if __name__ == "__main__":
    run()
