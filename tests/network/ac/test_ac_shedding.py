"""More shedding until the AC limits hold; checks of all hours; two load flows of the same case.

The engine of the worked cases is linear: one line a-b, v_b = 1.01 − (R · P + X · Q) / 100 MVA.
"""

import warnings
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import fsolve

from gridimpact.adapters.engines.pandapower_engine import PandapowerEngine
from gridimpact.adapters.grids.files import read_grid
from gridimpact.domain.damage import Contingency
from gridimpact.domain.grid import Grid
from gridimpact.domain.load_flow import LoadFlowCase, LoadFlowEngine, LoadFlowState
from gridimpact.domain.settings import NetworkSettings, Settings
from gridimpact.network.ac.ac_case import island_case
from gridimpact.network.ac.ac_check import check_day, check_hour
from gridimpact.network.case.conditions import operating_conditions
from gridimpact.network.case.contingencies import apply
from gridimpact.network.dispatch.day import Day, Engine, solve_day

NETWORK = NetworkSettings(thermal_margin_share=1.0, loadability_limit=False, ac_shedding=True)
TWO_BUSES = {
    "buses": ["a", "b"],
    "lines": [["ab", "a", "b", 0.5, 100]],
    "units": [["g", "a", 200]],
    "loads": [["hospital", "b", 90, "critical"], ["town", "b", 10, "general"]],
}


def _day(grid: Grid, network: NetworkSettings = NETWORK, contingency: Contingency | None = None) -> Day:
    conditions = operating_conditions(grid, Settings().demand, network=network)
    return solve_day(Engine.of(grid, network), apply(contingency or Contingency(), grid), conditions)


class Linear:
    """Voltage falls with load; loading is a multiple of load over rating; nothing converges above a total."""

    def __init__(self, *, r_pu: float = 0.05, x_pu: float = 0.5, loading: float = 0.0, most_mw: float = 1e9) -> None:
        self.of = (r_pu, x_pu, loading, most_mw)

    def solve(self, case: LoadFlowCase) -> LoadFlowState:
        r_pu, x_pu, loading, most_mw = self.of
        drawn = case.buses["p_load_mw"]
        v_pu = 1.01 - (r_pu * drawn + x_pu * case.buses["q_load_mvar"]) / 100
        return LoadFlowState(
            converged=bool(drawn.sum() <= most_mw),
            method="Newton-Raphson" if drawn.sum() <= most_mw else "none converged",
            v_pu=v_pu if drawn.sum() <= most_mw else v_pu * np.nan,
            loading_share=loading * drawn.sum() / case.branches["s_nom_mva"],
            losses_mw=0.0,
        )


def _extra(day: Day, engine: LoadFlowEngine) -> Any:
    check = check_hour(day, 0, engine)
    assert check.extra_shed_mw is not None
    row = check.islands.iloc[0]
    return check, row, check.extra_shed_mw.iloc[0]


def test_low_voltage_sheds_general_load_first_and_tells_the_cost(build_grid: Any) -> None:
    """v = 1.01 − 0.00125 · P: 0.885 at 100 MW. Steps of 5 MW: 0.89125, 0.8975; missing 0.0025 of which 5 MW mend
    0.5 · 0.15 / 100 · 5 = 0.00375, so that the last step is 1.05 · 0.0025 / 0.00375 = 0.7 of 5 MW: 13.5 MW."""
    check, row, extra = _extra(_day(build_grid(TWO_BUSES)), Linear())
    assert extra["load:town"] == pytest.approx(10.0, abs=1e-4)
    assert extra["load:hospital"] == pytest.approx(3.5, abs=1e-4)
    assert row["extra_shed_mw"] == pytest.approx(13.5, abs=1e-4)
    assert (row["passes"], row["passes_after"], row["shed_steps"]) == (False, True, 3)
    assert row["v_min_pu"] == pytest.approx(0.885, abs=1e-6)  # as dispatched: the check changes nothing
    assert any("with 14 MW more shed" in finding.what for finding in check.findings)
    assert check.passed_share == 0.0


def test_overload_sheds_what_relieves_the_branch(build_grid: Any) -> None:
    """Loading 1.25 · P / 100; over 1.05 by 0.2. Steps of 5 MW mend 0.05 by the DC estimate (0.0625 in truth): 85 MW
    are at 1.0625, the last step is 1.05 · 0.0125 / 0.05 = 0.2625 of 5 MW."""
    _, row, extra = _extra(_day(build_grid(TWO_BUSES)), Linear(r_pu=0.0, x_pu=0.0, loading=1.25))
    assert extra.sum() == pytest.approx(15 + 0.2625 * 5, abs=1e-3)
    assert (row["shed_steps"], row["passes_after"]) == (4, True)


def test_only_loads_that_help_are_shed(build_grid: Any) -> None:
    """Low at c: X_bc / X_cc = 0.1 / 0.4 is less than a half, so that b keeps its load."""
    grid = build_grid(
        {
            "buses": ["a", "b", "c"],
            "lines": [["ab", "a", "b", 0.1, 300], ["bc", "b", "c", 0.3, 300]],
            "units": [["g", "a", 300]],
            "loads": [["db", "b", 60, "general"], ["dc", "c", 100, "general"]],
        }
    )
    _, row, extra = _extra(_day(grid), Linear())
    assert extra["load:db"] == 0.0
    assert extra["load:dc"] > 12.0
    assert row["passes_after"]


def test_a_good_state_sheds_nothing(build_grid: Any) -> None:
    check, row, extra = _extra(_day(build_grid(TWO_BUSES)), Linear(r_pu=0.0, x_pu=0.1))
    assert extra.sum() == 0.0
    assert (row["passes"], row["passes_after"], row["shed_steps"]) == (True, True, 0)
    assert check.findings == ()
    assert (check.passed_share, check.hours_passed_share) == (1.0, 1.0)


def test_high_voltage_is_told_and_not_shed_for(build_grid: Any) -> None:
    check, row, extra = _extra(_day(build_grid(TWO_BUSES)), Linear(r_pu=-0.2, x_pu=0.0))
    assert extra.sum() == 0.0
    assert (row["passes"], row["passes_after"]) == (False, False)
    assert any("voltage outside" in finding.what for finding in check.findings)
    told = [finding for finding in check.findings if str(finding.where).startswith("AC shedding")]
    assert ["no shedding lowers" in finding.what for finding in told] == [True]
    assert told[0].ids == ("bus:b",)


def test_what_cannot_be_reached_is_told(build_grid: Any) -> None:
    options = replace(NETWORK, voltage_band_pu=(1.02, 1.1))  # above what the source holds
    check, row, _ = _extra(_day(build_grid(TWO_BUSES), options), Linear())
    assert not row["passes_after"]
    assert row["extra_shed_mw"] == 0.0  # low without any load too: nothing is shed for it
    told = [finding for finding in check.findings if "do not hold after" in finding.what]
    assert [finding.ids for finding in told] == [("bus:a", "bus:b")]
    assert "out of range without any load too" in told[0].what


def test_the_number_of_steps_is_a_setting(build_grid: Any) -> None:
    options = replace(NETWORK, ac_shed_steps=2)
    _, row, extra = _extra(_day(build_grid(TWO_BUSES), options), Linear())
    assert (row["shed_steps"], row["passes_after"]) == (2, False)
    assert extra.sum() == pytest.approx(10.0, abs=1e-4)


def test_without_a_state_all_load_is_lowered_until_there_is_one(build_grid: Any) -> None:
    """Converges up to 65 MW: the check names 60 % of the load; shedding goes there in four steps of a tenth."""
    engine = Linear(r_pu=0.0, x_pu=0.0, most_mw=65.0)
    check, row, extra = _extra(_day(build_grid(TWO_BUSES)), engine)
    assert row["method"] == "Newton-Raphson, with 60% of the load"
    assert (row["converged"], row["passes"], row["passes_after"], row["shed_steps"]) == (True, False, True, 4)
    assert extra.sum() == pytest.approx(40.0, abs=1e-4)
    assert any("only with a fallback" in finding.what for finding in check.findings)


def test_nothing_is_shed_unless_asked_for(build_grid: Any) -> None:
    check = check_hour(_day(build_grid(TWO_BUSES), replace(NETWORK, ac_shedding=False)), 0, Linear())
    assert check.extra_shed_mw is None
    assert "extra_shed_mw" not in check.islands


class Contrary(Linear):
    """What helps by the linear estimate harms: voltage at b falls as a sheds, until all that is drawn is less."""

    def solve(self, case: LoadFlowCase) -> LoadFlowState:
        drawn = case.buses["p_load_mw"]
        low = drawn.sum() > 60.0 + 1e-6
        v_pu = pd.Series([1.01, 0.85 if low else 1.0], index=case.buses.index)
        return replace(super().solve(case), v_pu=v_pu)


def test_where_the_estimate_makes_no_headway_all_loads_are_shed_alike(build_grid: Any) -> None:
    """Low at b whatever a little less there: 16 steps of 5 MW for nothing are given back, then both shed 70 MW."""
    case = {**TWO_BUSES, "loads": [["town", "b", 100, "general"], ["near", "a", 100, "general"]]}
    case["lines"] = [["ab", "a", "b", 0.5, 300]]
    check, row, extra = _extra(_day(build_grid(case)), Contrary(r_pu=0.0, x_pu=0.0))
    assert row["passes_after"]
    assert (extra["load:near"], extra["load:town"]) == pytest.approx((70.0, 70.0), abs=1e-3)
    assert any("all loads alike in the end" in finding.what for finding in check.findings)


def test_a_line_overloaded_by_its_own_charging_is_no_reason_to_shed(build_grid: Any) -> None:
    """b = 4 pu on 100 MVA: some 200 MVAr at each end or 400 at one, over a rating of 150, with and without load."""
    grid = build_grid({**TWO_BUSES, "lines": [["ab", "a", "b", 0.05, 150]]})
    grid = replace(grid, lines=grid.lines.assign(b_pu=4.0, v_nom_kv=220.0))
    check, row, extra = _extra(_day(grid, replace(NETWORK, voltage_band_pu=(0.9, 1.3))), PandapowerEngine())
    assert extra.sum() == 0.0
    assert (row["converged"], row["passes_after"]) == (True, False)
    told = [finding for finding in check.findings if str(finding.where).startswith("AC shedding")]
    assert [(finding.ids, "by reactive power alone" in finding.what) for finding in told] == [(("line:ab",), True)]


def test_without_a_state_the_branch_that_carries_too_much_says_where_to_shed(build_grid: Any) -> None:
    """x = 2 and 30 MW at c have no state, for E² (√(1 + q²) − q) / 2x = 22 MW; b, on a short line, keeps its load."""
    grid = build_grid(
        {
            "buses": ["a", "b", "c"],
            "lines": [["ab", "a", "b", 0.05, 900], ["ac", "a", "c", 2.0, 900]],
            "units": [["g", "a", 900]],
            "loads": [["db", "b", 300, "general"], ["dc", "c", 30, "general"]],
        }
    )
    _, row, extra = _extra(_day(grid), PandapowerEngine())
    assert "with " in row["method"]  # only with less of all load
    assert row["passes_after"]
    assert extra["load:db"] == 0.0
    assert 8.0 < extra["load:dc"] < 20.0


def test_a_damaged_grid_in_which_the_estimate_misleads_reaches_feasibility() -> None:
    """Power from a plant leaves over weak lines: less load beside it makes the voltage there lower, not higher.

    With the chosen reactive demand and voltages: those that the case states hold it up without shedding.
    """
    grid = read_grid("pandapower:case118")
    grid = replace(
        grid,
        buses=grid.buses.drop(columns="q_shunt_mvar"),
        loads=grid.loads.drop(columns="q_mvar"),
        units=grid.units.drop(columns=["v_set_pu", "q_mvar"]),
    )
    rng = np.random.default_rng([3, 2026])
    ids = grid.components.index[grid.components["in_service"].astype(bool)].to_numpy()
    hit = rng.choice(ids, size=int(len(ids) * rng.uniform(0.01, 0.3)), replace=False)
    out = rng.random(len(hit)) < 0.5
    left = dict(zip(hit[~out], rng.uniform(0.0, 1.0, int((~out).sum())), strict=True))
    day = _day(
        grid,
        replace(NetworkSettings(), ac_shedding=True),
        Contingency(out=tuple(hit[out]), derated=left),
    )
    check = check_day(day, PandapowerEngine())
    assert not check.islands["passes"].all()
    assert check.islands["passes_after"].all()
    assert check.islands["extra_shed_mw"].sum() < 0.2 * check.islands["load_mw"].sum()


@pytest.fixture(scope="module")
def reference(ukraine: Grid) -> Day:
    return _day(ukraine, NetworkSettings(coupled_day=False, ac_check_hours="all"))


class LowInTheEvening:
    """Voltage is low in islands above a load."""

    def __init__(self, limit_mw: float) -> None:
        self.limit_mw = limit_mw

    def solve(self, case: LoadFlowCase) -> LoadFlowState:
        low = case.buses["p_load_mw"].sum() > self.limit_mw
        v_pu = pd.Series(0.8 if low else 1.0, index=case.buses.index)
        loading = pd.Series(0.5, index=case.branches.index)
        return LoadFlowState(converged=True, method="Newton-Raphson", v_pu=v_pu, loading_share=loading, losses_mw=0.0)


def test_the_share_of_hours_that_pass_is_told(reference: Day) -> None:
    served = (reference.case_bounds.load_pu.sum(axis=1) * 100) - np.array(
        [hour.dispatch.x[reference.engine.model.layout.shed].sum() * 100 for hour in reference.hours]
    )
    limit = float(np.sort(served)[18:20].mean())  # five hours carry more
    check = check_day(reference, LowInTheEvening(limit))
    assert check.islands["snapshot"].nunique() == 24
    bad = check.islands[~check.islands["passes"]]
    assert 1 <= len(bad) <= 6
    assert check.passed_share == pytest.approx(1 - len(bad) / len(check.islands))
    assert check.hours_passed_share == pytest.approx(1 - bad["snapshot"].nunique() / 24)
    told = check.findings[-1]
    assert str(told.where) == "AC check, all hours"
    peak = reference.conditions.snapshots[int(reference.case_bounds.load_pu.sum(axis=1).argmax())]
    assert told.ids == tuple(hour.isoformat() for hour in bad["snapshot"].unique() if hour != peak)
    assert told.ids


def test_the_peak_hour_is_the_default(reference: Day) -> None:
    peak = replace(reference, engine=replace(reference.engine, settings=NetworkSettings()))
    check = check_day(peak, LowInTheEvening(1e9))
    load = reference.case_bounds.load_pu.sum(axis=1)
    assert check.islands["snapshot"].unique().tolist() == [reference.conditions.snapshots[int(load.argmax())]]
    assert check_day(peak, LowInTheEvening(1e9), hours=(3, 4)).islands["snapshot"].nunique() == 2


def test_an_island_fed_by_ties_alone_has_its_voltage_from_there(build_grid: Any) -> None:
    case = {
        "buses": ["a", "p"],
        "lines": [],
        "ties": [["ap", "a", "p", 50]],
        "units": [["g", "a", 100]],
        "loads": [["da", "a", 40, "general"], ["dp", "p", 30, "general"]],
    }
    check = check_hour(_day(build_grid(case), replace(NETWORK, ac_shedding=False)), 0, PandapowerEngine())
    assert check.islands["passes"].tolist() == [True, True]


def test_pandapower_sheds_to_the_load_that_the_line_can_take_at_the_limit(build_grid: Any) -> None:
    """E = 1.01, X = 0.4, Q = 0.15 P. At v = 0.9: v⁴ + v² (2 Q X − E²) + X² (P² + Q²) = 0 gives P = 76.5 MW."""
    case = {**TWO_BUSES, "lines": [["ab", "a", "b", 0.4, 200]]}
    e2, x, q, v2 = 1.01**2, 0.4, 0.15, 0.81
    most = 100 * max(np.roots([x**2 * (1 + q**2), 2 * q * x * v2, v2**2 - v2 * e2]))
    _, row, extra = _extra(_day(build_grid(case)), PandapowerEngine())
    assert most == pytest.approx(76.5, abs=0.1)
    assert row["v_min_pu"] == pytest.approx(0.8046, abs=1e-4)
    assert row["passes_after"]
    assert most - 5.0 <= 100 - extra.sum() <= most


def textbook(case: LoadFlowCase) -> "pd.Series[float]":
    """Voltages by the mismatch equations of the textbook, solved by SciPy: shares no line with any engine."""
    buses = case.buses
    number = {bus: i for i, bus in enumerate(buses.index)}
    admittance = np.zeros((len(buses), len(buses)), dtype=complex)
    for branch in case.branches.itertuples():
        i, j = number[branch.bus0], number[branch.bus1]
        y = 1 / complex(branch.r_pu, branch.x_pu)
        a = branch.tap_ratio * np.exp(1j * np.deg2rad(branch.phase_shift_deg))
        admittance[i, i] += (y + 0.5j * branch.b_pu) / abs(a) ** 2
        admittance[j, j] += y + 0.5j * branch.b_pu
        admittance[i, j] -= y / np.conj(a)
        admittance[j, i] -= y / a
    admittance -= 1j * np.diag(buses["q_shunt_mvar"].to_numpy(float)) / case.base_mva
    power = (buses["p_source_mw"] - buses["p_load_mw"] - 1j * buses["q_load_mvar"]).to_numpy() / case.base_mva
    slack = np.array(buses.index == case.slack)
    held = buses["regulated"].to_numpy(bool) | slack

    def mismatch(unknown: Any) -> Any:
        angle, size = np.zeros(len(buses)), buses["v_set_pu"].to_numpy(float).copy()
        angle[~slack], size[~held] = unknown[: (~slack).sum()], unknown[(~slack).sum() :]
        v = size * np.exp(1j * angle)
        missing = v * np.conj(admittance @ v) - power
        return np.concatenate([missing.real[~slack], missing.imag[~held]])

    found = fsolve(mismatch, np.concatenate([np.zeros((~slack).sum()), np.ones((~held).sum())]), xtol=1e-12)
    assert np.abs(mismatch(found)).max() < 1e-9
    size = buses["v_set_pu"].to_numpy(float).copy()
    size[~held] = found[(~slack).sum() :]
    return pd.Series(size, index=buses.index)


@pytest.mark.parametrize(("tap", "shift"), [(1.0, 0.0), (0.95, 0.0), (1.05, 10.0), (1.0, -20.0)])
def test_pandapower_agrees_with_the_textbook(tap: float, shift: float) -> None:
    buses = pd.DataFrame(
        {
            "v_nom_kv": [330.0, 330.0, 110.0],
            "p_load_mw": [10.0, 60.0, 80.0],
            "q_load_mvar": [5.0, 10.0, 25.0],
            "q_shunt_mvar": [0.0, 8.0, 0.0],
            "p_source_mw": [100.0, 50.0, 0.0],
            "regulated": [True, True, False],
            "v_set_pu": [1.01, 1.02, 1.0],
        },
        index=["bus:a", "bus:b", "bus:c"],
    )
    branches = pd.DataFrame(
        {
            "bus0": ["bus:a", "bus:b", "bus:a"],
            "bus1": ["bus:b", "bus:c", "bus:c"],
            "r_pu": [0.01, 0.005, 0.02],
            "x_pu": [0.1, 0.08, 0.2],
            "b_pu": [0.2, 0.01, 0.05],
            "tap_ratio": [1.0, tap, 1.0],
            "phase_shift_deg": [0.0, shift, 0.0],
            "s_nom_mva": 200.0,
        },
        index=["line:ab", "transformer:bc", "line:ac"],
    )
    case = LoadFlowCase(buses=buses, branches=branches, slack="bus:a", base_mva=100.0)
    state = PandapowerEngine().solve(case)
    assert (state.method, state.reactive_share) == ("Newton-Raphson", 1.0)
    pd.testing.assert_series_equal(state.v_pu, textbook(case), check_names=False, rtol=0, atol=1e-8)


def test_pandapower_agrees_with_lightsim2grid_on_the_bundled_grid(reference: Day) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import lightsim2grid.network as lightsim
    model = reference.engine.model
    own = np.flatnonzero(reference.case_bounds.bus_in_service)
    grid_case = island_case(reference, 17, own)
    island = grid_case.branches[["bus0", "bus1"]].stack().unique()
    case = _largest(grid_case, [bus for bus in model.bus_ids if bus in set(island)])
    state = PandapowerEngine().solve(case)
    assert state.method == "Newton-Raphson"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        solver = lightsim.init_from_pandapower(_all_lines(case))
        found = solver.ac_pf(np.ones(len(case.buses), dtype=complex), 30, 1e-10)
    np.testing.assert_allclose(np.abs(found), state.v_pu, atol=1e-7)


def _largest(case: LoadFlowCase, buses: list[str]) -> LoadFlowCase:
    """The part of a case that hangs together with its slack."""
    reached = {case.slack}
    while True:
        touching = case.branches["bus0"].isin(reached) | case.branches["bus1"].isin(reached)
        more = reached.union(case.branches.loc[touching, "bus0"], case.branches.loc[touching, "bus1"])
        if more == reached:
            break
        reached = more
    kept = [bus for bus in buses if bus in reached]
    return replace(case, buses=case.buses.loc[kept], branches=case.branches[touching])


def _all_lines(case: LoadFlowCase) -> Any:
    """The case as a pandapower network of lines at one voltage level, which lightsim2grid can read."""
    import pandapower as pp

    assert (case.branches["tap_ratio"] == 1.0).all()
    net = pp.create_empty_network(sn_mva=case.base_mva, f_hz=50.0)
    pp.create_buses(net, len(case.buses), vn_kv=100.0)
    number = pd.Series(np.arange(len(case.buses)), index=case.buses.index)
    ohm = 100.0**2 / case.base_mva
    for branch in case.branches.itertuples():
        pp.create_line_from_parameters(
            net,
            number[branch.bus0],
            number[branch.bus1],
            length_km=1.0,
            r_ohm_per_km=branch.r_pu * ohm,
            x_ohm_per_km=branch.x_pu * ohm,
            c_nf_per_km=branch.b_pu / ohm / (2 * np.pi * 50.0) * 1e9,
            max_i_ka=1.0,
        )
    for bus, row in case.buses.iterrows():
        at = int(number[bus])
        pp.create_load(net, at, p_mw=row["p_load_mw"], q_mvar=row["q_load_mvar"])
        if row["q_shunt_mvar"]:
            pp.create_shunt(net, at, q_mvar=row["q_shunt_mvar"])
        if bus == case.slack:
            pp.create_ext_grid(net, at, vm_pu=row["v_set_pu"])
        elif row["regulated"]:
            pp.create_gen(net, at, p_mw=row["p_source_mw"], vm_pu=row["v_set_pu"])
    return net
