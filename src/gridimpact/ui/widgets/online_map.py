"""The map on tiles from the internet: off unless a visitor asks for it, and then it says who learns what.

It shows regions only. Everything else of the app works without any outside request.
"""

import json
from typing import Any

import streamlit as st

from gridimpact.domain.grid import Grid
from gridimpact.i18n.translate import _, name_column, spoken

TILES = "basemaps.cartocdn.com"
"""Host of the tiles that Streamlit's map takes where no key is given."""

_OPACITY = 150
"""Opacity of the fill. [0..255]  Chosen: names of places on the tiles stay readable."""

_NO_FILL = (138, 143, 152, 60)


def draw(grid: Grid, base: dict[str, Any], values: dict[str, Any]) -> None:
    """Draw the switch, and the map once it is on.

    Parameters
    ----------
    grid : Grid
        Outlines of the regions.
    base, values : dict
        From `views.map_base.base_map` and `views.map_layers.map_values`: colours and texts are the same.
    """
    wanted = st.toggle(
        _("Show on an online map"),
        key=f"online_map_{spoken()}",
        help=_(
            "Needs internet access: map tiles come from {host}, whose operator sees which part of "
            "the country you view. Figures and reports are not sent.",
            host=TILES,
        ),
    )
    if not wanted:
        return
    import pydeck  # large, and only needed here

    layer = pydeck.Layer(
        "GeoJsonLayer",
        data=_features(grid, base, values),
        get_fill_color="properties.fill",
        get_line_color=[90, 90, 90],
        line_width_min_pixels=1,
        pickable=True,
    )
    west, south, east, north = grid.regions.total_bounds
    view = pydeck.ViewState(latitude=float(south + north) / 2, longitude=float(west + east) / 2, zoom=4.6)
    st.pydeck_chart(
        pydeck.Deck(layers=[layer], initial_view_state=view, map_style=None, tooltip={"text": "{words}"}),
        key=f"online_map_tiles_{spoken()}",
    )


def _features(grid: Grid, base: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """Regions with their colour and their words."""
    by_region = {
        region["id"]: (fill, tip)
        for region, fill, tip in zip(base["regions"], values["fill"], values["tip"], strict=True)
    }
    regions = grid.regions[grid.regions.index.isin(by_region)]
    fills = [_colour(values["colours"], by_region[str(key)][0]) for key in regions.index]
    words = [f"{name}: {by_region[str(key)][1]}" for key, name in regions[name_column()].items()]
    shown: dict[str, Any] = json.loads(regions[["geometry"]].assign(words=words).to_json())
    for feature, fill in zip(shown["features"], fills, strict=True):
        feature["properties"]["fill"] = fill
    return shown


def _colour(colours: list[str], step: int) -> list[int]:
    """Colour of a class with its opacity. [0..255]"""
    if step < 0:
        return list(_NO_FILL)
    return [*(int(colours[step][i : i + 2], 16) for i in (1, 3, 5)), _OPACITY]
