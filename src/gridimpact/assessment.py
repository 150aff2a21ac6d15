"""The way of a strike report, from reading to meaning; nothing else lives here."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import get_args

import geopandas as gpd
import pandas as pd

from gridimpact.adapters.engines.pandapower_engine import PandapowerEngine
from gridimpact.domain.assessment import Assessment
from gridimpact.domain.damage import Contingency
from gridimpact.domain.dispatch import Dispatch
from gridimpact.domain.evaluation import Evaluation
from gridimpact.domain.first_hours import FirstHours
from gridimpact.domain.grid import Grid
from gridimpact.domain.impact_results import RollingOutages
from gridimpact.domain.override import Override
from gridimpact.domain.report import Reports, StrikeReport
from gridimpact.domain.settings import Settings, Stage
from gridimpact.errors import DataError, Finding, Severity
from gridimpact.evidence import fuse, most_likely
from gridimpact.i18n.english_text import EnglishText
from gridimpact.i18n.translate import N_
from gridimpact.impact.attribution import caused_by_damage
from gridimpact.impact.people_impact import people_impact
from gridimpact.impact.population import people_by_hour, person_hours
from gridimpact.impact.unserved_energy import unserved_by_hour, unserved_by_region
from gridimpact.network.ac.ac_check import check_day
from gridimpact.network.cascade.first_hours import first_hours
from gridimpact.network.case.conditions import Conditions, assessed_day
from gridimpact.network.case.contingencies import apply
from gridimpact.network.dispatch.day import Day, Engine, solve_day
from gridimpact.network.dispatch.imports import import_balance
from gridimpact.network.dispatch.tables import dispatch_tables

Progress = Callable[[float, str], None]
"""Called with the share done [0..1] and what is being done."""


def assess(
    grid: Grid,
    reports: Reports | Iterable[StrikeReport],
    settings: Settings = Settings(),
    *,
    as_of: datetime | None = None,
    stage: Stage = "operated",
    overrides: Iterable[Override] = (),
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
    stage : {"operated", "immediate"}
        `immediate` also follows overload trips before operators act (`evaluation.first_hours`).
    overrides : iterable of Override
        Matches of reports set by hand.
    progress : callable, optional
        Called with the share done [0..1] and what is being done.

    Returns
    -------
    Assessment
        With the same day without the reported damage beside it.

    Examples
    --------
    >>> import gridimpact as gi
    >>> grid = gi.read_grid("ukraine")  # doctest: +SKIP
    >>> reports = gi.read_reports(gi.example_reports()["night"])  # doctest: +SKIP
    >>> gi.assess(grid, reports).summary()  # doctest: +SKIP
    """
    on_progress = progress or _silent
    read = reports if isinstance(reports, Reports) else Reports(reports=tuple(reports))
    on_progress(0.0, EnglishText(N_("weighing reports")))
    belief = fuse(
        read,
        grid,
        settings.evidence,
        as_of=as_of,
        damage=settings.damage,
        overrides=overrides,
        progress=_part(on_progress, 0.0, 0.1),
    )
    contingency = most_likely(belief, settings)
    moment = as_of or read.latest
    evaluation = evaluate(grid, contingency, settings, as_of=moment, stage=stage, progress=_part(on_progress, 0.1, 0.6))
    baseline = evaluate(
        grid, Contingency(origin="stated"), settings, as_of=moment, progress=_part(on_progress, 0.6, 1.0)
    )
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
        caused=caused_by_damage(evaluation, baseline, generation_only(grid, contingency, settings, moment)),
        findings=(*read.findings, *belief.findings, *evaluation.findings),
    )


def evaluate(
    grid: Grid,
    contingency: Contingency,
    settings: Settings = Settings(),
    *,
    as_of: datetime | None = None,
    stage: Stage = "operated",
    before: RollingOutages | None = None,
    conditions: Conditions | None = None,
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
    stage : {"operated", "immediate"}
        `immediate` also follows overload trips in the peak hour, from the dispatch before the damage
        and before operators act. It is given in `first_hours` and changes no other figure.
    before : RollingOutages, optional
        Outage schedule of the day before, from which that of this day goes on.
    conditions : Conditions, optional
        Demand, availability and import rules of the day, as a sample of an ensemble has them; default: those that
        the settings and `as_of` lead to.
    progress : callable, optional
        Called with the share done [0..1] and what is being done.

    Returns
    -------
    Evaluation
        Dispatch, energy and people of the day, with the findings on the way.

    Raises
    ------
    DataError
        When the settings or the stage name something that is not there.

    Examples
    --------
    >>> import gridimpact as gi
    >>> grid = gi.read_grid("ukraine")  # doctest: +SKIP
    >>> hit = gi.Contingency(out=("substation:vinnytska",))
    >>> day = gi.evaluate(grid, hit)  # doctest: +SKIP
    >>> day.total_shed_mw.max()  # doctest: +SKIP
    """
    validate_stage(stage)
    on_progress = progress or _silent
    engine = Engine.of(grid, settings.network)
    conditions = conditions or assessed_day(grid, settings, as_of=as_of)
    solving = EnglishText(N_("solving the hours"))
    day = solve_day(
        engine,
        apply(contingency, grid),
        conditions,
        progress=lambda done: on_progress(0.8 * done, solving),
    )
    dispatch = _checked(day, dispatch_tables(day), settings, on_progress)
    imports, imports_total = import_balance(day, dispatch)
    hourly = people_by_hour(unserved_by_hour(dispatch, grid), grid.regions["population"])
    peak = dispatch.snapshots[int(dispatch.load_mw.sum(axis=1).to_numpy().argmax())]
    followed = _first_hours(day, dispatch, on_progress) if stage == "immediate" else None
    on_progress(0.95, EnglishText(N_("scheduling outages")))
    people = people_impact(
        dispatch, grid, settings.impact, season=season_of_state(grid, conditions.reference_state), before=before
    )
    on_progress(1.0, EnglishText(N_("done")))
    return Evaluation(
        dispatch=dispatch,
        regions=_regions(grid, hourly, peak),
        regions_hourly=hourly,
        imports=imports,
        imports_total=imports_total,
        peak=peak,
        first_hours=followed,
        people=people,
        findings=(
            *conditions.findings,
            *dispatch.findings,
            *(followed.findings if followed else ()),
            *(people.outages.findings if people else ()),
        ),
    )


def generation_only(
    grid: Grid, contingency: Contingency, settings: Settings, as_of: datetime | None
) -> pd.DataFrame | None:
    """Shedding by hour and region of the same day with plants and units alone damaged; None when none is.

    Parameters
    ----------
    grid : Grid
    contingency : Contingency
        All damage; substations, lines and transformers of it are passed over.
    settings : Settings
    as_of : datetime or None

    Returns
    -------
    DataFrame or None
        As `unserved_energy.unserved_by_hour` returns it. [MW]
    """
    only = contingency.part((*grid.units.index, *grid.units["plant_id"]))
    if not only.components:
        return None
    engine = Engine.of(grid, settings.network)
    day = solve_day(engine, apply(only, grid), assessed_day(grid, settings, as_of=as_of))
    return unserved_by_hour(dispatch_tables(day), grid)


def _checked(day: Day, dispatch: Dispatch, settings: Settings, on_progress: Progress) -> Dispatch:
    """Add the AC check, when asked for."""
    if not settings.network.ac_check:
        return dispatch
    on_progress(0.8, EnglishText(N_("checking voltages")))
    return dispatch.with_ac(check_day(day, PandapowerEngine()))


def _first_hours(day: Day, dispatch: Dispatch, on_progress: Progress) -> FirstHours:
    """Follow the trips from the same day without the damage."""
    on_progress(0.9, EnglishText(N_("following the first hours")))
    undamaged = apply(Contingency(origin="stated"), day.engine.grid)
    before = solve_day(day.engine, undamaged, day.conditions) if dispatch.contingency.components else day
    return first_hours(before, day.damaged, dispatch)


def season_of_state(grid: Grid, reference_state: str) -> str:
    """Season of a reference state.

    Parameters
    ----------
    grid : Grid
        Reads `reference_states`.
    reference_state : str
        Id of the state.

    Returns
    -------
    str
        `winter` or `summer`; winter where there is no such state.
    """
    states = grid.reference_states
    return str(states.loc[reference_state, "season"]) if reference_state in states.index else "winter"


class UnknownStage(Finding):
    """There is no such stage, `ids`; value `stages`."""

    template = N_("there is no such stage")
    remedy_template = N_("give one of {stages}")
    severity = Severity.ERROR


def validate_stage(stage: str) -> None:
    """Raise when there is no such stage.

    Parameters
    ----------
    stage : str
        `operated` or `immediate`.

    Raises
    ------
    DataError
    """
    if stage not in get_args(Stage):
        raise DataError([UnknownStage(where="stage", values={"stages": ", ".join(get_args(Stage))}, ids=(str(stage),))])


def _regions(grid: Grid, hourly: pd.DataFrame, peak: pd.Timestamp) -> gpd.GeoDataFrame:
    at_peak = hourly[hourly["snapshot"] == peak].set_index("region_id")[["demand_mw", "shed_mw", "people"]]
    table = unserved_by_region(hourly).join(at_peak).join(person_hours(hourly))
    regions = grid.regions[["iso_3166_2", "name_en", "name_uk", "population", "geometry"]].join(table)
    return gpd.GeoDataFrame(regions, geometry="geometry", crs=grid.regions.crs)


def _part(on_progress: Progress, start: float, end: float) -> Progress:
    """Progress of a part of the way, as a share of the whole."""
    return lambda done, what: on_progress(start + (end - start) * done, what)


def _silent(done: float, what: str) -> None:
    """Report to nobody."""
