"""What can be wrong with a grid folder, a list of facilities and an hourly profile."""

from gridimpact.errors import Finding, Severity
from gridimpact.i18n.translate import N_


class GridFault(Finding):
    """Data of a grid that cannot be used."""

    severity = Severity.ERROR


class FileMissing(GridFault):
    """A file of a grid folder."""

    template = N_("is missing")
    remedy_template = N_("add it; a header row alone is an empty table")


class TableUnreadable(GridFault):
    """Value `reason`, as the library gives it."""

    template = N_("cannot be read ({reason})")
    remedy_template = N_("save it as CSV in UTF-8 with commas")


class AboutUnreadable(GridFault):
    """Value `reason`, as the parser gives it."""

    template = N_("cannot be read ({reason})")
    remedy_template = N_("correct the file; TOML in UTF-8")


class EntriesMissing(GridFault):
    """`ids` are their keys."""

    template = N_("entries are missing")
    remedy_template = N_("add them as text")


class NotTimeZone(GridFault):
    """`ids` are what stands there."""

    template = N_("timezone is not an IANA name")
    remedy_template = N_("write for example Europe/Kyiv")


class RegionsWithoutShape(Finding):
    """`ids` are the regions."""

    template = N_("regions have no shape")
    remedy_template = N_("add the shapes")


class OutlinesMissing(Finding):
    """The file is not there."""

    template = N_("is missing, so the map has no such outlines")


class OutlinesUnreadable(Finding):
    """Value `reason`, the name of the error."""

    template = N_("cannot be read ({reason}), so the map has no such outlines")
    remedy_template = N_("give GeoJSON features with the property id")


class ColumnsMissing(GridFault):
    """`ids` are the columns."""

    template = N_("columns are missing")
    remedy_template = N_("add them; docs/data.md describes every column")


class IdsMalformed(GridFault):
    """`ids` are the rows."""

    template = N_("ids are blank or contain characters other than letters, digits, '.', '-', '_'")
    remedy_template = N_("correct the ids")


class IdsRepeated(GridFault):
    """`ids` are those ids."""

    template = N_("ids occur more than once")
    remedy_template = N_("give each row an id of its own")


class NotTruthValue(GridFault):
    """`ids` are the rows."""

    template = N_("is not 1 or 0")
    remedy_template = N_("correct the cells")


class NotNumber(GridFault):
    """`ids` are the rows."""

    template = N_("is not a number with a decimal point")
    remedy_template = N_("correct the cells")


class DanglingReference(GridFault):
    """Value `table`; `ids` name row and cell."""

    template = N_("names rows that {table}.csv does not have")
    remedy_template = N_("correct the reference or add the row to {table}.csv")


class FacilityListFault(GridFault):
    """A list of facilities that cannot be used; value `columns`."""

    remedy_template = N_("give CSV or GeoJSON in UTF-8 with the columns {columns}")


class FacilitiesUnreadable(FacilityListFault):
    """Value `reason`, the name of the error."""

    template = N_("cannot be read ({reason})")


class NoFacilityPlaced(FacilityListFault):
    """Every row was left out."""

    template = N_("holds no facility that can be placed")


class FacilitiesWithoutPlace(Finding):
    """`ids` are the rows."""

    template = N_("rows without a place that can be found are left out")
    remedy_template = N_("give a P-code, the name of a region, or lat and lon inside the country")


class FacilityNumberImpossible(Finding):
    """Values `least`, `most`; `ids` are the rows."""

    template = N_("is not a number from {least:g} to {most:g}; the default is used")
    remedy_template = N_("correct these rows")


class ProfileUnreadable(GridFault):
    """Value `reason`, as the library gives it."""

    template = N_("cannot be read ({reason})")
    remedy_template = N_("give a CSV in UTF-8")


class NoProfileColumn(GridFault):
    """Values `count`, `column`."""

    template = N_("has {count:,} columns and not one named {column}")
    remedy_template = N_("name the column of the factors {column}")


class NoFactors(GridFault):
    """`ids` are the rows."""

    template = N_("holds values that are not factors of zero or more")
    remedy_template = N_("give one number a row")
