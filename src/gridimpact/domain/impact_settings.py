"""Options of the impact stage: queues, people, facilities, water, heat, severity and needs.

"Low confidence" marks a figure that a user should replace by what is known on the ground.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactSettings:
    """What unserved energy means for people."""

    notable_share: float = 0.05
    """A region is named as affected when more than this share of its demand is unserved. [0..1]
    Chosen."""

    queues: int = 6
    """Queues into which the consumers of a region who are not on the critical list are divided. [-]
    Source: https://epravda.com.ua/energetika/skilki-diyatimut-vidklyuchennya-svitla-1-listopada-2025-roku-813503/"""

    subqueues_per_queue: int = 2
    """Parts of a queue; orders come in steps of one part. [-]  Source: as above, restrictions are announced
    in steps of half a queue. That all parts have the same demand is chosen: their sizes are not published."""

    emergency_above_queues: float = 4.0
    """More queues than this at once cannot follow a schedule: an emergency outage. [queues]  Source: as
    above, four queues is the largest order named there."""

    slot_h: float = 0.5
    """Length of a slot of the schedule. [h]  Source: the published schedules."""

    min_block_h: float = 2.0
    """Shortest outage of a schedule. [h]  Chosen: published schedules show outages of 1 to 4 h, most of
    them 2 h and more."""

    max_block_h: float = 4.0
    """Longest outage of a schedule. [h]  Chosen: the longest in usual published schedules
    (https://novograd.city/articles/378432/prognoz-schodo-pogodinnih-vidklyuchen-na-1-veresnya shows 3 to 4 h),
    and one queue then takes its turn once a day."""

    min_rest_h: float = 2.0
    """Shortest time with power between two outages. [h]  Chosen: with it and the longest outage, four
    queues at once can just be shared out (4 of every 6 h)."""

    horizon_days: int = 3
    """Days for which the assessed day is repeated, hours carried on, nothing repaired. [days]  Chosen:
    the shortest in which 72 h can be told."""

    duration_thresholds_h: tuple[float, ...] = (4.0, 8.0, 12.0, 24.0, 72.0)
    """Hours without power for which people are counted. [h]  Chosen: one queue, two, three, a day, the
    autonomy assumed of hospitals."""

    network_cut_margin_share: float = 0.05
    """A region is cut because of the network when its unserved share exceeds the common one by more
    than this. [0..1]  Chosen: above the rounding of orders, half a queue being 0.06 of demand."""

    hospital_with_generator_share: float = 0.85
    """Hospitals whose generators are enough. [0..1]  Source: 95 of 643 needed more in June 2024,
    https://unn.ua/en/news/more-than-11-thousand-generators-installed-in-ukrainian-hospitals-ministry-of-health"""

    facility_autonomy_h: float = 72.0
    """Running hours of the fuel at a facility with a generator. [h]  Chosen, low confidence: below the rule
    of 120 h of the Ministry of Health (https://kiszo.news/?p=46792); give your own list where it is known."""

    facility_load_kw: float = 150.0
    """Load that a facility's generators carry. [kW]  Chosen, low confidence: about the middle of the 9 to
    264 kW of the units delivered to hospitals
    (https://www.kmu.gov.ua/en/news/do-ukrainskykh-likaren-dostavleno-shche-324-potuzhnykh-heneratory); give
    your own list where it is known."""

    generator_classes_kw: tuple[float, ...] = (30.0, 100.0, 250.0, 500.0, 1000.0)
    """Sizes of mobile generators. [kW]  Chosen inside the published range of 9 kW to 1,100 kVA."""

    generator_loading_share: float = 0.75
    """Share of its size at which a generator is to run. [0..1]  Chosen: usual practice for diesel sets."""

    diesel_l_per_kwh: float = 0.27
    """Diesel a generator uses. [l/kWh]  Chosen, low confidence: general engineering knowledge."""

    water_piped_share: float = 0.65
    """People supplied by piped water, which needs pumps. [0..1]  Source: Accounting Chamber of Ukraine as
    told by https://aifua.com.ua/author/admin/page/2879, 65 % of people, a quarter of villages, 98 % of cities;
    one figure for all regions is a simplification."""

    water_storage_h: float = 12.0
    """Hours for which tanks and towers keep water running without pumps. [h]  Chosen, low confidence: not
    published; ask the water utility."""

    district_heat_share: float = 0.29
    """People whose heat comes from a network. [0..1]  Source: 29 % of heat is district heat,
    http://enc-heating-cooling.org/ukraine/ (IRENA REmap); that people follow heat is chosen, low
    confidence; large cities lie far above it."""

    city_district_heat_share: float = 0.8
    """People whose heat comes from a network in a region that is a city. [0..1]  Chosen, low confidence."""

    chp_heat_per_power: float = 2.0
    """Heat that is lost with each MW of a combined heat and power unit. [MW/MW]  Chosen, low confidence:
    1.5 for large extraction turbines, more with the peak boilers on the same site."""

    heat_need_kw_per_person: float = 2.0
    """Heat a person in district heating needs on the design day. [kW]  Chosen, low confidence: about 85 W
    for each of 23 square metres. Lost heat is laid to so many people: plants and networks are sized for that day."""

    design_temperature_c: float = -22.0
    """Outdoor temperature of the design day of heating. [degree Celsius]  Chosen: usual for the centre of Ukraine,
    low confidence."""

    outdoor_temperature_c: float | None = None
    """Outdoor temperature of the assessed day. [degree Celsius]  Chosen: none, which takes the default
    of the season below and says so; give the forecast."""

    winter_temperature_c: float = -5.0
    """Outdoor temperature in winter where none is given. [degree Celsius]  Chosen: a cold, not extreme, January
    day. Not a forecast."""

    summer_temperature_c: float = 20.0
    """Outdoor temperature in summer where none is given. [degree Celsius]  Chosen. Not a forecast."""

    heating_below_c: float = 8.0
    """Heating runs below this. [degree Celsius]  Source: heating season begins when the daily mean stays
    below +8 for three days, https://ukranews.com/en/news/887921-heating-season-in-ukraine-will-start-on-time-chernyshov"""

    indoor_temperature_c: float = 20.0
    """Indoor temperature while heating runs. [degree Celsius]  Chosen."""

    cold_indoor_c: float = 12.0
    """Indoor temperature below which a home counts as too cold to stay in. [degree Celsius]  Chosen, below the
    18 that the WHO Housing and health guidelines (2018) recommend."""

    cooling_time_h: float = 70.0
    """Time constant of a building that cools. [h]  Chosen, low confidence: usual for masonry blocks."""

    severity_hours_off: tuple[float, ...] = (4.0, 8.0, 12.0, 16.0)
    """Mean hours without power a day from which severity is 2, 3, 4, 5. [h]  Source: one, two and three
    queues are 4, 8 and 12 h a day (epravda.com.ua, above); that these steps mark classes is chosen."""

    severity_stretch_h: tuple[float, ...] = (5.0, 8.0, 12.0, 24.0)
    """Longest stretch without power from which severity is 2, 3, 4, 5. [h]  Chosen: more than a scheduled
    outage, a working day, the storage of water, a day."""

    severity_critical_h: tuple[float, ...] = (0.5, 2.0, 6.0, 12.0)
    """Hours a day for which consumers of the critical list are off, on average, from which severity is
    2, 3, 4, 5. [h]  Chosen."""

    severity_water_share: tuple[float, ...] = (0.02, 0.10, 0.25, 0.50)
    """Share of people without water from which severity is 2, 3, 4, 5. [0..1]  Chosen."""

    severity_heat_share: tuple[float, ...] = (0.02, 0.10, 0.25, 0.50)
    """Share of people whose homes get too cold without heat, within the horizon, from which severity is
    2, 3, 4, 5. [0..1]  Chosen."""

    severe_cold_c: float = -10.0
    """At or below this outdoor temperature, lack of heat counts one class more. [degree Celsius]  Chosen:
    a home then cools to the cold threshold within about a day."""

    transformer_move_days: int = 21
    """Time to bring a transformer from another region and install it. [days]  Source:
    https://unn.ua/en/news/preparation-for-winter-ukrenergo-has-accumulated-a-threefold-stock-of-repair-equipment"""

    transformer_make_days: int = 180
    """Time to have a large transformer made. [days]  Source:
    https://mind.ua/en/news/amp/20249136-only-one-of-four-powerful-transformers-is-working-in-kyiv-oblast"""

    transformer_classes_mva: tuple[float, ...] = (63.0, 125.0, 200.0, 250.0, 400.0, 1000.0)
    """Classes in which spare transformers are told, by the next size up. [MVA]  Source: 125, 200, 250 and
    1,000 are catalogue sizes (docs/data.md); 63 and 400 chosen to close the range."""

    @property
    def subqueues(self) -> int:
        """Number of subqueues in a region. [-]"""
        return self.queues * self.subqueues_per_queue

    @property
    def most_subqueues(self) -> int:
        """Most subqueues that a schedule can switch off at once. [-]"""
        return min(self.subqueues, round(self.emergency_above_queues * self.subqueues_per_queue))
