"""The dispatch: what units, borders, branches and loads do in each solved hour, and its AC check."""

from dataclasses import dataclass, replace

import pandas as pd

from gridimpact.domain.damage import Contingency
from gridimpact.errors import Finding


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AcCheck:
    """AC load flow of dispatched hours.

    Attributes
    ----------
    islands : DataFrame
        One row per hour and island with load, as dispatched: `snapshot`, `island`, `buses`, `load_mw`,
        `converged` (bool), `method` (how the answer was reached), `v_min_pu`, `v_max_pu`,
        `max_loading_share`, `losses_mw`, `passes` (bool: converged with all demand, voltages in the
        band, loading within ratings). When more shedding was asked for also `extra_shed_mw`,
        `shed_steps`, and `passes_after` (bool).
    buses : DataFrame
        Index bus id; `v_pu` (of the peak hour; NaN where nothing converged).
    extra_shed_mw : DataFrame or None
        Load that would have to be shed beyond the dispatch until the AC limits hold; snapshots as
        index, load ids as columns. None when it was not asked for. [MW]
    findings : tuple of Finding
    """

    islands: pd.DataFrame
    buses: pd.DataFrame
    extra_shed_mw: pd.DataFrame | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def passed_share(self) -> float:
        """Share of islands and hours that pass as dispatched; 1 where nothing carries load. [0..1]"""
        return float(self.islands["passes"].mean()) if len(self.islands) else 1.0

    @property
    def hours_passed_share(self) -> float:
        """Share of the hours in which all islands pass as dispatched. [0..1]"""
        whole = self.islands.groupby("snapshot")["passes"].all()
        return float(whole.mean()) if len(whole) else 1.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Dispatch:
    """Solved snapshots of one contingency.

    All tables have the snapshots (aware, UTC) as index and component ids as columns. [MW]

    Attributes
    ----------
    load_mw, shed_mw : DataFrame
        Demand and load shedding, by load. [MW]
    available_mw, p_mw : DataFrame
        Available and dispatched power, by unit. [MW]
    flow_mw, limit_mw : DataFrame
        Flow from bus0 to bus1 and its limit, by branch (lines and transformers). [MW]
    import_mw : DataFrame
        Import, by interconnector; positive inwards. [MW]
    energised : Series
        By bus (bool): whether its island has a source.
    island : Series
        By bus: number of its island after damage; -1 for a bus out of service. [-]
    status : DataFrame
        By snapshot: `method` (`warm`, `cold`, `interior point`, `failed`); `within_tolerance`, `evenly_shared`,
        `proven_least`, `proven_dispatch` (import and merit order reached), `proven_import` (deliverable import and
        open borders found); `residual_mw` (largest imbalance at a bus), `solves`.
    contingency : Contingency
    ac : AcCheck or None
        None when the check was not asked for.
    findings : tuple of Finding
    """

    load_mw: pd.DataFrame
    shed_mw: pd.DataFrame
    available_mw: pd.DataFrame
    p_mw: pd.DataFrame
    flow_mw: pd.DataFrame
    limit_mw: pd.DataFrame
    import_mw: pd.DataFrame
    energised: "pd.Series[bool]"
    island: "pd.Series[int]"
    status: pd.DataFrame
    contingency: Contingency
    ac: AcCheck | None = None
    findings: tuple[Finding, ...] = ()

    def with_ac(self, check: AcCheck) -> "Dispatch":
        """Return the same dispatch with an AC check and its findings.

        Parameters
        ----------
        check : AcCheck

        Returns
        -------
        Dispatch
        """
        return replace(self, ac=check, findings=(*self.findings, *check.findings))

    @property
    def snapshots(self) -> pd.DatetimeIndex:
        """Hours that were solved. [UTC]"""
        return pd.DatetimeIndex(self.load_mw.index)
