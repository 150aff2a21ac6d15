"""What can be wrong with a network of pandapower, and what was assumed about it."""

from gridimpact.adapters.grids.foreign_findings import ForeignFault
from gridimpact.errors import Finding, Severity
from gridimpact.i18n.translate import N_


class PandapowerFault(ForeignFault):
    """A network of pandapower that cannot be used."""

    remedy_template = N_("write it again with pandapower.to_json")


class NotUtf8(PandapowerFault):
    """A file in another encoding."""

    template = N_("is not text in UTF-8")


class TooDeep(PandapowerFault):
    """Nested beyond what can be parsed."""

    template = N_("is nested too deeply")


class NotWholeJson(PandapowerFault):
    """Value `reason`, as the parser gives it."""

    template = N_("is not complete JSON ({reason})")


class NotPandapower(PandapowerFault):
    """JSON of something else."""

    template = N_("is JSON, but not a pandapower network")
    remedy_template = N_("give a file written by pandapower.to_json")


class NoTables(PandapowerFault):
    """A network without content."""

    template = N_("holds no tables")


class NoBusTable(PandapowerFault):
    """A network without buses."""

    template = N_("has no table bus")


class ForeignObjects(Finding):
    """`ids` name objects and their classes."""

    template = N_("objects of other modules were left out; none was imported")
    remedy_template = N_("no action needed, unless the grid depends on them")


class NotTable(PandapowerFault):
    """Value `found`, what stands there."""

    template = N_("is not a table but {found}")


class OtherLayout(PandapowerFault):
    """A table that is written in another way."""

    template = N_("is not laid out as pandapower lays out its tables (orient split, one index)")


class ObjectColumns(Finding):
    """`ids` are the columns."""

    template = N_("columns hold objects; left out")


class PartsMissing(PandapowerFault):
    """A table without one of its parts."""

    template = N_("lacks columns, index or data")


class ColumnNamesWrong(PandapowerFault):
    """Headings of a table."""

    template = N_("has columns that are not text, or the same twice")


class TableRowsUneven(PandapowerFault):
    """Rows of a table."""

    template = N_("has rows of different lengths")


class CellsOfOtherKind(PandapowerFault):
    """Values `dtype`, a type of pandas, and `reason`, a message or text of an error."""

    template = N_("holds cells that are not {dtype} ({reason})")


class TableRowsNotNumbered(PandapowerFault):
    """The index of a table."""

    template = N_("has rows that are not numbered")


class NotVersion(PandapowerFault):
    """A version of the format."""

    template = N_("is not a version")


class TablesIncomplete(PandapowerFault):
    """Values `error`, the name of an error, and `reason`, its text."""

    template = N_("a table does not hold what pandapower's do ({error}: {reason})")
    remedy_template = N_("write the network with pandapower.to_json")


class FormatNotConverted(PandapowerFault):
    """Values `version`, `error`, `reason`."""

    template = N_("pandapower cannot bring format {version} to its own ({error}: {reason})")
    remedy_template = N_("open and save it with the pandapower that wrote it")


class NotLaidOut(PandapowerFault):
    """Values `error`, the name of an error, and `reason`, its text."""

    template = N_("pandapower cannot lay them out ({error}: {reason})")
    remedy_template = N_("check lines, transformers and switches with pandapower's diagnostic")


class RowsLeftOut(PandapowerFault):
    """Fewer branches than rows."""

    template = N_("pandapower left rows out")
    remedy_template = N_("report the network")


class VoltageUnusable(PandapowerFault):
    """`ids` are the buses."""

    template = N_("cannot be used")
    remedy_template = N_("give a voltage above zero")


class RowsNotNumbered(PandapowerFault):
    """Value `most`."""

    template = N_("rows are not numbered by unique whole numbers from 0")
    remedy_template = N_("number them, up to {most:,}")


class TableColumnsMissing(PandapowerFault):
    """`ids` are the columns."""

    template = N_("columns are missing")
    remedy_template = N_("add them")


class ConvertersNotRead(Finding):
    """`ids` are the tables."""

    template = N_("converters and dc grids are not read")
    remedy_template = N_("model them as dcline, gen and load")


class UnlikelyRating(Finding):
    """Value `rating_mva`; `ids` are the transformers."""

    template = N_(
        "rated {rating_mva} MVA, which converted cases have where none was stated; taken as the limit it says"
    )
    remedy_template = N_("raise max_loading_percent where there is none")


class LimitIsPresentPower(Finding):
    """`ids` are the components."""

    template = N_("no limit stated; taken as its present p_mw")
    remedy_template = N_("give max_p_mw")


class UnlimitedSource(Finding):
    """`ids` are the components."""

    template = N_("no limit stated; taken as unlimited")
    remedy_template = N_("give max_p_mw")


class UnlimitedImpedance(Finding):
    """`ids` are the components."""

    template = N_("states no limit (sn_mva is the base of its per-unit values); taken as unlimited")
    severity = Severity.INFO


class UnitTakesPower(Finding):
    """`ids` are the components."""

    template = N_("can only take power; read as a load")
    remedy_template = N_("give a positive max_p_mw if it is a source")


class AsymmetricTakesPower(Finding):
    """`ids` are the components."""

    template = N_("takes power; left out")
    remedy_template = N_("give it as an asymmetric_load")


class StorageNotInjecting(Finding):
    """`ids` are the components."""

    template = N_("does not inject; left out, for charging is stopped before load is shed")
    severity = Severity.INFO


class VoltageDependentLoad(Finding):
    """`ids` are the loads."""

    template = N_("depends on voltage; read as constant power")
    severity = Severity.INFO
