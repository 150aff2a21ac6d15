"""What is said of a dispatch: hours not solved as they should be, and what the size of a grid decided."""

from gridimpact.errors import Finding, Severity
from gridimpact.i18n.translate import N_


class SheddingFinding(Finding):
    """About the load shedding of some hours; `ids` are the hours."""


class UnsolvedHours(SheddingFinding):
    """No way of solving gave an answer."""

    template = N_("no method solved these hours; all load is shown as shed")
    remedy_template = N_("treat these hours as unknown and report the case")
    severity = Severity.ERROR


class UnevenlyShared(SheddingFinding):
    """The even sharing was not found."""

    template = N_("the total is exact, but how regions share it is not even")
    remedy_template = N_("read regional figures of these hours with care")


class RoughBalance(SheddingFinding):
    """Rows are met less precisely than they should be; value `residual_mw` [MW]."""

    template = N_("balance is met within {residual_mw:.1g} MW only")
    remedy_template = N_("no action needed")
    severity = Severity.INFO


class PerhapsNotLeast(SheddingFinding):
    """The last objective of shedding was not reached."""

    template = N_("the answer is feasible, but may shed more than is needed")
    remedy_template = N_("treat these hours as an upper bound and report the case")


class DispatchNotOptimal(SheddingFinding):
    """Least import and merit order were not reached after the shedding."""

    template = N_("shedding is exact, but import and generation of these hours are not in merit order")
    remedy_template = N_("treat import used in these hours as an upper bound and report the case")


class ImportUnknown(Finding):
    """Most import, or the shedding with open borders, was not found; `ids` are the hours."""

    template = N_("how much more import could be delivered in these hours was not found; the import used is shown")
    remedy_template = N_("treat deliverable import, and what limits it, as unknown in these hours")


class ArbitraryShares(Finding):
    """A large grid, on which shedding is not shared evenly unless asked for."""

    template = N_("the total is exact, but which of equal loads is shed is arbitrary on a grid of this size")
    remedy_template = N_("set even_sharing to True to share it evenly; it takes several times as long")
    severity = Severity.INFO


class ReservoirsNotPlanned(Finding):
    """Reservoirs follow the fixed shape although they were to be planned over the day."""

    template = N_("reservoirs follow the fixed shape of the profiles, for the day could not be solved as one problem")
    remedy_template = N_("energy not served may be up to 5 % too high where only some hours are short")
