"""An assessment as plain tables: what every export holds, and what only a restricted one may.

Public tables know regions, hours and countries. Components, reports, and findings (which may
quote both) are in the tables whose name ends in `_restricted`.
"""

from collections import Counter
from datetime import datetime

import pandas as pd

from gridimpact.domain.assessment import Assessment
from gridimpact.domain.assumptions import assumptions, value_text
from gridimpact.domain.evaluation import Evaluation
from gridimpact.domain.grid import Grid
from gridimpact.domain.settings import Settings
from gridimpact.domain.vocabulary import DAMAGE_STATES
from gridimpact.errors import Message, Severity
from gridimpact.i18n.english_text import EnglishText
from gridimpact.i18n.messages import word_text
from gridimpact.i18n.translate import _
from gridimpact.outputs.tables.rounding import rounded, rounded_value

BASELINE_MEASURES = ("shed_mw", "ens_mwh", "people")
"""Measures of a region that are also given for the same day without the reported damage."""


def local_iso(moment: datetime, grid: Grid | None) -> str:
    """Return a time as ISO 8601 with offset, in the local time of the grid (else UTC).

    Parameters
    ----------
    moment : datetime
    grid : Grid, optional
        Gives local time; None: times are UTC.

    Returns
    -------
    str
        For example `2026-01-15T18:00+02:00`.
    """
    stamp = pd.Timestamp(moment)
    aware = stamp.tz_localize("UTC") if stamp.tzinfo is None else stamp
    return aware.tz_convert(grid.timezone if grid else "UTC").isoformat(timespec="minutes")


def figures(assessment: Assessment) -> pd.DataFrame:
    """Headline figures: `figure`, `value`, `unit`, `baseline`, `caused`, `note`.

    Parameters
    ----------
    assessment : Assessment

    Returns
    -------
    DataFrame
        `figure`, `value`, `unit`, `baseline`, `caused` (value less baseline), `note`; numbers in the unit of their row.
    """
    summary = assessment.summary()
    numbers = {
        name: [rounded_value(value, str(unit)) for value, unit in zip(summary[name], summary["unit"], strict=True)]
        for name in ("value", "baseline", "caused")
    }
    return summary.assign(**numbers).rename_axis("figure").reset_index()


def region_measures(evaluation: Evaluation) -> pd.DataFrame:
    """Measures of the day by region.

    Parameters
    ----------
    evaluation : Evaluation

    Returns
    -------
    DataFrame
        `region_id`, names, `population`, `demand_mw`, `shed_mw` (at the peak hour) [MW], `demand_mwh`, `ens_mwh`
        [MWh], `unserved_share` (of the day's energy) [0..1], `people`, `person_hours`, `outage_h` [h].
    """
    table = pd.DataFrame(evaluation.regions.drop(columns="geometry"))
    return rounded(table.rename_axis("region_id").reset_index())


def regions(assessment: Assessment) -> pd.DataFrame:
    """Measures of the day by region, with those of the day without the reported damage.

    Parameters
    ----------
    assessment : Assessment

    Returns
    -------
    DataFrame
        As `region_measures`, with `baseline_shed_mw` [MW], `baseline_ens_mwh` [MWh] and `baseline_people`.
    """
    table = region_measures(assessment.evaluation)
    without = rounded(pd.DataFrame(assessment.baseline.regions[list(BASELINE_MEASURES)]))
    aligned = without.reindex(table["region_id"]).add_prefix("baseline_").reset_index(drop=True)
    return pd.concat([table, aligned], axis=1)


def caused_regions(assessment: Assessment) -> pd.DataFrame:
    """What the reported damage causes, by region, those with most new cuts first.

    Parameters
    ----------
    assessment : Assessment

    Returns
    -------
    DataFrame
        `region_id`; at the peak hour `demand_mw`, `shed_before_mw`, `new_cuts_mw`, `relief_mw` [MW], `people_new`
        [people]; over the day `new_cuts_mwh` [MWh], `person_hours_new` [person-hours].
    """
    columns = ["demand_mw", "shed_before_mw", "new_cuts_mw", "relief_mw", "people_new"]
    table = assessment.caused.regions[[*columns, "new_cuts_mwh", "person_hours_new"]]
    ordered = table.sort_values("new_cuts_mw", ascending=False, kind="stable")
    return rounded(ordered.rename_axis("region_id").reset_index())


def regions_by_hour(evaluation: Evaluation, grid: Grid | None) -> pd.DataFrame:
    """Measures by region and hour; `snapshot` is text, ISO 8601 with offset.

    Parameters
    ----------
    evaluation : Evaluation
    grid : Grid, optional
        Gives local time; None: times are UTC.

    Returns
    -------
    DataFrame
        `snapshot`, `region_id`, `demand_mw`, `shed_mw` [MW], `unserved_share` [0..1], `people`.
    """
    table = evaluation.regions_hourly
    return rounded(table.assign(snapshot=[local_iso(moment, grid) for moment in table["snapshot"]]))


def imports(evaluation: Evaluation, grid: Grid | None) -> pd.DataFrame:
    """Import by hour and country: need, allowed, deliverable, used and the binding cause.

    Parameters
    ----------
    evaluation : Evaluation
    grid : Grid, optional
        Gives local time; None: times are UTC.

    Returns
    -------
    DataFrame
        `snapshot`, `country`, `need_mw`, `allowed_mw`, `deliverable_mw`, `used_mw` [MW], `binding`.
    """
    table = evaluation.imports.reset_index()
    return rounded(table.assign(snapshot=[local_iso(moment, grid) for moment in table["snapshot"]]))


def imports_total(evaluation: Evaluation, grid: Grid | None) -> pd.DataFrame:
    """Import of the whole grid by hour.

    Parameters
    ----------
    evaluation : Evaluation
    grid : Grid, optional
        Gives local time; None: times are UTC.

    Returns
    -------
    DataFrame
        `snapshot`, the same powers, `unserved_mw`, `removable_mw` [MW], `binding`, `corridor_regions`.
    """
    table = evaluation.imports_total.rename_axis("snapshot").reset_index()
    return rounded(table.assign(snapshot=[local_iso(moment, grid) for moment in table["snapshot"]]))


def damage_counts(assessment: Assessment) -> pd.DataFrame:
    """Damage blurred for the public: how many components by region and kind, not which.

    Parameters
    ----------
    assessment : Assessment

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
    return rounded(counted)


def damage_restricted(assessment: Assessment, grid: Grid | None) -> pd.DataFrame:
    """Every component that a report points at, with its belief and what the model assumed.

    Parameters
    ----------
    assessment : Assessment
    grid : Grid, optional
        Gives local time; None: times are UTC.

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
    return rounded(table).rename_axis("component_id").reset_index()


def reports_restricted(assessment: Assessment) -> pd.DataFrame:
    """What became of each report: `report_id`, where it was matched, whether it counted and why not.

    Parameters
    ----------
    assessment : Assessment

    Returns
    -------
    DataFrame
        `report_id`, `outcome`, `component_id`, `region_id`, `candidates`, `how`, `claim`, `counted`, `reason`.
    """
    return assessment.belief.matches.rename_axis("report_id").reset_index()


def findings_restricted(assessment: Assessment) -> pd.DataFrame:
    """Every finding; its text may quote reports and components.

    Parameters
    ----------
    assessment : Assessment

    Returns
    -------
    DataFrame
        `severity`, `where`, `what`, `ids`, `remedy`; in English.
    """
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
    """Return the number of findings by severity.

    Parameters
    ----------
    assessment : Assessment

    Returns
    -------
    dict of str to int
        Number by `info`, `warning`, `error`.
    """
    counted = Counter(str(item.severity) for item in assessment.findings)
    return {str(severity): counted[str(severity)] for severity in Severity}


def assumption_rows(settings: Settings) -> pd.DataFrame:
    """Every assumption in the language spoken.

    Parameters
    ----------
    settings : Settings

    Returns
    -------
    DataFrame
        `title` (what it is), `name`, `value`, `unit`, `default`, `basis` (source or reason, in English as the
        settings state it); numbers stay numbers, and what has no dimension has no unit.
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
    # Words of closed lists (seasons, hours of a check) are translated; a list of numbers is no word, and stays.
    return word_text(text) if text else _("none stated")
