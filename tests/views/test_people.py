"""What the People page says is what the tables hold, in words that fit a card."""

import pandas as pd
import pytest

import gridimpact as gi
from gridimpact.domain.settings import NetworkSettings, Settings
from gridimpact.views import days_ahead, outage_calendar, people

QUICK = Settings(network=NetworkSettings(ac_check=False))
REPORTS = "report_id,reported_at,source,component_id,damage,reliability,credibility\n" + "\n".join(
    f"R{number},2026-01-15 07:00,operator {number},{name},{state},A,1"
    for number, (name, state) in enumerate({"substation:usatove": "destroyed", "plant:P020": "moderate"}.items())
)


@pytest.fixture(scope="module")
def answer(ukraine: gi.Grid) -> gi.Assessment:
    return gi.assess(ukraine, gi.read_reports(REPORTS.encode()), QUICK)


@pytest.fixture(scope="module")
def followed(ukraine: gi.Grid, answer: gi.Assessment) -> gi.Assessment:
    return gi.with_days_ahead(ukraine, answer, days=3, returns={"substation:usatove": 1, "plant:P020": float("inf")})


def test_a_range_has_one_unit_and_one_end_where_both_read_the_same() -> None:
    assert people.people_range(8_330_000, 11_100_000) == "8.3 to 11 million"
    assert people.people_range(890_000, 4_300_000) == "890,000 to 4.3 million"
    assert people.people_range(8_330_000, 8_340_000) == "8.3 million"
    assert people.people_range(0, 0) == "0"


def test_counts_are_whole_and_times_that_are_not_known_are_dashes(answer: gi.Assessment) -> None:
    table = people.needs_table(answer, "UA51").set_index("item")
    assert table.loc["spare transformer", ["count", "lead"]].tolist() == ["5", "21"]
    assert table.loc["mobile generator", ["count", "lead"]].tolist() == ["0 to 7", "–"]
    assert table.loc["diesel", "count"].startswith("0 to ")


def test_the_card_names_what_decided(answer: gi.Assessment) -> None:
    assert people.region_severity(answer, "UA51") == "Severity 5 extreme: hours without power a day"
    lines = dict(people.region_lines(answer, "UA51"))
    assert lines["Cause"] == "national deficit and network (damage in the region)"
    assert "hours off 5" in lines["Severity by indicator"]
    tiles = {tile.label: tile for tile in people.region_tiles(answer, "UA46")}
    assert tiles["Longest outage"].note == "emergency outage: none"
    assert tiles["Hospitals"].value == "47"


def test_the_calendar_shows_each_part_of_a_queue_at_each_half_hour(answer: gi.Assessment) -> None:
    rows = outage_calendar.calendar_rows(answer, "UA51", "Europe/Kyiv")
    assert len(rows) == 48 * 12
    assert set(rows["state"]) == {outage_calendar.ON, outage_calendar.OFF, outage_calendar.EMERGENCY}
    outages = answer.evaluation.people.outages if answer.evaluation.people else None
    assert outages is not None
    off_h = (rows["state"] == outage_calendar.OFF).sum() * outages.slot_h
    assert off_h == outages.subqueues.query("region_id == 'UA51' and day == 0")["scheduled_h"].sum()


def test_the_days_are_told_in_a_sentence_a_table_and_a_chart(followed: gi.Assessment) -> None:
    ahead = followed.ahead
    assert ahead is not None
    assert days_ahead.headline(ahead).startswith("Over 3 days 1 component of 2 return")
    table = days_ahead.day_table(ahead)
    assert table["damaged"].tolist() == [2, 1, 1]
    rows = days_ahead.region_rows(ahead, followed)
    odesa = rows[rows["region"] == "Odesa"].set_index("date")["off_h"]
    others = rows[rows["region"] == days_ahead.OTHERS].set_index("date")["off_h"]
    assert odesa.iloc[0] > others.iloc[0] + 4
    assert odesa.iloc[2] == pytest.approx(others.iloc[2])
    summed = ahead.durations.groupby("at_least_h")["people_in_total"].sum()
    told = days_ahead.durations_text(ahead)
    assert [f"{hours:g} h or more" in told for hours in (8.0, 12.0)] == [False, summed[12.0] >= 1]


def test_times_of_return_are_editable_rows(followed: gi.Assessment, ukraine: gi.Grid) -> None:
    assert followed.ahead is not None
    rows = days_ahead.return_rows(followed.ahead.returns, ukraine.components["name_en"])
    assert rows.loc["substation:usatove", ["name", "kind", "state", "days"]].tolist() == [
        "Usatove",
        "substation",
        "destroyed",
        1.0,
    ]
    assert pd.isna(rows.loc["plant:P020", "days"])
