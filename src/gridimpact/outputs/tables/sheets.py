"""Sheets of the workbook: what each is called for people."""

from enum import Enum

from gridimpact.i18n.translate import N_, _


class Sheet(Enum):
    """One sheet; its title in English, at most 31 characters in each language, as Excel has it.

    Titles may change; keys of the JSON output do not follow them (`outputs.files.json_keys`).
    """

    README = N_("README")
    KEY_FIGURES = N_("Key figures")
    RANGES = N_("Ranges")
    RANGES_BY_REGION = N_("Ranges by region")
    RANGES_BY_HOUR = N_("Ranges by hour")
    REGIONS = N_("Regions")
    SEVERITY = N_("Severity")
    NEEDS = N_("Needs")
    HOURS_OFF_BY_QUEUE = N_("Hours off by queue")
    OUTAGE_SCHEDULE = N_("Outage schedule")
    OUTAGE_ORDERS = N_("Outage orders")
    PEOPLE_BY_DURATION = N_("People by duration")
    PEOPLE_BY_HOUR = N_("People by hour")
    FACILITIES = N_("Facilities")
    WATER_AND_HEAT = N_("Water and heat")
    DAYS_AHEAD = N_("Days ahead")
    DAYS_AHEAD_BY_REGION = N_("Days ahead by region")
    DAYS_AHEAD_PEOPLE = N_("Days ahead people")
    DAYS_AHEAD_FACILITIES = N_("Days ahead facilities")
    RETURN_TO_SERVICE = N_("Return to service")
    REGIONS_BY_HOUR = N_("Regions by hour")
    IMPORTS = N_("Imports")
    IMPORTS_TOTAL = N_("Imports total")
    DAMAGE_BY_REGION = N_("Damage by region")
    DAMAGE = N_("Damage")
    REPORTS = N_("Reports")
    ASSUMPTIONS = N_("Assumptions")
    FINDINGS = N_("Findings")

    @property
    def title(self) -> str:
        """Title in the language spoken."""
        return _(self.value)
