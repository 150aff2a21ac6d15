"""Adequacy as JSON: public, finite, every key documented."""

import json
import math
from pathlib import Path

from gridimpact.domain.adequacy import Adequacy
from gridimpact.domain.estimate import Estimate
from gridimpact.errors import Severity, TextFinding
from gridimpact.outputs.files.adequacy_json import SCHEMA, adequacy_json, estimate_json


def _sampled(value: float, unit: str) -> Estimate:
    return Estimate(value=value, standard_error=value / 10, samples=100, unit=unit)


ADEQUACY = Adequacy(
    lolp=_sampled(0.02, ""), lole_h=_sampled(175.2, "h"), edns_mw=_sampled(1.5, "MW"),
    eens_mwh=_sampled(13_140.0, "MWh"),
    hours=8760.0, peak_load_mw=100.0, capacity_mw=math.inf, network=True, components=2, states=4, solves=3, seed=7,
    stopped_by="samples", grid_name="two", grid_fingerprint="f",
    findings=(TextFinding(where="adequacy", what="a caution", ids=("unit:hidden",), severity=Severity.WARNING),),
)  # fmt: skip


def test_figures_with_units_and_errors() -> None:
    told = adequacy_json(ADEQUACY)
    assert told["schema"] == SCHEMA
    assert told["figures"]["eens_mwh"] == {"value": 13_140.0, "standard_error": 1_314.0, "samples": 100, "unit": "MWh"}
    assert (told["samples"], told["seed"], told["stopped_by"]) == (100, 7, "samples")


def test_it_is_json_without_infinities_and_names_no_unit() -> None:
    told = adequacy_json(ADEQUACY)
    assert json.loads(json.dumps(told, allow_nan=False)) == told
    assert told["capacity_mw"] is None
    assert told["sensitivity"] == "public"
    assert "hidden" not in json.dumps(told)
    assert told["findings_count"] == {"info": 0, "warning": 1, "error": 0}


def test_an_error_that_is_not_known_is_empty() -> None:
    one = Estimate(value=1.0, standard_error=math.nan, samples=1, unit="MW")
    assert estimate_json(one)["standard_error"] is None


def test_every_key_is_documented(repository: Path) -> None:
    described = (repository / "docs" / "json.md").read_text(encoding="utf-8")
    told = adequacy_json(ADEQUACY)
    assert [key for key in (*told, *told["figures"]) if f"`{key}`" not in described] == []
