"""Times of return: one a state, and worse damage takes no less."""

from dataclasses import fields

import pytest

from gridimpact.domain.repair_settings import RepairSettings
from gridimpact.domain.vocabulary import DAMAGE_STATES


@pytest.mark.parametrize("name", [field.name for field in fields(RepairSettings)])
def test_worse_damage_takes_no_less_time(name: str) -> None:
    days = getattr(RepairSettings(), name)
    assert len(days) == len(DAMAGE_STATES)
    assert list(days) == sorted(days)
    assert days[0] == 0.0
