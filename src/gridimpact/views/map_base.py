"""The map that does not change: outlines, backbone, borders, drawn once and kept by the browser.

Places are projected (Lambert conformal conic about the grid's own middle) and scaled to a drawing
`WIDTH` units wide, rounded to half units, so that the whole layer stays small.
"""

from collections.abc import Iterable
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from gridimpact.domain.grid import Grid
from gridimpact.i18n.translate import name_column
from gridimpact.views import wording
from gridimpact.views.tables import short_names

WIDTH = 1000.0
"""Width of the drawing. [drawing units]"""

MARGIN_SHARES = (0.09, 0.03)
"""Room for the neighbours at the sides, and above and below, share of the width. [0..1]  Chosen."""

SIDE = 600.0
"""How far neighbours are drawn beyond the window, for places on the page of another shape. [drawing units]"""

BORDER_REACH = 0.02
"""Distance within which a neighbour counts as touching, share of the width. [0..1]  Chosen:
outlines of neighbours and regions come from different simplifications."""

WGS84 = "EPSG:4326"


class Frame:
    """From longitude and latitude to drawing units.

    Parameters
    ----------
    regions : GeoDataFrame
        Regions that have to fit, WGS 84.
    """

    def __init__(self, regions: gpd.GeoDataFrame) -> None:
        west, south, east, north = regions.total_bounds
        third = (north - south) / 6
        self.crs = (
            f"+proj=lcc +lat_1={south + third:.3f} +lat_2={north - third:.3f} "
            f"+lat_0={(south + north) / 2:.3f} +lon_0={(west + east) / 2:.3f} +units=m"
        )
        left, bottom, right, top = regions.geometry.to_crs(self.crs).total_bounds
        beside, above = (share * (right - left) for share in MARGIN_SHARES)
        self._left, self._top = left - beside, top + above
        self._scale = WIDTH / (right - left + 2 * beside)
        self.height = round((top - bottom + 2 * above) * self._scale)

    def drawn(self, shapes: gpd.GeoSeries) -> "gpd.GeoSeries":
        """Shapes in drawing units, y downwards."""
        matrix = [self._scale, 0, 0, -self._scale, -self._left * self._scale, self._top * self._scale]
        return shapes.to_crs(self.crs).affine_transform(matrix)

    def points(self, table: pd.DataFrame) -> pd.DataFrame:
        """Places of a table with `lat` and `lon`, as `x` and `y` in drawing units."""
        if table.empty:
            return pd.DataFrame({"x": [], "y": []}, index=table.index)
        drawn = self.drawn(gpd.GeoSeries(gpd.points_from_xy(table["lon"], table["lat"]), index=table.index, crs=WGS84))
        return pd.DataFrame({"x": drawn.x.round(1), "y": drawn.y.round(1)})


def base_map(grid: Grid) -> dict[str, Any]:
    """Everything of the map that stays the same for a grid.

    Returns
    -------
    dict
        Plain values for JSON: `width`, `height`; `regions` (id, name, d, x, y); `neighbours` (id, name, d, x, y);
        `lines` (x0, y0, x1, y1, weight 0..2); `line_ids`; `nodes` (x, y); `node_buses` (ids); `borders` (country,
        name, x, y, dx, dy).
        An empty dict for a grid without region shapes.
    """
    regions = grid.regions[~(grid.regions.geometry.isna() | grid.regions.geometry.is_empty)]
    if regions.empty:
        return {}
    frame = Frame(regions)
    shapes = frame.drawn(regions.geometry)
    labels = frame.points(regions[["lat", "lon"]])
    names = short_names(regions[name_column()])
    ids, lines = _lines(grid, frame)
    nodes = frame.points(grid.substations[grid.substations["in_service"]])[["x", "y"]]
    window = shapely.box(0, 0, WIDTH, frame.height)
    around = frame.drawn(grid.neighbours.geometry) if len(grid.neighbours) else gpd.GeoSeries([], crs=WGS84)
    around = around.intersection(window.buffer(SIDE))
    return {
        "width": round(WIDTH),
        "height": frame.height,
        "regions": [
            {
                "id": str(key),
                "name": str(names[key]),
                "d": _path(shapes[key]),
                "x": float(labels.loc[key, "x"]),
                "y": float(labels.loc[key, "y"]),
            }
            for key in regions.index
        ],
        "neighbours": list(_neighbours(around, window)),
        "line_ids": ids,
        "lines": lines,
        "node_buses": _buses_of(grid, nodes.index),
        "nodes": nodes.to_numpy().tolist(),
        "borders": list(_borders(grid, around, shapes)),
    }


def public_base(base: dict[str, Any]) -> dict[str, Any]:
    """The same without the place of any component, line or substation; outlines and borders stay."""
    return {**base, "lines": [], "line_ids": [], "nodes": [], "node_buses": []} if base else base


def component_places(grid: Grid) -> pd.DataFrame:
    """Places of all components in drawing units: `x`, `y`; lines lie in their middle.

    Components without a place are left out.
    """
    parts = grid.components[["lat", "lon"]].dropna()
    frame = Frame(grid.regions)
    places = frame.points(parts)
    ids, lines = _lines(grid, frame)
    if ids:
        ends = np.asarray(lines, dtype=float)
        middle = pd.DataFrame({"x": ends[:, [0, 2]].mean(axis=1), "y": ends[:, [1, 3]].mean(axis=1)}, index=ids)
        places = pd.concat([places.drop(index=ids, errors="ignore"), middle])
    return places[~places.index.duplicated()]


def _lines(grid: Grid, frame: Frame) -> tuple[list[str], list[list[float]]]:
    """Ids and ends of the backbone lines in service; ties of the lower voltages are left out."""
    lines = grid.lines[(grid.lines["kind"] == "line") & grid.lines["in_service"]]
    if lines.empty or grid.substations.empty:
        return [], []
    place = frame.points(grid.substations)
    site = grid.buses["substation_id"]
    ends = [place.reindex(lines[end].map(site).to_numpy()).to_numpy() for end in ("bus0", "bus1")]
    weight = np.digitize(lines["v_nom_kv"].to_numpy(), [300.0, 600.0])
    rows = np.column_stack([*ends, weight])
    kept = ~np.isnan(rows).any(axis=1)
    return [str(key) for key in lines.index[kept]], rows[kept].round(1).tolist()


def _buses_of(grid: Grid, substations: pd.Index) -> list[list[str]]:
    """Ids of the buses of each substation."""
    found = {str(site): list(map(str, buses)) for site, buses in grid.buses.groupby("substation_id").groups.items()}
    return [found.get(str(site), []) for site in substations]


def _neighbours(around: gpd.GeoSeries, window: BaseGeometry) -> Iterable[dict[str, Any]]:
    """Outlines of the neighbours within the window, with a place for the name."""
    for code, shape in around.items():
        if shape.is_empty:
            continue
        seen = shape.intersection(window)
        label = seen.representative_point() if not seen.is_empty else None
        yield {
            "id": str(code),
            "name": wording.country(str(code)),
            "d": _path(shape),
            "x": round(label.x, 1) if label else None,
            "y": round(label.y, 1) if label else None,
        }


def _borders(grid: Grid, around: gpd.GeoSeries, shapes: gpd.GeoSeries) -> Iterable[dict[str, Any]]:
    """Where the import arrow of each neighbour crosses the border, and its direction inwards."""
    home = shapely.union_all(shapes.to_numpy())
    for code in sorted(set(grid.interconnectors.loc[grid.interconnectors["in_service"], "country"])):
        if code not in around.index or around[code].is_empty:
            continue
        touching = home.boundary.intersection(around[code].buffer(BORDER_REACH * WIDTH))
        if touching.is_empty:
            continue
        pieces = max(shapely.get_parts(shapely.line_merge(touching)), key=lambda piece: piece.length)
        middle = pieces.interpolate(0.5, normalized=True)
        inner = home.intersection(middle.buffer(0.08 * WIDTH)).centroid
        length = middle.distance(inner) or 1.0
        yield {
            "id": str(code),
            "name": wording.country(str(code)),
            "x": round(middle.x, 1),
            "y": round(middle.y, 1),
            "dx": round((inner.x - middle.x) / length, 3),
            "dy": round((inner.y - middle.y) / length, 3),
        }


def _path(shape: BaseGeometry) -> str:
    """Outline as an SVG path; parts too small to see are dropped."""
    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    rings = [ring for part in parts for ring in (part.exterior, *part.interiors)]
    text = []
    for ring in rings:
        points = np.round(np.asarray(ring.coords)[:-1] * 2) / 2
        kept = points[np.r_[True, np.any(np.diff(points, axis=0) != 0, axis=1)]]
        if len(kept) > 2:
            text.append("M" + "L".join(f"{x:g} {y:g}" for x, y in kept) + "Z")
    return "".join(text)
