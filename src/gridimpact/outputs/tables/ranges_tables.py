"""Ranges as plain tables for every export; they know figures, regions and hours, and no component."""

from collections.abc import Iterator

import pandas as pd

from gridimpact.domain.assessment import Assessment
from gridimpact.domain.columns.column import DECIMALS
from gridimpact.domain.grid import Grid
from gridimpact.domain.ranges import Ranges
from gridimpact.outputs.tables.assessment_tables import figures as rounded_figures
from gridimpact.outputs.tables.assessment_tables import local_iso
from gridimpact.outputs.tables.rounding import rounded
from gridimpact.outputs.tables.sheets import Sheet

STATISTICS = ("p10", "p50", "p90")
"""80 % of the samples lie from the first to the last; the middle one is the median."""

REGION_FIGURES = ("people_peak", "ens_mwh", "outage_h", "new_cuts_peak_mw", "people_new_peak")
"""Figures by region."""

HOUR_FIGURES = ("shed_mw", "people", "need_mw", "used_mw")
"""Figures of the whole grid by hour."""

_COUNT_DECIMALS = 1
"""Digits after the point of ranges of counts: a percentile need not be whole. [-]"""


def figures(assessment: Assessment, ranges: Ranges) -> pd.DataFrame:
    """Headline figures with their ranges.

    Parameters
    ----------
    assessment : Assessment
    ranges : Ranges

    Returns
    -------
    DataFrame
        `figure`, `unit`, `value` (most likely damage), `p10`, `p50`, `p90`, `mean`, `standard_error` (of the mean),
        `tail_mean` (mean of the worst 10 %), `note`; numbers in the unit of their row.
    """
    likely = rounded_figures(assessment).set_index("figure")
    known = [name for name in likely.index if name in ranges.figures.index]
    table = ranges.figures.loc[known, ["p10", "p50", "p90", "mean", "standard_error", "tail_mean"]].astype(float)
    digits = likely.loc[known, "unit"].map(DECIMALS).fillna(_COUNT_DECIMALS).astype(int)
    by_unit = pd.DataFrame({name: table.loc[name].round(places) for name, places in digits.items()}).T
    parts = [likely.loc[known, ["unit", "value"]], by_unit, likely.loc[known, ["note"]]]
    return pd.concat(parts, axis=1).reset_index(names="figure")


def region_columns(ranges: Ranges) -> pd.DataFrame:
    """Index region id; `p_loses_more` (chance of losing over 20 % of the day's energy), and P10, P50, P90 by figure.

    Parameters
    ----------
    ranges : Ranges

    Returns
    -------
    DataFrame
        `<figure>_p10`, `_p50`, `_p90` of `REGION_FIGURES` [people, MWh, h].
    """
    columns = [f"{name}_{statistic}" for name in REGION_FIGURES for statistic in STATISTICS]
    return rounded(ranges.regions[["p_loses_more", *columns]])


def regions(assessment: Assessment, ranges: Ranges) -> pd.DataFrame:
    """The same with `region_id` and names, in the order of the assessment.

    Parameters
    ----------
    assessment : Assessment
    ranges : Ranges

    Returns
    -------
    DataFrame
    """
    names = assessment.evaluation.regions[["name_en", "name_uk"]]
    table: pd.DataFrame = names.join(region_columns(ranges)).rename_axis("region_id").reset_index()
    return table


def hours(ranges: Ranges, grid: Grid | None) -> pd.DataFrame:
    """The whole grid by hour: `snapshot` (local time) and P10, P50, P90 of each figure.

    Parameters
    ----------
    ranges : Ranges
    grid : Grid, optional
        Gives local time; None: times are UTC.

    Returns
    -------
    DataFrame
        P10, P50, P90 of `HOUR_FIGURES` [MW, people].
    """
    columns = [f"{name}_{statistic}" for name in HOUR_FIGURES for statistic in STATISTICS]
    table = rounded(ranges.hours[columns]).reset_index(drop=True)
    table.insert(0, "snapshot", [local_iso(moment, grid) for moment in ranges.hours.index])
    return table


def sheets(assessment: Assessment, grid: Grid | None) -> Iterator[tuple[Sheet, pd.DataFrame]]:
    """Sheets of the workbook: name and table; none where no ranges were worked out.

    Parameters
    ----------
    assessment : Assessment
    grid : Grid, optional
        Gives local time; None: times are UTC.

    Yields
    ------
    tuple of Sheet and DataFrame
    """
    if assessment.ranges is None:
        return
    yield Sheet.RANGES, figures(assessment, assessment.ranges)
    yield Sheet.RANGES_BY_REGION, regions(assessment, assessment.ranges)
    yield Sheet.RANGES_BY_HOUR, hours(assessment.ranges, grid)


def joined(table: pd.DataFrame, assessment: Assessment) -> pd.DataFrame:
    """A table of regions with the columns of their ranges, where there are any.

    Parameters
    ----------
    table : DataFrame
    assessment : Assessment

    Returns
    -------
    DataFrame
    """
    if assessment.ranges is None:
        return table
    return table.merge(region_columns(assessment.ranges), how="left", left_on="region_id", right_index=True)
