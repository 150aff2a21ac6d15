"""Ranges as plain tables for every export; they know figures, regions and hours, and no component."""

from collections.abc import Iterator

import pandas as pd

from gridimpact.domain.grid import Grid
from gridimpact.domain.ranges import Ranges
from gridimpact.domain.results import Assessment
from gridimpact.outputs.tables.assessment_tables import figures as rounded_figures
from gridimpact.outputs.tables.assessment_tables import local_iso

MARKS = ("p10", "p50", "p90")
"""Eight of ten samples lie from the first to the last; the middle one is the median."""

DIGITS = {"share": 4, "people": 0, "person-hours": 0}
"""Digits after the point by unit; one for others. Chosen, as for the figures themselves."""

REGION_FIGURES = {"people_peak": 0, "ens_mwh": 1, "outage_h": 2}
"""Figures told by region, and their digits after the point."""

HOUR_FIGURES = {"shed_mw": 1, "people": 0, "need_mw": 1, "used_mw": 1}


def figures(assessment: Assessment, ranges: Ranges) -> pd.DataFrame:
    """Headline figures: `figure`, `unit`, `value` (most likely damage), `p10`, `p50`, `p90`, `mean`,
    `standard_error` of the mean, `tail_mean` (mean of the worst tenth), `note`.
    """  # noqa: D205
    told = rounded_figures(assessment).set_index("figure")
    known = [name for name in told.index if name in ranges.figures.index]
    table = ranges.figures.loc[known, ["p10", "p50", "p90", "mean", "standard_error", "tail_mean"]].astype(float)
    digits = told.loc[known, "unit"].map(DIGITS).fillna(1).astype(int)
    rounded = pd.DataFrame({name: table.loc[name].round(places) for name, places in digits.items()}).T
    return pd.concat([told.loc[known, ["unit", "value"]], rounded, told.loc[known, ["note"]]], axis=1).reset_index(
        names="figure"
    )


def region_columns(ranges: Ranges) -> pd.DataFrame:
    """Index region id; `p_loses_more` (chance of losing over 20 % of the day's energy) and each figure's marks."""
    digits = {f"{name}_{mark}": places for name, places in REGION_FIGURES.items() for mark in MARKS}
    table: pd.DataFrame = ranges.regions[["p_loses_more", *digits]].round({"p_loses_more": 4, **digits})
    return table


def regions(assessment: Assessment, ranges: Ranges) -> pd.DataFrame:
    """The same with `region_id` and names, in the order of the assessment."""
    names = assessment.evaluation.regions[["name_en", "name_uk"]]
    table: pd.DataFrame = names.join(region_columns(ranges)).rename_axis("region_id").reset_index()
    return table


def hours(ranges: Ranges, grid: Grid | None) -> pd.DataFrame:
    """The whole grid by hour: `snapshot` (local time) and each figure's marks."""
    digits = {f"{name}_{mark}": places for name, places in HOUR_FIGURES.items() for mark in MARKS}
    table = ranges.hours[list(digits)].round(digits).reset_index(drop=True)
    table.insert(0, "snapshot", [local_iso(moment, grid) for moment in ranges.hours.index])
    return table


def sheets(assessment: Assessment, grid: Grid | None) -> Iterator[tuple[str, pd.DataFrame]]:
    """Sheets of the workbook: name and table; none where no ranges were worked out."""
    if assessment.ranges is None:
        return
    yield "Ranges", figures(assessment, assessment.ranges)
    yield "Ranges by region", regions(assessment, assessment.ranges)
    yield "Ranges by hour", hours(assessment.ranges, grid)


def joined(table: pd.DataFrame, assessment: Assessment) -> pd.DataFrame:
    """A table of regions with the columns of their ranges, where there are any."""
    if assessment.ranges is None:
        return table
    return table.merge(region_columns(assessment.ranges), how="left", left_on="region_id", right_index=True)
