"""Hours without light, facilities, water, heat, severity and needs as plain tables for every export."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from gridimpact.domain.assessment import Assessment
from gridimpact.domain.evaluation import Evaluation
from gridimpact.domain.grid import Grid
from gridimpact.domain.impact_results import REPAIR_ITEMS, PeopleImpact, RollingOutages
from gridimpact.domain.vocabulary import Sensitivity
from gridimpact.outputs.tables import assessment_tables
from gridimpact.outputs.tables.assessment_tables import local_iso
from gridimpact.outputs.tables.rounding import rounded
from gridimpact.outputs.tables.sheets import Sheet

REGION_COLUMNS = (
    "severity",
    "severity_by",
    "off_h",
    "off_most_h",
    "longest_off_h",
    "emergency_h",
    "order_most_queues",
    "cause",
    "network_share",
    "people_water_low",
    "people_water_high",
    "people_heat_low",
    "people_heat_high",
    "people_cold_low",
    "people_cold_high",
    "people_peak_low",
    "people_peak_high",
    "person_hours_low",
    "person_hours_high",
    "facilities",
    "fuel_l_per_day_low",
    "fuel_l_per_day_high",
    "hours_left_low",
    "generators_needed_low",
    "generators_needed_high",
)
"""Columns that the impact on people adds to a table of regions."""


def region_columns(evaluation: Evaluation) -> pd.DataFrame:
    """Index region id; the columns above, or none where they were not worked out.

    Parameters
    ----------
    evaluation : Evaluation

    Returns
    -------
    DataFrame
        Hours [h], people, litres a day and numbers, by region.
    """
    people = evaluation.people
    if people is None:
        return pd.DataFrame(index=evaluation.regions.index)
    hours = people.outages.regions.rename(columns={"longest_h": "longest_off_h"})
    joined = people.severity.join(hours).join(people.services).join(_off(people, evaluation.peak)).join(_sent(people))
    return rounded(joined[list(REGION_COLUMNS)])


def _off(people: PeopleImpact, peak: pd.Timestamp) -> pd.DataFrame:
    """People without power at the peak hour and hours of people, as ranges by region."""
    hourly = people.hourly.set_index("region_id")[["snapshot", "people_low", "people_high"]]
    at_peak = hourly[hourly["snapshot"] == peak][["people_low", "people_high"]].add_prefix("people_peak_")
    summed = hourly.groupby(level="region_id")[["people_low", "people_high"]].sum().add_prefix("person_hours_")
    return at_peak.join(summed).rename(columns=lambda name: str(name).replace("_people_", "_"))


def _sent(people: PeopleImpact) -> pd.DataFrame:
    """Facilities, their fuel and generators that are needed, by region; none is 0."""
    index = people.severity.index
    counted = people.facilities.groupby("region_id")
    fuel = counted[["number", "fuel_l_per_day_low", "fuel_l_per_day_high"]].sum().reindex(index).fillna(0.0)
    generators = people.needs[people.needs["item"] == "mobile generator"].groupby("region_id")[
        ["count_low", "count_high"]
    ]
    wanted = generators.sum().reindex(index).fillna(0.0)
    return fuel.rename(columns={"number": "facilities"}).assign(
        hours_left_low=counted["hours_left_low"].min().reindex(index),
        generators_needed_low=wanted["count_low"],
        generators_needed_high=wanted["count_high"],
    )


def regions_with_people(assessment: Assessment) -> pd.DataFrame:
    """The table of regions with what the day means for people in it.

    Parameters
    ----------
    assessment : Assessment

    Returns
    -------
    DataFrame
        Columns of `assessment_tables.regions` and `REGION_COLUMNS`.
    """
    table = assessment_tables.regions(assessment)
    more = region_columns(assessment.evaluation).reindex(table["region_id"]).reset_index(drop=True)
    return pd.concat([table, more], axis=1)


def sheets(people: PeopleImpact, sensitivity: Sensitivity, grid: Grid | None) -> Iterator[tuple[Sheet, pd.DataFrame]]:
    """Sheets of the workbook: name and table.

    Parameters
    ----------
    people : PeopleImpact
    sensitivity : Sensitivity
        Restricted names facilities and components.
    grid : Grid, optional
        Gives local time; None: times are UTC.

    Yields
    ------
    tuple of Sheet and DataFrame
    """
    yield Sheet.SEVERITY, people.severity.rename_axis("region_id").reset_index()
    yield Sheet.NEEDS, needs(people, sensitivity)
    yield Sheet.HOURS_OFF_BY_QUEUE, hours_by_queue(people.outages)
    yield Sheet.OUTAGE_SCHEDULE, outage_blocks(people.outages, grid)
    yield Sheet.OUTAGE_ORDERS, orders(people.outages, grid)
    yield Sheet.PEOPLE_BY_DURATION, rounded(people.durations)
    yield Sheet.PEOPLE_BY_HOUR, people_by_hour(people, grid)
    yield Sheet.FACILITIES, facilities(people, sensitivity)
    yield Sheet.WATER_AND_HEAT, rounded(people.services.rename_axis("region_id").reset_index())


def needs(people: PeopleImpact, sensitivity: Sensitivity) -> pd.DataFrame:
    """What to send; the public does not learn what repairs need.

    Parameters
    ----------
    people : PeopleImpact
    sensitivity : Sensitivity
        Restricted names facilities and components.

    Returns
    -------
    DataFrame
        `region_id`, `item`, `size`, `unit`, `count_low`, `count_high`, `lead_days`, `why`.
    """
    table = people.needs
    if sensitivity is not Sensitivity.RESTRICTED:
        table = table[~table["item"].isin(REPAIR_ITEMS)].reset_index(drop=True)
    return rounded(table)


def hours_by_queue(outages: RollingOutages) -> pd.DataFrame:
    """Hours off by region, queue, part of the queue and day.

    Parameters
    ----------
    outages : RollingOutages

    Returns
    -------
    DataFrame
        `region_id`, `queue`, `subqueue`, `day`, `scheduled_h`, `emergency_h`, `off_h`, `longest_h` [h].
    """
    table = outages.subqueues
    return rounded(table.assign(queue=table["subqueue"].str.partition(".")[0].astype(int)))


def facilities(people: PeopleImpact, sensitivity: Sensitivity) -> pd.DataFrame:
    """Facilities; the public learns sums by region and kind, and no name.

    Parameters
    ----------
    people : PeopleImpact
    sensitivity : Sensitivity
        Restricted names facilities and components.

    Returns
    -------
    DataFrame
        By region and kind: `number`, `with_generator`, `outage_h_*`, `hours_left_*` (blank: the grid holds) [h],
        `fuel_l_per_day_*` [l a day]; restricted has the rows of the list, with names.
    """
    table = people.facilities
    left = ["hours_left_low", "hours_left_high"]
    table = table.assign(**{name: table[name].where(table[name] < np.inf) for name in left})  # blank: the grid holds
    if sensitivity is Sensitivity.RESTRICTED or not len(table):
        return rounded(table)
    counted = table.groupby(["region_id", "kind"], sort=False)
    summed = counted[["number", "with_generator", "fuel_l_per_day_low", "fuel_l_per_day_high"]].sum()
    least = counted[["hours_left_low", "hours_left_high"]].min()
    most = counted[["outage_h_low", "outage_h_high"]].max()
    return rounded(summed.join(most).join(least)).reset_index()


def people_by_hour(people: PeopleImpact, grid: Grid | None) -> pd.DataFrame:
    """People without power by hour and region, as a range; `snapshot` is text, ISO 8601 with offset.

    Parameters
    ----------
    people : PeopleImpact
    grid : Grid, optional
        Gives local time; None: times are UTC.

    Returns
    -------
    DataFrame
        `snapshot`, `region_id`, `people_low`, `people_high`.
    """
    table = people.hourly
    local = {moment: local_iso(moment, grid) for moment in table["snapshot"].unique()}
    return rounded(table.assign(snapshot=table["snapshot"].map(local)))


def orders(outages: RollingOutages, grid: Grid | None) -> pd.DataFrame:
    """Orders by hour and region; `snapshot` is text, ISO 8601 with offset.

    Parameters
    ----------
    outages : RollingOutages
    grid : Grid, optional
        Gives local time; None: times are UTC.

    Returns
    -------
    DataFrame
        `snapshot`, `region_id`, `order_queues`, `emergency`, shares [0..1], `network_mw`, `national_mw` [MW].
    """
    table = outages.orders
    local = {moment: local_iso(moment, grid) for moment in table["snapshot"].unique()}
    return rounded(table.assign(snapshot=table["snapshot"].map(local)))


def outage_blocks(outages: RollingOutages, grid: Grid | None) -> pd.DataFrame:
    """Scheduled outages of the assessed day.

    Parameters
    ----------
    outages : RollingOutages
    grid : Grid, optional
        Gives local time; None: times are UTC.

    Returns
    -------
    DataFrame
        `region_id`, `subqueue`, `start`, `end` (ISO 8601 with offset), `hours` [h]; then emergency outages
        with the subqueue `emergency`, of all consumers.
    """
    blocks = blocks_of(outages)
    local = {moment: local_iso(moment, grid) for moment in pd.unique(blocks[["start", "end"]].to_numpy().ravel())}
    return blocks.assign(start=blocks["start"].map(local), end=blocks["end"].map(local))


def blocks_of(outages: RollingOutages, *, days: int = 1) -> pd.DataFrame:
    """The same with aware times, of so many days.

    Parameters
    ----------
    outages : RollingOutages
    days : int
        Days from the assessed one on.

    Returns
    -------
    DataFrame
        `region_id`, `subqueue`, `start`, `end` (UTC), `hours` [h].
    """
    per_day = outages.slots_a_day * days
    slots = outages.off.index[:per_day]
    scheduled = _runs(outages.off.to_numpy(bool)[:per_day])
    emergency = _runs(outages.emergency.to_numpy(float)[:per_day] > 0)
    names = [*outages.off.columns, *((region, "emergency") for region in outages.emergency.columns)]
    rows = np.concatenate([scheduled, np.add(emergency, [len(outages.off.columns), 0, 0])])
    length = pd.Timedelta(hours=outages.slot_h)
    ends = pd.DatetimeIndex([*slots, slots[-1] + length])
    return pd.DataFrame(
        {
            "region_id": [names[column][0] for column in rows[:, 0]],
            "subqueue": [names[column][1] for column in rows[:, 0]],
            "start": ends[rows[:, 1]],
            "end": ends[rows[:, 2]],
            "hours": (rows[:, 2] - rows[:, 1]) * outages.slot_h,
        }
    )


def _runs(off: np.ndarray) -> np.ndarray:
    """Column, first slot and the slot after the last of each run of True; shape (runs, 3)."""
    edge = np.zeros((1, off.shape[1]), dtype=np.int8)
    steps = np.diff(np.concatenate([edge, off.astype(np.int8), edge]), axis=0).T
    columns, first = np.nonzero(steps == 1)
    return np.column_stack([columns, first, np.nonzero(steps == -1)[1]])
