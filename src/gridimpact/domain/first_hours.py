"""The first hours after a hit: what protection alone leaves, shown beside what operators can reach."""

from dataclasses import dataclass

import pandas as pd

from gridimpact.errors import Finding


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FirstHours:
    """What protection alone leaves of the peak hour, before operators act: an upper range, not a forecast.

    Attributes
    ----------
    snapshot : Timestamp
        The hour whose dispatch before the damage is followed. [UTC]
    events : DataFrame
        One row per event, in order: `step` (0 is the damage itself), `component`, `kind` (bus, line,
        transformer, unit, interconnector, island), `region_id` ("; "-separated where several), `reason`
        (reported damage, overload, no source, shortage, surplus), `trigger` (what it follows from:
        `reported damage`, or ids of what tripped before, "; "-separated), `loading_share` (at which it
        tripped), `shed_mw`, `source_lost_mw` (generation and import lost or turned down).
    loads : DataFrame
        Index load id; `region_id`, `load_mw`, `before_mw` (shed before the damage), `shed_mw` (in the
        first hours, `before_mw` included), `dispatched_mw` (shed once operators have acted). [MW]
    regions : DataFrame
        Index region id; the same, summed. [MW]
    islands : DataFrame
        Index `island`, the largest first; `bus_id` (its first by id), `buses`, `energised`, `load_mw`,
        `shed_mw`, `source_mw` (running generation and import).
    island : Series
        By bus: number of its island at the end; -1 for a bus out of service. [-]
    steps : int
        Steps of tripping. [-]
    settled : bool
        Whether tripping came to an end within the steps allowed.
    findings : tuple of Finding
    """

    snapshot: pd.Timestamp
    events: pd.DataFrame
    loads: pd.DataFrame
    regions: pd.DataFrame
    islands: pd.DataFrame
    island: "pd.Series[int]"
    steps: int
    settled: bool
    findings: tuple[Finding, ...] = ()

    @property
    def total_shed_mw(self) -> float:
        """Load without power before operators act. [MW]"""
        return float(self.loads["shed_mw"].sum())

    @property
    def dispatched_shed_mw(self) -> float:
        """Load without power in the same hour once operators have acted. [MW]"""
        return float(self.loads["dispatched_mw"].sum())

    @property
    def range_mw(self) -> tuple[float, float]:
        """From the dispatched figure up to that of the first hours, where that is higher. [MW]"""
        return self.dispatched_shed_mw, max(self.dispatched_shed_mw, self.total_shed_mw)
