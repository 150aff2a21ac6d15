"""Reader of pandapower JSON files that reads tables and numbers, and runs nothing.

pandapower's own reader imports whatever module a file names and calls what it finds there, so that a
file from a stranger is a program. This one knows one kind of object, the table; every other object is
left out and named, or refused where a table is needed.
"""

import json
import math
import re
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from gridimpact.adapters.grids.foreign_findings import (
    ForeignFault,
    GridFileTooLarge,
    GridFileUnavailable,
    NotAboveZero,
)
from gridimpact.adapters.grids.foreign_tables import note
from gridimpact.adapters.grids.pandapower_findings import (
    CellsOfOtherKind,
    ColumnNamesWrong,
    ForeignObjects,
    NoBusTable,
    NoTables,
    NotPandapower,
    NotTable,
    NotUtf8,
    NotVersion,
    NotWholeJson,
    ObjectColumns,
    OtherLayout,
    PartsMissing,
    TableRowsNotNumbered,
    TableRowsUneven,
    TooDeep,
)
from gridimpact.adapters.grids.pandapower_grid import ELEMENTS, LEFT_OUT, grid_of, network_of
from gridimpact.adapters.unusable_value import UnusableValue
from gridimpact.domain.grid import Grid
from gridimpact.errors import DataError, Finding
from gridimpact.i18n.translate import N_

LARGEST_BYTES = 200_000_000
"""Larger files are refused. [byte]  Chosen: 9,241 buses take 8 MB."""

_NETWORK = ("pandapower.auxiliary", "pandapowerNet")
_TABLES = (("pandas.core.frame", "DataFrame"), ("pandas", "DataFrame"))
_READ = (*ELEMENTS, *LEFT_OUT, "trafo_characteristic_table")
_NUMBER = re.compile(r"u?int(8|16|32|64)|float(16|32|64)|U?Int(8|16|32|64)|Float(32|64)")
_WHOLE = 2**53
"""Whole numbers up to here are exact in a JSON number. [-]"""


def read_pandapower_json(path: Path) -> Grid:
    """Read a network that `pandapower.to_json` wrote, without importing anything that it names.

    Parameters
    ----------
    path : Path

    Returns
    -------
    Grid

    Raises
    ------
    DataError
        When the file is not such a network, or holds something else where a table is needed.
    """
    content = _network(_parsed(_text(path), path.name), path.name)
    tables, findings = _read_tables(content, path.name)
    net = network_of(tables, _facts(content, path.name))
    return grid_of(net, name=path.name, source=f"pandapower file {path.name}", findings=findings)


def _refused(kind: type[ForeignFault], where: str, **values: object) -> DataError:
    return DataError([kind(where=where, values=values)])


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise _refused(GridFileTooLarge, path.name, most_mb=LARGEST_BYTES // 1_000_000)
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise _refused(NotUtf8, path.name) from None
    except OSError as exc:
        raise _refused(GridFileUnavailable, path.name, reason=exc.strerror) from exc


def _parsed(text: str, where: str) -> Any:
    """Plain JSON: objects, lists, numbers and text, nothing else."""
    try:
        return json.loads(text)
    except RecursionError:
        raise _refused(TooDeep, where) from None
    except ValueError as exc:
        raise _refused(NotWholeJson, where, reason=str(exc)) from None


def _network(content: Any, where: str) -> dict[str, Any]:
    """What a network file holds, by name."""
    named = (content.get("_module"), content.get("_class")) if isinstance(content, dict) else None
    if named != _NETWORK:
        raise _refused(NotPandapower, where)
    held = content.get("_object")
    if isinstance(held, str):  # files of pandapower 1
        held = _parsed(held, where)
    if not isinstance(held, dict):
        raise _refused(NoTables, where)
    return held


def _read_tables(content: dict[str, Any], where: str) -> tuple[dict[str, pd.DataFrame], tuple[Finding, ...]]:
    tables: dict[str, pd.DataFrame] = {}
    foreign, findings = [], ()  # type: tuple[list[str], tuple[Finding, ...]]
    for key, value in content.items():
        if key in _READ:
            tables[key], notes = _table(value, f"{where}: {key}")
            findings += notes
        elif isinstance(value, dict) and "_module" in value and _named(value) not in _TABLES:
            foreign.append(f"{key} ({'.'.join(map(str, _named(value)))})")
    if "bus" not in tables:
        raise _refused(NoBusTable, where)
    return tables, findings + note(ForeignObjects, where, ids=foreign)


def _named(value: dict[str, Any]) -> tuple[Any, Any]:
    return value.get("_module"), value.get("_class")


def _table(value: Any, where: str) -> tuple[pd.DataFrame, tuple[Finding, ...]]:
    """One table; columns that hold objects are left out."""
    if not isinstance(value, dict) or _named(value) not in _TABLES:
        named = ".".join(map(str, _named(value))) if isinstance(value, dict) else type(value).__name__
        raise _refused(NotTable, where, found=named[:80])
    if value.get("orient") != "split" or value.get("is_multiindex") or value.get("is_multicolumn"):
        raise _refused(OtherLayout, where)
    body = value.get("_object")
    body = _parsed(body, where) if isinstance(body, str) else body
    columns, index, data = _split(body, where)
    held = dict(zip(columns, zip(*data, strict=True), strict=True)) if data else dict.fromkeys(columns, ())
    objects = [column for column, cells in held.items() if any(isinstance(cell, (dict, list)) for cell in cells)]
    declared = value.get("dtype")
    kinds = declared if isinstance(declared, dict) else {}
    plain = {column: _column(list(cells), str(kinds.get(column, "")), f"{where}.{column}")
             for column, cells in held.items() if column not in objects}  # fmt: skip
    notes = note(ObjectColumns, where, ids=[c for c in objects if c != "geo"])
    return pd.DataFrame(plain, index=range(len(index))).set_axis(_index(index, where)), notes


def _split(body: Any, where: str) -> tuple[list[str], list[Any], list[list[Any]]]:
    held = body if isinstance(body, dict) else {}
    columns, index, data = held.get("columns"), held.get("index"), held.get("data")
    if not (isinstance(columns, list) and isinstance(index, list) and isinstance(data, list)):
        raise _refused(PartsMissing, where)
    if not all(isinstance(column, str) for column in columns) or len(set(columns)) != len(columns):
        raise _refused(ColumnNamesWrong, where)
    if len(data) != len(index) or any(not isinstance(row, list) or len(row) != len(columns) for row in data):
        raise _refused(TableRowsUneven, where)
    return columns, index, data


def _column(cells: list[Any], kind: str, where: str) -> "pd.Series[Any]":
    """Cells in the kind that the file states, one of a closed list."""
    try:
        if _NUMBER.fullmatch(kind):
            number: pd.Series[Any] = pd.to_numeric(pd.Series(cells, dtype=object).map(_plain))
            if "int" not in kind.lower() or number.isna().any():
                return number.astype("float64")
            span = np.iinfo(kind.lower())
            if not number.between(span.min, min(span.max, _WHOLE)).all() or (number % 1 != 0).any():
                raise UnusableValue(N_("not whole, or too large"))
            return number.astype("int64")
        if kind == "bool":
            if any(cell not in (True, False) for cell in cells):
                raise UnusableValue(N_("neither true nor false"))
            return pd.Series(cells, dtype=bool)
    except (ValueError, TypeError, OverflowError) as exc:
        reason = exc.message if isinstance(exc, UnusableValue) else str(exc)[:80]
        raise _refused(CellsOfOtherKind, where, dtype=kind, reason=reason) from None
    return pd.Series(cells, dtype=None if cells else object)


def _plain(cell: Any) -> float | int:
    if cell is None:
        return math.nan
    if isinstance(cell, (bool, int, float)):
        return cell
    raise UnusableValue(N_('"{cell}" is not a number'), cell=str(cell)[:40])


def _index(index: list[Any], where: str) -> "pd.Index[Any]":
    try:
        return pd.Index([int(number) for number in index], dtype="int64")
    except (ValueError, TypeError, OverflowError):
        raise _refused(TableRowsNotNumbered, where) from None


def _facts(content: dict[str, Any], where: str) -> dict[str, Any]:
    """Base of the per-unit values [MVA], frequency [Hz], name and versions."""
    name = content.get("name")
    facts: dict[str, Any] = {"name": name[:200] if isinstance(name, str) else ""}
    for key, default in (("sn_mva", 1.0), ("f_hz", 50.0)):
        value = content.get(key, default)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value < math.inf:
            raise _refused(NotAboveZero, f"{where}: {key}")
        facts[key] = float(value)
    version = str(content.get("version", ""))
    facts["version"] = version
    facts["format_version"] = str(content.get("format_version", version))
    if not re.fullmatch(r"\d+(\.\d+)*", facts["format_version"]):
        raise _refused(NotVersion, f"{where}: format_version")
    return facts
