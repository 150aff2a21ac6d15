"""An assessment as plain tables: what every export tells, and what only a restricted one may.

Public tables know regions, hours and countries. Components, reports, and findings (which may
quote both) are in the tables whose name ends in `_restricted`.
"""

from collections import Counter
from datetime import datetime

import pandas as pd

from gridimpact.domain.assumptions import assumptions, value_text
from gridimpact.domain.grid import Grid
from gridimpact.domain.results import Assessment, Evaluation
from gridimpact.domain.settings import Settings
from gridimpact.domain.vocabulary import DAMAGE_STATES
from gridimpact.errors import Message, Severity
from gridimpact.i18n.english_text import EnglishText
from gridimpact.i18n.messages import word_text
from gridimpact.i18n.translate import _

BASELINE_MEASURES = ("shed_mw", "ens_mwh", "people")
"""Measures of a region that are also told for the same day without the reported damage."""

DECIMALS = {"_mw": 1, "_mwh": 1, "_h": 2, "_share": 4, "_pu": 4}
"""Digits after the point by unit suffix; people and person-hours are whole. Chosen: finer digits
would claim an accuracy that the model does not have."""

_WHOLE = ("people", "person_hours", "population")


def local_iso(moment: datetime, grid: Grid | None) -> str:
    """Return a time as ISO 8601 with offset, in the local time of the grid (else UTC)."""
    stamp = pd.Timestamp(moment)
    aware = stamp.tz_localize("UTC") if stamp.tzinfo is None else stamp
    return aware.tz_convert(grid.timezone if grid else "UTC").isoformat(timespec="minutes")


def rounded(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with each measure rounded by the unit in its name."""
    digits = {str(name): _digits(str(name)) for name in table.columns}
    return table.round({name: places for name, places in digits.items() if places is not None})


def rounded_value(value: float, unit: str) -> float:
    """Return a figure rounded by its unit."""
    places = {"MW": 1, "MWh": 1, "h": 2, "share": 4}.get(unit, 0)
    return round(float(value), places) + 0.0  # no negative zero


def _digits(name: str) -> int | None:
    if name.endswith(_WHOLE):
        return 0
    return next((places for suffix, places in DECIMALS.items() if name.endswith(suffix)), None)


def figures(assessment: Assessment) -> pd.DataFrame:
    """Headline figures: `figure`, `value`, `unit`, `baseline`, `caused`, `note`."""
    summary = assessment.summary()
    numbers = {
        name: [rounded_value(value, str(unit)) for value, unit in zip(summary[name], summary["unit"], strict=True)]
        for name in ("value", "baseline", "caused")
    }
    return summary.assign(**numbers).rename_axis("figure").reset_index()


def region_measures(evaluation: Evaluation) -> pd.DataFrame:
    """Measures of the day by region."""
    table = pd.DataFrame(evaluation.regions.drop(columns="geometry"))
    return rounded(table.rename_axis("region_id").reset_index())


def regions(assessment: Assessment) -> pd.DataFrame:
    """Measures of the day by region, with those of the day without the reported damage."""
    table = region_measures(assessment.evaluation)
    without = rounded(pd.DataFrame(assessment.baseline.regions[list(BASELINE_MEASURES)]))
    aligned = without.reindex(table["region_id"]).add_prefix("baseline_").reset_index(drop=True)
    return pd.concat([table, aligned], axis=1)


def regions_by_hour(evaluation: Evaluation, grid: Grid | None) -> pd.DataFrame:
    """Measures by region and hour; `snapshot` is text, ISO 8601 with offset."""
    table = evaluation.regions_hourly
    return rounded(table.assign(snapshot=[local_iso(moment, grid) for moment in table["snapshot"]]))


def imports(evaluation: Evaluation, grid: Grid | None) -> pd.DataFrame:
    """Import by hour and country: need, allowed, deliverable, used and the binding cause."""
    table = evaluation.imports.reset_index()
    return rounded(table.assign(snapshot=[local_iso(moment, grid) for moment in table["snapshot"]]))


def imports_total(evaluation: Evaluation, grid: Grid | None) -> pd.DataFrame:
    """Import of the whole grid by hour."""
    table = evaluation.imports_total.rename_axis("snapshot").reset_index()
    return rounded(table.assign(snapshot=[local_iso(moment, grid) for moment in table["snapshot"]]))


def damage_counts(assessment: Assessment) -> pd.DataFrame:
    """Damage blurred for the public: how many components by region and kind, not which.

    Returns
    -------
    DataFrame
        `region_id`, `kind`, `expected_damaged` (sum of the probabilities of any damage) and
        `assumed_damaged` (number in the most likely contingency).
    """
    belief = assessment.belief
    assumed = belief.table.index.isin(assessment.contingency.components)
    rows = belief.components[["region_id", "kind"]].assign(
        expected_damaged=belief.p_damaged.reindex(belief.components.index),
        assumed_damaged=pd.Series(assumed, index=belief.table.index).reindex(belief.components.index).astype(int),
    )
    counted = rows.groupby(["region_id", "kind"], sort=True).sum().reset_index()
    return counted.round({"expected_damaged": 1})


def damage_restricted(assessment: Assessment, grid: Grid | None) -> pd.DataFrame:
    """Every component that a report points at, with its belief and what the model assumed.

    Returns
    -------
    DataFrame
        `component_id`, kind, names, `region_id`, `reports`, `conflict`, `p_damaged`, the five
        states, `capacity_left_share` (1 where assumed intact), and `lat`, `lon` when known.
    """
    belief, contingency = assessment.belief, assessment.contingency
    left = {**dict.fromkeys(contingency.out, 0.0), **contingency.derated}
    table = belief.components.assign(
        p_damaged=belief.p_damaged.reindex(belief.components.index),
        **{state: belief.table[state].reindex(belief.components.index) for state in DAMAGE_STATES},
        capacity_left_share=[left.get(str(component), 1.0) for component in belief.components.index],
    )
    if grid is not None:
        places = grid.components[["lat", "lon"]]
        table = table.assign(lat=places["lat"].reindex(table.index), lon=places["lon"].reindex(table.index))
    states = dict.fromkeys(("p_damaged", "conflict", *DAMAGE_STATES), 4)
    return table.round(states).rename_axis("component_id").reset_index()


def reports_restricted(assessment: Assessment) -> pd.DataFrame:
    """What became of each report: `report_id`, where it was matched, whether it counted and why not."""
    return assessment.belief.matches.rename_axis("report_id").reset_index()


def findings_restricted(assessment: Assessment) -> pd.DataFrame:
    """Every finding; its text may quote reports and components."""
    rows = [
        (
            str(item.severity),
            EnglishText.of(item.where) if isinstance(item.where, Message) else item.where,
            EnglishText.of(item.message),
            ", ".join(item.ids),
            EnglishText.of(item.remedy_message),
        )
        for item in assessment.findings
    ]
    return pd.DataFrame(rows, columns=["severity", "where", "what", "ids", "remedy"])


def findings_count(assessment: Assessment) -> dict[str, int]:
    """Return the number of findings by severity."""
    counted = Counter(str(item.severity) for item in assessment.findings)
    return {str(severity): counted[str(severity)] for severity in Severity}


def assumption_rows(settings: Settings) -> pd.DataFrame:
    """Every assumption in the language spoken.

    Returns
    -------
    DataFrame
        `title` (what it is), `name`, `value`, `unit`, `default`, `basis` (source or reason, in English as the
        settings tell it); numbers stay numbers, and what has no dimension has no unit.
    """
    rows = [
        (_(one.title), one.name, _plain(one.value), _(one.unit.strip("-")), _plain(one.default), one.basis)
        for one in assumptions(settings)
    ]
    return pd.DataFrame(rows, columns=["title", "name", "value", "unit", "default", "basis"], dtype=object)


def _plain(value: object) -> object:
    """A value as a sheet holds it: single numbers and yes or no as such, all else as people write it."""
    if isinstance(value, bool | int | float):
        return value
    text = value_text(value)
    # Words of closed lists (seasons, hours of a check) are told; a list of numbers is no word, and stays.
    return word_text(text) if text else _("none stated")
