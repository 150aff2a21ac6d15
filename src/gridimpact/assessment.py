"""The way of a strike report, from reading to meaning; nothing else lives here."""

from collections.abc import Callable, Iterable
from datetime import datetime

import geopandas as gpd
import pandas as pd

from gridimpact.adapters.pandapower_engine import PandapowerEngine
from gridimpact.domain.damage import Contingency
from gridimpact.domain.grid import Grid
from gridimpact.domain.report import Reports, StrikeReport
from gridimpact.domain.results import Assessment, Dispatch, Evaluation
from gridimpact.domain.settings import Settings
from gridimpact.evidence import fuse, most_likely
from gridimpact.impact.population import people_by_hour, person_hours
from gridimpact.impact.unserved_energy import unserved_by_hour, unserved_by_region
from gridimpact.network.ac_check import check_hour
from gridimpact.network.conditions import operating_conditions
from gridimpact.network.contingencies import apply
from gridimpact.network.day import Day, Engine, solve_day
from gridimpact.network.imports import import_balance
from gridimpact.network.load_shedding import shed_load

Progress = Callable[[float, str], None]
"""Told the share done [0..1] and what is being done."""


def assess(
    grid: Grid,
    reports: Reports | Iterable[StrikeReport],
    settings: Settings = Settings(),
    *,  # noqa: B008 (frozen)
    as_of: datetime | None = None,
    progress: Progress | None = None,
) -> Assessment:
    """Assess strike reports: what is damaged, and what that means for a day.

    Parameters
    ----------
    grid : Grid
    reports : Reports or iterable of StrikeReport
    settings : Settings
    as_of : datetime, optional
        Aware; later reports are left aside. Default: the newest report.
    progress : callable, optional
        Told the share done [0..1] and what is being done.

    Returns
    -------
    Assessment
        With the same day without the reported damage beside it.
    """
    tell = progress or _silent
    read = reports if isinstance(reports, Reports) else Reports(reports=tuple(reports))
    tell(0.0, "weighing reports")
    belief = fuse(read, grid, settings.evidence, damage=settings.damage, as_of=as_of)
    contingency = most_likely(belief, settings)
    moment = as_of or read.latest
    evaluation = evaluate(grid, contingency, settings, as_of=moment, progress=_part(tell, 0.1, 0.6))
    baseline = evaluate(grid, Contingency(origin="stated"), settings, as_of=moment, progress=_part(tell, 0.6, 1.0))
    return Assessment(
        belief=belief,
        contingency=contingency,
        evaluation=evaluation,
        baseline=baseline,
        settings=settings,
        grid_name=grid.name,
        grid_fingerprint=grid.fingerprint,
        reports_name=read.name,
        reports_fingerprint=read.fingerprint,
        as_of=moment,
        findings=(*read.findings, *belief.findings, *evaluation.findings),
    )


def evaluate(
    grid: Grid,
    contingency: Contingency,
    settings: Settings = Settings(),
    *,  # noqa: B008 (frozen)
    as_of: datetime | None = None,
    progress: Progress | None = None,
) -> Evaluation:
    """Work out a day with stated damage.

    Parameters
    ----------
    grid : Grid
    contingency : Contingency
    settings : Settings
    as_of : datetime, optional
        Its local day is assessed when the settings name none.
    progress : callable, optional

    Returns
    -------
    Evaluation
    """
    tell = progress or _silent
    conditions = operating_conditions(grid, settings.demand, network=settings.network, as_of=as_of)
    engine = Engine.of(grid, settings.network)
    day = solve_day(
        engine, apply(contingency, grid), conditions, progress=lambda done: tell(0.8 * done, "solving the hours")
    )
    dispatch = _checked(day, shed_load(day, contingency), settings, tell)
    imports, imports_total = import_balance(day, dispatch)
    hourly = people_by_hour(unserved_by_hour(dispatch, grid), grid.regions["population"])
    peak = dispatch.snapshots[int(dispatch.load_mw.sum(axis=1).to_numpy().argmax())]
    tell(1.0, "done")
    return Evaluation(
        dispatch=dispatch,
        regions=_regions(grid, hourly, peak),
        regions_hourly=hourly,
        imports=imports,
        imports_total=imports_total,
        peak=peak,
        findings=dispatch.findings,
    )


def _checked(day: Day, dispatch: Dispatch, settings: Settings, tell: Progress) -> Dispatch:
    """Add the AC check of the peak hour, when asked for."""
    if not settings.network.ac_check:
        return dispatch
    tell(0.8, "checking voltages at the peak")
    hour = int(dispatch.load_mw.sum(axis=1).to_numpy().argmax())
    return dispatch.with_ac(check_hour(day, hour, PandapowerEngine()))


def _regions(grid: Grid, hourly: pd.DataFrame, peak: pd.Timestamp) -> gpd.GeoDataFrame:
    at_peak = hourly[hourly["snapshot"] == peak].set_index("region_id")[["demand_mw", "shed_mw", "people"]]
    table = unserved_by_region(hourly).join(at_peak).join(person_hours(hourly))
    told = grid.regions[["iso_3166_2", "name_en", "name_uk", "population", "geometry"]].join(table)
    return gpd.GeoDataFrame(told, geometry="geometry", crs=grid.regions.crs)


def _part(tell: Progress, start: float, end: float) -> Progress:
    """Progress of a part of the way, told as a share of the whole."""
    return lambda done, what: tell(start + (end - start) * done, what)


def _silent(done: float, what: str) -> None:
    """Tell nobody."""
