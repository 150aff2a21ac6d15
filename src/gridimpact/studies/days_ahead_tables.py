"""Tables over several days from the evaluations of each."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from gridimpact.domain.evaluation import Evaluation
from gridimpact.domain.impact_results import PeopleImpact, RollingOutages
from gridimpact.errors import Finding
from gridimpact.impact.facilities import DAY_H
from gridimpact.impact.outage_tables import stretches


def joined_outages(days: Sequence[RollingOutages]) -> RollingOutages:
    """The assessed days of several schedules, one after the other.

    Parameters
    ----------
    days : sequence of RollingOutages
        One a day.

    Returns
    -------
    RollingOutages
        Its `regions` are those of the first day; findings of equal text are one.
    """
    first = days[0]
    tables = [one.subqueues[one.subqueues["day"] == 0].assign(day=number) for number, one in enumerate(days)]
    return RollingOutages(
        orders=pd.concat([one.orders for one in days], ignore_index=True),
        off=pd.concat([one.off.iloc[: one.slots_a_day] for one in days]),
        emergency=pd.concat([one.emergency.iloc[: one.slots_a_day] for one in days]),
        subqueues=pd.concat(tables, ignore_index=True),
        regions=first.regions,
        slot_h=first.slot_h,
        before_h=first.before_h,
        findings=_merged([finding for one in days for finding in one.findings]),
    )


def _merged(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """One finding for the same thing on several days, with all its ids."""
    ids: dict[Finding, dict[str, None]] = {}
    for one in findings:
        ids.setdefault(one.with_ids(()), {}).update(dict.fromkeys(one.ids))
    return tuple(one.with_ids(tuple(named)) for one, named in ids.items())


def longest_by_day(outages: RollingOutages, days: int) -> pd.DataFrame:
    """Longest stretch of anybody that touches a day.

    Parameters
    ----------
    outages : RollingOutages
        Of `joined_outages`.
    days : int
        How many days it holds. [-]

    Returns
    -------
    DataFrame
        Day as index, region id as columns. [h]
    """
    regions = outages.emergency.columns
    off = outages.off.to_numpy(bool).reshape(len(outages.off), len(regions), -1)
    anybody = off | (outages.emergency.to_numpy(float) > 0)[:, :, None]
    run = stretches(anybody).max(axis=2) * outages.slot_h
    by_day = np.stack([part.max(axis=0) for part in np.array_split(run, days)])
    return pd.DataFrame(by_day, columns=regions)


def region_days(evaluations: Sequence[Evaluation], outages: RollingOutages) -> pd.DataFrame:
    """One row per day and region.

    Parameters
    ----------
    evaluations : sequence of Evaluation
        One a day.
    outages : RollingOutages
        Of `joined_outages`.

    Returns
    -------
    DataFrame
        As `DaysAhead.regions`.
    """
    longest = longest_by_day(outages, len(evaluations))
    parts = []
    for number, evaluation in enumerate(evaluations):
        people = _people(evaluation)
        table = people.outages.regions[["off_h", "emergency_h", "cause"]].join(people.severity)
        table = table.assign(ens_mwh=evaluation.regions["ens_mwh"], longest_h=longest.T[number], day=number)
        parts.append(table.rename_axis("region_id").reset_index())
    columns = ["day", "region_id", "ens_mwh", "off_h", "longest_h", "emergency_h", "severity", "severity_by", "cause"]
    return pd.concat(parts, ignore_index=True)[columns]


def day_table(
    evaluations: Sequence[Evaluation], dates: Sequence[date], outages: RollingOutages, population: "pd.Series[float]"
) -> pd.DataFrame:
    """One row per day.

    Parameters
    ----------
    evaluations : sequence of Evaluation
        One a day.
    dates : sequence of date
        Local days.
    outages : RollingOutages
        Of `joined_outages`.
    population : Series
        People supplied, by region id. [people]

    Returns
    -------
    DataFrame
        As `DaysAhead.days`.
    """
    longest = longest_by_day(outages, len(evaluations)).max(axis=1)
    rows = [_day(evaluation, on, population) for evaluation, on in zip(evaluations, dates, strict=True)]
    table = pd.DataFrame(rows, index=pd.RangeIndex(len(rows), name="day"))
    damaged = [set(evaluation.dispatch.contingency.components) for evaluation in evaluations]
    returned = [len(before - now) for before, now in zip([damaged[0], *damaged], damaged, strict=False)]
    return table.assign(longest_h=longest.to_numpy(), damaged=[len(now) for now in damaged], returned=returned)[
        list(_DAY_COLUMNS)
    ]


_DAY_COLUMNS = (
    "date",
    "damaged",
    "returned",
    "shed_peak_mw",
    "ens_mwh",
    "people_peak_low",
    "people_peak_high",
    "person_hours_low",
    "person_hours_high",
    "off_h",
    "longest_h",
    "emergency_regions",
    "people_water_low",
    "people_water_high",
    "people_heat_low",
    "people_heat_high",
    "fuel_l_low",
    "fuel_l_high",
)


def _day(evaluation: Evaluation, on: date, population: "pd.Series[float]") -> dict[str, Any]:
    people = _people(evaluation)
    hours, hourly = people.outages.regions, people.hourly
    peak = hourly[hourly["snapshot"] == evaluation.peak]
    supplied = population.reindex(hours.index).fillna(0.0)
    return {
        "date": on.isoformat(),
        "shed_peak_mw": float(evaluation.total_shed_mw[evaluation.peak]),
        "ens_mwh": float(evaluation.total_shed_mw.sum()),
        "people_peak_low": float(peak["people_low"].sum()),
        "people_peak_high": float(peak["people_high"].sum()),
        "person_hours_low": float(hourly["people_low"].sum()),
        "person_hours_high": float(hourly["people_high"].sum()),
        "off_h": float((hours["off_h"] * supplied).sum() / max(supplied.sum(), 1.0)),
        "emergency_regions": int((hours["emergency_h"] > 0).sum()),
        **{
            name: float(people.services[name].sum())
            for name in ("people_water_low", "people_water_high", "people_heat_low", "people_heat_high")
        },
        "fuel_l_low": float(people.facilities["fuel_l_per_day_low"].sum()),
        "fuel_l_high": float(people.facilities["fuel_l_per_day_high"].sum()),
    }


def facility_days(days: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Hours off, fuel, and the day on which own fuel ends.

    Parameters
    ----------
    days : sequence of DataFrame
        `PeopleImpact.facilities` of each day.

    Returns
    -------
    DataFrame
        As `DaysAhead.facilities`.
    """
    table = days[0][["region_id", "kind", "name", "number"]]
    autonomy = days[0]["autonomy_h"].to_numpy(float)
    runs = (days[0]["with_generator"] > 0).to_numpy()
    for end in ("low", "high"):
        hours = np.stack([one[f"outage_h_{end}"].to_numpy(float) for one in days]).clip(0.0, DAY_H)
        litres = np.stack([one[f"fuel_l_per_day_{end}"].to_numpy(float) for one in days])
        short = np.cumsum(hours, axis=0) > autonomy + 1e-9
        ends = np.where(short.any(axis=0) & runs, short.argmax(axis=0), np.nan)
        table = table.assign(
            **{
                f"running_h_{end}": hours.sum(axis=0),
                f"fuel_l_{end}": litres.sum(axis=0),
                f"fuel_ends_day_{end}": ends,
            }
        )
    return table


def _people(evaluation: Evaluation) -> PeopleImpact:
    if evaluation.people is None:
        raise ValueError("only grids with regions are followed day by day")
    return evaluation.people
