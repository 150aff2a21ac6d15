"""Why a report is not counted."""

from gridimpact.domain.damage import NotCounted, NotCountedKind
from gridimpact.errors import Message
from gridimpact.i18n.english_text import EnglishText
from gridimpact.i18n.translate import N_


def copy_of(report_id: str) -> NotCounted:
    """Counted once, with the report that it copies.

    Parameters
    ----------
    report_id : str
        Of the report that counts.

    Returns
    -------
    NotCounted
    """
    text = EnglishText(N_("copy of {report}"), report=report_id)
    return NotCounted(kind=NotCountedKind.COPY, text=text, other_id=report_id)


def superseded_by(report_id: str) -> NotCounted:
    """Taken back by a later report.

    Parameters
    ----------
    report_id : str
        Of the later report.

    Returns
    -------
    NotCounted
    """
    text = EnglishText(N_("superseded by {report}"), report=report_id)
    return NotCounted(kind=NotCountedKind.SUPERSEDED, text=text, other_id=report_id)


def set_aside(who: str, why: str) -> NotCounted:
    """Set aside by a person.

    Parameters
    ----------
    who : str
        Who decided.
    why : str
        Why.

    Returns
    -------
    NotCounted
    """
    text = EnglishText(N_("set aside by {who}: {note}"), who=who, note=why)
    return NotCounted(kind=NotCountedKind.SET_ASIDE, text=text)


def ambiguous_place(remark: Message) -> NotCounted:
    """Several components fit about as well.

    Parameters
    ----------
    remark : Message
        What was found.

    Returns
    -------
    NotCounted
    """
    return NotCounted(kind=NotCountedKind.AMBIGUOUS, text=EnglishText(N_("ambiguous: {remark}"), remark=remark))


def unmatched_place(remark: Message) -> NotCounted:
    """No component fits.

    Parameters
    ----------
    remark : Message
        What was looked for.

    Returns
    -------
    NotCounted
    """
    return NotCounted(kind=NotCountedKind.UNMATCHED, text=EnglishText(N_("unmatched: {remark}"), remark=remark))


def unread_damage(fault: Message) -> NotCounted:
    """The damage is not stated, or cannot be read.

    Parameters
    ----------
    fault : Message
        Why the damage cannot be read.

    Returns
    -------
    NotCounted
    """
    return NotCounted(kind=NotCountedKind.NO_CLAIM, text=EnglishText.of(fault))
