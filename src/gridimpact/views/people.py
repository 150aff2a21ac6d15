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
    text = f"In most regions each queue is without power for about {usual:.0f} hours of the day."
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
    fuel = (facilities["fuel_l_per_day_low"].sum(), facilities["fuel_l_per_day_high"].sum())
    return (
        Figure(
            label="Longest without power",
            value=f"{hours['longest_h'].max():.0f} h",
            note=f"{wording.people(long.get(8.0, 0.0))} for 8 h or more",
            meaning=f"Longest stretch over {days} days like this one, nothing repaired.",
        ),
        Figure(
            label="Emergency outages",
            value=wording.counted(len(emergency), "region"),
            note="more than four queues at once",
            meaning="Regions in which a schedule cannot be kept for some hours; nobody takes turns there.",
        ),
        Figure(
            label="Cut by the network",
            value=wording.counted(len(network), "region"),
            note="beyond the common shortage",
            meaning="Regions that lack clearly more than the common share: transit, or damage there.",
        ),
        Figure(
            label="Without heat",
            value=_range(services["people_heat_low"], services["people_heat_high"]),
            note=f"people, at {people.services['outdoor_c'].max():g} °C outside",
            meaning="People without district heat at a time. Low: boiler houses are kept on; high: cut like all.",
        ),
        Figure(
            label="Diesel for hospitals",
            value=_litres(*fuel),
            note="a day, for the generators there are",
            meaning="Low: hospitals are kept on as their list says; high: they are cut like everybody else.",
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


def calendar_rows(assessment: Assessment, region_id: str, timezone: str) -> pd.DataFrame:
    """Slots of the assessed day of one region: `start`, `end` (local, text), `subqueue`, `state`."""
    outages = _known(assessment).outages
    per_day = len(outages.off) // (int(outages.subqueues["day"].max()) + 1)
    off = outages.off[region_id].iloc[:per_day]
    emergency = outages.emergency[region_id].iloc[:per_day] > 0
    local = pd.DatetimeIndex(off.index).tz_convert(timezone).tz_localize(None)
    length = pd.Timedelta(hours=outages.slot_h)
    shown = off.assign(**{name: off[name].map({True: "off", False: "on"}) for name in off.columns})
    shown = shown.where(~emergency, "emergency").set_axis(local, axis=0).rename_axis("start")
    long = shown.reset_index().melt("start", var_name="subqueue", value_name="state")
    ends = long["start"] + length
    rows: pd.DataFrame = long.assign(
        start=long["start"].map(pd.Timestamp.isoformat), end=ends.map(pd.Timestamp.isoformat)
    )
    return rows


def calendar_chart() -> dict[str, Any]:
    """One row per queue part, half an hour a cell."""
    states = ["on", "off", "emergency"]
    colour = {
        "field": "state",
        "type": "nominal",
        "title": None,
        "scale": {"domain": states, "range": ["#dfe3e8", "#a62d60", "#edae49"]},
        "legend": {"orient": "top", "symbolType": "square"},
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


def region_facts(assessment: Assessment, region_id: str) -> tuple[tuple[str, str], ...]:
    """Card of one region, readable at a glance."""
    people = _known(assessment)
    hours, severity, services, population = (
        row_of(table, region_id)
        for table in (people.outages.regions, people.severity, people.services, people.population)
    )
    classes = ", ".join(
        f"{words} {severity[f'class_{name}']}"
        for name, words in (("hours_off", "hours"), ("stretch", "stretch"), ("critical", "critical"),
                            ("water", "water"), ("heat", "heat"))
    )  # fmt: skip
    cold = services["hours_to_cold"]
    controlled = population.get("controlled_share")
    share = f", {wording.percent(controlled)} of the region assumed under government control" if controlled else ""
    return (
        ("Severity", f"{wording.SEVERITY_WORDS.get(severity['severity'], '–')}: {severity['severity_by']}"),
        ("Classes", classes),
        ("Without power", f"{hours['off_least_h']:.1f} to {hours['off_most_h']:.1f} h by queue"),
        ("Longest stretch", f"{hours['longest_h']:.1f} h"),
        ("Emergency", f"{hours['emergency_h']:.1f} h without a schedule"),
        ("Cause", str(hours["cause"])),
        ("People supplied", f"{wording.people(population['population'])}{share}"),
        ("Without water", f"{_range(services['people_water_low'], services['people_water_high'])} people"),
        ("Without heat", f"{_range(services['people_heat_low'], services['people_heat_high'])} people"),
        ("Home too cold after", f"{cold:.0f} h without heat" if cold < 1e6 else "not at this temperature"),
    )


def facility_table(assessment: Assessment) -> pd.DataFrame:
    """Facilities by row of the list; hours left are of the clock."""
    table = _known(assessment).facilities
    names = short_names(assessment.evaluation.regions["name_en"])
    left = table["hours_left_low"].where(table["hours_left_low"] < float("inf"))
    fuel = table["fuel_l_per_day_high"].round()
    shown = table.assign(region=table["region_id"].map(names), hours_left=left, fuel_l_per_day_high=fuel)
    return shown.sort_values("outage_h_high", ascending=False, kind="stable").reset_index(drop=True)


def needs_table(assessment: Assessment, region_id: str | None = None) -> pd.DataFrame:
    """What to send, of all regions or one."""
    table = _known(assessment).needs
    names = short_names(assessment.evaluation.regions["name_en"])
    shown = table.assign(region=table["region_id"].map(names))
    return shown[shown["region_id"] == region_id] if region_id else shown


def _known(assessment: Assessment) -> PeopleImpact:
    people = assessment.evaluation.people
    if people is None:
        raise ValueError(NOT_WORKED_OUT)
    return people


def _range(low: float, high: float) -> str:
    """A range in people, once where both ends read the same."""
    ends = (wording.people(low), wording.people(high))
    return ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"


def _litres(low: float, high: float) -> str:
    ends = (wording.significant(low, 2), wording.significant(high, 2))
    return f"{ends[0]} l" if ends[0] == ends[1] else f"{ends[0]} to {ends[1]} l"
