"""Tables on a PDF page: columns as wide as their text, numbers to the right, rows that fit."""

from collections.abc import Sequence
from dataclasses import dataclass

from gridimpact.i18n.translate import ngettext
from gridimpact.outputs.documents.pdf_page import RULE, SOFT, Page
from gridimpact.views.brief_parts import BriefTable

PAD_MM = 1.0
"""Room on each side of a cell. [mm]"""
MOST_HEAD_LINES = 2


@dataclass(frozen=True, slots=True, kw_only=False)
class Box:
    """Upper left corner and width. [mm]"""

    x: float
    y: float
    width: float


def draw_table(
    page: Page, table: BriefTable, box: Box, *, size: float, row_mm: float, lowest: float = float("inf")
) -> float:
    """Draw title, head, rows and note.

    Parameters
    ----------
    page : FPDF
    table : BriefTable
    box : Box
    size : float
        Of the letters. [pt]
    row_mm : float
        Height of a row of one line. [mm]
    lowest : float
        Nothing is drawn below; rows left out are counted in the note. [mm]

    Returns
    -------
    float
        Where the table ends. [mm]
    """
    page.set_xy(box.x, box.y)
    y = box.y + page.write_line(table.title, size + 1.5, bold=True, width=box.width) + 0.6
    widths = _widths(page, table, box.width, size)
    y += _row(page, table.columns, (box.x, y), widths, table.numbers, size=size - 0.4, soft=True, row_mm=row_mm) + 0.3
    page.set_draw_color(*RULE)
    page.set_line_width(0.2)
    page.line(box.x, y, box.x + box.width, y)
    note_mm = _note(page, table.note, box, y, size, dry=True) if table.note else 0.0
    note = table.note
    for position, cells in enumerate(table.rows):
        tall = _tallest(page, cells, widths, size, row_mm)
        if y + tall + note_mm > lowest + 0.01:
            left = len(table.rows) - position
            note = (
                ngettext("{number} more row is in the workbook.", "{number} more rows are in the workbook.", left)
                + f" {note}"
            )
            break
        _row(page, cells, (box.x, y), widths, table.numbers, size=size, row_mm=row_mm)
        y += tall
        page.line(box.x, y, box.x + box.width, y)
    if note:
        y += _note(page, note, box, y, size)
    page.set_xy(box.x, y)
    return y


def rows_that_fit(page: Page, table: BriefTable, box: Box, *, size: float, row_mm: float, lowest: float) -> int:
    """How many rows of a table stand above a height. [-]"""
    widths = _widths(page, table, box.width, size)
    y, fitting = box.y + table_height(page, table, box.width, size=size), 0
    for cells in table.rows:
        y += _tallest(page, cells, widths, size, row_mm)
        if y > lowest + 0.01:
            break
        fitting += 1
    return fitting


def table_height(page: Page, table: BriefTable, width: float, *, size: float) -> float:
    """Height of all but the rows. [mm]"""
    page.set_xy(0.0, 0.0)
    title = page.write_line(table.title, size + 1.5, bold=True, width=width, dry=True) + 0.6
    head = _tallest(page, table.columns, _widths(page, table, width, size), size - 0.4, 0.0) + 0.3
    note = _note(page, table.note, Box(0.0, 0.0, width), 0.0, size, dry=True) if table.note else 0.0
    return title + head + note


def _note(page: Page, text: str, box: Box, y: float, size: float, *, dry: bool = False) -> float:
    page.set_xy(box.x, y + 0.5)
    return page.write_line(text, size - 0.5, colour=SOFT, width=box.width, dry=dry) + 0.6


def _widths(page: Page, table: BriefTable, width: float, size: float) -> list[float]:
    """Widths that share the room: each column at least its longest word, then by how much text it has."""
    page.set_font("DejaVu", "", size)
    room = 2 * PAD_MM + 0.3
    least, wanted = [], []
    for position, head in enumerate(table.columns):
        cells = [row[position] for row in table.rows]
        # Numbers are never broken, and heads take two lines at most where there is room.
        words = [cell if position in table.numbers else word for cell in cells for word in cell.split(" ")]
        longest = max((page.get_string_width(word) for word in [*words, *head.split(" ")]), default=0.0)
        text = max((page.get_string_width(cell) for cell in cells), default=0.0)
        least.append(longest + room)
        wanted.append(max(longest, text, page.get_string_width(head) / MOST_HEAD_LINES) + room)
    missing = [most - few for most, few in zip(wanted, least, strict=True)]
    rest = width - sum(least)
    if rest <= 0:
        return [few * width / sum(least) for few in least]
    if rest >= sum(missing):
        return [most + (rest - sum(missing)) / len(wanted) for most in wanted]
    return [few + rest * more / sum(missing) for few, more in zip(least, missing, strict=True)]


def _tallest(page: Page, cells: Sequence[str], widths: list[float], size: float, row_mm: float) -> float:
    """Height of a row: one line, or what its longest cell takes. [mm]"""
    one = size * 0.44
    most = max(
        page.write_line(text, size, width=width - 2 * PAD_MM, dry=True)
        for text, width in zip(cells, widths, strict=True)
    )
    return max(row_mm, most + 0.6) if most > one * 1.5 else max(row_mm, one)


def _row(
    page: Page,
    cells: Sequence[str],
    at: tuple[float, float],
    widths: list[float],
    numbers: frozenset[int],
    *,
    size: float,
    row_mm: float,
    soft: bool = False,
) -> float:
    """Draw one row; returns its height. [mm]"""
    x, y = at
    tall = _tallest(page, cells, widths, size, row_mm)
    for position, (text, width) in enumerate(zip(cells, widths, strict=True)):
        high = page.write_line(text, size, width=width - 2 * PAD_MM, dry=True)
        page.set_xy(x + PAD_MM, y + max((tall - high) / 2, 0.0) if not soft else y + tall - high)
        page.set_text_color(*(SOFT if soft else (28, 33, 39)))
        page.multi_cell(width - 2 * PAD_MM, size * 0.44, text, align="R" if position in numbers else "L")
        x += width
    return tall
