"""The view by region only, for a screen that others can see: no component, place or report is named.

The working view names them and says so. The choice is the visitor's, and lasts as long as the session.
"""

import streamlit as st

from gridimpact.i18n.translate import _, spoken

_KEPT = "public_view"


def on() -> bool:
    """Whether the screen may be shown to others."""
    return bool(st.session_state.get(_KEPT, False))


def switch() -> None:
    """Draw what may be seen, and the switch."""
    if on():
        st.badge(
            _("Public"),
            color="green",
            help=_("By region only: nothing on this screen names a component, its location or a report."),
        )
    else:
        st.badge(
            _("Restricted"),
            color="orange",
            help=_(
                "This screen shows locations and states of damaged components. Do not publish "
                "screenshots. Downloads are public (by region only) unless you choose otherwise."
            ),
        )
    key = f"public_view_{spoken()}"
    st.toggle(
        _("Public view"),
        value=on(),
        key=key,
        on_change=_take,
        args=(key,),
        help=_("Hides components, their locations and report texts, so that others may see the screen."),
    )


def withheld() -> bool:
    """Say, on a page that is about components or reports, that the public view hides it; return whether it does."""
    if on():
        st.info(_("This page names components and reports. Switch off the public view to see it."))
    return on()


def _take(key: str) -> None:
    st.session_state[_KEPT] = st.session_state[key]
