"""The entry: page settings and navigation. Streamlit runs this file anew at every rerun."""

import streamlit as st

from gridimpact.i18n.translate import _
from gridimpact.ui.pages import compare, damage, impact, imports, method, needs, people, ranges, reports
from gridimpact.ui.state import navigation, visitor_language
from gridimpact.ui.widgets import narrow_menu
from gridimpact.ui.widgets.error_boundary import with_error_boundary

# Comments, not strings: of the file that it runs Streamlit shows every string that stands alone.
FIRST = "situation"  # the page that the app opens with
MOVED = ("start",)  # addresses of earlier versions, which people may have kept


def run() -> None:
    """Show the page that is asked for; the situation when none is."""
    st.set_page_config(page_title="gridimpact", page_icon="⚡", layout="wide")
    visitor_language.settle()
    drawn = {
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
        name: st.Page(
            with_error_boundary(render),
            title=title,
            url_path="" if name == FIRST else name,
            default=name == FIRST,
        )
        for name, (render, title) in drawn.items()
    }
    navigation.keep(pages)
    moved = [st.Page(_to_first, title=name, url_path=name, visibility="hidden") for name in (FIRST, *MOVED)]
    st.navigation([*pages.values(), *moved], position="top").run()
    narrow_menu.close_after_choice()


def _to_first() -> None:
    """Lead to the first page, whose own address is that of the app alone."""
    navigation.go(FIRST)


if __name__ == "__main__":
    run()
