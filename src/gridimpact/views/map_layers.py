"""What changes on the map: fill by measure and hour, imports, legend."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd

from gridimpact.domain.assessment import Assessment
from gridimpact.i18n.translate import N_, _, digits, number, spoken
from gridimpact.views import wording
from gridimpact.views.figures import hour_regions, row_of
from gridimpact.views.map_damage import dark_nodes, lines_out, marks

COLOURS = ("#f3f68a", "#fca309", "#e35933", "#a62d60", "#61136e", "#160b39")
"""Six classes from little to much: `inferno_r` sampled between 0.03 and 0.90, which keeps its
classes apart for colour-blind readers and in grey (van der Walt and Smith, matplotlib 1.5)."""

NO_SUPPLY = -1
"""Class of a region in which no supply is modelled."""

PLAIN = -2
"""Class of a region that is only there for orientation."""


class Measure(StrEnum):
    """What the fill of a region shows."""

    HOUR = "hour"
    """Share of demand not served in the chosen hour."""
    DAY = "day"
    """Share of the day's energy not served."""
    PEOPLE = "people"
    """Demand not served, in people, in the chosen hour."""
    CAUSED = "caused"
    """Share of demand that the reported damage newly cuts in the chosen hour."""
    HOURS = "hours"
    """Hours without power in the day, mean of the queues."""
    SEVERITY = "severity"
    """Severity class of the region, 1 to 5."""
    DAMAGE = "damage"
    """No fill; damaged components only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Classes of a measure.

    Attributes
    ----------
    label, title : str
        For the switch and for the legend; in English, to be said when shown.
    bounds : tuple of float
        Lower bounds of all but the first class. [0..1, or people]
    """

    label: str
    title: str
    bounds: tuple[float, ...] = ()


SHARES = (0.05, 0.15, 0.30, 0.45, 0.60)
"""Class bounds of a share of demand. [0..1]  Chosen: the same for every hour, so that hours compare."""

SCALES = {
    Measure.HOUR: Scale(label=N_("Share"), title=N_("Share of demand not served in this hour"), bounds=SHARES),
    Measure.PEOPLE: Scale(
        label=N_("People"),
        title=N_("People equivalent of demand not served in this hour"),
        bounds=(50e3, 100e3, 250e3, 500e3, 1e6),
    ),
    Measure.CAUSED: Scale(
        label=N_("New cuts"),
        title=N_("Share of demand newly cut by the reported damage in this hour"),
        bounds=(0.01, 0.05, 0.10, 0.20, 0.40),
    ),
    Measure.DAY: Scale(label=N_("Whole day"), title=N_("Share of the day's energy not served"), bounds=SHARES),
    Measure.HOURS: Scale(
        label=N_("Hours off"), title=N_("Hours without power in the day"), bounds=(2.0, 4.0, 8.0, 12.0, 16.0)
    ),
    Measure.SEVERITY: Scale(label=N_("Severity"), title=N_("Severity class for people"), bounds=(2.0, 3.0, 4.0, 5.0)),
    Measure.DAMAGE: Scale(label=N_("Damage"), title=N_("Probable damage")),
}
"""Class bounds are chosen: finer where most regions lie."""


def first_measure(assessment: Assessment) -> Measure:
    """What the map shows first: what the attack newly cut, or the shortage where it cut nothing."""
    return Measure.CAUSED if wording.power(assessment.caused.new_cuts_mw) != wording.power(0.0) else Measure.HOUR


def region_measure(assessment: Assessment, snapshot: pd.Timestamp, measure: Measure) -> "pd.Series[float]":
    """The measure by region; not a number where no supply is modelled. [0..1, or people]"""
    regions = assessment.evaluation.regions
    now, before = (
        hour_regions(case, snapshot).reindex(regions.index) for case in (assessment.evaluation, assessment.baseline)
    )
    value: pd.Series[float] = {
        Measure.HOUR: now["unserved_share"],
        Measure.PEOPLE: now["people"],
        Measure.CAUSED: (now["unserved_share"] - before["unserved_share"]).clip(lower=0.0),
        Measure.DAY: regions["unserved_share"],
        Measure.HOURS: _of_people(assessment, "off_h"),
        Measure.SEVERITY: _of_people(assessment, "severity"),
        Measure.DAMAGE: now["unserved_share"],
    }[measure]
    shown: pd.Series[float] = value.where(regions["demand_mwh"] > 0)
    return shown


def _of_people(assessment: Assessment, name: str) -> "pd.Series[float]":
    """Severity or hours off by region; not a number where they were not worked out."""
    people, regions = assessment.evaluation.people, assessment.evaluation.regions
    if people is None:
        return pd.Series(float("nan"), index=regions.index)
    table = people.severity if name in people.severity else people.outages.regions
    return table[name].reindex(regions.index).astype(float)


_WRITTEN: dict[Measure, Callable[[float], str]] = {
    Measure.PEOPLE: wording.people_short,
    Measure.HOURS: wording.hours,
    Measure.SEVERITY: lambda value: f"{value:.0f}",
}
"""How the value of a measure is written on the map; others are percentages."""


def map_values(
    assessment: Assessment,
    base: dict[str, Any],
    places: pd.DataFrame,
    *,
    snapshot: pd.Timestamp,
    measure: Measure = Measure.HOUR,
    region: str | None = None,
    component: str | None = None,
) -> dict[str, Any]:
    """Everything of the map that changes, small enough for a weak link.

    Parameters
    ----------
    assessment : Assessment
    base, places : dict, DataFrame
        From `map_base`; decide the order of regions and lines, and where markers stand.
    snapshot : Timestamp
        Hour that is shown. [UTC]
    measure : Measure
        What the fill shows.
    region, component : str, optional
        What is chosen.

    Returns
    -------
    dict
        Plain values for JSON: `fill` (class by region), `value` and `tip` (text by region), `colours`, `legend`,
        `out` (positions of lines out of service), `dark` (of substations that no supply reaches), `marks`, `imports`,
        `selected`, `words`.
    """
    keys = [item["id"] for item in base["regions"]]
    values = region_measure(assessment, snapshot, measure).reindex(keys)
    out = lines_out(assessment)
    written = _WRITTEN.get(measure, wording.percent)
    plain = measure is Measure.DAMAGE
    return {
        "fill": [PLAIN if plain else _class(value, SCALES[measure].bounds) for value in values],
        "value": ["" if plain or np.isnan(value) else written(value) for value in values],
        "tip": _tips(assessment, snapshot, keys),
        "colours": list(COLOURS),
        "legend": legend(measure),
        "out": [i for i, key in enumerate(base["line_ids"]) if key in out],
        "dark": dark_nodes(assessment, base),
        "marks": marks(assessment, places, component=component),
        "imports": [] if plain else _imports(assessment, snapshot, base),
        "selected": region,
        "words": map_words(),
    }


def map_words() -> dict[str, str]:
    """Words that the map itself writes."""
    return {
        "locale": spoken(),
        "no_supply": _("no supply modelled"),
        "damaged": _("damaged"),
        "out": _("destroyed or out"),
        "line_out": _("line out"),
        "dark": _("de-energised"),
        # the map puts the number in place of #
        "mw": _("# MW"),
        "used": _("# MW of import in this hour"),
        "allowed": _("# MW allowed"),
    }


def legend(measure: Measure) -> dict[str, Any]:
    """Title and words of the classes, from little to much."""
    scale = SCALES[measure]
    title = _(scale.title)
    if not scale.bounds:
        return {"title": title, "classes": []}
    if measure is Measure.SEVERITY:
        return {"title": title, "classes": [wording.severity_words(step) for step in wording.SEVERITY_WORDS]}
    ends, bounds = _legend_ends(measure, scale.bounds)
    between = [f"{low}–{high}" for low, high in zip(ends[:-1], bounds[1:], strict=True)]
    first, last = _("under {bound}", bound=bounds[0]), _("{bound} or more", bound=bounds[-1])
    return {"title": title, "classes": [first, *between, last]}


def _legend_ends(measure: Measure, bounds: tuple[float, ...]) -> tuple[list[str], list[str]]:
    """Bounds in words, without and with their unit."""
    if measure is Measure.PEOPLE:
        words = [wording.people_short(bound) for bound in bounds]
        return words, words
    if measure is Measure.HOURS:
        return [number(bound) for bound in bounds], [wording.hours(bound) for bound in bounds]
    ends = [digits(f"{100 * bound:.0f}") for bound in bounds]
    return ends, [f"{end} %" for end in ends]


def _class(value: float, bounds: tuple[float, ...]) -> int:
    """Class of a value, or `NO_SUPPLY`; what differs only by rounding of the solver is one class."""
    return NO_SUPPLY if np.isnan(value) else int(np.digitize(round(value, 4), bounds))


def _tips(assessment: Assessment, snapshot: pd.Timestamp, keys: list[str]) -> list[str]:
    """One line of plain words for each region."""
    rows = hour_regions(assessment.evaluation, snapshot).reindex(keys)
    supplied = assessment.evaluation.regions["demand_mwh"].reindex(keys) > 0
    return [_tip(row_of(rows, key)) if supplied[key] else _("no supply modelled here") for key in keys]


def _tip(row: dict[str, Any]) -> str:
    return _(
        "{share} of demand not served ({shed} of {demand} MW), equal to {people} people",
        share=wording.percent(row["unserved_share"]),
        shed=number(row["shed_mw"]),
        demand=number(row["demand_mw"]),
        people=wording.people(row["people"]),
    )


def _imports(assessment: Assessment, snapshot: pd.Timestamp, base: dict[str, Any]) -> list[list[float]]:
    """Used and allowed import for each border of the base. [MW]"""
    rows = assessment.evaluation.imports.xs(snapshot, level="snapshot")
    order = [item["id"] for item in base["borders"]]
    table = rows.reindex(order)[["used_mw", "allowed_mw"]].fillna(0.0).replace(np.inf, -1.0)
    # Halves upwards, as the tables have it.
    rounded: list[list[float]] = np.floor(table.to_numpy().round(3) + 0.5).tolist()
    return rounded
