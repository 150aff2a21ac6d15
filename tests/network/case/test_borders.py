import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridimpact.network.case.borders import allotments

megawatts = st.floats(0, 5_000)


def test_shares_are_kept_where_every_border_can_carry_them() -> None:
    allowed = allotments(100.0, {"PL": 60.0, "SK": 40.0}, {"PL": 80.0, "SK": 80.0}, reallocate=True)
    assert allowed == pytest.approx({"PL": 60.0, "SK": 40.0})


def test_a_lost_border_frees_its_share_in_proportion_to_room() -> None:
    """Poland is out: 60 are free; Slovakia has room for 40, Hungary for 80: 20 and 40."""
    share = {"PL": 60.0, "SK": 20.0, "HU": 20.0}
    allowed = allotments(100.0, share, {"PL": 0.0, "SK": 60.0, "HU": 100.0}, reallocate=True)
    assert allowed == pytest.approx({"PL": 0.0, "SK": 40.0, "HU": 60.0})


def test_without_a_rule_the_lines_share_by_what_they_carry() -> None:
    assert allotments(float("inf"), {}, {"A": 30.0, "B": 10.0}, reallocate=True) == {"A": 30.0, "B": 10.0}
    assert allotments(20.0, {}, {"A": 30.0, "B": 10.0}, reallocate=True) == pytest.approx({"A": 15.0, "B": 5.0})


@given(
    total=megawatts,
    share=st.lists(st.floats(0, 1), min_size=3, max_size=3),
    thermal=st.lists(megawatts, min_size=3, max_size=3),
    reallocate=st.booleans(),
)
def test_no_more_than_lines_and_total(total: float, share: list[float], thermal: list[float], reallocate: bool) -> None:
    whole = max(sum(share), 1.0)
    part = {c: total * s / whole for c, s in zip("ABC", share, strict=True)}
    limit = dict(zip("ABC", thermal, strict=True))
    allowed = allotments(total, part, limit, reallocate=reallocate)
    assert all(allowed[c] <= limit[c] + 1e-6 for c in allowed)
    assert sum(allowed.values()) <= total + 1e-6
    if reallocate:
        assert sum(allowed.values()) == pytest.approx(min(total, sum(thermal)), abs=1e-6)
