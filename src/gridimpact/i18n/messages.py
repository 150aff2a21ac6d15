"""Sentences that results carry in English, told in the language spoken.

Findings, needs and reasons are written where they arise, in English and with their values in them; here stands
the form of each, so that it can be told in another language. A text of no known form stays as it is.

>>> from gridimpact.i18n.translate import speaking
>>> with speaking("uk"):
...     told_words("is larger than 2.5 MB")
'більший за 2,5 МБ'
"""

import re
from functools import cache

from gridimpact.errors import DataError, Finding, HeldBack
from gridimpact.i18n.translate import digits, forms, mark, number, say, spoken

FORMS = (
    # Needs.
    mark("{kind}s without enough generators, up to {hours} h a day off"),
    mark("generators of {kind}s; own fuel lasts {hours} h of the clock"),
    mark("generators of {kind}s"),
    mark(
        "damaged substations, units as in the grid's data; about {moved} days when moved from another region, "
        "{made} when made"
    ),
    mark(
        "heat of damaged combined heat and power plants: low at {low} °C, high at {high} °C; less where other "
        "boilers of the network take over"
    ),
    # Reasons why a report is not counted.
    mark("copy of {report}"),
    mark("superseded by {report}"),
    mark("ambiguous: {remark}"),
    mark("unmatched: {remark}"),
    mark("set by {who}: {note}"),
    mark("{targets}, by {who} at {at}: {why}"),
    mark('the words "{words}" are not in the lexicon, or state no damage'),
    mark("give a state: none, slight, moderate, extensive or complete"),
    mark("{remark}; latitude and longitude look swapped"),
    # Notes of figures.
    mark("regions with more than {share} of the day's energy unserved"),
    # Damage that reports claim.
    mark("{share} lost"),
    mark("{figure} MW lost"),
    # Where a finding was made.
    mark("{file}, row {row}, {column}"),
    mark("{file}, row {row}"),
    mark("row {row}"),
    mark("{file}, sheet {name}"),
    mark("{file}, layer {name}"),
    mark("{file}, entry {row}"),
    # Faults of rows: of a value, or of many.
    mark("{count} rows: {fault}"),
    mark('"{text}" {fault}'),
    # What is being done.
    mark("reading rows"),
    mark("matching places"),
    mark("reading damage"),
    mark("looking for copies"),
    mark("weighing"),
    mark("weighing reports"),
    mark("solving the hours"),
    mark("checking voltages"),
    mark("following the first hours"),
    mark("scheduling outages"),
    mark("done"),
    mark("day {number} of {days}"),
    mark("{samples} samples; {figure} {estimate}"),
    # Choices of the evidence stage.
    mark("as set"),
    mark("prior of no damage {share}"),
    mark("sources know a fifth less often"),
    mark("sources fail half as often"),
    mark("statements a fifth weaker"),
    mark("decision at {share}"),
    mark("degree never misjudged"),
    mark("degree often misjudged"),
)
"""Forms of sentences that are no findings, or that are put together of several; those of findings are read off the
sources into the catalogues (`tools/finding_texts.py`). A text that is one as it stands is told as that; else the
first that fits is taken, those with most words of their own first."""

PLACES = (
    mark("reports"),
    mark("assessment"),
    mark("adequacy"),
    mark("comparison"),
    mark("compare"),
    mark("contingency"),
    mark("ensemble"),
    mark("facilities"),
    mark("formats"),
    mark("language"),
    mark("override"),
    mark("overrides"),
    mark("scenario"),
    mark("timezone"),
    mark("standard input"),
)
"""Where a finding was made, when that is one word; other single words there are names of tables and fields, which
stay as they are."""

_TOLD = re.compile(r"(?:kind|season|remark|fault|reason|exc|strerror|value|method|passed)\d*")
"""Places of forms whose values are words or sentences of their own."""

_OWN = re.compile(r"\{\w+\}")
_PLACE = re.compile(r"\\{(\w+)\\}")
_FIGURE = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?")


def told_words(text: str) -> str:
    """Return a sentence of a result in the language spoken.

    Values are told too where they are words or sentences of their own; decimals follow the language.
    """
    whole = say(text)
    if spoken() == "en" or whole != text:
        return whole
    for form, pattern in _patterns():
        found = pattern.fullmatch(text)
        if found:
            return say(form, **{name: _value(name, value) for name, value in found.groupdict().items()})
    return text


def told_place(where: str) -> str:
    """Return where a finding was made; names of tables, fields and files stay as they are."""
    return told_words(where) if " " in where or where in PLACES else where


def finding_sentence(finding: Finding) -> str:
    """Return a finding in one line."""
    ids = listed(finding.ids)
    text = f"{told_place(finding.where)}: {told_words(finding.what)}" + (f" [{ids}]" if ids else "")
    return text + (f" → {told_words(finding.remedy)}" if finding.remedy else "")


def error_sentences(exc: Exception) -> tuple[str, ...]:
    """Return what an error says, one line for each of its findings."""
    if isinstance(exc, DataError):
        return tuple(map(finding_sentence, exc.findings))
    return (finding_sentence(exc.finding),) if isinstance(exc, HeldBack) else (told_words(str(exc)),)


def told_id(name: str) -> str:
    """Return an id of a finding; only numbers of rows have words."""
    return told_words(name) if name.startswith("row ") else name


def listed(ids: tuple[str, ...]) -> str:
    """Return the first ids and how many more there are."""
    first = ", ".join(map(told_id, ids[:8]))
    return say("{ids} and {number} more", ids=first, number=number(len(ids) - 8)) if len(ids) > 8 else first


def _value(name: str, value: str) -> str:
    """Return a value of a form as it is told; names, texts and times of reports stay as they came."""
    if _FIGURE.fullmatch(value):
        return value if name.startswith("version") else digits(value)
    return told_words(value) if _TOLD.fullmatch(name) else value


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    known = sorted(dict.fromkeys((*FORMS, *forms())), key=lambda form: -len(_OWN.sub("", form)))
    return tuple((form, re.compile(_PLACE.sub(r"(?P<\1>.+?)", re.escape(form)), re.DOTALL)) for form in known)
