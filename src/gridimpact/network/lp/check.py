"""Whether a vector meets the rows and bounds of a programme: the check that no solver's word replaces."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_matrix

from gridimpact.network.lp.bounds_types import Bounds

Floats = NDArray[np.float64]

RESIDUAL_PU = 1e-6
"""Largest violation of a row or bound at which an answer is accepted. [pu]  Chosen: 1e-4 MW on 100 MVA."""
ROUGH_PU = 1e-5
"""The same where no way of solving comes nearer; the status says so. [pu]

Chosen: 1e-3 MW on 100 MVA, seen on 335 GW."""


class Feasibility:
    """Rows of a programme, laid out so that a check takes microseconds.

    Parameters
    ----------
    matrix : csc_matrix, shape (rows, columns)
    """

    def __init__(self, matrix: csc_matrix) -> None:
        by_row = matrix.tocsr()
        self._columns, self._values = by_row.indices, by_row.data
        filled = np.diff(by_row.indptr) > 0
        # rows without an entry have no start of their own
        self._filled, self._starts = np.flatnonzero(filled), by_row.indptr[:-1][filled]
        self._rows = matrix.shape[0]

    def violation(self, x: Floats, bounds: Bounds) -> float:
        """Largest violation of a row or bound, 0 when all are met, infinite for what is no number. [pu]"""
        activity = np.zeros(self._rows)
        if len(self._starts):
            activity[self._filled] = np.add.reduceat(self._values * x[self._columns], self._starts)
        gaps = (
            activity - bounds.row_lower,
            bounds.row_upper - activity,
            x - bounds.column_lower,
            bounds.column_upper - x,
        )
        room = np.array([gap.min(initial=0.0) for gap in gaps]).min()
        return float("inf") if np.isnan(room) else -float(room)
