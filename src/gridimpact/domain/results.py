"""Results: what the network does (dispatch), what that means (evaluation), and the whole answer."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

import geopandas as gpd
import pandas as pd

from gridimpact.domain.caused import CAUSED_FIGURES, Caused
from gridimpact.domain.damage import Contingency, DamageBelief
from gridimpact.domain.days_ahead import DaysAhead
from gridimpact.domain.first_hours import FirstHours
from gridimpact.domain.impact_results import PeopleImpact
from gridimpact.domain.ranges import Ranges
from gridimpact.domain.settings import Settings
from gridimpact.domain.vocabulary import Sensitivity
from gridimpact.errors import Finding
from gridimpact.i18n.english_text import EnglishText
from gridimpact.i18n.translate import N_


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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Evaluation:
    """What one contingency means.

    Attributes
    ----------
    dispatch : Dispatch
    regions : GeoDataFrame
        Index region id; `name_en`, `name_uk`, `iso_3166_2`, `population`, `demand_mw` (at the peak
        hour), `shed_mw` (at the peak hour), `demand_mwh`, `ens_mwh`, `unserved_share` (of the day's
        energy), `people` (without power at the peak hour), `person_hours`, `outage_h` (hours an
        average consumer of the region is off in the day), geometry.
    regions_hourly : DataFrame
        One row per snapshot and region: `snapshot`, `region_id`, `demand_mw`, `shed_mw`,
        `unserved_share`, `people`.
    imports : DataFrame
        Index (`snapshot`, `country`): `need_mw`, `allowed_mw`, `deliverable_mw`, `used_mw`, `binding`
        (the cause in words).
    imports_total : DataFrame
        By snapshot: `need_mw`, `allowed_mw`, `deliverable_mw`, `used_mw`, `unserved_mw`,
        `removable_mw` (shedding that unlimited borders would remove), `binding`.
    peak : Timestamp
        Snapshot of the highest demand. [UTC]
    first_hours : FirstHours or None
        None unless asked for. It stands beside the other figures and is in none of them.
    people : PeopleImpact or None
        Hours off by queue, facilities, water, heat, severity and needs; None for a grid without regions.
    findings : tuple of Finding
    """

    dispatch: Dispatch
    regions: gpd.GeoDataFrame
    regions_hourly: pd.DataFrame
    imports: pd.DataFrame
    imports_total: pd.DataFrame
    peak: pd.Timestamp
    first_hours: FirstHours | None = None
    people: PeopleImpact | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def total_shed_mw(self) -> "pd.Series[float]":
        """Load shedding of the whole grid, by snapshot. [MW]"""
        return self.dispatch.shed_mw.sum(axis=1).rename("shed_mw")

    @property
    def total_demand_mw(self) -> "pd.Series[float]":
        """Demand of the whole grid, by snapshot. [MW]"""
        return self.dispatch.load_mw.sum(axis=1).rename("demand_mw")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Assessment:
    """The answer to a set of strike reports.

    Attributes
    ----------
    belief : DamageBelief
        What is damaged and how sure that is.
    contingency : Contingency
        The most likely damage.
    evaluation : Evaluation
        The day with that damage.
    baseline : Evaluation
        The same day without it.
    caused : Caused
        What the reported damage causes: new cuts, relief, lost generation and network.
    settings : Settings
        Every assumption.
    grid_name, grid_fingerprint : str
        Which grid.
    reports_name, reports_fingerprint : str
        Which reports.
    as_of : datetime or None
        Later reports were left aside. [UTC]
    sensitivity : Sensitivity
        Restricted: it names components.
    ahead : DaysAhead or None
        The days that follow, with components returning; None unless asked for (`follow_days`).
    ranges : Ranges or None
        How far the figures may lie from these; None unless an ensemble was worked out (`with_ranges`).
    findings : tuple of Finding
        Of reading, matching, fusing and solving, in that order.
    """

    belief: DamageBelief
    contingency: Contingency
    evaluation: Evaluation
    baseline: Evaluation
    caused: Caused
    settings: Settings
    grid_name: str
    grid_fingerprint: str
    reports_name: str
    reports_fingerprint: str
    as_of: datetime | None = None
    sensitivity: Sensitivity = Sensitivity.RESTRICTED
    ahead: DaysAhead | None = None
    ranges: Ranges | None = None
    findings: tuple[Finding, ...] = field(default=())

    def summary(self) -> pd.DataFrame:
        """Headline figures.

        Returns
        -------
        DataFrame
            Index `figure`; `value`, `unit`, `baseline` (the same day without the reported damage),
            `caused` (value less baseline), `note` (what the figure is). Figures of the peak are those
            of the hour of highest demand.
        """
        rows = [
            {
                "figure": figure,
                "unit": unit,
                "note": EnglishText(note),
                "value": of(self.evaluation),
                "baseline": of(self.baseline),
            }
            for figure, unit, note, of in HEADLINES
        ]
        share = self.settings.impact.notable_share
        rows += [
            {
                "figure": "components_damaged",
                "unit": "components",
                "value": len(self.contingency.components),
                "baseline": 0,
                "note": EnglishText(N_("components counted as damaged in the most likely case")),
            },
            {
                "figure": "regions_affected",
                "unit": "regions",
                "value": _affected(self.evaluation, share),
                "baseline": _affected(self.baseline, share),
                "note": EnglishText(N_("regions with more than {share:.0%} of the day's energy unserved"), share=share),
            },
        ]
        rows += [
            {"figure": figure, "unit": unit, "note": note, "value": of(self.caused), "baseline": 0.0}
            for figure, unit, note, of in CAUSED_FIGURES
        ]
        table = pd.DataFrame(rows).set_index("figure")
        table = table.assign(caused=table["value"] - table["baseline"])
        return table[["value", "unit", "baseline", "caused", "note"]]


def _affected(evaluation: Evaluation, share: float) -> int:
    return int((evaluation.regions["unserved_share"] > share).sum())


HEADLINES: tuple[tuple[str, str, str, Callable[[Evaluation], float]], ...] = (
    ("demand_peak_mw", "MW", N_("demand at the peak hour"), lambda e: float(e.total_demand_mw[e.peak])),
    ("shed_peak_mw", "MW", N_("demand not served at the peak hour"), lambda e: float(e.total_shed_mw[e.peak])),
    (
        "unserved_peak_share",
        "share",
        N_("part of demand not served at the peak hour"),
        lambda e: float(e.total_shed_mw[e.peak] / e.total_demand_mw[e.peak]) if e.total_demand_mw[e.peak] > 0 else 0.0,
    ),
    ("ens_mwh", "MWh", N_("energy not served in the day"), lambda e: float(e.total_shed_mw.sum())),
    ("people_peak", "people", N_("people without power at the peak hour"), lambda e: float(e.regions["people"].sum())),
    (
        "person_hours",
        "person-hours",
        N_("hours without power in the day, summed over people"),
        lambda e: float(e.regions["person_hours"].sum()),
    ),
    (
        "import_need_peak_mw",
        "MW",
        N_("import needed at the peak hour to serve all demand"),
        lambda e: _import(e, "need_mw"),
    ),
    (
        "import_allowed_peak_mw",
        "MW",
        N_("import allowed by the rules at the peak hour"),
        lambda e: _import(e, "allowed_mw"),
    ),
    (
        "import_deliverable_peak_mw",
        "MW",
        N_("import that the damaged grid can carry, within what is allowed"),
        lambda e: _import(e, "deliverable_mw"),
    ),
    ("import_used_peak_mw", "MW", N_("import that serves demand at the peak hour"), lambda e: _import(e, "used_mw")),
)
"""Headline figures: name, unit, what it is, and how it is read off an evaluation."""


def _import(evaluation: Evaluation, column: str) -> float:
    return float(evaluation.imports_total[column].loc[evaluation.peak])
