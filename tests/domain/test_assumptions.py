"""Assumptions read off the settings: name, meaning, unit, source, value."""

from dataclasses import replace
from datetime import date

import pytest

from gridimpact.domain.assumptions import assumptions, value_text, with_values
from gridimpact.domain.settings import NetworkSettings, Settings


def test_an_assumption_is_split_into_what_unit_and_basis() -> None:
    told = {one.name: one for one in assumptions(Settings())}
    tie = told["network.transfer_scale"]
    assert tie.title == "Factor on the capacity of the switched 110-150 kV transfer paths"
    assert (tie.unit, tie.value, tie.default, tie.changed) == ("-", 1.0, 1.0, False)
    assert tie.basis.startswith("Chosen: the capacities as the grid states them")


def test_only_what_was_changed_is_said_to_be() -> None:
    settings = replace(Settings(), network=NetworkSettings(transfer_scale=0.5))
    assert [(one.name, one.value, one.default) for one in assumptions(settings) if one.changed] == [
        ("network.transfer_scale", 0.5, 1.0)
    ]


def test_values_are_set_by_dotted_name() -> None:
    changed = with_values(
        Settings(), {"network.transfer_scale": 0.5, "demand.demand_scale": 0.9, "network.base_mva": 1.0}
    )
    assert (changed.network.transfer_scale, changed.network.base_mva, changed.demand.demand_scale) == (0.5, 1.0, 0.9)
    assert changed.impact == Settings().impact


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (0.1 + 0.2, "0.3"),
        (1_000_000.0, "1000000"),
        ((0.5, 1.0), "0.5; 1"),
        ((("nuclear", 0.12),), '[["nuclear", 0.12]]'),
        (date(2026, 1, 15), "2026-01-15"),
        ("peak", "peak"),
    ],
)
def test_values_as_text(value: object, text: str) -> None:
    assert value_text(value) == text
