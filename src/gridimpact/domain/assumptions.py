"""Every assumption by name, with its meaning, unit and source as the settings themselves state them."""

import ast
import inspect
import json
import re
import textwrap
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from functools import cache
from typing import Any, get_type_hints

from gridimpact.domain.settings import Settings

SEVERAL = "; "
"""Between the values of an assumption that has several."""

_UNIT = re.compile(r"\[([^\]]+)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """One assumption.

    Attributes
    ----------
    name : str
        Group and field: `network.transfer_scale`.
    meaning : str
        All that is said of it: the three that follow.
    title : str
        What it is.
    basis : str
        Source of its default, or "chosen" with the reason.
    unit : str
        Empty where it has none.
    kind : type
        As declared.
    value, default : Any
        In use, and as it stands without a word of the user.
    """

    name: str
    meaning: str
    title: str
    basis: str
    unit: str
    kind: Any
    value: Any
    default: Any

    @property
    def changed(self) -> bool:
        """Whether another value than the default is in use."""
        return bool(self.value != self.default)


def assumptions(settings: Settings) -> tuple[Assumption, ...]:
    """Return all assumptions in the order in which the settings declare them.

    Parameters
    ----------
    settings : Settings

    Returns
    -------
    tuple of Assumption
        With the value in use and the default, read off `settings` and off `Settings()`.
    """
    plain = Settings()
    found = []
    for group in fields(settings):
        part, usual = getattr(settings, group.name), getattr(plain, group.name)
        if not is_dataclass(part):
            continue
        kind: Any = type(part)
        meanings, kinds = _meanings(kind), get_type_hints(kind)
        for one in fields(part):
            meaning = meanings.get(one.name, "")
            title, unit, basis = _parts(meaning)
            found.append(
                Assumption(
                    name=f"{group.name}.{one.name}",
                    meaning=meaning,
                    title=title,
                    basis=basis,
                    unit=unit,
                    kind=kinds[one.name],
                    value=getattr(part, one.name),
                    default=getattr(usual, one.name),
                )
            )
    return tuple(found)


def value_text(value: Any) -> str:
    """Return the value of an assumption as it is shown and written; nothing for None.

    Parameters
    ----------
    value : Any
        As the settings hold it.

    Returns
    -------
    str
        Several values separated by `SEVERAL`, pairs as JSON, days in ISO form.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return f"{value:.12g}"
    if isinstance(value, tuple):
        nested = any(isinstance(one, tuple) for one in value)
        return json.dumps(value, ensure_ascii=False) if nested else SEVERAL.join(map(value_text, value))
    return value.isoformat() if isinstance(value, date) else str(value)


def with_values(settings: Settings, values: dict[str, Any]) -> Settings:
    """Return the settings with some assumptions changed.

    Parameters
    ----------
    settings : Settings
    values : dict of str to Any
        New values by dotted name, for example `network.tie_scale`.

    Returns
    -------
    Settings
    """
    changed = settings
    for name, value in values.items():
        group, field = name.split(".")
        part = getattr(changed, group)
        changed = replace(changed, **{group: replace(part, **{field: value})})
    return changed


def _parts(meaning: str) -> tuple[str, str, str]:
    """What it is, its unit, and what it rests on."""
    unit = _UNIT.search(meaning)
    if unit:
        return meaning[: unit.start()].strip().rstrip("."), unit.group(1), meaning[unit.end() :].strip()
    title, _, basis = meaning.partition(". ")
    return title.rstrip("."), "", basis


@cache
def _meanings(kind: type) -> dict[str, str]:
    """The text below each field of a dataclass, on one line; the class shows it to readers of the code."""
    (body,) = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
    assert isinstance(body, ast.ClassDef)
    found: dict[str, str] = {}
    for field, text in zip(body.body, body.body[1:], strict=False):
        if not (isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant)):
            continue
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            found[field.target.id] = " ".join(str(text.value.value).split())
    return found
