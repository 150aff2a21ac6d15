"""Findings of the first hours, one class for each kind."""

from gridimpact.errors import Finding, Severity
from gridimpact.i18n.translate import N_

FIRST_HOURS = N_("first hours, {hour}")
"""Where a finding of the first hours was made; value `hour`, in ISO 8601."""


class HourBeforeUnsolved(Finding):
    """The hour before the damage has no solution."""

    template = N_("the hour before the damage could not be solved, so that no trip was followed")
    remedy_template = N_("treat the first hours as unknown and report the case")
    severity = Severity.ERROR


class BeforeOperatorsAct(Finding):
    """Both ends of the range; values `most_mw`, `dispatched_mw` [MW]."""

    template = N_(
        "before operators act up to {most_mw:.0f} MW are without power; {dispatched_mw:.0f} MW once they have"
    )
    remedy_template = N_("read the first as the upper end of a range: docs/first-hours.md says what it leaves out")
    severity = Severity.INFO


class TripsNotSettled(Finding):
    """Branches still trip after the last step; value `steps`."""

    template = N_("branches still trip after {steps} steps; what follows is not in the figure")
    remedy_template = N_("raise first_hours_steps")


class OverloadedBefore(Finding):
    """Branches that were above the loading at which they trip before the damage, `ids`."""

    template = N_(
        "carried more than the loading at which branches trip before the damage already; taken to trip only above that"
    )
    remedy_template = N_("compare their ratings with the dispatch")


class LeastTransferUnknown(Finding):
    """The least transfer before the damage was not found."""

    template = N_("the least transfer before the damage was not found; that of the dispatch is taken")
    remedy_template = N_("read trips near transfers with care")
