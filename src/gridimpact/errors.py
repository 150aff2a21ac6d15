"""What can go wrong, and how it is reported.

The tree::

    GridimpactError
    ├── DataError       input that cannot be used; carries every fault found
    ├── UnknownGrid     no bundled grid, folder or file of that name
    ├── EmbargoError    a public output whose time has not come
    └── SolverError     an engine failed and no fallback gave an answer

A `Finding` is a fault or a caution as a *value*: it is collected while looking and travels in results, so that
one bad row never hides the next. Only `DataError` turns findings into an exception, once, with all of them.
Its text is a `Message`, a template with values, rendered where it is shown (`i18n.messages` in another
language, `str` in English). Nothing reads a fact back out of a sentence.
"""

from collections.abc import Callable, Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field
from enum import StrEnum
from string import Formatter
from typing import ClassVar

Translate = Callable[[str], str]
"""Gives a template in the language of the reader."""

SHOWN_IDS = 8
"""Ids that the text of a finding names; the rest are counted. [-]  Chosen."""


class Severity(StrEnum):
    """How much a finding matters to the reader."""

    INFO = "info"
    """Worth knowing; nothing was changed or left out."""
    WARNING = "warning"
    """Something was assumed, corrected or left out; the answer stands without it."""
    ERROR = "error"
    """The row, component or hour could not be used."""


class RowId(str):
    """Id of a row of a file, by its number: `row 12`; findings name it in the language of the reader.

    Parameters
    ----------
    number : int
        As an editor counts rows: the first is 1. [-]

    Examples
    --------
    >>> RowId(12), RowId(12).number
    ('row 12', 12)
    """

    number: int

    def __new__(cls, number: int) -> "RowId":
        """Write the number in words."""
        made = super().__new__(cls, f"row {number}")
        made.number = number
        return made

    def __getnewargs__(self) -> tuple[int]:  # type: ignore[override]
        return (self.number,)


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence as a template and the values that stand in it.

    Attributes
    ----------
    template : str
        English, with values in braces as in `str.format`: `"{count:,} rows were left out"`. Marked with `N_`
        where it is written, so that the catalogues have it.
    values : mapping
        By name; a value may be a `Message` of its own.

    Examples
    --------
    >>> str(Message("{count} of {total} rows", {"count": 3, "total": Message("{n} read", {"n": 9})}))
    '3 of 9 read rows'
    """

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.render(str, Formatter())

    def __hash__(self) -> int:
        return hash((self.template, str(self)))

    def render(self, translate: Translate, formatter: Formatter) -> str:
        """Return the sentence with its template translated and its values formatted.

        Parameters
        ----------
        translate : callable
            Gives the template in the language of the reader.
        formatter : Formatter
            Writes the values; `str.format` rules by default, numbers of a locale in `i18n.messages`.
        """
        values = {
            name: value.render(translate, formatter) if isinstance(value, Message) else value
            for name, value in self.values.items()
        }
        template = translate(self.template)
        return formatter.vformat(template, (), values) if values else template


class Finding:
    """One fault or caution: where, what, which ids, what to do.

    Every kind of finding is a class of its own, beside the code that finds it.

    Parameters
    ----------
    where : str or Message
        Table and field, file and row, or stage and hour.
    values : mapping
        Values of the templates, by name.
    ids : tuple of str
        Ids of the components, reports or rows concerned.
    severity : Severity, optional
        Default: that of the kind.

    Examples
    --------
    >>> class NegativeLoad(Finding):
    ...     template = "{count} loads are below zero"
    ...     remedy_template = "enter them as generation"
    ...     severity = Severity.ERROR
    >>> print(NegativeLoad(where="loads.p_mw", values={"count": 2}, ids=("load:1", "load:2")))
    loads.p_mw: 2 loads are below zero [load:1, load:2] → enter them as generation
    """

    template: ClassVar[str] = ""
    """The fact, in plain words, with values in braces."""
    remedy_template: ClassVar[str] = ""
    """What the reader can do about it, with values in braces."""
    severity: Severity = Severity.WARNING
    """How much it matters."""

    where: str | Message
    values: Mapping[str, object]
    ids: tuple[str, ...]

    def __init__(
        self,
        *,
        where: str | Message,
        values: Mapping[str, object] | None = None,
        ids: tuple[str, ...] = (),
        severity: Severity | None = None,
    ) -> None:
        self.__dict__.update(where=where, values=dict(values or {}), ids=tuple(ids))
        if severity is not None:
            self.__dict__["severity"] = severity

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a finding cannot be changed: {name}")

    @property
    def message(self) -> Message:
        """The fact."""
        return Message(self.template, self.values)

    @property
    def remedy_message(self) -> Message:
        """What the reader can do about it; its template is empty where there is nothing to do."""
        return Message(self.remedy_template, self.values)

    @property
    def kind(self) -> str:
        """Name of the kind of finding, stable in files: `NegativeLoad`."""
        return type(self).__name__

    @property
    def what(self) -> str:
        """The fact in English."""
        return str(self.message)

    @property
    def remedy(self) -> str:
        """What the reader can do about it, in English; empty where there is nothing to do."""
        return str(self.remedy_message)

    def with_ids(self, ids: tuple[str, ...]) -> "Finding":
        """Return the same finding about other components, reports or rows.

        Parameters
        ----------
        ids : tuple of str
            In place of the present ones.

        Returns
        -------
        Finding
            Of the same kind.
        """
        other = copy(self)
        other.__dict__["ids"] = tuple(ids)
        return other

    def record(self) -> dict[str, object]:
        """Return the finding as files have it, in English.

        Returns
        -------
        dict of str to object
            `kind`, `where`, `what`, `ids`, `remedy`, `severity`.
        """
        return {
            "kind": self.kind,
            "where": str(self.where),
            "what": self.what,
            "ids": list(self.ids),
            "remedy": self.remedy,
            "severity": str(self.severity),
        }

    def __str__(self) -> str:
        shown = ", ".join(self.ids[:SHOWN_IDS])
        shown += f" and {len(self.ids) - SHOWN_IDS} more" if len(self.ids) > SHOWN_IDS else ""
        text = f"{self.where}: {self.what}" + (f" [{shown}]" if shown else "")
        return text + (f" → {self.remedy}" if self.remedy else "")

    def __repr__(self) -> str:
        return f"{self.kind}({str(self)!r})"

    def _key(self) -> tuple[object, ...]:
        return (self.kind, str(self.where), self.what, self.remedy, self.ids, self.severity)

    def __eq__(self, other: object) -> bool:
        return self._key() == other._key() if isinstance(other, Finding) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._key())


class TextFinding(Finding):
    """A finding whose text came from outside as it stands: an old file, another program.

    Parameters
    ----------
    where, what, remedy : str
        In English; not translated.
    ids : tuple of str
    severity : Severity
    """

    template = "{what}"
    remedy_template = "{remedy}"

    def __init__(
        self,
        *,
        where: str | Message,
        what: str | Message,
        remedy: str | Message = "",
        ids: tuple[str, ...] = (),
        severity: Severity = Severity.WARNING,
    ) -> None:
        super().__init__(where=where, values={"what": what, "remedy": remedy}, ids=ids, severity=severity)


class GridimpactError(Exception):
    """Base of all errors raised on purpose.

    Parameters
    ----------
    message : Message or str
        What went wrong; a `Message` is rendered in the language of the reader.
    """

    def __init__(self, message: "Message | str" = "") -> None:
        self.message = message if isinstance(message, Message) else Message("{text}", {"text": message})
        super().__init__(str(message))


class DataError(GridimpactError):
    """Input that cannot be used; `findings` names every fault found.

    Parameters
    ----------
    findings : iterable of Finding
        At least one.
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))


class UnknownGrid(GridimpactError):
    """No bundled grid, folder or file of that name."""


class EmbargoError(GridimpactError):
    """A public output whose time has not come.

    Parameters
    ----------
    finding : Finding
        Tells from when it may be made, and what can be done until then.
    """

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        super().__init__(str(finding))


class SolverError(GridimpactError):
    """An engine failed and no fallback gave an answer."""
