"""Attribution: what of a day's shedding the reported damage causes, where, and by losing generation or network."""

import pandas as pd

from gridimpact.domain.caused import NOISE_MW, Caused
from gridimpact.domain.dispatch import Dispatch
from gridimpact.domain.evaluation import Evaluation

_KEY = ["snapshot", "region_id"]


def caused_by_damage(
    with_damage: Evaluation, without: Evaluation, generation_only: pd.DataFrame | None = None
) -> Caused:
    """Hold the day with the reported damage against the same day without it.

    Parameters
    ----------
    with_damage : Evaluation
        All reported damage. D below.
    without : Evaluation
        The same day and conditions without it. B below.
    generation_only : DataFrame, optional
        Shedding by hour and region of the same day with the damage of plants and units only, as
        `unserved_energy.unserved_by_hour` returns it. G below. Default: no unit is damaged, G = B.

    Returns
    -------
    Caused

    Notes
    -----
    For region r and hour t::

        new cuts     c_rt = max(0, s^D_rt − s^B_rt)        relief    r_rt = max(0, s^B_rt − s^D_rt)
        generation   g_rt = s^G_rt − s^B_rt                network   n_rt = s^D_rt − s^G_rt
        lost output  l_t  = Σ_u max(0, p^B_ut − a^D_ut)    net       Σ_r (c_rt − r_rt) = Σ_r (g_rt + n_rt)

    with s load shedding, p output and a what a unit can still give. People follow the demand of their region:
    c_rt / P_rt of its inhabitants are newly cut.
    """
    both = with_damage.regions_hourly.merge(without.regions_hourly, on=_KEY, suffixes=("", "_before"), how="left")
    units = without.regions_hourly if generation_only is None else generation_only
    by_units = both[_KEY].merge(units[[*_KEY, "shed_mw"]], on=_KEY, how="left")["shed_mw"]
    change = _beyond_noise(both["shed_mw"] - both["shed_mw_before"])
    population = both["region_id"].map(with_damage.regions["population"]).fillna(0.0)
    share = (change / both["demand_mw"].where(both["demand_mw"] > 0)).fillna(0.0).clip(-1.0, 1.0)
    hourly = both[_KEY].assign(
        new_cuts_mw=change.clip(lower=0.0),
        relief_mw=(-change).clip(lower=0.0),
        generation_shed_mw=_beyond_noise(by_units - both["shed_mw_before"]),
        network_mw=_beyond_noise(both["shed_mw"] - by_units),
        people_new=(share * population).clip(lower=0.0),
        people_relieved=(-share * population).clip(lower=0.0),
    )
    parts = hourly.groupby("snapshot")[["generation_shed_mw", "network_mw"]].sum()
    return Caused(
        hourly=hourly,
        regions=_regions(hourly, both, with_damage.peak),
        generation_mw=_lost_output(without.dispatch, with_damage.dispatch),
        generation_shed_mw=parts["generation_shed_mw"],
        network_mw=parts["network_mw"],
        removable_mw=with_damage.imports_total["removable_mw"].astype(float),
        peak=with_damage.peak,
    )


def _beyond_noise(change_mw: "pd.Series[float]") -> "pd.Series[float]":
    return change_mw.where(change_mw.abs() > NOISE_MW, 0.0)


def _regions(hourly: pd.DataFrame, both: pd.DataFrame, peak: pd.Timestamp) -> pd.DataFrame:
    """Figures of the peak hour and sums of the day, by region."""
    at_peak = hourly[hourly["snapshot"] == peak].set_index("region_id").drop(columns="snapshot")
    demand = both[both["snapshot"] == peak].set_index("region_id")[["demand_mw", "shed_mw_before"]]
    day = hourly.groupby("region_id")[["new_cuts_mw", "relief_mw", "people_new"]].sum()  # hourly snapshots: MW x 1 h
    day = day.rename(
        columns={"new_cuts_mw": "new_cuts_mwh", "relief_mw": "relief_mwh", "people_new": "person_hours_new"}
    )
    return demand.rename(columns={"shed_mw_before": "shed_before_mw"}).join(at_peak).join(day)


def _lost_output(before: Dispatch, now: Dispatch) -> "pd.Series[float]":
    """Output that ran before and that damage takes away. [MW]"""
    lost = (before.p_mw - now.available_mw.reindex(columns=before.p_mw.columns)).clip(lower=0.0)
    # a reservoir may run at other hours than planned; only units whose capacity is less have lost anything
    damaged = (before.available_mw - now.available_mw).max(axis=0) > NOISE_MW
    return lost.loc[:, damaged].sum(axis=1).rename("generation_mw")
