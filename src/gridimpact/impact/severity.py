"""Severity of a region, 1 to 5, with the indicator that decided."""

import numpy as np
import pandas as pd

from gridimpact.domain.impact_results import RollingOutages
from gridimpact.domain.impact_settings import ImpactSettings
from gridimpact.impact.facilities import critical_hours

INDICATOR_WORDS = {
    "hours_off": "hours without power a day",
    "stretch": "longest stretch without power",
    "critical": "consumers of the critical list are off",
    "water": "people without water",
    "heat": "homes too cold without heat",
}
"""Indicators in the order in which they are named when several decide."""


def severity_table(
    outages: RollingOutages,
    services: pd.DataFrame,
    population: "pd.Series[float]",
    *,
    settings: ImpactSettings,
    outdoor_c: float,
) -> pd.DataFrame:
    """Severity class of each region.

    Parameters
    ----------
    outages : RollingOutages
    services : DataFrame
        As `water_heat.service_table` returns it; the low figures count.
    population : Series
        People supplied, by region id. [people]
    settings : ImpactSettings
        Uses the `severity_*` thresholds.
    outdoor_c : float
        Outdoor temperature. [degree Celsius]

    Returns
    -------
    DataFrame
        Index region id; `severity` (1 to 5, 0 where nobody is supplied), `severity_by` (in words), and the
        class of each indicator as `class_<indicator>`.

    Notes
    -----
    The class of an indicator is 1 and one more for each threshold reached. The region has the highest
    class of its indicators; nothing is weighed or averaged. Lack of heat counts where homes get too cold within
    the horizon, which hours and outdoor temperature decide, and one class more in severe cold.
    """
    people = population.reindex(outages.regions.index).fillna(0.0)
    whole = people.where(people > 0)
    heat = _class((services["people_cold_low"] / whole).fillna(0.0), settings.severity_heat_share)
    colder = (outdoor_c <= settings.severe_cold_c) & (heat > 1)
    classes = pd.DataFrame(
        {
            "hours_off": _class(outages.regions["off_h"], settings.severity_hours_off),
            "stretch": _class(outages.regions["longest_h"], settings.severity_stretch_h),
            "critical": _class(critical_hours(outages), settings.severity_critical_h),
            "water": _class((services["people_water_low"] / whole).fillna(0.0), settings.severity_water_share),
            "heat": np.minimum(heat + colder, 5),
        },
        index=outages.regions.index,
    )
    highest = classes.max(axis=1)
    supplied = people > 0
    words = classes.idxmax(axis=1).map(INDICATOR_WORDS).where(highest > 1, "nothing reaches class 2")
    return pd.DataFrame(
        {
            "severity": highest.where(supplied, 0).astype(int),
            "severity_by": words.where(supplied, "no supply modelled"),
        }
    ).join(classes.add_prefix("class_"))


def _class(values: "pd.Series[float]", thresholds: tuple[float, ...]) -> "pd.Series[int]":
    """1, and one more for each threshold reached; what differs only by rounding is one class."""
    return pd.Series(1 + np.digitize(values.to_numpy(float).round(4), thresholds), index=values.index)
