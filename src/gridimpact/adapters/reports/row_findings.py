"""What can be wrong with rows and cells of a report file, one row or many of a kind together."""

from collections.abc import Mapping

from gridimpact.errors import Finding, Message, Severity
from gridimpact.i18n.translate import N_

_ROWS = N_("{count:,} rows: {fault}")
_ROWS_WITH_VALUE = N_("{count:,} rows, the first: {fault}")

_DEGREES = N_("give decimal degrees north and east, for example 50.45 and 30.52")
_TIME = N_("write it as 2026-01-15 07:30")

CELL_REMEDIES: Mapping[str, str] = {
    "component_kind": N_("use substation, plant, unit, line, transformer or interconnector"),
    "reported_at": _TIME,
    "event_at": _TIME,
    "precision_km": N_("give a radius in kilometres"),
    "precision_code": N_("give 1, 2 or 3"),
    "lat": _DEGREES,
    "lon": _DEGREES,
    "share_lost": N_("give a share 0 to 1, or a percentage with its sign"),
    "mw_lost": N_("give megawatts as a number"),
    "reliability": N_("give a letter A to F"),
    "credibility": N_("give a number 1 to 6"),
    "confidence": N_("use confirmed, probable, possible or doubtful"),
}
"""What a cell that cannot be read should hold, by documented column."""


class RowFault(Finding):
    """A fault of a row; value `count` when it stands for many rows, and the other values are the first row's."""

    @property
    def message(self) -> Message:
        """The fact of one row, or of many with that of the first."""
        fault = Message(self.template, self.values)
        if "count" not in self.values:
            return fault
        return Message(
            _ROWS_WITH_VALUE if "value" in self.values else _ROWS, {"count": self.values["count"], "fault": fault}
        )


class CellFault(RowFault):
    """A cell that cannot be read; values `value`, what it holds, and `column`."""

    @property
    def remedy_message(self) -> Message:
        """What the column should hold."""
        return Message(CELL_REMEDIES.get(str(self.values.get("column")), ""))


class NotADate(CellFault):
    """No way of writing a date fits, or there is no such day."""

    template = N_('"{value}" is not a valid date')


class YearOutside(CellFault):
    """Values `earliest`, `latest`."""

    template = N_('"{value}" is outside the years {earliest} to {latest}')


class NotANumber(CellFault):
    """A number is needed."""

    template = N_('"{value}" is not a number')


class NotAShare(CellFault):
    """A share is needed."""

    template = N_('"{value}" is not a share between 0 and 100 %')


class NotAPrecisionCode(CellFault):
    """1, 2 or 3 is needed."""

    template = N_('"{value}" is not a precision code')


class DegreesOutside(CellFault):
    """Value `most`. [degree]"""

    template = N_('"{value}" is outside -{most:g} to {most:g} degrees')


class NotAReliability(CellFault):
    """A grade of a source is needed."""

    template = N_('"{value}" is not a grade from A to F')


class NotACredibility(CellFault):
    """A grade of a statement is needed."""

    template = N_('"{value}" is not a grade from 1 to 6')


class NotAConfidence(CellFault):
    """A word or a number of confidence is needed."""

    template = N_('"{value}" is neither a known word nor a number between 0 and 1')


class NotAKind(CellFault):
    """A kind of component is needed."""

    template = N_('"{value}" is not a kind of component')


class EqualRowRepeated(RowFault):
    """Value `value`, the id of the report."""

    template = N_('"{value}" is in the file more than once with equal content, and counts once')
    severity = Severity.INFO


class IdRepeated(RowFault):
    """Value `value`, the id of the report."""

    template = N_('"{value}" is in the file more than once with different content; this row was given a number')
    remedy_template = N_("give each report an id of its own")


class NoTime(RowFault):
    """The row is left out."""

    template = N_("no time can be read, so the row is left out")
    remedy_template = N_("give the time of the report, for example 2026-01-15 07:30")
    severity = Severity.ERROR


class EventAfterReport(RowFault):
    """The two times contradict each other."""

    template = N_("the event is later than the report")
    remedy_template = N_("check both times")


class TimeInFuture(RowFault):
    """More than a day after the clock."""

    template = N_("the time lies in the future")
    remedy_template = N_("check the date")


class PrecisionOutside(RowFault):
    """Value `value`. [km]"""

    template = N_('"{value:g}" is outside 0 to 1000 km and was left out')


class CoordinatesSwapped(RowFault):
    """They are exchanged."""

    template = N_("latitude and longitude look swapped and were exchanged")
    remedy_template = N_("check the place")


class NotAPlaceOnLand(RowFault):
    """Value `value`, both coordinates as they are written."""

    template = N_('"{value}" is not a place on land, or only half of one; the coordinates were left out')
    remedy_template = _DEGREES


class ReadAsPercentage(RowFault):
    """Value `value`, the cell."""

    template = N_('"{value}" was read as a percentage')
    remedy_template = N_("write 0.6 or 60 %")
    severity = Severity.INFO


class CapacityOutside(RowFault):
    """Value `value`. [MW]"""

    template = N_('"{value:g}" is outside 0 to 100000 MW and was left out')


class CellTooLong(RowFault):
    """Values `value`, its first characters, and `most`. [characters]"""

    template = N_('"{value}" is longer than {most:,} characters and was cut')
