"""The quick form for many contingencies against the full one."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from gridimpact.domain.damage import Contingency
from gridimpact.domain.grid import Grid
from gridimpact.domain.settings import Settings
from gridimpact.network.case.conditions import operating_conditions
from gridimpact.network.case.contingencies import apply
from gridimpact.network.dispatch.day import Engine, solve_day
from gridimpact.network.dispatch.tables import dispatch_tables
from gridimpact.network.ensemble.batch import least_shed, neighbour_order


def _contingencies(grid: Grid, count: int) -> list[Contingency]:
    rng = np.random.default_rng(11)
    ids = grid.components.index[grid.components["in_service"].astype(bool)].to_numpy()
    cases = []
    for _ in range(count):
        hit = rng.choice(ids, size=int(len(ids) * rng.uniform(0.01, 0.3)), replace=False)
        cases.append(Contingency(derated=dict(zip(hit, rng.uniform(0, 1, len(hit)), strict=True))))
    return cases


def test_it_agrees_with_the_full_form_hour_by_hour(ukraine: Grid, quick: Settings) -> None:
    hourly = replace(quick.network, coupled_day=False)
    engine = Engine.of(ukraine, hourly)
    conditions = operating_conditions(ukraine, quick.demand)
    cases = _contingencies(ukraine, 6)
    damaged = [apply(case, ukraine) for case in cases]

    batch = least_shed(engine, conditions, damaged)

    assert batch.unsolved == 0
    for row, (case, left) in enumerate(zip(cases, damaged, strict=True)):
        full = dispatch_tables(solve_day(engine, left, conditions), case).shed_mw.sum(axis=1).to_numpy()
        assert batch.shed_mw[row] == pytest.approx(full, abs=1e-6 * 18_000)


def test_the_order_of_contingencies_changes_nothing(ukraine: Grid, quick: Settings) -> None:
    engine = Engine.of(ukraine, quick.network)
    conditions = operating_conditions(ukraine, quick.demand)
    damaged = [apply(case, ukraine) for case in _contingencies(ukraine, 4)]
    forwards = least_shed(engine, conditions, damaged).shed_mw
    backwards = least_shed(engine, conditions, damaged[::-1]).shed_mw[::-1]
    assert forwards == pytest.approx(backwards, abs=1e-3)


def test_neighbours_follow_each_other(build_grid: Any) -> None:
    """Units out: {1}, {1, 2, 3}, {1, 2}: the third is nearer to the first."""
    grid = build_grid(
        {"buses": ["a"], "units": [[f"g{i}", "a", 10] for i in range(4)], "loads": [["d", "a", 5, "general"]]}
    )
    sets = [("unit:g1",), ("unit:g1", "unit:g2", "unit:g3"), ("unit:g1", "unit:g2")]
    damaged = [apply(Contingency(out=out), grid) for out in sets]
    assert neighbour_order(damaged).tolist() == [0, 2, 1]
    assert sorted(neighbour_order(damaged * 3, window=4).tolist()) == list(range(9))
    assert neighbour_order([]).tolist() == []
