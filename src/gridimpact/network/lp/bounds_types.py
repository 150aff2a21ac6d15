"""Bounds of the columns and rows of a linear programme."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Bounds:
    """Box of every column and row."""

    column_lower: Floats
    column_upper: Floats
    row_lower: Floats
    row_upper: Floats
