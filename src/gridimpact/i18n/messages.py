"""Sentences that results carry in English, told in the language spoken.

Findings, needs and reasons are written where they arise, in English and with their values in them; here stands
the form of each, so that it can be told in another language. A text of no known form stays as it is.

>>> from gridimpact.i18n.translate import speaking
>>> with speaking("uk"):
...     render(Message("is larger than {most_mb:,} MB", {"most_mb": 2.5}))
'більший за 2,5 МБ'
"""

import re
from functools import cache
from string import Formatter

from gridimpact.errors import DataError, EmbargoError, Finding, GridimpactError, Message, RowId, TextFinding
from gridimpact.i18n.translate import N_, _, digits, forms, number, spoken

FORMS = (
    # Needs.
    N_("{kind}s without enough generators, up to {hours} h a day off"),
    N_("generators of {kind}s; own fuel lasts {hours} h of the clock"),
    N_("generators of {kind}s"),
    N_(
        "damaged substations, units as in the grid's data; about {moved} days when moved from another region, "
        "{made} when made"
    ),
    N_(
        "heat of damaged combined heat and power plants: low at {low} °C, high at {high} °C; less where other "
        "boilers of the network take over"
    ),
    # Reasons why a report is not counted.
    N_("copy of {report}"),
    N_("superseded by {report}"),
    N_("ambiguous: {remark}"),
    N_("unmatched: {remark}"),
    N_("set by {who}: {note}"),
    N_("{targets}, by {who} at {at}: {why}"),
    N_('the words "{words}" are not in the lexicon, or state no damage'),
    N_("give a state: none, slight, moderate, extensive or complete"),
    N_("{remark}; latitude and longitude look swapped"),
    # Notes of figures.
    N_("regions with more than {share} of the day's energy unserved"),
    # Damage that reports claim.
    N_("{share} lost"),
    N_("{figure} MW lost"),
    # Where a finding was made.
    N_("{file}, row {row}, {column}"),
    N_("{file}, row {row}"),
    N_("row {row}"),
    N_("{file}, sheet {name}"),
    N_("{file}, layer {name}"),
    N_("{file}, entry {row}"),
    # Faults of rows: of a value, or of many.
    N_("{count} rows: {fault}"),
    N_('"{text}" {fault}'),
    # What is being done.
    N_("reading rows"),
    N_("matching places"),
    N_("reading damage"),
    N_("looking for copies"),
    N_("weighing"),
    N_("weighing reports"),
    N_("solving the hours"),
    N_("checking voltages"),
    N_("following the first hours"),
    N_("scheduling outages"),
    N_("done"),
    N_("day {number} of {days}"),
    N_("{samples} samples; {figure} {estimate}"),
    # Choices of the evidence stage.
    N_("as set"),
    N_("prior of no damage {share}"),
    N_("sources know a fifth less often"),
    N_("sources fail half as often"),
    N_("statements a fifth weaker"),
    N_("decision at {share}"),
    N_("degree never misjudged"),
    N_("degree often misjudged"),
)
"""Forms of sentences that are no findings, or that are put together of several; those of findings are read off the
sources into the catalogues (`tools/finding_texts.py`). A text that is one as it stands is told as that; else the
first that fits is taken, those with most words of their own first."""

PLACES = (
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
)
"""Where a finding was made, when that is one word; other single words there are names of tables and fields, which
stay as they are."""

_TOLD = re.compile(r"(?:kind|season|remark|fault|reason|exc|strerror|value|method|passed)\d*")
"""Places of forms whose values are words or sentences of their own."""

_OWN = re.compile(r"\{\w+\}")
_PLACE = re.compile(r"\\{(\w+)\\}")
_FIGURE = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?")


class _Local(Formatter):
    """Writes numbers of a message as the language spoken does."""

    def format_field(self, value: object, spec: str) -> str:
        text = str(super().format_field(value, spec))
        return digits(text) if isinstance(value, int | float) else text


def render(text: str | Message) -> str:
    """Return a message, or a text that stands as it is, in the language spoken."""
    return text.render(_, _Local()) if isinstance(text, Message) else text


def told_words(text: str) -> str:
    """Return a sentence of a result in the language spoken.

    Values are told too where they are words or sentences of their own; decimals follow the language.
    """
    whole = _(text)
    if spoken() == "en" or whole != text:
        return whole
    for form, pattern in _patterns():
        found = pattern.fullmatch(text)
        if found:
            return _(form, **{name: _value(name, value) for name, value in found.groupdict().items()})
    return text


def told_place(where: str | Message) -> str:
    """Return where a finding was made; names of tables, fields and files stay as they are."""
    if isinstance(where, Message):
        return render(where)
    return told_words(where) if " " in where or where in PLACES else where


def finding_sentence(finding: Finding) -> str:
    """Return a finding in one line."""
    ids = listed(finding.ids)
    text = f"{told_place(finding.where)}: {finding_fact(finding)}" + (f" [{ids}]" if ids else "")
    remedy = finding_remedy(finding)
    return text + (f" → {remedy}" if remedy else "")


def finding_fact(finding: Finding) -> str:
    """Return the fact of a finding in the language spoken."""
    return told_words(finding.what) if isinstance(finding, TextFinding) else render(finding.message)


def finding_remedy(finding: Finding) -> str:
    """Return what the reader can do about a finding, in the language spoken; empty where there is nothing."""
    return told_words(finding.remedy) if isinstance(finding, TextFinding) else render(finding.remedy_message)


def error_sentences(exc: Exception) -> tuple[str, ...]:
    """Return what an error says, one line for each of its findings."""
    if isinstance(exc, DataError):
        return tuple(map(finding_sentence, exc.findings))
    if isinstance(exc, EmbargoError):
        return (finding_sentence(exc.finding),)
    return (render(exc.message) if isinstance(exc, GridimpactError) else told_words(str(exc)),)


def told_id(name: str) -> str:
    """Return an id of a finding; only numbers of rows have words."""
    return _("row {row}", row=name.number) if isinstance(name, RowId) else name


def listed(ids: tuple[str, ...]) -> str:
    """Return the first ids and how many more there are."""
    first = ", ".join(map(told_id, ids[:8]))
    return _("{ids} and {number} more", ids=first, number=number(len(ids) - 8)) if len(ids) > 8 else first


def _value(name: str, value: str) -> str:
    """Return a value of a form as it is told; names, texts and times of reports stay as they came."""
    if _FIGURE.fullmatch(value):
        return value if name.startswith("version") else digits(value)
    return told_words(value) if _TOLD.fullmatch(name) else value


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    known = sorted(dict.fromkeys((*FORMS, *forms())), key=lambda form: -len(_OWN.sub("", form)))
    return tuple((form, re.compile(_PLACE.sub(r"(?P<\1>.+?)", re.escape(form)), re.DOTALL)) for form in known)
