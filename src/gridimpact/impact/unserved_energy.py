"""Energy that is not served, by region and hour."""

import pandas as pd

from gridimpact.domain.dispatch import Dispatch
from gridimpact.domain.grid import Grid


def unserved_by_hour(dispatch: Dispatch, grid: Grid) -> pd.DataFrame:
    """Demand and load shedding by snapshot and region.

    Parameters
    ----------
    dispatch : Dispatch
        Reads `load_mw` and `shed_mw`. [MW]
    grid : Grid
        Reads `loads.region_id` and `regions`.

    Returns
    -------
    DataFrame
        One row per snapshot and region: `snapshot`, `region_id`, `demand_mw` [MW], `shed_mw` [MW],
        `unserved_share` [0..1] (0 where there is no demand).

    Notes
    -----
    s_r,t = Σ_{d∈r} s_d,t ;  share_r,t = s_r,t / P_r,t
    """
    region = grid.loads["region_id"].reindex(dispatch.load_mw.columns)
    regions = (
        pd.Index(grid.regions.index, name="region_id")
        if len(grid.regions)
        else pd.Index(sorted(region.unique()), name="region_id")
    )

    def by_region(table: pd.DataFrame) -> pd.Series:
        summed = table.T.groupby(region).sum().T.reindex(columns=regions, fill_value=0.0)
        pairs = pd.MultiIndex.from_product([summed.index, regions], names=["snapshot", "region_id"])
        return pd.Series(summed.to_numpy(float).ravel(), index=pairs)

    hourly = pd.DataFrame(
        {"demand_mw": by_region(dispatch.load_mw.clip(lower=0.0)), "shed_mw": by_region(dispatch.shed_mw)}
    )
    share = (hourly["shed_mw"] / hourly["demand_mw"].where(hourly["demand_mw"] > 0)).fillna(0.0).clip(0.0, 1.0)
    return hourly.assign(unserved_share=share).reset_index()


def unserved_by_region(hourly: pd.DataFrame, *, snapshot_hours: float = 1.0) -> pd.DataFrame:
    """Energy not served of the whole period, by region.

    Parameters
    ----------
    hourly : DataFrame
        As `unserved_by_hour` returns it.
    snapshot_hours : float
        Length of a snapshot. [h]

    Returns
    -------
    DataFrame
        Index `region_id`; `demand_mwh`, `ens_mwh` [MWh], `unserved_share` [0..1], `outage_h` [h] (hours
        an average consumer of the region is off: the sum of hourly shares).

    Notes
    -----
    ENS_r = Σ_t Δt · s_r,t      (one case; the mean over samples is EENS [1]_)

    References
    ----------
    .. [1] ENTSO-E, adequacy outlook glossary, "Energy Not Served", "Expected Energy Not Served".
    """
    summed = hourly.groupby("region_id")[["demand_mw", "shed_mw", "unserved_share"]].sum() * snapshot_hours
    energy = summed.rename(columns={"demand_mw": "demand_mwh", "shed_mw": "ens_mwh", "unserved_share": "outage_h"})
    share = (energy["ens_mwh"] / energy["demand_mwh"].where(energy["demand_mwh"] > 0)).fillna(0.0).clip(0.0, 1.0)
    return energy.assign(unserved_share=share)[["demand_mwh", "ens_mwh", "unserved_share", "outage_h"]]
