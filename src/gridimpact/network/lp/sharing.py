"""Equal sharing: among all answers that shed as little as possible, the one that shares it evenly."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_matrix, diags, eye, vstack

from gridimpact.network.lp.bounds_types import Bounds

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

ATTEMPTS = ((1e-12, True, False), (1e-11, True, True), (1e-11, False, True), (1e-9, False, True))
"""Tolerance, whether the solver scales rows and columns, and whether it refines its steps, of each attempt. Chosen: on
a thin face its scaling can stall where the plain programme is solved. Unrefined a day takes 0.6 of the time; it is held
to more, for the shares are known only to the root of what the objective is, and counts only when solved in full."""
FIXED_PU = 1e-12
"""A column whose bounds are closer than this is a number, not a variable. [pu]"""


def even_shares(matrix: csc_matrix, face: Bounds, demand: Floats, shed: Ints, *, ignored_rows: Bools) -> Floats | None:
    """Share the shedding as evenly as the network lets.

    Parameters
    ----------
    matrix : csc_matrix, shape (rows, columns)
    face : Bounds
        Box of all answers with the same least shedding.
    demand : array, shape (loads,)
        Demand; loads without demand take no part. [pu]
    shed : array of int, shape (loads,)
        Columns of the load shedding.
    ignored_rows : array of bool, shape (rows,)
        Rows that cannot bind (Ohm's law of branches out of service).

    Returns
    -------
    array, shape (columns,) or None
        A vector of the face with that shedding [pu]; None when the solver did not reach an answer.

    Notes
    -----
    minimise Σ_d s_d² / P_d over the face. Without network limits every load sheds the same share
    of its demand; behind a bottleneck, all loads that the bottleneck binds alike share it. The
    objective is strictly convex in s, so that the answer is one, whatever the order of rows.
    Solved by Clarabel's interior point method [1]_.

    References
    ----------
    .. [1] P. J. Goulart, Y. Chen, "Clarabel: An interior-point solver for conic programs with
       quadratic objectives", arXiv:2405.12762 (2024).
    """
    import clarabel  # type: ignore[import-untyped]

    columns = matrix.shape[1]
    free = (face.column_upper - face.column_lower) > FIXED_PU
    weight = np.zeros(columns)
    weight[shed] = np.where(demand > FIXED_PU, 1.0 / np.where(demand > FIXED_PU, demand, 1.0), 0.0)
    known = np.where(free, 0.0, face.column_lower)
    offset = matrix @ known
    kept = matrix[:, free][~ignored_rows]
    lower, upper = (face.row_lower - offset)[~ignored_rows], (face.row_upper - offset)[~ignored_rows]
    equal = (face.row_upper - face.row_lower)[~ignored_rows] <= FIXED_PU
    unit = eye(int(free.sum()), format="csc")
    constraints = vstack([kept[equal], kept[~equal], -kept[~equal], unit, -unit], format="csc")
    right = np.concatenate(
        [upper[equal], upper[~equal], -lower[~equal], face.column_upper[free], -face.column_lower[free]]
    )
    cones = [clarabel.ZeroConeT(int(equal.sum())), clarabel.NonnegativeConeT(len(right) - int(equal.sum()))]
    quadratic = csc_matrix(diags(2.0 * weight[free], format="csc"))
    for tolerance, scaled, refined in ATTEMPTS:
        settings = clarabel.DefaultSettings()
        settings.verbose = False
        settings.max_threads = 1
        settings.tol_gap_abs = settings.tol_gap_rel = settings.tol_feas = tolerance
        settings.equilibrate_enable = scaled
        settings.iterative_refinement_enable = refined
        problem = (quadratic, np.zeros(int(free.sum())), constraints, right, cones, settings)
        solution = clarabel.DefaultSolver(*problem).solve()
        if str(solution.status) in (("Solved", "AlmostSolved") if refined else ("Solved",)):
            full = known.copy()
            full[free] = np.asarray(solution.x)
            return np.asarray(np.clip(full, face.column_lower, face.column_upper))
    return None
