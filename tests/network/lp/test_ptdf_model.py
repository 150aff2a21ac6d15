"""The form for large grids gives the answers of the flow model: least shedding, faces, later aims, after any damage."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from gridimpact.adapters.grids.files import read_grid
from gridimpact.assessment import evaluate
from gridimpact.domain.damage import Contingency
from gridimpact.domain.grid import Grid
from gridimpact.domain.settings import Settings
from gridimpact.network.case.conditions import operating_conditions
from gridimpact.network.case.contingencies import apply
from gridimpact.network.dispatch import day
from gridimpact.network.dispatch.day import Engine
from gridimpact.network.ensemble import many_days
from gridimpact.network.ensemble.many_days import solve_days
from gridimpact.network.lp import ptdf_model
from gridimpact.network.lp.ptdf_model import PtdfModel, lp_backend
from gridimpact.network.lp.solver import WarmStartLp


@pytest.fixture
def forced(monkeypatch: pytest.MonkeyPatch) -> list[PtdfModel]:
    """Every kept model is one in injections; the list of those made."""
    made: list[PtdfModel] = []

    def make(model: Any, bounds: Any) -> PtdfModel:
        made.append(PtdfModel(model, bounds))
        return made[-1]

    for module in (day, many_days):
        monkeypatch.setattr(module, "lp_backend", make)
    return made


@pytest.mark.parametrize(
    ("name", "count"),
    [("ukraine", 6), ("pandapower:case39", 60), ("pandapower:case118", 30), ("pandapower:GBreducednetwork", 60),
     ("pandapower:case145", 6), ("pandapower:case300", 10)],
)  # fmt: skip
def test_least_shedding_is_that_of_the_flow_model(
    name: str, count: int, quick: Settings, random_contingency: Any, forced: list[PtdfModel], monkeypatch: Any
) -> None:
    grid = read_grid(name)
    # without even sharing every hour of an ensemble is solved, none proved
    engine = Engine.of(grid, replace(quick.network, even_sharing=False))
    conditions = operating_conditions(grid, quick.demand)
    days = [(apply(random_contingency(grid, seed), grid), conditions) for seed in range(count)]
    answer = solve_days(engine, days)
    monkeypatch.undo()
    expected = solve_days(engine, days)
    tolerance = 1e-6 * float(np.abs(conditions.load_mw).sum(axis=1).max())
    assert (answer.unsolved, answer.partial) == (0, 0)
    assert answer.shed_mw.sum(axis=2) == pytest.approx(expected.shed_mw.sum(axis=2), abs=tolerance)
    assert forced[0].handed_over == 0


def test_a_whole_day_is_that_of_the_flow_model(
    ukraine: Grid, quick: Settings, random_contingency: Any, forced: list[PtdfModel], monkeypatch: Any
) -> None:
    """Sharing, import, merit order and the causes that bind."""
    hourly = replace(quick, network=replace(quick.network, coupled_day=False))
    hit = random_contingency(ukraine, 3)
    one = evaluate(ukraine, hit, hourly)
    handed_over = sum(model.handed_over for model in forced)
    monkeypatch.undo()
    other = evaluate(ukraine, hit, hourly)
    assert forced
    assert handed_over == 0
    load = float(other.total_demand_mw.max())
    for table in ("shed_mw", "p_mw", "import_mw"):
        difference = getattr(one.dispatch, table) - getattr(other.dispatch, table)
        assert difference.abs().to_numpy().max() < 1e-5 * load, table
    figures = ["need_mw", "allowed_mw", "deliverable_mw", "used_mw", "unserved_mw", "removable_mw"]
    assert (one.imports_total[figures] - other.imports_total[figures]).abs().to_numpy().max() < 1e-5 * load
    assert one.imports_total["binding"].tolist() == other.imports_total["binding"].tolist()


def test_the_size_chooses(build_grid: Any, plain: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    grid = build_grid({"buses": ["a", "b"], "lines": [["l", "a", "b", 0.1, 50]], "units": [["g", "a", 100]],
                       "loads": [["d", "b", 80, "general"]]})  # fmt: skip
    engine = Engine.of(grid, plain.network)
    bounds = _bounds(grid, plain, Contingency())
    assert isinstance(lp_backend(engine.model, bounds), WarmStartLp)
    monkeypatch.setattr(ptdf_model, "PTDF_BUSES", 1)
    assert isinstance(lp_backend(engine.model, bounds), PtdfModel)


def test_reactances_without_an_answer_are_handed_over(build_grid: Any, plain: Settings) -> None:
    """A ring with a branch without impedance has no transfer factors; the flow model knows what to do."""
    ring = [["l1", "a", "b", 0.0, 50], ["l2", "b", "c", 0.1, 50], ["l3", "a", "c", 0.1, 50]]
    grid = build_grid({"buses": ["a", "b", "c"], "lines": ring, "units": [["g", "a", 200]],
                       "loads": [["d", "c", 120, "general"]]})  # fmt: skip
    engine = Engine.of(grid, plain.network)
    bounds = _bounds(grid, plain, Contingency())
    cost = np.zeros(engine.model.layout.columns)
    cost[engine.model.layout.shed] = 1.0
    kept = PtdfModel(engine.model, bounds)
    answer = kept.solve(bounds, (cost,))
    assert kept.handed_over == 1
    assert answer.x @ cost * 100 == pytest.approx(20.0)  # 50 each way, alike by Ohm's law


def _bounds(grid: Grid, settings: Settings, hit: Contingency) -> Any:
    conditions = operating_conditions(grid, settings.demand)
    engine = Engine.of(grid, settings.network)
    return bounds_of_case(engine, hit, conditions)


def bounds_of_case(engine: Engine, hit: Contingency, conditions: Any) -> Any:
    from gridimpact.network.lp.bounds import contingency_bounds

    return contingency_bounds(engine.model, apply(hit, engine.grid), conditions).of(0)
