"""The day before damage: demand, available generation and import rules, hour by hour."""

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridimpact.domain.grid import Grid
from gridimpact.domain.settings import DemandSettings, ImpactSettings, NetworkSettings, Settings
from gridimpact.domain.vocabulary import PUMPING_TECHNOLOGIES, RESERVOIR_TECHNOLOGIES, Season
from gridimpact.errors import DataError, Finding
from gridimpact.network.case.findings import UnknownReferenceState
from gridimpact.network.case.input_check import usable_demand
from gridimpact.network.case.temperature import demand_factor, temperature_finding

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reservoirs:
    """Units whose energy of a day is limited.

    Attributes
    ----------
    unit : array of int, shape (reservoirs,)
        Positions among the units.
    power_mw : array
        Most generation. [MW]
    energy_mwh : array
        Energy held at the start of the day, and most that is held. [MWh]
    pump_mw : array
        Most pumping; 0 where it cannot pump. [MW]
    efficiency : array
        Energy given back over energy pumped. [0..1]
    """

    unit: NDArray[np.int64]
    power_mw: Floats
    energy_mwh: Floats
    pump_mw: Floats
    efficiency: Floats

    @classmethod
    def none(cls) -> "Reservoirs":
        """No reservoir at all."""
        empty = np.zeros(0)
        return cls(unit=np.zeros(0, dtype=np.int64), power_mw=empty, energy_mwh=empty, pump_mw=empty, efficiency=empty)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Conditions:
    """Operating conditions of each snapshot.

    Attributes
    ----------
    snapshots : DatetimeIndex
        Aware, UTC; one a local hour.
    load_mw : array, shape (snapshots, loads)
        Demand; negative is generation. [MW]
    available_mw : array, shape (snapshots, units)
        Available generation; may be infinite. [MW]
    total_cap_mw : float
        Limit on total import; infinite where the grid has no rule. [MW]
    country_cap_mw : dict of str to float
        A neighbour's share of the total; absent where no rule names it. [MW]
    country_ceiling_mw : dict of str to float
        Border capacity, kept also when a share of another neighbour is taken over. [MW]
    reference_state : str
        Id of the reference state, or empty.
    reservoirs : Reservoirs
        Of the same energy as the hourly shape in `available_mw`.
    findings : tuple of Finding
        What was assumed.
    """

    snapshots: pd.DatetimeIndex
    load_mw: Floats
    available_mw: Floats
    total_cap_mw: float
    country_cap_mw: dict[str, float]
    country_ceiling_mw: dict[str, float]
    reference_state: str = ""
    reservoirs: Reservoirs = field(default_factory=Reservoirs.none)
    findings: tuple[Finding, ...] = ()


def season_of(day: date) -> Season:
    """Season of a day: winter from October to March (heating season, rounded to months)."""
    return Season.WINTER if day.month >= 10 or day.month <= 3 else Season.SUMMER


def assessed_day(grid: Grid, settings: Settings, *, as_of: datetime | None = None) -> Conditions:
    """Lay out the day that the settings mean, with the temperature that they give."""
    return operating_conditions(grid, settings.demand, network=settings.network, impact=settings.impact, as_of=as_of)


def operating_conditions(
    grid: Grid,
    settings: DemandSettings,
    *,
    network: NetworkSettings | None = None,
    impact: ImpactSettings | None = None,
    as_of: datetime | None = None,
) -> Conditions:
    """Lay out the day that is assessed.

    Parameters
    ----------
    grid : Grid
    settings : DemandSettings
    network : NetworkSettings, optional
        Pumping of the reservoirs.
    impact : ImpactSettings, optional
        Outdoor temperature; without it, or where it is not given, demand is that of the reference state.
    as_of : datetime, optional
        Its local day is assessed when the settings name none.

    Returns
    -------
    Conditions
        24 local hours; one snapshot with the grid's own state where it has no profiles.

    Raises
    ------
    DataError
        When the settings name a reference state that the grid does not have, or a factor is none.

    Notes
    -----
    P_d,t = share_d · P_peak · profile_t · demand_scale · k(T)          k: `temperature.demand_factor`
    a_g,t · P_g = P_g · min(1, A_tech / Σ_{g∈tech} P_g) · profile_tech,t · generation_scale
    """
    usable_demand(settings)
    if not len(grid.profiles) or not len(grid.reference_states):
        return _own_state(grid, settings, given_c=impact.outdoor_temperature_c if impact else None)
    day = settings.day or (as_of.astimezone(ZoneInfo(grid.timezone)).date() if as_of else None)
    state_id = _state_id(grid, settings, day)
    state = grid.reference_states.loc[state_id]
    day = day or date.fromisoformat(str(state["date"]))
    local = pd.date_range(datetime.combine(day, datetime.min.time()), periods=24, freq="h", tz=grid.timezone)
    caps = import_caps(grid, day)
    shape = _shapes(grid, str(state["season"]), local.hour.to_numpy())
    flat = np.ones(24)
    in_service = grid.loads["in_service"].to_numpy(bool)
    factor = demand_factor(settings, impact, season=str(state["season"])) if impact else 1.0
    peak_mw = float(grid.reference_states["peak_demand_mw"].loc[state_id]) * settings.demand_scale * factor
    share = np.where(in_service, grid.loads["p_share"].to_numpy(float), 0.0)
    technology = grid.units["technology"].to_numpy(str)
    hourly = np.stack([shape.get(name, flat) for name in technology], axis=1) if len(technology) else np.zeros((24, 0))
    peak_available = _available_at_peak(grid, state_id) * settings.generation_scale
    return Conditions(
        snapshots=pd.DatetimeIndex(local.tz_convert("UTC"), name="snapshot"),
        load_mw=peak_mw * shape.get("load", flat)[:, None] * share[None, :],
        available_mw=hourly * peak_available[None, :],
        total_cap_mw=caps[0],
        country_cap_mw=caps[1],
        country_ceiling_mw=caps[2],
        reference_state=state_id,
        reservoirs=_reservoirs(technology, peak_available, hourly.sum(axis=0) * peak_available, network),
        findings=temperature_finding(impact.outdoor_temperature_c if impact else None, factor),
    )


def import_caps(grid: Grid, day: date) -> tuple[float, dict[str, float], dict[str, float]]:
    """Return the total import limit of a day, each neighbour's part of it and its border capacity. [MW]"""
    rules = grid.import_rules[grid.import_rules["valid_from"] <= day.isoformat()].sort_values(
        "valid_from", kind="stable"
    )
    totals = rules[rules["kind"] == "total"]
    total = float(totals["value"].iloc[-1]) if len(totals) else (0.0 if len(grid.import_rules) else float("inf"))
    latest = rules[rules["kind"] != "total"].drop_duplicates(["kind", "country"], keep="last")
    value = {kind: rows.set_index("country")["value"].astype(float).to_dict() for kind, rows in latest.groupby("kind")}
    return (
        total,
        {str(c): share * total for c, share in value.get("share", {}).items()},
        {str(c): mw for c, mw in value.get("cap", {}).items()},
    )


def _state_id(grid: Grid, settings: DemandSettings, day: date | None) -> str:
    states = grid.reference_states
    if settings.reference_state is not None:
        if settings.reference_state not in states.index:
            raise DataError(
                [
                    UnknownReferenceState(
                        where="settings.demand.reference_state",
                        ids=(settings.reference_state,),
                        values={"states": ", ".join(map(str, states.index))},
                    )
                ]
            )
        return settings.reference_state
    season = settings.season or (season_of(day) if day else None)
    wanted = states[states["default"] & ((states["season"] == season) if season else True)]
    return str((wanted if len(wanted) else states).index[0])


def _shapes(grid: Grid, season: str, hours: NDArray[np.int32]) -> dict[str, Floats]:
    """Hourly shape of each series, in the order of `hours`."""
    rows = grid.profiles[grid.profiles["profile"] == season]
    table = rows.pivot_table(index="hour", columns="series", values="value", aggfunc="first").reindex(hours)
    return {str(name): table[name].fillna(1.0).to_numpy(float) for name in table.columns}


def _available_at_peak(grid: Grid, state_id: str) -> Floats:
    units = grid.units
    installed = units["p_nom_mw"].where(units["in_service"], 0.0)
    known = grid.availability[grid.availability["state"] == state_id].set_index("technology")["available_mw"]
    of_technology = installed.groupby(units["technology"]).transform("sum")
    published = units["technology"].map(known)
    share = (published / of_technology.where(of_technology > 0)).clip(upper=1.0).fillna(0.0)
    # a technology that the state does not name is available as installed
    share = share.where(published.notna(), 1.0)
    return (installed * share).to_numpy(float)


def _reservoirs(
    technology: NDArray[np.str_], power_mw: Floats, energy_mwh: Floats, network: NetworkSettings | None
) -> Reservoirs:
    """Reservoirs of the units that run; their energy is that of the fixed shape."""
    options = network or NetworkSettings()
    unit = np.flatnonzero(np.isin(technology, RESERVOIR_TECHNOLOGIES) & (power_mw > 0))
    pumps = np.isin(technology[unit], PUMPING_TECHNOLOGIES)
    return Reservoirs(
        unit=unit,
        power_mw=power_mw[unit],
        energy_mwh=energy_mwh[unit],
        pump_mw=np.where(pumps, options.pumping_ratio * power_mw[unit], 0.0),
        efficiency=np.full(len(unit), options.pumping_efficiency),
    )


def _own_state(grid: Grid, settings: DemandSettings, *, given_c: float | None) -> Conditions:
    stamp = datetime.combine(settings.day or date(2000, 1, 1), datetime.min.time())
    loads, units = grid.loads, grid.units
    load_mw = np.where(loads["in_service"], loads["p_mw"].to_numpy(float), 0.0) * settings.demand_scale
    available = np.where(units["in_service"], units["p_nom_mw"].to_numpy(float), 0.0) * settings.generation_scale
    snapshots = pd.DatetimeIndex([stamp], tz="UTC", name="snapshot")
    caps = import_caps(grid, stamp.date())
    return Conditions(
        snapshots=snapshots,
        load_mw=load_mw[None, :],
        available_mw=available[None, :],
        total_cap_mw=caps[0],
        country_cap_mw=caps[1],
        country_ceiling_mw=caps[2],
        findings=temperature_finding(given_c, None),
    )


def merit_order(grid: Grid, state_id: str) -> Floats:
    """Place of each unit in the merit order, scaled to 0..1; lower runs first.

    Returns
    -------
    array, shape (units,)
    """
    known = grid.availability[grid.availability["state"] == state_id].set_index("technology")["cost_order"]
    order = grid.units["technology"].map(known).fillna(0.0).to_numpy(float)
    span = float(order.max(initial=0.0))
    return np.asarray(order / span if span > 0 else np.zeros(len(order)), dtype=np.float64)
