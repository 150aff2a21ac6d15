"""The entry: page settings and navigation. Streamlit runs this file anew at every rerun."""

import streamlit as st

from gridimpact.i18n.translate import _
from gridimpact.ui.pages import compare, damage, impact, imports, method, needs, people, ranges, reports, start
from gridimpact.ui.state import navigation, visitor_language
from gridimpact.ui.widgets.error_boundary import with_error_boundary


def run() -> None:
    """Show the page that is asked for; Start when none is."""
    st.set_page_config(page_title="gridimpact", page_icon="⚡", layout="wide")
    visitor_language.settle()
    drawn = {
        "start": (start.render, _("Start")),
        "situation": (impact.render, _("Situation")),
        "ranges": (ranges.render, _("Ranges")),
        "reports": (reports.render, _("Reports")),
        "damage": (damage.render, _("Damage")),
        "people": (people.render, _("People")),
        "needs": (needs.render, _("Needs")),
        "imports": (imports.render, _("Imports")),
        "compare": (compare.render, _("Compare")),
        "method": (method.render, _("Method")),
    }
    pages = {
        name: st.Page(with_error_boundary(render), title=title, url_path=name, default=name == "start")
        for name, (render, title) in drawn.items()
    }
    navigation.keep(pages)
    st.navigation(list(pages.values()), position="top").run()


if __name__ == "__main__":
    run()
