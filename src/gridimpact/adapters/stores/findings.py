"""What can be wrong with saved scenarios, their settings, and pieces of an ensemble on disk."""

from gridimpact.errors import Finding, Message, Severity
from gridimpact.i18n.translate import N_

SAVED_SCENARIOS = Message(N_("saved scenarios"))
ASSUMPTION = N_("assumption {name}")
CHECKPOINT = N_("checkpoint {name}")
"""Where findings are made."""


class StoreFault(Finding):
    """A store, or an entry of it, that cannot be used."""

    severity = Severity.ERROR


class NoSuchScenario(StoreFault):
    """Value `title`; `ids` are titles that there are."""

    template = N_('no saved scenario is called "{title}"')
    remedy_template = N_("name one of these")


class SeveralScenarios(StoreFault):
    """Value `title`; `ids` are their keys."""

    template = N_('several scenarios are called "{title}"')
    remedy_template = N_("name one of these")


class NoSuchKey(StoreFault):
    """`ids` are the key."""

    template = N_("no saved scenario has this key; it may have been deleted")
    remedy_template = N_("list them")


class ChangedSinceListed(StoreFault):
    """Value `title`."""

    template = N_('"{title}" was changed or deleted after it was listed')
    remedy_template = N_("list them again")


class SavedAsCopy(Finding):
    """Two people saved the same scenario; values `title`, `copy`, the title of the copy."""

    template = N_('"{title}" was changed or deleted after it was opened; yours is kept as a copy, "{copy}"')
    remedy_template = N_("compare the two, and delete the one that is not needed")


class StoreUnreachable(StoreFault):
    """Values `reason`, `variable`, the name of a variable of the environment."""

    template = N_("saved scenarios cannot be reached ({reason})")
    remedy_template = N_("check the place, or set {variable}")


class LaterSchema(StoreFault):
    """Values `newest`, `known`."""

    template = N_("the saved scenarios are of schema {newest}; this version reads up to {known}")
    remedy_template = N_("use the version of gridimpact that made them")


class ScenarioUnreadable(Finding):
    """The text of a scenario cannot be read."""

    remedy_template = N_("use the version of gridimpact that saved it, or make the scenario anew")
    severity = Severity.ERROR


class ScenarioNotJson(ScenarioUnreadable):
    """Value `reason`, the name of the error."""

    template = N_("it is not JSON ({reason})")


class OtherScenarioSchema(ScenarioUnreadable):
    """Value `schema`, the one that is read."""

    template = N_("it is not of the schema {schema}")


class FieldUnreadable(ScenarioUnreadable):
    """Values `error`, the name of an error, and `reason`, a message or its text."""

    template = N_("a value is not what its field holds ({error}: {reason})")


class AssumptionFault(Finding):
    """An assumption that was written and cannot be taken; `ids` are its name."""

    severity = Severity.ERROR


class UnknownAssumption(AssumptionFault):
    """No assumption has this name."""

    template = N_("there is no such assumption")
    remedy_template = N_("take a name of the list of assumptions")


class AssumptionUnusable(AssumptionFault):
    """Values `text`, as it was written, `reason` and `default`."""

    template = N_('"{text}" cannot be used: {reason}')
    remedy_template = N_("write it like the default: {default}")


class CheckpointFault(Finding):
    """A folder that cannot hold the pieces of an ensemble."""

    remedy_template = N_("name another folder, or remove this one")
    severity = Severity.ERROR


class OtherEnsemble(CheckpointFault):
    """The folder holds the pieces of another one."""

    template = N_("is the checkpoint of another ensemble (other grid, reports, settings, seed or version)")


class FolderNotEmpty(CheckpointFault):
    """The folder holds something else."""

    template = N_("holds other files")


class FolderNotWritten(CheckpointFault):
    """Value `reason`, as the operating system gives it."""

    template = N_("cannot be written ({reason})")
