"""Dates as people and programmes write them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from gridimpact.adapters.reports.files import read_reports
from gridimpact.adapters.reports.row_findings import NotADate
from gridimpact.adapters.reports.times import month_first, read_time
from gridimpact.adapters.reports.values import Unreadable

KYIV = ZoneInfo("Europe/Kyiv")
MORNING = datetime(2026, 1, 15, 5, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-15T07:30+02:00",
        "2026-01-15 07:30 +0200",
        "2026-01-15T05:30:00Z",
        "2026-01-15T05:30:00.000Z",
        "2026-01-15 05:30 UTC",
        "15.01.2026 07:30 (UTC+2)",
        "15 Jan 2026 07:30 EET",
        "1768455000",
        "1768455000000",
    ],
)
def test_times_that_state_their_zone(text: str) -> None:
    assert read_time(text, KYIV) == (MORNING, True)


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-15 07:30",
        "2026-1-15 7:30",
        "15.01.2026 07:30",
        "15.1.2026 7.30",
        "15.01.2026 о 07:30",
        "15/01/2026 07:30 AM",
        "15-Jan-2026 07:30",
        "January 15, 2026 7:30 am",
        "15 січня 2026 р., 07:30",
        "15 января 2026 07:30",
        "46037.3125",
        "46037,3125",
    ],
)
def test_times_without_a_zone_are_local(text: str) -> None:
    assert read_time(text, KYIV) == (MORNING, False)


def test_evening_and_the_end_of_a_day() -> None:
    assert read_time("15.01.2026 07:30 PM", KYIV) == (datetime(2026, 1, 15, 17, 30, tzinfo=UTC), False)
    assert read_time("2026-01-14 24:00", KYIV) == read_time("2026-01-15 00:00", KYIV)
    assert read_time("15.01.2026 12:10 am", KYIV) == read_time("15.01.2026 00:10", KYIV)


@pytest.mark.parametrize("text", ["15.01", "31.02.2026", "2026-13-01", "13:77", "15.01.2026 13:00 PM", "yesterday"])
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(Unreadable) as raised:
        read_time(text, KYIV)
    assert raised.value.kind is NotADate


def test_month_first_is_told_by_the_whole_file() -> None:
    assert month_first(["01/02/2026", "01/15/2026"]) is True
    assert month_first(["01/02/2026", "15/01/2026", "01/15/2026"]) is False
    assert month_first(["01/02/2026", "2026-01-15"]) is None
    assert month_first(["01/01/2026", "15.01.2026", ""]) is False


def test_a_file_with_american_dates_and_one_that_may_be() -> None:
    def read(*dates: str) -> tuple[list[datetime], str]:
        rows = "".join(f"{date},Bar,damaged\n" for date in dates)
        found = read_reports(f"date,place,damage\n{rows}".encode(), now=datetime(2026, 3, 1, tzinfo=UTC))
        return [one.reported_at for one in found], " ".join(map(str, found.findings))

    times, told = read("01/02/2026", "01/15/2026")
    assert [time.astimezone(KYIV).day for time in times] == [2, 15]
    assert "put the month first" in told
    times, told = read("01/02/2026", "01/03/2026")
    assert [time.astimezone(KYIV).month for time in times] == [2, 3]
    assert "may put day or month first" in told
