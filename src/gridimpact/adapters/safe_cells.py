"""Text that stays text when a spreadsheet or a terminal shows it.

Names and notes come from strangers. A cell that begins with `=` runs as a formula in Excel and
LibreOffice, and control characters can rewrite a terminal or turn a line of text round.
"""

import unicodedata

import pandas as pd

FORMULA_STARTS = "=+-@\uff1d\uff0b\uff0d\uff20"
"""First characters that a spreadsheet may read as a formula, full-width forms included.
Source: OWASP, "CSV Injection"."""

_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean_text(text: str) -> str:
    """Return the text without control characters, direction overrides and broken surrogates.

    Tabs and line ends become spaces.
    """
    if text.isascii() and text.isprintable():
        return text
    spaced = text.translate({9: " ", 10: " ", 13: " "})
    return "".join(
        sign for sign in spaced if unicodedata.category(sign) not in ("Cc", "Cs") and sign not in _BIDI_CONTROLS
    )


def safe_cell(value: object) -> object:
    """Return a value that no spreadsheet runs.

    Parameters
    ----------
    value : object
        Anything; only text is changed.

    Returns
    -------
    object
        Text without control characters, with a leading apostrophe where it would start a formula;
        every other value as it was.
    """
    if not isinstance(value, str):
        return value
    text = clean_text(value)
    if value[:1] in {"\t", "\r", "\n"} or text.lstrip().startswith(tuple(FORMULA_STARTS)):
        return "'" + text
    return text


def safe_frame(table: pd.DataFrame) -> pd.DataFrame:
    """Return a copy whose text cells are safe; columns of numbers are left alone."""
    text = [name for name in table.columns if not pd.api.types.is_numeric_dtype(table[name])]
    return table.assign(**{name: table[name].map(safe_cell) for name in text})
