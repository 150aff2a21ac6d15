"""Findings of the studies, one class for each kind."""

from gridimpact.errors import Finding, Severity
from gridimpact.i18n.translate import N_


class UnusableOption(Finding):
    """An option of a study that cannot be used; `where` names it."""

    template = N_("cannot be used")
    severity = Severity.ERROR


class NoSamples(UnusableOption):
    """Fewer than one sample."""

    remedy_template = N_("give at least one")


class SamplesOutOfRange(UnusableOption):
    """Too few or too many samples; value `most`."""

    remedy_template = N_("give a number from 1 to {most:,}")


class NegativeSeed(UnusableOption):
    """A seed below zero."""

    remedy_template = N_("give a whole number from 0 on")


class RelativeErrorNotPositive(UnusableOption):
    """A relative error that is not above zero."""

    remedy_template = N_("give a share above 0, for example 0.05")


class RelativeErrorOutOfRange(UnusableOption):
    """A relative error that is not between 0 and 1."""

    remedy_template = N_("give a share between 0 and 1, for example 0.01")


class TimeNotPositive(UnusableOption):
    """A time limit that is not above zero."""

    remedy_template = N_("give a time above 0")


class UnknownOption(UnusableOption):
    """None of the options; value `options`."""

    remedy_template = N_("give one of {options}")


class ExactWithNetwork(UnusableOption):
    """Exact figures with the network."""

    remedy_template = N_("exact figures need network=False; else draw samples")


class UnknownFigure(Finding):
    """There is no such figure, `ids`; value `figures`."""

    template = N_("there is no such figure")
    remedy_template = N_("give one of {figures}")
    severity = Severity.ERROR


class UnusableLoadFactors(Finding):
    """Load levels that are not finite, are negative or are all zero."""

    template = N_("is not a row of finite factors, none below zero and one above")
    remedy_template = N_("give one factor per hour, for example 8,760 values between 0 and 1")
    severity = Severity.ERROR


class NoLoadLost(Finding):
    """No sample lost load; values `samples`, `share`."""

    template = N_("no load was lost in {samples:,} samples; that is likely rarer than {share:.2g}")
    remedy_template = N_("draw more samples")


class UnsolvedStates(Finding):
    """States that no method solved; values `unsolved`, `solves`."""

    template = N_("{unsolved} of {solves} programmes were not solved; all load counts as shed there")
    remedy_template = N_("report the grid")
    severity = Severity.ERROR


class CapacityTableTooLong(Finding):
    """The capacity outage probability table grows too long; value `limit`."""

    template = N_("the table of capacities exceeds {limit:,} rows")
    remedy_template = N_("draw samples instead")
    severity = Severity.ERROR


class OutageRateOutOfRange(Finding):
    """Rows of the grid whose outage rate is no share, `ids`."""

    template = N_("is not a share between 0 and 1")
    remedy_template = N_("correct the rows")
    severity = Severity.ERROR


class StatedRateOfUnknown(Finding):
    """Stated outage rates of components that the grid does not have, `ids`."""

    template = N_("the grid has no such unit, line or transformer")
    remedy_template = N_("use ids as the tables of the grid have them")
    severity = Severity.ERROR


class StatedRateOutOfRange(Finding):
    """Stated outage rates outside 0..1, `ids`."""

    template = N_("a rate is outside 0..1")
    remedy_template = N_("give the share of time out, 0 to 1")
    severity = Severity.ERROR


class NoOutageRates(Finding):
    """Neither the grid nor the caller gives an outage rate."""

    template = N_("states no outage rate at all")
    remedy_template = N_(
        "fill units.forced_outage_rate, lines.unavailability, transformers.unavailability, or state rates yourself"
    )
    severity = Severity.ERROR


class AlwaysAvailableUnits(Finding):
    """Units without a forced outage rate, `ids`."""

    template = N_("is not stated; the unit is taken as always available")
    remedy_template = N_("fill the column if it can fail")
    severity = Severity.INFO


class UnknownDamagedComponent(Finding):
    """Damage probabilities of components that the grid does not have, `ids`."""

    template = N_("the grid has no such component")
    remedy_template = N_("compare the ids with those of `gridimpact grid show`")
    severity = Severity.ERROR


class DamageProbabilityOutOfRange(Finding):
    """Damage probabilities outside 0..1, `ids`."""

    template = N_("a probability is outside 0..1")
    remedy_template = N_("give the chance that the component is out, between 0 and 1")
    severity = Severity.ERROR


class UnsolvedSampleHours(Finding):
    """Sample hours that no method solved; value `hours`."""

    template = N_("no method solved {hours:,} sample hours; all load is counted as shed there")
    remedy_template = N_("read the upper ends of the ranges with care, and report the case")
    severity = Severity.ERROR


class RangesOfOther(Finding):
    """Ranges that do not belong to the assessment."""

    remedy_template = N_("work them out again for what is assessed")
    severity = Severity.ERROR


class RangesOfOtherGrid(RangesOfOther):
    """Ranges of another grid."""

    template = N_("the ranges are of another grid, or of other data of it")


class RangesOfOtherDay(RangesOfOther):
    """Ranges of another day."""

    template = N_("the ranges are of another day")


class TooFewEnsembles(Finding):
    """Fewer than two ensembles, `ids`."""

    template = N_("fewer than two ensembles")
    remedy_template = N_("give two or more")
    severity = Severity.ERROR


class UnpairedEnsembles(Finding):
    """Ensembles that have not the same chance, `ids`."""

    template = N_("ensembles of another grid, day or seed cannot be paired")
    remedy_template = N_("run them on one grid with the same seed")
    severity = Severity.ERROR


class NothingToCompare(Finding):
    """Fewer than two answers, `ids`."""

    template = N_("there is nothing to compare with")
    remedy_template = N_("give at least two answers")
    severity = Severity.ERROR


class AnswersOfOtherGrids(Finding):
    """Answers for different grids, `ids`."""

    template = N_("the answers are for different grids, or for different data of one")
    remedy_template = N_("assess them again")
    severity = Severity.ERROR


class AnswersOfOtherDays(Finding):
    """Answers of different days, `ids`."""

    template = N_("the answers are of different days; differences are also those of demand and import rules")
    remedy_template = N_("set the same day for all")


class ConfirmedReportsOnly(Finding):
    """Reports left aside because they are not confirmed, `ids`; value `count`."""

    template = N_("only confirmed reports are read (grades A1, B1, C1 and A2); {count} are left aside")
    severity = Severity.INFO


class NoRegionsToFollow(Finding):
    """A grid whose days cannot be followed."""

    template = N_("this grid has no regions, or no course of a day, so days cannot be followed")
    remedy_template = N_("take a grid with regions and profiles")
    severity = Severity.ERROR


class DaysOutOfRange(Finding):
    """Too few or too many days; values `days`, `most`."""

    template = N_("{days} days cannot be followed")
    remedy_template = N_("give a number from 1 to {most}")
    severity = Severity.ERROR


class ReturnOfUndamaged(Finding):
    """Times of return of components that are not damaged, `ids`."""

    template = N_("is not damaged, so it cannot return")
    remedy_template = N_("name damaged components only")
    severity = Severity.ERROR


class ReturnTimeNegative(Finding):
    """Times of return that are no number from 0 on, `ids`."""

    template = N_("the days until it returns are no number from 0 on")
    remedy_template = N_("give days, such as 5 or 0.5")
    severity = Severity.ERROR


class AssumedReturnTimes(Finding):
    """Components whose time of return is assumed, `ids`."""

    template = N_("no time is stated; one is assumed by the state of damage, with low confidence")
    remedy_template = N_("state the days until each is back, where anything is known")
    severity = Severity.INFO


class PartlySolvedSampleHours(Finding):
    """Hours in which some objective was not reached; value `hours`."""

    template = N_("in {hours:,} sample hours shedding may not be least or evenly shared, or import not least or most")
    remedy_template = N_("read regional figures and import with care, and report the case")
