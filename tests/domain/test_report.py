"""Reports as received: order, content and the columns they came from."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from gridimpact.domain.report import ColumnMapping, DamageClaim, MappedColumn, Place, Reports, StrikeReport
from gridimpact.domain.vocabulary import Credibility, Reliability

NIGHT = datetime(2026, 1, 15, 1, tzinfo=UTC)
ONE = StrikeReport(report_id="a", reported_at=NIGHT, place=Place(name="Bar"), damage=DamageClaim(text="hit"))
OTHER = StrikeReport(report_id="b", reported_at=NIGHT + timedelta(hours=2))


def test_a_report_that_states_no_grade_cannot_be_judged() -> None:
    assert (ONE.reliability, ONE.credibility) == (Reliability.F, Credibility.UNJUDGED)


def test_the_fingerprint_is_of_the_content_in_any_order() -> None:
    both = Reports(reports=(ONE, OTHER))
    assert both.fingerprint == Reports(reports=(OTHER, ONE), name="another file").fingerprint
    assert both.fingerprint != Reports(reports=(ONE, replace(OTHER, note="more"))).fingerprint


def test_the_newest_report_is_the_latest() -> None:
    assert Reports(reports=(OTHER, ONE)).latest == OTHER.reported_at
    assert Reports().latest is None
    assert len(Reports(reports=(ONE,))) == 1


def test_a_header_that_stands_twice_has_the_meaning_that_was_read() -> None:
    columns = (MappedColumn(header="Place"), MappedColumn(header="Place", meaning="place"), MappedColumn(header="x"))
    assert ColumnMapping(columns=columns).meanings == {"Place": "place", "x": ""}
