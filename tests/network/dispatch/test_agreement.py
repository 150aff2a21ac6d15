"""The kept, warm-started model against an independent programme, written here from the tables."""

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from gridimpact.assessment import evaluate
from gridimpact.domain.damage import Contingency
from gridimpact.domain.dispatch import Dispatch
from gridimpact.domain.grid import Grid
from gridimpact.domain.settings import Settings
from gridimpact.network.case.conditions import operating_conditions
from gridimpact.network.case.contingencies import apply
from gridimpact.network.dispatch.day import Engine, solve_day
from gridimpact.network.dispatch.tables import dispatch_tables


def _solved(grid: Grid, contingency: Contingency, settings: Settings) -> Dispatch:
    day = solve_day(
        Engine.of(grid, settings.network), apply(contingency, grid), operating_conditions(grid, settings.demand)
    )
    return dispatch_tables(day)


@pytest.mark.parametrize("seed", range(12))
def test_shedding_is_the_least_there_is(
    seed: int, ukraine: Grid, quick: Settings, random_contingency: Any, independent_shed: Any
) -> None:
    """Hour by hour; reservoirs over the day have worked cases of their own."""
    quick = replace(quick, network=replace(quick.network, coupled_day=False))
    contingency = random_contingency(ukraine, seed)
    dispatch = _solved(ukraine, contingency, quick)
    engine, left = Engine.of(ukraine, quick.network), apply(contingency, ukraine)
    conditions = operating_conditions(ukraine, quick.demand)
    critical = ukraine.loads.index[ukraine.loads["load_class"] == "critical"]
    for hour in (4, 17):
        least_critical, least = independent_shed(engine, conditions, left, hour)
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
    seed: int, ukraine: Grid, quick: Settings, random_contingency: Any
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


def test_the_order_of_rows_changes_nothing(ukraine: Grid, quick: Settings, random_contingency: Any) -> None:
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


def test_the_same_question_gives_the_same_answer(ukraine: Grid, quick: Settings, random_contingency: Any) -> None:
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
