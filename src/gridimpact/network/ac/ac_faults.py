"""What keeps an island out of its AC limits, and what a MW shed at each bus would mend of it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridimpact.domain.load_flow import LoadFlowCase, LoadFlowState
from gridimpact.domain.settings import NetworkSettings
from gridimpact.network.flow.dc_flow import DcNetwork

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

NO_USE_SHARE = 0.5
"""Loads that help by less than this share of the one that helps most are left alone. [0..1]  Chosen: shed
where it helps, yet over more than one load."""
OVERSHOOT = 1.05
"""Factor on the linear estimate of what is missing, for it is a little too small. [-]  Chosen."""
SHORTEST_STEP = 0.2
"""A step is shortened to no less than this, so that the loop comes to an end. [-]  Chosen."""
ANGLE_RAD = 0.5
"""Where no state is found, branches with a larger angle across them by the DC flow are what is wrong. [rad]  Chosen:
half of x · P = 1, beyond which a line with 1 pu at both ends has no state at all."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Fault:
    """One bus or branch out of range.

    Attributes
    ----------
    component_id : str
    missing : float
        Voltage below the band [pu], loading above the rating [share], or angle above `ANGLE_RAD` [rad].
    relief_per_mw : array, shape (buses,)
        What a MW shed at each bus mends of it, to first order.
    """

    component_id: str
    missing: float
    relief_per_mw: Floats


def solved(state: LoadFlowState) -> bool:
    """Whether the state is that of the case itself, not of an easier one."""
    return state.converged and state.reactive_share == 1.0


def overloads(state: LoadFlowState, settings: NetworkSettings, exempt: frozenset[str]) -> "pd.Series[float]":
    """Excess of branches above their rating, by branch. [share]"""
    over = state.loading_share[state.loading_share > 1.0 + settings.overload_tolerance_share]
    return over[~over.index.isin(exempt)] - 1.0


def faults_of(
    case: LoadFlowCase,
    state: LoadFlowState,
    settings: NetworkSettings,
    exempt: frozenset[str],
    mvar_per_mw: Floats,
) -> list[Fault]:
    """Low voltages and overloads of a state; where there is none, branches that carry more than they could.

    Parameters
    ----------
    case : LoadFlowCase
    state : LoadFlowState
    settings : NetworkSettings
    exempt : frozenset of str
        Branches whose loading counts for nothing.
    mvar_per_mw : array, shape (buses,)
        Reactive demand that goes with a MW shed. [-]
    """
    if not solved(state):
        return _wide_angles(case, exempt)
    low = _low_voltages(case, state, settings, mvar_per_mw)
    return [*low, *_overloaded(case, overloads(state, settings, exempt), settings)]


def weights(faults: list[Fault], buses: int) -> Floats:
    """How much each load helps, shape (buses,); 1 where it helps most against one of the faults. [0..1]"""
    if not faults:
        return np.ones(buses)
    weight = np.zeros(buses)
    for fault in faults:
        most = float(fault.relief_per_mw.max(initial=0.0))
        if most > 0:
            near = fault.relief_per_mw / most
            weight = np.maximum(weight, np.where(near < NO_USE_SHARE, 0.0, near))
    return weight


def step_length(faults: list[Fault], cut_mw: Floats) -> float:
    """Share of a step that the linear estimate asks for. [0..1]"""
    mends = [(fault.missing, float(fault.relief_per_mw @ cut_mw)) for fault in faults]
    needed = max((missing / relief for missing, relief in mends if relief > 0), default=1.0)
    return float(np.clip(OVERSHOOT * needed, SHORTEST_STEP, 1.0))


def _network(case: LoadFlowCase, grounded: Bools) -> DcNetwork:
    number = pd.Series(np.arange(len(case.buses)), index=case.buses.index)
    branches = case.branches
    return DcNetwork.of(
        number[branches["bus0"]].to_numpy(np.int64),
        number[branches["bus1"]].to_numpy(np.int64),
        x_pu=(branches["x_pu"] * branches["tap_ratio"]).to_numpy(float),
        shift_rad=np.deg2rad(branches["phase_shift_deg"].to_numpy(float)),
        in_service=np.ones(len(branches), dtype=bool),
        grounded=grounded,
    )


def _low_voltages(
    case: LoadFlowCase, state: LoadFlowState, settings: NetworkSettings, mvar_per_mw: Floats
) -> list[Fault]:
    """Relief of bus i by load j: X_ij · q_j / S_base, with X the reactance to the buses that hold voltage."""
    v_pu = state.v_pu.reindex(case.buses.index).to_numpy(np.float64)
    lack = np.maximum(settings.voltage_band_pu[0] - v_pu, 0.0)
    if not lack.any():
        return []
    network = _network(case, np.asarray(case.buses["regulated"].to_numpy(bool) | (case.buses.index == case.slack)))
    found = []
    for bus in np.flatnonzero(lack).tolist():
        unit = np.zeros(len(lack))
        unit[bus] = 1.0
        relief = np.maximum(network.solve(unit) * mvar_per_mw, 0.0) / case.base_mva
        found.append(Fault(component_id=str(case.buses.index[bus]), missing=float(lack[bus]), relief_per_mw=relief))
    return found


def _overloaded(case: LoadFlowCase, excess: "pd.Series[float]", settings: NetworkSettings) -> list[Fault]:
    """Relief of branch l by load j: −sign(f_l) · (H_lj − Σ_g π_g H_lg) / S_l, sources giving way in proportion π."""
    if not len(excess):
        return []
    flows = _DcFlows(case)
    rating = case.branches["s_nom_mva"].to_numpy(float)
    found = []
    for branch, size in zip(case.branches.index.get_indexer(excess.index).tolist(), excess.tolist(), strict=True):
        missing = max(size - settings.overload_tolerance_share, 0.0)
        relief = flows.relief(branch) / rating[branch]
        found.append(Fault(component_id=str(case.branches.index[branch]), missing=missing, relief_per_mw=relief))
    return found


def _wide_angles(case: LoadFlowCase, exempt: frozenset[str]) -> list[Fault]:
    """The same for the angle across a branch, |x_l f_l|, in place of its loading."""
    if not len(case.branches):
        return []
    flows = _DcFlows(case)
    x_pu = np.abs((case.branches["x_pu"] * case.branches["tap_ratio"]).to_numpy(float))
    angle = x_pu * np.abs(flows.flow)
    found = []
    for branch in np.flatnonzero(angle > ANGLE_RAD).tolist():
        name, relief = str(case.branches.index[branch]), flows.relief(branch) * x_pu[branch] / case.base_mva
        if name not in exempt:
            found.append(Fault(component_id=name, missing=float(angle[branch] - ANGLE_RAD), relief_per_mw=relief))
    return found


class _DcFlows:
    """DC flows of a case, and what a MW shed takes off them while sources give way in proportion."""

    def __init__(self, case: LoadFlowCase) -> None:
        buses = case.buses
        is_slack = np.asarray(buses.index == case.slack)
        source = buses["p_source_mw"].to_numpy(float)
        self._network = _network(case, is_slack)
        self._share = source / source.sum() if source.sum() > 0 else is_slack.astype(float)
        self.flow: Floats = self._network.flows((source - buses["p_load_mw"].to_numpy(float)) / case.base_mva)

    def relief(self, branch: int) -> Floats:
        """By bus. [MW per MW]"""
        factor = self._network.sensitivities(np.array([branch]))[0]
        relief = -np.sign(self.flow[branch]) * (factor - float(self._share @ factor))
        return np.asarray(np.maximum(relief, 0.0), dtype=np.float64)
