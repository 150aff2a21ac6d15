"""Keys of the JSON: all of them are pinned, and they do not follow the titles of sheets."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import gridimpact as gi
from gridimpact.domain.columns.registry import COLUMNS
from gridimpact.i18n.translate import speaking
from gridimpact.outputs.files import export_files, json_keys
from gridimpact.outputs.files.json_schema import assessment_schema

TOP = {
    "schema": None,
    "version": None,
    "sensitivity": None,
    "as_of": None,
    "grid": {"name", "fingerprint"},
    "reports": {"number", "counted", "outcomes", "name", "fingerprint", "matches"},
    "day": {"first", "last", "snapshots", "peak"},
    "figures": None,
    "regions": None,
    "caused": None,
    "people": {
        "severity",
        "needs",
        "hours_off_by_queue",
        "outage_schedule",
        "outage_orders",
        "people_by_duration",
        "people_by_hour",
        "facilities",
        "water_and_heat",
    },
    "days_ahead": {"returns", "days", "by_region", "people", "facilities"},
    "ranges": {"samples", "seed", "stopped_by", "figures", "regions", "hours", "varied", "method"},
    "regions_by_hour": None,
    "imports": None,
    "imports_total": None,
    "damage": {"counts", "components"},
    "assumptions": None,
    "findings_count": None,
    "findings": None,
}
"""Every key at the top, and those below the keys that hold no table."""

TYPES = {"string": str, "number": (int, float), "boolean": bool}


@pytest.fixture(scope="module", params=gi.Sensitivity)
def content(request: pytest.FixtureRequest, answer: gi.Assessment, ukraine: gi.Grid) -> dict[str, Any]:
    """An assessment with days ahead and ranges, as it is written."""
    ensemble = gi.run_ensemble(ukraine, answer.belief, answer.settings, samples=20, as_of=answer.as_of)
    whole = gi.with_ranges(gi.with_days_ahead(ukraine, answer, days=2), ensemble)
    written: dict[str, Any] = json.loads(export_files.json_bytes(whole, sensitivity=request.param, grid=ukraine))
    return written


def rows(content: dict[str, Any]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Lists of objects by the keys that lead there; none where they are restricted."""
    for path in json_keys.ROW_KEYS:
        place: Any = content
        for key in path.split("/"):
            place = place[key]
        yield path, place or []


def test_no_key_comes_or_goes(content: dict[str, Any]) -> None:
    assert list(content) == list(TOP)
    assert {key: set(content[key]) for key, below in TOP.items() if below is not None} == {
        key: below for key, below in TOP.items() if below is not None
    }


def test_every_object_has_the_keys_of_its_list(content: dict[str, Any]) -> None:
    public = content["sensitivity"] == "public"
    for path, objects in rows(content):
        assert objects or public, path
        expected = list(json_keys.ROW_KEYS[path])
        if public and path.endswith("facilities"):
            assert all(set(one) < set(expected) for one in objects)
        else:
            assert all(sorted(one) == sorted(expected) for one in objects), path
    assert all(tuple(one) == json_keys.FIGURE_KEYS for one in content["figures"].values())
    assert all(tuple(one) == json_keys.RANGE_KEYS for one in content["ranges"]["figures"].values())


def test_values_are_of_the_type_that_the_schema_states(content: dict[str, Any]) -> None:
    for path, objects in rows(content):
        for one in objects:
            for name, value in one.items():
                kind = "string" if (path, name) in json_keys.TEXT_COLUMNS else COLUMNS[name].schema["type"]
                assert value is None or isinstance(value, TYPES[kind]), (path, name, value)
                assert kind == "boolean" or not isinstance(value, bool), (path, name)


def test_keys_are_the_same_in_every_language(answer: gi.Assessment) -> None:
    english = export_files.assessment_json(answer)
    with speaking("uk"):
        ukrainian = export_files.assessment_json(answer)
    assert list(english) == list(ukrainian)
    assert list(english["people"]) == list(ukrainian["people"])


def test_the_schema_in_the_docs_is_that_of_the_program(repository: Path) -> None:
    """Brought up to date by tools/json_schema.py."""
    written = json.loads((repository / "docs" / "assessment.schema.json").read_text(encoding="utf-8"))
    assert written == assessment_schema()
    with speaking("uk"):
        assert written == assessment_schema()
    assert written["properties"]["regions"]["items"]["properties"]["shed_mw"] == {
        "type": ["number", "null"],
        "title": "demand not served (MW)",
    }
    assert set(written["required"]) == set(TOP)
