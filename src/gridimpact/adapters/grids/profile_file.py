"""Reading an hourly load profile: one factor a row, in a column of its own or in a table."""

from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridimpact.errors import DataError, Finding, Severity, TextFinding

COLUMN = "load_level"
"""Column that is read from a table with several."""


def read_hourly_profile(path: Path) -> NDArray[np.float64]:
    """Read factors on the load, hour by hour.

    Parameters
    ----------
    path : Path
        CSV in UTF-8: one column of numbers, with or without a header, or a table with a column `load_level`.

    Returns
    -------
    array, shape (hours,)

    Raises
    ------
    DataError
        Naming every row that is no number from 0 on.
    """
    try:
        table = pd.read_csv(path, dtype=str, header=None, keep_default_na=False, encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as exc:
        raise DataError([_error(path.name, f"cannot be read ({exc})", "give a CSV in UTF-8")]) from exc
    head = table.iloc[0].str.strip()
    named = np.flatnonzero(head == COLUMN)
    if len(named) != 1 and table.shape[1] > 1:
        raise DataError([_error(path.name, f"has {table.shape[1]} columns and not one named {COLUMN}",
                                f"name the column of the factors {COLUMN}")])  # fmt: skip
    cells = table[int(named[0]) if len(named) else 0].str.strip()
    number = pd.to_numeric(cells, errors="coerce")
    headed = bool(pd.isna(number.iloc[0]))
    factors = number.iloc[1:] if headed else number
    wrong = factors.index[~(factors >= 0) | np.isinf(factors)]
    if len(wrong) or not len(factors):
        rows = tuple(f"row {index + 1}" for index in wrong)
        raise DataError([_error(path.name, "holds no factor from 0 on", "give one number a row", rows)])
    return factors.to_numpy(dtype=np.float64)


def _error(where: str, what: str, remedy: str, ids: tuple[str, ...] = ()) -> Finding:
    return TextFinding(where=where, what=what, ids=ids, remedy=remedy, severity=Severity.ERROR)
