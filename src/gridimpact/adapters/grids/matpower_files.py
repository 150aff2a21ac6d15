"""Reading MATPOWER case files, `.m` and `.mat`, as plain matrices.

A `.m` file is a program. This reader takes the statements `mpc.<field> = <matrix of numbers>;` and runs
nothing; a file that goes on to compute with a matrix that is needed (loads in kW turned to MW, ohms to
per unit) is refused, for its figures would be wrong by a thousand without a word.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gridimpact.adapters.grids.foreign_findings import (
    ComputesMatrices,
    FieldsNotRead,
    ForeignFault,
    GridFileTooLarge,
    GridFileUnavailable,
    MatlabBroken,
    MatrixNotClosed,
    NewerMatlab,
    NoCase,
    NotAboveZero,
    NotMatpower,
    NotMatrix,
    NotPlainNumbers,
    OldCase,
    RowsUneven,
    TooFewColumns,
)
from gridimpact.adapters.grids.foreign_tables import note
from gridimpact.adapters.grids.matlab_file import NewerFormat, variables
from gridimpact.adapters.unusable_value import reason_of
from gridimpact.errors import DataError, Finding

Floats = NDArray[np.float64]

LARGEST_BYTES = 200_000_000
"""Larger files are refused. [byte]  Chosen: 9,241 buses take 3 MB."""

_WIDTH = {"bus": 13, "gen": 10, "branch": 11, "dcline": 11}
"""Matrices that are read, and the fewest columns they may have. Source: MATPOWER manual, appendix B."""
_IGNORED = frozenset({"version", "gencost", "areas", "dclinecost", "bus_name", "gentype", "genfuel", "branch_name",
                      "gen_name"})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MatpowerCase:
    """Matrices of a case, columns in MATPOWER's order.

    Attributes
    ----------
    base_mva : float
        Base of its per-unit values. [MVA]
    bus : array, shape (buses, >= 13)
    gen : array, shape (generators, >= 10)
    branch : array, shape (branches, >= 11)
    dcline : array, shape (dc lines, >= 11)
    findings : tuple of Finding
    """

    base_mva: float
    bus: Floats
    gen: Floats
    branch: Floats
    dcline: Floats
    findings: tuple[Finding, ...] = ()


def read_case(path: Path) -> MatpowerCase:
    """Read a MATPOWER case file.

    Parameters
    ----------
    path : Path
        Case format version 2, `.m` or `.mat` (up to version 7 of MATLAB's format).

    Raises
    ------
    DataError
        When the file is no such case, is damaged, or computes with its matrices.
    """
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise _refused(GridFileTooLarge, path.name, most_mb=LARGEST_BYTES // 1_000_000)
        fields = _mat_fields(path) if path.suffix.lower() == ".mat" else _m_fields(path)
    except OSError as exc:
        raise _refused(GridFileUnavailable, path.name, reason=str(exc)) from exc
    return _case(fields, path.name)


def _refused(kind: type[ForeignFault], where: str, **values: object) -> DataError:
    return DataError([kind(where=where, values=values)])


def _case(fields: dict[str, Any], where: str) -> MatpowerCase:
    missing = [name for name in ("baseMVA", "bus", "gen", "branch") if name not in fields]
    if missing:
        raise DataError([NotMatpower(where=where, ids=tuple(missing))])
    matrices = {name: _matrix(fields.get(name, np.zeros((0, width))), f"{where}: {name}", width)
                for name, width in _WIDTH.items()}  # fmt: skip
    base = _matrix(fields["baseMVA"], f"{where}: baseMVA", 1)
    if base.size != 1 or not 0 < base.item() < np.inf:
        raise _refused(NotAboveZero, f"{where}: baseMVA")
    others = sorted(set(fields) - _WIDTH.keys() - _IGNORED - {"baseMVA"})
    return MatpowerCase(base_mva=float(base.item()), **matrices,
                        findings=note(FieldsNotRead, where, ids=others))  # fmt: skip


def _matrix(value: Any, where: str, width: int) -> Floats:
    if not isinstance(value, np.ndarray):
        raise _refused(NotMatrix, where)
    matrix = np.atleast_2d(value)
    if matrix.size == 0:
        return np.zeros((0, width))
    if matrix.ndim != 2 or matrix.shape[1] < width:
        raise _refused(TooFewColumns, where, count=matrix.shape[-1], needed=width)
    return matrix


def _mat_fields(path: Path) -> dict[str, Any]:
    """Fields of the struct that holds the case, or variables of the file that are one."""
    try:
        held = variables(path.read_bytes(), largest_bytes=LARGEST_BYTES)
    except NewerFormat:
        raise _refused(NewerMatlab, path.name) from None
    except ValueError as exc:
        raise _refused(MatlabBroken, path.name, reason=reason_of(exc)) from None
    cases = [value for value in (held, *held.values()) if isinstance(value, dict) and {"bus", "branch"} <= set(value)]
    if not cases:
        raise _refused(NoCase, path.name)
    return cases[0]


_HEADER = re.compile(r"^[ \t]*function[ \t]+(?:(?P<name>\w+)|\[(?P<several>[^\]\n]*)\])[ \t]*=", re.MULTILINE)
_VALUE = r"(?P<value>\[[^\[\]]*\]|\{[^{}]*\}|'[^'\n]*'|[^\n;\[{']*)"
_TEXT_OR_COMMENT = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"|[%#][^\n]*")


def _m_fields(path: Path) -> dict[str, Any]:
    """Literal fields of the struct of a `.m` file."""
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")  # names in comments; the figures are ASCII either way
    text = _TEXT_OR_COMMENT.sub(lambda found: found[0] if found[0][0] in "'\"" else "", _without_blocks(text))
    header = _HEADER.search(text)
    if header and header["several"] is not None:
        raise _refused(OldCase, path.name)
    name = header["name"] if header else "mpc"
    literal = re.compile(rf"^[ \t]*{name}\.(?P<field>[\w.]+)[ \t]*=[ \t]*{_VALUE}[ \t]*(?:;|$)", re.MULTILINE)
    fields = {found["field"]: found["value"] for found in literal.finditer(text)}
    # without the values what is left is code
    code = literal.sub("", text[header.end() :] if header else text)
    touched = re.search(rf"\b{name}\s*(?:=(?!=)|\.(?:bus|gen|branch|dcline|baseMVA)\b)", code)
    if touched:
        line = code[code.rfind("\n", 0, touched.start()) + 1 :].lstrip().partition("\n")[0]
        if re.search(r"=[ \t]*\[[^\]]*$", line):
            raise _refused(MatrixNotClosed, path.name, line=line.strip()[:60])
        raise _refused(ComputesMatrices, path.name, line=line.strip()[:60])
    wanted = _WIDTH.keys() | {"baseMVA"}
    return {field: _numbers(value, f"{path.name}: {field}") if field in wanted else None
            for field, value in fields.items()}  # fmt: skip


def _without_blocks(text: str) -> str:
    """Lines outside of block comments, which stand between lines `%{` and `%}`."""
    kept, depth = [], 0
    for line in text.splitlines():
        bare = line.strip()
        depth += bare == "%{"
        if not depth:
            kept.append(line)
        depth -= bare == "%}" and depth > 0
    return "\n".join(kept)


def _numbers(value: str, where: str) -> Floats:
    """A number or a matrix in MATLAB's writing: rows end with ; or the line, cells with blanks or commas."""
    body = re.sub(r"\.\.\.[^\n]*\n", " ", value.strip().strip("[]")).replace(",", " ")
    try:
        rows = [[float(cell) for cell in row.split()] for row in re.split(r"[;\n]", body) if row.strip()]
    except ValueError as exc:
        raise _refused(NotPlainNumbers, where, reason=str(exc)) from None
    if len({len(row) for row in rows}) > 1:
        raise _refused(RowsUneven, where)
    return np.array(rows, dtype=np.float64)
