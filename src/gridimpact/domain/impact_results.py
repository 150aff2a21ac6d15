"""Results of the impact stage: what is used on the ground."""

from dataclasses import dataclass

import pandas as pd

from gridimpact.errors import Finding

REPAIR_ITEMS = ("spare transformer",)
"""Needs that tell which facility is damaged and how far: with its voltage and region a spare transformer names
one site. They are restricted."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RollingOutages:
    """Outage schedules by region, queue and slot.

    Attributes
    ----------
    orders : DataFrame
        One row per snapshot of the first day and region: `snapshot`, `region_id`, `order_queues` (in steps of
        half a queue; 0 in an emergency), `emergency` (bool), `scheduled_share` (of demand outside the
        critical list that the order covers), `general_share`, `critical_share` (unserved) [0..1],
        `network_mw` (unserved beyond the common share), `national_mw` (the rest) [MW].
    off : DataFrame
        Index slot (start, UTC); columns (region id, subqueue such as `1.1`); True while scheduled off. All days.
    emergency : DataFrame
        Same index, columns region id: share of consumers off in an emergency outage. [0..1]
    subqueues : DataFrame
        One row per region, subqueue and `day` (0 is the assessed day): `scheduled_h`, `emergency_h` (of an
        average consumer), `off_h` (both), `longest_h` (longest scheduled stretch that touches the day) [h].
    regions : DataFrame
        Index region id; of the assessed day: `off_h` (mean of the subqueues), `off_most_h`, `off_least_h`,
        `longest_h` (longest stretch), `emergency_h` (clock hours) [h], `order_most_queues`, `cause`
        (in words), `network_share` (of the energy not served, that the network causes) [0..1].
    slot_h : float
        Length of a slot. [h]
    before_h : DataFrame or None
        Hours off before the assessed day, region by subqueue; None where nothing was carried in. [h]
    findings : tuple of Finding
        Limits that could not be kept, and why.
    """

    orders: pd.DataFrame
    off: pd.DataFrame
    emergency: pd.DataFrame
    subqueues: pd.DataFrame
    regions: pd.DataFrame
    slot_h: float
    before_h: pd.DataFrame | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def slots_a_day(self) -> int:
        """Slots of the assessed day. [-]"""
        return len(self.off) // (int(self.subqueues["day"].max()) + 1)

    @property
    def carried_h(self) -> pd.DataFrame:
        """Hours off at the end of the assessed day and before, to be handed to the next; region by subqueue. [h]"""
        first = self.subqueues[self.subqueues["day"] == 0]
        hours = first.pivot(index="region_id", columns="subqueue", values="off_h")
        return hours if self.before_h is None else hours.add(self.before_h, fill_value=0.0)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PeopleImpact:
    """What a day without full power means for people, by region.

    `_low` and `_high` are a range: facilities, pumps and boiler houses kept on as the critical list
    says, and cut like everybody else.

    Attributes
    ----------
    outages : RollingOutages
    population : DataFrame
        Index region id; `population` (supplied), `population_2022`, `controlled_share` (assumed), where known.
    hourly : DataFrame
        One row per snapshot and region: `snapshot`, `region_id`, people without power at a time as
        `people_low` (spread over all demand, the critical list too) and `people_high` (everybody lives in
        the queues) [people].
    durations : DataFrame
        One row per region and threshold: `region_id`, `at_least_h` [h], `people_in_total` (that many hours off
        over the horizon), `people_at_a_stretch` (in one piece) [people].
    facilities : DataFrame
        One row per region, kind and list row: `region_id`, `kind`, `name`, `number`, `with_generator`,
        `load_kw`, `autonomy_h` (running hours), `outage_h_low`, `outage_h_high` (a day), `hours_left_low`,
        `hours_left_high` (clock hours until fuel ends; infinite while the grid holds), `fuel_l_per_day_low`,
        `fuel_l_per_day_high`, `source`, `confidence`.
    services : DataFrame
        Index region id; `people_water_low`, `people_water_high`, `heat_lost_mw` (of damaged plants, at the
        design temperature), `heat_need_mw` (of it, at the outdoor temperature), `people_heat_low`,
        `people_heat_high` (without heat at a time), `people_cold_low`, `people_cold_high` (without heat for so
        long that their homes get too cold), `outdoor_c`, `hours_to_cold` (until a home without heat is) [h].
    severity : DataFrame
        Index region id; `severity` (1 to 5; 0 where nobody is supplied), `severity_by` (the indicator that
        decided, in words), and one column per indicator with its own class.
    needs : DataFrame
        One row per place and item: `region_id`, `item`, `size`, `unit`, `count_low`, `count_high`,
        `lead_days`, `why`.
    findings : tuple of Finding
        What was assumed; those of `outages` too.
    """

    outages: RollingOutages
    population: pd.DataFrame
    hourly: pd.DataFrame
    durations: pd.DataFrame
    facilities: pd.DataFrame
    services: pd.DataFrame
    severity: pd.DataFrame
    needs: pd.DataFrame
    findings: tuple[Finding, ...] = ()
