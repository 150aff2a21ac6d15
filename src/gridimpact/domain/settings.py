"""Every assumption a user can change; each field has its unit and the source of its default.

All options are frozen; change one with `dataclasses.replace`.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from gridimpact.domain.ensemble_settings import EnsembleSettings as EnsembleSettings
from gridimpact.domain.impact_settings import ImpactSettings as ImpactSettings
from gridimpact.domain.renamed import accepts_old_names
from gridimpact.domain.repair_settings import RepairSettings as RepairSettings
from gridimpact.domain.vocabulary import Season

Stage = Literal["operated", "immediate"]
"""`operated`: the state that operators can reach. `immediate`: also the first hours, before they act."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DamageSettings:
    """What a damage state leaves of a component.

    Five values each, for the states none, slight, moderate, extensive, complete.
    """

    substation_capacity_left: tuple[float, ...] = (1.0, 0.95, 0.6, 0.3, 0.0)
    """Share of transformer capacity and of line bays left at a substation. [0..1]
    Source: Hazus 5.1 damage-state definitions, share of switches, breakers and instrument
    transformers failed: 5 %, 40 %, 70 %, all. That the carrying capacity falls by the same
    share is chosen."""

    plant_capacity_left: tuple[float, ...] = (1.0, 0.92, 0.65, 0.28, 0.0)
    """Share of a plant's generating capacity left. [0..1]
    Source: one minus the Hazus damage ratios of generation plants (0.08, 0.35, 0.72, 1.0); low
    confidence: taken from memory of the manual and not verified; that capacity falls as cost
    does is chosen."""

    branch_capacity_left: tuple[float, ...] = (1.0, 1.0, 0.5, 0.0, 0.0)
    """Share of a line's, transformer's or interconnector's capacity left. [0..1]
    Chosen: a line stands or falls; moderate damage is read as one of two circuits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceSettings:
    """How reports become a belief."""

    prior: tuple[float, ...] = (0.70, 0.075, 0.075, 0.075, 0.075)
    """Probability of each damage state of a component that some report points at, before that
    report is read; a component that is meant only with a share of a report has that share of it.
    [0..1]  Chosen so that one statement of a usually reliable source (B2) is believed rather than
    not, and one rumour (D3, F6) is not; no damage state is favoured. docs/evidence.md shows what
    follows from it."""

    unreported_prior: tuple[float, ...] = (1.0, 0.0, 0.0, 0.0, 0.0)
    """Damage states of a component that no report points at. [0..1]  Chosen: no report means
    intact, so that nothing is ever inferred about sites nobody has reported."""

    reliability_weight: tuple[float, ...] = (0.95, 0.85, 0.70, 0.45, 0.20, 0.40)
    """Probability that a source of grade A, B, C, D, E, F speaks from knowledge. [0..1]
    Chosen: the Admiralty system gives an order, not numbers."""

    credibility_weight: tuple[float, ...] = (1.0, 0.90, 0.70, 0.40, 0.15, 0.55)
    """Factor on the weight of the source for credibility 1 to 6. [0..1]  Chosen, as above."""

    state_kernel_width: float = 0.6
    """Spread of the damaged state that a knowing source names around the true one. [damage states]
    Chosen: a neighbouring damaged state is named about one time in five; damage and no damage are
    not taken for each other."""

    name_match_score: float = 88.0
    """Lowest rapidfuzz score (0 to 100) at which a name is taken to be a component's. [points]
    Chosen."""

    name_match_margin: float = 6.0
    """Smallest lead over the next component's score for a match to be unambiguous. [points] Chosen."""

    place_radius_km: float = 15.0
    """Largest distance at which a coordinate is taken to be a component's. [km]  Chosen: places of
    the bundled grid are rounded to 0.1 degree, about 11 km."""

    own_phrases: tuple[tuple[str, float, str], ...] = ()
    """Phrases of damage that are tried before the lexicon: state (or unknown), confidence 0..1 and pattern,
    as in `evidence/phrases.csv`. [-]  Chosen: none of one's own."""

    copy_similarity: float = 92.0
    """rapidfuzz score (0 to 100) above which two notes on one component are one report. [points]
    Chosen."""

    decision_probability: float = 0.5
    """A component counts as damaged in the most likely contingency when the probability of any
    damage exceeds this. [0..1]  Chosen: the more likely side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandSettings:
    """Which day is assessed."""

    season: Season | None = None
    """Season; where none is stated that of the day that is assessed (winter October to March). [-]
    Chosen: none stated."""

    reference_state: str | None = None
    """Id of a reference state of the grid; where none is stated the grid's default for the season. [-]
    Chosen: none stated."""

    day: date | None = None
    """Local day that is assessed; where none is stated the day of the as-of time. [-]
    Chosen: none stated."""

    demand_scale: float = 1.0
    """Factor on demand. [-]  Chosen: the reference state as published."""

    generation_scale: float = 1.0
    """Factor on available generation. [-]  Chosen: the reference state as published."""

    cold_demand_share: float = 0.01
    """Demand that each degree below `cold_demand_below_c` adds, as a share of it. [1/degree Celsius]  Counts only
    when the outdoor temperature is given (`impact.outdoor_temperature_c`); the reference state is taken to be
    that of the season's default temperature. Chosen, low confidence: mean demand fell from 20.2 GW in December
    2020 to 15.0 GW in May 2021 (published energy of the months,
    https://open4business.com.ua/en/ukraine-cuts-electricity-consumption-in-2020), at most 1.7 % a degree were
    all of it due to 15 degrees; daylight and industry have their part."""

    cold_demand_below_c: float = 15.0
    """Cold adds to demand below this. [degree Celsius]  Chosen: usual base of heating degree days is 15 to 18."""

    hot_demand_share: float = 0.003
    """Demand that each degree above `hot_demand_above_c` adds, as a share of it. [1/degree Celsius]  Source:
    about 100 MW for three degrees of heat, of some 12 GW (https://razomua.media/en/news/suspilstvo, a news
    site); low confidence."""

    hot_demand_above_c: float = 22.0
    """Heat adds to demand above this. [degree Celsius]  Chosen: usual base of cooling degree days."""


@accepts_old_names("network")
@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkSettings:
    """Assumptions of the dispatch."""

    base_mva: float = 100.0
    """Base of the per-unit system. [MVA]  Chosen: the usual base; no result depends on it."""

    thermal_margin_share: float = 0.7
    """Share of the thermal rating of a line that may be used. [0..1]
    Source: PyPSA-Eur default `lines.s_max_pu` = 0.7, its allowance for N-1 security."""

    loadability_limit: bool = True
    """Also limit long lines by the loadability curve of St Clair. [-]
    Source: Dunlop, Gutman, Marchenko, IEEE Trans. Power Apparatus and Systems PAS-98 (1979)."""

    transformer_margin_share: float = 1.0
    """Share of the rating of a transformer that may be used. [0..1]  Chosen: nameplate rating;
    short overloads are left to the operator."""

    transfer_scale: float = 1.0
    """Factor on the capacity of the switched 110-150 kV transfer paths. [-]  Chosen: the capacities as the grid
    states them, which are chosen themselves (docs/data.md)."""

    coupled_day: bool = True
    """Solve the hours of a day as one problem, so that reservoirs run when they are needed most. [-]
    False: hour by hour with the fixed shape of the profiles, which is quicker. Chosen."""

    pumping_efficiency: float = 0.75
    """Energy given back over energy pumped. [0..1]  Chosen, low confidence: usual figures are 0.7 to 0.8."""

    pumping_ratio: float = 1.3
    """Pumping power over generating power. [-]  Source: Dniester pumped storage plant, 1,684 MW over
    1,296 MW (data/grids/ukraine/units.csv)."""

    even_sharing: bool | None = None
    """Share the least shedding evenly among the loads of a class. [-]  None: unless the grid states weights
    of its own, or has more than 2,000 buses (there the sharing takes longer than all the rest).
    Chosen: rolling outages are spread by rule, so that an uneven answer is no map."""

    reallocate_import_shares: bool = True
    """A neighbour that cannot deliver frees its share of the total import limit to the others. [-]
    Chosen: the limit is one total for the synchronous area; how it is split again is not published."""

    ac_check: bool = True
    """Run an AC load flow of the dispatched state. [-]  Chosen: voltages are checked unless somebody is in a hurry."""

    ac_check_hours: Literal["peak", "all"] = "peak"
    """Hours of which an AC load flow is run. [-]  Chosen: the peak, for speed; a lightly loaded night can be
    worse for high voltages."""

    ac_shedding: bool = False
    """Where low voltage or overload breaks the AC limits, work out how much more load would have to be
    shed until they hold. [-]  Told beside the dispatch, never mixed into it. Chosen: off, for it
    takes many load flows."""

    ac_shed_step_share: float = 0.05
    """AC shedding: load shed in one step, as a share of the load that helps most. [0..1]  Chosen: the answer is
    too high by at most a step."""

    ac_shed_steps: int = 60
    """AC shedding: steps after which an island counts as out of reach. [-]  Chosen: three times all load that helps."""

    voltage_band_pu: tuple[float, float] = (0.9, 1.1)
    """Voltages outside are findings. [pu]  Source: ENTSO-E connection codes, 0.90 to 1.05-1.118 pu
    for 110 to 400 kV in Continental Europe, rounded."""

    reactive_demand_share: float = 0.15
    """Reactive over active demand at the load buses. [-]  Chosen: power factor 0.99, for transmission
    operators compensate near the load."""

    line_compensation_share: float = 0.8
    """Share of the charging of lines of 330 kV and more that reactors absorb. [0..1]  Chosen: not
    published by site; without it a lightly loaded 750 kV grid has no AC solution."""

    overload_tolerance_share: float = 0.05
    """Excess over a rating that the AC check passes over. [0..1]  Chosen: the dispatch limits active
    power; reactive power comes on top."""

    source_voltage_pu: float = 1.01
    """Voltage held where units run or import arrives. [pu]  Chosen."""

    trip_loading_share: float = 1.2
    """First hours: a branch trips above this share of its thermal rating (or of the limit that the grid
    states). [-]  Chosen: no relay settings are published; short overloads of some ten percent are
    usually let pass."""

    first_hours_import_rises: bool = False
    """First hours: in a shortage, import may rise up to the limit of the interconnectors that stand (with
    the margin of lines, whatever the import rule). [-]  Chosen: neighbours keep the schedule until operators
    agree on another."""

    first_hours_steps: int = 100
    """First hours: steps of tripping after which following them is given up, which is told. [-]  Chosen:
    ten times the longest sequence seen (docs/first-hours.md)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All assumptions of an assessment.

    Attributes
    ----------
    damage : DamageSettings
    evidence : EvidenceSettings
    demand : DemandSettings
    network : NetworkSettings
    impact : ImpactSettings
    repair : RepairSettings
    ensemble : EnsembleSettings

    Examples
    --------
    >>> from dataclasses import replace
    >>> settings = Settings()
    >>> mild = replace(settings, demand=replace(settings.demand, demand_scale=0.9))
    >>> mild.demand.demand_scale, settings.demand.demand_scale
    (0.9, 1.0)
    """

    damage: DamageSettings = field(default_factory=DamageSettings)
    evidence: EvidenceSettings = field(default_factory=EvidenceSettings)
    demand: DemandSettings = field(default_factory=DemandSettings)
    network: NetworkSettings = field(default_factory=NetworkSettings)
    impact: ImpactSettings = field(default_factory=ImpactSettings)
    repair: RepairSettings = field(default_factory=RepairSettings)
    ensemble: EnsembleSettings = field(default_factory=EnsembleSettings)
