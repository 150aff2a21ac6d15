"""Networks of pandapower through the mapping: ids, totals, and DC flows as pandapower's own."""

from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import spsolve

from gridimpact.adapters.grids.files import check_grid, read_grid
from gridimpact.adapters.grids.pandapower_branches import empty_network
from gridimpact.adapters.grids.pandapower_findings import UnlikelyRating
from gridimpact.adapters.grids.pandapower_grid import grid_of, quiet
from gridimpact.assessment import evaluate
from gridimpact.domain.damage import Contingency
from gridimpact.domain.grid import Grid
from gridimpact.domain.settings import NetworkSettings, Settings
from gridimpact.errors import DataError, UnknownGrid

with quiet():
    import pandapower as pp
    import pandapower.networks as networks

named = cache(read_grid)
"""Networks by name, read once; nobody writes into them."""

QUICK = Settings(network=NetworkSettings(ac_check=False))
CASES = ("case9", "case24_ieee_rts", "case39", "case118", "GBreducednetwork", "case1354pegase", "case300")


def solved(name: str) -> Any:
    """The network with pandapower's own DC load flow."""
    with quiet():
        net = getattr(networks, name)()
        pp.rundcpp(net)
    return net


def network(voltages_kv: tuple[float, ...] = (110.0, 110.0)) -> Any:
    """Buses with an external grid at the first; not all ids are consecutive."""
    with quiet():
        net = empty_network(sn_mva=1.0, f_hz=50.0)
        for number, voltage in enumerate(voltages_kv):
            pp.create_bus(net, vn_kv=voltage, index=10 * number)
        pp.create_ext_grid(net, 0, max_p_mw=1000.0)
    return net


def add_line(net: Any, bus0: int, bus1: int, **changed: Any) -> int:
    values = {"length_km": 10.0, "r_ohm_per_km": 0.06, "x_ohm_per_km": 0.3, "c_nf_per_km": 10.0, "max_i_ka": 0.5}
    return int(pp.create_line_from_parameters(net, bus0, bus1, **{**values, **changed}))


def add_transformer(net: Any, hv_bus: int, lv_bus: int, **changed: Any) -> int:
    values = {"sn_mva": 40.0, "vn_hv_kv": 110.0, "vn_lv_kv": 20.0, "vk_percent": 12.0, "vkr_percent": 0.4,
              "pfe_kw": 20.0, "i0_percent": 0.1}  # fmt: skip
    return int(pp.create_transformer_from_parameters(net, hv_bus, lv_bus, **{**values, **changed}))


def read(net: Any) -> Grid:
    return grid_of(net, name="case", source="test")


def own_flows(grid: Grid, net: Any) -> "pd.Series[float]":
    """Sparse DC load flow of the grid's tables, with the injections that pandapower found. [MW]"""
    number = pd.Series(np.arange(len(grid.buses)), index=grid.buses.index)
    found = pd.concat([net[f"res_{table}"]["p_mw"].set_axis([f"{table}:{i}" for i in net[table].index])
                       for table in ("gen", "sgen", "ext_grid") if len(net[table])])  # fmt: skip
    injected = np.zeros(len(number))
    np.add.at(injected, number[grid.units["bus_id"]].to_numpy(), found[grid.units.index].to_numpy(float))
    asked = grid.loads["p_mw"].where(grid.loads["in_service"], 0.0).to_numpy(float)
    np.add.at(injected, number[grid.loads["bus_id"]].to_numpy(), -asked)
    for index, row in net.res_dcline.iterrows():
        ends = grid.lines.loc[f"dcline:{index}", ["bus0", "bus1"]]
        injected[number[ends["bus0"]]] -= row["p_from_mw"]
        injected[number[ends["bus1"]]] -= row["p_to_mw"]
    standing = grid.lines[grid.lines["in_service"] & (grid.lines["kind"] == "line")]
    branches = pd.concat([standing.assign(tap_ratio=1.0, phase_shift_deg=0.0),
                          grid.transformers[grid.transformers["in_service"]]])  # fmt: skip
    joins = branches[branches["x_pu"] == 0]
    pairs = (number[joins["bus0"]].to_numpy(), number[joins["bus1"]].to_numpy())
    size = len(number)
    count, node = connected_components(coo_matrix((np.ones(len(joins)), pairs), shape=(size, size)), directed=False)
    branches = branches[branches["x_pu"] != 0]
    bus0, bus1 = (node[number[branches[end]].to_numpy()] for end in ("bus0", "bus1"))
    b = 100.0 / (branches["x_pu"] * branches["tap_ratio"]).to_numpy(float)
    shift = np.deg2rad(branches["phase_shift_deg"].to_numpy(float))
    right = np.bincount(node, weights=injected, minlength=count)
    np.add.at(right, bus0, b * shift)
    np.add.at(right, bus1, -b * shift)
    ends = (np.concatenate([bus0, bus1, bus0, bus1]), np.concatenate([bus0, bus1, bus1, bus0]))
    laplacian = coo_matrix((np.concatenate([b, b, -b, -b]), ends), shape=(count, count)).tocsc()
    _, island = connected_components(laplacian, directed=False)
    free = np.ones(count, dtype=bool)
    free[np.unique(island, return_index=True)[1]] = False
    angle = np.zeros(count)
    angle[free] = spsolve(laplacian[free][:, free], right[free])
    return pd.Series(b * (angle[bus0] - angle[bus1] - shift), index=branches.index)


def pandapower_flows(net: Any) -> "pd.Series[float]":
    """Flow into the first end of each branch as pandapower found it. [MW]"""
    column = {"line": "p_from_mw", "trafo": "p_hv_mw", "impedance": "p_from_mw"}
    parts = [net[f"res_{table}"][name].set_axis([f"{table}:{i}" for i in net[table].index])
             for table, name in column.items() if len(net[table])]  # fmt: skip
    for side, sign in (("hv", 1.0), ("mv", -1.0), ("lv", -1.0)):
        if len(net.trafo3w):
            ids = [f"trafo3w:{i}:{side}" for i in net.trafo3w.index]
            parts.append(sign * net.res_trafo3w[f"p_{side}_mw"].set_axis(ids))
    return pd.concat(parts).fillna(0.0)


def assert_same_flows(net: Any, grid: Grid) -> None:
    ours, theirs = own_flows(grid, net), pandapower_flows(net)
    named = theirs.index.intersection(ours.index)
    assert len(named) > 0
    assert (ours[named] - theirs[named]).abs().max() <= 1e-6 * max(1.0, theirs.abs().max())
    assert theirs.drop(named).abs().max() <= 1e-9 or not len(theirs.drop(named))


@pytest.mark.parametrize("name", CASES)
def test_dc_flows_and_totals_are_those_of_pandapower(name: str) -> None:
    net = solved(name)
    grid = named(f"pandapower:{name}")

    assert_same_flows(net, grid)
    asked = net.load["p_mw"].sum() + net.shunt["p_mw"].sum()
    assert grid.loads["p_mw"].sum() == pytest.approx(asked, rel=1e-12)
    stated = sum(net[t].get("max_p_mw", pd.Series(np.nan, net[t].index)).fillna(net[t].get("p_mw", 0.0)).sum()
                 for t in ("gen", "sgen", "ext_grid") if len(net[t]))  # fmt: skip
    assert grid.units["p_nom_mw"].sum() == pytest.approx(stated, rel=1e-12)


@pytest.mark.parametrize("name", ["example_multivoltage", "example_simple", "mv_oberrhein"])
def test_switches_and_three_windings_flow_as_in_pandapower(name: str) -> None:
    assert_same_flows(solved(name), named(f"pandapower:{name}"))


def test_ids_are_the_table_and_the_index() -> None:
    grid = named("pandapower:example_multivoltage")

    assert "bus:3" in grid.buses.index
    assert "bus:trafo3w:0" in grid.buses.index
    kinds = {component.partition(":")[0] for component in grid.lines.index}
    assert kinds == {"line", "impedance", "switch"}
    assert set(grid.transformers.loc[grid.transformers["part_of"] == "trafo3w:0"].index) == {
        "trafo3w:0:hv", "trafo3w:0:mv", "trafo3w:0:lv"}  # fmt: skip
    assert {"gen:0", "sgen:0", "ext_grid:0"} <= set(grid.units.index)
    assert {"load:0", "xward:0"} <= set(grid.loads.index)


def test_limits_are_thermal_times_the_loading_allowed() -> None:
    net = network((110.0, 110.0, 20.0))
    add_line(net, 0, 10, parallel=2, df=0.9, max_loading_percent=80.0)
    add_line(net, 0, 10, max_i_ka=99_999.0)
    add_line(net, 0, 10, max_i_ka=np.nan)
    add_transformer(net, 10, 20, parallel=3, df=0.5, max_loading_percent=np.nan)
    grid = read(net)

    assert grid.lines.loc["line:0", "limit_mw"] == pytest.approx(np.sqrt(3) * 110 * 0.5 * 2 * 0.9 * 0.8)
    assert grid.lines.loc["line:0", "s_nom_mva"] == pytest.approx(np.sqrt(3) * 110 * 0.5 * 2 * 0.9)
    assert (grid.lines.loc[["line:1", "line:2"], "limit_mw"] == np.inf).all()
    assert grid.transformers.loc["trafo:0", "limit_mw"] == pytest.approx(40 * 3 * 0.5)


def test_a_rating_that_is_likely_none_is_kept_and_told() -> None:
    net = network((110.0, 20.0))
    add_transformer(net, 0, 10, sn_mva=99.999)
    grid = read(net)

    assert grid.transformers.loc["trafo:0", "limit_mw"] == 99.999
    assert [finding.ids for finding in grid.findings if isinstance(finding, UnlikelyRating)] == [("trafo:0",)]


def test_per_unit_values_are_on_100_mva_whatever_the_network_says() -> None:
    net = network()
    add_line(net, 0, 10, parallel=2)
    grid = read(net)

    assert grid.lines.loc["line:0", "x_pu"] == pytest.approx(0.3 * 10 / 2 * 100 / 110**2)
    assert grid.lines.loc["line:0", "r_pu"] == pytest.approx(0.06 * 10 / 2 * 100 / 110**2)
    assert grid.lines.loc["line:0", "b_pu"] == pytest.approx(2 * np.pi * 50 * 10e-9 * 10 * 2 * 110**2 / 100)


@pytest.mark.parametrize("changed", [
    {"tap_pos": 5, "tap_neutral": 0, "tap_min": -9, "tap_max": 9, "tap_step_percent": 1.5, "tap_side": "hv",
     "tap_changer_type": "Ratio"},
    {"tap_pos": -4, "tap_neutral": 0, "tap_min": -9, "tap_max": 9, "tap_step_percent": 1.5, "tap_side": "lv",
     "tap_changer_type": "Ratio"},
    {"tap_pos": 3, "tap_neutral": 0, "tap_min": -9, "tap_max": 9, "tap_step_degree": 2.0, "tap_side": "hv",
     "tap_changer_type": "Ideal"},
    {"tap_pos": 3, "tap_neutral": 0, "tap_min": -9, "tap_max": 9, "tap_step_percent": 1.0, "tap_step_degree": 60.0,
     "tap_side": "hv", "tap_changer_type": "Symmetrical"},
    {"shift_degree": 30.0, "vn_lv_kv": 21.0, "parallel": 2},
])  # fmt: skip
def test_taps_and_phase_shifts_flow_as_in_pandapower(changed: dict[str, Any]) -> None:
    net = network((110.0, 20.0))
    add_transformer(net, 0, 10)
    add_transformer(net, 0, 10, **changed)
    add_line(net, 0, 10, x_ohm_per_km=1.0)
    with quiet():
        pp.create_load(net, 10, p_mw=30.0)
        pp.rundcpp(net)
    assert net.res_trafo["p_hv_mw"].nunique() == 2

    assert_same_flows(net, read(net))


def test_dc_lines_shunts_and_wards_flow_as_in_pandapower() -> None:
    net = network((110.0, 110.0, 110.0))
    add_line(net, 0, 10)
    add_line(net, 10, 20)
    add_line(net, 0, 20)
    with quiet():
        pp.create_dcline(net, 0, 20, p_mw=25.0, loss_percent=2.0, loss_mw=0.5, vm_from_pu=1.0, vm_to_pu=1.0,
                         max_p_mw=60.0)  # fmt: skip
        pp.create_dcline(net, 10, 20, p_mw=-5.0, loss_percent=0.0, loss_mw=0.0, vm_from_pu=1.0, vm_to_pu=1.0)
        pp.create_shunt(net, 10, q_mvar=1.0, p_mw=2.0, step=3, vn_kv=121.0)
        pp.create_ward(net, 20, ps_mw=4.0, qs_mvar=0.0, pz_mw=1.0, qz_mvar=0.0)
        pp.create_xward(net, 10, 3.0, 0.0, 2.0, 0.0, 0.1, 0.1, 1.0)
        pp.create_motor(net, 10, pn_mech_mw=2.0, cos_phi=0.9, efficiency_percent=80.0, loading_percent=50.0)
        pp.rundcpp(net)
    grid = read(net)

    assert_same_flows(net, grid)
    assert dict(grid.loads["p_mw"].round(9)) == {
        "shunt:0": round(6.0 * (110 / 121) ** 2, 9), "ward:0": 5.0, "xward:0": 5.0, "motor:0": 1.25}  # fmt: skip
    assert (grid.lines.loc[["dcline:0", "dcline:1"], "kind"] == "transfer").all()
    assert list(grid.lines.loc[["dcline:0", "dcline:1"], "limit_mw"]) == [60.0, 5.0]
    assert any(f.where == "dcline" and f.ids == ("dcline:1",) for f in grid.findings)


def test_a_switch_with_impedance_flows_as_in_pandapower_and_one_without_joins() -> None:
    net = network((110.0, 110.0, 110.0))
    add_line(net, 0, 10)
    with quiet():
        pp.create_switch(net, 0, 10, et="b", z_ohm=2.0)
        pp.create_switch(net, 10, 20, et="b")
        pp.create_switch(net, 0, 20, et="b", closed=False)
        pp.create_load(net, 20, p_mw=30.0)
        pp.rundcpp(net)
    grid = read(net)

    assert list(grid.lines.index) == ["line:0", "switch:0", "switch:1"]
    assert list(grid.lines["x_pu"] == 0) == [False, False, True]
    assert_same_flows(net, grid)
    assert evaluate(grid, Contingency(), QUICK).total_shed_mw.sum() == pytest.approx(0.0, abs=1e-6)
    assert evaluate(grid, Contingency(out=("switch:1",)), QUICK).total_shed_mw.iloc[0] == pytest.approx(30.0)


@pytest.mark.parametrize("opened", ["l", "t", "t3"])
def test_an_open_switch_puts_its_branch_out_of_service(opened: str) -> None:
    net = network((110.0, 110.0, 20.0, 10.0))
    line, transformer = add_line(net, 0, 10), add_transformer(net, 10, 20)
    with quiet():
        pp.create_transformer3w_from_parameters(
            net, 10, 20, 30, 110.0, 20.0, 10.0, 60.0, 40.0, 20.0, 10.0, 11.0, 12.0, 0.3, 0.3, 0.3, 20.0, 0.1
        )
        element, bus = {"l": (line, 10), "t": (transformer, 20), "t3": (0, 30)}[opened]
        pp.create_switch(net, bus, element, et=opened, closed=False)
        pp.create_load(net, 20, p_mw=5.0)
        pp.rundcpp(net)
    grid = read(net)

    branches = pd.concat([grid.lines["in_service"], grid.transformers["in_service"]])
    expected = {"l": {"line:0"}, "t": {"trafo:0"}, "t3": {"trafo3w:0:lv"}}[opened]
    assert set(branches.index[~branches]) == expected
    assert opened == "l" or assert_same_flows(net, grid) is None


def test_a_three_winding_transformer_is_lost_as_a_whole() -> None:
    grid = named("pandapower:example_multivoltage")
    whole = evaluate(grid, Contingency(out=("trafo3w:0",)), QUICK)
    parts = evaluate(grid, Contingency(out=tuple(f"trafo3w:0:{side}" for side in ("hv", "mv", "lv"))), QUICK)

    assert whole.findings == ()
    assert whole.total_shed_mw.iloc[0] == pytest.approx(parts.total_shed_mw.iloc[0])
    assert whole.total_shed_mw.iloc[0] > evaluate(grid, Contingency(), QUICK).total_shed_mw.iloc[0]


@pytest.mark.parametrize("name", ["case9", "case24_ieee_rts", "case39", "case118", "GBreducednetwork",
                                  "example_multivoltage"])  # fmt: skip
def test_an_undamaged_case_sheds_nothing(name: str) -> None:
    evaluation = evaluate(named(f"pandapower:{name}"), Contingency(), QUICK)

    assert len(evaluation.total_shed_mw) == 1
    assert evaluation.total_shed_mw.iloc[0] == pytest.approx(0.0, abs=1e-6)
    assert evaluation.regions["shed_mw"].sum() == pytest.approx(0.0, abs=1e-6)


def test_the_outage_that_pandapower_cannot_solve_is_answered() -> None:
    """Regression: rundcopp fails with these buses of the GB network out, for parts of it have no source."""
    grid = named("pandapower:GBreducednetwork")
    out = tuple(f"bus:{number}" for number in (2, 4, 11, 12, 20, 25))
    evaluation = evaluate(grid, Contingency(out=out), QUICK)
    lost = grid.loads.loc[grid.loads["bus_id"].isin(out), "p_mw"].sum()

    assert set(evaluation.dispatch.status["method"]) <= {"warm", "cold", "interior point"}
    assert lost <= evaluation.total_shed_mw.iloc[0] + 1e-6
    assert evaluation.total_shed_mw.iloc[0] < grid.loads["p_mw"].sum()


def test_units_are_limited_by_max_p_mw_or_by_what_they_give_now() -> None:
    net = network()
    add_line(net, 0, 10)
    with quiet():
        pp.create_gen(net, 10, p_mw=50.0, max_p_mw=80.0, scaling=0.5)
        pp.create_gen(net, 10, p_mw=50.0, scaling=0.5)
        pp.create_gen(net, 10, p_mw=-20.0, max_p_mw=0.0, min_p_mw=-40.0)
        pp.create_sgen(net, 10, p_mw=7.0, in_service=False)
        pp.create_sgen(net, 10, p_mw=-6.0)
        pp.create_storage(net, 10, p_mw=-3.0, max_e_mwh=5.0)
        pp.create_storage(net, 10, p_mw=4.0, max_e_mwh=5.0)
    net.ext_grid["max_p_mw"] = np.nan
    grid = read(net)

    assert dict(grid.units["p_nom_mw"]) == {"gen:0": 80.0, "gen:1": 25.0, "sgen:0": 7.0, "ext_grid:0": np.inf,
                                            "storage:0": 3.0}  # fmt: skip
    assert dict(grid.units["in_service"]) == {"gen:0": True, "gen:1": True, "sgen:0": False, "ext_grid:0": True,
                                              "storage:0": True}  # fmt: skip
    assert dict(grid.loads["p_mw"]) == {"gen:2": 20.0, "sgen:1": 6.0}
    told = {(finding.where, finding.ids) for finding in grid.findings}
    assert ("ext_grid", ("ext_grid:0",)) in told
    assert ("gen", ("gen:1",)) in told
    assert ("gen", ("gen:2",)) in told
    assert ("storage", ("storage:1",)) in told


def test_loads_are_scaled_weighted_and_off_with_their_bus() -> None:
    net = network((110.0, 110.0, 110.0))
    with quiet():
        pp.create_load(net, 0, p_mw=10.0, scaling=0.5)
        pp.create_load(net, 10, p_mw=-4.0)
        pp.create_load(net, 20, p_mw=4.0)
        pp.create_load(net, 0, p_mw=4.0, in_service=False, const_z_p_percent=50.0)
    net.load["weight"] = [3.0, np.nan, 1.0, 2.0]
    net.gen["forced_outage_rate"] = pd.Series(dtype=float)
    net.ext_grid["forced_outage_rate"] = [0.02]
    net.bus.loc[20, "in_service"] = False
    line = add_line(net, 0, 10)
    add_line(net, 10, 20)
    net.line["unavailability"] = [0.01, np.nan]
    grid = read(net)

    assert list(grid.loads["p_mw"]) == [5.0, -4.0, 4.0, 4.0]
    assert list(grid.loads["weight"]) == [3.0, 1.0, 1.0, 2.0]
    assert list(grid.loads["in_service"]) == [True, True, False, False]
    assert grid.units.loc["ext_grid:0", "forced_outage_rate"] == 0.02
    assert grid.lines.loc[f"line:{line}", "unavailability"] == 0.01
    assert list(grid.lines["in_service"]) == [True, False]
    assert not grid.buses.loc["bus:20", "in_service"]
    assert any(finding.where == "load" and finding.ids == ("load:3",) for finding in grid.findings)
    assert not [finding for finding in check_grid(grid) if finding.severity == "error"]


def test_isolated_buses_are_told_apart_by_their_load() -> None:
    net = network((110.0, 110.0, 110.0))
    with quiet():
        pp.create_load(net, 20, p_mw=4.0)
    grid = read(net)

    assert dict(grid.buses["in_service"]) == {"bus:0": True, "bus:10": False, "bus:20": True}
    assert [(f.where, f.ids, str(f.severity)) for f in grid.findings] == [
        ("buses", ("bus:10",), "info"), ("buses", ("bus:20",), "warning")]  # fmt: skip
    assert evaluate(grid, Contingency(), QUICK).total_shed_mw.iloc[0] == pytest.approx(4.0)


def test_a_line_without_impedance_joins_its_buses() -> None:
    net = network()
    add_line(net, 0, 10, x_ohm_per_km=0.0, r_ohm_per_km=0.0)
    with quiet():
        pp.create_load(net, 10, p_mw=40.0)
    grid = read(net)

    assert grid.lines.loc["line:0", "x_pu"] == 0.0
    assert evaluate(grid, Contingency(), QUICK).total_shed_mw.iloc[0] == pytest.approx(0.0, abs=1e-6)


@pytest.mark.parametrize(("table", "column", "value", "where"), [
    ("load", "p_mw", np.nan, "loads.p_mw"),
    ("line", "x_ohm_per_km", np.nan, "lines.x_pu"),
    ("line", "x_ohm_per_km", np.inf, "lines.x_pu"),
    ("line", "max_i_ka", -1.0, "lines.limit_mw"),
    ("line", "from_bus", 99, "line"),
    ("line", "unavailability", 1.5, "lines.unavailability"),
    ("load", "bus", 99, "load"),
    ("load", "weight", 0.0, "loads.weight"),
    ("bus", "vn_kv", 0.0, "bus.vn_kv"),
    ("trafo", "sn_mva", 0.0, "branches"),
    ("trafo", "lv_bus", 3, "trafo"),
])  # fmt: skip
def test_impossible_values_are_refused_with_the_row(table: str, column: str, value: float, where: str) -> None:
    net = network((110.0, 110.0, 20.0))
    add_line(net, 0, 10)
    add_transformer(net, 10, 20)
    with quiet():
        pp.create_load(net, 10, p_mw=10.0)
    net[table].loc[0, column] = value

    with pytest.raises(DataError) as caught:
        read(net)
    assert where in {finding.where for finding in caught.value.findings}
    assert all(finding.remedy for finding in caught.value.findings)


def test_the_network_handed_in_is_left_as_it_is() -> None:
    net = solved("example_multivoltage")
    before = {name: net[name].copy() for name in ("bus", "line", "trafo", "switch", "load", "ext_grid")}
    read(net)
    for name, table in before.items():
        pd.testing.assert_frame_equal(net[name], table)


def test_tables_that_are_not_read_are_named() -> None:
    net = network()
    add_line(net, 0, 10)
    with quiet():
        pp.create_bus_dc(net, vn_kv=100.0)
    assert [finding.ids for finding in read(net).findings if finding.where == "network"] == [("bus_dc",)]


@pytest.mark.parametrize("name", ["case1118", "from_json", "create_bus", "_change_ref_bus", "os", ""])
def test_only_networks_are_read_by_name(name: str) -> None:
    with pytest.raises(UnknownGrid, match="pandapower has no network"):
        read_grid(f"pandapower:{name}")


def test_a_near_name_is_offered() -> None:
    with pytest.raises(UnknownGrid, match="case118"):
        read_grid("pandapower:case1118")


def test_a_network_in_memory_is_the_network_of_that_name() -> None:
    import pandapower.networks as networks

    net = networks.case9()
    before = net.gen.copy()
    grid = read_grid(net)
    named = read_grid("pandapower:case9")
    assert grid.units[["bus_id", "p_nom_mw"]].equals(named.units[["bus_id", "p_nom_mw"]])
    assert grid.lines[["bus0", "bus1", "x_pu"]].equals(named.lines[["bus0", "bus1", "x_pu"]])
    assert net.gen.equals(before)
