"""What varies in an ensemble beside the damage, and by how much; each field has its unit and source."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class EnsembleSettings:
    """Uncertainty of a day whose damage is believed, not known."""

    site_correlation: float = 0.5
    """Correlation of the latent damage of components of one site (substation, its transformers, the plant
    connected there). [0..1]  Chosen, low confidence: what hits a site hits it as a whole more often than
    not; no record tells how often."""

    demand_sd_share: float = 0.03
    """Standard deviation of the day's demand over its expected value. [-]  Chosen, low confidence: day-ahead
    forecasts of national demand usually miss by one to three percent; unrestricted demand of a country in
    rolling outages is known less well."""

    wind_spread_share: float = 0.6
    """Wind power of the day lies evenly between 1 less this and 1 plus this times its expected value. [0..1]
    Chosen, low confidence."""

    solar_spread_share: float = 0.4
    """Solar power of the day lies evenly between 1 less this and 1 plus this times its expected value. [0..1]
    Chosen, low confidence."""

    unit_outages: bool = True
    """Units fail at random: with their own forced outage rate where the grid states one, else with that of
    their technology, but never so often that the published availability would not be the mean. [-]  Chosen."""

    forced_outage_rate: tuple[tuple[str, float], ...] = (
        ("nuclear", 0.12),
        ("coal", 0.04),
        ("coal_chp", 0.02),
        ("gas_chp", 0.04),
        ("gas_ccgt", 0.10),
        ("distributed_gas", 0.10),
        ("hydro", 0.01),
        ("pumped_storage", 0.01),
    )
    """Forced outage rate by technology; 0 for others. [0..1]  Source: IEEE Reliability Test System 1979, Table 4,
    the unit nearest in kind and size (nuclear 400 MW; coal 155 MW; coal 76 MW; oil 100 MW; combustion turbine
    20 MW for both gas entries; hydro 50 MW for both hydro entries). Low confidence for Ukraine: a test system
    of another country and time."""

    import_low_share: float = 0.9
    """The total import that is really available lies evenly between this and 1 times the rule. [0..1]  Chosen, low
    confidence: neighbours' own shortages and outages of lines abroad take some of it on some days."""
