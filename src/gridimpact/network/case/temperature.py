"""How the outdoor temperature changes demand."""

from gridimpact.domain.settings import DemandSettings, ImpactSettings
from gridimpact.errors import Finding, Message
from gridimpact.i18n.translate import N_
from gridimpact.network.case.findings import DemandAtTemperature, GridStatesDemand


def demand_factor(demand: DemandSettings, impact: ImpactSettings, *, season: str) -> float:
    """Demand at the given temperature over that of the reference state. [-]

    Parameters
    ----------
    demand : DemandSettings
    impact : ImpactSettings
        The outdoor temperature; where none is given the factor is 1.
    season : str
        Of the reference state, which is taken to be one of the season's default temperature.

    Notes
    -----
    k(T) = q(T) / q(T_season),   q(T) = 1 + c · max(0, T_c − T) + h · max(0, T − T_h)
    """
    if impact.outdoor_temperature_c is None:
        return 1.0
    usual_c = impact.summer_temperature_c if season == "summer" else impact.winter_temperature_c

    def asked(outdoor_c: float) -> float:
        cold = demand.cold_demand_share * max(0.0, demand.cold_demand_below_c - outdoor_c)
        return 1.0 + cold + demand.hot_demand_share * max(0.0, outdoor_c - demand.hot_demand_above_c)

    return asked(impact.outdoor_temperature_c) / asked(usual_c)


def temperature_finding(outdoor_c: float | None, factor: float | None) -> tuple[Finding, ...]:
    """Tell what the temperature did to demand; `factor` is None for a grid that states its own."""
    if outdoor_c is None:
        return ()
    where = Message(N_("outdoor temperature"))
    if factor is None:
        return (GridStatesDemand(where=where),)
    return (DemandAtTemperature(where=where, values={"outdoor_c": outdoor_c, "factor": factor}),)
