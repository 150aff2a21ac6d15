"""AC check: an engine in three lines for the flow of things, pandapower for the physics."""

from dataclasses import replace
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from gridimpact.adapters.engines.pandapower_engine import PandapowerEngine
from gridimpact.adapters.grids.files import read_grid
from gridimpact.adapters.grids.pandapower_grid import quiet
from gridimpact.domain.damage import Contingency
from gridimpact.domain.grid import Grid
from gridimpact.domain.load_flow import LoadFlowCase, LoadFlowState
from gridimpact.domain.settings import Settings
from gridimpact.network.ac.ac_check import check_hour, island_case
from gridimpact.network.case.conditions import operating_conditions
from gridimpact.network.case.contingencies import apply
from gridimpact.network.dispatch.day import Day, Engine, solve_day


class Fake:
    """Answers as it was told to."""

    def __init__(self, v_pu: float, loading: float, *, converged: bool = True, method: str = "Newton-Raphson") -> None:
        self.answer = (v_pu, loading, converged, method)

    def solve(self, case: LoadFlowCase) -> LoadFlowState:
        v_pu, loading, converged, method = self.answer
        return LoadFlowState(
            converged=converged,
            method=method,
            v_pu=pd.Series(v_pu, index=case.buses.index),
            loading_share=pd.Series(loading, index=case.branches.index),
            losses_mw=1.0,
        )


@pytest.fixture(scope="module")
def day(ukraine: Grid) -> Day:
    settings = Settings()
    return solve_day(
        Engine.of(ukraine, settings.network),
        apply(Contingency(derated={"substation:kyivska": 0.3}), ukraine),
        operating_conditions(ukraine, settings.demand),
    )


def test_a_good_state_has_no_finding(day: Day) -> None:
    check = check_hour(day, 17, Fake(1.0, 0.5))
    assert check.findings == ()
    assert check.islands["converged"].all()
    assert check.islands["load_mw"].sum() == pytest.approx(
        float((day.case_bounds.load_pu[17] - day.hours[17].dispatch.x[day.engine.model.layout.shed]).sum()) * 100,
        rel=1e-6,
    )


@pytest.mark.parametrize(
    ("engine", "told"),
    [
        (Fake(0.8, 0.5), "voltage outside"),
        (Fake(1.0, 1.2), "above their rating"),
        (Fake(1.0, 0.5, converged=False), "no AC load flow"),
        (Fake(1.0, 0.5, method="half the reactive demand"), "fallback: half the reactive demand"),
    ],
)
def test_what_is_out_of_range_is_told(engine: Fake, told: str, day: Day) -> None:
    findings = check_hour(day, 17, engine).findings
    assert any(told in finding.what for finding in findings)
    assert all(finding.remedy for finding in findings)


def test_every_island_balances_before_losses(day: Day) -> None:
    own = np.arange(len(day.engine.model.bus_ids))
    buses = island_case(day, 17, own).buses
    assert buses["p_source_mw"].sum() == pytest.approx(buses["p_load_mw"].sum(), abs=1e-3)


def test_pandapower_agrees_with_a_load_flow_on_paper() -> None:
    """Two buses, x 0.1 pu, 100 MW: with both voltages held at 1 pu, sin δ = P·x = 0.1 and no losses."""
    buses = pd.DataFrame(
        {
            "v_nom_kv": 330.0,
            "p_load_mw": [0.0, 100.0],
            "q_load_mvar": 0.0,
            "q_shunt_mvar": 0.0,
            "p_source_mw": [100.0, 0.0],
            "regulated": [True, True],
            "v_set_pu": 1.0,
        },
        index=["bus:a", "bus:b"],
    )
    branches = pd.DataFrame(
        {
            "bus0": ["bus:a"],
            "bus1": ["bus:b"],
            "r_pu": 0.0,
            "x_pu": 0.1,
            "b_pu": 0.0,
            "tap_ratio": 1.0,
            "phase_shift_deg": 0.0,
            "s_nom_mva": 100.0,
        },
        index=["line:ab"],
    )
    state = PandapowerEngine().solve(LoadFlowCase(buses=buses, branches=branches, slack="bus:a", base_mva=100.0))
    q = (1 - np.sqrt(1 - 0.1**2)) / 0.1  # reactive power at each end, pu
    assert state.converged
    assert state.losses_mw == pytest.approx(0.0, abs=1e-6)
    assert state.loading_share["line:ab"] == pytest.approx(np.hypot(1.0, q), rel=1e-6)


def test_a_load_beyond_the_nose_of_the_curve_is_told_not_raised() -> None:
    """P·x = 2 has no solution at any angle."""
    buses = pd.DataFrame(
        {
            "v_nom_kv": 330.0,
            "p_load_mw": [0.0, 2000.0],
            "q_load_mvar": 0.0,
            "q_shunt_mvar": 0.0,
            "p_source_mw": [2000.0, 0.0],
            "regulated": [True, False],
            "v_set_pu": 1.0,
        },
        index=["bus:a", "bus:b"],
    )
    branches = pd.DataFrame(
        {
            "bus0": ["bus:a"],
            "bus1": ["bus:b"],
            "r_pu": 0.0,
            "x_pu": 0.1,
            "b_pu": 0.0,
            "tap_ratio": 1.0,
            "phase_shift_deg": 0.0,
            "s_nom_mva": 100.0,
        },
        index=["line:ab"],
    )
    state = PandapowerEngine().solve(LoadFlowCase(buses=buses, branches=branches, slack="bus:a", base_mva=100.0))
    assert not state.converged
    assert state.v_pu.isna().all()


def test_the_reference_day_passes_with_pandapower(day: Day, ukraine: Grid) -> None:
    whole: Any = solve_day(
        day.engine, apply(Contingency(), ukraine), operating_conditions(ukraine, replace(Settings().demand))
    )
    check = check_hour(whole, 17, PandapowerEngine())
    assert check.islands["converged"].all()
    assert check.islands["v_min_pu"].min() > 0.9
    assert check.islands["losses_mw"].sum() < 0.05 * check.islands["load_mw"].sum()


def _as_solved(grid: Grid, net: Any, slack: str) -> LoadFlowCase:
    """The island of a slack bus of a network that pandapower has solved, told in the tables of our reader."""
    lines = grid.lines.assign(tap_ratio=1.0, phase_shift_deg=0.0)
    branches: pd.DataFrame = pd.concat([lines[lines["in_service"]], grid.transformers[grid.transformers["in_service"]]])
    whole = nx.Graph(list(zip(branches["bus0"], branches["bus1"], strict=True)))
    own = sorted(nx.node_connected_component(whole, slack))
    number = [int(bus.removeprefix("bus:")) for bus in own]

    def at(table: str, column: str) -> Any:
        live = net[table][net[table]["in_service"].astype(bool)]
        scale = live.get("scaling", 1.0)
        return (live[column] * scale).groupby(live["bus"]).sum().reindex(number, fill_value=0.0).to_numpy(float)

    set_point = pd.concat([net[t].set_index("bus")["vm_pu"] for t in ("gen", "ext_grid")])
    buses = pd.DataFrame(
        {
            "v_nom_kv": net.bus.loc[number, "vn_kv"].to_numpy(float),
            "p_load_mw": at("load", "p_mw") - at("sgen", "p_mw") + (at("shunt", "p_mw") if len(net.shunt) else 0.0),
            "q_load_mvar": at("load", "q_mvar") - at("sgen", "q_mvar"),
            "q_shunt_mvar": at("shunt", "q_mvar") if len(net.shunt) else 0.0,
            "p_source_mw": at("gen", "p_mw") if len(net.gen) else 0.0,
            "regulated": [bus in set_point.index for bus in number],
            "v_set_pu": set_point.reindex(number).fillna(1.0).to_numpy(float),
        },
        index=own,
    )
    return LoadFlowCase(buses=buses, branches=branches[branches["bus0"].isin(own)], slack=slack, base_mva=100.0)


@pytest.mark.parametrize(("name", "tolerance"), [("case39", 1e-6), ("case118", 1e-6), ("mv_oberrhein", 1e-3)])
def test_voltages_are_those_of_pandapower_itself(name: str, tolerance: float) -> None:
    """Its own network and reader's tables; in `mv_oberrhein` transformers turn by 150 degrees and lose iron power,
    which we leave out.
    """
    with quiet():
        import pandapower as pp
        import pandapower.networks as networks

        net = getattr(networks, name)()
        pp.runpp(net, calculate_voltage_angles=True, tolerance_mva=1e-9)
    grid = read_grid(f"pandapower:{name}")
    for slack in net.ext_grid["bus"]:
        case = _as_solved(grid, net, f"bus:{slack}")
        state = PandapowerEngine().solve(case)
        theirs = net.res_bus["vm_pu"].set_axis([f"bus:{number}" for number in net.bus.index])[case.buses.index]
        assert state.method == "Newton-Raphson"
        assert (state.v_pu - theirs).abs().max() < tolerance


def test_the_order_of_rows_changes_no_voltage(ukraine: Grid) -> None:
    """What the dispatch leaves open, the ties round a loop, the check settles."""
    names = ("buses", "lines", "transformers", "units", "loads", "interconnectors")
    rng = np.random.default_rng(3)
    mixed = replace(ukraine, **{n: (t := getattr(ukraine, n)).iloc[rng.permutation(len(t))] for n in names})
    contingency = Contingency(out=("substation:kyivska",), derated={"plant:P001": 0.5})
    network = replace(Settings().network, coupled_day=False)
    told = []
    for grid in (ukraine, mixed):
        conditions = operating_conditions(grid, Settings().demand, network=network)
        solved = solve_day(Engine.of(grid, network), apply(contingency, grid), conditions)
        told.append(check_hour(solved, 17, PandapowerEngine()))
    one, other = (check.buses["v_pu"] for check in told)
    pd.testing.assert_series_equal(one, other.reindex(one.index), rtol=0, atol=1e-5)
