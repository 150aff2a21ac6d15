"""Numbers and days in tables of pages, written as the language spoken writes them; sorting stays by value.

Streamlit writes numbers of a column as the browser's language has it, not the one chosen. So the values are written
here: what is shown comes from a pandas Styler, what is sorted and chosen is the table below it.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from gridimpact.domain.columns.column import Form
from gridimpact.i18n.translate import number, short_day, short_moment
from gridimpact.ui.widgets.table_columns import Columns, Shown, form_of, number_format, translated
from gridimpact.views import wording

if TYPE_CHECKING:
    from pandas.io.formats.style import Styler

WRITTEN = ("number", "datetime", "date")
"""Types of columns whose values are written here."""

_UUID = "t"
"""Name of every styled table: a random one would send the same table again with each run."""


def written(table: pd.DataFrame, columns: Columns) -> "Styler":
    """Return the table with its numbers, times and days as the language spoken writes them.

    Parameters
    ----------
    table : DataFrame
    columns : mapping
        Those of numbers, times and days say how fine they are written.

    Returns
    -------
    Styler
    """
    writers = {name: _writer(str(name), columns.get(str(name)), values) for name, values in table.items()}
    shown = {name: writer for name, writer in writers.items() if writer is not None}
    return table.style.set_uuid(_UUID).format(shown, na_rep=wording.NOTHING)  # type: ignore[arg-type]


def settings(columns: Columns) -> dict[str, Any]:
    """Return settings for a table that is `written`: translated, without formats that would overrule what is written.

    Parameters
    ----------
    columns : mapping

    Returns
    -------
    dict
        By name, as streamlit has them.
    """
    return {
        name: {**one, "type_config": {**one["type_config"], "format": None}}
        if one["type_config"]["type"] in WRITTEN
        else one
        for name, one in translated(columns).items()
    }


def _writer(name: str, shown: Shown | None, values: "pd.Series[Any]") -> Callable[[Any], str] | None:
    """How values of a column are written; None for texts, ticks and bars, which are shown as they are."""
    form = form_of(name, shown) if shown else Form.NUMBER
    if form is Form.DAY:
        return short_day
    if form is Form.TIME:
        return short_moment
    if values.dtype.kind not in "iuf" or (shown is not None and shown.bar):
        return None
    if form is Form.PEOPLE:
        return wording.people_short
    if form is Form.SHARE:
        return lambda value: f"{number(value)}\u00a0%"
    text = (number_format(name, shown) if shown else None) or ""
    if form is Form.CHANGE:
        return lambda value: ("+" if value > 0 else "") + number(value, _decimals(text))
    return partial(number, decimals=_decimals(text)) if form is Form.NUMBER else None


def _decimals(form: str) -> int:
    """Digits after the point of a format such as `%.1f`."""
    return int(form.partition(".")[2][:1]) if "." in form else 0
