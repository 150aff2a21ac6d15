"""From when a public output may be made."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from gridimpact.domain.assessment import Assessment
from gridimpact.domain.vocabulary import Sensitivity
from gridimpact.errors import EmbargoError
from gridimpact.outputs.embargo import check_embargo, public_from

AS_OF = datetime(2026, 1, 14, 18, 30, tzinfo=UTC)
"""As the made-up assessment has it."""


def test_so_many_hours_after_the_as_of_time_in_utc(hostile: Assessment) -> None:
    kyiv = replace(hostile, as_of=AS_OF.astimezone(timezone(timedelta(hours=2))))
    for assessment in (hostile, kyiv):
        assert public_from(assessment, 1.5) == datetime(2026, 1, 14, 20, 0, tzinfo=UTC)
    assert str(public_from(kyiv, 1.5)).endswith("+00:00")


def test_without_a_delay_or_a_report_nothing_is_withheld(hostile: Assessment) -> None:
    assert public_from(hostile, 0.0) is None
    assert public_from(replace(hostile, as_of=None), 12.0) is None
    check_embargo(hostile, Sensitivity.PUBLIC, 0.0, now=AS_OF - timedelta(days=1))


def test_the_minute_it_may_be_made_it_can_be(hostile: Assessment) -> None:
    start = AS_OF + timedelta(hours=12)
    check_embargo(hostile, Sensitivity.PUBLIC, 12.0, now=start)
    with pytest.raises(EmbargoError):
        check_embargo(hostile, Sensitivity.PUBLIC, 12.0, now=start - timedelta(seconds=1))
    check_embargo(hostile, Sensitivity.RESTRICTED, 12.0, now=AS_OF)
