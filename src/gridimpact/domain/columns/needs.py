"""Columns of outage schedules, people, facilities and needs."""

from gridimpact.domain.columns.column import Form, number, other, people, share, text
from gridimpact.i18n.translate import N_

SEVERITY = (
    number(
        "severity", N_("severity, 1 to 5"), help=N_("1 low to 5 extreme; 4 and 5 are named above"), hxl="#severity+num"
    ),
    text("severity_by", N_("what decided the severity"), hxl="#severity+reason"),
    number("class_hours_off", N_("class by outage time")),
    number("class_stretch", N_("class by longest outage")),
    number("class_critical", N_("class by critical consumers")),
    number("class_water", N_("class by water")),
    number("class_heat", N_("class by heat")),
)

OUTAGES = (
    number("off_h", N_("outage time, mean of the queues"), "h"),
    number("off_most_h", N_("outage time, worst queue"), "h"),
    number("off_least_h", N_("outage time, least affected queue"), "h"),
    number("longest_off_h", N_("longest outage"), "h"),
    number("longest_h", N_("longest outage"), "h"),
    number(
        "emergency_h",
        N_("time with emergency outages"),
        "h",
        help=N_("More than four queues off at once: no schedule"),
    ),
    number("scheduled_h", N_("outage time by schedule"), "h"),
    number("order_most_queues", N_("most queues off at once")),
    number("order", N_("queues off"), help=N_("Most queues off at once by schedule")),
    number("order_queues", N_("queues off")),
    text("cause", N_("cause"), hxl="#cause"),
    share("network_share", N_("share that the network causes")),
    number("queue", N_("queue")),
    text("subqueue", N_("subqueue"), hxl="#group+code"),
    other("start", N_("from"), Form.TIME, hxl="#date+start"),
    other("end", N_("until"), Form.TIME, hxl="#date+end"),
    number("hours", N_("duration"), "h", hxl="#indicator+num+hours"),
    other("emergency", N_("emergency outage"), Form.FLAG),
    share("scheduled_share", N_("share covered by the schedule")),
    share("general_share", N_("share of general load not served")),
    share("critical_share", N_("share of critical load not served")),
    number("network_mw", N_("not served for the network"), "MW"),
    number("national_mw", N_("not served for the national deficit"), "MW"),
)

PEOPLE = (
    people("people_water_low", N_("people without water, low"), hxl="#affected+ind+water+low"),
    people("people_water_high", N_("people without water, high"), hxl="#affected+ind+water+high"),
    people("people_heat_low", N_("people without heat, low"), hxl="#affected+ind+heat+low"),
    people("people_heat_high", N_("people without heat, high"), hxl="#affected+ind+heat+high"),
    people("people_cold_low", N_("people in homes too cold, low")),
    people("people_cold_high", N_("people in homes too cold, high")),
    people("people_peak_low", N_("people without power at the peak hour, low")),
    people("people_peak_high", N_("people without power at the peak hour, high")),
    people("people_low", N_("people without power, low")),
    people("people_high", N_("people without power, high")),
    people("person_hours_low", N_("person-hours without power, low"), unit="person-hours"),
    people("person_hours_high", N_("person-hours without power, high"), unit="person-hours"),
    number("at_least_h", N_("without power for at least"), "h"),
    people("people_in_total", N_("people, hours added up")),
    people("people_at_a_stretch", N_("people, at a stretch")),
)

FACILITIES = (
    number("facilities", N_("facilities")),
    text("kind", N_("kind"), hxl="#loc+type"),
    text("name", N_("name"), hxl="#loc+name"),
    number("number", N_("number"), decimals=1, hxl="#loc+num"),
    number("with_generator", N_("with a generator"), decimals=1),
    share("generator_share", N_("share with a generator")),
    number("load_kw", N_("load"), "kW", decimals=1),
    number("autonomy_h", N_("fuel lasts for"), "h", decimals=1, help=N_("Running time of the fuel there")),
    number("outage_h_low", N_("outage time a day, low"), "h", decimals=1),
    number("outage_h_high", N_("outage time a day, high"), "h", decimals=1),
    number("hours_left_low", N_("time until own fuel ends, low"), "h", decimals=1),
    number("hours_left_high", N_("time until own fuel ends, high"), "h", decimals=1),
    number("fuel_l_per_day_low", N_("fuel, low"), "l/d", decimals=0),
    number("fuel_l_per_day_high", N_("fuel, high"), "l/d", decimals=0),
    number("fuel_l_low", N_("fuel, low"), "l"),
    number("fuel_l_high", N_("fuel, high"), "l"),
    number("running_h_low", N_("time on own fuel, low"), "h", decimals=1),
    number("running_h_high", N_("time on own fuel, high"), "h", decimals=1),
    number("fuel_ends_day_low", N_("day on which own fuel ends, at the low hours"), decimals=1),
    number("fuel_ends_day_high", N_("day on which own fuel ends, at the high hours"), decimals=1),
    text("source", N_("source"), hxl="#meta+source"),
    text("confidence", N_("confidence"), hxl="#meta+confidence"),
    text(
        "outage",
        N_("outage time a day"),
        help=N_("Low: kept on as the critical list says; high: cut like everybody else"),
    ),
    text("hours_left", N_("time until own fuel ends"), help=N_("When cut like everybody else")),
    text("fuel", N_("diesel"), help=N_("Low: kept on; high: cut like everybody else")),
)

SERVICES = (
    number("heat_lost_mw", N_("heat lost"), "MW", decimals=0),
    number("heat_need_mw", N_("heat lost, at the temperature outside"), "MW", decimals=0),
    number("outdoor_c", N_("temperature outside"), "°C"),
    number("hours_to_cold", N_("time until a home is too cold"), "h", decimals=0),
    text("heat", N_("people without heat"), help=N_("Low: boiler houses kept on, high: cut like all")),
)

NEEDS = (
    text("item", N_("item"), hxl="#item+name"),
    text("size", N_("size"), hxl="#item+size"),
    text("unit", N_("unit"), hxl="#item+unit"),
    number("count_low", N_("number, low"), decimals=0, hxl="#inneed+num+low"),
    number("count_high", N_("number, high"), decimals=0, hxl="#inneed+num+high"),
    number("lead_days", N_("days until it is there")),
    text("why", N_("why"), hxl="#description"),
    number("generators_needed_low", N_("generators needed, low"), decimals=0),
    number("generators_needed_high", N_("generators needed, high"), decimals=0),
    text("count", N_("number"), help=N_("Low: critical consumers are kept on; high: cut like all")),
    text("lead", N_("days"), help=N_("Typical lead time, days; a dash where none is known")),
)
