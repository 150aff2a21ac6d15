"""The assessment as JSON: its documented shape, the same for all readers."""

import json
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from gridimpact.domain.assessment import Assessment
from gridimpact.domain.settings import Settings
from gridimpact.domain.vocabulary import Sensitivity
from gridimpact.outputs.files import export_files
from gridimpact.outputs.files.json_output import plain

PUBLIC, RESTRICTED = Sensitivity.PUBLIC, Sensitivity.RESTRICTED


def test_json_is_the_documented_shape(hostile: Assessment) -> None:
    told = export_files.assessment_json(hostile, sensitivity=RESTRICTED)
    assert json.loads(json.dumps(told, allow_nan=False)) == told
    assert told["schema"] == "gridimpact.assessment/1"
    assert told["as_of"] == "2026-01-14T18:30+00:00"
    assert told["day"]["peak"] == "2026-01-14T16:00+00:00"
    assert told["imports"][0] == {
        "snapshot": "2026-01-14T15:00+00:00",
        "country": "PL",
        "need_mw": 30.0,
        "allowed_mw": 20.0,
        "deliverable_mw": 10.0,
        "used_mw": 0.0,
        "binding": "rule",
    }
    assert told["findings_count"] == {"info": 0, "warning": 1, "error": 1}
    assert told["assumptions"]["network"]["thermal_margin_share"] == Settings().network.thermal_margin_share


def test_public_and_restricted_json_have_the_same_keys(hostile: Assessment) -> None:
    public, restricted = (export_files.assessment_json(hostile, sensitivity=level) for level in (PUBLIC, RESTRICTED))
    assert public.keys() == restricted.keys()
    assert public["damage"]["components"] is public["findings"] is public["reports"]["matches"] is None


def test_every_key_of_the_json_is_documented(hostile: Assessment, repository: Path) -> None:
    described = (repository / "docs" / "json.md").read_text(encoding="utf-8")
    told = export_files.assessment_json(hostile, sensitivity=RESTRICTED)
    names = {*told, *told["reports"], *told["day"], *told["damage"], *told["regions"][0], *told["imports"][0]}
    names |= {*told["imports_total"][0], *told["damage"]["components"][0], *told["reports"]["matches"][0]}
    assert sorted(name for name in names if f"`{name}`" not in described) == []


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (math.inf, None),
        (np.float64("nan"), None),
        (np.int64(3), 3),
        (np.bool_(True), True),
        ((1, math.nan), [1, None]),
        ({"a": np.float64(0.5)}, {"a": 0.5}),
        (pd.Timestamp("2026-01-14T16:00Z"), "2026-01-14T16:00:00+00:00"),
    ],
)
def test_values_of_tables_become_plain(value: object, told: object) -> None:
    found = plain(value)
    assert found == told
    assert type(found) is type(told)
