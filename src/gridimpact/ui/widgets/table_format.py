"""Numbers and days in tables of pages, written as the language spoken writes them; sorting stays by value.

Streamlit writes numbers of a column as the browser's language has it, not the one chosen. So the cells are written
here: what is shown comes from a pandas Styler, what is sorted and chosen is the table below it.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from gridimpact.i18n.translate import number, short_day, short_moment
from gridimpact.ui.widgets.table_columns import Columns, told
from gridimpact.views import wording

if TYPE_CHECKING:
    from pandas.io.formats.style import Styler

WRITTEN = ("number", "datetime", "date")
"""Types of columns whose cells are written here."""

_UUID = "t"
"""Name of every styled table: a random one would send the same table again with each run."""


def written(table: pd.DataFrame, columns: Columns) -> "Styler":
    """Return the table with its numbers, times and days as the language spoken writes them.

    Parameters
    ----------
    table : DataFrame
    columns : mapping
        Settings of columns; those of numbers, times and days say how fine they are written.
    """
    writers = {name: _writer(columns.get(str(name)), values) for name, values in table.items()}
    shown = {name: writer for name, writer in writers.items() if writer is not None}
    return table.style.set_uuid(_UUID).format(shown, na_rep=wording.NOTHING)  # type: ignore[arg-type]


def settings(columns: Columns) -> Columns:
    """Return settings for a table that is `written`: said, without formats that would overrule what is written."""
    return {
        name: {**one, "type_config": {**one["type_config"], "format": None}} if _kind(one) in WRITTEN else one
        for name, one in told(columns).items()
    }


def _kind(column: Any) -> str:
    return str((column.get("type_config") or {}).get("type", "")) if isinstance(column, dict) else ""


def _writer(column: Any, values: "pd.Series[Any]") -> Callable[[Any], str] | None:
    """How cells of a column are written; None for texts, ticks and bars, which are shown as they are."""
    kind, form = _kind(column), (column["type_config"].get("format") if isinstance(column, dict) else None) or ""
    if kind == "date":
        return short_day
    if kind == "datetime":
        return short_moment
    if values.dtype.kind not in "iuf" or kind not in ("", "number"):
        return None
    if form == "compact":
        return wording.people_short
    if "%%" in form:
        return lambda value: f"{number(value)}\u00a0%"
    if "+" in form:
        return lambda value: ("+" if value > 0 else "") + number(value, _decimals(form))
    return partial(number, decimals=_decimals(form))


def _decimals(form: str) -> int:
    """Digits after the point of a format such as `%.1f`."""
    return int(form.partition(".")[2][:1]) if "." in form else 0
