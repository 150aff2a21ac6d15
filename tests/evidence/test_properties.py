"""What must hold for any reports."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridimpact.adapters.reports.files import read_reports
from gridimpact.domain.grid import Grid
from gridimpact.domain.report import DamageClaim, Place, StrikeReport
from gridimpact.domain.vocabulary import ComponentKind, Credibility, DamageState, Reliability
from gridimpact.evidence import fuse, most_likely

from datetime import UTC, datetime  # isort: skip

NIGHT = datetime(2026, 1, 15, 1, tzinfo=UTC)
SITE = "substation:vinnytska"
PLACES = (
    (Place(component_id=SITE), None),
    (Place(component_id="plant:P005"), None),
    (Place(name="a substation", region="Vinnytsia Oblast"), ComponentKind.SUBSTATION),
    (Place(name="Київська ТЕЦ"), None),
    (Place(region="Narnia"), ComponentKind.PLANT),
)
FAST = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@st.composite
def reports(draw: st.DrawFn, least: int = 0) -> list[StrikeReport]:
    """Independent reports: each has a source, a link and no note."""
    found = []
    for number in range(draw(st.integers(least, 7))):
        place, kind = draw(st.sampled_from(PLACES))
        at = NIGHT + timedelta(hours=draw(st.integers(0, 200)))
        found.append(
            StrikeReport(
                report_id=f"r{number}",
                reported_at=at,
                source=f"s{number}",
                source_url=f"u{number}",
                place=place,
                component_kind=kind,
                damage=DamageClaim(state=draw(st.sampled_from(list(DamageState)))),
                reliability=draw(st.sampled_from(list(Reliability))),
                credibility=draw(st.sampled_from(list(Credibility))),
            )
        )
    return found


def one_more(state: DamageState, hours: int, place: Place = PLACES[0][0]) -> StrikeReport:
    return StrikeReport(
        report_id="new",
        reported_at=NIGHT + timedelta(hours=hours),
        source="new",
        source_url="new",
        place=place,
        damage=DamageClaim(state=state),
        reliability=Reliability.B,
        credibility=Credibility.PROBABLE,
    )


@FAST
@given(found=reports(), seed=st.randoms())
def test_order_changes_nothing(ukraine: Grid, found: list[StrikeReport], seed: object) -> None:
    shuffled = list(found)
    seed.shuffle(shuffled)  # type: ignore[attr-defined]
    assert fuse(shuffled, ukraine).fingerprint == fuse(found, ukraine).fingerprint


@FAST
@given(found=reports(least=1))
def test_chances_sum_to_one(ukraine: Grid, found: list[StrikeReport]) -> None:
    belief = fuse(found, ukraine)
    assert belief.table.sum(axis=1).tolist() == pytest.approx([1.0] * len(belief.table), abs=1e-12)
    assert belief.table.ge(0.0).all(axis=None)
    assert set(most_likely(belief).components) <= set(belief.table.index)


@FAST
@given(found=reports(least=1), pick=st.integers(0, 6))
def test_a_copy_changes_nothing(ukraine: Grid, found: list[StrikeReport], pick: int) -> None:
    from dataclasses import replace

    original = found[pick % len(found)]
    copy = replace(original, report_id="copy", source="somebody else")
    assert fuse([*found, copy], ukraine).fingerprint == fuse(found, ukraine).fingerprint


@FAST
@given(found=reports(), state=st.sampled_from(list(DamageState)[1:]), hours=st.integers(0, 200))
def test_a_report_of_damage_never_lowers_damage(
    ukraine: Grid, found: list[StrikeReport], state: DamageState, hours: int
) -> None:
    before, after = fuse(found, ukraine), fuse([*found, one_more(state, hours)], ukraine)
    assert after.p_damaged[SITE] >= before.p_damaged.get(SITE, 0.0) - 1e-12


@FAST
@given(found=reports(), hours=st.integers(0, 200))
def test_a_repair_never_raises_damage(ukraine: Grid, found: list[StrikeReport], hours: int) -> None:
    before, after = fuse(found, ukraine), fuse([*found, one_more(DamageState.NONE, hours)], ukraine)
    assert after.p_damaged[SITE] <= before.p_damaged.get(SITE, 0.0) + 1e-12


@FAST
@given(found=reports(), state=st.sampled_from(list(DamageState)))
def test_other_components_are_left_alone(ukraine: Grid, found: list[StrikeReport], state: DamageState) -> None:
    other = "substation:usatove"
    before, after = fuse(found, ukraine), fuse([*found, one_more(state, 5, Place(component_id=other))], ukraine)
    assert after.table.drop(index=other, errors="ignore").equals(before.table.drop(index=other, errors="ignore"))


@FAST
@given(found=reports(least=2), cut=st.integers(0, 7))
def test_two_files_equal_one(ukraine: Grid, found: list[StrikeReport], cut: int) -> None:
    assert fuse([*found[cut:], *found[:cut]], ukraine).fingerprint == fuse(found, ukraine).fingerprint
    assert fuse([*found, *found[:cut]], ukraine).fingerprint == fuse(found, ukraine).fingerprint


LINES = (
    "2026-01-15T01:00Z,substation:vinnytska,s1,B,2,damaged",
    "2026-01-15T03:00Z,substation:vinnytska,s2,A,2,destroyed",
    "2026-01-17T03:00Z,substation:vinnytska,s3,A,1,restored",
    "2026-01-15T02:00Z,plant:P005,s4,D,4,severely damaged",
    "2026-01-15T02:00Z,plant:P005,s5,C,3,minor damage",
)


@FAST
@given(first=st.sets(st.integers(0, len(LINES) - 1)))
def test_two_files_read_apart_equal_one_file(ukraine: Grid, first: set[int]) -> None:
    head = "report_id,reported_at,component_id,source,reliability,credibility,damage\n"
    rows = [f"r{number},{line}" for number, line in enumerate(LINES)]
    parts = [[row for number, row in enumerate(rows) if (number in first) == side] for side in (True, False)]
    files = [read_reports((head + "\n".join(part)).encode(), name="a.csv") for part in parts]
    whole = read_reports((head + "\n".join(rows)).encode(), name="b.csv")
    assert fuse([*files[0], *files[1]], ukraine).fingerprint == fuse(whole, ukraine).fingerprint
