"""People without power."""

import pandas as pd


def people_by_hour(hourly: pd.DataFrame, population: "pd.Series[float]") -> pd.DataFrame:
    """People without power, by snapshot and region.

    Parameters
    ----------
    hourly : DataFrame
        As `unserved_energy.unserved_by_hour` returns it.
    population : Series
        People supplied, by region id.

    Returns
    -------
    DataFrame
        `hourly` with `people` [people].

    Notes
    -----
    N_r,t = share_r,t · N_r: the unserved share of demand told in people, as if every inhabitant
    stood for the same part of the region's demand. Who is off changes within the hour when
    outages roll, so this is people off at a time, not people who lose power at some time.
    """
    people = hourly["unserved_share"] * hourly["region_id"].map(population).fillna(0.0)
    return hourly.assign(people=people)


def person_hours(hourly: pd.DataFrame, *, snapshot_hours: float = 1.0) -> "pd.Series[float]":
    """Person-hours without power, by region.

    Parameters
    ----------
    hourly : DataFrame
        As `people_by_hour` returns it.
    snapshot_hours : float
        Length of a snapshot. [h]

    Returns
    -------
    Series
        Index `region_id`. [person-hours]
    """
    return (hourly.groupby("region_id")["people"].sum() * snapshot_hours).rename("person_hours")
