"""Sentences that results carry in English, told in the language spoken.

Findings, needs and reasons are written where they arise, in English and with their values in them; here stands
the form of each, so that it can be told in another language. A text of no known form stays as it is.
"""

import re
from functools import cache

from gridimpact.errors import Finding, Severity
from gridimpact.language import digits, mark, number, say, spoken
from gridimpact.views import wording

SEVERITIES = {Severity.INFO: mark("info"), Severity.WARNING: mark("warning"), Severity.ERROR: mark("error")}
"""Kinds of finding."""

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
    mark("several components are called so"),
    mark("only a region is given, and no kind of component"),
    mark('the words "{words}" are not in the lexicon, or state no damage'),
    # Where a finding was made.
    mark("{file}, row {row}, {column}"),
    mark("{file}, row {row}"),
    mark("row {row}"),
    mark("outdoor temperature"),
    mark("reports"),
    mark("assessment"),
    mark("mapping of columns"),
    # Findings while reading.
    mark("columns that are not documented are kept with each report"),
    mark('"{text}" is no date that exists'),
    mark("write it as {example}"),
    mark("no time can be read, so the row is left out"),
    mark("give the time of the report, for example {example}"),
    mark("{count} times state no zone and were read as {zone}"),
    mark("write the zone, for example {example}, or name another when loading"),
    mark("columns were read as those that they are written like"),
    mark("rename them, or give a mapping of columns"),
    mark("no column holds damage; the words of the note are read for it"),
    mark("check the claims, or give a mapping with a column of damage"),
    mark("several columns mean the same; the first of each is read"),
    mark("rename the columns that are not meant"),
    mark("no column holds a time"),
    mark("add a column reported_at"),
    mark("there is no row below the header"),
    mark("add a row for each report"),
    mark("no row could be read as a report"),
    mark("compare the columns with the template on this page"),
    mark("the file is not UTF-8 and was read as {encoding} (Cyrillic)"),
    mark("check a few names; if they look wrong, save the file as CSV UTF-8"),
    mark("read as a table of the kind {kind}"),
    mark("the file cannot be read: {reason}"),
    mark("check the path"),
    mark("give each report an id of its own"),
    mark("check both times"),
    mark("check the date"),
    mark("check the place"),
    mark("rows without a place that can be found are left out"),
    mark("correct these rows"),
    # Findings while weighing and assessing.
    mark("superseded by a later report and not counted"),
    mark('"{text}" is ambiguous and not counted: {remark}; it may be {candidates}'),
    mark('"{text}" is ambiguous and not counted: {remark}'),
    mark('"{text}" is unmatched and not counted: {remark}'),
    mark("give the component_id that is meant"),
    mark("give a name, or region and kind, that the grid knows"),
    mark("give a state: none, slight, moderate, extensive or complete"),
    mark("copies of another report, counted once with it"),
    mark("nothing, when they are copies; else give each its own link and note"),
    mark("change the assumptions, or the reports"),
    mark("not given; {celsius} degree Celsius is assumed for {season}, which is no forecast"),
    mark("set impact.outdoor_temperature_c, or the temperature under Assumptions"),
    mark("read the schedule of these regions as a rough one"),
    mark("why is not stated"),
    mark("who is not stated"),
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
"""Forms of sentences. A text that is one of them as it stands is told as that; else the first that fits is taken,
so that the longer stand before the shorter."""

_PLACE = re.compile(r"\\{(\w+)\\}")
_DECIMAL = re.compile(r"-?\d+\.\d+")


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


def finding_row(finding: Finding) -> tuple[str, str, str, str, str]:
    """Return kind, place, fact, ids and remedy of a finding as they are shown."""
    return (
        say(SEVERITIES[finding.severity]),
        told_words(finding.where),
        wording.sentence(told_words(finding.what)),
        _listed(finding.ids),
        wording.sentence(told_words(finding.remedy)),
    )


def finding_sentence(finding: Finding) -> str:
    """Return a finding in one line."""
    ids = _listed(finding.ids)
    text = f"{told_words(finding.where)}: {told_words(finding.what)}" + (f" [{ids}]" if ids else "")
    return text + (f" → {told_words(finding.remedy)}" if finding.remedy else "")


def _value(name: str, value: str) -> str:
    """Return a value of a form as it is told; names, texts and times of reports stay as they came."""
    if name in ("kind", "season", "remark"):
        return told_words(value)
    return digits(value) if _DECIMAL.fullmatch(value) else value


def _listed(ids: tuple[str, ...]) -> str:
    """Return the first ids and how many more there are."""
    listed = ", ".join(told_words(name) if name.startswith("row ") else name for name in ids[:8])
    return say("{ids} and {number} more", ids=listed, number=number(len(ids) - 8)) if len(ids) > 8 else listed


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((form, re.compile(_PLACE.sub(r"(?P<\1>.+?)", re.escape(form)), re.DOTALL)) for form in FORMS)
