"""What a match set by hand has to state."""

from datetime import UTC, datetime

import pytest

from gridimpact.domain.override import Override
from gridimpact.errors import DataError

AT = datetime(2026, 1, 15, 12, tzinfo=UTC)
GOOD = {"report_id": "r", "targets": (("plant:a", 0.5), ("plant:b", 0.5)), "who": "A", "at": AT, "why": "by phone"}


def test_none_one_and_several_targets_are_possible() -> None:
    for targets in ((), (("plant:a", 1.0),), GOOD["targets"]):
        assert Override(**{**GOOD, "targets": targets}).targets == targets


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("targets", (("plant:a", 0.0),), "not above 0"),
        ("targets", (("plant:a", 1.5),), "at most 1"),
        ("targets", (("plant:a", 0.5), ("plant:a", 0.5)), "twice"),
        ("who", " ", "who decided"),
        ("why", "", "why is not stated"),
        ("at", datetime(2026, 1, 15, 12), "no zone"),
    ],
)
def test_what_is_missing_is_said(field: str, value: object, words: str) -> None:
    with pytest.raises(DataError, match=words) as raised:
        Override(**{**GOOD, field: value})
    assert [finding.ids for finding in raised.value.findings] == [("r",)]


def test_all_faults_are_raised_at_once() -> None:
    with pytest.raises(DataError) as raised:
        Override(**{**GOOD, "who": "", "why": "", "targets": (("plant:a", 2.0),)})
    assert len(raised.value.findings) == 3
