"""What a scenario must state, and what it must not."""

from datetime import UTC, datetime

import pytest

from gridimpact.domain.damage import Contingency
from gridimpact.domain.scenario import Basis, Scenario
from gridimpact.errors import DataError

HIT = Contingency(out=("line:L001",))


@pytest.mark.parametrize(
    "given",
    [
        {"title": "as reported"},
        {"title": "confirmed", "basis": Basis.CONFIRMED, "as_of": datetime(2026, 1, 15, tzinfo=UTC)},
        {"title": "stated", "basis": Basis.STATED, "stated": HIT},
    ],
)
def test_basis_and_damage_belong_together(given: dict[str, object]) -> None:
    assert (Scenario(**given).stated is not None) == (Scenario(**given).basis is Basis.STATED)


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        ({"title": " "}, 1),
        ({"title": "t", "as_of": datetime(2026, 1, 15)}, 1),
        ({"title": "t", "basis": Basis.STATED}, 1),
        ({"title": "t", "stated": HIT}, 1),
        ({"title": "", "basis": Basis.CONFIRMED, "stated": HIT, "as_of": datetime(2026, 1, 15)}, 3),
    ],
)
def test_each_fault_is_a_finding(given: dict[str, object], faults: int) -> None:
    with pytest.raises(DataError) as raised:
        Scenario(**given)
    assert len(raised.value.findings) == faults
