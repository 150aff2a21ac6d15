"""What the day means for people: sentences, figures and tables."""

import pandas as pd

from gridimpact.domain.assessment import Assessment
from gridimpact.domain.impact_results import PeopleImpact
from gridimpact.i18n.messages import render
from gridimpact.i18n.translate import N_, _, digits, ngettext, number
from gridimpact.views import wording
from gridimpact.views.figures import Figure, row_of
from gridimpact.views.tables import region_names

SEVERE = 4
"""Severity class from which a region is named in the headline."""

NOT_WORKED_OUT = N_("This grid has no regions, so effects on people cannot be calculated.")


def headline(assessment: Assessment) -> str:
    """Hours off and the worst regions, in one sentence."""
    people = assessment.evaluation.people
    if people is None:
        return _(NOT_WORKED_OUT)
    supplied = people.outages.regions[people.severity["severity"] > 0]
    if not (supplied["off_h"] > 0).any():
        return _("No outages are needed: all demand can be served.")
    usual = supplied["off_h"].median()
    names = region_names(assessment.evaluation)
    worst = people.severity[people.severity["severity"] >= SEVERE]["severity"].sort_values(ascending=False)
    listed = ", ".join(f"{names[str(key)]} ({value})" for key, value in worst.items())
    text = _(
        "In most regions homes are without power for about {hours} a day, in rotation.",
        hours=ngettext("{number} hour", "{number} hours", round(usual)),
    )
    worst_words = (
        _("Severity is 4 or 5 in {regions}.", regions=listed) if listed else _("No region reaches severity 4.")
    )
    return f"{text} {worst_words}"


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
            label=_("Without power at the peak"),
            value=people_range(peak["people_low"].sum(), peak["people_high"].sum()),
            note=_("people at the same time"),
            meaning=_(
                "Low: people are spread over all demand. High: all people are in the outage queues, and "
                "the critical list keeps power."
            ),
        ),
        Figure(
            label=_("Longest without power"),
            value=wording.hours(hours["longest_h"].max()),
            note=_("{people} for 8 h or more", people=wording.people(long.get(8.0, 0.0))),
            meaning=_("Longest continuous outage over {days} days like this one, without repairs.", days=number(days)),
        ),
        Figure(
            label=_("Emergency outages"),
            value=wording.counted(len(emergency), "region"),
            note=_("{regions} due to the network", regions=wording.counted(len(network), "region")),
            meaning=_(
                "More than four queues are off at once, so the schedule cannot be followed and there is "
                "no rotation. Due to the network: the shortfall is clearly above the national share "
                "because of transit limits or damage there."
            ),
        ),
        Figure(
            label=_("Without heat"),
            value=people_range(services["people_heat_low"], services["people_heat_high"]),
            note=_("people, at {celsius} °C outside", celsius=digits(f"{people.services['outdoor_c'].max():g}")),
            meaning=_("People without district heat at once. Low: boiler houses keep power; high: cut like others."),
        ),
        Figure(
            label=_("Diesel for generators"),
            value=_litres(*fuel),
            note=_("a day, hospitals and other facilities"),
            meaning=_(
                "For existing generators. Low: facilities on the critical list keep power; high: they "
                "are disconnected like everyone else."
            ),
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
    people = known(assessment)
    table = people.severity[["severity", "severity_by"]].join(people.outages.regions)
    table = table.assign(
        region=region_names(assessment.evaluation),
        order=table["order_most_queues"],
        severity_by=table["severity_by"].map(wording.result_words),
        cause=table["cause"].map(wording.result_words),
    )
    return table[table["severity"] > 0].sort_values(["severity", "off_h"], ascending=False, kind="stable")


def region_tiles(assessment: Assessment, region_id: str) -> tuple[Figure, ...]:
    """Card of one region, readable at a glance: its figures."""
    people = known(assessment)
    hours, services = row_of(people.outages.regions, region_id), row_of(people.services, region_id)
    listed = people.facilities[people.facilities["region_id"] == region_id]
    left = listed["hours_left_low"].min() if len(listed) else float("inf")
    emergency = wording.hours(hours["emergency_h"]) if hours["emergency_h"] else _("none")
    return (
        Figure(
            label=_("Without power"),
            value=_hours(hours["off_least_h"], hours["off_most_h"]),
            note=_("a day, by queue"),
            meaning=_("Hours off of the least and the most affected subqueue."),
        ),
        Figure(
            label=_("Longest outage"),
            value=_("{number} h", number=digits(f"{hours['longest_h']:g}")),
            note=_("emergency outage: {hours}", hours=emergency),
            meaning=_("Without a break. In an emergency outage over four queues are off, without rotation."),
        ),
        Figure(
            label=_("Without water"),
            value=people_range(services["people_water_low"], services["people_water_high"]),
            note=_("people"),
            meaning=_("Where pumps are off for longer than tanks last. Low: pumps keep power; high: cut like others."),
        ),
        Figure(
            label=_("Without heat"),
            value=people_range(services["people_heat_low"], services["people_heat_high"]),
            note=_("people at the same time"),
            meaning=_("District heat only. Low: boiler houses keep power; high: cut like others."),
        ),
        Figure(
            label=_("Hospitals"),
            value=number(listed["number"].sum()),
            note=_("own fuel for {number} h", number=number(left)) if left < float("inf") else _("grid power holds"),
            meaning=_(
                "Facilities on the list, and elapsed hours until the first runs out of its own fuel if "
                "disconnected like everyone else."
            ),
        ),
        Figure(
            label=_("Home too cold after"),
            value=wording.hours(services["hours_to_cold"])
            if services["hours_to_cold"] < float("inf")
            else _("not at all"),
            note=_("at {celsius} °C outside", celsius=digits(f"{services['outdoor_c']:g}")),
            meaning=_("Hours without heat until a home is too cold to stay in."),
        ),
    )


def region_severity(assessment: Assessment, region_id: str) -> str:
    """Severity of one region and what decided it."""
    severity = row_of(known(assessment).severity, region_id)
    return _(
        "Severity {severity}: {why}",
        severity=wording.severity_words(severity["severity"]),
        why=wording.result_words(severity["severity_by"]),
    )


def region_lines(assessment: Assessment, region_id: str) -> tuple[tuple[str, str], ...]:
    """What stands under the figures: why, and for how many people."""
    people = known(assessment)
    severity, population = row_of(people.severity, region_id), row_of(people.population, region_id)
    classes = ", ".join(f"{_(words)} {severity[f'class_{name}']}" for name, words in INDICATORS)
    controlled = population.get("controlled_share")
    supplied = wording.people(population["population"])
    supplied = (
        _(
            "{people}, {share} of the region assumed under government control",
            people=supplied,
            share=wording.percent(controlled),
        )
        if controlled
        else supplied
    )
    return (
        (_("Severity by indicator"), classes),
        (_("Cause"), wording.result_words(str(row_of(people.outages.regions, region_id)["cause"]))),
        (_("People supplied"), supplied),
    )


INDICATORS = (
    ("hours_off", N_("hours off")),
    ("stretch", N_("longest stretch")),
    ("critical", N_("critical list off")),
    ("water", N_("water")),
    ("heat", N_("heat")),
)
"""Indicators of severity and their short words."""


CONFIDENCES = {"high": N_("high"), "medium": N_("medium"), "low": N_("low")}
"""Confidence in a row of the list."""


def facility_table(assessment: Assessment) -> pd.DataFrame:
    """Facilities by row of the list; hours left are of the clock."""
    table = known(assessment).facilities
    names = region_names(assessment.evaluation)
    left = [number(hours) if hours < float("inf") else _("grid holds") for hours in table["hours_left_low"]]
    outage, fuel = (
        [_ends(low, high, digits) for low, high in zip(table[f"{name}_low"], table[f"{name}_high"], strict=True)]
        for name, digits in (("outage_h", 2), ("fuel_l_per_day", 2))
    )
    shown = table.assign(
        region=table["region_id"].map(names),
        kind=table["kind"].map(wording.result_words),
        confidence=table["confidence"].map(confidence_words),
        hours_left=left,
        outage=outage,
        fuel=fuel,
    )
    return shown.sort_values("outage_h_high", ascending=False, kind="stable").reset_index(drop=True)


def confidence_words(word: str) -> str:
    """Confidence in a row of the list, in words."""
    return _(CONFIDENCES.get(word, word))


def needs_table(assessment: Assessment, region_id: str | None = None) -> pd.DataFrame:
    """What to send, of all regions or one."""
    table = known(assessment).needs
    names = region_names(assessment.evaluation)
    count = [_counts(low, high) for low, high in zip(table["count_low"], table["count_high"], strict=True)]
    lead = [number(days) if days == days else wording.NOTHING for days in table["lead_days"]]
    words = {name: table[name].map(wording.result_words) for name in ("item", "unit", "size")}
    shown = table.assign(
        region=table["region_id"].map(names),
        count=count,
        lead=lead,
        why=table["why"].map(render),
        **words,
    )
    return shown[shown["region_id"] == region_id] if region_id else shown


def known(assessment: Assessment) -> PeopleImpact:
    """What the day means for people; every grid with regions has it."""
    people = assessment.evaluation.people
    if people is None:
        raise ValueError(NOT_WORKED_OUT)
    return people


def people_range(low: float, high: float) -> str:
    """A range in people, once where both ends read the same; one unit for both where it fits."""
    ends = (wording.people(low), wording.people(high))
    if ends[0] == ends[1]:
        return ends[0]
    unit = _("{number} million", number="")
    first = ends[0].removesuffix(unit) if ends[1].endswith(unit) and ends[0].endswith(unit) else ends[0]
    return _("{low} to {high}", low=first, high=ends[1])


def _hours(low: float, high: float) -> str:
    return (
        wording.hours(low) if round(low) == round(high) else _("{low} to {high} h", low=number(low), high=number(high))
    )


def _ends(low: float, high: float, digits: int) -> str:
    """A range of numbers, once where both ends read the same."""
    ends = (wording.significant(low, digits), wording.significant(high, digits))
    return ends[0] if ends[0] == ends[1] else _("{low} to {high}", low=ends[0], high=ends[1])


def _counts(low: float, high: float) -> str:
    """A range of whole things, large ones to three digits."""
    ends = [number(count) if count < 1000 else wording.significant(count, 3) for count in (low, high)]
    return ends[0] if ends[0] == ends[1] else _("{low} to {high}", low=ends[0], high=ends[1])


def _litres(low: float, high: float) -> str:
    return _("{number} l", number=_ends(low, high, 2))
