"""The assessment as JSON with a stable schema; docs/json.md describes every key."""

from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import date
from enum import Enum
from math import isfinite
from typing import Any

import numpy as np
import pandas as pd

from gridimpact import __version__
from gridimpact.domain.assessment import Assessment
from gridimpact.domain.assumptions import assumptions
from gridimpact.domain.damage import DamageBelief
from gridimpact.domain.evaluation import Evaluation
from gridimpact.domain.grid import COMPONENT_TABLES, Grid
from gridimpact.domain.report import Reports
from gridimpact.domain.scenario import ScenarioEntry
from gridimpact.domain.settings import Settings
from gridimpact.domain.vocabulary import Sensitivity
from gridimpact.errors import Finding
from gridimpact.outputs.files.json_keys import DAYS_AHEAD_KEYS, PEOPLE_KEYS
from gridimpact.outputs.tables import assessment_tables as tables
from gridimpact.outputs.tables import days_ahead_tables, people_tables, ranges_tables

SCHEMA = "gridimpact.assessment/1"
"""Name and version; the number rises when a key changes its meaning or goes."""
EVALUATION_SCHEMA = "gridimpact.evaluation/1"
GRID_SCHEMA = "gridimpact.grid/1"
REPORTS_SCHEMA = "gridimpact.reports/1"
FINDINGS_SCHEMA = "gridimpact.findings/1"
COMPARISON_SCHEMA = "gridimpact.comparison/1"
SCENARIOS_SCHEMA = "gridimpact.scenarios/1"


def assessment_json(
    assessment: Assessment, *, sensitivity: Sensitivity = Sensitivity.PUBLIC, grid: Grid | None = None
) -> dict[str, Any]:
    """Return the assessment as plain values.

    Parameters
    ----------
    assessment : Assessment
        The answer.
    sensitivity : Sensitivity
        Public has regions, hours and countries; restricted adds components, reports and findings.
    grid : Grid, optional
        Its local time is used for all times (else UTC), and its places for components.

    Returns
    -------
    dict
        Only dicts, lists, text, finite numbers, booleans and None.
    """
    restricted = sensitivity is Sensitivity.RESTRICTED
    return {
        "schema": SCHEMA,
        "version": __version__,
        "sensitivity": str(sensitivity),
        "as_of": tables.local_iso(assessment.as_of, grid) if assessment.as_of else None,
        "grid": {"name": assessment.grid_name, "fingerprint": assessment.grid_fingerprint},
        "reports": _reports(assessment, restricted),
        "day": _day(assessment.evaluation, grid),
        "figures": {str(row.pop("figure")): row for row in records(tables.figures(assessment))},
        "regions": records(people_tables.regions_with_people(assessment)),
        "caused": records(tables.caused_regions(assessment)),
        "people": _people(assessment.evaluation, sensitivity, grid),
        "days_ahead": _ahead(assessment, sensitivity),
        "ranges": _ranges(assessment, grid),
        "regions_by_hour": records(tables.regions_by_hour(assessment.evaluation, grid)),
        "imports": records(tables.imports(assessment.evaluation, grid)),
        "imports_total": records(tables.imports_total(assessment.evaluation, grid)),
        "damage": {
            "counts": records(tables.damage_counts(assessment)),
            "components": records(tables.damage_restricted(assessment, grid)) if restricted else None,
        },
        "assumptions": _assumptions(assessment.settings),
        "findings_count": tables.findings_count(assessment),
        "findings": records(tables.findings_restricted(assessment)) if restricted else None,
    }


def evaluation_json(evaluation: Evaluation, grid: Grid) -> dict[str, Any]:
    """Return the evaluation of a stated damage; restricted, because it names the components."""
    contingency = evaluation.dispatch.contingency
    return {
        "schema": EVALUATION_SCHEMA,
        "version": __version__,
        "sensitivity": str(Sensitivity.RESTRICTED),
        "grid": {"name": grid.name, "fingerprint": grid.fingerprint},
        "day": _day(evaluation, grid),
        "contingency": {"out": list(contingency.out), "derated": dict(contingency.derated)},
        "regions": records(tables.region_measures(evaluation)),
        "imports": records(tables.imports(evaluation, grid)),
        "imports_total": records(tables.imports_total(evaluation, grid)),
    }


def grid_json(grid: Grid) -> dict[str, Any]:
    """Return what a grid holds: sizes, reference states and where it comes from."""
    return {
        "schema": GRID_SCHEMA,
        "name": grid.name,
        "fingerprint": grid.fingerprint,
        "title": {"en": grid.title_en, "uk": grid.title_uk},
        "timezone": grid.timezone,
        "rows": {name: len(getattr(grid, name)) for name in COMPONENT_TABLES},
        "reference_states": records(grid.reference_states.rename_axis("id").reset_index()),
        "about": {key: plain(value) for key, value in grid.about.items()},
    }


def reports_json(reports: Reports, belief: DamageBelief) -> dict[str, Any]:
    """Return what becomes of each report; restricted, because it quotes them."""
    return {
        "schema": REPORTS_SCHEMA,
        "sensitivity": str(Sensitivity.RESTRICTED),
        "rows_read": reports.rows_read,
        "columns": [asdict(column) for column in reports.mapping.columns],
        "matches": records(belief.matches.rename_axis("report_id").reset_index()),
        "findings": [item.record() for item in (*reports.findings, *belief.findings)],
    }


def findings_json(findings: Iterable[Finding]) -> dict[str, Any]:
    """Return findings about a grid."""
    return {"schema": FINDINGS_SCHEMA, "findings": [item.record() for item in findings]}


def comparison_json(rows: pd.DataFrame, names: tuple[str, ...], grid: Grid) -> dict[str, Any]:
    """Return a comparison by region; names are those that the reader gave."""
    return {
        "schema": COMPARISON_SCHEMA,
        "version": __version__,
        "sensitivity": str(Sensitivity.PUBLIC),
        "grid": {"name": grid.name, "fingerprint": grid.fingerprint},
        "answers": list(names),
        "rows": records(rows),
    }


def scenarios_json(entries: Iterable[ScenarioEntry]) -> dict[str, Any]:
    """Return the list of saved scenarios; restricted, for titles and notes are somebody's words."""
    listed = [{**{key: plain(value) for key, value in asdict(entry).items()}} for entry in entries]
    return {"schema": SCENARIOS_SCHEMA, "sensitivity": str(Sensitivity.RESTRICTED), "scenarios": listed}


def scenarios_table(entries: Iterable[ScenarioEntry]) -> pd.DataFrame:
    """Return the same as a table for the terminal."""
    rows = [
        (
            one.title,
            f"{one.updated_at:%Y-%m-%d %H:%M} UTC",
            one.revision,
            one.author,
            one.grid_name,
            one.version,
            one.key,
        )
        for one in entries
    ]
    return pd.DataFrame(rows, columns=["title", "changed", "revision", "author", "grid", "version", "key"])


def _reports(assessment: Assessment, restricted: bool) -> dict[str, Any]:
    """Return how many reports there were; names and matches only when restricted."""
    matches = assessment.belief.matches
    outcomes = matches["outcome"].map(str).value_counts().sort_index()
    return {
        "number": len(matches),
        "counted": int(matches["counted"].sum()),
        "outcomes": {str(name): int(number) for name, number in outcomes.items()},
        "name": assessment.reports_name if restricted else None,
        "fingerprint": assessment.reports_fingerprint if restricted else None,
        "matches": records(tables.reports_restricted(assessment)) if restricted else None,
    }


def _people(evaluation: Evaluation, sensitivity: Sensitivity, grid: Grid | None) -> dict[str, Any] | None:
    """Return what the day means on the ground, one list per question; None where it was not worked out."""
    if evaluation.people is None:
        return None
    found = people_tables.sheets(evaluation.people, sensitivity, grid)
    return {PEOPLE_KEYS[sheet]: records(table) for sheet, table in found}


def _ahead(assessment: Assessment, sensitivity: Sensitivity) -> dict[str, Any] | None:
    """Return the days that were followed, one list per question; None where none were."""
    if assessment.ahead is None:
        return None
    found = days_ahead_tables.sheets(assessment.ahead, sensitivity)
    by_key = {DAYS_AHEAD_KEYS[sheet]: records(table) for sheet, table in found}
    return {key: by_key.get(key) for key in DAYS_AHEAD_KEYS.values()}


def _ranges(assessment: Assessment, grid: Grid | None) -> dict[str, Any] | None:
    """Return how far the figures may lie; None where no ensemble was worked out."""
    found = assessment.ranges
    if found is None:
        return None
    return {
        "samples": found.samples,
        "seed": found.seed,
        "stopped_by": found.stopped_by,
        "figures": {str(row.pop("figure")): row for row in records(ranges_tables.figures(assessment, found))},
        "regions": records(ranges_tables.regions(assessment, found)),
        "hours": records(ranges_tables.hours(found, grid)),
        "varied": {name: plain(value) for name, value in found.varied.items()},
        "method": {name: int(value) for name, value in found.method.items()},
    }


def _day(evaluation: Evaluation, grid: Grid | None) -> dict[str, Any]:
    snapshots = evaluation.dispatch.snapshots
    return {
        "first": tables.local_iso(snapshots[0], grid),
        "last": tables.local_iso(snapshots[-1], grid),
        "snapshots": len(snapshots),
        "peak": tables.local_iso(evaluation.peak, grid),
    }


def _assumptions(settings: Settings) -> dict[str, dict[str, Any]]:
    grouped: dict[str, dict[str, Any]] = {group.name: {} for group in fields(settings)}
    for one in assumptions(settings):
        group, option = one.name.split(".", 1)
        grouped[group][option] = plain(one.value)
    return grouped


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table as dicts of plain values."""
    names = [str(name) for name in table.columns]
    columns = [table[name].tolist() for name in table.columns]
    return [{name: plain(value) for name, value in zip(names, row, strict=True)} for row in zip(*columns, strict=True)]


def plain(value: object) -> Any:
    """Return a JSON value: enums by value, dates as ISO text, NaN and infinity as None."""
    if isinstance(value, Enum | np.generic):
        return plain(value.value if isinstance(value, Enum) else value.item())
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        number = float(value)
        return (int(number) if number.is_integer() else number) if isfinite(number) else None
    return value.isoformat() if isinstance(value, date) else str(value)
