"""Hours off, longest stretches and people counted from a schedule."""

import numpy as np
import pandas as pd

from gridimpact.domain.impact_results import RollingOutages
from gridimpact.domain.impact_settings import ImpactSettings
from gridimpact.impact.queue_schedule import Bools, Floats, Ints

QUANTILES = 10
"""Parts into which the consumers of a subqueue are thought to be divided in an emergency outage. [-]
Chosen: shares are given to a tenth."""


def stretches(off: Bools) -> Ints:
    """Length of the outage that each slot belongs to.

    Parameters
    ----------
    off : array of bool, shape (slots, ...)

    Returns
    -------
    array of int, shape (slots, ...)
        Slots of the unbroken outage around each slot; 0 where it is not off. [-]

    Examples
    --------
    >>> stretches(np.array([True, True, False, True])).tolist()
    [2, 2, 0, 1]
    """
    run = np.zeros(off.shape, dtype=np.int64)
    for slot in range(len(off)):
        run[slot] = np.where(off[slot], (run[slot - 1] if slot else 0) + 1, 0)
    for slot in range(len(off) - 2, -1, -1):
        run[slot] = np.where(off[slot] & off[slot + 1], run[slot + 1], run[slot])
    return run


def subqueue_table(
    off: Bools, shared: Floats, settings: ImpactSettings, regions: pd.Index, names: list[str]
) -> pd.DataFrame:
    """Hours off of each subqueue, day by day.

    Parameters
    ----------
    off : array of bool, shape (slots of all days, regions, subqueues)
    shared : array, shape (slots of one day, regions)
        Share of consumers off in an emergency. [0..1]
    settings : ImpactSettings
        Uses `horizon_days` and `slot_h`.
    regions : Index
    names : list of str
        Of the subqueues.

    Returns
    -------
    DataFrame
        As `RollingOutages.subqueues`.
    """
    days = settings.horizon_days
    by_day = (days, len(off) // days, *off.shape[1:])
    scheduled = off.reshape(by_day).sum(axis=1) * settings.slot_h
    longest = stretches(off).reshape(by_day).max(axis=1) * settings.slot_h
    emergency = np.broadcast_to((shared.sum(axis=0) * settings.slot_h)[None, :, None], scheduled.shape)
    index = pd.MultiIndex.from_product([range(days), regions, names], names=["day", "region_id", "subqueue"])
    columns = {"scheduled_h": scheduled, "emergency_h": emergency, "off_h": scheduled + emergency, "longest_h": longest}
    return pd.DataFrame({name: values.ravel() for name, values in columns.items()}, index=index).reset_index()


def region_table(off: Bools, shared: Floats, settings: ImpactSettings) -> pd.DataFrame:
    """Hours of the assessed day by region, in the order of the regions.

    Parameters
    ----------
    off : array of bool, shape (slots of all days, regions, subqueues)
    shared : array, shape (slots of one day, regions)
        Share of consumers off in an emergency. [0..1]
    settings : ImpactSettings
        Uses `horizon_days` and `slot_h`.

    Returns
    -------
    DataFrame
        `off_h`, `off_most_h`, `off_least_h` (mean, most and least of the subqueues), `longest_h` (longest stretch of
        anybody over all days), `emergency_h`. [h]
    """
    day = len(off) // settings.horizon_days
    hours = (off[:day].sum(axis=0) + shared.sum(axis=0)[:, None]) * settings.slot_h
    every = np.tile(shared, (settings.horizon_days, 1))
    anybody = off | (every > 0)[:, :, None]
    return pd.DataFrame(
        {
            "off_h": hours.mean(axis=1),
            "off_most_h": hours.max(axis=1),
            "off_least_h": hours.min(axis=1),
            "longest_h": stretches(anybody).max(axis=(0, 2)) * settings.slot_h,
            "emergency_h": (shared > 0).sum(axis=0) * settings.slot_h,
        }
    )


def people_by_duration(
    outages: RollingOutages, population: "pd.Series[float]", settings: ImpactSettings
) -> pd.DataFrame:
    """People without power for at least so many hours over the horizon.

    Parameters
    ----------
    outages : RollingOutages
    population : Series
        People supplied, by region id. [people]
    settings : ImpactSettings
        Uses `duration_thresholds_h`. [h]

    Returns
    -------
    DataFrame
        As `PeopleImpact.durations`.

    Notes
    -----
    People are spread evenly over subqueues. In an emergency outage of share g the first g of them, in
    an order that stays, are off throughout: nobody takes turns, so long stretches are an upper figure.
    """
    regions = outages.emergency.columns
    off = outages.off.to_numpy(bool).reshape(len(outages.off), len(regions), -1)
    emergency = outages.emergency.to_numpy(float)
    parts = QUANTILES if (emergency > 0).any() else 1
    place = (np.arange(parts) + 0.5) / parts
    whole = off[:, :, :, None] | (emergency[:, :, None] > place)[:, :, None, :]
    in_total = whole.sum(axis=0) * outages.slot_h
    longest = stretches(whole).max(axis=0) * outages.slot_h
    people = population.reindex(regions).fillna(0.0).to_numpy(float)
    tables = [
        pd.DataFrame(
            {
                "region_id": regions,
                "at_least_h": hours,
                "people_in_total": (in_total >= hours - 1e-9).mean(axis=(1, 2)) * people,
                "people_at_a_stretch": (longest >= hours - 1e-9).mean(axis=(1, 2)) * people,
            }
        )
        for hours in settings.duration_thresholds_h
    ]
    return pd.concat(tables, ignore_index=True)
