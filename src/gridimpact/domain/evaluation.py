"""An evaluation: what one contingency means for a day."""

from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from gridimpact.domain.dispatch import Dispatch
from gridimpact.domain.first_hours import FirstHours
from gridimpact.domain.impact_results import PeopleImpact
from gridimpact.errors import Finding


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
