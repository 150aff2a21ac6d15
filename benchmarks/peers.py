"""The served-load core beside its peers, in one run, on the same contingencies.

    python benchmarks/peers.py [CASE [SAMPLES]]        default: case118 500

One hour, 5 % of buses and units out, fixed seeds. Peers are optional (`pip install gridimpact[bench]`) and run on the
first few samples only, for they are slow. Prints milliseconds a solve, the ratio to ours with its spread over repeats,
and how far each peer's shedding is from ours; a peer that fails is counted, not hidden.
"""

import platform
import sys
import time
import warnings
from collections.abc import Callable
from copy import deepcopy
from statistics import median

import numpy as np

import gridimpact as gi
from gridimpact.domain.settings import Settings
from gridimpact.network.batch import least_shed
from gridimpact.network.boxes import contingency_boxes
from gridimpact.network.conditions import operating_conditions
from gridimpact.network.contingencies import DamagedGrid, apply
from gridimpact.network.day import Engine
from gridimpact.network.solver import KeptModel

REPEATS = 3
PEER_SAMPLES = 6


def contingencies(grid: gi.Grid, count: int) -> list[gi.Contingency]:
    rng = np.random.default_rng(2026)
    ids = np.concatenate([grid.buses.index[grid.buses["in_service"]], grid.units.index[grid.units["in_service"]]])
    return [gi.Contingency(out=tuple(ids[rng.random(len(ids)) < 0.05])) for _ in range(count)]


def ours(engine: Engine, damaged: list[DamagedGrid]) -> tuple[np.ndarray, float, float]:
    """Shedding [MW], seconds a solve, seconds a solve inside the solver."""
    conditions = operating_conditions(engine.grid, Settings().demand)
    start = time.perf_counter()
    answer = least_shed(engine, conditions, damaged)
    whole = time.perf_counter() - start
    return answer.shed_mw[:, 0], whole / answer.solves, answer.solver_s / answer.solves


def cold(engine: Engine, damaged: list[DamagedGrid]) -> tuple[np.ndarray, float]:
    """The same programmes, each built and solved anew by HiGHS with default options."""
    conditions = operating_conditions(engine.grid, Settings().demand)
    shed = engine.model.layout.shed
    cost = np.zeros(engine.model.layout.columns)
    cost[shed] = (conditions.load_mw[0] > 0).astype(float)
    told, seconds = [], 0.0
    for left in damaged:
        bounds = contingency_boxes(engine.model, left, conditions).of(0)
        start = time.perf_counter()
        answer = KeptModel(engine.model.matrix, bounds).solve(bounds, (cost,), face=False)
        seconds += time.perf_counter() - start
        told.append(float(np.maximum(answer.x, 0) @ cost) * engine.model.base_mva)
    return np.array(told), seconds / len(damaged)


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
        boxes = contingency_boxes(model, left, conditions)
        network = pypsa.Network()
        buses = model.bus_ids[left.bus_in_service]
        network.add("Bus", buses, v_nom=1.0)
        on = boxes.branch_in_service
        network.add(
            "Line",
            model.branch_ids[on],
            bus0=model.bus_ids[model.bus0[on]],
            bus1=model.bus_ids[model.bus1[on]],
            x=np.maximum(model.x_pu[on], 1e-6) / base,
            s_nom=boxes.branch_limit_pu[on] * base,
        )
        alive = left.bus_in_service[model.unit_bus]
        network.add(
            "Generator",
            model.unit_ids[alive],
            bus=model.bus_ids[model.unit_bus[alive]],
            p_nom=boxes.unit_limit_pu[0][alive] * base,
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


def _attempt(name: str, run: Callable[[], tuple[np.ndarray, float]]) -> tuple[np.ndarray, float] | None:
    try:
        return run()
    except ImportError as exc:
        print(f"{name}: not installed ({exc.name}); left out")
        return None


def main() -> None:
    case = sys.argv[1] if len(sys.argv) > 1 else "case118"
    samples = int(sys.argv[2]) if len(sys.argv) > 2 else 500
    grid = gi.read_grid(case if case == "ukraine" else f"pandapower:{case}")
    engine = Engine.of(grid, Settings().network)
    cases = contingencies(grid, samples)
    damaged = [apply(contingency, grid) for contingency in cases]
    print(f"{case}: {len(grid.buses)} buses, {samples} contingencies, one hour; Python {platform.python_version()}")
    mine = [ours(engine, damaged) for _ in range(REPEATS)]
    shed, per_solve, bare = mine[0][0], [m[1] for m in mine], [m[2] for m in mine]
    few = damaged[:PEER_SAMPLES]
    peers: dict[str, tuple[np.ndarray, float] | None] = {
        "bare warm solves that ours contains": (shed, median(bare)),
        "bare HiGHS, built anew each time": _attempt("HiGHS", lambda: cold(engine, damaged[:50])),
        "PyPSA optimize, loop": _attempt("PyPSA", lambda: pypsa_loop(engine, few)),
        "pandapower rundcopp, loop": _attempt("pandapower", lambda: rundcopp_loop(engine, cases[:PEER_SAMPLES])),
    }
    print(f"{'':<40}{'ms a solve':>12}{'ratio':>9}{'spread':>17}{'fails':>7}{'worst error, MW':>17}")
    print(f"{'gridimpact, least_shed':<40}{median(per_solve) * 1e3:>12.3f}{1.0:>9.2f}")
    for name, result in peers.items():
        if result is None:
            continue
        told, seconds = result
        ratios = [seconds / mine_s for mine_s in per_solve]
        error = np.abs(told - shed[: len(told)])
        fails = int(np.isnan(told).sum())
        worst = float(np.nanmax(error)) if fails < len(told) else float("nan")
        spread = f"{min(ratios):.2f}-{max(ratios):.2f}"
        print(f"{name:<40}{seconds * 1e3:>12.3f}{median(ratios):>9.2f}{spread:>16}{fails:>7}{worst:>17.4f}")
    print(f"ours over the bare warm solves: {median([p / b for p, b in zip(per_solve, bare, strict=True)]):.2f}")


if __name__ == "__main__":
    main()
