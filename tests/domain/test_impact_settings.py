"""Queues and subqueues that follow from the settings."""

import pytest

from gridimpact.domain.impact_settings import ImpactSettings


@pytest.mark.parametrize(
    ("queues", "parts", "above", "subqueues", "most"),
    [(6, 2, 4.0, 12, 8), (6, 2, 4.5, 12, 9), (6, 1, 4.0, 6, 4), (3, 2, 4.0, 6, 6)],
)
def test_a_schedule_switches_off_so_many_subqueues_at_most(
    queues: int, parts: int, above: float, subqueues: int, most: int
) -> None:
    settings = ImpactSettings(queues=queues, subqueues_per_queue=parts, emergency_above_queues=above)
    assert (settings.subqueues, settings.most_subqueues) == (subqueues, most)


def test_thresholds_of_severity_rise() -> None:
    settings = ImpactSettings()
    for name in ("hours_off", "stretch_h", "critical_h", "water_share", "heat_share"):
        steps = getattr(settings, f"severity_{name}")
        assert len(steps) == 4, name
        assert list(steps) == sorted(set(steps)), name
