"""JSON Schema of the assessment: every key, with the label, unit and type of each column from the registry."""

from typing import Any

from gridimpact.domain.columns.column import SCHEMA_TYPES, Form
from gridimpact.domain.columns.registry import COLUMNS
from gridimpact.i18n.translate import SOURCE, speaking
from gridimpact.outputs.files.json_keys import FIGURE_KEYS, OTHER_KEYS, RANGE_KEYS, ROW_KEYS, TEXT_COLUMNS
from gridimpact.outputs.files.json_output import SCHEMA


def assessment_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of `assessment_json`.

    Returns
    -------
    dict
        Objects may have no other keys; every value may be null.
    """
    with speaking(SOURCE):
        top: dict[str, Any] = {}
        for parent, keys in OTHER_KEYS.items():
            _below(top, parent).update({key: {} for key in keys})
        top["figures"] = {"type": "object", "additionalProperties": _object(FIGURE_KEYS, "figures")}
        _below(top, "ranges")["figures"] = {"type": "object", "additionalProperties": _object(RANGE_KEYS, "figures")}
        for path, columns in ROW_KEYS.items():
            parent, _, key = path.rpartition("/")
            _below(top, parent)[key] = {"type": ["array", "null"], "items": _object(columns, path)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": SCHEMA,
        "type": "object",
        "properties": top,
        "required": list(top),
        "additionalProperties": False,
    }


def _below(top: dict[str, Any], key: str) -> dict[str, Any]:
    """Properties of an object below the top, or those of the top."""
    if not key:
        return top
    part = top.setdefault(key, {"type": ["object", "null"], "properties": {}, "additionalProperties": False})
    properties: dict[str, Any] = part["properties"]
    return properties


def _object(columns: tuple[str, ...], path: str) -> dict[str, Any]:
    properties = {name: _property(name, path) for name in columns}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _property(name: str, path: str) -> dict[str, Any]:
    """A column: type, label with unit, and its hint."""
    column = COLUMNS[name]
    is_text = (path, name) in TEXT_COLUMNS
    kind = SCHEMA_TYPES[Form.TEXT] if is_text else column.schema
    described = {} if is_text else {"title": column.heading, "description": column.help}
    return {**kind, "type": [kind["type"], "null"], **{key: text for key, text in described.items() if text}}
