"""Choices of the evidence stage as a small JSON file that a person can change and use again.

    {"schema": "gridimpact.evidence/1", "prior": [0.7, ...], "reliability_weight": {"A": 0.95, ...},
     "credibility_weight": {"1": 1.0, ...}, "decision_probability": 0.5, ...,
     "own_phrases": [{"state": "extensive", "confidence": 0.9, "pattern": "switched off"}]}

Numbers that are left out stay as they are by default.
"""

import re
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

from gridimpact.adapters.nearest_name import refuse_mistyped
from gridimpact.adapters.reports.choice_files import choices_json, name_of, read_choices, write_choices
from gridimpact.adapters.reports.format_findings import EvidenceFault, NoSettings, SettingUnusable
from gridimpact.adapters.unusable_value import UnusableValue, reason_of
from gridimpact.domain.settings import EvidenceSettings
from gridimpact.domain.vocabulary import DAMAGE_STATES, Credibility, Reliability
from gridimpact.errors import DataError, Finding, Message
from gridimpact.i18n.translate import N_

SCHEMA = "gridimpact.evidence/1"
MOST_BYTES = 1_000_000
"""Largest file. [bytes]  Chosen."""
_SETTINGS = Message(N_("evidence settings"))
_SETTING = N_("{file}, {name}")

_GRADES = {
    "reliability_weight": tuple(grade.value for grade in Reliability),
    "credibility_weight": tuple(grade.value for grade in Credibility),
}
_CHANCES = {"prior": DAMAGE_STATES, "unreported_prior": DAMAGE_STATES}
_PHRASE = ("state", "confidence", "pattern")
_LIMITS = {
    "state_kernel_width": (0.0, 4.0),
    "name_match_score": (0.0, 100.0),
    "name_match_margin": (0.0, 100.0),
    "place_radius_km": (0.0, 500.0),
    "copy_similarity": (0.0, 100.0),
    "decision_probability": (0.0, 1.0),
}
"""Least and greatest value by setting, in its unit."""


def evidence_json(settings: EvidenceSettings) -> str:
    """Return the settings as the text of their file."""
    value: dict[str, object] = {"schema": SCHEMA}
    for name in (field.name for field in fields(settings)):
        held = getattr(settings, name)
        keys = _GRADES.get(name) or _CHANCES.get(name)
        if name == "own_phrases":
            held = [dict(zip(_PHRASE, row, strict=True)) for row in held]
        value[name] = dict(zip(keys, held, strict=True)) if keys else held
    return choices_json(value)


def write_evidence(settings: EvidenceSettings, path: Path) -> Path:
    """Write the settings and return their path."""
    return write_choices(evidence_json(settings), path)


def read_evidence(source: str | Path | bytes) -> EvidenceSettings:
    """Return the settings of a file.

    Parameters
    ----------
    source : str, Path or bytes
        A path, or the content of a file.

    Raises
    ------
    DataError
        With every setting that is unknown or cannot be.
    """
    where = name_of(source, _SETTINGS)
    value = read_choices(source, where=where, kind=EvidenceFault, most_bytes=MOST_BYTES)
    if not isinstance(value, dict):
        raise DataError([NoSettings(where=where)])
    return settings_of_values({name: held for name, held in value.items() if name != "schema"}, where)


def settings_of_values(values: Mapping[str, object], where: str | Message = _SETTINGS) -> EvidenceSettings:
    """Return settings with some values changed.

    Parameters
    ----------
    values : mapping
        By name of setting, as in the file.
    where : str or Message
        For findings.

    Raises
    ------
    DataError
        As `read_evidence`.
    """
    found: dict[str, object] = {}
    faults: list[Finding] = []
    for name, held in values.items():
        try:
            found[name] = _setting(name, held)
        except (KeyError, TypeError, ValueError) as exc:
            at = Message(_SETTING, {"file": where, "name": name})
            faults.append(SettingUnusable(where=at, values={"reason": reason_of(exc)}))
    if faults:
        raise DataError(faults)
    return EvidenceSettings(**found)  # type: ignore[arg-type]


def _setting(name: str, held: object) -> object:
    """Return the value of one setting, or raise with what is wrong with it."""
    refuse_mistyped(name, [one.name for one in fields(EvidenceSettings)])
    keys = _GRADES.get(name) or _CHANCES.get(name)
    if keys:
        numbers = _numbers(held, keys)
        if not all(0.0 <= number <= 1.0 for number in numbers):
            raise UnusableValue(N_("a number is outside 0 to 1"))
        if name in _CHANCES and abs(sum(numbers) - 1.0) > 1e-6:
            raise UnusableValue(N_("the probabilities sum to {total:g} and not to 1"), total=sum(numbers))
        return numbers
    if name == "own_phrases":
        return _phrases(held)
    if name not in _LIMITS:
        raise UnusableValue(N_("there is no such setting"))
    least, most = _LIMITS[name]
    number = float(held)  # type: ignore[arg-type]
    if not least <= number <= most:
        raise UnusableValue(N_("{number:g} is outside {least:g} to {most:g}"), number=number, least=least, most=most)
    return number


def _numbers(held: object, keys: tuple[str, ...]) -> tuple[float, ...]:
    rows = dict(zip(keys, held, strict=True)) if isinstance(held, list) else held
    if not isinstance(rows, dict) or set(rows) != set(keys):
        raise UnusableValue(N_("it needs one number each for {keys}"), keys=", ".join(keys))
    return tuple(float(rows[key]) for key in keys)


def _phrases(held: object) -> tuple[tuple[str, float, str], ...]:
    if not isinstance(held, list):
        raise UnusableValue(N_("it needs a list of phrases"))
    rows = []
    for number, row in enumerate(held, start=1):
        if not isinstance(row, dict) or set(row) != set(_PHRASE):
            raise UnusableValue(N_("phrase {number} needs state, confidence and pattern"), number=number)
        phrase = (str(row["state"]), float(row["confidence"]), str(row["pattern"]).casefold())
        fault = _phrase_fault(*phrase)
        if fault is not None:
            raise UnusableValue(N_("phrase {number}: {fault}"), number=number, fault=fault)
        rows.append(phrase)
    return tuple(rows)


def _phrase_fault(state: str, confidence: float, pattern: str) -> Message | None:
    """Return what is wrong with a phrase."""
    if state not in (*DAMAGE_STATES, "unknown"):
        return Message(N_("{state} is none of {states}, unknown"), {"state": state, "states": ", ".join(DAMAGE_STATES)})
    if not 0.0 < confidence <= 1.0:
        return Message(N_("the confidence is not above 0 and at most 1"))
    if not pattern.strip():
        return Message(N_("the pattern is empty"))
    try:
        re.compile(re.sub(r"<(?:damage|small|heavy)>", "x", pattern))
    except re.error as exc:
        return Message(N_("the pattern cannot be read ({reason})"), {"reason": str(exc)})
    return None
