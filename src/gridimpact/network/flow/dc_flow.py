"""DC load flow of given injections: one sparse Laplacian, factorised once and asked as often as needed."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, csc_matrix, identity
from scipy.sparse.linalg import splu

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

X_FLOOR_PU = 1e-6
"""Reactance given to branches without one, so that parallel ones share evenly. [pu]  Chosen: far below
that of any line, and far from the limits of double precision."""
SINGULAR_SHARE = 1e-10
"""Added to the diagonal, as a share of its largest entry, when series and parallel reactances cancel. [-]"""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DcNetwork:
    """Branches that obey Ohm's law, with the factorised Laplacian of their buses.

    Attributes
    ----------
    buses : int
        Number of buses. [-]
    bus0, bus1 : array of int, shape (branches,)
    b_pu : array, shape (branches,)
        Susceptance; 0 for branches out of service. [pu]
    shift_rad : array, shape (branches,)
        Phase shift at `bus0`. [rad]
    free : array of int
        Buses whose angle is unknown; all others are at angle zero.
    factors : object or None
        Factorised Laplacian of the free buses; None when there is none.
    """

    buses: int
    bus0: Ints
    bus1: Ints
    b_pu: Floats
    shift_rad: Floats
    free: Ints
    factors: Any

    @classmethod
    def of(
        cls, bus0: Ints, bus1: Ints, *, x_pu: Floats, shift_rad: Floats, in_service: Bools, grounded: Bools
    ) -> "DcNetwork":
        """Build and factorise the Laplacian.

        Parameters
        ----------
        bus0, bus1 : array of int, shape (branches,)
        x_pu : array, shape (branches,)
            Reactance; zero joins the two buses. [pu]
        shift_rad : array, shape (branches,)
        in_service : array of bool, shape (branches,)
        grounded : array of bool, shape (buses,)
            Buses at angle zero; at least one of each island.
        """
        buses = len(grounded)
        x = np.where(np.abs(x_pu) < X_FLOOR_PU, X_FLOOR_PU, x_pu)
        b = np.where(in_service, 1.0 / x, 0.0)
        free = np.flatnonzero(~grounded)
        both = np.concatenate([bus0, bus1])
        entries = np.concatenate([b, b, -b, -b])
        at = (np.concatenate([both, both]), np.concatenate([both, bus1, bus0]))
        laplacian = csc_matrix(coo_matrix((entries, at), shape=(buses, buses)))[free][:, free]
        return cls(
            buses=buses,
            bus0=bus0,
            bus1=bus1,
            b_pu=b,
            shift_rad=shift_rad,
            free=free,
            factors=_factorised(laplacian),
        )

    def flows(self, injection_pu: Floats) -> Floats:
        """Flow of each branch from `bus0` to `bus1`.

        Parameters
        ----------
        injection_pu : array, shape (buses,)
            Power fed in less power drawn; what is missing in an island its grounded bus makes up. [pu]

        Returns
        -------
        array, shape (branches,)
            Flow. [pu]

        Notes
        -----
        f_l = b_l (θ_i − θ_j − φ_l),   Σ_l K_il f_l = P_i,   b_l = 1 / x_l.
        """
        driven = self.b_pu * self.shift_rad
        right = injection_pu + self._at_buses(driven)
        angle = self.solve(right)
        return np.asarray(self.b_pu * (angle[self.bus0] - angle[self.bus1]) - driven, dtype=np.float64)

    def all_sensitivities(self) -> Floats:
        """Flow that one unit of power fed in at each bus sends through each branch.

        Returns
        -------
        array, shape (branches, buses)
            Power transfer distribution factors towards the grounded buses. [-]
        """
        angle = np.zeros((self.buses, self.buses))
        if self.factors is not None:
            angle[np.ix_(self.free, self.free)] = self.factors.solve(np.eye(len(self.free)))
        return np.asarray(self.b_pu[:, None] * (angle[self.bus0] - angle[self.bus1]), dtype=np.float64)

    def sensitivity(self, branch: int) -> Floats:
        """Flow that one unit of power fed in at each bus sends through a branch.

        Parameters
        ----------
        branch : int

        Returns
        -------
        array, shape (buses,)
            Power transfer distribution factors towards the grounded buses. [-]
        """
        ends = np.zeros(len(self.b_pu))
        ends[branch] = self.b_pu[branch]
        return self.solve(self._at_buses(ends))

    def solve(self, right: Floats) -> Floats:
        """Solve the Laplacian for a right-hand side by bus; grounded buses are zero.

        Parameters
        ----------
        right : array, shape (buses,)

        Returns
        -------
        array, shape (buses,)
        """
        found = np.zeros(len(right))
        if self.factors is not None:
            found[self.free] = self.factors.solve(right[self.free])
        return found

    def _at_buses(self, of_branch: Floats) -> Floats:
        """Sum of the branches that leave a bus, less those that arrive."""
        leaving = np.bincount(self.bus0, weights=of_branch, minlength=self.buses)
        return np.asarray(leaving - np.bincount(self.bus1, weights=of_branch, minlength=self.buses), dtype=np.float64)


def _factorised(laplacian: csc_matrix) -> Any:
    """Factorise; where reactances cancel exactly, a trace of conductance to ground makes it regular."""
    if laplacian.shape[0] == 0:
        return None
    try:
        return splu(laplacian)
    except RuntimeError:
        trace = SINGULAR_SHARE * float(np.abs(laplacian.diagonal()).max(initial=1.0))
        return splu(csc_matrix(laplacian + trace * identity(laplacian.shape[0], format="csc")))


def references(island: Ints) -> Bools:
    """Buses to ground: one of each island, and those that belong to none.

    Parameters
    ----------
    island : array of int, shape (buses,)
        Number of the island; -1 for a bus out of service.

    Returns
    -------
    array of bool, shape (buses,)
    """
    grounded = island < 0
    grounded[np.unique(island, return_index=True)[1]] = True
    return np.asarray(grounded, dtype=np.bool_)
