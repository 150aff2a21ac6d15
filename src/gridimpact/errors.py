"""What can go wrong, and how it is told.

The tree::

    GridimpactError
    ├── DataError       input that cannot be used; carries every fault found
    ├── UnknownGrid     no bundled grid, folder or file of that name
    ├── EmbargoError    a public output whose time has not come
    └── SolverError     an engine failed and no fallback gave an answer

A `Finding` is a fault or a caution as a *value*: it is collected while looking and travels in
results, so that one bad row never hides the next. Only `DataError` turns findings into an
exception, once, with all of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters to the reader."""

    INFO = "info"
    """Worth knowing; nothing was changed or left out."""
    WARNING = "warning"
    """Something was assumed, corrected or left out; the answer stands without it."""
    ERROR = "error"
    """The row, component or hour could not be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fault or caution: where, what, which ids, what to do.

    Attributes
    ----------
    where : str
        Table and field, file and row, or stage and hour.
    what : str
        The fact, in plain words.
    ids : tuple of str
        Ids of the components, reports or rows concerned.
    remedy : str
        What the reader can do about it.
    severity : Severity
        How much it matters.
    """

    where: str
    what: str
    ids: tuple[str, ...] = ()
    remedy: str = ""
    severity: Severity = Severity.WARNING

    def __str__(self) -> str:
        shown = ", ".join(self.ids[:8]) + (f" and {len(self.ids) - 8} more" if len(self.ids) > 8 else "")
        text = f"{self.where}: {self.what}" + (f" [{shown}]" if shown else "")
        return text + (f" → {self.remedy}" if self.remedy else "")


class GridimpactError(Exception):
    """Base of all errors raised on purpose."""


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
