"""The brief as one HTML file for mail and phone: no script, nothing loaded from elsewhere."""

from functools import cache
from importlib.resources import files

import jinja2

from gridimpact.i18n.translate import _
from gridimpact.outputs.documents.map_drawing import NO_SUPPLY_FILL, MapDrawing
from gridimpact.outputs.documents.map_svg import map_svg
from gridimpact.views.brief import Brief


def brief_html(told: Brief, map_: MapDrawing | None) -> bytes:
    """Return the page; every text is escaped."""
    page = _template().render(
        brief=told,
        map=map_svg(map_, told.map_title) if map_ else None,
        legend=_legend(map_) if map_ else [],
    )
    return page.encode()


def _legend(map_: MapDrawing) -> list[tuple[str, str]]:
    """Colour and words of each class."""
    values = map_.values
    known = list(zip(values["colours"], values["legend"]["classes"], strict=False))
    return [*known, (NO_SUPPLY_FILL, _("no supply modelled"))]


@cache
def _template() -> jinja2.Template:
    text = (files("gridimpact.outputs.documents") / "brief.html").read_text(encoding="utf-8")
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(text)
