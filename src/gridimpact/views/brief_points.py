"""Sentences of the brief: what stands out, what is uncertain, where it comes from."""

from typing import Any

import pandas as pd

from gridimpact.domain.assessment import Assessment
from gridimpact.domain.grid import Grid
from gridimpact.domain.vocabulary import Season
from gridimpact.i18n.translate import _, ngettext, number, spoken
from gridimpact.views import ranges, wording
from gridimpact.views.figures import row_of, totals_at
from gridimpact.views.tables import region_names

SEVERE = 4
"""Severity class from which a region is named. [-]"""

WINTER_MONTHS = (10, 11, 12, 1, 2, 3)
"""As `DemandSettings.season` has it."""

DISAGREE = 0.25
"""Conflict above which the sources of a component are said to disagree. [0..1]  Chosen."""

NAMED = 6
"""Regions named in a sentence. [-]  Chosen: two lines."""


def highlights(assessment: Assessment) -> tuple[str, ...]:
    """What a reader should know who reads nothing else."""
    hour = totals_at(assessment, assessment.evaluation.peak)
    before = wording.power(float(assessment.baseline.total_shed_mw[assessment.evaluation.peak]))
    points = [
        _(
            "Without the reported damage the shortfall would be {before}; the damage newly cuts {caused}.",
            before=before,
            caused=wording.power(hour.shed_new_mw),
        )
    ]
    people = assessment.evaluation.people
    if people is None:
        return tuple(points)
    names, hours = region_names(assessment.evaluation), people.outages.regions
    supplied = hours[people.severity["severity"].reindex(hours.index) > 0]
    if (supplied["off_h"] > 0).any():
        usual = wording.hours(float(supplied["off_h"].median()))
        points.append(_("In most regions each queue is off for about {hours} of the day.", hours=usual))
    severe = people.severity[people.severity["severity"] >= SEVERE].sort_values(
        "severity", ascending=False, kind="stable"
    )
    if len(severe):
        listed = "; ".join(
            f"{names.get(key, key)} {step} ({wording.result_words(str(why))})"
            for key, step, why in zip(severe.index, severe["severity"], severe["severity_by"], strict=True)
        )
        points.append(_("Severity 4 or 5: {regions}.", regions=listed))
    emergency = hours[hours["emergency_h"] > 0].sort_values("emergency_h", ascending=False, kind="stable")
    if len(emergency):
        points.append(
            _(
                "Emergency outages, without rotation: {regions}.",
                regions=_listed(
                    [f"{names.get(key, key)} {wording.hours(value)}" for key, value in emergency["emergency_h"].items()]
                ),
            )
        )
    if people.services[["people_water_high", "people_heat_high"]].to_numpy().any():
        points.append(_services(people.services))
    return tuple(points)


def _services(services: pd.DataFrame) -> str:
    water, heat = (
        _between(float(services[f"people_{name}_low"].sum()), float(services[f"people_{name}_high"].sum()))
        for name in ("water", "heat")
    )
    return _(
        "Without piped water {water} people, without district heat {heat} at a time, at {celsius} outside.",
        water=water,
        heat=heat,
        celsius=f"{number(float(services['outdoor_c'].max()))}\u00a0°C",
    )


def uncertain(assessment: Assessment) -> tuple[str, ...]:
    """What the figures do not say, with how much of it there is."""
    belief, matches = assessment.belief, assessment.belief.matches
    counted = int(matches["counted"].sum()) if len(matches) else 0
    damaged = belief.components.reindex(assessment.contingency.components)
    disputed = int((damaged["conflict"] > DISAGREE).sum()) if len(belief.components) else 0
    points = [
        _(
            "{counted} of {all} are counted; the others are copies, superseded, or need review of their location.",
            counted=number(counted),
            all=wording.counted(len(matches), "report"),
        ),
        _spread(assessment),
        _("Components without reports are assumed intact."),
        _(
            "The grid is generalised from public data: demand is distributed over regions and hours "
            "from published totals. These are planning figures, not measurements; they do not show "
            "which streets are off."
        ),
    ]
    if disputed:
        points.insert(
            1,
            ngettext(
                "The sources disagree about {number} damaged component.",
                "The sources disagree about {number} damaged components.",
                disputed,
            ),
        )
    return tuple(points)


def _spread(assessment: Assessment) -> str:
    """What the ranges hold, or that there are none."""
    if assessment.ranges is None:
        return _("The figures are for the most likely damage only; they are not a range over all possible damage.")
    return ranges.method(assessment.ranges)


def sources(assessment: Assessment, grid: Grid | None, issued_by: str) -> tuple[str, ...]:
    """Where the figures come from and how they were made."""
    points = [
        _(
            "Reports are weighted by the grade of their source; the most likely damage is applied to "
            "the grid and 24 hours are dispatched: critical load first, the remaining shortfall "
            "shared equally, import where needed."
        )
    ]
    if grid is not None:
        row = _state(assessment, grid)
        if row is not None:
            points.append(_("Demand and generation as on: {state}.", state=row[f"title_{spoken()}"]))
        points.append(f"{grid.title_uk if spoken() == 'uk' else grid.title_en}.")
    points.append(
        _(
            "To reproduce these figures: grid {grid}, {reports}.",
            grid=assessment.grid_fingerprint[:8],
            reports=wording.counted(len(assessment.belief.matches), "report"),
        )
    )
    if issued_by:
        points.append(_("Questions to: {who}.", who=issued_by))
    return tuple(points)


def _state(assessment: Assessment, grid: Grid) -> dict[str, Any] | None:
    """The reference state that was assumed; None for a grid without."""
    states, demand = grid.reference_states, assessment.settings.demand
    if not len(states):
        return None
    if demand.reference_state in states.index:
        return row_of(states, demand.reference_state)
    first = assessment.evaluation.dispatch.snapshots[0].tz_convert(grid.timezone)
    season = demand.season or (Season.WINTER if first.month in WINTER_MONTHS else Season.SUMMER)
    usual = states[states["default"].astype(bool) & (states["season"] == season)]
    return row_of(usual, usual.index[0]) if len(usual) else None


def _between(low: float, high: float) -> str:
    ends = (wording.people(low), wording.people(high))
    return ends[0] if ends[0] == ends[1] else _("{low} to {high}", low=ends[0], high=ends[1])


def _listed(parts: list[str]) -> str:
    rest = len(parts) - NAMED
    shown = ", ".join(parts[:NAMED])
    return _("{list} and {number} more", list=shown, number=number(rest)) if rest > 0 else shown
