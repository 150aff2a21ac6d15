"""Columns of power, energy and import, by region, hour, country and day."""

from gridimpact.domain.columns.column import Form, number, other, people, share, text
from gridimpact.i18n.translate import N_

PLACES = (
    text("region_id", N_("P-code"), hxl="#adm1+code+v_pcode"),
    text("region", N_("region")),
    text("iso_3166_2", N_("ISO 3166-2 code"), hxl="#adm1+code+v_iso"),
    text("name_en", N_("name in English"), hxl="#adm1+name+lang_en"),
    text("name_uk", N_("name in Ukrainian"), hxl="#adm1+name+lang_uk"),
    text("country", N_("country")),
    number("lat", N_("latitude"), "degree"),
    number("lon", N_("longitude"), "degree"),
)

TIMES = (
    other("snapshot", N_("hour"), Form.TIME),
    other("date", N_("date"), Form.DAY),
    number("day", N_("day of the horizon"), help=N_("0 is the assessed day")),
    other("as_of", N_("as of"), Form.TIME, hxl="#date+reported"),
    text("sensitivity", N_("sensitivity"), hxl="#meta+sensitivity"),
)

MEASURES = (
    people("population", N_("people supplied"), hxl="#population"),
    number("demand_mwh", N_("demand over the day"), "MWh"),
    number("ens_mwh", N_("energy not served"), "MWh"),
    share("unserved_share", N_("share not served")),
    share("unserved_peak_share", N_("share not served at the peak hour")),
    number("outage_h", N_("mean outage time"), "h", help=N_("Of an average consumer, in the day")),
    number("demand_mw", N_("demand"), "MW"),
    number("shed_mw", N_("demand not served"), "MW"),
    number("caused_mw", N_("newly cut by the damage"), "MW", help=N_("What eases elsewhere is not subtracted")),
    people(
        "people",
        N_("people without power (equivalent)"),
        help=N_("People whose whole demand equals the demand that is not served"),
        hxl="#affected+ind+power",
    ),
    people("person_hours", N_("person-hours without power"), unit="person-hours"),
    number("baseline_shed_mw", N_("not served without the damage"), "MW"),
    number("baseline_ens_mwh", N_("energy not served without the damage"), "MWh"),
    people(
        "baseline_people",
        N_("people without power without the damage (equivalent)"),
        hxl="#affected+ind+power+baseline",
    ),
    people("people_peak", N_("people without power at the peak hour"), hxl="#affected+ind+power"),
    number("shed_peak_mw", N_("demand not served at the peak hour"), "MW"),
    number("demand_peak_mw", N_("demand at the peak hour"), "MW"),
    number("shed_before_mw", N_("short without the damage"), "MW"),
    number("new_cuts_mw", N_("newly cut by the damage"), "MW"),
    number("relief_mw", N_("shortage that eases"), "MW"),
    number("new_cuts_mwh", N_("newly cut by the damage, over the day"), "MWh"),
    number("new_cuts_peak_mw", N_("newly cut at the peak hour"), "MW"),
    number("relief_peak_mw", N_("shortage that eases at the peak hour"), "MW"),
    number("generation_lost_peak_mw", N_("output lost at the peak hour"), "MW"),
    people("people_new", N_("people newly without power")),
    people("people_new_peak", N_("people newly without power at the peak hour")),
    people("person_hours_new", N_("new person-hours without power"), unit="person-hours"),
    number("regions_affected", N_("regions affected")),
    number("components_damaged", N_("components counted as damaged")),
)

IMPORTS = (
    number("need_mw", N_("import needed"), "MW", help=N_("Import that it would take to serve all demand")),
    number("allowed_mw", N_("import allowed"), "MW", help=N_("By the dated rules and the border lines in service")),
    number(
        "deliverable_mw",
        N_("import deliverable"),
        "MW",
        help=N_("What the damaged grid can take to where load is"),
    ),
    number("used_mw", N_("import arriving"), "MW"),
    number("import_need_peak_mw", N_("import needed at the peak hour"), "MW"),
    number("import_allowed_peak_mw", N_("import allowed at the peak hour"), "MW"),
    number("import_deliverable_peak_mw", N_("import deliverable at the peak hour"), "MW"),
    number("import_used_peak_mw", N_("import arriving at the peak hour"), "MW"),
    number("import_used_mwh", N_("import arriving over the day"), "MWh"),
    text("binding", N_("what holds import back")),
    number("unserved_mw", N_("demand not served"), "MW"),
    number("removable_mw", N_("shortfall that unlimited import would remove"), "MW"),
    text("corridor_regions", N_("regions where the inner grid holds back")),
)

DAYS = (
    number("damaged", N_("components still damaged")),
    number("returned", N_("components back since the day before")),
    number("emergency_regions", N_("regions with emergency outages")),
    share("share_left", N_("share of capacity left")),
    number("days", N_("days until it is back"), help=N_("Until all its capacity is back; blank: not in this time")),
    other("stated", N_("stated by the user"), Form.FLAG),
)

RANGED = (
    "ens_mwh",
    "outage_h",
    "people_peak",
    "person_hours",
    "shed_peak_mw",
    "new_cuts_peak_mw",
    "relief_peak_mw",
    "people_new_peak",
    "shed_mw",
    "people",
    "need_mw",
    "allowed_mw",
    "deliverable_mw",
    "used_mw",
)
"""Columns of which samples tell mean, P10, P50, P90 and the mean of the worst 10 %."""

RANGES = (
    share("p_loses_more", N_("chance of losing more than 20 % of the day's energy")),
    share("p_loses_more_error", N_("standard error of that chance")),
    number("p10", N_("P10"), help=N_("Value that 10 % of the samples do not exceed")),
    number("p50", N_("median (P50)")),
    number("p90", N_("P90"), help=N_("Value that 90 % of the samples do not exceed")),
    number("mean", N_("mean")),
    number("standard_error", N_("standard error of the mean")),
    number("tail_mean", N_("mean of the worst 10 %")),
    number("p10_error", N_("standard error of P10")),
    number("p50_error", N_("standard error of the median")),
    number("p90_error", N_("standard error of P90")),
    number("tail_error", N_("standard error of the mean of the worst 10 %")),
    number("samples", N_("samples")),
    share("chance", N_("chance"), help=N_("Chance of losing more than the share")),
    share("error", N_("standard error of that chance")),
)
