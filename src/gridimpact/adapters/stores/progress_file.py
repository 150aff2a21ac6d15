"""Progress of a long run in a file, for whoever started it to look at."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

Tell = Callable[[float, str], None]
SCHEMA = "gridimpact.progress/1"


@contextmanager
def telling(path: Path | None, also: Tell | None = None) -> Iterator[Tell]:
    """Yield a function that notes progress; what ended the run is noted too.

    Parameters
    ----------
    path : Path or None
        JSON with `schema`, `process` (its number), `share` [0..1], `told`, and `state`: `running`, `done` or `failed`.
    also : callable, optional
        Told the same.
    """

    def write(share: float, told: str, state: str) -> None:
        if path is None:
            return
        content = {"schema": SCHEMA, "process": os.getpid(), "share": share, "told": told, "state": state}
        part = path.with_suffix(path.suffix + ".part")
        part.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        os.replace(part, path)

    last = (0.0, "")

    def on_progress(share: float, told: str) -> None:
        nonlocal last
        last = (share, told)
        write(share, told, "running")
        if also is not None:
            also(share, told)

    write(0.0, "", "running")
    try:
        yield on_progress
    except BaseException as exc:
        write(last[0], str(exc) or type(exc).__name__, "failed")
        raise
    write(1.0, last[1], "done")
