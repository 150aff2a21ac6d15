"""What users run beside its peers, in one run, on the same contingencies.

    python benchmarks/peers.py [CASE [SAMPLES]]        default: case118 200

One hour, 5 % of buses and units out, fixed seeds. `evaluate` is the whole of it for each contingency (damage, least
shedding, even sharing, import, merit order, people, tables; AC check off); "hours of an ensemble" is `solve_days`, the
part of `run_ensemble` that works out days (least shedding, even sharing, import). Peers solve for the least shedding
alone. They are optional (`pip install gridimpact[bench]`) and run on the first few samples only, for they are slow.
Prints milliseconds a contingency, the ratio to `evaluate` with its spread over repeats, and how far each peer's
shedding is from ours; a peer that fails is counted, not hidden.
"""

import platform
import sys
import time
import warnings
from collections.abc import Callable
from copy import deepcopy

import numpy as np
from highspy import Highs, HighsLp, MatrixFormat

import gridimpact as gi
from gridimpact.domain.settings import NetworkSettings, Settings
from gridimpact.network.case.conditions import operating_conditions
from gridimpact.network.case.contingencies import DamagedGrid, DamageEffects, apply
from gridimpact.network.dispatch.day import Engine
from gridimpact.network.ensemble.many_days import solve_days
from gridimpact.network.lp.bounds import DayBounds, contingency_bounds
from gridimpact.network.lp.bounds_types import Bounds

REPEATS = 5
PEER_SAMPLES = 6
COLD_SAMPLES = 50
OURS = "gridimpact, evaluate"
PLAIN = Settings(network=NetworkSettings(ac_check=False))


def contingencies(grid: gi.Grid, count: int) -> list[gi.Contingency]:
    rng = np.random.default_rng(2026)
    ids = np.concatenate([grid.buses.index[grid.buses["in_service"]], grid.units.index[grid.units["in_service"]]])
    return [gi.Contingency(out=tuple(ids[rng.random(len(ids)) < 0.05])) for _ in range(count)]


def ours(grid: gi.Grid, cases: list[gi.Contingency]) -> tuple[np.ndarray, float]:
    """Shedding [MW] and seconds of each `evaluate`; NaN where an hour has no answer."""
    start = time.perf_counter()
    answers = [gi.evaluate(grid, case, PLAIN) for case in cases]
    seconds = (time.perf_counter() - start) / len(cases)
    failed = np.array([(answer.dispatch.status["method"] == "failed").any() for answer in answers])
    return np.where(failed, np.nan, [float(answer.total_shed_mw.iloc[0]) for answer in answers]), seconds


def many(engine: Engine, cases: list[gi.Contingency]) -> tuple[np.ndarray, float]:
    """The same as days of an ensemble."""
    conditions = operating_conditions(engine.grid, PLAIN.demand)
    start = time.perf_counter()
    effects = DamageEffects(engine.grid)
    answers = solve_days(engine, [(effects.apply(case), conditions) for case in cases])
    return answers.shed_mw[:, 0].sum(axis=1), (time.perf_counter() - start) / len(cases)


def _cost(engine: Engine) -> np.ndarray:
    conditions = operating_conditions(engine.grid, Settings().demand)
    cost = np.zeros(engine.model.layout.columns)
    cost[engine.model.layout.shed] = (conditions.load_mw[0] > 0).astype(float)
    return cost


def _bare(engine: Engine, bounds: Bounds) -> Highs:
    """HiGHS with default options, given the programme; nothing of ours around it."""
    highs = Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    matrix, problem = engine.model.matrix, HighsLp()
    problem.num_row_, problem.num_col_ = matrix.shape
    problem.col_cost_ = _cost(engine)
    problem.col_lower_, problem.col_upper_ = bounds.column_lower, bounds.column_upper
    problem.row_lower_, problem.row_upper_ = bounds.row_lower, bounds.row_upper
    problem.a_matrix_.format_ = MatrixFormat.kColwise
    problem.a_matrix_.start_ = matrix.indptr
    problem.a_matrix_.index_ = matrix.indices
    problem.a_matrix_.value_ = matrix.data
    highs.passModel(problem)
    return highs


def cold(engine: Engine, damaged: list[DamagedGrid]) -> tuple[np.ndarray, float]:
    """The same programmes, each built and solved anew by bare HiGHS."""
    conditions = operating_conditions(engine.grid, Settings().demand)
    told, seconds = [], 0.0
    for left in damaged:
        bounds = contingency_bounds(engine.model, left, conditions).of(0)
        start = time.perf_counter()
        highs = _bare(engine, bounds)
        highs.run()
        seconds += time.perf_counter() - start
        told.append(float(highs.getInfo().objective_function_value) * engine.model.base_mva)
    return np.array(told), seconds / len(damaged)


def warm(engine: Engine, damaged: list[DamagedGrid]) -> tuple[np.ndarray, float]:
    """Least shedding by warm solves, bare: bounds ready beforehand, sent, solved, the vector read; no checks."""
    conditions = operating_conditions(engine.grid, Settings().demand)
    day_bounds = DayBounds.of(engine.model, conditions)
    bounds = [day_bounds.case_bounds(left).of(0) for left in damaged]
    highs, told = _bare(engine, bounds[0]), np.zeros(len(damaged))
    for option, value in (("presolve", "off"), ("primal_feasibility_tolerance", 1e-9),
                          ("dual_feasibility_tolerance", 1e-9)):  # fmt: skip
        highs.setOptionValue(option, value)
    columns, rows = (np.arange(size, dtype=np.int32) for size in engine.model.matrix.shape[::-1])
    cost = _cost(engine)
    start = time.perf_counter()
    for number, box in enumerate(bounds):
        highs.changeColsBounds(len(columns), columns, box.column_lower, box.column_upper)
        highs.changeRowsBounds(len(rows), rows, box.row_lower, box.row_upper)
        highs.run()
        told[number] = np.asarray(highs.getSolution().col_value) @ cost
    return told * engine.model.base_mva, (time.perf_counter() - start) / len(damaged)


def pypsa_loop(engine: Engine, damaged: list[DamagedGrid]) -> tuple[np.ndarray, float]:
    """PyPSA: components that are out removed, shedding as dear generators, `optimize` with HiGHS."""
    import logging

    import pypsa

    for name in ("pypsa", "linopy"):
        logging.getLogger(name).setLevel(logging.ERROR)
    model, base = engine.model, engine.model.base_mva
    conditions = operating_conditions(engine.grid, Settings().demand)
    told, seconds = [], 0.0
    for left in damaged:
        case_bounds = contingency_bounds(model, left, conditions)
        network = pypsa.Network()
        buses = model.bus_ids[left.bus_in_service]
        network.add("Bus", buses, v_nom=1.0)
        on = case_bounds.branch_in_service
        network.add(
            "Line",
            model.branch_ids[on],
            bus0=model.bus_ids[model.bus0[on]],
            bus1=model.bus_ids[model.bus1[on]],
            x=np.maximum(model.x_pu[on], 1e-6) / base,
            s_nom=case_bounds.branch_limit_pu[on] * base,
        )
        alive = left.bus_in_service[model.unit_bus]
        network.add(
            "Generator",
            model.unit_ids[alive],
            bus=model.bus_ids[model.unit_bus[alive]],
            p_nom=case_bounds.unit_limit_pu[0][alive] * base,
            marginal_cost=0.0,
        )
        load = conditions.load_mw[0]
        served = left.bus_in_service[model.load_bus]
        network.add("Load", model.load_ids[served], bus=model.bus_ids[model.load_bus[served]], p_set=load[served])
        positive = served & (load > 0)
        network.add(
            "Generator",
            [f"shed {name}" for name in model.load_ids[positive]],
            marginal_cost=1.0,
            bus=model.bus_ids[model.load_bus[positive]],
            p_nom=load[positive],
        )
        network.add(
            "Generator",
            [f"curtail {b}" for b in buses],
            bus=buses,
            p_nom=1e5,
            p_min_pu=-1.0,
            p_max_pu=0.0,
            marginal_cost=0.0,
        )
        start = time.perf_counter()
        network.optimize(solver_name="highs", log_to_console=False, include_objective_constant=False)
        seconds += time.perf_counter() - start
        dead = load[~served & (load > 0)].sum()
        told.append(float(network.objective) + float(dead))
    return np.array(told), seconds / len(damaged)


def rundcopp_loop(engine: Engine, cases: list[gi.Contingency]) -> tuple[np.ndarray, float]:
    """pandapower's own DC optimal power flow, loads made controllable; NaN where it fails."""
    import pandapower as pp
    import pandapower.networks as pn

    whole = getattr(pn, engine.grid.name.split(":")[-1])()
    told, seconds = [], 0.0
    for case in cases:
        net = deepcopy(whole)
        for component in case.out:
            table, number = component.split(":")
            net[table].loc[int(number), "in_service"] = False
        net.load = net.load.assign(
            controllable=True, min_p_mw=0.0, max_p_mw=net.load["p_mw"], min_q_mvar=-1e3, max_q_mvar=1e3
        )
        for table in ("gen", "ext_grid", "sgen"):
            if len(net[table]):
                net[table] = net[table].assign(controllable=True, min_p_mw=0.0)
        net.poly_cost = net.poly_cost.iloc[0:0]
        for number in net.load.index:
            pp.create_poly_cost(net, number, "load", cp1_eur_per_mw=-1.0)
        start = time.perf_counter()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                pp.rundcopp(net)
            seconds += time.perf_counter() - start
            told.append(float(whole.load["p_mw"].sum() - net.res_load["p_mw"].fillna(0.0).sum()))
        except Exception:  # any failure of the peer is counted
            seconds += time.perf_counter() - start
            told.append(float("nan"))
    return np.array(told), seconds / len(cases)


Result = tuple[np.ndarray, float]


def rounds(engine: Engine, cases: list[gi.Contingency]) -> dict[str, list[Result]]:
    """Each way of solving in turn, `REPEATS` times over, so that a busy machine is busy for all of them."""
    damaged = [apply(contingency, engine.grid) for contingency in cases]
    few, some = slice(0, PEER_SAMPLES), slice(0, COLD_SAMPLES)
    ways: dict[str, Callable[[], Result]] = {
        OURS: lambda: ours(engine.grid, cases),
        "gridimpact, hours of an ensemble": lambda: many(engine, cases),
        "bare HiGHS, warm solves": lambda: warm(engine, damaged),
        "bare HiGHS, built anew each time": lambda: cold(engine, damaged[some]),
        "PyPSA optimize, loop": lambda: pypsa_loop(engine, damaged[few]),
        "pandapower rundcopp, loop": lambda: rundcopp_loop(engine, cases[few]),
    }
    found: dict[str, list[Result]] = {name: [] for name in ways}
    for _ in range(REPEATS):
        for name, run in ways.items():
            try:
                found[name].append(run())
            except ImportError as exc:
                print(f"{name}: not installed ({exc.name}); left out")
    return {name: results for name, results in found.items() if results}


def main() -> None:
    case = sys.argv[1] if len(sys.argv) > 1 else "case118"
    samples = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    grid = gi.read_grid(case if case == "ukraine" else f"pandapower:{case}")
    engine = Engine.of(grid, Settings().network)
    print(f"{case}: {len(grid.buses)} buses, {samples} contingencies, one hour; Python {platform.python_version()}")
    found = rounds(engine, contingencies(grid, samples))
    shed, own = found[OURS][0][0], [seconds for _, seconds in found[OURS]]
    print(f"{'':<36}{'ms each':>12}{'times ours':>12}{'spread':>17}{'fails':>7}{'worst error, MW':>17}")
    for name, results in found.items():
        told, least = results[0][0], min(seconds for _, seconds in results)
        ratios = [seconds / mine for (_, seconds), mine in zip(results, own, strict=True)]
        error = np.abs(told - shed[: len(told)])
        fails = int(np.isnan(told).sum())
        worst = float(np.nanmax(error)) if fails < len(told) else float("nan")
        spread = f"{min(ratios):.2f}-{max(ratios):.2f}"
        print(f"{name:<36}{least * 1e3:>12.3f}{least / min(own):>12.2f}{spread:>17}{fails:>7}{worst:>17.4f}")
    print("milliseconds are the least of the repeats; the spread is over the repeats, each beside its own")


if __name__ == "__main__":
    main()
