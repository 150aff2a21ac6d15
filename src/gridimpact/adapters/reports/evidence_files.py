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
from gridimpact.domain.settings import EvidenceSettings
from gridimpact.domain.vocabulary import DAMAGE_STATES, Credibility, Reliability
from gridimpact.errors import DataError, Finding, Severity, TextFinding

SCHEMA = "gridimpact.evidence/1"
MOST_BYTES = 1_000_000
"""Largest file. [bytes]  Chosen."""
_REMEDY = "write the present settings with `gridimpact reports settings FILE` and change those"

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
    where = name_of(source, "evidence settings")
    value = read_choices(source, where=where, remedy=_REMEDY, most_bytes=MOST_BYTES)
    if not isinstance(value, dict):
        raise DataError([_fault(where, "it holds no object of settings")])
    return settings_of_values({name: held for name, held in value.items() if name != "schema"}, where)


def settings_of_values(values: Mapping[str, object], where: str = "evidence settings") -> EvidenceSettings:
    """Return settings with some values changed.

    Parameters
    ----------
    values : mapping
        By name of setting, as in the file.
    where : str
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
            faults.append(_fault(f"{where}, {name}", str(exc).strip("'\"")))
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
            raise ValueError("a number is outside 0 to 1")
        if name in _CHANCES and abs(sum(numbers) - 1.0) > 1e-6:
            raise ValueError(f"the probabilities sum to {sum(numbers):g} and not to 1")
        return numbers
    if name == "own_phrases":
        return _phrases(held)
    if name not in _LIMITS:
        raise ValueError("there is no such setting")
    least, most = _LIMITS[name]
    number = float(held)  # type: ignore[arg-type]
    if not least <= number <= most:
        raise ValueError(f"{number:g} is outside {least:g} to {most:g}")
    return number


def _numbers(held: object, keys: tuple[str, ...]) -> tuple[float, ...]:
    rows = dict(zip(keys, held, strict=True)) if isinstance(held, list) else held
    if not isinstance(rows, dict) or set(rows) != set(keys):
        raise ValueError(f"it needs one number each for {', '.join(keys)}")
    return tuple(float(rows[key]) for key in keys)


def _phrases(held: object) -> tuple[tuple[str, float, str], ...]:
    if not isinstance(held, list):
        raise ValueError("it needs a list of phrases")
    rows = []
    for number, row in enumerate(held, start=1):
        if not isinstance(row, dict) or set(row) != set(_PHRASE):
            raise ValueError(f"phrase {number} needs state, confidence and pattern")
        phrase = (str(row["state"]), float(row["confidence"]), str(row["pattern"]).casefold())
        fault = _phrase_fault(*phrase)
        if fault:
            raise ValueError(f"phrase {number}: {fault}")
        rows.append(phrase)
    return tuple(rows)


def _phrase_fault(state: str, confidence: float, pattern: str) -> str:
    """Return what is wrong with a phrase, or an empty text."""
    if state not in (*DAMAGE_STATES, "unknown"):
        return f"{state} is none of {', '.join(DAMAGE_STATES)}, unknown"
    if not 0.0 < confidence <= 1.0:
        return "the confidence is not above 0 and at most 1"
    if not pattern.strip():
        return "the pattern is empty"
    try:
        re.compile(re.sub(r"<(?:damage|small|heavy)>", "x", pattern))
    except re.error as exc:
        return f"the pattern cannot be read ({exc})"
    return ""


def _fault(where: str, what: str) -> Finding:
    return TextFinding(where=where, what=what, remedy=_REMEDY, severity=Severity.ERROR)
