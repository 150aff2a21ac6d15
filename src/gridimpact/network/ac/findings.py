"""Findings of the AC check and of AC shedding, one class for each kind."""

from gridimpact.errors import Finding, Severity
from gridimpact.i18n.translate import N_

ALL_HOURS = N_("AC check, all hours")
"""Where a finding about all hours was made."""
CHECKED_ISLAND = N_("AC check, island {number} ({load_mw:.0f} MW)")
"""Where a finding about one island, as dispatched, was made."""
SHEDDING_ISLAND = N_("AC shedding, island {number} ({load_mw:.0f} MW)")
"""Where a finding about shedding in one island was made."""


class NoLoadFlow(Finding):
    """No method found an AC state of an island."""

    template = N_("no AC load flow was found; figures rest on the DC approximation")
    remedy_template = N_("read this island's figures as optimistic")


class FallbackLoadFlow(Finding):
    """The load flow converged only with a fallback; value `method`."""

    template = N_("AC load flow converged only with a fallback: {method}")
    remedy_template = N_("read voltages of this island with care")


class VoltageOutOfBand(Finding):
    """Buses whose voltage is out of range, `ids`; values `low`, `high`, `least`, `most` [pu]."""

    template = N_("voltage outside {low} to {high} pu (from {least:.3f} to {most:.3f})")
    remedy_template = N_("more load may have to be shed there than shown")


class BranchesOverloaded(Finding):
    """Branches above their rating, `ids`; value `most` [0..1]."""

    template = N_("branches above their rating, up to {most:.0%}")
    remedy_template = N_("the flow shown may not be sustained")


class SwitchedBranchesOverloaded(Finding):
    """Branches at damaged sites that carry more than their limit unless they are switched, `ids`."""

    template = N_("branches at damaged sites hold their limit only if they are switched")
    remedy_template = N_("nothing, as long as operators can switch there")
    severity = Severity.INFO


class FeasibleWithShedding(Finding):
    """What AC feasibility costs; values `shed_mw`, `steps`."""

    template = N_(
        "voltages and loadings would be in range with {shed_mw:.0f} MW more shed ({steps} steps); "
        "the other figures do not contain it"
    )
    remedy_template = N_("add it to the shedding of the dispatch where voltage matters")


class FeasibleShedAlike(FeasibleWithShedding):
    """The same, where all loads were shed alike in the end."""

    template = N_(
        "voltages and loadings would be in range with {shed_mw:.0f} MW more shed ({steps} steps; all loads alike "
        "in the end, an upper bound); the other figures do not contain it"
    )


class FeasibleButHighVoltage(FeasibleWithShedding):
    """The same, where high voltages stay."""

    template = N_(
        "voltages and loadings would be in range with {shed_mw:.0f} MW more shed, but for high voltages "
        "({steps} steps); the other figures do not contain it"
    )


class FeasibleShedAlikeButHighVoltage(FeasibleWithShedding):
    """The same, where all loads were shed alike in the end and high voltages stay."""

    template = N_(
        "voltages and loadings would be in range with {shed_mw:.0f} MW more shed, but for high voltages "
        "({steps} steps; all loads alike in the end, an upper bound); the other figures do not contain it"
    )


class HighVoltage(Finding):
    """Buses whose voltage is too high, which no shedding lowers, `ids`; values `limit`, `most` [pu]."""

    template = N_("voltage above {limit} pu (up to {most:.3f}), which no shedding lowers")
    remedy_template = N_("reactors, taps or lower set points; the model has no such means")


class LimitsNotReached(Finding):
    """The AC limits do not hold after shedding, `ids`; values `steps`, `shed_mw`."""


class NoStateReached(LimitsNotReached):
    """No load flow was found."""

    template = N_(
        "the AC limits do not hold after {steps} steps, in which {shed_mw:.0f} MW were shed: "
        "no load flow was found in the end"
    )
    remedy_template = N_("read this island's figures as resting on the DC approximation")


class ReactiveOutOfRange(LimitsNotReached):
    """Everything that is out of range is so without any load too."""

    template = N_(
        "the AC limits do not hold after {steps} steps, in which {shed_mw:.0f} MW were shed: "
        "what is left is out of range without any load too, by reactive power alone"
    )
    remedy_template = N_("shedding does not heal it; reactors, capacitors, taps or set points would")


class PartlyReactiveOutOfRange(LimitsNotReached):
    """Part of what is out of range is so without any load too; values `beyond_help`, `count` too."""

    template = N_(
        "the AC limits do not hold after {steps} steps, in which {shed_mw:.0f} MW were shed: "
        "{beyond_help} of {count} left are out of range without any load too"
    )
    remedy_template = N_("shedding heals part of it at most; read this island's figures as optimistic")


class NothingLeftToShed(LimitsNotReached):
    """No load that is left would help, or the steps are at an end."""

    template = N_(
        "the AC limits do not hold after {steps} steps, in which {shed_mw:.0f} MW were shed: "
        "nothing that is left to shed helps, or the steps are at an end"
    )
    remedy_template = N_("read this island's figures as optimistic; what breaks the limits is in the AC check")


class HoursPass(Finding):
    """All islands pass in all hours, or in all but the one told in full; values `passed`, `hours` [0..1]."""

    template = N_("{passed:.0%} of islands and hours pass; all islands do in {hours:.0%} of the hours")
    remedy_template = N_("nothing to do")
    severity = Severity.INFO


class HoursFail(Finding):
    """Some islands fail in other hours, `ids`; values as of `HoursPass`."""

    template = HoursPass.template
    remedy_template = N_("read the hours named as resting on the DC approximation")
