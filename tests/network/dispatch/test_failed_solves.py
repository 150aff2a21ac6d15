"""A solve that fails is never read as "nothing shed": every call of a solver made to fail, one kind at a time.

What comes back is the best answer to the objectives before, with a status and a finding that say so, or every load
shed with an error.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from gridimpact.assessment import evaluate
from gridimpact.domain.damage import Contingency
from gridimpact.domain.evaluation import Evaluation
from gridimpact.domain.grid import Grid
from gridimpact.domain.settings import NetworkSettings, Settings
from gridimpact.errors import Severity
from gridimpact.network.case.conditions import operating_conditions
from gridimpact.network.case.contingencies import apply
from gridimpact.network.dispatch import findings
from gridimpact.network.dispatch.day import Engine
from gridimpact.network.ensemble.many_days import DayAnswers, solve_days
from gridimpact.network.lp import solve_order
from gridimpact.network.lp.bounds_types import Bounds
from gridimpact.network.lp.ptdf_model import PtdfModel
from gridimpact.network.lp.solver import LpSolution, WarmStartLp
from gridimpact.network.lp.status import FAILED

HIT = Contingency(derated={"substation:kyivska": 0.3, "plant:P001": 0.5})
HOURLY = Settings(network=NetworkSettings(ac_check=False, coupled_day=False))
COUPLED = Settings(network=NetworkSettings(ac_check=False))
Fails = Callable[[Sequence[np.ndarray], Any], bool]


def _shed(costs: Sequence[np.ndarray], layout: Any) -> bool:
    return bool(costs[0].min() >= 0) and _only(costs[0], layout.shed)


def _only(cost: np.ndarray, part: slice) -> bool:
    return bool(cost[part].any()) and np.count_nonzero(cost) == np.count_nonzero(cost[part])


def _least_import(costs: Sequence[np.ndarray], layout: Any) -> bool:
    return len(costs) == 2 and float(costs[0].min()) >= 0 and bool(costs[0][layout.interconnector].any())


def _most_import(costs: Sequence[np.ndarray], layout: Any) -> bool:
    return float(costs[0].min()) < 0


@pytest.fixture(scope="module")
def healthy(ukraine: Grid) -> Evaluation:
    return evaluate(ukraine, HIT, HOURLY)


@pytest.fixture
def failing(ukraine: Grid, monkeypatch: pytest.MonkeyPatch) -> Callable[[Fails], list[int]]:
    """Make the solves of some objectives fail; the list counts them."""
    layout = Engine.of(ukraine, HOURLY.network).model.layout
    honest = WarmStartLp.solve

    def arm(fails: Fails) -> list[int]:
        failed: list[int] = []

        def solve(self: WarmStartLp, bounds: Bounds, costs: Sequence[np.ndarray], *, face: bool = True) -> LpSolution:
            if len(costs[0]) == layout.columns and fails(costs, layout):
                failed.append(1)
                x = np.clip(np.zeros(layout.columns), bounds.column_lower, bounds.column_upper)
                return LpSolution(
                    x=x, face=bounds, status=FAILED, residual_pu=self.residual(x, bounds), solves=0, objectives=0
                )
            return honest(self, bounds, costs, face=face)

        monkeypatch.setattr(WarmStartLp, "solve", solve)
        return failed

    return arm


def _kinds(evaluation: Evaluation) -> set[type]:
    return {type(finding) for finding in evaluation.findings}


def _balance_mw(evaluation: Evaluation) -> np.ndarray:
    """Generated, imported and shed less demanded, by hour. [MW]"""
    d = evaluation.dispatch
    return np.asarray(
        d.p_mw.sum(axis=1) + d.import_mw.sum(axis=1) + d.shed_mw.sum(axis=1) - d.load_mw.sum(axis=1), dtype=float
    )


def test_least_shedding_that_fails_is_all_shed(ukraine: Grid, failing: Any) -> None:
    failed = failing(_shed)
    evaluation = evaluate(ukraine, HIT, HOURLY)
    assert failed
    assert (evaluation.dispatch.status["method"] == "failed").all()
    assert evaluation.dispatch.shed_mw.to_numpy() == pytest.approx(evaluation.dispatch.load_mw.to_numpy())
    assert _balance_mw(evaluation) == pytest.approx(np.zeros(24), abs=1e-3)
    told = [finding for finding in evaluation.findings if isinstance(finding, findings.UnsolvedHours)]
    assert [finding.severity for finding in told] == [Severity.ERROR]
    assert len(told[0].ids) == 24


def test_least_import_and_merit_order_that_fail_leave_the_shedding(
    ukraine: Grid, failing: Any, healthy: Evaluation
) -> None:
    failed = failing(_least_import)
    evaluation = evaluate(ukraine, HIT, HOURLY)
    assert len(failed) == 24
    assert not evaluation.dispatch.status["proven_dispatch"].any()
    assert findings.DispatchNotOptimal in _kinds(evaluation)
    assert evaluation.dispatch.shed_mw.to_numpy() == pytest.approx(healthy.dispatch.shed_mw.to_numpy(), abs=0.02)
    assert _balance_mw(evaluation) == pytest.approx(np.zeros(24), abs=0.1)


def test_most_import_that_fails_is_said(ukraine: Grid, failing: Any, healthy: Evaluation) -> None:
    failed = failing(_most_import)
    evaluation = evaluate(ukraine, HIT, HOURLY)
    assert len(failed) == 24
    assert evaluation.dispatch.status["proven_dispatch"].all()
    assert not evaluation.dispatch.status["proven_import"].any()
    assert findings.ImportUnknown in _kinds(evaluation)
    assert evaluation.total_shed_mw.to_numpy() == pytest.approx(healthy.total_shed_mw.to_numpy(), abs=0.02)
    used = evaluation.imports_total
    assert used["deliverable_mw"].to_numpy() == pytest.approx(used["used_mw"].to_numpy())


def test_sharing_that_fails_keeps_the_total(ukraine: Grid, monkeypatch: Any, healthy: Evaluation) -> None:
    monkeypatch.setattr(solve_order, "even_shares", lambda *args, **kwargs: None)
    evaluation = evaluate(ukraine, HIT, HOURLY)
    assert (~evaluation.dispatch.status["evenly_shared"] == (healthy.total_shed_mw > 0.1)).all()
    assert (~evaluation.dispatch.status["evenly_shared"]).any()
    assert findings.UnevenlyShared in _kinds(evaluation)
    assert evaluation.total_shed_mw.to_numpy() == pytest.approx(healthy.total_shed_mw.to_numpy(), abs=0.02)


def test_sharing_that_answers_wrongly_is_not_believed(ukraine: Grid, monkeypatch: Any, healthy: Evaluation) -> None:
    monkeypatch.setattr(solve_order, "even_shares", lambda matrix, *args, **kwargs: np.zeros(matrix.shape[1]))
    evaluation = evaluate(ukraine, HIT, HOURLY)
    assert findings.UnevenlyShared in _kinds(evaluation)
    assert evaluation.total_shed_mw.to_numpy() == pytest.approx(healthy.total_shed_mw.to_numpy(), abs=0.02)


@pytest.mark.parametrize("fails", [_shed, _least_import, _most_import])
def test_a_coupled_day_never_hides_a_failed_hour(ukraine: Grid, failing: Any, fails: Fails) -> None:
    """The day's own problem is solved; what is asked of its hours fails."""
    failed = failing(fails)
    whole = evaluate(ukraine, HIT, COUPLED)
    assert failed
    assert _balance_mw(whole) == pytest.approx(np.zeros(24), abs=0.1)
    assert float(whole.total_shed_mw.sum()) > 1_000


def test_answers_that_break_their_rows_are_not_handed_on(ukraine: Grid, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every solver calls zeros a good answer: nothing generated, nothing shed."""

    def lie(self: Any, bounds: Bounds, costs: Sequence[np.ndarray], *, face: bool = True) -> LpSolution:
        answer = honest(self, bounds, costs, face=face)
        return replace(answer, x=np.zeros(len(answer.x)))

    honest = WarmStartLp.solve
    monkeypatch.setattr(WarmStartLp, "solve", lie)
    for settings in (HOURLY, COUPLED):
        evaluation = evaluate(ukraine, HIT, settings)
        assert (evaluation.dispatch.status["method"] == "failed").all()
        assert evaluation.dispatch.shed_mw.to_numpy() == pytest.approx(evaluation.dispatch.load_mw.to_numpy())
        assert findings.UnsolvedHours in _kinds(evaluation)


def test_lines_that_carry_next_to_nothing_are_not_read_as_nothing_shed(ukraine: Grid) -> None:
    """Margins at the edge of what the solver tells apart: only the units at a load's own site serve it."""
    settings = Settings(network=NetworkSettings(ac_check=False, thermal_margin_share=1e-9))
    evaluation = evaluate(ukraine, Contingency(), settings)
    assert float(evaluation.total_shed_mw.sum()) > 0.3 * float(evaluation.total_demand_mw.sum())
    assert _balance_mw(evaluation) == pytest.approx(np.zeros(24), abs=0.1)
    assert (evaluation.dispatch.status["residual_mw"] <= 1e-3).all()


def _ensemble(ukraine: Grid) -> DayAnswers:
    conditions = operating_conditions(ukraine, HOURLY.demand)
    days = [(apply(HIT, ukraine), conditions), (apply(Contingency(out=("substation:usatove",)), ukraine), conditions)]
    return solve_days(Engine.of(ukraine, HOURLY.network), days)


@pytest.mark.parametrize(
    ("fails", "count"), [(_shed, "unsolved"), (_least_import, "partial"), (_most_import, "partial")]
)
def test_an_ensemble_counts_what_failed(ukraine: Grid, failing: Any, fails: Fails, count: str) -> None:
    whole = _ensemble(ukraine)
    assert (whole.unsolved, whole.partial) == (0, 0)
    failed = failing(fails)
    answers = _ensemble(ukraine)
    assert failed
    assert getattr(answers, count) > 0
    expected = whole.shed_mw
    if count == "unsolved":
        load = np.maximum(operating_conditions(ukraine, HOURLY.demand).load_mw, 0.0)
        expected = np.broadcast_to(load, whole.shed_mw.shape)
    assert answers.shed_mw == pytest.approx(expected, abs=0.02)


@pytest.mark.parametrize("answer", [None, np.zeros])
def test_sharing_that_fails_in_an_ensemble_keeps_the_total(ukraine: Grid, monkeypatch: Any, answer: Any) -> None:
    whole = _ensemble(ukraine)
    wrong = (lambda matrix, *a, **k: answer and answer(matrix.shape[1])) if answer else (lambda *a, **k: None)
    monkeypatch.setattr(solve_order, "even_shares", wrong)
    answers = _ensemble(ukraine)
    assert answers.partial > 0
    assert answers.shed_mw.sum(axis=2) == pytest.approx(whole.shed_mw.sum(axis=2), abs=0.02)


def test_the_form_for_large_grids_hands_a_failure_on(ukraine: Grid, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither form answers: all load is shed there too."""
    monkeypatch.setattr("gridimpact.network.lp.ptdf_model.PTDF_BUSES", 1)
    monkeypatch.setattr(PtdfModel, "_in_order", lambda *args, **kwargs: None)
    monkeypatch.setattr(WarmStartLp, "_in_order", lambda self, bounds, *args, **kwargs: (None, bounds, 0))
    evaluation = evaluate(ukraine, HIT, HOURLY)
    assert (evaluation.dispatch.status["method"] == "failed").all()
    assert evaluation.total_shed_mw.to_numpy() == pytest.approx(evaluation.total_demand_mw.to_numpy())
