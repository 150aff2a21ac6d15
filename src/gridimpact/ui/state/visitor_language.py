"""The language of a visitor: chosen in the toolbar, kept in the address, never that of the process."""

import streamlit as st

from gridimpact.i18n.translate import LANGUAGES, SOURCE, _, speak

PARAMETER = "lang"
"""Name in the address: `?lang=uk`."""


def code() -> str:
    """Language of this visitor: as chosen, else of the address, else of the browser, else English."""
    kept = st.session_state.get("language")
    asked = st.query_params.get(PARAMETER)
    browser = (st.context.locale or "").split("-")[0].lower()
    return next((one for one in (kept, asked, browser) if one in LANGUAGES), SOURCE)


def settle() -> str:
    """Speak the language of this visitor for what follows, keep it in session and address; return its code."""
    chosen = code()
    st.session_state["language"] = chosen
    if st.query_params.get(PARAMETER) != chosen:
        st.query_params[PARAMETER] = chosen
    speak(chosen)
    return chosen


def switch() -> None:
    """Draw the switch; each language stands by its own code, so that it is found from any other."""
    st.segmented_control(
        _("Language"),
        tuple(LANGUAGES),
        default=code(),
        required=True,
        key=f"language_switch_{code()}",
        format_func=str.upper,
        on_change=_take,
        args=(f"language_switch_{code()}",),
        label_visibility="collapsed",
    )


def _take(key: str) -> None:
    st.session_state["language"] = st.session_state[key]
