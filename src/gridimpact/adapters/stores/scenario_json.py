"""A scenario as JSON and back, without loss: dataclasses, enums, dates, tuples and tables.

Values are read by the types that the dataclasses declare. Nothing is executed or looked up by a name
that stands in the text. Fields that are missing take their default and fields that are unknown are
left out, both told: a scenario can be read by a version that has other settings.
"""

import json
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pandas as pd

from gridimpact.adapters.stores.findings import (
    FieldUnreadable,
    OtherScenarioSchema,
    ScenarioNotJson,
)
from gridimpact.adapters.unusable_value import UnusableValue, reason_of
from gridimpact.domain.renamed import present_name
from gridimpact.domain.scenario import MissingSettings, RenamedSettings, Scenario, UnknownSettings
from gridimpact.errors import DataError, Finding, Message, Severity, TextFinding
from gridimpact.i18n.translate import N_

SCHEMA = "gridimpact.scenario/1"


def scenario_json(scenario: Scenario) -> str:
    """Return a scenario as text; numbers are written so that they are read back to the last bit."""
    return json.dumps({"schema": SCHEMA, "scenario": plain_value(scenario)}, ensure_ascii=False)


def read_scenario(text: str, where: str | Message = "scenario") -> tuple[Scenario, tuple[Finding, ...]]:
    """Return the scenario of a text, and what could not be read back as it was written.

    Raises
    ------
    DataError
        When it is no scenario, or of a later schema, or a value is not what its field holds.
    """
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as exc:
        raise DataError([ScenarioNotJson(where=where, values={"reason": type(exc).__name__})]) from exc
    if not isinstance(value, dict) or value.get("schema") != SCHEMA:
        raise DataError([OtherScenarioSchema(where=where, values={"schema": SCHEMA})])
    reader = _Reader()
    try:
        scenario = reader.value(Scenario, value.get("scenario"), "")
    except (TypeError, ValueError, KeyError, AttributeError) as exc:
        values = {"error": type(exc).__name__, "reason": reason_of(exc)}
        raise DataError([FieldUnreadable(where=where, values=values)]) from exc
    assert isinstance(scenario, Scenario)
    return scenario, reader.findings(where)


def typed_value(kind: Any, told: Any, name: str) -> Any:
    """Return what JSON tells as a value of a declared type.

    Raises
    ------
    TypeError, ValueError
        When it is not what the type holds.
    """
    return _Reader().value(kind, told, name)


def plain_value(value: Any) -> Any:
    """Return the value as JSON has it; a table keeps its index and its kinds of column."""
    if isinstance(value, pd.DataFrame):
        return {
            "index": _plain_list(value.index),
            "index_name": value.index.name,
            "columns": {str(name): _plain_list(value[name]) for name in value.columns},
            "kinds": {str(name): "number" if value[name].dtype.kind in "iuf" else "text" for name in value.columns},
        }
    if isinstance(value, Finding):
        return value.record()
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain_value(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [plain_value(one) for one in value]
    if isinstance(value, Mapping):
        return {str(name): plain_value(one) for name, one in value.items()}
    if value is None or isinstance(value, bool | int | float | str):
        return value
    raise TypeError(f"{type(value).__name__} cannot be saved")


def _plain_list(column: Any) -> list[Any]:
    return [None if pd.isna(one) else one for one in column.tolist()]


class SavedFinding(TextFinding):
    """A finding as it stood when it was saved, in English.

    Parameters
    ----------
    kind : str
        Name of its kind then; no class is looked up by it.
    **told
        As for `TextFinding`.
    """

    def __init__(self, *, kind: str, **told: Any) -> None:
        super().__init__(**told)
        self.__dict__["_kind"] = kind

    @property
    def kind(self) -> str:
        """Name of its kind when it was saved."""
        return str(self.__dict__["_kind"])


class _Reader:
    """Reads values by declared type, and remembers the names that did not fit."""

    def __init__(self) -> None:
        self.unknown: list[str] = []
        self.missing: list[str] = []
        self.renamed: list[str] = []

    def value(self, kind: Any, told: Any, path: str) -> Any:
        """The value of one declared type; `path` is its dotted name."""
        origin, parts = get_origin(kind), get_args(kind)
        if origin in (Union, types.UnionType):
            if told is None and type(None) in parts:
                return None
            (kept,) = [part for part in parts if part is not type(None)]
            return self.value(kept, told, path)
        if origin is Literal:
            if told not in parts:
                raise UnusableValue(N_("{name} is {value}"), name=path, value=repr(told))
            return told
        if origin is tuple:
            inner = [parts[0]] * len(told) if parts[-1] is Ellipsis else parts
            return tuple(self.value(part, one, path) for part, one in zip(inner, told, strict=True))
        if origin is not None and issubclass(origin, Mapping):
            return {str(name): self.value(parts[1], one, f"{path}.{name}") for name, one in told.items()}
        if kind is pd.DataFrame:
            return _table(told)
        if kind is Finding:
            return _finding(told)
        if is_dataclass(kind):
            return self._dataclass(kind, told, path)
        return _scalar(kind, told, path)

    def _dataclass(self, kind: Any, told: Mapping[str, Any], path: str) -> Any:
        types_of = _hints(kind)
        told = self._present(told, path)
        names = {name: f"{path}.{name}".lstrip(".") for name in {*types_of, *told}}
        self.unknown += sorted(names[name] for name in told if name not in types_of)
        self.missing += sorted(names[name] for name in types_of if name not in told)
        read = {name: self.value(types_of[name], told[name], names[name]) for name in types_of if name in told}
        return kind(**read)

    def _present(self, told: Mapping[str, Any], path: str) -> dict[str, Any]:
        """The fields by their present names; of a name that stands there old and new, the new one counts."""
        group = path.removeprefix("settings.")
        names = {name: present_name(f"{group}.{name}").rpartition(".")[2] for name in told}
        self.renamed += [f"{path}.{name}" for name, present in names.items() if name != present]
        old = {names[name]: held for name, held in told.items() if names[name] != name}
        return {**old, **{name: held for name, held in told.items() if names[name] == name}}

    def findings(self, where: str | Message) -> tuple[Finding, ...]:
        """What did not fit, told once for all fields."""
        said = ((self.unknown, UnknownSettings), (self.missing, MissingSettings), (self.renamed, RenamedSettings))
        return tuple(kind(where=where, ids=tuple(names)) for names, kind in said if names)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    declared = get_type_hints(kind)
    return {one.name: declared[one.name] for one in fields(kind)}


def _scalar(kind: Any, told: Any, path: str) -> Any:
    if issubclass(kind, Enum):
        return kind(told)
    if kind in (datetime, date):
        return kind.fromisoformat(told)
    if kind is float and isinstance(told, int | float) and not isinstance(told, bool):
        return told
    if type(told) is not kind:
        raise UnusableValue(
            N_("{name} is {value}, not of the kind {kind}"), name=path, value=repr(told), kind=kind.__name__
        )
    return told


def _finding(told: Mapping[str, Any]) -> Finding:
    """A finding as it stood when it was saved; its kind is not looked up by a name that a file states."""
    text = {name: _scalar(str, told[name], name) for name in ("where", "what", "remedy")}
    ids = tuple(_scalar(str, one, "ids") for one in told["ids"])
    kind = _scalar(str, told.get("kind", TextFinding.__name__), "kind")
    return SavedFinding(kind=kind, **text, ids=ids, severity=Severity(told["severity"]))


def _table(told: Mapping[str, Any]) -> pd.DataFrame:
    index = pd.Index(told["index"], name=told["index_name"], dtype=object if not told["index"] else None)
    columns = {
        name: pd.Series(values, index=index, dtype=float if told["kinds"][name] == "number" else object)
        for name, values in told["columns"].items()
    }
    return pd.DataFrame(columns, index=index)
