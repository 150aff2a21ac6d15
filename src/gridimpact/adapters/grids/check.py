"""Artefacts of the data that would be mistaken for an outage, or for generation that is not there.

Reading refuses what cannot be used (`grid_tables`); these rules look at a grid that can be used
and say where its answers would mislead. Each rule returns findings and changes nothing.
"""

from collections.abc import Collection

import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from gridimpact.adapters.grids.check_findings import (
    AboveInstalled,
    AvailabilityUnstated,
    BusAlone,
    CapacityCannotLeave,
    CountrySharesAboveOne,
    DefaultsNotOne,
    EndOutOfService,
    HoursIncomplete,
    LoadWithoutSource,
    RegionWithoutLoad,
    SameName,
    SeasonWithoutProfile,
    SharesNotOne,
    ShareWithoutInterconnector,
)
from gridimpact.domain.grid import Grid
from gridimpact.errors import Finding, Message, Severity
from gridimpact.i18n.translate import N_

SHARE_TOLERANCE = 1e-6
"""How far shares may sum off 1. [-]  Chosen: shares are written with eight decimals."""


def check_grid(grid: Grid) -> tuple[Finding, ...]:
    """Return what in the data of a grid would mislead.

    Parameters
    ----------
    grid : Grid
        As read; looked at in its state before any report.

    Returns
    -------
    tuple of Finding
        Errors first; empty when nothing was noticed.
    """
    rules = (
        out_of_service_ends, isolated_buses, loads_without_source, capacity_that_cannot_leave,
        demand_shares, regions_without_load, availability_above_installed, unstated_availability,
        incomplete_profiles, season_defaults, import_shares, duplicate_names,
    )  # fmt: skip
    found = [finding for rule in rules for finding in rule(grid)]
    return tuple(sorted(found, key=lambda finding: finding.severity is not Severity.ERROR))


def _finding(kind: type[Finding], where: str | Message, *, ids: Collection[object]) -> list[Finding]:
    return [kind(where=where, ids=tuple(map(str, ids)))] if len(ids) else []


def _live(table: pd.DataFrame) -> pd.DataFrame:
    return table[table["in_service"]]


def _branches(grid: Grid) -> pd.DataFrame:
    """Lines and transformers that join two buses in service."""
    columns = ["bus0", "bus1", "s_nom_mva", "in_service"]
    filled = [table[columns] for table in (grid.lines, grid.transformers) if len(table)]
    both = pd.concat(filled) if filled else grid.lines[columns]
    live = _live(grid.buses).index
    return both[both["in_service"] & both["bus0"].isin(live) & both["bus1"].isin(live)]


def out_of_service_ends(grid: Grid) -> list[Finding]:
    """Components in service at a bus that is not."""
    live = _live(grid.buses).index
    found = []
    tables = {"lines": ("bus0", "bus1"), "transformers": ("bus0", "bus1"), "units": ("bus_id",),
              "loads": ("bus_id",), "interconnectors": ("bus_id",)}  # fmt: skip
    for name, columns in tables.items():
        table = _live(getattr(grid, name))
        lost = table.index[~table[list(columns)].isin(live).all(axis=1)]
        found += _finding(EndOutOfService, f"{name}.in_service", ids=lost)
    return found


def isolated_buses(grid: Grid) -> list[Finding]:
    """Buses in service that no line or transformer joins to another."""
    live = _live(grid.buses)
    if len(live) < 2:
        return []
    joined = pd.unique(_branches(grid)[["bus0", "bus1"]].to_numpy().ravel())
    return _finding(BusAlone, "buses", ids=live.index.difference(pd.Index(joined)))


def islands(grid: Grid) -> "pd.Series[int]":
    """Return the number of the island of each bus in service, before any report."""
    live = _live(grid.buses).index
    branches = _branches(grid)
    ends = live.get_indexer(pd.Index(branches["bus0"])), live.get_indexer(pd.Index(branches["bus1"]))
    graph = coo_array((np.ones(len(branches)), ends), shape=(len(live), len(live)))
    return pd.Series(connected_components(graph, directed=False)[1], index=live, dtype=int)


def loads_without_source(grid: Grid) -> list[Finding]:
    """Find loads in an island without a unit or an interconnector."""
    island = islands(grid)
    units, loads = _live(grid.units), _live(grid.loads)
    sources = pd.concat([units.loc[units["p_nom_mw"] > 0, "bus_id"], _live(grid.interconnectors)["bus_id"]])
    fed = set(island.reindex(sources).dropna())
    dark = loads.index[~island.reindex(loads["bus_id"]).isin(fed).to_numpy()]
    return _finding(LoadWithoutSource, "loads", ids=dark)


def capacity_that_cannot_leave(grid: Grid) -> list[Finding]:
    """Buses whose units exceed all that lines, transformers and own demand can take."""
    units, branches, loads = _live(grid.units), _branches(grid), _live(grid.loads)
    capacity = units.groupby("bus_id")["p_nom_mw"].sum()
    capacity = capacity[np.isfinite(capacity)]
    ends = pd.concat([branches[["bus0", "s_nom_mva"]].set_axis(["bus", "mva"], axis=1),
                      branches[["bus1", "s_nom_mva"]].set_axis(["bus", "mva"], axis=1)])  # fmt: skip
    limit = ends.groupby("bus")["mva"].sum().reindex(capacity.index).fillna(0.0)
    peak_mw = grid.reference_states["peak_demand_mw"].max() if len(grid.reference_states) else 0.0
    own = (loads["p_share"] * peak_mw + loads["p_mw"].clip(lower=0)).groupby(loads["bus_id"]).sum()
    stuck = capacity.index[capacity > limit + own.reindex(capacity.index).fillna(0.0)]
    return _finding(CapacityCannotLeave, "units.p_nom_mw", ids=stuck)


def demand_shares(grid: Grid) -> list[Finding]:
    """Shares of demand of the loads in service that do not sum to 1."""
    total = float(_live(grid.loads)["p_share"].sum())
    if total == 0.0 and not len(grid.profiles):
        return []
    wrong = [] if abs(total - 1.0) <= SHARE_TOLERANCE else [f"sum {total:.6f}"]
    return _finding(SharesNotOne, "loads.p_share", ids=wrong)


def regions_without_load(grid: Grid) -> list[Finding]:
    """Regions with people and without load."""
    peopled = grid.regions.index[grid.regions["population"] > 0]
    bare = peopled.difference(pd.Index(_live(grid.loads)["region_id"]))
    return _finding(RegionWithoutLoad, "loads.region_id", ids=bare)


def availability_above_installed(grid: Grid) -> list[Finding]:
    """Technologies said to have more available than is installed and in service."""
    installed = _live(grid.units).groupby("technology")["p_nom_mw"].sum()
    table = grid.availability
    above = table.index[table["available_mw"] > table["technology"].map(installed).fillna(0.0) + 1e-6]
    return _finding(AboveInstalled, "availability.available_mw", ids=above)


def unstated_availability(grid: Grid) -> list[Finding]:
    """Technologies of units that a reference state says nothing about."""
    if not len(grid.reference_states):
        return []
    stated = set(zip(grid.availability["state"], grid.availability["technology"], strict=True))
    used = sorted(_live(grid.units)["technology"].unique())
    missing = [f"{state} {name}" for state in grid.reference_states.index for name in used
               if (state, name) not in stated]  # fmt: skip
    return _finding(AvailabilityUnstated, "availability", ids=missing)


def incomplete_profiles(grid: Grid) -> list[Finding]:
    """Profiles without each of the 24 hours once, and seasons without a load profile."""
    names = grid.profiles["profile"] + " " + grid.profiles["series"]
    hours = grid.profiles.groupby(names)["hour"].agg(sorted)
    broken = [name for name, got in hours.items() if got != list(range(24))]
    found = _finding(HoursIncomplete, "profiles.hour", ids=broken)
    shaped = set(grid.profiles.loc[grid.profiles["series"] == "load", "profile"])
    lacking = [str(season) for season in grid.reference_states["season"].unique() if season not in shaped]
    return found + _finding(SeasonWithoutProfile, "profiles", ids=lacking)


def season_defaults(grid: Grid) -> list[Finding]:
    """Seasons with reference states but not exactly one default."""
    defaults = grid.reference_states.groupby("season")["default"].sum()
    return _finding(DefaultsNotOne, "reference_states.default", ids=defaults.index[defaults != 1])


def import_shares(grid: Grid) -> list[Finding]:
    """Shares of the import limit above 1 on a day, or of a country without an interconnector."""
    shares = grid.import_rules[grid.import_rules["kind"] == "share"]
    total = shares.groupby("valid_from")["value"].sum()
    above = total.index[total > 1 + SHARE_TOLERANCE]
    found = _finding(CountrySharesAboveOne, "import_rules.value", ids=above)
    lacking = sorted(set(shares["country"]) - set(_live(grid.interconnectors)["country"]))
    return found + _finding(ShareWithoutInterconnector, "import_rules.country", ids=lacking)


def duplicate_names(grid: Grid) -> list[Finding]:
    """Substations and plants that share a name, so that a report by name fits both."""
    named = grid.components[grid.components["kind"].isin(["substation", "plant"])]
    found = []
    for column in ("name_en", "name_uk"):
        twice = named.index[named[column].str.casefold().duplicated(keep=False) & (named[column] != "")]
        found += _finding(SameName, Message(N_("substations and plants, {column}"), {"column": column}), ids=twice)
    return found
