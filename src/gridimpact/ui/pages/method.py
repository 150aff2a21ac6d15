"""Method and data: what the model cannot say, what it assumes, where its data come from."""

import streamlit as st

from gridimpact.i18n.translate import _
from gridimpact.ui.panels import assumptions, toolbar
from gridimpact.ui.state import session
from gridimpact.views import method


def render() -> None:
    """Draw the page."""
    st.title(_("Method and data"), anchor=False)
    st.header(_("Limitations"), anchor=False)
    # Our own words: safe as Markdown.
    st.markdown("\n".join(f"- {line}" for line in method.limits()))
    st.header(_("Assumptions in use"), anchor=False)
    session.note()
    toolbar.news()
    assumptions.draw()
    st.header(_("Sources of the data"), anchor=False)
    st.dataframe(method.source_table(session.grid()), hide_index=True, alt=_("Sources of the data"))
    st.text(method.versions(session.grid()))
