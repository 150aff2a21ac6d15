"""A delay before anything public is made: until then there is no public file that could get about."""

from datetime import UTC, datetime, timedelta

from gridimpact.domain.assessment import Assessment
from gridimpact.domain.vocabulary import Sensitivity
from gridimpact.errors import EmbargoError, Finding, Message, Severity
from gridimpact.i18n.translate import N_


class HeldBackUntil(Finding):
    """A public output before its time; values `hours` and `start`, the time from which it may be made. [UTC]"""

    template = N_("held back for {hours:g} h after the as-of time: not before {start:%Y-%m-%d %H:%M} UTC")
    remedy_template = N_("wait, take an earlier as-of time, or make it restricted for those who may know")
    severity = Severity.ERROR


def public_from(assessment: Assessment, hours: float) -> datetime | None:
    """Time from which a public output may be made: so many hours after the as-of time. [UTC]

    None when nothing is held back: no delay, or nothing was reported.
    """
    if hours <= 0 or assessment.as_of is None:
        return None
    return assessment.as_of.astimezone(UTC) + timedelta(hours=hours)


def check_embargo(
    assessment: Assessment, sensitivity: Sensitivity, hours: float, *, now: datetime | None = None
) -> None:
    """Refuse a public output whose time has not come.

    Parameters
    ----------
    assessment : Assessment
    sensitivity : Sensitivity
        Restricted is never refused: it is for those who may know.
    hours : float
        Delay after the as-of time, which is that of the newest report where none was given. [h]
    now : datetime, optional
        Aware; None takes the clock.

    Raises
    ------
    EmbargoError
        With the time from which it may be made.
    """
    start = public_from(assessment, hours)
    if sensitivity is Sensitivity.RESTRICTED or start is None or (now or datetime.now(UTC)) >= start:
        return
    raise EmbargoError(HeldBackUntil(where=Message(N_("public output")), values={"hours": hours, "start": start}))
