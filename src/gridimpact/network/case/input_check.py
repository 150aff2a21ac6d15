"""What the core refuses, and what it takes but tells: impossible values never become an answer.

Readers check their files; a grid may also be made in memory. Everything wrong is collected and raised once.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from gridimpact.domain.grid import Grid
from gridimpact.domain.settings import DemandSettings, NetworkSettings
from gridimpact.errors import DataError, Finding, Severity, TextFinding
from gridimpact.network.flow.topology import islands

IMPLAUSIBLE_MW = 1e6
"""Finite powers from here on are told. [MW]  Chosen: no country has a terawatt in one component."""

_NOT_NEGATIVE, _FINITE, _SHARE = "zero or more", "a finite number", "finite and zero or more"
_RULES = (
    ("lines", "s_nom_mva", _NOT_NEGATIVE),
    ("lines", "x_pu", _FINITE),
    ("lines", "b_pu", _FINITE),
    ("lines", "length_km", _SHARE),
    ("transformers", "s_nom_mva", _NOT_NEGATIVE),
    ("transformers", "x_pu", _FINITE),
    ("transformers", "phase_shift_deg", _FINITE),
    ("transformers", "tap_ratio", "finite and above zero"),
    ("units", "p_nom_mw", _NOT_NEGATIVE),
    ("loads", "p_mw", _FINITE),
    ("loads", "p_share", _SHARE),
    ("loads", "weight", _SHARE),
    ("interconnectors", "s_nom_mva", _NOT_NEGATIVE),
    ("import_rules", "value", _NOT_NEGATIVE),
    ("profiles", "value", _SHARE),
    ("reference_states", "peak_demand_mw", _SHARE),
    ("availability", "available_mw", _SHARE),
)
"""Column of a table, and what its values must be."""
_WHERE_STATED = (
    ("buses", "q_shunt_mvar", _FINITE),
    ("loads", "q_mvar", _FINITE),
    ("units", "q_mvar", _FINITE),
    ("units", "v_set_pu", "finite and above zero"),
    ("lines", "limit_mw", _NOT_NEGATIVE),
    ("transformers", "limit_mw", _NOT_NEGATIVE),
)
"""The same of columns whose blank cells mean that the grid states nothing."""
_ENDS = {"lines": ("bus0", "bus1"), "transformers": ("bus0", "bus1"), "units": ("bus_id",), "loads": ("bus_id",),
         "interconnectors": ("bus_id",)}  # fmt: skip


def usable(grid: Grid, settings: NetworkSettings) -> tuple[Finding, ...]:
    """Refuse what no answer can be worked out from, and tell what looks wrong.

    Parameters
    ----------
    grid : Grid
    settings : NetworkSettings

    Returns
    -------
    tuple of Finding
        Loads that no source reaches before any damage, and powers that no component has.

    Raises
    ------
    DataError
        Naming every table, column and row that cannot be used, and every setting.
    """
    wrong = [*_wrong_values(grid), *_wrong_ids(grid), *_wrong_network_settings(settings)]
    if wrong:
        raise DataError(wrong)
    return (*_without_source(grid), *_implausible(grid))


def usable_demand(settings: DemandSettings) -> None:
    """Refuse factors that are no factors.

    Raises
    ------
    DataError
    """
    names = ("demand_scale", "generation_scale", "cold_demand_share", "hot_demand_share")
    wrong = [*_outside("demand", {name: getattr(settings, name) for name in names}, lowest=0.0)]
    if wrong:
        raise DataError(wrong)


def _bad(values: np.ndarray, rule: str) -> np.ndarray:
    """Values that break a rule."""
    if rule == _FINITE:
        return np.asarray(~np.isfinite(values))
    if rule == _NOT_NEGATIVE:
        return np.asarray(~(values >= 0))
    lowest = values > 0 if rule == "finite and above zero" else values >= 0
    return np.asarray(~(np.isfinite(values) & lowest))


def _wrong_values(grid: Grid) -> Iterator[Finding]:
    for name, column, rule in _RULES:
        table: pd.DataFrame = getattr(grid, name)
        if column in table and len(table):
            bad = _bad(table[column].to_numpy(float), rule)
            if bad.any():
                yield _error(f"{name}.{column}", f"must be {rule}", table.index[bad])
    for name, column, rule in _WHERE_STATED:
        table = getattr(grid, name)
        if column in table and len(table):
            values = table[column].to_numpy(float)
            bad = _bad(values, rule) & ~np.isnan(values)
            if bad.any():
                yield _error(f"{name}.{column}", f"must be {rule}, or blank", table.index[bad])


def _wrong_ids(grid: Grid) -> Iterator[Finding]:
    for name in ("buses", *_ENDS):
        table: pd.DataFrame = getattr(grid, name)
        again = table.index[table.index.duplicated()]
        if len(again):
            yield _error(name, "ids must be unique", again)
        for column in _ENDS.get(name, ()):
            lost = ~table[column].isin(grid.buses.index) if len(table) else np.zeros(0, dtype=bool)
            if np.any(lost):
                yield _error(f"{name}.{column}", "names a bus that is not there", table.index[lost])


def _wrong_network_settings(settings: NetworkSettings) -> Iterator[Finding]:
    above = {name: getattr(settings, name) for name in ("base_mva", "pumping_efficiency")}
    yield from _outside("network", above, lowest=0.0, itself=False)
    names = ("thermal_margin_share", "transformer_margin_share", "transfer_scale", "pumping_ratio")
    yield from _outside("network", {name: getattr(settings, name) for name in names}, lowest=0.0)


def _outside(group: str, values: dict[str, float], *, lowest: float, itself: bool = True) -> Iterator[Finding]:
    for name, value in values.items():
        if not np.isfinite(value) or value < lowest or (value == lowest and not itself):
            what = f"is {value}, must be finite and {'not below' if itself else 'above'} {lowest:g}"
            yield _error(f"settings.{group}.{name}", what, ())


def _error(where: str, what: str, ids: "pd.Index | tuple[()]") -> Finding:
    return TextFinding(
        where=where,
        what=what,
        ids=tuple(map(str, ids)),
        remedy="correct the value" if "bus" not in what else "correct the id, or take the row out",
        severity=Severity.ERROR,
    )


def _without_source(grid: Grid) -> tuple[Finding, ...]:
    """Loads that are dark before any damage."""
    position = pd.Series(np.arange(len(grid.buses)), index=grid.buses.index)
    both = [table for table in (grid.lines, grid.transformers) if len(table)]
    ends = [np.concatenate([position[table[end]].to_numpy() for table in both] or [np.zeros(0, int)])
            for end in ("bus0", "bus1")]  # fmt: skip
    stands = np.concatenate([table["in_service"].to_numpy(bool) for table in both] or [np.zeros(0, bool)])
    bus_stands = grid.buses["in_service"].to_numpy(bool)
    island = islands(len(position), *ends, bus_in_service=bus_stands, branch_in_service=stands)
    island = np.where(bus_stands, island, -1 - np.arange(len(island)))

    def at(table: pd.DataFrame, power: str) -> np.ndarray:
        if not len(table):
            return np.zeros(0, dtype=np.int64)
        live = table["in_service"].to_numpy(bool) & (table[power].to_numpy(float) > 0)
        return np.asarray(island[position[table["bus_id"][live]].to_numpy(int)])

    given = grid.loads.assign(gives=-grid.loads["p_mw"].astype(float)) if len(grid.loads) else grid.loads
    fed = np.concatenate([at(grid.units, "p_nom_mw"), at(grid.interconnectors, "s_nom_mva"), at(given, "gives")])
    asks = grid.loads["in_service"].astype(bool) & (grid.loads[["p_mw", "p_share"]].max(axis=1) > 0)
    loads = grid.loads[asks]
    dark = loads.index[~np.isin(island[position[loads["bus_id"]].to_numpy(int)], fed)]
    if not len(dark):
        return ()
    return (
        TextFinding(
            where="grid.loads",
            what="no source reaches these loads, even before any damage; they count as shed",
            ids=tuple(map(str, dark)),
            remedy="connect them, or put them out of service",
        ),
    )


def _implausible(grid: Grid) -> tuple[Finding, ...]:
    found = []
    columns = (("loads", "p_mw"), ("units", "p_nom_mw"), ("interconnectors", "s_nom_mva"))
    for name, column in columns:
        table: pd.DataFrame = getattr(grid, name)
        power = np.abs(table[column].to_numpy(float)) if len(table) else np.zeros(0)
        huge = np.isfinite(power) & (power >= IMPLAUSIBLE_MW)
        if huge.any():
            found.append(
                TextFinding(
                    where=f"grid.{name}.{column}",
                    what=f"{IMPLAUSIBLE_MW:,.0f} MW or more; "
                    + ("taken as it is" if name == "loads" else "taken as without limit"),
                    ids=tuple(map(str, table.index[huge])),
                    remedy="check the unit of the figure",
                )
            )
    return tuple(found)
