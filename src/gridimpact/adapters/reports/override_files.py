"""Overrides of matches as a JSON file, to be replayed on the same reports.

{"schema": "gridimpact.overrides/1", "overrides": [{"report_id": "N15", "targets": {"plant:P023": 1.0},
"who": "A. Analyst", "at": "2026-01-15T10:00:00+00:00", "why": "named by phone", "said": "Kharkiv CHP"}]}
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from gridimpact.adapters.reports.choice_files import choices_json, name_of, read_choices, write_choices
from gridimpact.adapters.reports.format_findings import NoOverrides, OverridesFault, OverrideUnreadable
from gridimpact.adapters.safe_cells import clean_text
from gridimpact.adapters.unusable_value import UnusableValue
from gridimpact.domain.override import Override
from gridimpact.errors import DataError, Finding, Message
from gridimpact.i18n.translate import N_

SCHEMA = "gridimpact.overrides/1"
MOST_BYTES = 20_000_000
"""Largest file of overrides. [bytes]  Chosen: as for reports."""
_OVERRIDES = Message(N_("overrides"))
_ENTRY = N_("{file}, entry {row}")


def overrides_json(overrides: Iterable[Override]) -> str:
    """Return overrides as the text of their file, in order of time."""
    listed = [
        {
            "report_id": one.report_id,
            "targets": dict(one.targets),
            "who": one.who,
            "at": one.at.isoformat(),
            "why": one.why,
            "said": one.said,
        }
        for one in sorted(overrides, key=lambda one: (one.at, one.report_id))
    ]
    return choices_json({"schema": SCHEMA, "overrides": listed})


def write_overrides(overrides: Iterable[Override], path: Path) -> Path:
    """Write overrides and return their path."""
    return write_choices(overrides_json(overrides), path)


def read_overrides(source: str | Path | bytes) -> tuple[Override, ...]:
    """Return the overrides of a file.

    Parameters
    ----------
    source : str, Path or bytes
        A path, or the content of a file.

    Raises
    ------
    DataError
        With every entry that cannot be read.
    """
    where = name_of(source, _OVERRIDES)
    value = read_choices(source, where=where, kind=OverridesFault, most_bytes=MOST_BYTES)
    entries = value.get("overrides") if isinstance(value, dict) else None
    if not isinstance(entries, list):
        raise DataError([NoOverrides(where=where)])
    found: list[Override] = []
    faults: list[Finding] = []
    for number, entry in enumerate(entries, start=1):
        try:
            found.append(_override(entry if isinstance(entry, dict) else {}))
        except DataError as wrong:
            faults += wrong.findings
        except (KeyError, TypeError, ValueError, AttributeError) as exc:
            entry_at = Message(_ENTRY, {"file": where, "row": number})
            faults.append(OverrideUnreadable(where=entry_at, values={"reason": _reason(exc)}))
    if faults:
        raise DataError(faults)
    return tuple(found)


def _override(entry: Mapping[str, object]) -> Override:
    targets = entry["targets"]
    if not isinstance(targets, dict):
        raise UnusableValue(N_("targets are not an object of shares by component"))
    return Override(
        report_id=str(entry["report_id"]),
        targets=tuple((str(name), float(share)) for name, share in targets.items()),
        who=clean_text(str(entry["who"])),
        at=datetime.fromisoformat(str(entry["at"])),
        why=clean_text(str(entry["why"])),
        said=str(entry.get("said") or ""),
    )


def _reason(exc: Exception) -> Message | str:
    """Why an entry cannot be read; an error of Python is named, for its text alone may be one word."""
    return exc.message if isinstance(exc, UnusableValue) else f"{type(exc).__name__}: {exc}"
