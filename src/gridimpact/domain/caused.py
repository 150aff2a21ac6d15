"""What the reported damage causes: the day with it held against the same day without it."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from gridimpact.i18n.translate import N_

NOISE_MW = 1e-3
"""Differences of shedding below this are the tolerance of two solved programmes, and no effect. [MW]  Chosen: ten
times the width within which an even share is held."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Caused:
    """New cuts, relief and their causes, by region and hour.

    New cuts and relief are kept apart. With a shortage before the attack, a region that can no longer receive its
    share frees supply for the others: a net would hide the one behind the other.

    Attributes
    ----------
    hourly : DataFrame
        One row per snapshot and region: `snapshot`, `region_id`; `new_cuts_mw`, `relief_mw`; `generation_shed_mw` and
        `network_mw`, the two causes of their difference [MW]; `people_new`, `people_relieved` [people].
    regions : DataFrame
        Index `region_id`. At the peak hour `demand_mw`, `shed_before_mw` (short without the damage), `new_cuts_mw`,
        `relief_mw`, `generation_shed_mw`, `network_mw` [MW], `people_new`, `people_relieved` [people]; over the day
        `new_cuts_mwh`, `relief_mwh` [MWh], `person_hours_new` [person-hours].
    generation_mw : Series
        By snapshot: output lost that ran, that is what damaged units gave before and can no longer give. [MW]
    generation_shed_mw : Series
        By snapshot: change of national shedding when units and plants alone are damaged. [MW]
    network_mw : Series
        By snapshot: the rest of the change, caused by damaged substations, lines and transformers. [MW]
    removable_mw : Series
        By snapshot: part of the shedding with the damage that unlimited import would remove. [MW]
    peak : Timestamp
        Hour of highest demand. [UTC]
    """

    hourly: pd.DataFrame
    regions: pd.DataFrame
    generation_mw: "pd.Series[float]"
    generation_shed_mw: "pd.Series[float]"
    network_mw: "pd.Series[float]"
    removable_mw: "pd.Series[float]"
    peak: pd.Timestamp

    @property
    def net_mw(self) -> "pd.Series[float]":
        """National change of shedding, by snapshot: new cuts less relief. [MW]"""
        sums = self.hourly.groupby("snapshot")[["new_cuts_mw", "relief_mw"]].sum()
        return (sums["new_cuts_mw"] - sums["relief_mw"]).rename("net_mw")

    @property
    def new_cuts_mw(self) -> float:
        """New cuts of all regions at the peak hour. [MW]"""
        return float(self.regions["new_cuts_mw"].sum())

    @property
    def relief_mw(self) -> float:
        """Relief of all regions at the peak hour. [MW]"""
        return float(self.regions["relief_mw"].sum())

    @property
    def people_new(self) -> float:
        """People newly cut at the peak hour, all regions. [people]"""
        return float(self.regions["people_new"].sum())


CAUSED_FIGURES: tuple[tuple[str, str, str, Callable[[Caused], float]], ...] = (
    ("new_cuts_peak_mw", "MW", N_("demand that the damage newly cuts at the peak hour"), lambda c: c.new_cuts_mw),
    (
        "relief_peak_mw",
        "MW",
        N_("shortage at the peak hour that eases elsewhere because cut regions draw less"),
        lambda c: c.relief_mw,
    ),
    ("people_new_peak", "people", N_("people newly without power at the peak hour"), lambda c: c.people_new),
    (
        "person_hours_new",
        "person-hours",
        N_("new hours without power in the day, summed over people"),
        lambda c: float(c.regions["person_hours_new"].sum()),
    ),
    (
        "generation_lost_peak_mw",
        "MW",
        N_("output that ran before at the peak hour and is lost"),
        lambda c: float(c.generation_mw[c.peak]),
    ),
)
"""What the reported damage causes: name, unit, what it is, and how it is read off."""
