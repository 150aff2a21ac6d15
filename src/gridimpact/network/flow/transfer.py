"""How injections spread over the network that a contingency leaves: angles, flows and transfer factors (PTDF)."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

RIGHT_SIDES = 256
"""Transfer factors solved for at once. [branches]  Chosen: bounds the memory, 19 MB on 9,241 buses."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Transfer:
    """A factorised network, one angle reference in each of its parts.

    Attributes
    ----------
    carrying : array of bool, shape (branches,)
        Branches in service that obey Ohm's law, or alone join two parts.
    part : array of int, shape (buses,)
        Number of the part that a bus belongs to; its injections add up to zero.
    parts : int
    """

    carrying: Bools
    part: Ints
    parts: int
    _bus0: Ints
    _bus1: Ints
    _susceptance: Floats
    _shift: Floats
    _place: Ints
    _factors: Any

    @classmethod
    def of(cls, bus0: Ints, bus1: Ints, x_pu: Floats, shift_rad: Floats, *, carrying: Bools, buses: int) -> "Transfer":
        """Factorise what stands.

        Parameters
        ----------
        bus0, bus1 : array of int, shape (branches,)
        x_pu : array, shape (branches,)
            Not zero where a branch carries. [pu]
        shift_rad : array, shape (branches,)
            Phase shift. [rad]
        carrying : array of bool, shape (branches,)
        buses : int

        Raises
        ------
        RuntimeError
            When the susceptances have no inverse (reactances that cancel).
        """
        from scipy.sparse.linalg import splu

        used = np.flatnonzero(carrying)
        i, j, b = bus0[used], bus1[used], 1.0 / x_pu[used]
        ones = np.ones(len(used))
        parts, part = connected_components(coo_matrix((ones, (i, j)), shape=(buses, buses)), directed=False)
        # the bus with most branches is the reference: what hangs on a single branch has few factors then
        degree = np.bincount(np.concatenate([i, j]), minlength=buses)
        by_degree = np.lexsort((-degree, part))
        reference = np.zeros(buses, dtype=bool)
        reference[by_degree[np.unique(part[by_degree], return_index=True)[1]]] = True
        place = np.where(reference, -1, np.cumsum(~reference) - 1)
        size = buses - int(parts)
        rows, columns = np.concatenate([i, j, i, j]), np.concatenate([i, j, j, i])
        values = np.concatenate([b, b, -b, -b])
        inside = (place[rows] >= 0) & (place[columns] >= 0)
        matrix = coo_matrix((values[inside], (place[rows[inside]], place[columns[inside]])), shape=(size, size))
        factors = splu(matrix.tocsc(), permc_spec="MMD_AT_PLUS_A", diag_pivot_thresh=0.1) if size else None
        susceptance = np.zeros(len(bus0))
        susceptance[used] = b
        return cls(
            carrying=carrying,
            part=part.astype(np.int64),
            parts=int(parts),
            _bus0=bus0,
            _bus1=bus1,
            _susceptance=susceptance,
            _shift=np.where(carrying, shift_rad, 0.0),
            _place=place,
            _factors=factors,
        )

    def angles(self, injection: Floats) -> Floats:
        """Angles that injections bring about, zero at each reference.

        Parameters
        ----------
        injection : array, shape (buses,)
            Adds up to zero in each part. [pu]

        Returns
        -------
        array, shape (buses,)
            [rad]

        Notes
        -----
        B θ = w + Aᵀ b φ
        """
        pushed = injection.copy()
        turned = np.flatnonzero(self._shift)
        push = self._susceptance[turned] * self._shift[turned]
        np.add.at(pushed, self._bus0[turned], push)
        np.add.at(pushed, self._bus1[turned], -push)
        free = self._place >= 0
        angle = np.zeros(len(injection))
        if self._factors is not None:
            angle[free] = self._factors.solve(pushed[free])
        return angle

    def flows(self, angle: Floats) -> Floats:
        """Flow of each carrying branch; 0 for the others. [pu]

        Notes
        -----
        f_l = b_l (θ_i − θ_j − φ_l)
        """
        return np.asarray(self._susceptance * (angle[self._bus0] - angle[self._bus1] - self._shift), dtype=np.float64)

    def factors(self, branches: Ints) -> Floats:
        """Transfer factors: what one unit of power put in at a bus adds to a branch.

        Parameters
        ----------
        branches : array of int, shape (k,)
            Carrying ones.

        Returns
        -------
        array, shape (k, buses)
            [-]

        Notes
        -----
        H_l = b_l (e_i − e_j)ᵀ B⁻¹, with B symmetric: one solve for each branch.
        """
        free = np.flatnonzero(self._place >= 0)
        found = np.zeros((len(branches), len(self._place)))
        for start in range(0, len(branches), RIGHT_SIDES):
            some = branches[start : start + RIGHT_SIDES]
            right = np.zeros((len(free), len(some)))
            for ends, sign in ((self._bus0[some], 1.0), (self._bus1[some], -1.0)):
                place = self._place[ends]
                held = place >= 0
                right[place[held], np.flatnonzero(held)] += sign
            solved = self._factors.solve(right) if self._factors is not None else right
            found[start : start + RIGHT_SIDES, free] = (solved * self._susceptance[some]).T
        return found
