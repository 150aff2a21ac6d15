"""What a run of adequacy may be asked for."""

from typing import Any

import pytest

from gridimpact.errors import DataError
from gridimpact.studies.adequacy_request import check_request

GOOD: dict[str, Any] = {
    "samples": 1, "seed": 0, "rel_error": None, "seconds": None, "method": "sampling", "network": True
}  # fmt: skip


@pytest.mark.parametrize(
    "change", [{}, {"rel_error": 0.05, "seconds": 1.0}, {"method": "exact", "network": False}, {"network": False}]
)
def test_what_can_be_asked_for(change: dict[str, Any]) -> None:
    check_request(**{**GOOD, **change})


def test_everything_wrong_is_named_at_once() -> None:
    wrong = {"samples": 0, "seed": -1, "rel_error": float("nan"), "seconds": 0.0, "method": "exact"}
    with pytest.raises(DataError) as raised:
        check_request(**{**GOOD, **wrong})
    assert [finding.where for finding in raised.value.findings] == ["samples", "seed", "rel_error", "seconds", "method"]
