"""Keys of the JSON output that hold the tables of the workbook; users hold them, so they do not follow sheet titles."""

from collections.abc import Mapping

from gridimpact.outputs.tables.sheets import Sheet

PEOPLE_KEYS: Mapping[Sheet, str] = {
    Sheet.SEVERITY: "severity",
    Sheet.NEEDS: "needs",
    Sheet.HOURS_OFF_BY_QUEUE: "hours_off_by_queue",
    Sheet.OUTAGE_SCHEDULE: "outage_schedule",
    Sheet.OUTAGE_ORDERS: "outage_orders",
    Sheet.PEOPLE_BY_DURATION: "people_by_duration",
    Sheet.PEOPLE_BY_HOUR: "people_by_hour",
    Sheet.FACILITIES: "facilities",
    Sheet.WATER_AND_HEAT: "water_and_heat",
}
"""Keys below `people`."""

DAYS_AHEAD_KEYS: Mapping[Sheet, str] = {
    Sheet.RETURN_TO_SERVICE: "returns",
    Sheet.DAYS_AHEAD: "days",
    Sheet.DAYS_AHEAD_BY_REGION: "by_region",
    Sheet.DAYS_AHEAD_PEOPLE: "people",
    Sheet.DAYS_AHEAD_FACILITIES: "facilities",
}
"""Keys below `days_ahead`; those of restricted tables are null in public output."""
