"""How much more load would have to be shed until an island is AC-feasible: a stated loop, not an optimum."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gridimpact.domain.load_flow import LoadFlowCase, LoadFlowEngine, LoadFlowState
from gridimpact.domain.settings import NetworkSettings
from gridimpact.network.ac.ac_faults import Fault, faults_of, overloads, solved, step_length, weights
from gridimpact.network.ac.ac_lowering import Sheddable, with_less_load

Floats = NDArray[np.float64]

NO_HELP_MW = 1e-3
"""A step that would shed less helps nothing. [MW]"""
UNSOLVED_STEP_SHARE = 0.1
"""Step where no state is found at all. [0..1]  Chosen."""
PATIENCE = 16
"""Steps without headway after which all loads are shed alike. [-]  Chosen."""
HEADWAY = 0.99
"""A step makes headway when what is missing falls below this share of the least so far. [0..1]  Chosen."""


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
    left = _names(loop.faults())
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
        self._case, self._sheddable, self._served, self._engine = case, sheddable, sheddable.all_mw, engine
        self._settings, self._exempt = settings, exempt
        self.general, self.critical = sheddable.general_mw.copy(), sheddable.critical_mw.copy()
        self.steps, self.alike = 0, False
        self._faults: list[Fault] = []
        self._least, self._stalled, self._was_solved = float("inf"), 0, False
        self._best = self.general.copy(), self.critical.copy()
        self.now = with_less_load(case, self._served, sheddable.general_mvar + sheddable.critical_mvar)
        self.state = engine.solve(self.now)
        self.beyond_help = frozenset(_names(self.faults()) if solved(self.state) else ())
        """Buses and branches that are out of range without any load."""

    def faults(self) -> list[Fault]:
        """What is out of range as it stands."""
        return faults_of(self.now, self.state, self._settings, self._exempt, self._sheddable.mvar_per_mw)

    def share_losses(self, first: LoadFlowState) -> None:
        """Solve once more, with the losses shared; an island without a state has none to share."""
        self.now, self.state = self._case, first
        if solved(first):
            self._solve()

    def step(self) -> bool:
        """Shed once; false when nothing is left that could help."""
        faults = [fault for fault in self.faults() if fault.component_id not in self.beyond_help]
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
        shed_mvar = self._sheddable.mvar_of(
            self._sheddable.general_mw - self.general, self._sheddable.critical_mw - self.critical
        )
        losses = self.state.losses_mw if solved(self.state) else 0.0
        shed = self._served - self.general - self.critical
        self.now = with_less_load(self._case, shed, shed_mvar, losses_mw=losses)
        self.state = self._engine.solve(self.now)


def in_range(state: LoadFlowState, settings: NetworkSettings, exempt: frozenset[str]) -> bool:
    """Whether a state is that of the case itself, without low voltage and overload; shedding cures nothing else."""
    low = bool((state.v_pu < settings.voltage_band_pu[0]).any())
    return solved(state) and not low and not len(overloads(state, settings, exempt))
