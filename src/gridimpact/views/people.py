"""What the day means for people: sentences, tables and the calendar of the queues."""

from typing import Any

import pandas as pd

from gridimpact.domain.impact_results import PeopleImpact
from gridimpact.domain.results import Assessment
from gridimpact.views import wording
from gridimpact.views.figures import Figure, row_of
from gridimpact.views.tables import short_names

SEVERE = 4
"""Severity class from which a region is named in the headline."""

NOT_WORKED_OUT = "This grid has no regions, so nothing can be said about people."


def headline(assessment: Assessment) -> str:
    """Hours off and the worst regions, in one sentence."""
    people = assessment.evaluation.people
    if people is None:
        return NOT_WORKED_OUT
    supplied = people.outages.regions[people.severity["severity"] > 0]
    if not (supplied["off_h"] > 0).any():
        return "No outages are needed: all demand can be served."
    usual = supplied["off_h"].median()
    names = short_names(assessment.evaluation.regions["name_en"])
    worst = people.severity[people.severity["severity"] >= SEVERE]["severity"].sort_values(ascending=False)
    listed = ", ".join(f"{names[str(key)]} ({value})" for key, value in worst.items())
    text = f"In most regions homes are without power for about {usual:.0f} hours of the day, taking turns."
    return f"{text} Severity is 4 or 5 in {listed}." if listed else f"{text} No region reaches severity 4."


def key_figures(assessment: Assessment) -> tuple[Figure, ...]:
    """Five figures of the day for people."""
    people = assessment.evaluation.people
    if people is None:
        return ()
    hours = people.outages.regions
    emergency = hours[hours["emergency_h"] > 0]
    network = hours[hours["cause"].str.contains("network")]
    days = int(people.outages.subqueues["day"].max()) + 1
    long = people.durations.groupby("at_least_h")["people_at_a_stretch"].sum()
    services, facilities = people.services.sum(numeric_only=True), people.facilities
    peak = people.hourly[people.hourly["snapshot"] == assessment.evaluation.peak]
    fuel = (facilities["fuel_l_per_day_low"].sum(), facilities["fuel_l_per_day_high"].sum())
    return (
        Figure(
            label="Without power at the peak",
            value=people_range(peak["people_low"].sum(), peak["people_high"].sum()),
            note="people at a time",
            meaning="Low: people are spread over all demand. High: they all live in the queues, and the critical "
            "list keeps its power.",
        ),
        Figure(
            label="Longest without power",
            value=f"{hours['longest_h'].max():.0f} h",
            note=f"{wording.people(long.get(8.0, 0.0))} for 8 h or more",
            meaning=f"Longest stretch over {days} days like this one, nothing repaired.",
        ),
        Figure(
            label="Emergency outages",
            value=wording.counted(len(emergency), "region"),
            note=f"{wording.counted(len(network), 'region')} cut by the network",
            meaning="More than four queues at once: a schedule cannot be kept, and nobody takes turns. Cut by the "
            "network: clearly more is lacking than the common share, for transit or damage there.",
        ),
        Figure(
            label="Without heat",
            value=people_range(services["people_heat_low"], services["people_heat_high"]),
            note=f"people, at {people.services['outdoor_c'].max():g} °C outside",
            meaning="People without district heat at a time. Low: boiler houses are kept on; high: cut like all.",
        ),
        Figure(
            label="Diesel for generators",
            value=_litres(*fuel),
            note="a day, hospitals and other facilities",
            meaning="For the generators there are. Low: facilities are kept on as the critical list says; high: they "
            "are cut like everybody else.",
        ),
    )


def region_table(assessment: Assessment) -> pd.DataFrame:
    """Regions with supply, the most severe first.

    Returns
    -------
    DataFrame
        Index region id; `region`, `severity`, `severity_by`, `off_h`, `longest_h`, `order`, `emergency_h`
        [h], `cause`.
    """
    people = _known(assessment)
    table = people.severity[["severity", "severity_by"]].join(people.outages.regions)
    table = table.assign(region=short_names(assessment.evaluation.regions["name_en"]), order=table["order_most_queues"])
    return table[table["severity"] > 0].sort_values(["severity", "off_h"], ascending=False, kind="stable")


ON, OFF, EMERGENCY = "power on", "off by schedule", "emergency outage"
"""States of a queue in the calendar."""


def calendar_rows(assessment: Assessment, region_id: str, timezone: str) -> pd.DataFrame:
    """Slots of the assessed day of one region: `start`, `end` (local, text), `subqueue`, `state`."""
    outages = _known(assessment).outages
    per_day = outages.slots_a_day
    off = outages.off[region_id].iloc[:per_day]
    emergency = outages.emergency[region_id].iloc[:per_day] > 0
    local = pd.DatetimeIndex(off.index).tz_convert(timezone).tz_localize(None)
    length = pd.Timedelta(hours=outages.slot_h)
    shown = off.assign(**{name: off[name].map({True: OFF, False: ON}) for name in off.columns})
    shown = shown.where(~emergency, EMERGENCY).set_axis(local, axis=0).rename_axis("start")
    long = shown.reset_index().melt("start", var_name="subqueue", value_name="state")
    ends = long["start"] + length
    rows: pd.DataFrame = long.assign(
        start=long["start"].map(pd.Timestamp.isoformat), end=ends.map(pd.Timestamp.isoformat)
    )
    return rows


def calendar_chart() -> dict[str, Any]:
    """One row per queue part, half an hour a cell."""
    states = [ON, OFF, EMERGENCY]
    colour = {
        "field": "state",
        "type": "nominal",
        "title": None,
        "scale": {"domain": states, "range": ["#dfe3e8", "#a62d60", "#edae49"]},
        "legend": {"orient": "top", "symbolType": "square", "columns": 2},
    }
    return {
        "height": {"step": 19},
        "mark": {"type": "rect", "stroke": "#ffffff", "strokeWidth": 0.5},
        "encoding": {
            "x": {
                "field": "start",
                "type": "temporal",
                "title": "Local time",
                "axis": {"format": "%H:%M", "tickCount": 12},
            },
            "x2": {"field": "end"},
            "y": {"field": "subqueue", "type": "nominal", "title": "Queue", "axis": {"labelOverlap": False}},
            "color": colour,
            "tooltip": [
                {"field": "subqueue", "title": "Queue"},
                {"field": "start", "type": "temporal", "format": "%H:%M", "title": "From"},
                {"field": "state", "title": "Power"},
            ],
        },
    }


def region_tiles(assessment: Assessment, region_id: str) -> tuple[Figure, ...]:
    """Card of one region, readable at a glance: its figures."""
    people = _known(assessment)
    hours, services = row_of(people.outages.regions, region_id), row_of(people.services, region_id)
    listed = people.facilities[people.facilities["region_id"] == region_id]
    left = listed["hours_left_low"].min() if len(listed) else float("inf")
    emergency = f"{hours['emergency_h']:.0f} h" if hours["emergency_h"] else "none"
    return (
        Figure(
            label="Without power",
            value=_hours(hours["off_least_h"], hours["off_most_h"]),
            note="a day, by queue",
            meaning="Hours off of the least and the most affected part of a queue.",
        ),
        Figure(
            label="Longest stretch",
            value=f"{hours['longest_h']:g} h",
            note=f"emergency outage: {emergency}",
            meaning="In one piece. In an emergency outage more than four queues are off, and nobody takes turns.",
        ),
        Figure(
            label="Without water",
            value=people_range(services["people_water_low"], services["people_water_high"]),
            note="people",
            meaning="Where pumps stay off for longer than tanks last. Low: pumps are kept on; high: cut like all.",
        ),
        Figure(
            label="Without heat",
            value=people_range(services["people_heat_low"], services["people_heat_high"]),
            note="people at a time",
            meaning="District heat only. Low: boiler houses are kept on; high: cut like all.",
        ),
        Figure(
            label="Hospitals",
            value=f"{listed['number'].sum():.0f}",
            note=f"own fuel for {left:.0f} h" if left < float("inf") else "grid power holds",
            meaning="Facilities of the list, and hours of the clock until the first run out of own fuel when cut "
            "like everybody else.",
        ),
        Figure(
            label="Home too cold after",
            value=f"{services['hours_to_cold']:.0f} h" if services["hours_to_cold"] < float("inf") else "not at all",
            note=f"at {services['outdoor_c']:g} °C outside",
            meaning="Hours without heat until a home is too cold to stay in.",
        ),
    )


def region_severity(assessment: Assessment, region_id: str) -> str:
    """Severity of one region and what decided it."""
    severity = row_of(_known(assessment).severity, region_id)
    return f"Severity {wording.SEVERITY_WORDS.get(severity['severity'], '–')}: {severity['severity_by']}"


def region_lines(assessment: Assessment, region_id: str) -> tuple[tuple[str, str], ...]:
    """What stands under the figures: why, and for how many people."""
    people = _known(assessment)
    severity, population = row_of(people.severity, region_id), row_of(people.population, region_id)
    classes = ", ".join(f"{words} {severity[f'class_{name}']}" for name, words in INDICATORS)
    controlled = population.get("controlled_share")
    share = f", {wording.percent(controlled)} of the region assumed under government control" if controlled else ""
    return (
        ("Severity by indicator", classes),
        ("Cause", str(row_of(people.outages.regions, region_id)["cause"])),
        ("People supplied", f"{wording.people(population['population'])}{share}"),
    )


INDICATORS = (
    ("hours_off", "hours off"),
    ("stretch", "longest stretch"),
    ("critical", "critical list off"),
    ("water", "water"),
    ("heat", "heat"),
)
"""Indicators of severity and their short words."""


def facility_table(assessment: Assessment) -> pd.DataFrame:
    """Facilities by row of the list; hours left are of the clock."""
    table = _known(assessment).facilities
    names = short_names(assessment.evaluation.regions["name_en"])
    left = [f"{hours:.0f}" if hours < float("inf") else "grid holds" for hours in table["hours_left_low"]]
    outage, fuel = (
        [_ends(low, high, digits) for low, high in zip(table[f"{name}_low"], table[f"{name}_high"], strict=True)]
        for name, digits in (("outage_h", 2), ("fuel_l_per_day", 2))
    )
    shown = table.assign(region=table["region_id"].map(names), hours_left=left, outage=outage, fuel=fuel)
    return shown.sort_values("outage_h_high", ascending=False, kind="stable").reset_index(drop=True)


def needs_table(assessment: Assessment, region_id: str | None = None) -> pd.DataFrame:
    """What to send, of all regions or one."""
    table = _known(assessment).needs
    names = short_names(assessment.evaluation.regions["name_en"])
    count = [_counts(low, high) for low, high in zip(table["count_low"], table["count_high"], strict=True)]
    lead = [f"{days:.0f}" if days == days else wording.NOTHING for days in table["lead_days"]]
    shown = table.assign(region=table["region_id"].map(names), count=count, lead=lead)
    return shown[shown["region_id"] == region_id] if region_id else shown


def _known(assessment: Assessment) -> PeopleImpact:
    people = assessment.evaluation.people
    if people is None:
        raise ValueError(NOT_WORKED_OUT)
    return people


def people_range(low: float, high: float) -> str:
    """A range in people, once where both ends read the same; one unit for both where it fits."""
    ends = (wording.people(low), wording.people(high))
    if ends[0] == ends[1]:
        return ends[0]
    unit = " million"
    first = ends[0].removesuffix(unit) if ends[1].endswith(unit) and ends[0].endswith(unit) else ends[0]
    return f"{first} to {ends[1]}"


def _hours(low: float, high: float) -> str:
    return f"{low:.0f} h" if round(low) == round(high) else f"{low:.0f} to {high:.0f} h"


def _ends(low: float, high: float, digits: int) -> str:
    """A range of numbers, once where both ends read the same."""
    ends = (wording.significant(low, digits), wording.significant(high, digits))
    return ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"


def _counts(low: float, high: float) -> str:
    """A range of whole things, large ones to three digits."""
    ends = [f"{count:,.0f}" if count < 1000 else wording.significant(count, 3) for count in (low, high)]
    return ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"


def _litres(low: float, high: float) -> str:
    return f"{_ends(low, high, 2)} l"
