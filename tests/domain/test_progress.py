"""How often a loop reports."""

import pytest

from gridimpact.domain.progress import STEPS, stepped


@pytest.mark.parametrize(("items", "reports"), [(0, 0), (1, 1), (50, 50), (99, 99), (100, 50), (1000, 50)])
def test_a_loop_reports_a_limited_number_of_times(items: int, reports: int) -> None:
    shares: list[float] = []
    assert list(stepped(range(items), shares.append)) == list(range(items))
    assert len(shares) == reports < 2 * STEPS
    assert shares == sorted(shares)
    assert all(0.0 <= share < 1.0 for share in shares)
