"""How much more load would have to be shed until an island is AC-feasible: a stated loop, not an optimum."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from gridimpact.domain.load_flow import LoadFlowCase, LoadFlowEngine, LoadFlowState
from gridimpact.domain.settings import NetworkSettings
from gridimpact.network.ac_faults import Fault, faults_of, overloads, solved, step_length, weights

Floats = NDArray[np.float64]

LOAD_STEPS = (0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1)
"""Shares of all load with which a load flow is tried when none converges with all of it. [0..1]  Chosen."""
NO_HELP_MW = 1e-3
"""A step that would shed less helps nothing. [MW]"""
UNSOLVED_STEP_SHARE = 0.1
"""Step where no state is found at all. [0..1]  Chosen."""
PATIENCE = 16
"""Steps without headway after which all loads are shed alike. [-]  Chosen."""
HEADWAY = 0.99
"""A step makes headway when what is missing falls below this share of the least so far. [0..1]  Chosen."""


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
    beyond_help : tuple of str
        Buses and branches that are out of range at the end and without any load too.
    left : tuple of str
        All that are out of range at the end; where no state was found, branches that carry more than they could.
    alike : bool
        Whether shedding where it helps made no headway, so that all loads were shed alike.
    """

    state: LoadFlowState
    general_mw: Floats
    critical_mw: Floats
    steps: int
    reached: bool
    beyond_help: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    alike: bool = False

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
    Losses are first shared by all sources in proportion, for all of them at the slack alone would overload
    what is near it. Without a state, branches with too wide an angle say where to shed; where there is none,
    all loads count alike, a tenth at a time. They count alike too once `PATIENCE` steps have made no headway
    (and were taken back): sources fall with them, and so do the transfers that the linear estimate knows
    nothing of. What is out of range without any load is left alone.
    """
    if in_range(first, settings, exempt):
        nothing = np.zeros(len(case.buses))
        return Feasible(state=first, general_mw=nothing, critical_mw=nothing, steps=0, reached=True)
    loop = _Loop(case, sheddable, engine, settings, exempt)
    loop.share_losses(first)
    while not in_range(loop.state, settings, exempt) and loop.steps < settings.ac_shed_steps:
        if not loop.step():
            break
    left = _names(faults_of(loop.now, loop.state, settings, exempt))
    return Feasible(
        state=loop.state,
        general_mw=sheddable.general_mw - loop.general,
        critical_mw=sheddable.critical_mw - loop.critical,
        steps=loop.steps,
        reached=in_range(loop.state, settings, exempt),
        beyond_help=tuple(name for name in left if name in loop.beyond_help and solved(loop.state)),
        left=left,
        alike=loop.alike,
    )


def _names(faults: list[Fault]) -> tuple[str, ...]:
    return tuple(fault.component_id for fault in faults)


class _Loop:
    """Where the shedding of an island stands."""

    def __init__(
        self,
        case: LoadFlowCase,
        sheddable: Sheddable,
        engine: LoadFlowEngine,
        settings: NetworkSettings,
        exempt: frozenset[str],
    ) -> None:
        self._case, self._served, self._engine = case, sheddable.all_mw, engine
        self._settings, self._exempt = settings, exempt
        self.general, self.critical = sheddable.general_mw.copy(), sheddable.critical_mw.copy()
        self.steps, self.alike = 0, False
        self._faults: list[Fault] = []
        self._least, self._stalled, self._was_solved = float("inf"), 0, False
        self._best = self.general.copy(), self.critical.copy()
        bare = with_less_load(case, self._served, self._served)
        idle = engine.solve(bare)
        self.beyond_help = frozenset(_names(faults_of(bare, idle, settings, exempt)) if solved(idle) else ())
        """Buses and branches that are out of range without any load."""

    def share_losses(self, first: LoadFlowState) -> None:
        """Solve once more, with the losses shared; an island without a state has none to share."""
        self.now, self.state = self._case, first
        if solved(first):
            self._solve()

    def step(self) -> bool:
        """Shed once; false when nothing is left that could help."""
        faults = faults_of(self.now, self.state, self._settings, self._exempt)
        faults = [fault for fault in faults if fault.component_id not in self.beyond_help]
        if solved(self.state) and not faults:
            return False
        # where a state was lost and nothing tells why, what was wrong with the last one still says where to shed
        self._faults = faults or self._faults
        self._watch()
        cut = self._cut()
        if cut is None and not self.alike:
            self.alike = True
            cut = self._cut()
        if cut is None:
            return False
        self.steps += 1
        self._solve()
        return True

    def _watch(self) -> None:
        """Count steps without headway."""
        missing = sum(fault.missing for fault in self._faults)
        if solved(self.state) != self._was_solved:  # one kind of fault is not measured by the other
            self._least, self._was_solved = float("inf"), solved(self.state)
        if missing < HEADWAY * self._least:
            self._least, self._stalled = missing, 0
            self._best = self.general.copy(), self.critical.copy()
            return
        self._stalled += 1
        if self._stalled == PATIENCE and not self.alike:
            self.alike = True
            self.general, self.critical = self._best  # what was shed to no avail is given back

    def _cut(self) -> Floats | None:
        """Take a step's load away; None when it would be nothing."""
        aimed = bool(self._faults) and not self.alike
        weight = weights(self._faults if aimed else [], len(self._served))
        chosen = self.general if float((self.general * weight).sum()) > NO_HELP_MW else self.critical
        step = self._settings.ac_shed_step_share if solved(self.state) else UNSOLVED_STEP_SHARE
        cut = np.minimum(chosen, step * self._served * weight)
        if aimed and solved(self.state):
            cut = cut * step_length(self._faults, cut)
        if float(cut.sum()) <= NO_HELP_MW:
            return None
        chosen -= cut
        return np.asarray(cut, dtype=np.float64)

    def _solve(self) -> None:
        shed = self._served - self.general - self.critical
        losses = self.state.losses_mw if solved(self.state) else 0.0
        self.now = with_less_load(self._case, self._served, shed, losses_mw=losses)
        self.state = self._engine.solve(self.now)


def in_range(state: LoadFlowState, settings: NetworkSettings, exempt: frozenset[str]) -> bool:
    """Whether a state is that of the case itself, without low voltage and overload; shedding cures nothing else."""
    low = bool((state.v_pu < settings.voltage_band_pu[0]).any())
    return solved(state) and not low and not len(overloads(state, settings, exempt))
