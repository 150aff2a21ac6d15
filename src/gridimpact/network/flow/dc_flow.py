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

RIGHT_SIDES = 256
"""Transfer factors solved for at once. [branches]  Chosen: bounds the memory, 19 MB on 9,241 buses."""


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
    place : array of int, shape (buses,)
        Position among the free buses; -1 for a grounded one.
    factors : object or None
        Factorised Laplacian of the free buses; None when there is none.
    """

    buses: int
    bus0: Ints
    bus1: Ints
    b_pu: Floats
    shift_rad: Floats
    free: Ints
    place: Ints
    factors: Any

    @classmethod
    def of(
        cls,
        bus0: Ints,
        bus1: Ints,
        *,
        x_pu: Floats,
        shift_rad: Floats,
        in_service: Bools,
        grounded: Bools,
        exact: bool = False,
    ) -> "DcNetwork":
        """Build and factorise the Laplacian.

        Parameters
        ----------
        bus0, bus1 : array of int, shape (branches,)
        x_pu : array, shape (branches,)
            Reactance; zero joins the two buses. [pu]
        shift_rad : array, shape (branches,)
            Phase shift at `bus0`. [rad]
        in_service : array of bool, shape (branches,)
        grounded : array of bool, shape (buses,)
            Buses at angle zero; at least one of each island.
        exact : bool
            Take reactances as they are, none of which may be zero, and refuse those that cancel; else reactances
            have a floor (`X_FLOOR_PU`), and where they cancel a trace of conductance to ground is added.

        Returns
        -------
        DcNetwork

        Raises
        ------
        RuntimeError
            When the Laplacian has no inverse, in the exact form.
        """
        buses = len(grounded)
        floored = np.where(np.abs(x_pu) < X_FLOOR_PU, X_FLOOR_PU, x_pu)
        b = np.where(in_service, 1.0 / np.where(in_service & exact, x_pu, floored), 0.0)
        free = np.flatnonzero(~grounded)
        place = np.where(grounded, -1, np.cumsum(~grounded) - 1)
        used = np.flatnonzero(in_service)
        i, j, value = place[bus0[used]], place[bus1[used]], b[used]
        rows, columns = np.concatenate([i, j, i, j]), np.concatenate([i, j, j, i])
        entries = np.concatenate([value, value, -value, -value])
        inside = (rows >= 0) & (columns >= 0)
        at = (rows[inside], columns[inside])
        laplacian = csc_matrix(coo_matrix((entries[inside], at), shape=(len(free), len(free))))
        return cls(
            buses=buses,
            bus0=bus0,
            bus1=bus1,
            b_pu=b,
            shift_rad=np.where(in_service, shift_rad, 0.0),
            free=free,
            place=place,
            factors=_factorised(laplacian, exact=exact),
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
            Flow; 0 for branches out of service. [pu]

        Notes
        -----
        f_l = b_l (θ_i − θ_j − φ_l),   Σ_l K_il f_l = P_i,   b_l = 1 / x_l [1]_.

        References
        ----------
        .. [1] B. Stott, J. Jardim, O. Alsac, "DC power flow revisited", IEEE Trans. Power Systems 24 (2009)
           1290-1300.
        """
        return self.flows_at(self.angles(injection_pu))

    def angles(self, injection_pu: Floats) -> Floats:
        """Angles that injections bring about, zero at grounded buses.

        Parameters
        ----------
        injection_pu : array, shape (buses,)
            [pu]

        Returns
        -------
        array, shape (buses,)
            [rad]

        Notes
        -----
        B θ = P + K b φ
        """
        return self.solve(injection_pu + self._at_buses(self.b_pu * self.shift_rad))

    def flows_at(self, angle_rad: Floats) -> Floats:
        """Flow of each branch at given angles.

        Parameters
        ----------
        angle_rad : array, shape (buses,)
            [rad]

        Returns
        -------
        array, shape (branches,)
            [pu]
        """
        turned = angle_rad[self.bus0] - angle_rad[self.bus1] - self.shift_rad
        return np.asarray(self.b_pu * turned, dtype=np.float64)

    def sensitivities(self, branches: Ints | None = None) -> Floats:
        """Power transfer distribution factors: flow that one unit of power fed in at each bus sends through branches.

        Parameters
        ----------
        branches : array of int, shape (k,), optional
            Default: all.

        Returns
        -------
        array, shape (k, buses)
            Towards the grounded buses. [-]

        Notes
        -----
        H_l = b_l (e_i − e_j)ᵀ B⁻¹, with B symmetric: one solve for each branch, `RIGHT_SIDES` at a time.
        """
        wanted = np.arange(len(self.b_pu)) if branches is None else branches
        found = np.zeros((len(wanted), self.buses))
        if self.factors is None:
            return found
        for start in range(0, len(wanted), RIGHT_SIDES):
            some = wanted[start : start + RIGHT_SIDES]
            right = np.zeros((len(self.free), len(some)))
            for ends, sign in ((self.bus0[some], 1.0), (self.bus1[some], -1.0)):
                place = self.place[ends]
                inside = place >= 0
                right[place[inside], np.flatnonzero(inside)] += sign
            solved = self.factors.solve(right)
            found[start : start + RIGHT_SIDES, self.free] = (solved * self.b_pu[some]).T
        return found

    def solve(self, right: Floats) -> Floats:
        """Solve the Laplacian for a right-hand side by bus; grounded buses are zero.

        Parameters
        ----------
        right : array, shape (buses,)
            [pu]

        Returns
        -------
        array, shape (buses,)
            [rad]
        """
        found = np.zeros(len(right))
        if self.factors is not None:
            found[self.free] = self.factors.solve(right[self.free])
        return found

    def _at_buses(self, of_branch: Floats) -> Floats:
        """Sum of the branches that leave a bus, less those that arrive."""
        leaving = np.bincount(self.bus0, weights=of_branch, minlength=self.buses)
        return np.asarray(leaving - np.bincount(self.bus1, weights=of_branch, minlength=self.buses), dtype=np.float64)


def _factorised(laplacian: csc_matrix, *, exact: bool) -> Any:
    """Factorise; a symmetric matrix with a strong diagonal keeps its pivots, so that the fill stays small."""
    if laplacian.shape[0] == 0:
        return None
    try:
        return splu(laplacian, permc_spec="MMD_AT_PLUS_A", diag_pivot_thresh=0.1)
    except RuntimeError:
        if exact:
            raise
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


def widest(part: Ints, bus0: Ints, bus1: Ints) -> Bools:
    """Buses to ground: of each part that with most branches, so that what hangs on one branch has few factors.

    Parameters
    ----------
    part : array of int, shape (buses,)
        Number of each bus's part.
    bus0, bus1 : array of int, shape (k,)
        Ends of the branches that carry.

    Returns
    -------
    array of bool, shape (buses,)
    """
    degree = np.bincount(np.concatenate([bus0, bus1]), minlength=len(part))
    by_degree = np.lexsort((-degree, part))
    grounded = np.zeros(len(part), dtype=bool)
    grounded[by_degree[np.unique(part[by_degree], return_index=True)[1]]] = True
    return grounded
