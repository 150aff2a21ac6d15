"""How much more load would have to be shed until an island is AC-feasible: a stated loop, not an optimum."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridimpact.domain.load_flow import LoadFlowCase, LoadFlowEngine, LoadFlowState
from gridimpact.domain.settings import NetworkSettings
from gridimpact.network.dc_flow import DcNetwork

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

LOAD_STEPS = (0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1)
"""Shares of all load with which a load flow is tried when none converges with all of it. [0..1]  Chosen."""
NO_HELP_MW = 1e-3
"""A step that would shed less helps nothing. [MW]"""
NO_USE_SHARE = 0.5
"""Loads that help by less than this share of the one that helps most are left alone. [0..1]  Chosen: shed
where it helps, yet over more than one load."""
UNSOLVED_STEP_SHARE = 0.1
"""Step where no state is found at all. [0..1]  Chosen."""
OVERSHOOT = 1.05
"""Factor on the linear estimate of what is missing, for it is a little too small. [-]  Chosen."""
SHORTEST_STEP = 0.2
"""A step is shortened to no less than this, so that the loop comes to an end. [-]  Chosen."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sheddable:
    """Load served in an island, by bus and class. [MW]

    Attributes
    ----------
    general_mw, critical_mw : array, shape (buses,)
        In the order of the buses of the case.
    """

    general_mw: Floats
    critical_mw: Floats

    @property
    def all_mw(self) -> Floats:
        """Both classes."""
        return self.general_mw + self.critical_mw


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Feasible:
    """Where the loop ended.

    Attributes
    ----------
    state : LoadFlowState
        Of the last case.
    general_mw, critical_mw : array, shape (buses,)
        Shed beyond the dispatch. [MW]
    steps : int
        Steps taken. [-]
    reached : bool
        Whether no low voltage and no overload is left, with all reactive demand of what is served.
    """

    state: LoadFlowState
    general_mw: Floats
    critical_mw: Floats
    steps: int
    reached: bool

    @property
    def shed_mw(self) -> float:
        """Shed beyond the dispatch. [MW]"""
        return float(self.general_mw.sum() + self.critical_mw.sum())


def with_less_load(case: LoadFlowCase, served_mw: Floats, shed_mw: Floats, *, losses_mw: float = 0.0) -> LoadFlowCase:
    """Return the case with load shed, and all sources moved in proportion.

    Parameters
    ----------
    case : LoadFlowCase
    served_mw, shed_mw : array, shape (buses,)
        Load served in `case`, and how much of it is shed. Transfers over ties stay. [MW]
    losses_mw : float
        Losses that the sources share; what is not shared the slack takes. [MW]
    """
    buses = case.buses
    source = buses["p_source_mw"].to_numpy(float)
    fed = float(source.sum())
    left = max(0.0, 1.0 + (losses_mw - float(shed_mw.sum())) / fed) if fed > 0 else 1.0
    kept = 1.0 - np.divide(shed_mw, served_mw, out=np.zeros_like(shed_mw), where=served_mw > 0)
    return replace(
        case,
        buses=buses.assign(
            p_load_mw=buses["p_load_mw"].to_numpy(float) - shed_mw,
            q_load_mvar=buses["q_load_mvar"].to_numpy(float) * kept,
            p_source_mw=source * left,
        ),
    )


def with_part_of_the_load(case: LoadFlowCase, served_mw: Floats, engine: LoadFlowEngine) -> tuple[LoadFlowState, float]:
    """Last resort: lower all load in steps of a tenth until the load flow converges.

    Parameters
    ----------
    case : LoadFlowCase
        One that did not converge.
    served_mw : array, shape (buses,)
        [MW]
    engine : LoadFlowEngine

    Returns
    -------
    state : LoadFlowState
        Its `method` names the share of the load.
    share : float
        Share of the load with which it converged; 0 when none did. [0..1]
    """
    for share in LOAD_STEPS:
        state = engine.solve(with_less_load(case, served_mw, served_mw * (1.0 - share)))
        if state.converged:
            return replace(state, method=f"{state.method}, with {share:.0%} of the load"), share
    return state, 0.0


def shed_until_feasible(
    case: LoadFlowCase,
    sheddable: Sheddable,
    engine: LoadFlowEngine,
    settings: NetworkSettings,
    *,
    first: LoadFlowState,
    exempt: frozenset[str],
) -> Feasible:
    """Shed step by step until voltages and loadings are in range.

    Parameters
    ----------
    case : LoadFlowCase
        Island as dispatched.
    sheddable : Sheddable
    engine : LoadFlowEngine
    settings : NetworkSettings
        Uses `voltage_band_pu`, `overload_tolerance_share`, `ac_shed_step_share`, `ac_shed_steps`.
    first : LoadFlowState
        State of the case.
    exempt : frozenset of str
        Branches that are switched by hand, whose loading counts for nothing.

    Returns
    -------
    Feasible

    Notes
    -----
    While a bus is below the band or a branch above its rating, each load d sheds η σ w_d of what it was
    served as dispatched, at most what is left; w_d in 0..1 is how much the load helps, relative to the one
    that helps most, and 0 below a half; η shortens the last step by the linear estimate of what is missing
    (docs/first-hours.md). General load first; critical load only where no general load that helps is left.
    Without a state all loads count alike, a tenth at a time. Losses are first shared by all sources in
    proportion, for all of them at the slack alone would overload what is near it.
    """
    general, critical = sheddable.general_mw.copy(), sheddable.critical_mw.copy()
    state, steps, now = first, 0, case
    faults = _faults(now, state, settings, exempt)
    if faults:
        now = with_less_load(case, sheddable.all_mw, np.zeros(len(general)), losses_mw=first.losses_mw)
        state = engine.solve(now)
    while not (reached := in_range(state, settings, exempt)) and steps < settings.ac_shed_steps:
        # where a state was lost, what was wrong with the last one still says where to shed
        faults = _faults(now, state, settings, exempt) if _solved(state) else faults
        weight = _weight(faults, len(case.buses))
        chosen = general if float((general * weight).sum()) > NO_HELP_MW else critical
        step = settings.ac_shed_step_share if faults else UNSOLVED_STEP_SHARE
        cut = np.minimum(chosen, step * sheddable.all_mw * weight)
        cut = cut * (_length(faults, cut) if _solved(state) else 1.0)
        if float(cut.sum()) <= NO_HELP_MW:
            break
        chosen -= cut
        steps += 1
        losses = state.losses_mw if _solved(state) else 0.0
        now = with_less_load(case, sheddable.all_mw, sheddable.all_mw - general - critical, losses_mw=losses)
        state = engine.solve(now)
    return Feasible(
        state=state,
        general_mw=sheddable.general_mw - general,
        critical_mw=sheddable.critical_mw - critical,
        steps=steps,
        reached=reached,
    )


def _solved(state: LoadFlowState) -> bool:
    """Whether the state is that of the case itself, not of an easier one."""
    return state.converged and state.reactive_share == 1.0


def _overloads(state: LoadFlowState, settings: NetworkSettings, exempt: frozenset[str]) -> "pd.Series[float]":
    """Excess of branches above their rating, by branch. [share]"""
    over = state.loading_share[state.loading_share > 1.0 + settings.overload_tolerance_share]
    return over[~over.index.isin(exempt)] - 1.0


def in_range(state: LoadFlowState, settings: NetworkSettings, exempt: frozenset[str]) -> bool:
    """Whether a state is that of the case itself, without low voltage and overload; shedding cures nothing else."""
    low = bool((state.v_pu < settings.voltage_band_pu[0]).any())
    return _solved(state) and not low and not len(_overloads(state, settings, exempt))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Fault:
    """What is missing at one bus or branch [pu or share], and what a MW shed at each bus mends of it."""

    missing: float
    relief_per_mw: Floats


def _faults(
    case: LoadFlowCase, state: LoadFlowState, settings: NetworkSettings, exempt: frozenset[str]
) -> list[_Fault]:
    """All faults of a state; none where there is no state."""
    if not _solved(state):
        return []
    return [*_low_voltages(case, state, settings), *_overloaded(case, _overloads(state, settings, exempt), settings)]


def _weight(faults: list[_Fault], buses: int) -> Floats:
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


def _length(faults: list[_Fault], cut_mw: Floats) -> float:
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


def _low_voltages(case: LoadFlowCase, state: LoadFlowState, settings: NetworkSettings) -> list[_Fault]:
    """Relief of bus i by load j: X_ij · q / S_base, with X the reactance to the buses that hold voltage."""
    v_pu = state.v_pu.reindex(case.buses.index).to_numpy(np.float64)
    lack = np.maximum(settings.voltage_band_pu[0] - v_pu, 0.0)
    if not lack.any():
        return []
    network = _network(case, np.asarray(case.buses["regulated"].to_numpy(bool) | (case.buses.index == case.slack)))
    per_mw = settings.reactive_demand_share / case.base_mva
    found = []
    for bus in np.flatnonzero(lack).tolist():
        unit = np.zeros(len(lack))
        unit[bus] = 1.0
        found.append(_Fault(missing=float(lack[bus]), relief_per_mw=np.maximum(network.solve(unit), 0.0) * per_mw))
    return found


def _overloaded(case: LoadFlowCase, excess: "pd.Series[float]", settings: NetworkSettings) -> list[_Fault]:
    """Relief of branch l by load j: −sign(f_l) · (H_lj − Σ_g π_g H_lg) / S_l, sources giving way in proportion π."""
    if not len(excess):
        return []
    buses, base = case.buses, case.base_mva
    is_slack = np.asarray(buses.index == case.slack)
    network = _network(case, is_slack)
    source = buses["p_source_mw"].to_numpy(float)
    flow = network.flows((source - buses["p_load_mw"].to_numpy(float)) / base)
    share = source / source.sum() if source.sum() > 0 else is_slack.astype(float)
    rating = case.branches["s_nom_mva"].to_numpy(float)
    found = []
    for branch, size in zip(case.branches.index.get_indexer(excess.index).tolist(), excess.tolist(), strict=True):
        factor = network.sensitivity(branch)
        relief = np.maximum(-np.sign(flow[branch]) * (factor - float(share @ factor)), 0.0)
        missing = max(size - settings.overload_tolerance_share, 0.0)
        found.append(_Fault(missing=missing, relief_per_mw=relief / rating[branch]))
    return found
