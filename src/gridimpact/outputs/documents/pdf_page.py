"""The page of a brief: A4 with the mark of its sensitivity above and below, and lines of text.

Letters are DejaVu Sans, which matplotlib brings: Latin and Cyrillic, the same on every machine.
"""

from pathlib import Path

import matplotlib
from fpdf import FPDF
from fpdf.enums import MethodReturnValue, XPos, YPos

from gridimpact.views.brief import Brief

MARGIN_MM = 11.0
PAGE_MM = (210.0, 297.0)
INNER_MM = PAGE_MM[0] - 2 * MARGIN_MM
FONT = "DejaVu"
INK, SOFT, RULE, CARD = (28, 33, 39), (91, 100, 112), (201, 206, 212), (244, 245, 246)
MARK_INK = {False: (31, 78, 61), True: (156, 0, 6)}


class Page(FPDF):
    """A4 with the mark above and below each page."""

    def __init__(self, told: Brief) -> None:
        super().__init__(orientation="portrait", unit="mm", format="A4")
        self._told = told
        fonts = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
        self.add_font(FONT, "", fonts / "DejaVuSans.ttf")
        self.add_font(FONT, "B", fonts / "DejaVuSans-Bold.ttf")
        self.set_margins(MARGIN_MM, 8.0)
        self.set_auto_page_break(False)
        self.c_margin = 0.0
        self.set_lang(told.language)
        self.set_title(told.title)
        self.set_creator("gridimpact")

    def header(self) -> None:
        """The mark, in a frame when it is restricted."""
        self.set_xy(MARGIN_MM, 7.0)
        self.write_line(self._told.mark, 7.0, bold=True, colour=MARK_INK[self._told.restricted])
        if self._told.restricted:
            self.set_draw_color(*MARK_INK[True])
            self.set_line_width(0.5)
            self.rect(4.0, 4.0, PAGE_MM[0] - 8.0, PAGE_MM[1] - 8.0)

    def footer(self) -> None:
        """The mark once more, version and page."""
        self.set_xy(MARGIN_MM, PAGE_MM[1] - 11.0)
        colour = MARK_INK[True] if self._told.restricted else SOFT
        self.write_line(f"{self._told.footer} · {self.page_no()}", 5.8, colour=colour)

    def write_line(
        self,
        text: str,
        size: float,
        *,
        bold: bool = False,
        colour: tuple[int, int, int] = INK,
        width: float = INNER_MM,
        dry: bool = False,
    ) -> float:
        """Write text where the pen is, in as many lines as it takes; returns its height. [mm]"""
        self.set_font(FONT, "B" if bold else "", size)
        self.set_text_color(*colour)
        height = self.multi_cell(
            width, size * 0.44, text, align="L", new_x=XPos.LEFT, new_y=YPos.NEXT, dry_run=dry,
            output=MethodReturnValue.HEIGHT)  # fmt: skip
        return float(height)  # type: ignore[arg-type]
