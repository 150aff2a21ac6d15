"""Assumptions as people write them: what is written is what is used, and what cannot be is told."""

from dataclasses import replace
from datetime import date

import pytest

from gridimpact.adapters.stores.assumption_values import read_values
from gridimpact.domain.assumptions import assumptions, value_text
from gridimpact.domain.settings import DemandSettings, ImpactSettings, NetworkSettings, Settings
from gridimpact.errors import DataError


def test_every_assumption_tells_what_it_is_and_reads_back_as_it_is_shown() -> None:
    listed = assumptions(Settings())
    assert len(listed) > 90
    assert [one.name for one in listed if not one.title or one.changed] == []
    for one in listed:
        assert read_values(Settings(), {one.name: value_text(one.value)}) == Settings(), one.name


def test_every_assumption_has_a_unit_and_a_source_or_a_reason() -> None:
    listed = assumptions(Settings())
    assert [one.name for one in listed if not one.unit] == []
    assert [one.name for one in listed if "Source:" not in one.basis and "Chosen" not in one.basis] == []


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("network.transfer_scale", "0.8", Settings(network=NetworkSettings(transfer_scale=0.8))),
        ("network.transfer_scale", "0,8", Settings(network=NetworkSettings(transfer_scale=0.8))),
        ("network.ac_check", "no", Settings(network=NetworkSettings(ac_check=False))),
        ("network.even_sharing", "false", Settings(network=NetworkSettings(even_sharing=False))),
        ("network.voltage_band_pu", "0,95; 1.05", Settings(network=NetworkSettings(voltage_band_pu=(0.95, 1.05)))),
        ("demand.day", "2026-01-20", Settings(demand=DemandSettings(day=date(2026, 1, 20)))),
        ("impact.outdoor_temperature_c", "−12", Settings(impact=ImpactSettings(outdoor_temperature_c=-12.0))),
        ("impact.outdoor_temperature_c", " ", Settings()),
        ("impact.queues", "4", Settings(impact=ImpactSettings(queues=4))),
        ("impact.generator_classes_kw", "50; 100", Settings(impact=ImpactSettings(generator_classes_kw=(50, 100)))),
    ],
)
def test_what_is_written_is_used(name: str, text: str, expected: Settings) -> None:
    assert read_values(Settings(), {name: text}) == expected


def test_a_changed_one_is_marked() -> None:
    used = replace(Settings(), network=NetworkSettings(transfer_scale=0.8))
    assert [one.name for one in assumptions(used) if one.changed] == ["network.transfer_scale"]


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("network.transfer_scale", "-1", "below 0"),
        ("network.transfer_scale", "nan", "not a finite number"),
        ("network.transfer_scale", "inf", "not a finite number"),
        ("network.transfer_scale", "much", "it is not a number"),
        ("network.transfer_scale", "", "it is not a number"),
        ("network.thermal_margin_share", "1.2", "has to lie in 0 to 1"),
        ("network.ac_check_hours", "never", "never"),
        ("demand.season", "spring", "spring"),
        ("demand.day", "soon", "soon"),
        ("impact.queues", "0", "below 1"),
        ("impact.queues", "5.5", "it is not a whole number"),
        ("network.ac_check", "perhaps", "neither yes nor no"),
        ("impact.outdoor_temperature_c", "400", "has to lie in -60 to 60"),
        ("damage.branch_capacity_left", "1; 0", "has 2 values and needs 5"),
        ("evidence.prior", "0.7; 0.1; 0.1; 0.1; 0.1", "sum to 1.1"),
        ("evidence.own_phrases", "[not json", "own_phrases"),
        ("network.unheard_of", "1", "no such assumption"),
    ],
)
def test_what_cannot_be_is_told(name: str, text: str, why: str) -> None:
    with pytest.raises(DataError) as told:
        read_values(Settings(), {name: text})
    assert why in str(told.value)


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(DataError) as told:
        read_values(Settings(), {"network.transfer_scale": "-1", "impact.queues": "x", "demand.demand_scale": "0.9"})
    assert [finding.ids for finding in told.value.findings] == [("network.transfer_scale",), ("impact.queues",)]
