"""Reading an hourly load profile: one factor a row, in a column of its own or in a table."""

from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridimpact.adapters.grids.findings import NoFactors, NoProfileColumn, ProfileUnreadable
from gridimpact.errors import DataError, RowId

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
        raise DataError([ProfileUnreadable(where=path.name, values={"reason": str(exc)})]) from exc
    head = table.iloc[0].str.strip()
    named = np.flatnonzero(head == COLUMN)
    if len(named) != 1 and table.shape[1] > 1:
        values = {"count": table.shape[1], "column": COLUMN}
        raise DataError([NoProfileColumn(where=path.name, values=values)])
    cells = table[int(named[0]) if len(named) else 0].str.strip()
    number = pd.to_numeric(cells, errors="coerce")
    headed = bool(pd.isna(number.iloc[0]))
    factors = number.iloc[1:] if headed else number
    wrong = factors.index[~(factors >= 0) | np.isinf(factors)]
    if len(wrong) or not len(factors):
        rows = tuple(RowId(int(index) + 1) for index in wrong)
        raise DataError([NoFactors(where=path.name, ids=rows)])
    return factors.to_numpy(dtype=np.float64)
