"""What the maps of all pages draw from: outlines and places, which stay the same for a grid and a language."""

from typing import Any

import pandas as pd
import streamlit as st

from gridimpact.domain.grid import Grid
from gridimpact.i18n.translate import spoken
from gridimpact.ui.state import public_view, session
from gridimpact.views.map_base import base_map, component_places, public_base


@st.cache_resource(max_entries=8, show_spinner=False)
def _parts(fingerprint: str, language: str, _grid: Grid) -> tuple[dict[str, Any], pd.DataFrame]:
    return base_map(_grid), component_places(_grid)


def parts() -> tuple[dict[str, Any], pd.DataFrame]:
    """Geometry of the map and places of the components; neither components nor lines in the public view."""
    base, places = _parts(session.grid().fingerprint, spoken(), session.grid())
    return (public_base(base), places.iloc[:0]) if public_view.on() else (base, places)


def fingerprint() -> str:
    """What the geometry is known by; another one is drawn anew."""
    return f"{session.grid().fingerprint}-{'public' if public_view.on() else 'restricted'}"
