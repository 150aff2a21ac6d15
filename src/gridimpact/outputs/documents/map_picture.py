"""The map of regions as a picture (PNG), drawn with matplotlib; needs no network."""

import io
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Patch, PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.patheffects import withStroke

from gridimpact.i18n.translate import _
from gridimpact.outputs.documents import map_drawing as drawing
from gridimpact.outputs.documents.map_drawing import MapDrawing

DPI = 200
HATCH_EDGE = "#b3bac2"
ALARM = "#9c0006"
"""Colour of the mark of a restricted picture."""


def map_png(
    map_: MapDrawing,
    *,
    width_mm: float = 190.0,
    heading: str = "",
    mark: str = "",
    restricted: bool = False,
    scale: float = 1.0,
    countries: bool = True,
) -> bytes:
    """Return the map as PNG.

    Parameters
    ----------
    map_ : MapDrawing
    width_mm : float
        Width of the picture. [mm]
    heading, mark : str
        Above and below the map; without them the map is all there is.
    restricted : bool
        The mark is red, and there is a frame.
    scale : float
        Of the letters. [-]
    countries : bool
        Whether the arrows carry the names of the neighbours.

    Returns
    -------
    bytes
        Equal drawings give equal bytes.
    """
    base = map_.base
    inches = width_mm / 25.4
    above = 0.42 * scale if heading else 0.0
    below = (0.33 + (0.3 if mark else 0.0)) * scale
    tall = inches * base["height"] / base["width"]
    figure = Figure(figsize=(inches, tall + above + below), dpi=DPI, facecolor="white")
    FigureCanvasAgg(figure)
    total = tall + above + below
    axes = figure.add_axes((0.0, below / total, 1.0, tall / total))
    axes.set_xlim(0, base["width"])
    axes.set_ylim(base["height"], 0)
    axes.set_axis_off()
    _neighbours(axes, map_, scale)
    _regions(axes, map_, scale)
    _lines_and_marks(axes, map_)
    _labels(axes, map_, scale)
    _arrows(axes, map_, scale, countries=countries)
    _legend(figure, map_, (0.3 * scale if mark else 0.02) / total, scale)
    if heading:
        figure.text(
            0.012, 1 - 0.1 * scale / total, heading, fontsize=11 * scale, weight="bold", va="top", color=drawing.INK
        )
    if mark:
        colour, weight = (ALARM, "bold") if restricted else (drawing.PALE_INK, "normal")
        style: dict[str, Any] = {"fontsize": 5.6 * scale, "color": colour, "weight": weight, "linespacing": 1.4}
        figure.text(0.012, 0.06 * scale / total, mark, va="bottom", **style)
    if restricted and mark:
        figure.add_artist(
            Rectangle((0, 0), 1, 1, transform=figure.transFigure, fill=False, edgecolor=ALARM, linewidth=4)
        )
    content = io.BytesIO()
    figure.savefig(content, format="png", metadata={"Software": None})
    return content.getvalue()


def _patch(path: str, **style: Any) -> PathPatch:
    points, codes = [], []
    for ring in drawing.rings(path):
        points += [*ring, ring[0]]
        codes += [Path.MOVETO, *[Path.LINETO] * (len(ring) - 1), Path.CLOSEPOLY]
    return PathPatch(Path(points, codes), **style)


def _neighbours(axes: Any, map_: MapDrawing, scale: float) -> None:
    """Outlines, and names of those from which nothing arrives: the others stand at their arrow."""
    base = map_.base
    named = {
        border["id"]
        for border, (used, _limit) in zip(base["borders"], map_.values["imports"], strict=True)
        if used >= 1
    }
    for item in base["neighbours"]:
        if not item["d"]:
            continue
        axes.add_patch(
            _patch(item["d"], facecolor=drawing.NEIGHBOUR_FILL, edgecolor=drawing.NEIGHBOUR_EDGE, lw=0.5, zorder=1)
        )
        if item["id"] not in named and item["x"] is not None and _inside(item, base):
            axes.text(
                item["x"], item["y"], item["name"], fontsize=5 * scale, color=drawing.PALE_INK,
                ha="center", va="center", zorder=2, clip_on=True)  # fmt: skip


def _inside(item: dict[str, Any], base: dict[str, Any]) -> bool:
    """Whether a name at that place is not cut by the edge of the picture."""
    room = 40
    return bool(room < item["x"] < base["width"] - room and 15 < item["y"] < base["height"] - 15)


def _regions(axes: Any, map_: MapDrawing, scale: float) -> None:
    del scale
    for item, step in zip(map_.base["regions"], map_.values["fill"], strict=True):
        hatch = "////" if step < 0 else None
        axes.add_patch(
            _patch(
                item["d"],
                facecolor=drawing.fill(step, map_.values["colours"]),
                edgecolor=HATCH_EDGE if hatch else "white",
                lw=0.0 if hatch else 0.7,
                hatch=hatch,
                zorder=3,
            )
        )
        axes.add_patch(_patch(item["d"], facecolor="none", edgecolor="white", lw=0.7, zorder=4))


def _labels(axes: Any, map_: MapDrawing, scale: float) -> None:
    """Name and value in each region; a value stands under its name."""
    rows = zip(drawing.labels(map_), map_.values["fill"], map_.values["value"], strict=True)
    for label, step, value in rows:
        behind = drawing.fill(step, map_.values["colours"])
        style = {
            "ha": "center",
            "color": "white" if step >= drawing.LIGHT_FROM else drawing.INK,
            "zorder": 8,
            "path_effects": [withStroke(linewidth=1.4, foreground=behind)],
        }
        axes.text(label.x, label.y - 1, label.text, fontsize=4.4 * scale, va="bottom", **style)
        if value:
            axes.text(label.x, label.y + 1, value, fontsize=5.6 * scale, va="top", weight="bold", **style)


def _lines_and_marks(axes: Any, map_: MapDrawing) -> None:
    """Backbone and damaged components; a public drawing has none of them."""
    out = set(map_.values["out"])
    for position, (x0, y0, x1, y1, weight) in enumerate(map_.base["lines"]):
        style = (0, (1, 1.5)) if position in out else "-"
        axes.plot([x0, x1], [y0, y1], lw=0.4 + 0.35 * weight, ls=style, color="#2f3b46", alpha=0.55, zorder=5)
    for mark in map_.values["marks"]:
        shape, face = ("X", "black") if mark["kind"] == "out" else ("^", "white")
        axes.plot(
            mark["x"],
            mark["y"],
            marker=shape,
            ms=6,
            mfc=face,
            mec="black" if face == "white" else "white",
            mew=0.8,
            zorder=9,
        )


def _arrows(axes: Any, map_: MapDrawing, scale: float, *, countries: bool) -> None:
    """Import that arrives over each border, with its megawatts at the tail."""
    for border, (used, _limit) in zip(map_.base["borders"], map_.values["imports"], strict=True):
        if used < 1:
            continue
        x, y, dx, dy = border["x"], border["y"], border["dx"], border["dy"]
        style = {
            "arrowstyle": "-|>",
            "color": drawing.ARROW,
            "lw": 1.0 + min(used / 700, 2.0),
            "shrinkA": 0,
            "shrinkB": 0,
        }
        ends = {"xytext": (x - 30 * dx, y - 30 * dy), "xy": (x + 26 * dx, y + 26 * dy)}
        axes.annotate("", **ends, zorder=7, arrowprops=style)
        lines = drawing.arrives(border, used)[0 if countries else 1 :]
        place = drawing.tail(border, map_.base, lines)
        axes.text(
            place.x,
            place.y + (len(lines) - 1) * drawing.LINE / 2,
            "\n".join(lines),
            fontsize=4.8 * scale,
            color=drawing.ARROW,
            weight="bold",
            ha={"start": "left", "end": "right"}.get(place.anchor, "center"),
            va="center",
            zorder=10,
            path_effects=[withStroke(linewidth=1.6, foreground="white")],
        )


def _legend(figure: Any, map_: MapDrawing, bottom: float, scale: float) -> None:
    legend, colours = map_.values["legend"], map_.values["colours"]
    patches = [
        Patch(facecolor=colour, edgecolor="none", label=text)
        for colour, text in zip(colours, legend["classes"], strict=False)
    ]
    patches.append(
        Patch(facecolor=drawing.NO_SUPPLY_FILL, edgecolor=HATCH_EDGE, hatch="////", label=_("no supply modelled"))
    )
    shown = figure.legend(
        handles=patches, title=legend["title"], loc="lower center", bbox_to_anchor=(0.5, bottom), ncol=len(patches),
        fontsize=5.2 * scale, title_fontsize=5.6 * scale, frameon=False, handlelength=1.3, handleheight=0.9,
        columnspacing=0.9, handletextpad=0.4, borderpad=0.1, borderaxespad=0.0)  # fmt: skip
    shown.get_title().set_color(drawing.INK)
