"""Results of the days ahead: the same damage day by day, less what has returned."""

from dataclasses import dataclass

import pandas as pd

from gridimpact.domain.evaluation import Evaluation
from gridimpact.domain.impact_results import RollingOutages
from gridimpact.errors import Finding


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DaysAhead:
    """Some days from the assessed one on, with components returning to service.

    Attributes
    ----------
    days : DataFrame
        Index `day` (0 is the assessed one); `date` (local, ISO), `damaged` (components still out or derated),
        `returned` (components back since the day before), `shed_peak_mw` [MW], `ens_mwh` [MWh],
        `people_peak_low`, `people_peak_high` [people], `person_hours_low`, `person_hours_high`
        [person-hours], `off_h` (mean of the queues, weighted by people), `longest_h` [h], `emergency_regions`,
        `people_water_low`, `people_water_high`, `people_heat_low`, `people_heat_high` [people],
        `fuel_l_low`, `fuel_l_high` (all facilities, of the day) [l].
    regions : DataFrame
        One row per day and region: `day`, `region_id`, `ens_mwh`, `off_h`, `longest_h`, `emergency_h`,
        `severity`, `severity_by`, `cause`.
    durations : DataFrame
        People by hours without power over all days, as `PeopleImpact.durations`.
    facilities : DataFrame
        One row per list row, in the order of `PeopleImpact.facilities`: `region_id`, `kind`, `name`, `number`,
        `running_h_low`, `running_h_high` (hours off over all days) [h], `fuel_l_low`, `fuel_l_high` (over all
        days) [l], `fuel_ends_day_low`, `fuel_ends_day_high` (the day on which own fuel ends when off for
        the low, the high hours; NaN: it lasts).
    returns : DataFrame
        Index `component_id`; `kind`, `region_id`, `share_left` [0..1], `state` (read from the share), `days` (until
        it is back), `stated` (bool: by the user, else the default of its state). Restricted: names components.
    outages : RollingOutages
        Schedules of all days in one piece, hours carried on from day to day; `regions` are those of day 0.
    evaluations : tuple of Evaluation
        One a day.
    findings : tuple of Finding
        What was assumed, and limits of the schedule that could not be kept.
    """

    days: pd.DataFrame
    regions: pd.DataFrame
    durations: pd.DataFrame
    facilities: pd.DataFrame
    returns: pd.DataFrame
    outages: RollingOutages
    evaluations: "tuple[Evaluation, ...]"
    findings: tuple[Finding, ...] = ()
