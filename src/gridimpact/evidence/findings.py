"""Findings of the evidence stage, one class for each kind."""

from gridimpact.errors import Finding, Severity
from gridimpact.i18n.translate import N_


class ReportedLater(Finding):
    """Reports after the as-of time, `ids`."""

    template = N_("reported after the as-of time and left aside")
    remedy_template = N_("move the as-of time to count them")
    severity = Severity.INFO


class RepeatedReport(Finding):
    """The same report more than once, `ids`."""

    template = N_("the same report came more than once and counts once")
    severity = Severity.INFO


class SharedReportId(Finding):
    """Different reports with one id, `ids`."""

    template = N_("different reports share an id; all but one got a number")
    remedy_template = N_("give each report an id of its own")


class AmbiguousPlace(Finding):
    """A place that several components fit; values `words`, `remark`, `candidates`."""

    template = N_('"{words}" is ambiguous and not counted: {remark}; it may be {candidates}')
    remedy_template = N_("give the component_id that is meant")


class AmbiguousPlaceNoCandidates(Finding):
    """A place that several components fit poorly; values `words`, `remark`."""

    template = N_('"{words}" is ambiguous and not counted: {remark}')
    remedy_template = N_("give a name, or region and kind, that the grid knows")


class UnmatchedPlace(Finding):
    """A place that no component fits; values `words`, `remark`."""

    template = N_('"{words}" is unmatched and not counted: {remark}')
    remedy_template = N_("give a name, or region and kind, that the grid knows")


class UnmatchedPlaceWithCandidates(Finding):
    """A place that no component fits well; values `words`, `remark`, `candidates`."""

    template = N_('"{words}" is unmatched and not counted: {remark}; it may be {candidates}')
    remedy_template = N_("give the component_id that is meant")


class AmbiguousPlaces(Finding):
    """Many ambiguous places together; value `count`."""

    template = N_("{count:,} reports are ambiguous and not counted")
    remedy_template = N_("see the candidates in the table of matches; give a component_id")


class UnmatchedPlaces(Finding):
    """Many unmatched places together; value `count`."""

    template = N_("{count:,} reports are unmatched and not counted")
    remedy_template = N_("see the candidates in the table of matches; give a component_id")


class UnreadDamage(Finding):
    """Reports whose damage cannot be counted, `ids`."""


class NoDamageStated(UnreadDamage):
    """No state, share, megawatts or words."""

    template = N_("no damage is stated")
    remedy_template = N_("give a state, a share, megawatts or words")


class UnknownDamageWords(UnreadDamage):
    """Words that the lexicon lacks; value `words`."""

    template = N_('the words "{words}" are not in the lexicon, or state no damage')
    remedy_template = N_("give a state: none, slight, moderate, extensive or complete")


class UnknownCapacity(UnreadDamage):
    """Megawatts lost of a component without a known capacity."""

    template = N_("megawatts lost can only be set against a plant or unit of known capacity")
    remedy_template = N_("give the share lost, or a state")


class SupersededReports(Finding):
    """Reports that a later one takes back, `ids`."""

    template = N_("superseded by a later report and not counted")
    severity = Severity.INFO


class SupersedesUnknown(Finding):
    """Ids that a report supersedes and that are not loaded, `ids`."""

    template = N_("a report supersedes ids that are not here")
    remedy_template = N_("check the ids, or load the file that holds them")
    severity = Severity.INFO


class SupersedesLater(Finding):
    """Reports that supersede themselves or a later one, `ids`."""

    template = N_("a report supersedes itself or a later one; this was ignored")
    remedy_template = N_("name only earlier reports")


class CopiedReports(Finding):
    """Copies of other reports, `ids`."""

    template = N_("copies of another report, counted once with it")
    remedy_template = N_("nothing, when they are copies; else give each its own link and note")
    severity = Severity.INFO


class TooManyNotes(Finding):
    """Components with more different notes than are compared, `ids`; value `limit`."""

    template = N_("more than {limit:,} different notes; only equal notes were taken for copies")
    remedy_template = N_("remove copies before loading")


class OverrideOfUnknownReport(Finding):
    """An override of a report that is not loaded, `ids`."""

    template = N_("there is no report of this id")
    remedy_template = N_("load the file that holds it")
    severity = Severity.INFO


class OverrideOfOtherPlace(Finding):
    """The report names another place than when the override was made; values `here`, `said`."""

    template = N_('the report says "{here}" and not "{said}" as when it was decided; not applied')
    remedy_template = N_("decide anew")


class OverrideOfUnknownComponent(Finding):
    """An override that names components the grid does not have, `ids`."""

    template = N_("no such component in the grid; not applied")
    remedy_template = N_("use ids as the tables of the grid have them")
    severity = Severity.ERROR


class OverrideApplied(Finding):
    """A match set by hand; values `targets`, `who`, `at`, `why`."""

    template = N_("{targets}, by {who} at {at}: {why}")
    severity = Severity.INFO


class OverrideSetsAside(Finding):
    """A report set aside by hand; values `who`, `at`, `why`."""

    template = N_("not counted, by {who} at {at}: {why}")
    severity = Severity.INFO
