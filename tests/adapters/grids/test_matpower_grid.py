"""MATPOWER cases: the same figures as their matrices, from `.m` and `.mat`; files that compute are refused."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy.io import savemat

from gridimpact.adapters.engines.pandapower_engine import PandapowerEngine
from gridimpact.adapters.grids import matpower_files
from gridimpact.adapters.grids.files import read_grid
from gridimpact.adapters.grids.pandapower_grid import quiet
from gridimpact.assessment import evaluate
from gridimpact.domain.damage import Contingency
from gridimpact.domain.settings import NetworkSettings, Settings
from gridimpact.errors import DataError
from gridimpact.network.ac.ac_case import island_case
from gridimpact.network.case.conditions import operating_conditions
from gridimpact.network.case.contingencies import apply
from gridimpact.network.dispatch.day import Engine, solve_day

QUICK = Settings(network=NetworkSettings(ac_check=False))

CASE = """function mpc = case5t
%CASE5T  Five buses of our own; O'Brien's comment, 100 % of it.
mpc.version = '2';
mpc.baseMVA = 50;   %% not 100
%{
mpc.baseMVA = 7;
%}
mpc.bus_name = {
    'Alpha; 50 % hydro';
    'Beta [old]';
};
%% bus_i type Pd Qd Gs Bs area Vm Va baseKV zone Vmax Vmin
mpc.bus = [  % a comment
    1   3   0   6   0   0   1   1   0   230 1   1.1 0.9;
    2   1   60  20  1.5 7   1   1   0   230 1   1.1 0.9; 30 1 40 0 0 0 1 1 0 230 1 1.1 0.9
    40, 2, -5, 0, 0, 0, 1, 1, 0, 110, ...
        1, 1.1, 0.9;
    50  4   9   0   0   0   1   1   0   230 1   1.1 0.9;
];
mpc.gen = [
    1   80  0   30  -30 1.02 100 1   100 20;
    40  0   0   30  -30 1.01 100 0   70  0;
    2   -8  -2  0   0   1   100 1   0   -20;
    40  10  4   30  -30 0.99 100 2   Inf 0;
];
mpc.branch = [
    1   2   0.01    0.1     0.02    90  0   0   0       0   1   -360    360;
    2   30  0       0.2     0       0   0   0   0       0   1   -360    360;
    30  40  0       0.05    0       45  0   0   0.98    3   1   -360    360;
    1   40  0       0.08    0       50  0   0   0       0   0   -360    360;
    1   30  0       0       0       60  0   0   0       0   1   -360    360;
    50  30  0       0.1     0       60  0   0   1       0   1   -360    360;
];
mpc.dcline = [
    1   40  1   10  9   0   0   1   1   -5  25  0   0   0   0   0   0;
    1   2   0   10  9   0   0   1   1   -5  0   0   0   0   0   0   0;
];
mpc.gencost = [ 2 0 0 3 0.1 5 0; ];
mpc.reserves.req = [ 10 ];
"""


def matrices(text: str = CASE) -> dict[str, Any]:
    """The same case for a `.mat` file, from the text by hand-made rules of this test."""
    fields: dict[str, Any] = {"version": "2", "baseMVA": 50.0}
    for name in ("bus", "gen", "branch", "dcline"):
        body = text.split(f"mpc.{name} = [")[1].split("];")[0].replace("% a comment", "")
        body = body.replace("...\n", " ").replace(",", " ").replace(";", "\n")
        fields[name] = np.array([[float(cell) for cell in line.split()] for line in body.splitlines() if line.strip()])
    return fields


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    def _write(text: str) -> Path:
        file = tmp_path / "case.m"
        file.write_text(text, encoding="utf-8")
        return file

    return _write


@pytest.fixture(params=["m", "mat", "mat without a struct"])
def case(request: pytest.FixtureRequest, tmp_path: Path, write: Callable[[str], Path]) -> Path:
    if request.param == "m":
        return write(CASE)
    file = tmp_path / "case.mat"
    savemat(file, {"mpc": matrices()} if request.param == "mat" else matrices())
    return file


def test_ids_states_and_figures_are_those_of_the_matrices(case: Path) -> None:
    grid = read_grid(case)

    assert dict(grid.buses["in_service"]) == {"bus:1": True, "bus:2": True, "bus:30": True, "bus:40": True,
                                              "bus:50": False}  # fmt: skip
    assert dict(grid.units["p_nom_mw"]) == {"gen:1": 100.0, "gen:2": 70.0, "gen:4": np.inf}
    assert list(grid.units["in_service"]) == [True, False, True]
    assert dict(grid.loads["p_mw"]) == {"load:2": 60.0, "load:30": 40.0, "load:40": -5.0, "load:50": 9.0,
                                        "load:1": 0.0, "shunt:2": 1.5, "gen:3": 8.0}  # fmt: skip
    assert list(grid.loads["in_service"]) == [True, True, True, True, False, True, True]
    assert list(grid.lines.index) == ["line:1", "line:2", "line:5", "dcline:1", "dcline:2"]
    assert list(grid.lines["limit_mw"]) == [90.0, np.inf, 60.0, 25.0, 5.0]
    assert list(grid.lines["kind"]) == ["line", "line", "line", "transfer", "transfer"]
    assert list(grid.lines["in_service"]) == [True, True, True, True, False]
    assert list(grid.transformers.index) == ["trafo:3", "trafo:4", "trafo:6"]
    assert list(grid.transformers["in_service"]) == [True, False, False]
    assert list(grid.transformers["tap_ratio"]) == [0.98, 1.0, 1.0]
    assert list(grid.transformers["phase_shift_deg"]) == [3.0, 0.0, 0.0]


def test_per_unit_values_are_on_100_mva(case: Path) -> None:
    grid = read_grid(case)

    line = grid.lines.loc["line:1"]
    assert (line["r_pu"], line["x_pu"], line["b_pu"]) == pytest.approx((0.02, 0.2, 0.01))
    assert grid.transformers.loc["trafo:3", "x_pu"] == pytest.approx(0.1)


def test_what_was_assumed_is_told(write: Callable[[str], Path]) -> None:
    told = {(finding.where, finding.ids) for finding in read_grid(write(CASE)).findings}

    assert ("gen", ("gen:3",)) in told
    assert ("case.m", ("reserves.req",)) in told


def test_reactive_power_and_set_points_are_those_of_the_matrices(case: Path) -> None:
    """Shunts give Bs; generators hold Vg at buses of type 2 and 3, elsewhere they feed Qg in proportion."""
    grid = read_grid(case)

    assert dict(grid.loads["q_mvar"].dropna()) == {"load:2": 20.0, "load:30": 0.0, "load:40": 0.0, "load:50": 0.0,
                                                   "load:1": 6.0, "shunt:2": 0.0, "gen:3": 2.0}  # fmt: skip
    assert grid.loads.loc["load:1", "p_mw"] == 0.0
    assert dict(grid.buses["q_shunt_mvar"]) == {"bus:1": 0.0, "bus:2": -7.0, "bus:30": 0.0, "bus:40": 0.0,
                                                "bus:50": 0.0}  # fmt: skip
    assert dict(grid.units["v_set_pu"].dropna()) == {"gen:1": 1.02, "gen:2": 1.01, "gen:4": 0.99}
    assert grid.units["q_mvar"].isna().all()


def test_a_generator_at_a_bus_that_holds_no_voltage_feeds_in_its_reactive_power(write: Callable[[str], Path]) -> None:
    grid = read_grid(write(CASE.replace("    40, 2, -5", "    40, 1, -5")))

    assert dict(grid.units["v_set_pu"].dropna()) == {"gen:1": 1.02}
    assert dict(grid.units["q_mvar"].dropna()) == {"gen:2": 0.0, "gen:4": 4.0}


def test_a_generator_that_is_off_may_state_no_voltage_and_one_that_runs_has_to(write: Callable[[str], Path]) -> None:
    off = read_grid(write(CASE.replace("30  -30 1.01", "30  -30 0")))
    assert np.isnan(off.units.loc["gen:2", "v_set_pu"])
    with pytest.raises(DataError, match=r"units\.v_set_pu: cannot be used \[gen:1\]"):
        read_grid(write(CASE.replace("30  -30 1.02", "30  -30 0")))


@pytest.mark.parametrize(("name", "tolerance_pu"), [("case24_ieee_rts", 1e-6), ("case39", 1e-6), ("case118", 1e-5)])
def test_voltages_of_a_case_that_pandapower_wrote_are_its_own(name: str, tolerance_pu: float, tmp_path: Path) -> None:
    """As dispatched in the file, and the external grid as pandapower found it, which the file does not state."""
    with quiet():
        import pandapower as pp
        import pandapower.networks as networks
        from pandapower.converter.matpower.to_mpc import to_mpc

        net = getattr(networks, name)()
        net.poly_cost = net.poly_cost.iloc[:0]
        pp.runpp(net, calculate_voltage_angles=True, tolerance_mva=1e-9)
        exported = to_mpc(net, str(tmp_path / "net.mat"), init="results", mode="pf")["mpc"]
    grid, network = read_grid(tmp_path / "net.mat"), NetworkSettings(ac_check=False)
    day = solve_day(Engine.of(grid, network), apply(Contingency(), grid), operating_conditions(grid, Settings().demand))
    gen, bus = np.real(exported["gen"]), np.real(exported["bus"])
    given = pd.Series(gen[:, 1], index=[f"gen:{number + 1}" for number in range(len(gen))])
    given.iloc[np.flatnonzero(np.isin(gen[:, 0], bus[bus[:, 1] == 3, 0]))[0]] = net.res_ext_grid["p_mw"].sum()
    layout, hour = day.engine.model.layout, day.hours[0]
    x = hour.dispatch.x.copy()
    x[layout.unit] = given[grid.units.index].to_numpy(float) / 100.0
    x[layout.shed] = 0.0
    day = replace(day, hours=(replace(hour, dispatch=replace(hour.dispatch, x=x)),))
    state = PandapowerEngine().solve(island_case(day, 0, np.arange(len(grid.buses))))
    assert np.abs(state.v_pu.to_numpy() - bus[:, 7]).max() < tolerance_pu


def test_it_runs_through_the_model(case: Path) -> None:
    grid = read_grid(case)

    assert evaluate(grid, Contingency(), QUICK).total_shed_mw.iloc[0] == pytest.approx(0.0, abs=1e-6)
    cut = Contingency(out=("line:1", "line:2", "line:5"))
    assert evaluate(grid, cut, QUICK).total_shed_mw.iloc[0] == pytest.approx(69.5 - 8.0 + 8.0, abs=1e-6)


@pytest.mark.parametrize("name", ["case9", "case39", "case118", "case300"])
def test_a_case_that_pandapower_wrote_flows_as_in_pandapower(name: str, tmp_path: Path) -> None:
    """The branches of pandapower's own export, whose flows it found with the same matrices."""
    with quiet():
        import pandapower as pp
        import pandapower.networks as networks
        from pandapower.converter.matpower.to_mpc import to_mpc

        net = getattr(networks, name)()
        net.poly_cost = net.poly_cost.iloc[:0]
        pp.rundcpp(net)
        exported = to_mpc(net, str(tmp_path / "net.mat"), init="flat")["mpc"]
    grid = read_grid(tmp_path / "net.mat")

    theirs = np.real(exported["branch"])
    number = {bus: row for row, bus in enumerate(grid.buses.index)}
    angle = np.deg2rad(net.res_bus["va_degree"].to_numpy(float))
    for prefix, table in (("line", grid.lines), ("trafo", grid.transformers)):
        rows = [int(component.partition(":")[2]) - 1 for component in table.index]
        assert {component.partition(":")[0] for component in table.index} <= {prefix}
        ratio, shift = (table[c].to_numpy(float) if c in table else d
                        for c, d in (("tap_ratio", 1.0), ("phase_shift_deg", 0.0)))  # fmt: skip
        across = angle[[number[b] for b in table["bus0"]]] - angle[[number[b] for b in table["bus1"]]]
        flow = 100.0 * (across - np.deg2rad(shift)) / (table["x_pu"].to_numpy(float) * ratio)
        found = np.concatenate([net.res_line["p_from_mw"], net.res_trafo["p_hv_mw"]])[rows]
        assert len(theirs) == len(grid.lines) + len(grid.transformers)
        assert np.abs(flow - found).max(initial=0.0) <= 1e-6 * np.abs(found).max(initial=1.0)
    # the export nets static generators with the demand of their bus
    asked = net.res_load["p_mw"].sum() + net.res_shunt["p_mw"].sum() - net.res_sgen["p_mw"].sum()
    assert grid.loads["p_mw"].sum() == pytest.approx(asked)


@pytest.mark.parametrize("code", [
    "mpc.bus(:, [3 4]) = mpc.bus(:, [3 4]) / 1e3;",
    "mpc.branch(:, 4) = mpc.branch(:, 4) / (Vbase^2 / Sbase);",
    "for k = 1:2\n  mpc.gen(k, 9) = 0;\nend",
    "mpc = scale_load(2, mpc);",
    "b = mpc.bus;\nmpc.bus = b;",
    "mpc.bus = [1 2 3] * 2;",
    "mpc.baseMVA = 2 * 50;",
    "mpc.gen = load('gen.txt');",
])  # fmt: skip
def test_a_file_that_computes_is_refused_and_not_run(code: str, write: Callable[[str], Path]) -> None:
    with pytest.raises(DataError, match=r"no file is run|plain numbers") as caught:
        read_grid(write(CASE + code + "\n"))
    assert "savecase" in caught.value.findings[0].remedy


def test_code_that_leaves_the_matrices_alone_is_passed_over(write: Callable[[str], Path]) -> None:
    harmless = "define_constants;\n[PQ, PV] = idx_bus;\nVbase = 12.66;\nmpc.note = ['a' 'b'];\n"
    assert len(read_grid(write(CASE + harmless)).lines) == 5


@pytest.mark.parametrize(("old", "new", "match"), [
    ("mpc.baseMVA = 50;", "mpc.baseMVA = 0;", "above zero"),
    ("mpc.baseMVA = 50;", "", "baseMVA"),
    ("mpc.gen = [", "mpc.generators = [", "gen"),
    ("1   3   0   6   0   0   1   1   0   230 1   1.1 0.9;", "1   3   0;", "rows of different lengths"),
    ("function mpc = case5t", "function [baseMVA, bus, gen, branch] = case5t", "version 1"),
    ("2   30  0       0.2 ", "2   99  0       0.2 ", r"lines: names a bus that is not there \[line:2\]"),
    ("2   30  0       0.2 ", "2   30  0       NaN ", r"lines\.x_pu: cannot be used \[line:2\]"),
    ("0.02    90 ", "0.02    -90", r"lines\.limit_mw: cannot be used \[line:1\]"),
    ("2   1   60 ", "2   1   NaN", r"loads\.p_mw: cannot be used \[load:2\]"),
    ("2   1   60 ", "1   1   60 ", "each once"),
    ("2   1   60 ", "2.5 1   60 ", "each once"),
    ("1   80  0   30  -30 1.02 100 1   100 20;", "1   80  0   30  -30 1.02 100 1   NaN 20;", r"units\.p_nom_mw"),
    ("0.98    3", "-0.98   3", r"transformers\.tap_ratio"),
])  # fmt: skip
def test_faults_are_named(old: str, new: str, match: str, write: Callable[[str], Path]) -> None:
    assert CASE.count(old) == 1
    with pytest.raises(DataError, match=match) as caught:
        read_grid(write(CASE.replace(old, new)))
    assert all(finding.remedy for finding in caught.value.findings)


def test_a_truncated_text_is_refused(write: Callable[[str], Path]) -> None:
    for length in range(0, CASE.index("mpc.dcline"), 97):
        with pytest.raises(DataError):
            read_grid(write(CASE[:length]))
    with pytest.raises(DataError, match="does not end"):
        read_grid(write(CASE[: CASE.index("mpc.dcline") + 20]))


@pytest.mark.parametrize("text", ["", "mpc", "\x00\xff", "function mpc = x\n" + "[" * 1000])
def test_other_text_is_refused(text: str, write: Callable[[str], Path]) -> None:
    with pytest.raises(DataError, match="not a MATPOWER case"):
        read_grid(write(text))


def test_other_and_damaged_mat_files_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "case.mat"
    savemat(file, {"x": np.eye(3)})
    with pytest.raises(DataError, match="holds no case"):
        read_grid(file)
    savemat(file, {"mpc": {**matrices(), "bus": "text"}})
    with pytest.raises(DataError, match="bus: is not a matrix"):
        read_grid(file)
    savemat(file, {"mpc": matrices()}, do_compression=True)
    whole = file.read_bytes()
    for length in (0, 10, 127, 140, len(whole) // 2, len(whole) - 3):
        file.write_bytes(whole[:length])
        with pytest.raises(DataError):
            read_grid(file)
    file.write_bytes(b"MATLAB 7.3 MAT-file".ljust(124) + b"\x00\x02IM" + b"\x89HDF")
    with pytest.raises(DataError, match=r"7\.3"):
        read_grid(file)


def test_a_file_above_the_size_limit_is_refused(write: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matpower_files, "LARGEST_BYTES", 10)
    with pytest.raises(DataError, match="is larger than"):
        read_grid(write(CASE))


def test_a_long_hostile_text_is_answered_quickly(write: Callable[[str], Path]) -> None:
    for piece in ("\n", "%{\n", "mpc.a = [\n", "function [", "'", "mpc.bus = 1 ... \n"):
        with pytest.raises(DataError):
            read_grid(write(piece * 100_000))
