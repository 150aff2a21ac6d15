"""The map of regions as SVG inside a page: no script, read aloud region by region."""

from collections.abc import Iterator

from markupsafe import Markup, escape

from gridimpact.outputs.documents import map_drawing as drawing
from gridimpact.outputs.documents.map_drawing import MapDrawing


def map_svg(map_: MapDrawing, title: str) -> Markup:
    """Return the map; every text in it is escaped."""
    base = map_.base
    parts = [
        Markup('<svg viewBox="0 0 {} {}" role="img" aria-label="{}" xmlns="http://www.w3.org/2000/svg">').format(
            base["width"], base["height"], title
        ),
        Markup(
            '<defs><pattern id="none" width="7" height="7" patternUnits="userSpaceOnUse" '
            'patternTransform="rotate(45)"><rect width="7" height="7" fill="{}"/>'
            '<path d="M0 0V7" stroke="#b3bac2" stroke-width="2"/></pattern></defs>'
        ).format(drawing.NO_SUPPLY_FILL),
        *_neighbours(map_),
        *_regions(map_),
        *_marks(map_),
        *_labels(map_),
        *_arrows(map_),
        Markup("</svg>"),
    ]
    return Markup("").join(parts)


def _neighbours(map_: MapDrawing) -> Iterator[Markup]:
    for item in map_.base["neighbours"]:
        yield Markup('<path class="nb" d="{}"/>').format(item["d"])


def _regions(map_: MapDrawing) -> Iterator[Markup]:
    rows = zip(map_.base["regions"], map_.values["fill"], map_.values["tip"], strict=True)
    for item, step, tip in rows:
        colour = drawing.fill(step, map_.values["colours"]) if step >= 0 else "url(#none)"
        yield Markup('<path class="rg" d="{}" fill="{}"><title>{}: {}</title></path>').format(
            item["d"], colour, item["name"], tip
        )


def _labels(map_: MapDrawing) -> Iterator[Markup]:
    rows = zip(drawing.labels(map_), map_.values["fill"], map_.values["value"], strict=True)
    for label, step, value in rows:
        shade = "lt" if step >= drawing.LIGHT_FROM else "dk"
        behind = drawing.fill(step, map_.values["colours"])
        for kind, y, text in ((shade, label.y - 3, label.text), (f"{shade} v", label.y + 16, value)):
            if text:
                yield Markup('<text class="{}" stroke="{}" x="{}" y="{}">{}</text>').format(
                    kind, behind, label.x, round(y, 1), text
                )


def _arrows(map_: MapDrawing) -> Iterator[Markup]:
    for border, (used, _) in zip(map_.base["borders"], map_.values["imports"], strict=True):
        if used < 1:
            continue
        x, y, dx, dy = border["x"], border["y"], border["dx"], border["dy"]
        tip, left, right = (
            (x + 30 * dx, y + 30 * dy),
            (x + 8 * dx - 10 * dy, y + 8 * dy + 10 * dx),
            (x + 8 * dx + 10 * dy, y + 8 * dy - 10 * dx),
        )
        head = "L".join(f"{a:.0f} {b:.0f}" for a, b in (tip, left, right))
        lines = drawing.arrives(border, used)
        place = drawing.tail(border, map_.base, lines)
        yield Markup('<path class="ar" d="M{} {}L{} {}"/><path class="ah" d="M{}Z"/>').format(
            round(x - 34 * dx), round(y - 34 * dy), round(x + 10 * dx), round(y + 10 * dy), head
        )
        alone = drawing.tail(border, map_.base, lines[1:])
        where = (("mw long", place, 0.0, lines[0]), ("mw long", place, drawing.LINE, lines[1]))
        for kind, at, below, said in (*where, ("mw short", alone, 0.0, lines[1])):
            yield Markup('<text class="{}" text-anchor="{}" x="{}" y="{}">{}</text>').format(
                kind, at.anchor, round(at.x), round(at.y + below + 5), said
            )


def _marks(map_: MapDrawing) -> Iterator[Markup]:
    """Backbone and damaged components; a public drawing has none of them."""
    out = set(map_.values["out"])
    for position, (x0, y0, x1, y1, weight) in enumerate(map_.base["lines"]):
        kind = "ln off" if position in out else "ln"
        yield Markup('<path class="{}" stroke-width="{}" d="M{} {}L{} {}"/>').format(kind, 1 + weight, x0, y0, x1, y1)
    for mark in map_.values["marks"]:
        x, y = round(mark["x"]), round(mark["y"])
        shape = (
            f"M{x - 9} {y - 9}L{x + 9} {y + 9}M{x - 9} {y + 9}L{x + 9} {y - 9}"
            if mark["kind"] == "out"
            else (f"M{x} {y - 10}L{x + 10} {y + 8}L{x - 10} {y + 8}Z")
        )
        yield Markup('<path class="{}" d="{}"><title>{}</title></path>').format(
            mark["kind"], shape, escape(mark["tip"])
        )
