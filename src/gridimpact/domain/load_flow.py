"""An AC load flow as a question and an answer, so that any engine can stand behind it."""

from dataclasses import dataclass
from typing import Protocol

import pandas as pd


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LoadFlowCase:
    """One connected island, ready for a load flow.

    Attributes
    ----------
    buses : DataFrame
        Index bus id; `v_nom_kv`, `p_load_mw`, `q_load_mvar`, `q_shunt_mvar` (absorbed at 1 pu),
        `p_source_mw`, `regulated` (bool: a source holds the voltage), `v_set_pu`.
    branches : DataFrame
        Index branch id; `bus0`, `bus1`, `r_pu`, `x_pu`, `b_pu`, `tap_ratio`, `phase_shift_deg`, `s_nom_mva`.
    slack : str
        Bus that takes up losses.
    base_mva : float
        Base of the per-unit system. [MVA]
    """

    buses: pd.DataFrame
    branches: pd.DataFrame
    slack: str
    base_mva: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LoadFlowState:
    """Answer of an engine.

    Attributes
    ----------
    converged : bool
    method : str
        How the answer was reached, in words.
    v_pu : Series
        By bus; NaN when it did not converge. [pu]
    loading_share : Series
        Apparent power over rating, by branch. [0..1]
    losses_mw : float
        Active power lost in the branches. [MW]
    reactive_share : float
        Share of the reactive demand that was kept; below 1 the answer is that of an easier case. [0..1]
    """

    converged: bool
    method: str
    v_pu: "pd.Series[float]"
    loading_share: "pd.Series[float]"
    losses_mw: float
    reactive_share: float = 1.0


class LoadFlowEngine(Protocol):
    """Anything that can solve a `LoadFlowCase`."""

    def solve(self, case: LoadFlowCase) -> LoadFlowState:
        """Solve one island; never raises for want of convergence.

        Parameters
        ----------
        case : LoadFlowCase

        Returns
        -------
        LoadFlowState
        """
        ...
