"""An island with less load: what can be shed of it, and the case that is left."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from gridimpact.domain.load_flow import LoadFlowCase, LoadFlowEngine, LoadFlowState

Floats = NDArray[np.float64]

LOAD_STEPS = (0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1)
"""Shares of all load with which a load flow is tried when none converges with all of it. [0..1]  Chosen."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sheddable:
    """Load served in an island, by bus and class.

    Attributes
    ----------
    general_mw, critical_mw : array, shape (buses,)
        In the order of the buses of the case. [MW]
    general_mvar, critical_mvar : array, shape (buses,)
        Reactive demand that is shed with it, in proportion. [Mvar]
    """

    general_mw: Floats
    critical_mw: Floats
    general_mvar: Floats
    critical_mvar: Floats

    @property
    def all_mw(self) -> Floats:
        """Both classes. [MW]"""
        return self.general_mw + self.critical_mw

    @property
    def mvar_per_mw(self) -> Floats:
        """Reactive over active demand of each bus; 0 where nothing is served. [-]"""
        return _ratio(self.general_mvar + self.critical_mvar, self.all_mw)

    def mvar_of(self, general_mw: Floats, critical_mw: Floats) -> Floats:
        """Reactive demand of a part of the load, shape (buses,). [Mvar]"""
        general = _ratio(self.general_mvar, self.general_mw) * general_mw
        return general + _ratio(self.critical_mvar, self.critical_mw) * critical_mw


def with_less_load(case: LoadFlowCase, shed_mw: Floats, shed_mvar: Floats, *, losses_mw: float = 0.0) -> LoadFlowCase:
    """Return the case with load shed, and all sources moved in proportion.

    Parameters
    ----------
    case : LoadFlowCase
    shed_mw : array, shape (buses,)
        Transfers stay. [MW]
    shed_mvar : array, shape (buses,)
        Reactive demand that goes with it. [Mvar]
    losses_mw : float
        Losses that the sources share; what is not shared the slack takes. [MW]
    """
    buses = case.buses
    source = buses["p_source_mw"].to_numpy(float)
    fed = float(source.sum())
    left = max(0.0, 1.0 + (losses_mw - float(shed_mw.sum())) / fed) if fed > 0 else 1.0
    return replace(
        case,
        buses=buses.assign(
            p_load_mw=buses["p_load_mw"].to_numpy(float) - shed_mw,
            q_load_mvar=buses["q_load_mvar"].to_numpy(float) - shed_mvar,
            p_source_mw=source * left,
        ),
    )


def with_part_of_the_load(
    case: LoadFlowCase, sheddable: Sheddable, engine: LoadFlowEngine
) -> tuple[LoadFlowState, float]:
    """Last resort: lower all load in steps of a tenth until the load flow converges.

    Parameters
    ----------
    case : LoadFlowCase
        One that did not converge.
    sheddable : Sheddable
    engine : LoadFlowEngine

    Returns
    -------
    state : LoadFlowState
        Its `method` names the share of the load.
    share : float
        Share of the load with which it converged; 0 when none did. [0..1]
    """
    mvar = sheddable.general_mvar + sheddable.critical_mvar
    for share in LOAD_STEPS:
        state = engine.solve(with_less_load(case, sheddable.all_mw * (1.0 - share), mvar * (1.0 - share)))
        if state.converged:
            return replace(state, method=f"{state.method}, with {share:.0%} of the load"), share
    return state, 0.0


def _ratio(part: Floats, whole: Floats) -> Floats:
    return np.divide(part, whole, out=np.zeros_like(whole), where=whole > 0)
