"""The days ahead as plain tables for every export; only the times of return name components."""

from collections.abc import Iterator

import pandas as pd

from gridimpact.domain.days_ahead import DaysAhead
from gridimpact.domain.vocabulary import Sensitivity
from gridimpact.outputs.tables.rounding import rounded
from gridimpact.outputs.tables.sheets import Sheet


def sheets(ahead: DaysAhead | None, sensitivity: Sensitivity) -> Iterator[tuple[Sheet, pd.DataFrame]]:
    """Sheets of the workbook: name and table; none where no days were followed.

    Parameters
    ----------
    ahead : DaysAhead, optional
    sensitivity : Sensitivity
        Restricted names facilities and components.

    Yields
    ------
    tuple of Sheet and DataFrame
    """
    if ahead is None:
        return
    yield Sheet.DAYS_AHEAD, rounded(ahead.days.reset_index())
    yield Sheet.DAYS_AHEAD_BY_REGION, rounded(ahead.regions)
    yield Sheet.DAYS_AHEAD_PEOPLE, rounded(ahead.durations)
    yield Sheet.DAYS_AHEAD_FACILITIES, facilities(ahead, sensitivity)
    if sensitivity is Sensitivity.RESTRICTED:
        yield Sheet.RETURN_TO_SERVICE, returns_restricted(ahead)


def facilities(ahead: DaysAhead, sensitivity: Sensitivity) -> pd.DataFrame:
    """Hours and fuel over all days; the public learns sums by region and kind, and no name.

    Parameters
    ----------
    ahead : DaysAhead
    sensitivity : Sensitivity
        Restricted names facilities and components.

    Returns
    -------
    DataFrame
        `region_id`, `kind`, `number`, `running_h_*` [h], `fuel_l_*` [l], `fuel_ends_day_*`; restricted also `name`.
    """
    table = ahead.facilities
    if sensitivity is Sensitivity.RESTRICTED or not len(table):
        return rounded(table)
    counted = table.groupby(["region_id", "kind"], sort=False)
    summed = counted[["number", "fuel_l_low", "fuel_l_high"]].sum()
    most = counted[["running_h_low", "running_h_high"]].max()
    soonest = counted[["fuel_ends_day_low", "fuel_ends_day_high"]].min()
    return rounded(summed.join(most).join(soonest)).reset_index()


def returns_restricted(ahead: DaysAhead) -> pd.DataFrame:
    """Days until each damaged component is back; infinite times are blank: not within these days.

    Parameters
    ----------
    ahead : DaysAhead

    Returns
    -------
    DataFrame
        `component_id`, `kind`, `region_id`, `share_left` [0..1], `state`, `days`, `stated`.
    """
    table = ahead.returns.reset_index()
    return rounded(table.assign(days=table["days"].where(table["days"] < float("inf"))))
