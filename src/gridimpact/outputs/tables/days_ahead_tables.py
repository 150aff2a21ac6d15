"""The days ahead as plain tables for every export; only the times of return name components."""

from collections.abc import Iterator

import pandas as pd

from gridimpact.domain.days_ahead import DaysAhead
from gridimpact.domain.vocabulary import Sensitivity
from gridimpact.outputs.tables.assessment_tables import rounded


def sheets(ahead: DaysAhead | None, sensitivity: Sensitivity) -> Iterator[tuple[str, pd.DataFrame]]:
    """Sheets of the workbook: name and table; none where no days were followed."""
    if ahead is None:
        return
    yield "Days ahead", _whole(ahead.days.reset_index())
    yield "Days ahead by region", _whole(ahead.regions)
    yield "Days ahead people", _whole(ahead.durations)
    yield "Days ahead facilities", facilities(ahead, sensitivity)
    if sensitivity is Sensitivity.RESTRICTED:
        yield "Return to service", returns_restricted(ahead)


def facilities(ahead: DaysAhead, sensitivity: Sensitivity) -> pd.DataFrame:
    """Hours and fuel over all days; the public learns sums by region and kind, and no name."""
    table = ahead.facilities
    if sensitivity is Sensitivity.RESTRICTED or not len(table):
        return table.round(1)
    counted = table.groupby(["region_id", "kind"], sort=False)
    summed = counted[["number", "fuel_l_low", "fuel_l_high"]].sum()
    most = counted[["running_h_low", "running_h_high"]].max()
    soonest = counted[["fuel_ends_day_low", "fuel_ends_day_high"]].min()
    return summed.join(most).join(soonest).round(1).reset_index()


def returns_restricted(ahead: DaysAhead) -> pd.DataFrame:
    """Days until each damaged component is back; infinite times are blank: not within these days."""
    table = ahead.returns.reset_index()
    return rounded(table.assign(days=table["days"].where(table["days"] < float("inf"))))


def _whole(table: pd.DataFrame) -> pd.DataFrame:
    """People, hours of people and litres as whole numbers, the rest by its unit."""
    whole = {n: 0 for n in map(str, table.columns) if n.startswith(("people_", "person_hours_", "fuel_l_"))}
    return rounded(table).round({**whole, "off_h": 2})
