"""The whole impact stage on the ground, in the order in which one thing follows from another."""

import pandas as pd

from gridimpact.domain.dispatch import Dispatch
from gridimpact.domain.grid import Grid
from gridimpact.domain.impact_results import PeopleImpact, RollingOutages
from gridimpact.domain.impact_settings import ImpactSettings
from gridimpact.errors import Finding, Message, Severity
from gridimpact.i18n.translate import N_
from gridimpact.impact.facilities import facility_table, local_hours
from gridimpact.impact.needs import needs_table
from gridimpact.impact.outage_tables import people_by_duration
from gridimpact.impact.population import people_by_hour, people_in_queues
from gridimpact.impact.rolling_outages import rolling_outages
from gridimpact.impact.severity import severity_table
from gridimpact.impact.unserved_energy import unserved_by_hour
from gridimpact.impact.water_heat import outdoor_temperature_c, service_table


class AssumedTemperature(Finding):
    """No outdoor temperature is given; values `outdoor_c`, `season`."""

    template = N_("not given; {outdoor_c:g} degree Celsius is assumed for {season}, which is no forecast")
    remedy_template = N_("set impact.outdoor_temperature_c, or the temperature under Assumptions")
    severity = Severity.INFO


def people_impact(
    dispatch: Dispatch,
    grid: Grid,
    settings: ImpactSettings,
    *,
    season: str = "winter",
    carried_h: pd.DataFrame | None = None,
    before: RollingOutages | None = None,
) -> PeopleImpact | None:
    """What a dispatched day means on the ground; None for a grid without regions.

    Parameters
    ----------
    dispatch : Dispatch
    grid : Grid
    settings : ImpactSettings
    season : str
        `winter` or `summer`; decides the default of the outdoor temperature.
    carried_h : DataFrame, optional
        Hours off before the day, region by subqueue. [h]
    before : RollingOutages, optional
        Schedule of the day before, from which this one goes on.

    Returns
    -------
    PeopleImpact or None
    """
    if not len(grid.regions):
        return None
    outages = rolling_outages(dispatch, grid, settings, carried_h=carried_h, before=before)
    people = grid.regions["population"].fillna(0.0)
    outdoor_c = outdoor_temperature_c(settings, season)
    local = local_hours(grid.facilities, dispatch, grid, settings)
    facilities = facility_table(grid.facilities, outages, settings, local=local)
    contingency = dispatch.contingency
    services = service_table(outages, grid, contingency, settings=settings, outdoor_c=outdoor_c)
    return PeopleImpact(
        outages=outages,
        population=_population(grid),
        hourly=people_in_queues(people_by_hour(unserved_by_hour(dispatch, grid), people), outages.orders, people),
        durations=people_by_duration(outages, people, settings),
        facilities=facilities,
        services=services,
        severity=severity_table(outages, services, people, settings=settings, outdoor_c=outdoor_c),
        needs=needs_table(facilities, services, grid, contingency, settings=settings),
        findings=(*outages.findings, *_assumed(settings, season, outdoor_c)),
    )


def _population(grid: Grid) -> pd.DataFrame:
    known = [name for name in ("population", "population_2022", "controlled_share") if name in grid.regions]
    return pd.DataFrame(grid.regions[known]).rename_axis("region_id")


def _assumed(settings: ImpactSettings, season: str, outdoor_c: float) -> tuple[Finding, ...]:
    """Defaults that a user should replace."""
    if settings.outdoor_temperature_c is not None:
        return ()
    return (
        AssumedTemperature(
            where=Message(N_("outdoor temperature")), values={"outdoor_c": outdoor_c, "season": Message(season)}
        ),
    )
