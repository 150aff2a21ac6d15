"""What can be wrong with a report file as a whole; faults of single rows are in `row_findings`."""

from gridimpact.errors import Finding, Severity
from gridimpact.i18n.translate import N_

IN_FILE_ROW = N_("{file}, row {row}")
IN_FILE_ROW_COLUMN = N_("{file}, row {row}, {column}")
IN_FILE_COLUMN = N_("{file}, {column}")
IN_SHEET = N_("{file}, sheet {name}")
IN_LAYER = N_("{file}, layer {name}")
"""Where findings about a part of a file are made."""


class FileNotRead(Finding):
    """The file, or the rest of it, is not read."""

    remedy_template = N_("export it again")
    severity = Severity.ERROR


class FileUnavailable(FileNotRead):
    """Value `reason`, as the operating system gives it."""

    template = N_("the file cannot be read: {reason}")
    remedy_template = N_("check the path")


class FileNotOpened(FileNotRead):
    """The operating system gives no reason."""

    template = N_("the file cannot be read: it cannot be opened")
    remedy_template = N_("check the path")


class FileTooLarge(FileNotRead):
    """Values `size_mb`, `most_mb`."""

    template = N_("the file has {size_mb:,.0f} MB; at most {most_mb:,.0f} MB are read")
    remedy_template = N_("split it into several files")


class FileEmpty(FileNotRead):
    """Nothing but blanks."""

    template = N_("the file is empty")


class ForeignFile(FileNotRead):
    """A file of another kind; value `kind`, a message."""

    template = N_("the file is {kind}, not a table")
    remedy_template = N_("save the table as CSV (UTF-8) or XLSX")


class BinaryFile(FileNotRead):
    """Neither text nor a known format."""

    template = N_("the file is binary, not a table")
    remedy_template = N_("save the table as CSV (UTF-8) or XLSX")


class UnknownEncoding(FileNotRead):
    """No known encoding gives text."""

    template = N_("the encoding is neither UTF-8, UTF-16 nor Windows-1251")
    remedy_template = N_("save the file as CSV UTF-8")


class UnreadableCharacters(Finding):
    """Value `count`."""

    template = N_("{count:,} unreadable characters were replaced")
    remedy_template = N_("save the file again as CSV UTF-8")


class CodePageAssumed(Finding):
    """Value `encoding`, by its common name."""

    template = N_("the file is not UTF-8 and was read as {encoding} (Cyrillic)")
    remedy_template = N_("check a few names; if they look wrong, save the file as CSV UTF-8")


class CellNotClosed(FileNotRead):
    """The delimited text breaks off."""

    template = N_(
        "a cell is longer than 131,072 characters or its quotation mark is never closed; "
        "the rest of the file was not read"
    )
    remedy_template = N_("close the quotation mark")


class TooManyRows(FileNotRead):
    """Value `most`."""

    template = N_("only the first {most:,} rows were read")
    remedy_template = N_("split the file")


class NoHeader(FileNotRead):
    """No row can be taken for the header."""

    template = N_("no row names the columns of reports")
    remedy_template = N_(
        "name at least two columns, one of them component_id, place, region or lat; "
        "for example: report_id, reported_at, source, place, region, component_kind, damage; "
        "or say what the columns mean in a mapping of columns"
    )


class SheetMissing(FileNotRead):
    """Values `sheet`, `present`."""

    template = N_('there is no sheet "{sheet}"; there are: {present}')
    remedy_template = N_("name one of these in the mapping")


class OtherSheet(Finding):
    """A sheet that is not read; value `read`."""

    template = N_("also holds reports; only sheet {read} was read")
    remedy_template = N_("name the sheet in a mapping of columns to read it")


class OtherLayer(Finding):
    """A layer that is not read; value `read`."""

    template = N_("also holds reports; only layer {read} was read")
    remedy_template = N_("name the layer in a mapping of columns to read it")


class NoRows(FileNotRead):
    """A header and nothing below."""

    template = N_("there is no row below the header")
    remedy_template = N_("add a row for each report")


class SeveralColumnsForOne(Finding):
    """`ids` are the headers that are not read."""

    template = N_("several columns mean the same; the first of each is read")
    remedy_template = N_("rename the columns that are not meant")


class NoTimeColumn(Finding):
    """Neither the time of the report nor of the event."""

    template = N_("no column holds a time")
    remedy_template = N_("add a column reported_at")
    severity = Severity.ERROR


class MappedColumnsAbsent(Finding):
    """`ids` are headers of the mapping that the file does not have."""

    template = N_("the mapping names columns that are not here")
    remedy_template = N_("check the mapping, or make one for this file")


class ColumnsReadByLikeness(Finding):
    """`ids` name header and column."""

    template = N_("columns were read as the documented columns with the most similar names")
    remedy_template = N_("rename them, or give a mapping of columns")


class KnownLayout(Finding):
    """Value `layout`, a name."""

    template = N_("read as a table of the kind {layout}")
    severity = Severity.INFO


class DamageFromNotes(Finding):
    """No column of damage."""

    template = N_("no column holds damage; the words of the note are read for it")
    remedy_template = N_("check the claims, or give a mapping with a column of damage")


class UndocumentedColumns(Finding):
    """`ids` are their headers."""

    template = N_("columns that are not documented are kept with each report")
    severity = Severity.INFO


class TooManyColumns(Finding):
    """Values `count`, `most`."""

    template = N_("the table has {count:,} columns; the first {most:,} were read")
    remedy_template = N_("delete columns that are not needed")


class MonthFirst(Finding):
    """A date of the file can only be read with the month first."""

    template = N_("dates such as 3/14/2026 put the month first; all dates with slashes were read in this order")
    severity = Severity.INFO


class DayOrMonthFirst(Finding):
    """No date of the file tells the order."""

    template = N_("dates with slashes, such as 3/4/2026, may put day or month first; they were read day first")
    remedy_template = N_("write dates as 2026-04-03")


class TimesWithoutZone(Finding):
    """Values `count`, `timezone`."""

    template = N_("{count:,} times state no zone and were read as {timezone}")
    remedy_template = N_("write the zone, for example 2026-01-15T07:30+02:00, or name another when loading")
    severity = Severity.INFO


class UnknownTimeZone(Finding):
    """Value `timezone`."""

    template = N_('"{timezone}" is not a time zone')
    remedy_template = N_("give an IANA name such as Europe/Kyiv")
    severity = Severity.ERROR


class FeaturesWithoutPoint(Finding):
    """Value `count`; `ids` are the first rows."""

    template = N_("{count:,} features are not points and have no coordinates here")
    remedy_template = N_("give points; for areas, a name or region")


class GeoJsonNotInDegrees(Finding):
    """Another coordinate system."""

    template = N_("the GeoJSON is not in WGS 84 degrees; its coordinates were left out")
    remedy_template = N_("export it in EPSG:4326")
