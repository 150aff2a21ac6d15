"""What the attack did and where, what was short before, and what import can cure: the first sentences of an answer."""

from collections.abc import Callable, Sequence

from gridimpact.domain.assessment import Assessment
from gridimpact.i18n.translate import _, name_column, ngettext
from gridimpact.views import wording
from gridimpact.views.figures import row_of
from gridimpact.views.tables import short_names

NAMED = 3
"""Regions named in the headline, those with the most new cuts first. [-]  Chosen: one line."""

LARGE_SHARE = 0.3
"""New cuts above this share of a region's demand are named too, whatever their MW. [0..1]  Chosen: a third of the
region goes dark."""

MARKS = ("p10", "p50", "p90")


def headline(assessment: Assessment) -> str:
    """What the attack did, what was short before it, and what import can cure, at the peak hour."""
    return " ".join(filter(None, (attack(assessment), shortage_before(assessment), import_cure(assessment))))


def attack(assessment: Assessment) -> str:
    """What the reported damage does at the peak hour, and where; relief is named apart, never subtracted."""
    caused = assessment.caused
    if not assessment.contingency.components:
        return _("No reported damage counts in this answer.")
    if wording.power(caused.new_cuts_mw) == wording.power(0.0):
        return _("At the peak hour the reported damage cuts nobody off who would otherwise have power.")
    text = _(
        "At the peak hour the reported damage newly cuts {power} of demand, equal to that of {people} people: "
        "{regions}.",
        power=_ranged(assessment, "new_cuts_peak_mw", caused.new_cuts_mw, wording.power),
        people=_ranged(assessment, "people_new_peak", caused.people_new, wording.people),
        regions=", ".join(_where(assessment)),
    )
    relief = _ranged(assessment, "relief_peak_mw", caused.relief_mw, wording.power)
    if relief == wording.power(0.0):
        return text
    return f"{text} " + _(
        "Elsewhere the shortage eases by {power}, because cut regions can no longer draw their share.", power=relief
    )


def shortage_before(assessment: Assessment) -> str:
    """What could not be served at the peak hour without the reported damage."""
    before, peak = assessment.baseline, assessment.evaluation.peak
    short, demand = float(before.total_shed_mw[peak]), float(before.total_demand_mw[peak])
    if wording.power(short) == wording.power(0.0):
        return _("Without the damage all {demand} of demand could be served.", demand=wording.power(demand))
    return _(
        "Without the damage {power} of {demand} would be short as well.",
        power=wording.power(short),
        demand=wording.power(demand),
    )


def import_cure(assessment: Assessment) -> str:
    """How much of the shortage with the damage more import could remove, and how much it could not."""
    row = row_of(assessment.evaluation.imports_total, assessment.evaluation.peak)
    short, removable, allowed = (float(row[name]) for name in ("unserved_mw", "removable_mw", "allowed_mw"))
    if wording.power(short) == wording.power(0.0):
        return ""
    if wording.power(removable) == wording.power(0.0):
        return _("No import can reach the {power} now short.", power=wording.power(short))
    rest = max(short - removable, 0.0)
    if wording.power(rest) == wording.power(0.0):
        return _(
            "Unlimited import could serve all {power} now short; {allowed} of import is allowed.",
            power=wording.power(short),
            allowed=wording.limit(allowed),
        )
    return _(
        "Of the {power} now short, {rest} cannot be reached by any import; {allowed} of import is allowed.",
        power=wording.power(short),
        rest=wording.power(rest),
        allowed=wording.limit(allowed),
    )


def _ranged(assessment: Assessment, figure: str, most_likely: float, write: Callable[[float], str]) -> str:
    """A figure with its range, both of the same samples: `420 MW (320–440 MW)`; the most likely day's where none is."""
    ranges = assessment.ranges
    if ranges is None or figure not in ranges.figures.index:
        return write(most_likely)
    return _span([float(row_of(ranges.figures, figure)[mark]) for mark in MARKS], write)


def _span(marks: Sequence[float], write: Callable[[float], str]) -> str:
    low, middle, high = marks
    if write(low) == write(high):
        return write(middle)
    return _("{middle} ({range})", middle=write(middle), range=wording.between(write(low), write(high)))


def _new_cuts(assessment: Assessment, region_id: str) -> str:
    """New cuts of a region, with their range where there is one."""
    ranges, name = assessment.ranges, "new_cuts_peak_mw"
    if ranges is None or f"{name}_p50" not in ranges.regions:
        return wording.power(float(row_of(assessment.caused.regions, region_id)["new_cuts_mw"]))
    row = row_of(ranges.regions, region_id)
    return _span([float(row[f"{name}_{mark}"]) for mark in MARKS], wording.power)


def _where(assessment: Assessment) -> list[str]:
    """Regions with new cuts, the most first: the largest, and all whose new cuts are a large part of their demand."""
    regions = assessment.caused.regions
    cut = regions[regions["new_cuts_mw"] > 0].sort_values("new_cuts_mw", ascending=False, kind="stable")
    names = short_names(assessment.evaluation.regions[name_column()])
    large = cut["new_cuts_mw"] > LARGE_SHARE * cut["demand_mw"]
    named = [key for place, key in enumerate(cut.index) if place < NAMED or large.loc[key]]
    parts = [_("{region} {power}", region=names.get(key, key), power=_new_cuts(assessment, str(key))) for key in named]
    rest = len(cut) - len(named)
    return [*parts, ngettext("{number} other region", "{number} other regions", rest)] if rest else parts
