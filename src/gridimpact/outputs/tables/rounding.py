"""Digits of numbers in files, as the registry of columns states them."""

import pandas as pd

from gridimpact.domain.columns.column import DECIMALS
from gridimpact.domain.columns.registry import decimals


def rounded(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with each column rounded as the registry of columns states.

    Parameters
    ----------
    table : DataFrame

    Returns
    -------
    DataFrame
        The same columns.
    """
    digits = {str(name): decimals(str(name)) for name in table.columns}
    return table.round({name: places for name, places in digits.items() if places is not None})


def rounded_value(value: float, unit: str) -> float:
    """Return a figure rounded by its unit.

    Parameters
    ----------
    value : float
    unit : str
        Figures of no unit of `DECIMALS` are counts, and whole.

    Returns
    -------
    float
    """
    return round(float(value), DECIMALS.get(unit, 0)) + 0.0  # no negative zero
