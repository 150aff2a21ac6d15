"""Water and heating: pumps and boiler houses without power, and heat lost with power plants."""

import math

import numpy as np
import pandas as pd

from gridimpact.domain.damage import Contingency
from gridimpact.domain.grid import Grid
from gridimpact.domain.impact_results import RollingOutages
from gridimpact.domain.impact_settings import ImpactSettings
from gridimpact.impact.facilities import DAY_H, critical_hours

HEATING_TECHNOLOGIES = ("gas_chp", "coal_chp")
"""Technologies of units that also heat."""


def outdoor_temperature_c(settings: ImpactSettings, season: str) -> float:
    """Outdoor temperature that is assumed.

    Parameters
    ----------
    settings : ImpactSettings
    season : str
        `winter` or `summer`.

    Returns
    -------
    float
        The user's, else the default of the season. [degree Celsius]
    """
    if settings.outdoor_temperature_c is not None:
        return settings.outdoor_temperature_c
    return settings.summer_temperature_c if season == "summer" else settings.winter_temperature_c


def service_table(
    outages: RollingOutages, grid: Grid, contingency: Contingency, *, settings: ImpactSettings, outdoor_c: float
) -> pd.DataFrame:
    """People without water and without heat, by region.

    Parameters
    ----------
    outages : RollingOutages
    grid : Grid
        Reads `regions` and `units`.
    contingency : Contingency
    settings : ImpactSettings
    outdoor_c : float
        Outdoor temperature. [degree Celsius]

    Returns
    -------
    DataFrame
        As `PeopleImpact.services`.

    Notes
    -----
    Water, low: N · piped · the share of the critical list that stays off for the hours of storage; high:
    pumps are cut like everybody else. Heat, low: min(N_dh, heat lost / q + N_dh · mean critical share), q the
    need per person on the design day, for which plants are sized: who hangs on a plant does not change with
    the weather, what they need does, by (T_in − T) / (T_in − T_design). High: boiler houses are cut like
    everybody else. Both count people without heat at a time. A home without heat cools by
    T + (T_in − T) e^(−t/τ); it gets too cold where a plant is lost and the horizon is long enough, or where
    the boiler house stays off for as long as that takes.
    """
    population = grid.regions["population"].fillna(0.0)
    regions = outages.regions
    water_low, water_high = _shares_off_for(outages, settings.water_storage_h)
    lost = heat_lost_mw(grid, contingency, settings).reindex(regions.index).fillna(0.0)
    heated = population * _district_share(grid, settings)
    cold = outdoor_c < settings.heating_below_c
    from_plants = np.minimum(heated, lost * 1000.0 / settings.heat_need_kw_per_person) * cold
    critical = critical_hours(outages) / DAY_H
    usual = np.maximum(critical, regions["off_h"] / DAY_H)
    cools_h = hours_to_cold(settings, outdoor_c)
    plants_cold = from_plants * (cools_h <= settings.horizon_days * DAY_H)
    boilers_low, boilers_high = _shares_off_for(outages, cools_h)
    return pd.DataFrame(
        {
            "people_water_low": population * settings.water_piped_share * water_low,
            "people_water_high": population * settings.water_piped_share * water_high,
            "heat_lost_mw": lost * cold,
            "heat_need_mw": from_plants * _need_kw(settings, outdoor_c) / 1000.0,
            "people_heat_low": np.minimum(heated, from_plants + heated * critical) * cold,
            "people_heat_high": np.minimum(heated, from_plants + heated * usual) * cold,
            "people_cold_low": np.minimum(heated, plants_cold + heated * boilers_low) * cold,
            "people_cold_high": np.minimum(heated, plants_cold + heated * boilers_high) * cold,
            "outdoor_c": outdoor_c,
            "hours_to_cold": cools_h,
        },
        index=regions.index,
    )


def heat_lost_mw(grid: Grid, contingency: Contingency, settings: ImpactSettings) -> "pd.Series[float]":
    """Heat that damaged combined heat and power units no longer give.

    Parameters
    ----------
    grid : Grid
        Reads `units`.
    contingency : Contingency
    settings : ImpactSettings
        Uses `chp_heat_per_power`.

    Returns
    -------
    Series
        Index region id. [MW]

    Notes
    -----
    H_r = Σ_u (1 − κ_u) P_u h over units of `HEATING_TECHNOLOGIES` in service, κ the share of capacity left and h the
    heat for each MW of power.
    """
    units = grid.units[grid.units["technology"].isin(HEATING_TECHNOLOGIES) & grid.units["in_service"].astype(bool)]
    lost = units["p_nom_mw"] * (1.0 - share_left(units, contingency, "plant_id")) * settings.chp_heat_per_power
    return lost.astype(float).groupby(units["region_id"]).sum()


def share_left(table: pd.DataFrame, contingency: Contingency, owner: str) -> "pd.Series[float]":
    """Share of capacity left of each component, hit itself or through its owner.

    Parameters
    ----------
    table : DataFrame
        A table of `schema.TABLES`, such as `units`.
    contingency : Contingency
    owner : str
        Column of `table` with the id of the owner, such as `plant_id`.

    Returns
    -------
    Series
        Index component id: product of the shares left of the component and of its owner. [0..1]
    """
    hit = {**dict.fromkeys(contingency.out, 0.0), **contingency.derated}
    own = pd.Series([hit.get(str(key), 1.0) for key in table.index], index=table.index, dtype=float)
    if owner not in table:
        return own
    return own * [hit.get(str(key), 1.0) for key in table[owner]]


def hours_to_cold(settings: ImpactSettings, outdoor_c: float) -> float:
    """Hours until a home without heat is too cold.

    Parameters
    ----------
    settings : ImpactSettings
        Uses `cooling_time_h`, `indoor_temperature_c` and `cold_indoor_c`.
    outdoor_c : float
        Outdoor temperature. [degree Celsius]

    Returns
    -------
    float
        Infinite where it is not cold outside. [h]

    Notes
    -----
    Newton's law of cooling, T(t) = T_out + (T_in − T_out) e^(−t/τ), solved for T(t) = T_cold:

    ``t = τ ln( (T_in − T_out) / (T_cold − T_out) )``

    Examples
    --------
    At −5 degree Celsius, 70 h · ln(25 / 17) with the defaults:

    >>> round(hours_to_cold(ImpactSettings(), -5.0), 1)
    27.0
    """
    if outdoor_c >= settings.cold_indoor_c or outdoor_c >= settings.indoor_temperature_c:
        return math.inf
    return settings.cooling_time_h * math.log(
        (settings.indoor_temperature_c - outdoor_c) / (settings.cold_indoor_c - outdoor_c)
    )


def _need_kw(settings: ImpactSettings, outdoor_c: float) -> float:
    """Heat a person needs at this outdoor temperature. [kW]"""
    indoor = settings.indoor_temperature_c
    return settings.heat_need_kw_per_person * (indoor - outdoor_c) / (indoor - settings.design_temperature_c)


def _district_share(grid: Grid, settings: ImpactSettings) -> "pd.Series[float]":
    """Share of people heated by a network; a region is a city when its name says so. [0..1]"""
    city = grid.regions["name_en"].str.contains("(city)", regex=False)
    return pd.Series(
        np.where(city, settings.city_district_heat_share, settings.district_heat_share), index=grid.regions.index
    )


def _shares_off_for(outages: RollingOutages, hours: float) -> "tuple[pd.Series[float], pd.Series[float]]":
    """Share of a service that stays off for so many hours: kept on as the list says, and cut like everybody. [0..1]"""
    steps = hours / outages.slot_h
    critical = outages.orders.pivot(index="snapshot", columns="region_id", values="critical_share")
    low = _lasting(_in_slots(critical.reindex(columns=outages.regions.index), outages), steps)
    emergency = _lasting(outages.emergency, steps)
    first = outages.subqueues[outages.subqueues["day"] == 0]
    too_long = (first["longest_h"] >= max(hours, outages.slot_h)).groupby(first["region_id"]).mean()
    scheduled = too_long.reindex(low.index).fillna(0.0)
    return low, pd.concat([low, emergency, scheduled], axis=1).max(axis=1)


def _in_slots(hourly: pd.DataFrame, outages: RollingOutages) -> pd.DataFrame:
    """Hours of the orders as slots, repeated over the days of the schedule."""
    rows = np.repeat(np.arange(len(hourly)), round(1.0 / outages.slot_h))
    return hourly.iloc[np.resize(rows, len(outages.off))]


def _lasting(shares: pd.DataFrame, steps: float) -> "pd.Series[float]":
    """Largest share that stays off for so many steps in a row, by column; none beyond the horizon. [0..1]"""
    if not math.isfinite(steps) or math.ceil(steps) > len(shares):
        return pd.Series(0.0, index=shares.columns)
    return shares.rolling(max(1, math.ceil(steps))).min().max().fillna(0.0)
