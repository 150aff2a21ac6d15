"""People without power."""

import pandas as pd


def people_by_hour(hourly: pd.DataFrame, population: "pd.Series[float]") -> pd.DataFrame:
    """People without power, by snapshot and region.

    Parameters
    ----------
    hourly : DataFrame
        As `unserved_energy.unserved_by_hour` returns it.
    population : Series
        People supplied, by region id. [people]

    Returns
    -------
    DataFrame
        `hourly` with `people` [people].

    Notes
    -----
    N_r,t = share_r,t · N_r: the unserved share of demand expressed in people, as if every inhabitant
    stood for the same part of the region's demand. Who is off changes within the hour when
    outages roll, so this is people off at a time, not people who lose power at some time.
    """
    people = hourly["unserved_share"] * hourly["region_id"].map(population).fillna(0.0)
    return hourly.assign(people=people)


def people_in_queues(hourly: pd.DataFrame, orders: pd.DataFrame, population: "pd.Series[float]") -> pd.DataFrame:
    """People without power as a range, by snapshot and region.

    Parameters
    ----------
    hourly : DataFrame
        As `people_by_hour` returns it.
    orders : DataFrame
        As `RollingOutages.orders`.
    population : Series
        People supplied, by region id. [people]

    Returns
    -------
    DataFrame
        As `PeopleImpact.hourly`.

    Notes
    -----
    Low: people are spread over all demand, so that those who are supplied with the critical list keep
    power. High: everybody lives in the queues, N · g of them are off, with g the unserved share of demand outside
    the critical list. The truth lies between. Orders are rounded up to half queues, so a schedule has somewhat more
    off; that would make this figure jump where the shortage does not.
    """
    key = ["snapshot", "region_id"]
    high = orders[key].assign(people_high=orders["general_share"] * orders["region_id"].map(population).fillna(0.0))
    table = hourly[[*key, "people"]].rename(columns={"people": "people_low"}).merge(high, on=key, how="left")
    return table.assign(people_high=table[["people_low", "people_high"]].max(axis=1))


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
