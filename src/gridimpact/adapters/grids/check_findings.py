"""What in the data of a grid would mislead; `ids` are the components or rows concerned."""

from gridimpact.errors import Finding, Severity
from gridimpact.i18n.translate import N_


class EndOutOfService(Finding):
    """Components in service whose bus is not."""

    template = N_("in service at a bus that is out of service")
    remedy_template = N_("take them out of service or put the bus in")
    severity = Severity.ERROR


class BusAlone(Finding):
    """Buses that nothing joins to another."""

    template = N_("joined to no other bus, so its load would look like an outage")
    remedy_template = N_("add the line or transformer, or take the bus out of service")


class LoadWithoutSource(Finding):
    """Loads in an island without a source."""

    template = N_("no path to any unit or interconnector")
    remedy_template = N_("add the line, or take the load out of service")


class CapacityCannotLeave(Finding):
    """Buses with more generation than can be carried away or used."""

    template = N_("more capacity than can leave the bus")
    remedy_template = N_("check the ratings or the bus of connection")


class SharesNotOne(Finding):
    """`ids` give the sum."""

    template = N_("shares of demand in service do not sum to 1")
    remedy_template = N_("scale the shares")
    severity = Severity.ERROR


class RegionWithoutLoad(Finding):
    """Regions with people."""

    template = N_("regions with people have no load")
    remedy_template = N_("add loads; else these people never count as without power")


class AboveInstalled(Finding):
    """Rows of the table of availability."""

    template = N_("above the installed capacity in service")
    remedy_template = N_("lower the figure; the surplus cannot be dispatched")


class AvailabilityUnstated(Finding):
    """`ids` name state and technology."""

    template = N_("no figure for a technology of units in service")
    remedy_template = N_("add the rows")


class HoursIncomplete(Finding):
    """Profiles by name and series."""

    template = N_("not each hour from 0 to 23 once")
    remedy_template = N_("give 24 rows")
    severity = Severity.ERROR


class SeasonWithoutProfile(Finding):
    """Seasons of reference states."""

    template = N_("a season of a reference state has no load profile")
    remedy_template = N_("add the profile")
    severity = Severity.ERROR


class DefaultsNotOne(Finding):
    """Seasons of reference states."""

    template = N_("a season needs exactly one default")
    remedy_template = N_("mark one state per season")
    severity = Severity.ERROR


class CountrySharesAboveOne(Finding):
    """Days of import rules."""

    template = N_("country shares of one day exceed 1")
    remedy_template = N_("lower the shares")


class ShareWithoutInterconnector(Finding):
    """Countries of import rules."""

    template = N_("a share for a country without an interconnector in service")
    remedy_template = N_("remove the share or add the line")


class SameName(Finding):
    """Substations and plants."""

    template = N_("the same name occurs more than once")
    remedy_template = N_("tell them apart in the name; reports by that name stay ambiguous")
