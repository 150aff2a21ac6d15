"""Adequacy of a system: how often, and by how much, it cannot serve its load while its parts fail at random."""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from gridimpact.domain.estimate import Estimate
from gridimpact.errors import Finding

Stop = Literal["samples", "rel_error", "seconds", "exact"]
"""What ended a run: all samples drawn, precise enough, out of time; or nothing had to be drawn."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Adequacy:
    """Figures of the whole system; components are not named.

    Attributes
    ----------
    lolp : Estimate
        Loss of load probability: share of the time in which some load cannot be served. [0..1]
    lole_h : Estimate
        Loss of load expectation: hours of it in the period. [h]
    edns_mw : Estimate
        Expected demand not served, mean over the time. [MW]
    eens_mwh : Estimate
        Expected energy not served in the period. [MWh]
    hours : float
        Length of the period. [h]
    peak_load_mw : float
        Demand at the highest load level. [MW]
    capacity_mw : float
        Capacity with every unit available, import included; may be infinite. [MW]
    network : bool
        Whether branches limit what is served, or all hangs on one bus.
    components : int
        Units and branches that may fail. [-]
    states : int
        Distinct states among the samples that were looked at. [-]
    solves : int
        Linear programmes solved. [-]
    seed : int
        Of the random draws. [-]
    stopped_by : str
        `samples`, `rel_error`, `seconds` or `exact`.
    grid_name, grid_fingerprint : str
    findings : tuple of Finding
    """

    lolp: Estimate
    lole_h: Estimate
    edns_mw: Estimate
    eens_mwh: Estimate
    hours: float
    peak_load_mw: float
    capacity_mw: float
    network: bool
    components: int
    states: int
    solves: int
    seed: int
    stopped_by: Stop
    grid_name: str
    grid_fingerprint: str
    findings: tuple[Finding, ...] = ()

    @property
    def samples(self) -> int:
        """Samples drawn; 0 when the figures are exact. [-]"""
        return self.lolp.samples

    @property
    def figures(self) -> dict[str, Estimate]:
        """The four figures by name."""
        return {name: getattr(self, name) for name in ("lolp", "lole_h", "edns_mw", "eens_mwh")}

    def summary(self) -> pd.DataFrame:
        """Figures as a table.

        Returns
        -------
        DataFrame
            Index `figure`; columns `value`, `standard_error`, `unit`, `samples`.
        """
        rows = [(name, e.value, e.standard_error, e.unit, e.samples) for name, e in self.figures.items()]
        columns = ["figure", "value", "standard_error", "unit", "samples"]
        return pd.DataFrame(rows, columns=columns).set_index("figure")

    def __str__(self) -> str:
        figures = {"LOLP": self.lolp, "LOLE": self.lole_h, "EDNS": self.edns_mw, "EENS": self.eens_mwh}
        return ", ".join(f"{name} {estimate}" for name, estimate in figures.items())
