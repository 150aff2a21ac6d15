"""Messages, findings and errors as text in the language spoken.

>>> from gridimpact.i18n.translate import speaking
>>> with speaking("uk"):
...     render(EnglishText("{share:.0%} lost", share=0.6))
'втрачено 60%'
"""

from string import Formatter

from gridimpact.errors import SHOWN_IDS, DataError, EmbargoError, Finding, GridimpactError, Message, RowId
from gridimpact.i18n.english_text import EnglishText
from gridimpact.i18n.translate import N_, _, digits, number

STAGES = frozenset(
    {
        N_("reports"),
        N_("assessment"),
        N_("adequacy"),
        N_("comparison"),
        N_("compare"),
        N_("contingency"),
        N_("ensemble"),
        N_("facilities"),
        N_("formats"),
        N_("language"),
        N_("override"),
        N_("overrides"),
        N_("scenario"),
        N_("timezone"),
        N_("standard input"),
    }
)
"""Where a finding was made, when that is one word; other single words there are names of tables and fields,
which stay as they are."""


class _Local(Formatter):
    """Writes numbers of a message as the language spoken does."""

    def format_field(self, value: object, spec: str) -> str:
        text = str(super().format_field(value, spec))
        return digits(text) if isinstance(value, int | float) else text


def render(text: str | Message) -> str:
    """Return a message in the language spoken; a text without a message stands as it is."""
    message = text.message if isinstance(text, EnglishText) else text
    return message.render(_, _Local()) if isinstance(message, Message) else message


def word_text(word: str) -> str:
    """Return a message, or a word of a closed list, in the language spoken; other words stay as they are."""
    return render(word) if isinstance(word, EnglishText) else _(word)


def place_text(where: str | Message) -> str:
    """Return where a finding was made; names of tables, fields and files stay as they are."""
    return _(where) if where in STAGES else render(where)


def id_text(name: str) -> str:
    """Return an id of a finding; only numbers of rows, and ids that carry a message, have words."""
    return _("row {row}", row=name.number) if isinstance(name, RowId) else render(name)


def finding_sentence(finding: Finding) -> str:
    """Return a finding in one line."""
    ids = listed(finding.ids)
    text = f"{place_text(finding.where)}: {finding_fact(finding)}" + (f" [{ids}]" if ids else "")
    remedy = finding_remedy(finding)
    return text + (f" → {remedy}" if remedy else "")


def finding_fact(finding: Finding) -> str:
    """Return the fact of a finding in the language spoken."""
    return render(finding.message)


def finding_remedy(finding: Finding) -> str:
    """Return what the reader can do about a finding, in the language spoken; empty where there is nothing."""
    return render(finding.remedy_message)


def error_sentences(exc: Exception) -> tuple[str, ...]:
    """Return what an error says, one line for each of its findings."""
    if isinstance(exc, DataError):
        return tuple(map(finding_sentence, exc.findings))
    if isinstance(exc, EmbargoError):
        return (finding_sentence(exc.finding),)
    return (render(exc.message) if isinstance(exc, GridimpactError) else _(str(exc)),)


def listed(ids: tuple[str, ...]) -> str:
    """Return the first ids and how many more there are."""
    first = ", ".join(map(id_text, ids[:SHOWN_IDS]))
    rest = len(ids) - SHOWN_IDS
    return _("{ids} and {number} more", ids=first, number=number(rest)) if rest > 0 else first
