"""The map on the page: an SVG component of our own, drawn without any outside request.

Two mounts: the geometry, which is the same in every rerun and is not sent again, and the values of
the hour. The page owns the choice of region; the map only tells what was clicked.
"""

from importlib.resources import files
from typing import Any, NamedTuple

import streamlit as st

from gridimpact.i18n.translate import _, spoken

_FRONTEND = files("gridimpact.ui") / "frontend"

_base = st.components.v2.component(
    "gridimpact_map",
    html='<div class="holder"></div>',
    css=(_FRONTEND / "map.css").read_text("utf-8"),
    js=(_FRONTEND / "map.js").read_text("utf-8"),
)
_values = st.components.v2.component("gridimpact_map_values", js=(_FRONTEND / "map_values.js").read_text("utf-8"))


class Click(NamedTuple):
    """What the map reports: the region of the last click (or none), and which click it was."""

    region: str | None
    click: int


class Selection(NamedTuple):
    """Chosen region, and what map and table had said by then."""

    region: str | None = None
    last_click: Click | None = None
    last_row: str | None = None


def resolve_selection(click: Click | None, row: str | None, previous: Selection) -> Selection:
    """Chosen region after a rerun: whoever changed its word since last time is heard.

    Parameters
    ----------
    click : Click or None
        Last click on the map; None before the first.
    row : str or None
        Region of the row that is chosen in the table.
    previous : Selection
        Result of the last rerun.

    Notes
    -----
    Both report a *state* in each rerun, also when nobody touched them; so only a change is a choice.
    The table is then made to show the choice, so what it says next time is that choice. When both
    changed at once the map is heard.
    """
    if click is not None and click != previous.last_click:
        return Selection(click.region, click, click.region)
    if row != previous.last_row:
        return Selection(row, previous.last_click, row)
    return previous


def clicked(key: str) -> Click | None:
    """Last click on the map with this key; None before the first."""
    state: Any = st.session_state.get(key)
    said = state.get("selected") if state else None
    if not isinstance(said, dict):
        return None
    region = said.get("region")
    return Click(str(region) if region else None, int(said.get("click", 0)))


def draw(base: dict[str, Any], values: dict[str, Any], *, key: str, fingerprint: str, label: str) -> None:
    """Draw the map.

    Parameters
    ----------
    base, values : dict
        From `views.map_base.base_map` and `views.map_layers.map_values`.
    key : str
        Key of the component, unique on all pages.
    fingerprint : str
        Fingerprint of the grid; another one draws the geometry anew.
    label : str
        What a screen reader says of the map.
    """
    with st.container(gap=None):
        words = {"label": label, "zoom_in": _("Zoom in"), "zoom_out": _("Zoom out")}
        _base(
            data={**base, **words, "id": key, "print": f"{fingerprint}-{spoken()}"},
            key=key,
            on_selected_change=_on_selected_change,
        )
        _values(data={**values, "id": key}, key=f"{key}_values")


def _on_selected_change() -> None:
    """Nothing to do: the page reads the state when it is drawn."""
