"""What can be wrong with a foreign network, and with a MATPOWER case."""

from gridimpact.errors import Finding, Severity
from gridimpact.i18n.translate import N_


class ForeignFault(Finding):
    """A foreign network that cannot be used."""

    severity = Severity.ERROR


class RowsUnusable(ForeignFault):
    """Value `wanted`, a message; `ids` are the rows."""

    template = N_("cannot be used")
    remedy_template = N_("give {wanted}")


class NoBus(ForeignFault):
    """An empty network."""

    template = N_("there is none")
    remedy_template = N_("give a network with at least one bus")


class BusUnknown(ForeignFault):
    """`ids` are the rows."""

    template = N_("names a bus that is not there")
    remedy_template = N_("add the bus or remove the row")


class EmptyBusAlone(Finding):
    """`ids` are the buses."""

    template = N_("isolated and empty; taken out of service")
    severity = Severity.INFO


class LoadedBusAlone(Finding):
    """`ids` are the buses."""

    template = N_("isolated with load, which will show as unserved before any damage")
    remedy_template = N_("join the bus or take the load out of service")


class GridFileTooLarge(ForeignFault):
    """Value `most_mb`."""

    template = N_("is larger than {most_mb:,} MB")
    remedy_template = N_("give a smaller network")


class GridFileUnavailable(ForeignFault):
    """Value `reason`, as the operating system gives it."""

    template = N_("cannot be read ({reason})")
    remedy_template = N_("check the file and its permissions")


class NotAboveZero(ForeignFault):
    """A single figure of a file."""

    template = N_("is not a number above zero")
    remedy_template = N_("correct the value")


class MatpowerFault(ForeignFault):
    """A MATPOWER case that cannot be used."""

    remedy_template = N_("open the case in MATPOWER and write it with savecase")


class NotMatpower(MatpowerFault):
    """`ids` are what is missing."""

    template = N_("is not a MATPOWER case of version 2")


class FieldsNotRead(Finding):
    """`ids` are their names."""

    template = N_("fields are not read")
    severity = Severity.INFO


class NotMatrix(MatpowerFault):
    """A field of another kind."""

    template = N_("is not a matrix of numbers")


class TooFewColumns(MatpowerFault):
    """Values `count`, `needed`."""

    template = N_("has {count:,} columns where at least {needed} are needed")


class NewerMatlab(MatpowerFault):
    """The format is another altogether."""

    template = N_("is in version 7.3 of MATLAB's format")
    remedy_template = N_("save it with the option -v7")


class MatlabBroken(MatpowerFault):
    """Value `reason`, a message."""

    template = N_("is not a complete MATLAB file ({reason})")


class NoCase(MatpowerFault):
    """A file without a struct of a case."""

    template = N_("holds no case (a struct with bus, gen and branch)")


class OldCase(MatpowerFault):
    """Version 1 gives matrices one by one."""

    template = N_("is a case of version 1, or a function with several results")


class MatrixNotClosed(MatpowerFault):
    """Value `line`."""

    template = N_("has a matrix that does not end ({line})")


class ComputesMatrices(MatpowerFault):
    """Value `line`."""

    template = N_("computes with its matrices ({line}), and no file is run")


class NotPlainNumbers(MatpowerFault):
    """Value `reason`, as Python gives it."""

    template = N_("is not made of plain numbers ({reason})")


class RowsUneven(MatpowerFault):
    """Rows of a matrix."""

    template = N_("has rows of different lengths")


class BusesNotNumbered(ForeignFault):
    """Numbers of buses."""

    template = N_("buses are not numbered by whole numbers, each once")
    remedy_template = N_("number them")


class NoBaseVoltage(Finding):
    """`ids` are the buses."""

    template = N_("no base voltage; 1 kV is written")
    remedy_template = N_("give baseKV if voltages matter")


class GeneratorTakesPower(Finding):
    """`ids` are the generators."""

    template = N_("can only take power; read as a load of what it takes now")
    remedy_template = N_("give a positive Pmax if it is a source")
