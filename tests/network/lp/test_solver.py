"""The door to HiGHS: aims in order, and what happens when a solve goes wrong."""

import numpy as np
import pytest
from scipy.sparse import csc_matrix

from gridimpact.network.lp.bounds_types import Bounds
from gridimpact.network.lp.solver import WarmStartLp
from gridimpact.network.lp.status import FAILED, Method, SolveStatus

# x + y + z = 10, each within 0..8
MATRIX = csc_matrix(np.ones((1, 3)))
BOX = Bounds(
    column_lower=np.zeros(3), column_upper=np.full(3, 8.0), row_lower=np.array([10.0]), row_upper=np.array([10.0])
)


def test_a_later_aim_never_trades_against_an_earlier_one() -> None:
    """First as little x as possible (0), then as little y (2, for z is at most 8); the weights do not matter."""
    kept = WarmStartLp(MATRIX, BOX)
    answer = kept.solve(BOX, (np.array([1e-3, 0, 0]), np.array([-1e6, 1.0, 0])))
    assert answer.x == pytest.approx([0.0, 2.0, 8.0])
    assert (answer.status, answer.objectives) == (SolveStatus(method=Method.WARM), 2)


def test_a_warm_start_from_other_bounds_gives_the_new_answer() -> None:
    kept = WarmStartLp(MATRIX, BOX)
    kept.solve(BOX, (np.array([1.0, 0, 0]),))
    tight = Bounds(
        column_lower=np.zeros(3),
        column_upper=np.array([8.0, 1.0, 2.0]),
        row_lower=np.array([10.0]),
        row_upper=np.array([10.0]),
    )
    assert kept.solve(tight, (np.array([1.0, 0, 0]),)).x == pytest.approx([7.0, 1.0, 2.0])


def test_impossible_bounds_are_told_and_not_raised() -> None:
    kept = WarmStartLp(MATRIX, BOX)
    impossible = Bounds(
        column_lower=np.zeros(3), column_upper=np.ones(3), row_lower=np.array([10.0]), row_upper=np.array([10.0])
    )
    answer = kept.solve(impossible, (np.ones(3),))
    assert (answer.status, answer.objectives) == (FAILED, 0)
    assert answer.residual_pu == pytest.approx(10.0)
    assert kept.solve(BOX, (np.array([1.0, 0, 0]),)).status.solved  # and the model is not spoilt


def test_a_wrong_answer_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first answer is made to break a row by 1; the cold solve mends it."""
    kept = WarmStartLp(MATRIX, BOX)
    honest, calls = kept.residual, []

    def broken(x: np.ndarray, bounds: Bounds) -> float:
        calls.append(1)
        return 1.0 if len(calls) == 1 else honest(x, bounds)

    monkeypatch.setattr(kept, "residual", broken)
    assert kept.solve(BOX, (np.ones(3),)).status.method is Method.COLD


@pytest.mark.parametrize(("missed", "method"), [(5e-6, Method.COLD), (2e-5, Method.COLD)])
def test_an_answer_that_is_nearly_right_is_kept_only_when_none_is_better(
    missed: float, method: Method, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = WarmStartLp(MATRIX, BOX)
    honest, calls = kept.residual, []

    def broken(x: np.ndarray, bounds: Bounds) -> float:
        calls.append(1)
        return missed if len(calls) == 1 else honest(x, bounds)

    monkeypatch.setattr(kept, "residual", broken)
    assert kept.solve(BOX, (np.ones(3),)).status == SolveStatus(method=method)


def test_an_answer_that_is_nearly_right_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = WarmStartLp(MATRIX, BOX)
    monkeypatch.setattr(kept, "residual", lambda x, bounds: 5e-6)
    answer = kept.solve(BOX, (np.ones(3),))
    assert answer.status == SolveStatus(method=Method.WARM, within_tolerance=False)
    assert answer.residual_pu == 5e-6


def test_what_is_no_number_is_never_taken_for_an_answer() -> None:
    kept = WarmStartLp(MATRIX, BOX)
    assert kept.residual(np.array([2.0, np.nan, 8.0]), BOX) == np.inf
