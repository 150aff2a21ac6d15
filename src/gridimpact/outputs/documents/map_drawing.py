"""What the map of a document shows: the outlines and the values that the app shows, at the peak hour."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from gridimpact.adapters.grids.bundled import bundled_grids
from gridimpact.adapters.grids.files import read_grid
from gridimpact.domain.assessment import Assessment
from gridimpact.domain.grid import Grid
from gridimpact.domain.vocabulary import Sensitivity
from gridimpact.views import wording
from gridimpact.views.map_base import base_map, component_places, public_base
from gridimpact.views.map_layers import Measure, map_values

NOWHERE = pd.DataFrame({"x": pd.Series(dtype=float), "y": pd.Series(dtype=float)})
"""Places of no component: what the map of a public document is given."""

LIGHT_FROM = 2
"""Class of the fill from which labels are light. [-]"""

LINE = 17.0
"""Height of a line at an arrow. [units of the drawing]  Chosen: that of its letters and a little."""

LETTER = 7.4
"""Width of a letter of a label. [drawing units]"""

BOLD = 1.3
"""Width of a letter of the text at an arrow, as a factor on that. [-]"""

_SHIFTS = tuple((dx, dy) for dy in (0, 18, -18, 36, -36, 54, -54) for dx in (0, 20, -20, 40, -40, 60, -60))
"""Where else a label may stand, in the order tried. [drawing units]"""

NO_SUPPLY_FILL = "#e6e8eb"
NEIGHBOUR_FILL, NEIGHBOUR_EDGE = "#f4f5f6", "#c9ced4"
ARROW = "#1b6ca8"
INK, PALE_INK = "#1c2127", "#5b6470"


@dataclass(frozen=True, slots=True, kw_only=True)
class MapDrawing:
    """Plain values of a map: `base` of `views.map_base.base_map`, `values` of `views.map_layers.map_values`."""

    base: dict[str, Any]
    values: dict[str, Any]


def map_drawing(assessment: Assessment, grid: Grid | None, sensitivity: Sensitivity) -> MapDrawing | None:
    """Return what is drawn, in the language spoken; None where the outlines are not known.

    A public drawing is never given the place of a component, nor a line.
    """
    base = base_map(grid) if grid is not None else {}
    if not base:
        return None
    assert grid is not None
    restricted = sensitivity is Sensitivity.RESTRICTED
    shown = base if restricted else public_base(base)
    places = component_places(grid) if restricted else NOWHERE
    values = map_values(assessment, shown, places, snapshot=assessment.evaluation.peak, measure=Measure.HOUR)
    return MapDrawing(base=shown, values=values)


def has_outlines(grid: Grid | None) -> bool:
    """Whether there is a map to draw."""
    return grid is not None and not bool((grid.regions.geometry.isna() | grid.regions.geometry.is_empty).all())


def grid_of(assessment: Assessment, grid: Grid | None) -> Grid | None:
    """The grid given, or the bundled one of that name when its contents are those that were assessed."""
    if grid is not None or assessment.grid_name not in bundled_grids():
        return grid
    bundled = read_grid(assessment.grid_name)
    return bundled if bundled.fingerprint == assessment.grid_fingerprint else None


def fill(step: int, colours: list[str]) -> str:
    """Colour of a class."""
    return colours[step] if step >= 0 else NO_SUPPLY_FILL


def rings(path: str) -> list[list[tuple[float, float]]]:
    """Points of each ring of an outline `M x y L x y ... Z`."""
    return [
        [(float(x), float(y)) for x, y in (point.split(" ") for point in ring.rstrip("Z").split("L"))]
        for ring in path.split("M")
        if ring
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Text of a region and where its middle stands."""

    x: float
    y: float
    text: str


def labels(map_: MapDrawing) -> tuple[Label, ...]:
    """Labels in the order of the regions, each as far from the edge of its region as can be.

    Where two would lie on each other, or on an import arrow, that of the larger region gives way, to where most
    of it lies in its own region.
    """
    areas = [_area(item["d"]) for item in map_.base["regions"]]
    taken = [
        _arrow(border)
        for border, (used, _) in zip(map_.base["borders"], map_.values["imports"], strict=True)
        if used >= 1
    ]
    found: dict[int, Label] = {}
    for position in sorted(range(len(areas)), key=lambda number: areas[number].area):
        area, text = areas[position], str(map_.base["regions"][position]["name"])
        middle = shapely.maximum_inscribed_circle(area, tolerance=2.0).coords[0]
        places = [(middle[0] + dx, middle[1] + dy) for dx, dy in _SHIFTS]
        boxes = [_text_box(x, y, text) for x, y in places]
        free = [number for number, box in enumerate(boxes) if not any(box.intersects(other) for other in taken)]
        chosen = max(free or [0], key=lambda number: (round(area.intersection(boxes[number]).area, -2), -number))
        taken.append(boxes[chosen])
        found[position] = Label(x=round(places[chosen][0], 1), y=round(places[chosen][1], 1), text=text)
    return tuple(found[position] for position in range(len(areas)))


def _arrow(border: dict[str, Any]) -> BaseGeometry:
    """Room of an import arrow."""
    x, y, dx, dy = border["x"], border["y"], border["dx"], border["dy"]
    return shapely.LineString([(x - 30 * dx, y - 30 * dy), (x + 30 * dx, y + 30 * dy)]).buffer(6.0)


def _area(path: str) -> BaseGeometry:
    """Surface of an outline; a ring inside another is a hole."""
    surface: BaseGeometry = shapely.Polygon()
    for ring in rings(path):
        surface = surface.symmetric_difference(shapely.Polygon(ring).buffer(0))
    return surface


def _text_box(x: float, y: float, text: str) -> BaseGeometry:
    """Room of a name with its value below."""
    half = max(len(text) * LETTER / 2, 18.0)
    return shapely.box(x - half, y - 14.0, x + half, y + 17.0)


def arrives(border: dict[str, Any], used_mw: float) -> tuple[str, str]:
    """What stands at the tail of an arrow, in two lines: `Poland`, `368 MW`."""
    return str(border["name"]), wording.megawatts(used_mw)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tail:
    """Where the megawatts of an arrow are written, and which end of the text stands there."""

    x: float
    y: float
    anchor: str


def tail(border: dict[str, Any], base: dict[str, Any], lines: tuple[str, ...]) -> Tail:
    """Place of the text at the tail of an import arrow, kept inside the drawing and off the arrow."""
    x, y = border["x"] - 42 * border["dx"], border["y"] - 42 * border["dy"]
    anchor = "end" if border["dx"] > 0.3 else "start" if border["dx"] < -0.3 else "middle"
    room = max(map(len, lines)) * LETTER * BOLD
    left = x - {"end": room, "middle": room / 2, "start": 0.0}[anchor]
    more = (len(lines) - 1) * LINE
    # An arrow that rises has its tail below, and the text below that.
    rises = border["dy"] < -0.15
    beside = border["y"] - 30 * border["dy"] + (22.0 if rises else -20.0 - more)
    if left < 4.0 or left + room > base["width"] - 4.0:
        # Beside the edge there is no room before the arrow: above or below it there is.
        x, y, anchor = (4.0, beside, "start") if left < 4.0 else (base["width"] - 4.0, beside, "end")
    elif anchor != "middle":
        y -= more / 2
    elif not rises:
        y -= more
    return Tail(x=x, y=min(max(y, 14.0), base["height"] - 14.0 - more), anchor=anchor)
