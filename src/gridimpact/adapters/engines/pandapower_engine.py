"""AC load flow by pandapower, behind the door that `domain.load_flow` describes.

pandapower is imported when the first island is asked, for that takes seconds.
"""

import logging
import warnings
from contextlib import redirect_stdout
from copy import copy, deepcopy
from functools import cache
from io import StringIO
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from gridimpact.domain.load_flow import LoadFlowCase, LoadFlowState

ATTEMPTS: tuple[tuple[str, dict[str, Any], float], ...] = (
    ("Newton-Raphson", {"algorithm": "nr", "init": "dc", "max_iteration": 30}, 1.0),
    ("Newton-Raphson with Iwamoto's step length", {"algorithm": "iwamoto_nr", "init": "dc", "max_iteration": 100}, 1.0),
    ("Newton-Raphson with half the reactive demand", {"algorithm": "nr", "init": "dc", "max_iteration": 50}, 0.5),
    ("Newton-Raphson without reactive demand", {"algorithm": "nr", "init": "dc", "max_iteration": 50}, 0.0),
)
"""Ways of solving, in the order in which they are tried: words, options, share of reactive demand kept."""

Complexes = NDArray[np.complex128]

UNRATED_MVA = 1e6
"""Rating where a branch has none. [MVA]  Chosen: nothing loads it."""
TABLES = ("bus", "load", "shunt", "gen", "sgen", "ext_grid", "impedance")
"""Tables of pandapower that an island fills."""

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
                    pp.runpp(net, numba=False, lightsim2grid=False, calculate_voltage_angles=True, **options)
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
def _samples(base_mva: float) -> tuple[Any, dict[str, pd.DataFrame]]:
    """Empty network, and a row of each table as pandapower makes it.

    Laying out and checking tables takes longer than the load flow itself; rows repeated from these do not.
    """
    import pandapower as pp

    empty = pp.create_empty_network(sn_mva=base_mva, f_hz=50.0)
    made = deepcopy(empty)
    a, b = (int(bus) for bus in pp.create_buses(made, 2, vn_kv=1.0))
    pp.create_load(made, a, p_mw=0.0, q_mvar=0.0)
    pp.create_shunt(made, a, q_mvar=0.0)
    pp.create_gen(made, a, p_mw=0.0, vm_pu=1.0)
    pp.create_sgen(made, a, p_mw=0.0)
    pp.create_ext_grid(made, a)
    zeros = dict.fromkeys(("rtf_pu", "xtf_pu", "gf_pu", "bf_pu", "gt_pu", "bt_pu"), 0.0)
    pp.create_impedance(made, a, b, rft_pu=0.0, xft_pu=1.0, sn_mva=base_mva, **zeros)
    return empty, {name: made[name].iloc[:1] for name in TABLES}


def _fill(net: Any, samples: dict[str, pd.DataFrame], name: str, **columns: ArrayLike) -> None:
    """Put a table into a network: one sample row repeated, with these columns; nothing where they are empty."""
    size = len(np.atleast_1d(np.asarray(next(iter(columns.values())))))
    if not size:
        return
    sample = samples[name]
    table = sample.iloc[np.zeros(size, dtype=np.intp)].reset_index(drop=True)
    for column, values in columns.items():
        table[column] = np.asarray(values).astype(sample[column].to_numpy().dtype)
    net[name] = table


def _network(case: LoadFlowCase) -> Any:
    """Build the pandapower network: every branch is an impedance between two buses, with its ratio in it."""
    buses, branches = case.buses, case.branches
    empty, samples = _samples(case.base_mva)
    net = copy(empty)  # its tables are replaced, never written to
    size = len(buses)
    number = pd.Series(np.arange(size), index=buses.index)
    source, shunt = buses["p_source_mw"].to_numpy(float), buses["q_shunt_mvar"].to_numpy(float)
    is_slack = np.asarray(buses.index == case.slack)
    held = buses["regulated"].to_numpy(bool) & ~is_slack
    loose = ~buses["regulated"].to_numpy(bool) & ~is_slack & (source != 0)
    v_set = buses["v_set_pu"].to_numpy(float)
    every, shunted = np.arange(size), np.flatnonzero(shunt)
    _fill(net, samples, "bus", vn_kv=buses["v_nom_kv"])
    _fill(net, samples, "load", bus=every, p_mw=buses["p_load_mw"], q_mvar=buses["q_load_mvar"])
    _fill(net, samples, "shunt", bus=shunted, q_mvar=shunt[shunted], vn_kv=buses["v_nom_kv"].to_numpy()[shunted])
    _fill(net, samples, "gen", bus=every[held], p_mw=source[held], vm_pu=v_set[held])
    _fill(net, samples, "sgen", bus=every[loose], p_mw=source[loose])
    _fill(net, samples, "ext_grid", bus=every[is_slack], vm_pu=v_set[is_slack])
    if len(branches):
        forth, back, at0, at1 = _impedances(branches.assign(phase_shift_deg=_shifts_left(case, number)))
        _fill(
            net,
            samples,
            "impedance",
            from_bus=number[branches["bus0"]],
            to_bus=number[branches["bus1"]],
            rft_pu=forth.real,
            xft_pu=forth.imag,
            rtf_pu=back.real,
            xtf_pu=back.imag,
            gf_pu=at0.real,
            bf_pu=at0.imag,
            gt_pu=at1.real,
            bt_pu=at1.imag,
        )
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
    rated = case.branches["s_nom_mva"].to_numpy(float)
    rating = np.where(np.isfinite(rated) & (rated > 0), rated, UNRATED_MVA)
    loading = pd.Series(np.asarray(apparent, dtype=float) / rating, index=case.branches.index)
    return LoadFlowState(
        converged=True,
        method=method,
        v_pu=pd.Series(net.res_bus["vm_pu"].to_numpy(float), index=case.buses.index),
        loading_share=loading,
        losses_mw=float((flows["p_from_mw"] + flows["p_to_mw"]).sum()),
        reactive_share=reactive_share,
    )
