"""Why a JSON, KML, GeoPackage or XLSX file of reports, or a small file of choices, cannot be read."""

from gridimpact.adapters.reports.findings import FileNotRead
from gridimpact.errors import Finding, Severity
from gridimpact.i18n.translate import N_


class JsonNotRead(FileNotRead):
    """JSON that holds no records."""

    remedy_template = N_("save it as a list of objects, one object a line, or GeoJSON points")


class JsonBroken(JsonNotRead):
    """Value `reason`, as the parser gives it."""

    template = N_("the JSON is broken ({reason})")


class JsonTooDeep(JsonNotRead):
    """Nested beyond what can be parsed."""

    template = N_("the JSON is nested too deep")


class JsonLineBroken(JsonNotRead):
    """Values `line`, `reason`."""

    template = N_("line {line} is not valid JSON ({reason})")


class JsonLineTooDeep(JsonNotRead):
    """Value `line`."""

    template = N_("line {line} is nested too deep")


class JsonWithoutRecords(JsonNotRead):
    """Valid JSON without a list of objects."""

    template = N_("the JSON holds no list of objects")


class NoFeatures(FileNotRead):
    """An empty collection."""

    template = N_("the GeoJSON holds no features")


class KmlDeclaresEntities(FileNotRead):
    """Entities can make a small file enormous."""

    template = N_("the file declares XML entities or a document type, and is refused")
    remedy_template = N_("export it again as plain KML")


class NotKml(FileNotRead):
    """Another markup."""

    template = N_("the file is XML or HTML, but not KML")
    remedy_template = N_("save the table as CSV (UTF-8) or XLSX")


class KmlBroken(FileNotRead):
    """Value `reason`, as the parser gives it."""

    template = N_("the KML is broken ({reason})")


class NoPlacemarks(FileNotRead):
    """Valid KML without placemarks."""

    template = N_("the KML holds no placemarks")


class GeoPackageUnreadable(FileNotRead):
    """Value `reason`, the name of the error."""

    template = N_("the GeoPackage cannot be read ({reason})")


class WorkbookNotRead(FileNotRead):
    """A workbook that is not opened."""

    remedy_template = N_("save the table as XLSX again, without empty rows and columns")


class WorkbookBroken(WorkbookNotRead):
    """Its archive cannot be listed."""

    template = N_("the workbook is broken")


class NotWorkbook(WorkbookNotRead):
    """An archive of something else."""

    template = N_("the file is a compressed archive, not an XLSX workbook")


class WorkbookTooLarge(WorkbookNotRead):
    """Value `most_mb`, once unpacked."""

    template = N_("the workbook unpacks to more than {most_mb:,.0f} MB")


class SheetTooLarge(WorkbookNotRead):
    """Values `rows`, `columns`, `most_cells`."""

    template = N_("a sheet reaches to row {rows:,} and column {columns:,}; at most {most_cells:,} cells are read")


class WorkbookUnreadable(FileNotRead):
    """Value `reason`, the name of the error."""

    template = N_("the workbook cannot be read ({reason})")
    remedy_template = N_("open it in a spreadsheet and save it again as XLSX, without a password")


class ChoicesNotRead(Finding):
    """A file of choices that cannot be read; each kind of file says how to write one."""

    template = N_("it cannot be read ({reason})")
    severity = Severity.ERROR


class MappingFault(ChoicesNotRead):
    """A file that maps columns; value `reason` where it cannot be read."""

    remedy_template = N_("make one with `gridimpact reports check FILE --save-mapping MAPPING` and change that")


class NoMappedColumns(MappingFault):
    """No object of columns."""

    template = N_("it holds no object `columns` of texts by header")


class UnknownColumns(MappingFault):
    """`ids` are the columns; value `columns`, those that are documented."""

    template = N_("no such columns")
    remedy_template = N_("choose from {columns}")


class ColumnMappedTwice(MappingFault):
    """`ids` are the columns."""

    template = N_("several headers are read as one column")
    remedy_template = N_("leave all but one empty")


class OverridesFault(ChoicesNotRead):
    """A file of overrides, or an entry of it."""

    remedy_template = N_(
        "each entry needs report_id, targets (share by component id), who, at (ISO 8601 with zone) and why"
    )


class NoOverrides(OverridesFault):
    """No list of overrides."""

    template = N_("it holds no list `overrides`")


class OverrideUnreadable(OverridesFault):
    """Value `reason`."""

    template = N_("it cannot be read ({reason})")


class EvidenceFault(ChoicesNotRead):
    """A file of settings of the evidence stage, or one of its settings; value `reason`."""

    remedy_template = N_("write the present settings with `gridimpact reports settings FILE` and change those")


class NoSettings(EvidenceFault):
    """No object of settings."""

    template = N_("it holds no object of settings")


class SettingUnusable(EvidenceFault):
    """Value `reason`, a message or the text of an error of Python."""

    template = N_("{reason}")
