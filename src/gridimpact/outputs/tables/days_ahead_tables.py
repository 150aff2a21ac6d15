"""The days ahead as plain tables for every export; only the times of return name components."""

from collections.abc import Iterator

import pandas as pd

from gridimpact.domain.days_ahead import DaysAhead
from gridimpact.domain.vocabulary import Sensitivity
from gridimpact.outputs.tables.assessment_tables import rounded
from gridimpact.outputs.tables.sheets import Sheet


def sheets(ahead: DaysAhead | None, sensitivity: Sensitivity) -> Iterator[tuple[Sheet, pd.DataFrame]]:
    """Sheets of the workbook: name and table; none where no days were followed."""
    if ahead is None:
        return
    yield Sheet.DAYS_AHEAD, rounded(ahead.days.reset_index())
    yield Sheet.DAYS_AHEAD_BY_REGION, rounded(ahead.regions)
    yield Sheet.DAYS_AHEAD_PEOPLE, rounded(ahead.durations)
    yield Sheet.DAYS_AHEAD_FACILITIES, facilities(ahead, sensitivity)
    if sensitivity is Sensitivity.RESTRICTED:
        yield Sheet.RETURN_TO_SERVICE, returns_restricted(ahead)


def facilities(ahead: DaysAhead, sensitivity: Sensitivity) -> pd.DataFrame:
    """Hours and fuel over all days; the public learns sums by region and kind, and no name."""
    table = ahead.facilities
    if sensitivity is Sensitivity.RESTRICTED or not len(table):
        return rounded(table)
    counted = table.groupby(["region_id", "kind"], sort=False)
    summed = counted[["number", "fuel_l_low", "fuel_l_high"]].sum()
    most = counted[["running_h_low", "running_h_high"]].max()
    soonest = counted[["fuel_ends_day_low", "fuel_ends_day_high"]].min()
    return rounded(summed.join(most).join(soonest)).reset_index()


def returns_restricted(ahead: DaysAhead) -> pd.DataFrame:
    """Days until each damaged component is back; infinite times are blank: not within these days."""
    table = ahead.returns.reset_index()
    return rounded(table.assign(days=table["days"].where(table["days"] < float("inf"))))
