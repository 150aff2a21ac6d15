"""The brief as PDF: one A4 page, with a second one for named components when it is restricted."""

from dataclasses import replace
from datetime import UTC, datetime

from gridimpact.outputs.documents.map_drawing import MapDrawing
from gridimpact.outputs.documents.map_picture import map_png
from gridimpact.outputs.documents.pdf_page import CARD, INNER_MM, MARGIN_MM, PAGE_MM, SOFT, Page
from gridimpact.outputs.documents.pdf_tables import Box, draw_table, rows_that_fit, table_height
from gridimpact.views.brief import Brief
from gridimpact.views.brief_parts import BriefTable, Points

BOTTOM_MM = PAGE_MM[1] - 13.0
MAP_MM = 108.0
"""Width of the map. [mm]"""
GAP_MM = 4.0
LINE_MM = 2.8
"""Height of a small line of a key figure. [mm]"""
ROW_MM = (2.95, 3.9)
"""Lowest and usual height of a row of regions; below the lowest, rows are left out and told. [mm]"""
_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)
"""Creation time where no as-of time is known, so that equal assessments give equal bytes."""


def brief_pdf(told: Brief, map_: MapDrawing | None, *, created: datetime | None = None) -> bytes:
    """Return the page.

    Parameters
    ----------
    told : Brief
    map_ : MapDrawing or None
    created : datetime, optional
        Written into the file as its time.
    """
    page = Page(told)
    page.set_creation_date(created or _NO_TIME)
    page.add_page()
    page.set_xy(MARGIN_MM, 11.0)
    page.write_line(told.title, 15, bold=True)
    page.write_line(told.subtitle, 7.5, colour=SOFT)
    page.ln(1.2)
    page.set_x(MARGIN_MM)
    page.write_line(told.headline, 9.6, bold=True)
    page.ln(0.8)
    _points(page, told.highlights, Box(MARGIN_MM, page.get_y(), INNER_MM), 7.4, heading=False)
    _figures(page, told)
    _map_and_tables(page, told, map_)
    top, half = page.get_y(), (INNER_MM - GAP_MM) / 2
    below = (told.uncertain, told.sources)
    tall = max(_points(page, points, Box(MARGIN_MM, 0.0, half), 6.1, dry=True) for points in below)
    left = _regions(page, told, top, BOTTOM_MM - tall - 1.5)
    for number, points in enumerate(below):
        _points(page, points, Box(MARGIN_MM + number * (half + GAP_MM), BOTTOM_MM - tall, half), 6.1)
    if told.damage:
        page.add_page()
        top = 14.0
        if left.rows:
            top = draw_table(page, left, Box(MARGIN_MM, top, INNER_MM), size=6.4, row_mm=ROW_MM[1]) + GAP_MM
        draw_table(page, told.damage, Box(MARGIN_MM, top, INNER_MM), size=7.0, row_mm=4.4, lowest=BOTTOM_MM)
    return bytes(page.output())


def _points(page: Page, said: Points, box: Box, size: float, *, heading: bool = True, dry: bool = False) -> float:
    """Sentences, each with a dot; returns their height. [mm]"""
    tall = 0.0
    if heading:
        page.set_xy(box.x, box.y)
        tall += page.write_line(said.title, size + 1.4, bold=True, width=box.width, dry=dry) + 0.4
    for point in said.points:
        if not dry:
            page.set_xy(box.x, box.y + tall)
            page.write_line("•", size, colour=SOFT, width=3.0)
        page.set_xy(box.x + 2.6, box.y + tall)
        tall += page.write_line(point, size, width=box.width - 2.6, dry=dry) + 0.3
    if not dry:
        page.set_xy(MARGIN_MM, box.y + tall)
    return tall


def _figures(page: Page, told: Brief) -> None:
    """Key figures side by side."""
    top, count = page.get_y() + 1.4, max(len(told.figures), 1)
    lines = 1 + any(figure.likely for figure in told.figures)
    width, tall = (INNER_MM - 2.0 * (count - 1)) / count, 11.8 + LINE_MM * lines
    page.set_fill_color(*CARD)
    for number, figure in enumerate(told.figures):
        x = MARGIN_MM + number * (width + 2.0)
        page.rect(x, top, width, tall, style="F")
        page.set_xy(x + 1.6, top + 1.2)
        page.write_line(figure.label, 6.0, colour=SOFT, width=width - 2.4)
        page.set_xy(x + 1.6, top + 4.6)
        size = 9.6 if len(figure.value) < 15 else 8.2
        page.write_line(figure.value, size, bold=True, width=width - 2.4)
        for line, text in enumerate(text for text in (figure.likely, figure.note) if text):
            page.set_xy(x + 1.6, top + 9.6 + LINE_MM * line)
            page.write_line(text, 5.8, colour=SOFT, width=width - 2.4)
    page.set_xy(MARGIN_MM, top + tall + 2.0)


def _map_and_tables(page: Page, told: Brief, map_: MapDrawing | None) -> None:
    """The map on the left, imports and needs on the right."""
    top = page.get_y()
    page.write_line(told.map_title, 7.6, bold=True, width=MAP_MM)
    if map_ is None:
        page.write_line(told.no_map, 7.0, colour=SOFT, width=MAP_MM)
        bottom = page.get_y()
    else:
        picture = map_png(map_, width_mm=MAP_MM, scale=0.88, countries=False)
        wide, high = _size(picture)
        tall = MAP_MM * high / wide
        page.image(picture, x=MARGIN_MM, y=page.get_y() + 0.4, w=MAP_MM, h=tall, alt_text=told.map_title)
        page.set_xy(MARGIN_MM, page.get_y() + tall + 0.8)
        if told.map_note:
            page.write_line(told.map_note, 5.6, colour=SOFT, width=MAP_MM)
        bottom = page.get_y()
    x = MARGIN_MM + MAP_MM + GAP_MM
    beside = Box(x, top, PAGE_MM[0] - MARGIN_MM - x)
    under = draw_table(page, told.imports, beside, size=5.9, row_mm=3.3)
    under = draw_table(page, told.needs, Box(x, under + 2.0, beside.width), size=5.9, row_mm=3.3)
    page.set_xy(MARGIN_MM, max(bottom, under) + 1.5)


def _size(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG. [pixels]  Source: PNG specification, IHDR."""
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])


def _regions(page: Page, told: Brief, top: float, lowest: float) -> BriefTable:
    """The table of regions in what room is left; returns those that go on the next page.

    Where there is no other page, rows that do not fit are counted.
    """
    table, box = told.regions, Box(MARGIN_MM, top, INNER_MM)
    fixed = table_height(page, table, INNER_MM, size=6.4)
    row_mm = min(max((lowest - top - fixed) / max(len(table.rows), 1), ROW_MM[0]), ROW_MM[1])
    fitting = rows_that_fit(page, table, box, size=6.4, row_mm=row_mm, lowest=lowest)
    if told.damage is None or fitting == len(table.rows):
        draw_table(page, table, box, size=6.4, row_mm=row_mm, lowest=lowest)
        return replace(table, rows=())
    draw_table(page, replace(table, rows=table.rows[:fitting]), box, size=6.4, row_mm=row_mm)
    return replace(table, rows=table.rows[fitting:], note="")
