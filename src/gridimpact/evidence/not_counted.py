"""Why a report is not counted."""

from gridimpact.domain.damage import NotCounted, NotCountedKind
from gridimpact.errors import Message
from gridimpact.i18n.english_text import EnglishText
from gridimpact.i18n.translate import N_


def copy_of(report_id: str) -> NotCounted:
    """Counted once, with the report that it copies."""
    text = EnglishText(N_("copy of {report}"), report=report_id)
    return NotCounted(kind=NotCountedKind.COPY, text=text, other_id=report_id)


def superseded_by(report_id: str) -> NotCounted:
    """Taken back by a later report."""
    text = EnglishText(N_("superseded by {report}"), report=report_id)
    return NotCounted(kind=NotCountedKind.SUPERSEDED, text=text, other_id=report_id)


def set_aside(who: str, why: str) -> NotCounted:
    """Set aside by a person."""
    text = EnglishText(N_("set aside by {who}: {note}"), who=who, note=why)
    return NotCounted(kind=NotCountedKind.SET_ASIDE, text=text)


def ambiguous_place(remark: Message) -> NotCounted:
    """Several components fit about as well."""
    return NotCounted(kind=NotCountedKind.AMBIGUOUS, text=EnglishText(N_("ambiguous: {remark}"), remark=remark))


def unmatched_place(remark: Message) -> NotCounted:
    """No component fits."""
    return NotCounted(kind=NotCountedKind.UNMATCHED, text=EnglishText(N_("unmatched: {remark}"), remark=remark))


def unread_damage(fault: Message) -> NotCounted:
    """The damage is not stated, or cannot be read."""
    return NotCounted(kind=NotCountedKind.NO_CLAIM, text=EnglishText.of(fault))
