"""Assumptions as people write them, and back: `0.7`, `0,7`, `winter`, `1; 0.95; 0.6`, or nothing."""

import json
import math
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from gridimpact.adapters.reports.evidence_files import settings_of_values
from gridimpact.adapters.stores.findings import ASSUMPTION, AssumptionUnusable, UnknownAssumption
from gridimpact.adapters.stores.scenario_json import typed_value
from gridimpact.adapters.unusable_value import UnusableValue, reason_of
from gridimpact.domain.assumptions import SEVERAL, Assumption, assumptions, value_text, with_values
from gridimpact.domain.renamed import present_name, renamed_in, renamed_text
from gridimpact.domain.settings import Settings
from gridimpact.errors import DataError, Finding, Message
from gridimpact.i18n.translate import N_

_ANY_LENGTH = (
    "evidence.own_phrases",
    "ensemble.forced_outage_rate",
    "impact.duration_thresholds_h",
    "impact.generator_classes_kw",
    "impact.transformer_classes_mva",
)
"""Lists that may get longer or shorter; others have one value per state or class."""

_COLD, _HOT = -60.0, 60.0
"""Temperatures beyond are slips. [degree Celsius]"""


def read_values(settings: Settings, texts: Mapping[str, str]) -> Settings:
    """Return the settings with assumptions changed as people wrote them.

    Parameters
    ----------
    settings : Settings
    texts : mapping
        What was written, by name of the assumption (`network.transfer_scale`).

    Raises
    ------
    DataError
        With every assumption that is unknown, cannot be read or cannot be.
    """
    for name in renamed_in(texts):
        warnings.warn(renamed_text(name), DeprecationWarning, stacklevel=2)
    texts = {present_name(name): text for name, text in texts.items()}
    known = {one.name: one for one in assumptions(settings)}
    found: dict[str, Any] = {}
    faults: list[Finding] = []
    for name, text in texts.items():
        where = Message(ASSUMPTION, {"name": name})
        try:
            found[name] = _value(known[name], str(text or "").strip())
        except KeyError:
            faults.append(UnknownAssumption(where=where, ids=(name,)))
        except (TypeError, ValueError) as exc:
            values = {"text": text, "reason": reason_of(exc), "default": _written_default(known[name])}
            faults.append(AssumptionUnusable(where=where, values=values, ids=(name,)))
    faults += _of_evidence(settings, found)
    if faults:
        raise DataError(faults)
    return with_values(settings, found)


def _value(one: Assumption, text: str) -> Any:
    try:
        value = typed_value(one.kind, _plain(text, one), one.name)
    except (TypeError, ValueError) as exc:
        expected = _expected(one)
        if expected:
            raise UnusableValue(expected) from exc
        raise
    numbers = list(_numbers(value))
    if isinstance(value, tuple) and one.name not in _ANY_LENGTH and len(value) != len(one.default):
        raise UnusableValue(N_("it has {count} values and needs {needed}"), count=len(value), needed=len(one.default))
    low, high = _limits(one)
    if any(not low <= number <= high for number in numbers):
        if math.isfinite(high):
            raise UnusableValue(N_("it has to lie in {low:g} to {high:g}"), low=low, high=high)
        raise UnusableValue(N_("it is below {low:g}"), low=low)
    return value


def _expected(one: Assumption) -> str:
    """What a value is not, in words; nothing for kinds that say it themselves."""
    if isinstance(one.default, bool):
        return N_("it is neither yes nor no")
    if isinstance(one.default, int):
        return N_("it is not a whole number")
    return N_("it is not a number") if isinstance(one.default, float) else ""


def _plain(text: str, one: Assumption) -> Any:
    """What was written as JSON would have it."""
    if not text:
        return [] if isinstance(one.default, tuple) else None
    if text[0] in "[{":
        return json.loads(text)
    if isinstance(one.default, tuple):
        return [_number(part) for part in text.split(SEVERAL.strip())]
    if text.lower() in ("true", "false", "yes", "no"):
        return text.lower() in ("true", "yes")
    try:
        number = _number(text)
    except ValueError:
        return text
    return int(number) if isinstance(one.default, int) and number.is_integer() else number


def _number(text: str) -> float:
    """A number with a point or a comma before its decimals."""
    return float(text.strip().replace(",", ".").replace("−", "-"))


def _limits(one: Assumption) -> tuple[float, float]:
    """Lowest and highest number that makes sense, by unit."""
    if one.unit == "0..1":
        return 0.0, 1.0
    if one.unit == "degree Celsius":
        return _COLD, _HOT
    counts = isinstance(one.default, int) and not isinstance(one.default, bool)
    return (1.0 if counts else 0.0), math.inf


def _numbers(value: Any) -> Iterator[float]:
    if isinstance(value, tuple):
        for one in value:
            yield from _numbers(one)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        if not math.isfinite(value):
            raise UnusableValue(N_("it is not a finite number"))
        yield float(value)


def _of_evidence(settings: Settings, found: Mapping[str, Any]) -> tuple[Finding, ...]:
    """Faults of choices about evidence, which have rules of their own: probabilities sum to one."""
    group = "evidence."
    names = {one.name for one in fields(settings.evidence)}
    changed = {name.removeprefix(group): found[name] for name in found if name.startswith(group)}
    changed = {name: list(held) if isinstance(held, tuple) else held for name, held in changed.items() if name in names}
    changed.pop("own_phrases", None)
    try:
        settings_of_values(changed)
    except DataError as exc:
        return exc.findings
    return ()


def _written_default(one: Assumption) -> Message:
    """Default as people write it, with its unit."""
    text = value_text(one.default)
    default = Message("{text}", {"text": text}) if text else Message(N_("nothing"))
    return Message("{value} [{unit}]", {"value": default, "unit": Message(one.unit)}) if one.unit else default
