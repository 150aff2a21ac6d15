"""Scales of charts with their ends stated: a chart is drawn once before its rows arrive, and would find none."""

from collections.abc import Iterable
from math import isfinite
from typing import Any

import pandas as pd

FIT_WIDTH = {"type": "fit-x", "contains": "padding"}
"""For a chart whose height follows its rows: only its width is made to fit."""


def from_zero(values: Iterable[float]) -> dict[str, Any]:
    """Scale from zero to the largest value, rounded up to a readable end; to 1 where there is none."""
    return {"domain": [0, max((value for value in values if isfinite(value) and value > 0), default=1.0)], "nice": True}


def between(first: "pd.Series[str]", last: "pd.Series[str]", *, utc: bool = False) -> dict[str, Any]:
    """Scale of time from the earliest to the latest moment; without ends where there are no rows.

    Parameters
    ----------
    first, last : Series
        Moments at which rows begin and end; ISO text without an offset, as the rows have it.
    utc : bool
        The rows hold days only, which browsers read as of UTC.
    """
    if first.empty or last.empty:
        return {}
    return {"domain": [_moment(pd.Timestamp(first.min()), utc), _moment(pd.Timestamp(last.max()), utc)]}


def _moment(moment: pd.Timestamp, utc: bool) -> dict[str, str]:
    """A moment of the clock of the browser, in which it reads text without an offset; Vega counts months from 0."""
    parts = (moment.year, moment.month - 1, moment.day, moment.hour, moment.minute)
    return {"expr": f"{'utc' if utc else 'datetime'}({', '.join(map(str, parts))})"}
