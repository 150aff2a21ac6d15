"""Finished pieces of an ensemble on disk, so that one that was stopped goes on where it was."""

import json
import os
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from gridimpact.adapters.stores.findings import (
    CHECKPOINT,
    CheckpointFault,
    FolderNotEmpty,
    FolderNotWritten,
    OtherEnsemble,
)
from gridimpact.errors import DataError, Message

FORMAT = "gridimpact.ensemble-checkpoint/2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """A folder with one file a piece.

    Attributes
    ----------
    folder : Path
    """

    folder: Path

    @classmethod
    def open(cls, folder: Path, key: str) -> "Checkpoint":
        """Open a folder, or make it.

        Parameters
        ----------
        folder : Path
        key : str
            Content hash of the ensemble.

        Raises
        ------
        DataError
            When the folder holds pieces of another ensemble, or something else.
        """
        head = folder / "ensemble.json"
        if head.exists():
            try:
                known = json.loads(head.read_text(encoding="utf-8"))
            except (OSError, ValueError):
                known = {}
            if not isinstance(known, dict) or known.get("format") != FORMAT or known.get("key") != key:
                raise _refused(OtherEnsemble, folder)
            return cls(folder=folder)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if any(folder.iterdir()):
                raise _refused(FolderNotEmpty, folder)
            _written(head, json.dumps({"format": FORMAT, "key": key}).encode())
        except OSError as exc:
            raise _refused(FolderNotWritten, folder, reason=exc.strerror) from exc
        return cls(folder=folder)

    def read(self, samples: tuple[int, ...]) -> tuple[dict[str, Any], dict[str, int], dict[str, float]] | None:
        """Return arrays, methods and seconds of a piece; None when it is not there or cannot be read whole."""
        path = self._path(samples[0], len(samples))
        if not path.exists():
            return None
        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
                arrays = {name: stored[name] for name in stored.files if name != "told"}
                told = json.loads(str(stored["told"]))
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            return None
        return (arrays, told["method"], told["seconds"]) if arrays["samples"].tolist() == list(samples) else None

    def write(self, arrays: dict[str, Any], method: dict[str, int], seconds: dict[str, float]) -> None:
        """Write a piece; whole or not at all."""
        told = json.dumps({"method": method, "seconds": seconds})
        samples = arrays["samples"]
        with tempfile.TemporaryFile() as buffer:
            np.savez(buffer, told=np.array(told), **arrays)
            buffer.seek(0)
            _written(self._path(int(samples[0]), len(samples)), buffer.read())

    def _path(self, first: int, count: int) -> Path:
        return self.folder / f"samples-{first:08d}-{count}.npz"


def _written(path: Path, content: bytes) -> None:
    part = path.with_suffix(".part")
    part.write_bytes(content)
    os.replace(part, path)


def _refused(kind: type[CheckpointFault], folder: Path, **values: object) -> DataError:
    return DataError([kind(where=Message(CHECKPOINT, {"name": folder.name}), values=values)])
