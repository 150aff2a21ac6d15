"""The kept, warm-started model against an independent programme, written here from the tables."""

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linprog
from scipy.sparse import coo_matrix

from gridimpact.assessment import evaluate
from gridimpact.domain.damage import Contingency
from gridimpact.domain.grid import Grid
from gridimpact.domain.results import Dispatch
from gridimpact.domain.settings import Settings
from gridimpact.network.boxes import contingency_boxes
from gridimpact.network.conditions import operating_conditions
from gridimpact.network.contingencies import apply
from gridimpact.network.day import Engine, solve_day
from gridimpact.network.load_shedding import shed_load


def random_contingency(grid: Grid, seed: int) -> Contingency:
    """1 to 30 % of all components out or derated."""
    rng = np.random.default_rng([seed, 7])
    ids = grid.components.index[grid.components["in_service"].astype(bool)].to_numpy()
    hit = rng.choice(ids, size=int(len(ids) * rng.uniform(0.01, 0.3)), replace=False)
    out = rng.random(len(hit)) < 0.5
    return Contingency(
        out=tuple(hit[out]), derated=dict(zip(hit[~out], rng.uniform(0.0, 1.0, (~out).sum()), strict=True))
    )


def independent_shed(grid: Grid, contingency: Contingency, settings: Settings, hour: int) -> tuple[float, float]:
    """Least critical shedding, then least shedding with that, by two programmes of SciPy's HiGHS. [MW]

    Written without slices, bridges, boxes or kept bases: free angles, branches out left away, one
    row a law. Capacities after damage and the hour are taken from the code under test; they have
    tests of their own.
    """
    engine = Engine.of(grid, settings.network)
    conditions = operating_conditions(grid, settings.demand)
    left = apply(contingency, grid)
    model = engine.model
    alive = left.bus_in_service
    branch_ok = (left.branch_left > 0) & alive[model.bus0] & alive[model.bus1]
    is_tie = np.concatenate([grid.lines["kind"].to_numpy() == "tie", np.zeros(len(grid.transformers), bool)])
    load = conditions.load_mw[hour]
    available = np.minimum(conditions.available_mw[hour], 1e6) * left.unit_left * alive[model.unit_bus]
    rating = model.interconnector_limit_mw * left.interconnector_left * alive[model.interconnector_bus]
    flow_limit = np.where(branch_ok, np.minimum(model.limit_mw * left.branch_left, 1e6), 0.0)
    sizes = [len(available), len(rating), len(load), len(flow_limit), len(alive), len(model.countries)]
    at = np.concatenate([[0], np.cumsum(sizes)])
    rows, columns, values, right = [], [], [], []
    for part, buses, sign in (
        (0, model.unit_bus, 1.0),
        (1, model.interconnector_bus, 1.0),
        (2, model.load_bus, 1.0),
        (3, model.bus0, -1.0),
        (3, model.bus1, 1.0),
    ):
        rows += buses.tolist()
        columns += (at[part] + np.arange(sizes[part])).tolist()
        values += [sign] * sizes[part]
    right += np.bincount(model.load_bus, weights=load, minlength=len(alive)).tolist()
    for branch in np.flatnonzero(branch_ok & ~is_tie & ~left.branch_switched):
        row = len(right)
        rows += [row] * 3
        columns += [at[3] + branch, at[4] + model.bus0[branch], at[4] + model.bus1[branch]]
        values += [model.x_pu[branch] / model.base_mva, -1.0, 1.0]
        right.append(-model.shift_rad[branch])
    equal = coo_matrix((values, (rows, columns)), shape=(len(right), at[-1])).tocsr()
    allowed = contingency_boxes(model, left, conditions).allowed_pu * model.base_mva
    country = (model.country_of[None, :] == np.arange(len(model.countries))[:, None]).astype(float)
    upper_rows = np.zeros((len(model.countries) + 1, at[-1]))
    upper_rows[:-1, at[1] : at[2]] = country
    upper_rows[:-1, at[5] : at[6]] = -np.eye(len(model.countries))
    upper_rows[-1, at[1] : at[2]] = 1.0
    lower = np.concatenate(
        [np.zeros(sizes[0] + sizes[1] + sizes[2]), -flow_limit, np.full(sizes[4], -np.inf), np.zeros(sizes[5])]
    )
    upper = np.concatenate([available, rating, load, flow_limit, np.full(sizes[4], np.inf), np.zeros(sizes[5])])
    box = np.column_stack([lower, upper])
    critical, everything = np.zeros(at[-1]), np.zeros(at[-1])
    critical[at[2] : at[3]] = model.critical
    everything[at[2] : at[3]] = 1.0
    limits = np.append(allowed, conditions.total_cap_mw)
    first = linprog(critical, A_ub=upper_rows, b_ub=limits, A_eq=equal, b_eq=right, bounds=box, method="highs")
    capped = np.vstack([upper_rows, critical])
    second = linprog(
        everything,
        A_ub=capped,
        b_ub=np.append(limits, first.fun + 1e-7),
        A_eq=equal,
        b_eq=right,
        bounds=box,
        method="highs",
    )
    assert first.success, first.message
    assert second.success, second.message
    return float(first.fun), float(second.fun)


def _solved(grid: Grid, contingency: Contingency, settings: Settings) -> Dispatch:
    day = solve_day(
        Engine.of(grid, settings.network), apply(contingency, grid), operating_conditions(grid, settings.demand)
    )
    return shed_load(day, contingency)


@pytest.mark.parametrize("seed", range(12))
def test_shedding_is_the_least_there_is(seed: int, ukraine: Grid, quick: Settings) -> None:
    """Hour by hour; reservoirs over the day have worked cases of their own."""
    quick = replace(quick, network=replace(quick.network, coupled_day=False))
    contingency = random_contingency(ukraine, seed)
    dispatch = _solved(ukraine, contingency, quick)
    critical = ukraine.loads.index[ukraine.loads["load_class"] == "critical"]
    for hour in (4, 17):
        least_critical, least = independent_shed(ukraine, contingency, quick, hour)
        tolerance = 1e-6 * float(dispatch.load_mw.iloc[hour].sum())
        assert dispatch.shed_mw[critical].iloc[hour].sum() == pytest.approx(least_critical, abs=tolerance)
        assert dispatch.shed_mw.iloc[hour].sum() == pytest.approx(least, abs=tolerance)


def balance_error_mw(grid: Grid, dispatch: Dispatch) -> pd.DataFrame:
    """What is missing at each bus and hour, by summing the tables; nothing of the model is used."""

    def at_bus(table: pd.DataFrame, bus: "pd.Series[str]") -> pd.DataFrame:
        return table.T.groupby(bus.reindex(table.columns)).sum().T.reindex(columns=grid.buses.index, fill_value=0.0)

    branches = pd.concat([grid.lines[["bus0", "bus1"]], grid.transformers[["bus0", "bus1"]]])
    sources = at_bus(dispatch.p_mw, grid.units["bus_id"]) + at_bus(dispatch.import_mw, grid.interconnectors["bus_id"])
    served = at_bus(dispatch.load_mw - dispatch.shed_mw, grid.loads["bus_id"])
    return sources - served - at_bus(dispatch.flow_mw, branches["bus0"]) + at_bus(dispatch.flow_mw, branches["bus1"])


@pytest.mark.parametrize("seed", [100, 101, 102])
def test_energy_balances_at_every_bus_and_hour_and_nothing_leaves_its_bounds(
    seed: int, ukraine: Grid, quick: Settings
) -> None:
    dispatch = _solved(ukraine, random_contingency(ukraine, seed), quick)

    assert balance_error_mw(ukraine, dispatch).abs().to_numpy().max() < 1e-3
    assert (dispatch.flow_mw.abs() <= dispatch.limit_mw + 1e-3).to_numpy().all()
    assert (dispatch.p_mw <= dispatch.available_mw + 1e-3).to_numpy().all()
    pumps = (ukraine.units["technology"] == "pumped_storage").to_numpy()
    assert (dispatch.p_mw.loc[:, ~pumps] >= -1e-3).to_numpy().all()
    assert (dispatch.shed_mw <= dispatch.load_mw + 1e-3).to_numpy().all()
    assert (dispatch.shed_mw >= 0).to_numpy().all()
    assert set(dispatch.status["method"]) == {"warm"}


def test_the_order_of_rows_changes_nothing(ukraine: Grid, quick: Settings) -> None:
    contingency = random_contingency(ukraine, 5)
    rng = np.random.default_rng(3)
    shuffled = replace(
        ukraine,
        **{
            name: getattr(ukraine, name).iloc[rng.permutation(len(getattr(ukraine, name)))]
            for name in ("buses", "lines", "transformers", "units", "loads", "interconnectors")
        },
    )
    one, other = (_solved(grid, contingency, quick) for grid in (ukraine, shuffled))

    assert shuffled.fingerprint == ukraine.fingerprint
    difference = (other.shed_mw[one.shed_mw.columns] - one.shed_mw).abs().to_numpy().max()
    assert difference < 1e-6 * one.load_mw.sum(axis=1).max()


def test_the_same_question_gives_the_same_answer(ukraine: Grid, quick: Settings) -> None:
    contingency = random_contingency(ukraine, 6)
    one, other = (evaluate(ukraine, contingency, quick) for _ in range(2))
    pd.testing.assert_frame_equal(one.dispatch.shed_mw, other.dispatch.shed_mw)
    pd.testing.assert_frame_equal(one.imports, other.imports)


def test_flows_of_an_undamaged_case_are_those_of_a_dc_load_flow(ukraine: Grid, quick: Settings) -> None:
    """Given the injections, the angles of a plain DC load flow reproduce every flow."""
    dispatch = _solved(ukraine, Contingency(), quick)
    hour = 17
    lines = ukraine.lines[(ukraine.lines["kind"] == "line") & ukraine.lines["in_service"]]
    branches: Any = pd.concat([lines, ukraine.transformers[ukraine.transformers["in_service"]]])
    number = pd.Series(np.arange(len(ukraine.buses)), index=ukraine.buses.index)
    bus0, bus1 = (number[branches[end]].to_numpy() for end in ("bus0", "bus1"))
    b = 100.0 / branches["x_pu"].to_numpy(float)
    laplacian = np.zeros((len(number), len(number)))
    np.add.at(laplacian, (bus0, bus0), b)
    np.add.at(laplacian, (bus1, bus1), b)
    np.add.at(laplacian, (bus0, bus1), -b)
    np.add.at(laplacian, (bus1, bus0), -b)
    flow = dispatch.flow_mw.iloc[hour][branches.index].to_numpy(float)
    injection = np.zeros(len(number))
    np.add.at(injection, bus0, flow)
    np.add.at(injection, bus1, -flow)
    angle = np.linalg.pinv(laplacian) @ injection
    assert np.abs(b * (angle[bus0] - angle[bus1]) - flow).max() < 1e-3
