"""The outage schedule as a calendar that calendars can read."""

from dataclasses import replace

import pytest
from icalendar import Calendar

from gridimpact.domain.assessment import Assessment
from gridimpact.outputs.files import export_files
from gridimpact.outputs.tables.people_tables import blocks_of


def unfolded(content: bytes) -> list[str]:
    return content.decode().replace("\r\n ", "").split("\r\n")


def test_the_calendar_has_one_event_an_outage_and_sums_to_the_hours(answer: Assessment) -> None:
    assert answer.evaluation.people is not None
    content = export_files.ics_bytes(answer, region_id="UA51")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    lines = unfolded(content)
    blocks = blocks_of(answer.evaluation.people.outages)
    here = blocks[blocks["region_id"] == "UA51"]
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == len(here) > 0
    uids = [line for line in lines if line.startswith("UID:")]
    assert len(set(uids)) == len(uids)
    scheduled = here[here["subqueue"] != "emergency"]["hours"].sum()
    hours = answer.evaluation.people.outages.subqueues.query("region_id == 'UA51' and day == 0")["scheduled_h"].sum()
    assert scheduled == pytest.approx(hours)
    assert content == export_files.ics_bytes(answer, region_id="UA51")


def test_the_calendar_reads_back_with_its_signs_escaped(answer: Assessment) -> None:
    assert answer.evaluation.people is not None
    regions = answer.evaluation.regions.copy()
    regions.loc["UA51", ["name_en", "name_uk"]] = "Одеська; місто, порт \\ море " * 4
    named = replace(answer, evaluation=replace(answer.evaluation, regions=regions))
    content = export_files.ics_bytes(named, region_id="UA51")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    calendar = Calendar.from_ical(content)
    assert calendar["X-WR-CALDESC"].count(";") == 2
    assert r"SUMMARY:Одеська\; місто\, порт \\ море" in content.decode().replace("\r\n ", "")
    events = calendar.walk("VEVENT")
    assert str(events[0]["SUMMARY"]).startswith("Одеська; місто, порт \\ море Одеська")
    blocks = blocks_of(answer.evaluation.people.outages).query("region_id == 'UA51'")
    assert [event["DTSTART"].dt for event in events] == [start.tz_convert("UTC") for start in blocks["start"]]
    assert [event["DTEND"].dt for event in events] == [end.tz_convert("UTC") for end in blocks["end"]]
