"""The days ahead: the assessed damage day by day, less what has returned to service.

Each day is an evaluation of its own contingency; where neither damage nor conditions have changed since the day
before, its dispatch is taken over and only the outage schedule goes on.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from gridimpact.assessment import evaluate, season_of_state
from gridimpact.domain.assessment import Assessment
from gridimpact.domain.damage import Contingency
from gridimpact.domain.days_ahead import DaysAhead
from gridimpact.domain.evaluation import Evaluation
from gridimpact.domain.grid import Grid
from gridimpact.domain.impact_results import PeopleImpact
from gridimpact.domain.settings import Settings
from gridimpact.errors import DataError, Finding, Message
from gridimpact.i18n.english_text import EnglishText
from gridimpact.i18n.translate import N_
from gridimpact.impact.outage_tables import people_by_duration
from gridimpact.impact.people_impact import people_impact
from gridimpact.network.case.conditions import Conditions, assessed_day
from gridimpact.studies.days_ahead_tables import day_table, facility_days, joined_outages, region_days
from gridimpact.studies.findings import (
    AssumedReturnTimes,
    DaysOutOfRange,
    NoRegionsToFollow,
    ReturnOfUndamaged,
    ReturnTimeNegative,
)
from gridimpact.studies.repair_times import return_table

DAYS = 7
"""Days that are followed. [-]  Chosen: a week."""
MOST_DAYS = 60
"""Most days that can be followed. [-]  Chosen: two months; beyond, seasons and demand change."""

Progress = Callable[[float, str], None]

_TABLES = ("load_mw", "shed_mw", "available_mw", "p_mw", "flow_mw", "limit_mw", "import_mw", "status")
"""Tables of a dispatch with the snapshots as index."""


def follow_days(
    grid: Grid,
    contingency: Contingency,
    settings: Settings = Settings(),
    *,
    days: int = DAYS,
    as_of: datetime | None = None,
    returns: Mapping[str, float] | None = None,
    first: Evaluation | None = None,
    progress: Progress | None = None,
) -> DaysAhead:
    """Follow stated damage over some days, with components returning to service.

    Parameters
    ----------
    grid : Grid
        With regions.
    contingency : Contingency
        Damage on the first day.
    settings : Settings
        Uses `repair` for components without a stated time. The AC check is left out after the first day.
    days : int
        How many, the assessed one included. [-]
    as_of : datetime, optional
        Its local day is the first when the settings name none.
    returns : mapping of str to float, optional
        Days until a component is back, by its id; infinite: not within these days. [days]
    first : Evaluation, optional
        Of the first day, when it is known already.
    progress : callable, optional
        Called with the share done [0..1] and what is being done.

    Returns
    -------
    DaysAhead

    Raises
    ------
    DataError
        When the grid has no regions, the number of days is not possible, or `returns` names a component
        that is not damaged, or a time below zero.

    Notes
    -----
    A component with d days is back on all days ⌈d⌉ and later, with all its capacity; before, it keeps what the
    damage left it. Demand, available generation of what stands, and weather are those of the assessed
    day. Hours off are carried from day to day, and outages go on over midnight.

    Examples
    --------
    >>> import gridimpact as gi
    >>> hit = gi.Contingency(out=("substation:vinnytska",))
    >>> week = gi.follow_days(gi.read_grid("ukraine"), hit, returns={"substation:vinnytska": 3})  # doctest: +SKIP
    >>> week.days["off_h"]  # doctest: +SKIP
    """
    _possible(grid, contingency, days, returns or {})
    on_progress = progress or (lambda done, what: None)
    back = return_table(grid, contingency, settings, stated=returns or {})
    start = _first_day(grid, settings, as_of)
    walk = _Walk(grid=grid, settings=settings)
    for number in range(days):
        on_progress(number / days, EnglishText(N_("day {number} of {days}"), number=number + 1, days=days))
        left = still_damaged(contingency, back["days"], number)
        walk.go_on(left, start + timedelta(days=number), known=first if number == 0 else None)
    on_progress(1.0, EnglishText(N_("done")))
    return _days_ahead(grid, settings, walk, back)


def with_days_ahead(
    grid: Grid,
    assessment: Assessment,
    *,
    days: int = DAYS,
    returns: Mapping[str, float] | None = None,
    progress: Progress | None = None,
) -> Assessment:
    """Return the assessment with the days that follow it, its most likely damage returning; see `follow_days`.

    Parameters
    ----------
    grid : Grid
    assessment : Assessment
    days : int
        How many, the assessed one included. [-]
    returns : mapping of str to float, optional
        Days until a component is back, by its id. [days]
    progress : callable, optional
        Called with the share done [0..1] and what is being done.

    Returns
    -------
    Assessment
        With `ahead`, and its findings added.

    Raises
    ------
    DataError
        As `follow_days` does.
    """
    ahead = follow_days(
        grid,
        assessment.contingency,
        assessment.settings,
        days=days,
        as_of=assessment.as_of,
        returns=returns,
        first=assessment.evaluation,
        progress=progress,
    )
    return replace(assessment, ahead=ahead, findings=(*assessment.findings, *ahead.findings))


def still_damaged(contingency: Contingency, days_to_return: "pd.Series[float]", day: int) -> Contingency:
    """The damage of a day: what has not returned by its morning.

    Parameters
    ----------
    contingency : Contingency
        Damage on the first day.
    days_to_return : Series
        By component id. [days]
    day : int
        0 is the first. [-]

    Returns
    -------
    Contingency
    """
    stays = {name for name in contingency.components if days_to_return[name] > day}
    if len(stays) == len(contingency.components):
        return contingency
    return Contingency(
        out=tuple(name for name in contingency.out if name in stays),
        derated={name: share for name, share in contingency.derated.items() if name in stays},
        origin="repair",
    )


@dataclass(slots=True, kw_only=True)
class _Walk:
    """The days walked so far, the last one's conditions at hand."""

    grid: Grid
    settings: Settings
    evaluations: list[Evaluation] = field(default_factory=list)
    dates: list[date] = field(default_factory=list)
    conditions: Conditions | None = None

    def go_on(self, damage: Contingency, day: date, *, known: Evaluation | None) -> None:
        """Evaluate one more day, or take the last one over where nothing has changed."""
        settings = self._of_day(day)
        conditions = assessed_day(self.grid, settings)
        last = self.evaluations[-1] if self.evaluations else None
        if known is not None:
            evaluation = known
        elif last is not None and self._unchanged(damage, conditions, last):
            evaluation = _moved(last, conditions.snapshots, self.grid, settings, conditions.reference_state)
        else:
            evaluation = evaluate(
                self.grid, damage, settings, before=last.people.outages if last and last.people else None
            )
        self.evaluations.append(evaluation)
        self.dates.append(day)
        self.conditions = conditions

    def _of_day(self, day: date) -> Settings:
        first = not self.evaluations
        network = self.settings.network if first else replace(self.settings.network, ac_check=False)
        # the state of the first day holds on: a week does not change the season
        state = self.settings.demand.reference_state if self.conditions is None else self.conditions.reference_state
        return replace(
            self.settings, demand=replace(self.settings.demand, day=day, reference_state=state), network=network
        )

    def _unchanged(self, damage: Contingency, conditions: Conditions, last: Evaluation) -> bool:
        before = self.conditions
        return (
            before is not None
            and damage.fingerprint == last.dispatch.contingency.fingerprint
            and np.array_equal(before.load_mw, conditions.load_mw)
            and np.array_equal(before.available_mw, conditions.available_mw)
            and (before.total_cap_mw, before.country_cap_mw, before.country_ceiling_mw)
            == (conditions.total_cap_mw, conditions.country_cap_mw, conditions.country_ceiling_mw)
        )


def _moved(
    last: Evaluation, snapshots: pd.DatetimeIndex, grid: Grid, settings: Settings, reference_state: str
) -> Evaluation:
    """The same dispatch on another day, and the outage schedule going on."""
    at = dict(zip(last.dispatch.snapshots, snapshots, strict=True))
    tables = {name: getattr(last.dispatch, name).rename(index=at) for name in _TABLES}
    moved: dict[str, Any] = {name: table.rename_axis("snapshot") for name, table in tables.items()}
    dispatch = replace(last.dispatch, ac=None, **moved)
    people = people_impact(
        dispatch,
        grid,
        settings.impact,
        season=season_of_state(grid, reference_state),
        before=last.people.outages if last.people else None,
    )
    return replace(
        last,
        dispatch=dispatch,
        regions_hourly=last.regions_hourly.assign(snapshot=last.regions_hourly["snapshot"].map(at)),
        imports=last.imports.rename(index=at, level="snapshot"),
        imports_total=last.imports_total.rename(index=at),
        peak=at[last.peak],
        first_hours=None,
        people=people,
    )


def _days_ahead(grid: Grid, settings: Settings, walk: _Walk, back: pd.DataFrame) -> DaysAhead:
    days = [(evaluation, _people(evaluation)) for evaluation in walk.evaluations]
    outages = joined_outages([people.outages for _, people in days])
    population = grid.regions["population"].fillna(0.0)
    assumed = back.index[~back["stated"].to_numpy(bool)]
    return DaysAhead(
        days=day_table(walk.evaluations, walk.dates, outages, population),
        regions=region_days(walk.evaluations, outages),
        durations=people_by_duration(outages, population, settings.impact),
        facilities=facility_days([people.facilities for _, people in days]),
        returns=back,
        outages=outages,
        evaluations=tuple(walk.evaluations),
        findings=(*_assumed_times(tuple(map(str, assumed))), *outages.findings),
    )


def _people(evaluation: Evaluation) -> PeopleImpact:
    if evaluation.people is None:
        raise DataError([_NO_REGIONS])
    return evaluation.people


def _first_day(grid: Grid, settings: Settings, as_of: datetime | None) -> date:
    conditions = assessed_day(grid, settings, as_of=as_of)
    first: datetime = conditions.snapshots[0].to_pydatetime()
    return first.astimezone(ZoneInfo(grid.timezone)).date()


_DAYS_AHEAD = Message(N_("days ahead"))
_RETURN = Message(N_("return to service"))
_NO_REGIONS = NoRegionsToFollow(where=_DAYS_AHEAD)


def _possible(grid: Grid, contingency: Contingency, days: int, returns: Mapping[str, float]) -> None:
    """Raise with everything that is wrong with what was asked for."""
    faults: list[Finding] = []
    if not len(grid.regions) or not len(grid.profiles):
        faults.append(_NO_REGIONS)
    if not 1 <= days <= MOST_DAYS:
        faults.append(DaysOutOfRange(where=_DAYS_AHEAD, values={"days": days, "most": MOST_DAYS}))
    unknown = tuple(name for name in returns if name not in contingency.components)
    wrong = tuple(name for name, value in returns.items() if not value >= 0)
    kinds: tuple[tuple[type[Finding], tuple[str, ...]], ...] = (
        (ReturnOfUndamaged, unknown),
        (ReturnTimeNegative, wrong),
    )
    faults += [kind(where=_RETURN, ids=ids) for kind, ids in kinds if ids]
    if faults:
        raise DataError(faults)


def _assumed_times(components: tuple[str, ...]) -> tuple[Finding, ...]:
    return (AssumedReturnTimes(where=_RETURN, ids=components),) if components else ()
