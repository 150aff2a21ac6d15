"""The assessment as an XLSX workbook: one sheet per question, each marked with its sensitivity."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pandas as pd
import xlsxwriter

from gridimpact import __version__
from gridimpact.adapters.safe_cells import safe_cell, safe_frame
from gridimpact.domain.assessment import Assessment
from gridimpact.domain.columns.registry import heading
from gridimpact.domain.grid import Grid
from gridimpact.domain.vocabulary import Sensitivity
from gridimpact.i18n.translate import N_, _, moment, number, spoken
from gridimpact.outputs.tables import assessment_tables as tables
from gridimpact.outputs.tables import days_ahead_tables, people_tables, ranges_tables
from gridimpact.outputs.tables.sheets import Sheet
from gridimpact.outputs.tables.value_words import translated

MARKS = {
    Sensitivity.PUBLIC: N_("PUBLIC: by region; no component, report text or place"),
    Sensitivity.RESTRICTED: N_("RESTRICTED: names components and reports; do not publish or forward"),
}
"""First line of every sheet."""

_TEXT_ONLY = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
_MAX_CELL = 32_000
"""Longest text in a cell. [characters]  Source: Excel holds 32,767."""
_WORDS_POINTS = 42
"""Height of the row of words: three lines. [points]"""
_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""Creation time written into the file, so that equal assessments give equal bytes."""

SHEET_COLUMNS: Mapping[Sheet, Mapping[str, str]] = {Sheet.FINDINGS: {"severity": "kind"}}
"""Columns whose name means something else on a sheet: the column of the registry that it is there."""

METHOD = (
    N_("Reports are weighed into a probability for each of five damage states per component (Bayes, source grades)."),
    N_("The most likely damage is applied to the grid and 24 hours are dispatched."),
    N_("Critical load is served first, what cannot be served is shared out, import is used only where it is needed."),
    N_("'baseline' is the same day without the reported damage; 'caused' is the difference between the two."),
    N_("People: people supplied in the region x share of demand not served; rolling outages make them take turns."),
    N_("Queues: shedding is rolled over 6 queues of 2 parts; more than 4 queues at once is an emergency outage."),
    N_("'low' and 'high': critical consumers kept on as their list says, and cut like everybody else."),
    N_("The grid is generalised public data; reports, demand and available generation are uncertain."),
    N_("These are planning figures, not measurements."),
)


def xlsx_bytes(
    assessment: Assessment, *, sensitivity: Sensitivity = Sensitivity.PUBLIC, grid: Grid | None = None
) -> bytes:
    """Return the workbook.

    Parameters
    ----------
    assessment : Assessment
        The answer to tell.
    sensitivity : Sensitivity
        Restricted adds the sheets Damage, Reports and Findings.
    grid : Grid, optional
        Gives local time and the places of components.

    Returns
    -------
    bytes
        An XLSX file without formulas and links.
    """
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, _TEXT_ONLY)
    book.set_properties({"title": f"gridimpact {assessment.grid_name}", "created": _NO_TIME})
    styles = {
        "mark": book.add_format({"bold": True, "font_color": "#9C0006" if _restricted(sensitivity) else "#1F4E3D"}),
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
        "words": book.add_format({"text_wrap": True, "valign": "bottom", "italic": True, "font_color": "#5B6470"}),
    }
    for one, table in sheets(assessment, sensitivity, grid):
        sheet = book.add_worksheet(one.title)
        sheet.set_header(f"&L{sensitivity.upper()}&C{one.title}")
        sheet.write_string(0, 0, _(MARKS[sensitivity]), styles["mark"])
        _write(sheet, safe_frame(translated(table)), styles, SHEET_COLUMNS.get(one, {}))
    book.close()
    return buffer.getvalue()


def _restricted(sensitivity: Sensitivity) -> bool:
    return sensitivity is Sensitivity.RESTRICTED


def sheets(assessment: Assessment, sensitivity: Sensitivity, grid: Grid | None) -> Iterator[tuple[Sheet, pd.DataFrame]]:
    """Yield the sheets and their tables.

    Parameters
    ----------
    assessment : Assessment
    sensitivity : Sensitivity
        Restricted adds the sheets Damage, Reports and Return to service.
    grid : Grid, optional
        Gives local time and the places of components.

    Yields
    ------
    tuple of Sheet and DataFrame
    """
    yield Sheet.README, _readme(assessment, sensitivity, grid)
    yield Sheet.KEY_FIGURES, tables.figures(assessment)
    yield from ranges_tables.sheets(assessment, grid)
    yield Sheet.REGIONS, people_tables.regions_with_people(assessment)
    if assessment.evaluation.people is not None:
        yield from people_tables.sheets(assessment.evaluation.people, sensitivity, grid)
    yield from days_ahead_tables.sheets(assessment.ahead, sensitivity)
    yield Sheet.REGIONS_BY_HOUR, tables.regions_by_hour(assessment.evaluation, grid)
    yield Sheet.IMPORTS, tables.imports(assessment.evaluation, grid)
    yield Sheet.IMPORTS_TOTAL, tables.imports_total(assessment.evaluation, grid)
    yield Sheet.DAMAGE_BY_REGION, tables.damage_counts(assessment)
    if _restricted(sensitivity):
        yield Sheet.DAMAGE, tables.damage_restricted(assessment, grid)
        yield Sheet.REPORTS, tables.reports_restricted(assessment)
    yield Sheet.ASSUMPTIONS, tables.assumption_rows(assessment.settings)
    yield Sheet.FINDINGS, _findings(assessment, sensitivity)


def _readme(assessment: Assessment, sensitivity: Sensitivity, grid: Grid | None) -> pd.DataFrame:
    """What the workbook is, of when, and how it was made."""
    snapshots, matches = assessment.evaluation.dispatch.snapshots, assessment.belief.matches
    zone = grid.timezone if grid else "UTC"
    first, last = (moment(time, zone) for time in (snapshots[0], snapshots[-1]))
    title = (grid.title_uk if spoken() == "uk" else grid.title_en) if grid else assessment.grid_name
    known, used = number(len(matches)), number(int(matches["counted"].sum()))
    counted = _("{all}, of which {counted} counted", all=known, counted=used)
    as_of = moment(assessment.as_of, zone) if assessment.as_of else _("not stated")
    rows = [
        (_("what"), _("Impact of reported strikes on the power supply")),
        (_("grid"), f"{title} ({assessment.grid_fingerprint})"),
        (_("as of"), as_of),
        (_("hours"), _("{first} to {last}", first=first, last=last)),
        (_("times"), zone),
        (_("reports"), counted),
        (_("sensitivity"), _(MARKS[sensitivity])),
        (_("units of columns"), _("_mw megawatt, _mwh megawatt-hour, _h hour, _share 0 to 1")),
        *((_("method"), _(sentence)) for sentence in METHOD),
        *_ranges(assessment),
        (_("made by"), f"gridimpact {__version__}"),
    ]
    return pd.DataFrame(rows, columns=["item", "text"])


def _ranges(assessment: Assessment) -> Iterator[tuple[str, str]]:
    """What the sheets of ranges hold."""
    if assessment.ranges is not None:
        yield (
            _("ranges"),
            _(
                "{samples} samples of what reports, weather, failing units and import leave open (seed {seed}). Eight "
                "of ten lie from p10 to p90; p50 is the middle; tail_mean is the mean of the worst tenth; value is the "
                "figure with the most likely damage.",
                samples=number(assessment.ranges.samples),
                seed=assessment.ranges.seed,
            ),
        )


def _findings(assessment: Assessment, sensitivity: Sensitivity) -> pd.DataFrame:
    if _restricted(sensitivity):
        return tables.findings_restricted(assessment)
    counted = tables.findings_count(assessment)
    return pd.DataFrame({"severity": list(counted), "number": list(counted.values())})


def _write(sheet: Any, table: pd.DataFrame, styles: dict[str, Any], columns: Mapping[str, str]) -> None:
    """Write a table from the third row on, with its header frozen; above it what each column holds, with its unit."""
    for column, name in enumerate(table.columns):
        values = table[name].tolist()
        sheet.write_string(1, column, heading(columns.get(str(name), str(name))), styles["words"])
        sheet.write_string(2, column, str(safe_cell(str(name))), styles["head"])
        for row, value in enumerate(values, start=3):
            _write_cell(sheet, (row, column), value, styles["wrap"])
        longest = max((len(str(value)) for value in values), default=0)
        sheet.set_column(column, column, min(max(len(str(name)), longest) + 2, 70))
    sheet.set_row(1, _WORDS_POINTS)
    sheet.freeze_panes(3, 1)
    if len(table):
        sheet.autofilter(2, 0, 2 + len(table), len(table.columns) - 1)


def _write_cell(sheet: Any, cell: tuple[int, int], value: Any, wrap: Any) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(*cell, value)
    elif isinstance(value, int | float):
        if pd.notna(value) and abs(value) != float("inf"):
            sheet.write_number(*cell, value)
    elif value is not None and not pd.isna(value):
        sheet.write_string(*cell, str(safe_cell(str(value)))[:_MAX_CELL], wrap)
