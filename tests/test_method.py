"""Every constant of the impact stage and of repair stands in docs/method.md with its value."""

from dataclasses import fields
from pathlib import Path

import pytest

from gridimpact.adapters.grids.facility_files import _NEAR_KM
from gridimpact.domain.settings import ImpactSettings, RepairSettings
from gridimpact.impact.outage_tables import QUANTILES
from gridimpact.impact.rolling_outages import ROUNDING_SHARE


@pytest.fixture(scope="module")
def listed(repository: Path) -> dict[str, list[str]]:
    lines = (repository / "docs" / "method.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| `")]
    return {row[0].split("`")[1]: row[1:] for row in rows}


@pytest.mark.parametrize("name", [field.name for field in fields(ImpactSettings)])
def test_constant_is_listed_with_value_unit_source_and_confidence(listed: dict[str, list[str]], name: str) -> None:
    value = getattr(ImpactSettings(), name)
    told, unit, source, confidence = listed[name]
    assert told == (", ".join(map(str, value)) if isinstance(value, tuple) else str(value))
    assert unit
    assert source
    assert set(confidence.split("; ")) <= {"high", "medium", "low", "-"}


@pytest.mark.parametrize("name", [field.name for field in fields(RepairSettings)])
def test_times_of_return_are_listed(listed: dict[str, list[str]], name: str) -> None:
    told = listed[name]
    assert [float(days) for days in told[:4]] == list(getattr(RepairSettings(), name)[1:])
    assert told[4]
    assert told[5] == "low"


def test_constants_outside_the_settings_are_listed(listed: dict[str, list[str]]) -> None:
    known = {"ROUNDING_SHARE": ROUNDING_SHARE, "QUANTILES": QUANTILES, "_NEAR_KM": _NEAR_KM}
    assert {name: listed[name][0] for name in known} == {name: str(value) for name, value in known.items()}
