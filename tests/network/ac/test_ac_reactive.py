"""Reactive power, shunts and set points that a grid states: voltages of published cases, and cases by hand."""

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from gridimpact.adapters.engines.pandapower_engine import PandapowerEngine
from gridimpact.adapters.grids.files import read_grid
from gridimpact.adapters.grids.pandapower_grid import grid_of, quiet
from gridimpact.domain.damage import Contingency
from gridimpact.domain.grid import Grid
from gridimpact.domain.load_flow import LoadFlowCase, LoadFlowState
from gridimpact.domain.settings import NetworkSettings, Settings
from gridimpact.errors import DataError
from gridimpact.network.ac.ac_case import island_case, sheddable_in
from gridimpact.network.ac.ac_check import check_hour
from gridimpact.network.ac.ac_lowering import with_less_load
from gridimpact.network.ac.ac_reactive import load_mvar
from gridimpact.network.case.conditions import operating_conditions
from gridimpact.network.case.contingencies import apply
from gridimpact.network.dispatch.day import Day, Engine, solve_day

AGREES_PU = 1e-6
"""Largest difference from the voltages of pandapower's own load flow. [pu]"""
NEARLY_PU = 1e-5
"""The same where transformers have magnetising current, of which the reader takes the susceptance alone. [pu]"""
FREE = NetworkSettings(thermal_margin_share=1.0, loadability_limit=False)
THREE_BUSES: dict[str, Any] = {
    "buses": ["a", "b", "c"],
    "lines": [["ab", "a", "b", 0.1, 300], ["bc", "b", "c", 0.1, 300]],
    "units": [["g", "a", 300]],
    "loads": [["town", "b", 60, "general"], ["ward", "b", 40, "critical"], ["mill", "c", 50, "general"]],
}


def _day(grid: Grid, network: NetworkSettings = FREE, contingency: Contingency | None = None) -> Day:
    conditions = operating_conditions(grid, Settings().demand, network=network)
    return solve_day(Engine.of(grid, network), apply(contingency or Contingency(), grid), conditions)


def _dispatched_as(day: Day, given_mw: "pd.Series[float]") -> Day:
    """The same day, with units giving what another load flow found and nothing shed."""
    layout, hour = day.engine.model.layout, day.hours[0]
    x = hour.dispatch.x.copy()
    x[layout.unit] = given_mw[day.engine.model.unit_ids].to_numpy(float) / day.engine.model.base_mva
    x[layout.shed] = 0.0
    return replace(day, hours=(replace(hour, dispatch=replace(hour.dispatch, x=x)), *day.hours[1:]))


def _solved_by_pandapower(name: str) -> Any:
    with quiet():
        import pandapower as pp
        import pandapower.networks as networks

        net = getattr(networks, name)()
        pp.runpp(net, calculate_voltage_angles=True, tolerance_mva=1e-9)
    return net


def _given(net: Any) -> "pd.Series[float]":
    """Active power of units, as pandapower found it. [MW]"""
    return pd.concat([net[f"res_{table}"]["p_mw"].set_axis([f"{table}:{i}" for i in net[table].index])
                      for table in ("gen", "sgen", "ext_grid") if len(net[table])])  # fmt: skip


@pytest.mark.parametrize(
    ("name", "tolerance_pu"),
    [
        ("case24_ieee_rts", AGREES_PU),
        ("case30", AGREES_PU),
        ("case39", AGREES_PU),
        ("case57", AGREES_PU),
        ("case118", NEARLY_PU),
        ("case300", 1e-3),  # active power of shunts, which the dispatch takes as constant demand
    ],
)
def test_voltages_of_a_case_as_dispatched_are_those_of_pandapower(name: str, tolerance_pu: float) -> None:
    """Loads, shunts, condensers and set points all come through the grid's tables; dispatched as pandapower did."""
    net = _solved_by_pandapower(name)
    day = _dispatched_as(_day(read_grid(f"pandapower:{name}")), _given(net))
    state = PandapowerEngine().solve(island_case(day, 0, np.arange(len(day.engine.model.bus_ids))))
    theirs = net.res_bus["vm_pu"].set_axis([f"bus:{number}" for number in net.bus.index])
    assert state.method == "Newton-Raphson"
    assert (state.v_pu - theirs).abs().max() < tolerance_pu
    assert state.losses_mw == pytest.approx(net.res_line["pl_mw"].sum() + net.res_trafo["pl_mw"].sum(), rel=1e-3)


def test_the_cable_of_the_reliability_test_system_is_within_its_rating() -> None:
    """Cable 6-10 charges 250 Mvar; the reactor of 100 Mvar at bus 6 takes part of it up. It was told at 139 %."""
    check = check_hour(_day(read_grid("pandapower:case24_ieee_rts")), 0, PandapowerEngine())
    assert check.islands["passes"].all()
    assert not [finding for finding in check.findings if "above their rating" in finding.what]


def _three_buses(build_grid: Any) -> Grid:
    """Loads with 30, −8 and 10 Mvar, a load of 5 Mvar alone at c, and a capacitor of 20 Mvar there."""
    grid: Grid = build_grid({**THREE_BUSES, "loads": [*THREE_BUSES["loads"], ["coil", "c", 0, "general"]]})
    return replace(
        grid,
        loads=grid.loads.assign(q_mvar=[30.0, -8.0, 10.0, 5.0]),
        buses=grid.buses.assign(q_shunt_mvar=[0.0, 0.0, -20.0]),
        units=grid.units.assign(v_set_pu=1.03),
    )


def test_stated_values_stand_in_the_case(build_grid: Any) -> None:
    buses = island_case(_day(_three_buses(build_grid)), 0, np.arange(3)).buses
    assert buses["q_load_mvar"].tolist() == pytest.approx([0.0, 22.0, 15.0])
    assert buses["q_shunt_mvar"].tolist() == [0.0, 0.0, -20.0]
    assert buses["v_set_pu"].tolist() == [1.03, 1.01, 1.01]
    assert buses["regulated"].tolist() == [True, False, False]


def test_a_load_that_is_shed_takes_its_reactive_demand_along(build_grid: Any) -> None:
    """A unit of 75 MW serves the critical 40 MW and 35 of 110 MW of the rest; the 5 Mvar without power stay."""
    grid = _three_buses(build_grid)
    day = _day(replace(grid, units=grid.units.assign(p_nom_mw=75.0)))
    buses = island_case(day, 0, np.arange(3)).buses
    general = 35.0 / 110.0
    assert day.hours[0].dispatch.x[day.engine.model.layout.shed].sum() == pytest.approx(0.75)
    assert buses["q_load_mvar"].tolist() == pytest.approx([0.0, -8.0 + 30.0 * general, 5.0 + 10.0 * general])


def test_more_shedding_takes_the_reactive_demand_of_its_class(build_grid: Any) -> None:
    """A third of the general 60 MW at b sheds 10 of its 30 Mvar; a half of the critical 40 MW gives back 4; at c a
    fifth of 50 MW sheds 2 of 10, and never the 5 Mvar that no power goes with."""
    day = _day(_three_buses(build_grid))
    own = np.arange(3)
    case, sheddable = island_case(day, 0, own), sheddable_in(day, 0, own)
    general, critical = np.array([0.0, 20.0, 10.0]), np.array([0.0, 20.0, 0.0])
    mvar = sheddable.mvar_of(general, critical)
    assert mvar.tolist() == pytest.approx([0.0, 10.0 - 4.0, 2.0])
    left = with_less_load(case, general + critical, mvar).buses
    assert left["q_load_mvar"].tolist() == pytest.approx([0.0, 22.0 - 6.0, 15.0 - 2.0])
    assert left["p_load_mw"].tolist() == pytest.approx([0.0, 60.0, 40.0])
    assert sheddable.mvar_per_mw.tolist() == pytest.approx([0.0, 0.22, 0.2])


class ByReactivePower:
    """v = 1.01 − 0.5 Q / 100 at each bus."""

    def solve(self, case: LoadFlowCase) -> LoadFlowState:
        v_pu = 1.01 - 0.5 * case.buses["q_load_mvar"] / 100
        loading = pd.Series(0.5, index=case.branches.index)
        return LoadFlowState(converged=True, method="Newton-Raphson", v_pu=v_pu, loading_share=loading, losses_mw=0.0)


def test_shedding_goes_to_the_load_with_reactive_demand(build_grid: Any) -> None:
    """b is at 0.86 with 30 Mvar: X_bb q_b = 0.1 · 0.5 against X_bc q_c = 0.1 · 0.02, so that c keeps its load.
    0.9 asks for 22 Mvar, 44 MW, reached in steps of 3 MW, the last one by the estimate."""
    grid = build_grid({**THREE_BUSES, "loads": [["town", "b", 60, "general"], ["mill", "c", 50, "general"]]})
    grid = replace(grid, loads=grid.loads.assign(q_mvar=[30.0, 1.0]))
    check = check_hour(_day(grid, replace(FREE, ac_shedding=True)), 0, ByReactivePower())
    assert check.extra_shed_mw is not None
    assert check.islands["passes_after"].all()
    assert check.extra_shed_mw.iloc[0]["load:mill"] == 0.0
    assert 16.0 <= check.extra_shed_mw.iloc[0]["load:town"] <= 19.0


def test_blank_cells_take_the_chosen_values(build_grid: Any) -> None:
    grid = build_grid(THREE_BUSES)
    lines = grid.lines.assign(b_pu=0.4)
    part = replace(
        grid,
        lines=lines,
        loads=grid.loads.assign(q_mvar=[np.nan, 1.0, np.nan]),
        buses=grid.buses.assign(q_shunt_mvar=[np.nan, 7.0, np.nan]),
        units=grid.units.assign(v_set_pu=np.nan, q_mvar=np.nan),
    )
    buses = island_case(_day(part), 0, np.arange(3)).buses
    assert buses["q_load_mvar"].tolist() == pytest.approx([0.0, 9.0 + 1.0, 7.5])
    assert buses["q_shunt_mvar"].tolist() == pytest.approx([16.0, 7.0, 16.0])  # 0.8 · 40 Mvar / 2
    assert (buses["v_set_pu"] == 1.01).all()
    assert buses["regulated"].tolist() == [True, False, False]


def test_a_condenser_holds_voltage_while_it_stands_and_a_static_generator_none(build_grid: Any) -> None:
    units = [["g", "a", 300], ["condenser", "b", 0], ["solar", "c", 40]]
    grid = build_grid({**THREE_BUSES, "units": units})
    grid = replace(
        grid,
        units=grid.units.assign(v_set_pu=[1.03, 0.99, np.nan], q_mvar=[np.nan, np.nan, 12.0]),
        loads=grid.loads.assign(q_mvar=0.0),
    )
    day = _dispatched_as(_day(grid), pd.Series({"unit:g": 140.0, "unit:condenser": 0.0, "unit:solar": 10.0}))
    case = island_case(day, 0, np.arange(3))
    assert case.buses["regulated"].tolist() == [True, True, False]
    assert case.buses["v_set_pu"].tolist() == [1.03, 0.99, 1.01]
    assert case.buses["q_load_mvar"].tolist() == pytest.approx([0.0, 0.0, -3.0])  # a quarter of 40 MW, of 12 Mvar
    assert case.slack == "bus:a"
    hit = _day(grid, contingency=Contingency(out=("unit:condenser",)))
    assert island_case(hit, 0, np.arange(3)).buses["regulated"].tolist() == [True, False, False]


def test_an_island_of_static_generators_alone_has_a_slack_at_the_chosen_voltage(build_grid: Any) -> None:
    grid = build_grid({**THREE_BUSES, "units": [["g", "a", 300], ["solar", "c", 100]]})
    grid = replace(grid, units=grid.units.assign(v_set_pu=[1.03, np.nan], q_mvar=[np.nan, 0.0]))
    case = island_case(_day(grid, contingency=Contingency(out=("line:ab",))), 0, np.array([1, 2]))
    assert case.slack == "bus:c"
    assert case.buses["regulated"].tolist() == [False, True]
    assert case.buses["v_set_pu"].tolist() == [1.01, 1.01]


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("buses", "q_shunt_mvar", np.inf),
        ("loads", "q_mvar", -np.inf),
        ("units", "q_mvar", np.inf),
        ("units", "v_set_pu", 0.0),
    ],
)
def test_impossible_values_are_refused_with_their_place(table: str, column: str, value: float, build_grid: Any) -> None:
    grid = build_grid(THREE_BUSES)
    grid = replace(grid, **{table: getattr(grid, table).assign(**{column: value})})
    with pytest.raises(DataError) as caught:
        _day(grid)
    assert [finding.where for finding in caught.value.findings] == [f"{table}.{column}"]
    assert "or blank" in caught.value.findings[0].what


def test_everything_that_takes_or_gives_reactive_power_agrees_with_pandapower() -> None:
    """Shunts in steps and of another rated voltage, wards, motors, asymmetric loads, static generators, storage.

    Constant impedances take active power at 1 pu here, so that theirs is zero.
    """
    with quiet():
        import pandapower as pp

        net = pp.create_empty_network(sn_mva=1.0)
        for number in range(4):
            pp.create_bus(net, vn_kv=110.0, index=10 * number)
        pp.create_ext_grid(net, 0, vm_pu=1.02, max_p_mw=1000.0)
        pp.create_gen(net, 30, p_mw=20.0, max_p_mw=40.0, vm_pu=1.01)
        for bus0, bus1 in ((0, 10), (10, 20), (20, 30), (0, 30)):
            pp.create_line_from_parameters(net, bus0, bus1, 20.0, 0.06, 0.3, 10.0, 0.5)
        pp.create_load(net, 10, p_mw=20.0, q_mvar=6.0, scaling=0.5)
        pp.create_load(net, 20, p_mw=0.0, q_mvar=3.0)
        pp.create_load(net, 20, p_mw=-4.0, q_mvar=-1.0)
        pp.create_load(net, 20, p_mw=9.0, q_mvar=9.0, in_service=False)
        pp.create_shunt(net, 10, q_mvar=2.0, step=3, vn_kv=121.0)
        pp.create_shunt(net, 20, q_mvar=-9.0)
        pp.create_shunt(net, 20, q_mvar=50.0, in_service=False)
        pp.create_ward(net, 20, ps_mw=4.0, qs_mvar=1.5, pz_mw=0.0, qz_mvar=2.0)
        pp.create_motor(net, 10, pn_mech_mw=2.0, cos_phi=0.9, efficiency_percent=80.0, loading_percent=50.0)
        pp.create_asymmetric_load(net, 10, p_a_mw=1.0, p_b_mw=2.0, q_a_mvar=0.5, q_c_mvar=0.2)
        pp.create_sgen(net, 20, p_mw=6.0, q_mvar=-2.0, max_p_mw=12.0, scaling=0.5)
        pp.create_sgen(net, 10, p_mw=0.0, q_mvar=2.5)
        pp.create_sgen(net, 10, p_mw=-3.0, q_mvar=-1.0)
        pp.create_asymmetric_sgen(net, 10, p_a_mw=1.0, q_a_mvar=0.3)
        pp.create_storage(net, 20, p_mw=-2.0, q_mvar=0.7, max_e_mwh=5.0)
        pp.runpp(net, tolerance_mva=1e-9)
    grid = grid_of(net, name="case", source="test")
    given = pd.concat([_given(net), pd.Series({"asymmetric_sgen:0": 1.0, "storage:0": 2.0})])
    state = PandapowerEngine().solve(island_case(_dispatched_as(_day(grid), given), 0, np.arange(4)))
    theirs = net.res_bus["vm_pu"].set_axis([f"bus:{number}" for number in net.bus.index])
    assert (state.v_pu - theirs).abs().max() < AGREES_PU
    assert grid.units.loc["sgen:0", "q_mvar"] == pytest.approx(-4.0)  # at 12 MW; −1 at 3 MW


def test_reactive_demand_follows_the_hours_of_a_day(ukraine: Grid) -> None:
    """Where shares give the demand, what is stated is that of the load's peak of the day."""
    grid = replace(ukraine, loads=ukraine.loads.assign(q_mvar=10.0))
    day = _day(grid, NetworkSettings(coupled_day=False))
    hour = day.case_bounds.load_pu * day.engine.model.base_mva
    found = load_mvar(day, hour[3])
    live = hour.max(axis=0) > 0
    np.testing.assert_allclose(found[live], 10.0 * hour[3][live] / hour.max(axis=0)[live])
    assert found.max() < 10.0
    assert load_mvar(day, hour[int(hour.sum(axis=1).argmax())])[live].max() == pytest.approx(10.0)
