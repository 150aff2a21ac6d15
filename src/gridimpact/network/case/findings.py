"""Findings about a grid and the settings of a case, one class for each kind."""

from gridimpact.errors import Finding, Severity
from gridimpact.i18n.translate import N_


class UnknownReferenceState(Finding):
    """The grid has no such reference state, `ids`; value `states`."""

    template = N_("the grid has no such reference state")
    remedy_template = N_("choose one of {states}")
    severity = Severity.ERROR


class GridStatesDemand(Finding):
    """The temperature changes nothing on a grid that states its own demand."""

    template = N_("this grid states its own demand; the temperature does not change it")
    remedy_template = N_("set demand.demand_scale to change it")
    severity = Severity.INFO


class DemandAtTemperature(Finding):
    """What the temperature does to demand; values `outdoor_c` [°C], `factor` [-]."""

    template = N_("at {outdoor_c:g} °C demand is taken to be {factor:.1%} of that of the reference state")
    remedy_template = N_(
        "the sensitivity is chosen; set demand.cold_demand_share and demand.hot_demand_share to change it"
    )
    severity = Severity.INFO


class ImpossibleValue(Finding):
    """Rows, or a setting, whose value has no meaning, `ids`."""

    remedy_template = N_("correct the value")
    severity = Severity.ERROR


class NotAFiniteNumber(ImpossibleValue):
    """Values that are no number, or without end."""

    template = N_("must be a finite number")


class NotAFiniteNumberOrBlank(ImpossibleValue):
    """The same, where a blank states nothing."""

    template = N_("must be a finite number, or blank")


class BelowZero(ImpossibleValue):
    """Values below zero, or no number."""

    template = N_("must be zero or more")


class BelowZeroOrBlank(ImpossibleValue):
    """The same, where a blank states nothing."""

    template = N_("must be zero or more, or blank")


class NotFiniteFromZero(ImpossibleValue):
    """Values below zero or without end."""

    template = N_("must be finite and zero or more")


class NotFiniteAboveZero(ImpossibleValue):
    """Values of zero or less, or without end."""

    template = N_("must be finite and above zero")


class NotFiniteAboveZeroOrBlank(ImpossibleValue):
    """The same, where a blank states nothing."""

    template = N_("must be finite and above zero, or blank")


class SettingNotAbove(ImpossibleValue):
    """A setting at or below its bound, or not finite; values `value`, `lowest`."""

    template = N_("is {value}, must be finite and above {lowest:g}")


class SettingBelow(ImpossibleValue):
    """A setting below its bound, or not finite; values `value`, `lowest`."""

    template = N_("is {value}, must be finite and not below {lowest:g}")


class IdsNotUnique(Finding):
    """Ids that stand more than once in a table, `ids`."""

    template = N_("ids must be unique")
    remedy_template = N_("correct the value")
    severity = Severity.ERROR


class BusNotInGrid(Finding):
    """Rows at a bus that the grid does not have, `ids`."""

    template = N_("names a bus that is not there")
    remedy_template = N_("correct the id, or take the row out")
    severity = Severity.ERROR


class LoadsWithoutSource(Finding):
    """Loads that are de-energised before any damage, `ids`."""

    template = N_("no source reaches these loads, even before any damage; they count as shed")
    remedy_template = N_("connect them, or put them out of service")


class ImplausibleLoad(Finding):
    """Demand that no load has, `ids`; value `power_mw` [MW]."""

    template = N_("{power_mw:,.0f} MW or more; taken as it is")
    remedy_template = N_("check the unit of the figure")


class ImplausibleCapacity(Finding):
    """Capacity that no component has, `ids`; value `power_mw` [MW]."""

    template = N_("{power_mw:,.0f} MW or more; taken as without limit")
    remedy_template = N_("check the unit of the figure")
