"""Facilities without grid power: hours left on their own fuel, and litres a day."""

import numpy as np
import pandas as pd

from gridimpact.domain.dispatch import Dispatch
from gridimpact.domain.grid import Grid
from gridimpact.domain.impact_results import RollingOutages
from gridimpact.domain.impact_settings import ImpactSettings
from gridimpact.impact.rolling_outages import ordered_subqueues, unserved_shares

DAY_H = 24.0


def critical_hours(outages: RollingOutages) -> "pd.Series[float]":
    """Hours a day for which consumers of the critical list are off, on average.

    Parameters
    ----------
    outages : RollingOutages

    Returns
    -------
    Series
        Index region id: mean of the shares of the hours, times 24. [h]
    """
    share = outages.orders.groupby("region_id")["critical_share"].mean()
    return (share * DAY_H).reindex(outages.regions.index).fillna(0.0)


def local_hours(
    facilities: pd.DataFrame, dispatch: Dispatch, grid: Grid, settings: ImpactSettings
) -> pd.DataFrame | None:
    """Hours off a day at the substations that a list of facilities names, by the rule of the regions.

    Parameters
    ----------
    facilities : DataFrame
        Reads `substation_id`, where there is one.
    dispatch : Dispatch
        Snapshots are hours.
    grid : Grid
    settings : ImpactSettings

    Returns
    -------
    DataFrame or None
        Index substation id; `critical_h`, `off_h` [h]. None where no substation that feeds load is named.

    Notes
    -----
    T_critical = Σ_t c_s,t ;  T_off = Σ_t ⌈n g_s,t⌉ / n, and Σ_t g_s,t in hours of emergency, with g and c
    the unserved shares of the loads behind the substation.
    """
    if "substation_id" not in facilities:
        return None
    site = grid.buses["substation_id"].reindex(grid.loads["bus_id"].reindex(dispatch.load_mw.columns))
    named = pd.Index(sorted(set(facilities["substation_id"].dropna()) & set(site.dropna())), name="substation_id")
    if not len(named):
        return None
    general, critical = unserved_shares(dispatch, grid, site.to_numpy(), named)
    order = ordered_subqueues(general, settings)
    off = np.where(order > settings.most_subqueues, general, order / settings.subqueues)
    return pd.DataFrame({"critical_h": critical.sum(axis=0), "off_h": off.sum(axis=0)}, index=named)


def facility_table(
    facilities: pd.DataFrame,
    outages: RollingOutages,
    settings: ImpactSettings,
    *,
    local: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Hours without grid power, hours left and fuel, for each row of facilities.

    Parameters
    ----------
    facilities : DataFrame
        `region_id`, `kind`, `number`; optional `name`, `generator_share` [0..1], `autonomy_h` (running hours)
        [h], `load_kw` [kW], `source`, `confidence`. What is missing takes the default of the settings.
    outages : RollingOutages
    settings : ImpactSettings
    local : DataFrame, optional
        As `local_hours` returns it: used in place of the region's hours by facilities of these substations.

    Returns
    -------
    DataFrame
        As `PeopleImpact.facilities`.

    Notes
    -----
    Low: the facility is off as the critical list is, T = Σ_t c_t. High: as everybody else, T = mean hours
    off of the subqueues. Fuel = n_gen · P · q · T; hours left = A · 24 / T of the clock for an
    autonomy of A running hours.
    """
    rows = facilities[facilities["region_id"].isin(outages.regions.index) & (facilities["number"] > 0)]
    low = critical_hours(outages).reindex(rows["region_id"]).to_numpy(float)
    usual = outages.regions["off_h"].reindex(rows["region_id"]).to_numpy(float)
    if local is not None:
        here = local.reindex(rows["substation_id"])
        low = here["critical_h"].fillna(pd.Series(low, index=here.index)).to_numpy(float)
        usual = here["off_h"].fillna(pd.Series(usual, index=here.index)).to_numpy(float)
    high = np.maximum(low, usual)
    table = pd.DataFrame(
        {
            "region_id": rows["region_id"],
            "kind": rows["kind"],
            "name": _text(rows, "name"),
            "number": rows["number"],
            "with_generator": rows["number"]
            * _stated_or(rows, "generator_share", settings.hospital_with_generator_share),
            "load_kw": _stated_or(rows, "load_kw", settings.facility_load_kw),
            "autonomy_h": _stated_or(rows, "autonomy_h", settings.facility_autonomy_h),
            "outage_h_low": low,
            "outage_h_high": high,
        }
    )
    # Hours left are those of the facilities that can run at all; a list row without any generator has none.
    runs = table["with_generator"] > 0
    table = table.assign(autonomy_h=table["autonomy_h"].where(runs, 0.0))
    litres_per_h = table["with_generator"] * table["load_kw"] * settings.diesel_l_per_kwh
    return table.assign(
        hours_left_low=_hours_left(table["autonomy_h"], high),
        hours_left_high=_hours_left(table["autonomy_h"], low),
        fuel_l_per_day_low=litres_per_h * low,
        fuel_l_per_day_high=litres_per_h * high,
        source=_text(rows, "source"),
        confidence=_text(rows, "confidence"),
    ).reset_index(drop=True)


def _hours_left(autonomy_h: "pd.Series[float]", outage_h: np.ndarray) -> np.ndarray:
    """Hours of the clock until the fuel is used up; infinite where the grid holds. [h]"""
    hours: np.ndarray = np.divide(
        autonomy_h.to_numpy(float) * DAY_H, outage_h, out=np.full(len(outage_h), np.inf), where=outage_h > 0
    )
    return hours


def _stated_or(rows: pd.DataFrame, column: str, default: float) -> "pd.Series[float]":
    """A number of the list, or the default where it is not given."""
    if column not in rows:
        return pd.Series(default, index=rows.index)
    return pd.to_numeric(rows[column], errors="coerce").fillna(default)


def _text(rows: pd.DataFrame, column: str) -> "pd.Series[str]":
    return rows[column].fillna("").astype(str) if column in rows else pd.Series("", index=rows.index)
