"""What a person decided about the place of a report, with who, when and why."""

from dataclasses import dataclass
from datetime import datetime

from gridimpact.errors import DataError, Finding, Severity
from gridimpact.i18n.translate import N_


class InvalidOverride(Finding):
    """An override that cannot be used; `ids` is its report."""

    remedy_template = N_("correct the override")
    severity = Severity.ERROR


class OverrideShareOutOfRange(InvalidOverride):
    """A target has no share of the report."""

    template = N_("a share is not above 0 and at most 1")


class OverrideRepeatsComponent(InvalidOverride):
    """A component is a target twice."""

    template = N_("a component stands there twice")


class OverrideWithoutPerson(InvalidOverride):
    """Nobody stands for it."""

    template = N_("who decided it is not stated")


class OverrideWithoutReason(InvalidOverride):
    """It gives no reason."""

    template = N_("why is not stated")


class OverrideTimeWithoutZone(InvalidOverride):
    """Its time is not aware."""

    template = N_("the time has no zone")


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """A match set by hand; it takes the place of what matching found.

    Attributes
    ----------
    report_id : str
        As the table of matches has it.
    targets : tuple of (component id, share)
        Components that the report means, each with the probability that it is meant: one of share 1
        corrects a match, several split it, none takes the report out of the count. [0..1]
    who, why : str
        For whoever reads it later; neither may be empty.
    at : datetime
        When it was decided, aware. Of several for one report the latest counts.
    said : str
        Place as the report gave it when this was decided; when a report of that id says otherwise,
        the override is not applied. Empty: whatever it says.

    Raises
    ------
    DataError
        When a share is outside 0..1, a component stands there twice, or who, when or why is missing.
    """

    report_id: str
    targets: tuple[tuple[str, float], ...]
    who: str
    at: datetime
    why: str
    said: str = ""

    def __post_init__(self) -> None:
        names = [name for name, _ in self.targets]
        faults: dict[type[Finding], bool] = {
            OverrideShareOutOfRange: any(not 0.0 < share <= 1.0 for _, share in self.targets),
            OverrideRepeatsComponent: len(set(names)) < len(names),
            OverrideWithoutPerson: not self.who.strip(),
            OverrideWithoutReason: not self.why.strip(),
            OverrideTimeWithoutZone: self.at.tzinfo is None,
        }
        if any(faults.values()):
            raise DataError([kind(where="override", ids=(self.report_id,)) for kind, wrong in faults.items() if wrong])
