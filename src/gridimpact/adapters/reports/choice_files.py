"""Small JSON files of a person's choices (evidence, columns, overrides): one way to write and read their text."""

import json
from pathlib import Path
from typing import Any

from gridimpact.adapters.reports.format_findings import ChoicesNotRead
from gridimpact.errors import DataError, Message


def choices_json(value: object) -> str:
    """Return a value as the text of its file: indented, letters as they are."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def write_choices(text: str, path: Path) -> Path:
    """Write the text of a file, its folder too, and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def name_of(source: str | Path | bytes, called: Message) -> str | Message:
    """Return what findings call a source: the name of its file, or `called` for bare content."""
    return called if isinstance(source, bytes) else Path(source).name


def read_choices(
    source: str | Path | bytes, *, where: str | Message, kind: type[ChoicesNotRead], most_bytes: int
) -> Any:
    """Return the value that a file holds.

    Parameters
    ----------
    source : str, Path or bytes
        A path, or the content of a file.
    where : str or Message
        For the finding.
    kind : type of ChoicesNotRead
        The finding, when it cannot be read.
    most_bytes : int
        No more is read, so that a file that is larger cannot be understood. [bytes]

    Raises
    ------
    DataError
        When it cannot be read as JSON in UTF-8.
    """
    try:
        data = source if isinstance(source, bytes) else _content(Path(source), most_bytes)
        return json.loads(data[: most_bytes + 1].decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as exc:
        raise DataError([kind(where=where, values={"reason": type(exc).__name__})]) from exc


def _content(path: Path, most_bytes: int) -> bytes:
    with path.open("rb") as file:
        return file.read(most_bytes + 1)
