"""AC load flow by pandapower, behind the door that `domain.load_flow` describes.

pandapower is imported when the first island is asked, for that takes seconds.
"""

import logging
import warnings
from contextlib import redirect_stdout
from copy import deepcopy
from functools import cache
from io import StringIO
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridimpact.domain.load_flow import LoadFlowCase, LoadFlowState

ATTEMPTS: tuple[tuple[str, dict[str, Any], float], ...] = (
    ("Newton-Raphson", {"algorithm": "nr", "init": "dc", "max_iteration": 30}, 1.0),
    ("Newton-Raphson with Iwamoto's step length", {"algorithm": "iwamoto_nr", "init": "dc", "max_iteration": 100}, 1.0),
    ("Newton-Raphson with half the reactive demand", {"algorithm": "nr", "init": "dc", "max_iteration": 50}, 0.5),
    ("Newton-Raphson without reactive demand", {"algorithm": "nr", "init": "dc", "max_iteration": 50}, 0.0),
)
"""Ways of solving, in the order in which they are tried: words, options, share of reactive demand kept."""

Complexes = NDArray[np.complex128]

Z_FLOOR_PU = 1e-6
"""Reactance given to branches without one; pandapower divides by it. [pu]  Chosen."""


class PandapowerEngine:
    """`LoadFlowEngine` on pandapower."""

    def solve(self, case: LoadFlowCase) -> LoadFlowState:
        """Solve one island; what does not converge is told, not raised.

        Parameters
        ----------
        case : LoadFlowCase

        Returns
        -------
        LoadFlowState
        """
        import pandapower as pp

        logging.getLogger("pandapower").setLevel(logging.ERROR)
        net = _network(case)
        for method, options, reactive in ATTEMPTS:
            net.load["q_mvar"] = case.buses["q_load_mvar"].to_numpy(float) * reactive
            try:
                # one of the algorithms prints, which would end up in output meant for machines
                with warnings.catch_warnings(), redirect_stdout(StringIO()):
                    warnings.simplefilter("ignore")
                    pp.runpp(net, numba=False, calculate_voltage_angles=True, **options)
            except (pp.LoadflowNotConverged, np.linalg.LinAlgError, FloatingPointError, ValueError):
                continue
            if bool(net.converged) and np.isfinite(net.res_bus["vm_pu"].to_numpy(float)).all():
                return _state(case, net, method, reactive)
        nothing = pd.Series(np.nan, index=case.buses.index)
        return LoadFlowState(
            converged=False,
            method="none converged",
            v_pu=nothing,
            loading_share=pd.Series(np.nan, index=case.branches.index),
            losses_mw=float("nan"),
        )


@cache
def _empty(base_mva: float) -> Any:
    """Empty network; laying out its tables takes longer than the load flow itself, so it is kept and copied."""
    import pandapower as pp

    return pp.create_empty_network(sn_mva=base_mva, f_hz=50.0)


def _network(case: LoadFlowCase) -> Any:
    """Build the pandapower network: every branch is an impedance between two buses, with its ratio in it."""
    import pandapower as pp

    buses, branches = case.buses, case.branches
    net = deepcopy(_empty(case.base_mva))
    pp.create_buses(net, len(buses), vn_kv=buses["v_nom_kv"].to_numpy(float))
    number = pd.Series(np.arange(len(buses)), index=buses.index)
    pp.create_loads(
        net, number.to_numpy(), p_mw=buses["p_load_mw"].to_numpy(float), q_mvar=buses["q_load_mvar"].to_numpy(float)
    )
    shunted = buses[buses["q_shunt_mvar"] != 0]
    if len(shunted):
        pp.create_shunts(net, number[shunted.index].to_numpy(), q_mvar=shunted["q_shunt_mvar"].to_numpy(float))
    regulated = buses[buses["regulated"] & (buses.index != case.slack)]
    if len(regulated):
        pp.create_gens(
            net,
            number[regulated.index].to_numpy(),
            p_mw=regulated["p_source_mw"].to_numpy(float),
            vm_pu=regulated["v_set_pu"].to_numpy(float),
        )
    loose = buses[~buses["regulated"] & (buses["p_source_mw"] != 0) & (buses.index != case.slack)]
    if len(loose):
        pp.create_sgens(net, number[loose.index].to_numpy(), p_mw=loose["p_source_mw"].to_numpy(float))
    pp.create_ext_grid(net, int(number[case.slack]), vm_pu=float(buses["v_set_pu"].loc[case.slack]))
    rating = np.where(np.isfinite(branches["s_nom_mva"]) & (branches["s_nom_mva"] > 0), branches["s_nom_mva"], 1e6)
    if len(branches):
        forth, back, at0, at1 = _impedances(branches.assign(phase_shift_deg=_shifts_left(case, number)))
        pp.create_impedances(
            net,
            number[branches["bus0"]].to_numpy(),
            number[branches["bus1"]].to_numpy(),
            sn_mva=case.base_mva,
            rft_pu=forth.real,
            xft_pu=forth.imag,
            rtf_pu=back.real,
            xtf_pu=back.imag,
            gf_pu=at0.real,
            bf_pu=at0.imag,
            gt_pu=at1.real,
            bt_pu=at1.imag,
        )
    net.impedance["rating_mva"] = rating
    return net


def _shifts_left(case: LoadFlowCase, number: "pd.Series[int]") -> NDArray[np.float64]:
    """Phase shifts that remain when each bus is told in the angle of its voltage level, shape (branches,). [degree]

    Notes
    -----
    Vector groups turn whole voltage levels, by 150° for example, and a start without them is too far away to
    converge. With θ'_i = θ_i − ψ_i and ψ_j = ψ_i − φ along a spanning tree, φ' = φ − (ψ_i − ψ_j): zero on the tree
    and on every loop whose shifts cancel. Powers and magnitudes stay what they are.
    """
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import breadth_first_order

    shift = case.branches["phase_shift_deg"].to_numpy(float)
    if not shift.any():
        return shift
    i, j = number[case.branches["bus0"]].to_numpy(), number[case.branches["bus1"]].to_numpy()
    size = len(number)
    graph = coo_matrix((np.ones(len(i)), (i, j)), shape=(size, size)).tocsr()
    order, parent = breadth_first_order(graph, int(number[case.slack]), directed=False)
    # of parallel branches the first is the one on the tree
    turn = {(a, b): -f for a, b, f in zip(i[::-1], j[::-1], shift[::-1], strict=True)}
    angle = np.zeros(size)
    for bus in order[1:].tolist():
        before = int(parent[bus])
        step = turn[before, bus] if (before, bus) in turn else -turn[bus, before]
        angle[bus] = angle[before] + step
    return np.asarray(shift - (angle[i] - angle[j]), dtype=np.float64)


def _impedances(branches: pd.DataFrame) -> tuple[Complexes, Complexes, Complexes, Complexes]:
    """Series impedance as seen from either end, and admittance to ground at either end. [pu]

    Notes
    -----
    A branch y = 1 / (r + jx) with charging b and ratio a = t · e^{jφ} at bus0 has

    Y_00 = (y + jb/2) / t²,   Y_01 = −y / a*,   Y_10 = −y / a,   Y_11 = y + jb/2

    so that z_01 = a* / y, z_10 = a / y, and what Y_00 and Y_11 hold beyond the series part goes to ground.
    """
    x = branches["x_pu"].to_numpy(float)
    z = branches["r_pu"].to_numpy(float) + 1j * np.where(x == 0, Z_FLOOR_PU, x)
    t = branches["tap_ratio"].to_numpy(float)
    ratio = t * np.exp(1j * np.deg2rad(branches["phase_shift_deg"].to_numpy(float)))
    own = 1.0 / z + 0.5j * branches["b_pu"].to_numpy(float)
    forth, back = z * ratio.conj(), z * ratio
    return forth, back, own / t**2 - 1.0 / forth, own - 1.0 / back


def _state(case: LoadFlowCase, net: Any, method: str, reactive_share: float) -> LoadFlowState:
    flows = net.res_impedance
    apparent = np.maximum(
        np.hypot(flows["p_from_mw"], flows["q_from_mvar"]), np.hypot(flows["p_to_mw"], flows["q_to_mvar"])
    )
    loading = pd.Series(
        np.asarray(apparent, dtype=float) / net.impedance["rating_mva"].to_numpy(float), index=case.branches.index
    )
    return LoadFlowState(
        converged=True,
        method=method,
        v_pu=pd.Series(net.res_bus["vm_pu"].to_numpy(float), index=case.buses.index),
        loading_share=loading,
        losses_mw=float((flows["p_from_mw"] + flows["p_to_mw"]).sum()),
        reactive_share=reactive_share,
    )
