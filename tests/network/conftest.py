"""Small grids for the network tests, built from plain lists."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linprog
from scipy.sparse import coo_matrix

from gridimpact.domain.damage import Contingency
from gridimpact.domain.grid import Grid
from gridimpact.domain.schema import TABLES, validated
from gridimpact.domain.settings import NetworkSettings, Settings
from gridimpact.network.case.conditions import Conditions
from gridimpact.network.case.contingencies import DamagedGrid
from gridimpact.network.dispatch.day import Engine
from gridimpact.network.lp.bounds import contingency_bounds

GridBuilder = Callable[[dict[str, Any]], Grid]


_known: dict[tuple[str, ...], "pd.Series[Any]"] = {}
"""Types of columns, by table and columns given: checked by the schema the first time, only converted later, for the
check takes ten times what the core takes to solve such a grid."""


def _table(name: str, rows: Sequence[dict[str, Any]]) -> pd.DataFrame:
    columns = list(TABLES[name].to_schema().columns)
    if not rows:
        return pd.DataFrame(columns=columns, index=pd.Index([], name="id", dtype=object))
    frame = pd.DataFrame(rows).set_index("id").assign(source="test", confidence="high")
    shape = (name, *frame.columns)
    if shape not in _known:
        _known[shape] = validated(frame, name).dtypes
        return validated(frame, name)
    types = _known[shape]
    return frame.reindex(columns=types.index).astype(types.to_dict())


def _build(case: dict[str, Any]) -> Grid:
    site_of = {bus: f"substation:{site}" for site, buses in case.get("sites", {}).items() for bus in buses}
    branch = {"r_pu": 0.0, "b_pu": 0.0, "circuits": 1, "in_service": True}
    buses = [
        {
            "id": f"bus:{b}",
            "substation_id": site_of.get(b, ""),
            "region_id": "R",
            "v_nom_kv": 330.0,
            "role": role,
            "in_service": True,
        }
        for role, key in (("switchyard", "buses"), ("load", "load_buses"))
        for b in case.get(key, [])
    ]
    lines = [
        {
            "id": f"line:{i}",
            "bus0": f"bus:{a}",
            "bus1": f"bus:{b}",
            "x_pu": x,
            "s_nom_mva": s,
            "kind": "line",
            "v_nom_kv": 330.0,
            "length_km": 0.0,
            **branch,
        }
        for i, a, b, x, s in case.get("lines", [])
    ] + [
        {
            "id": f"line:{i}",
            "bus0": f"bus:{a}",
            "bus1": f"bus:{b}",
            "x_pu": 0.0,
            "s_nom_mva": s,
            "kind": "transfer",
            "v_nom_kv": 110.0,
            "length_km": 0.0,
            **branch,
        }
        for i, a, b, s in case.get("ties", [])
    ]
    transformers = [
        {
            "id": f"transformer:{i}",
            "substation_id": f"substation:{site}",
            "bus0": f"bus:{a}",
            "bus1": f"bus:{b}",
            "x_pu": x,
            "s_nom_mva": s,
            "tap_ratio": 1.0,
            "phase_shift_deg": 0.0,
            **branch,
        }
        for i, site, a, b, x, s in case.get("transformers", [])
    ]
    units = [
        {
            "id": f"unit:{i}",
            "bus_id": f"bus:{b}",
            "plant_id": "",
            "name_en": i,
            "name_uk": i,
            "region_id": "R",
            "technology": "t",
            "p_nom_mw": p,
            "status": "operating",
            "in_service": True,
        }
        for i, b, p in case.get("units", [])
    ]
    loads = [
        {
            "id": f"load:{i}",
            "bus_id": f"bus:{b}",
            "region_id": "R",
            "load_class": kind,
            "p_share": 0.0,
            "p_mw": p,
            "in_service": True,
        }
        for i, b, p, kind in case.get("loads", [])
    ]
    ties = [
        {
            "id": f"interconnector:{i}",
            "bus_id": f"bus:{b}",
            "country": c,
            "name_en": i,
            "name_uk": i,
            "v_nom_kv": 400.0,
            "s_nom_mva": s,
            "in_service": True,
        }
        for i, b, c, s in case.get("interconnectors", [])
    ]
    rules = [
        {"id": f"{kind}-{c}", "valid_from": "1990-01-01", "kind": kind, "country": c, "value": value}
        for kind, c, value in case.get("rules", [])
    ]
    sites = [
        {
            "id": f"substation:{s}",
            "name_en": s,
            "name_uk": s,
            "region_id": "R",
            "lat": 50.0,
            "lon": 30.0,
            "kind": "substation",
            "control": "government",
            "in_service": True,
        }
        for s in case.get("sites", {})
    ]
    regions = gpd.GeoDataFrame(
        {
            "iso_3166_2": ["R"],
            "name_en": ["R"],
            "name_uk": ["R"],
            "population": [1000.0],
            "lat": [50.0],
            "lon": [30.0],
            "source": ["test"],
            "confidence": ["high"],
        },
        index=pd.Index(["R"], name="id"),
        geometry=gpd.points_from_xy([30.0], [50.0]),
        crs="EPSG:4326",
    )
    return Grid(
        name="case",
        title_en="case",
        title_uk="case",
        timezone="UTC",
        regions=regions,
        substations=_table("substations", sites),
        buses=_table("buses", buses),
        lines=_table("lines", lines),
        transformers=_table("transformers", transformers),
        units=_table("units", units),
        loads=_table("loads", loads),
        interconnectors=_table("interconnectors", ties),
        import_rules=_table("import_rules", rules),
        profiles=_table("profiles", []),
        reference_states=_table("reference_states", []),
        availability=_table("availability", []),
        facilities=_table("facilities", []),
        neighbours=gpd.GeoDataFrame(geometry=[], crs="EPSG:4326"),
    )


def _random_contingency(grid: Grid, seed: int) -> Contingency:
    """1 to 30 % of all components out or derated."""
    rng = np.random.default_rng([seed, 7])
    ids = grid.components.index[grid.components["in_service"].astype(bool)].to_numpy()
    hit = rng.choice(ids, size=int(len(ids) * rng.uniform(0.01, 0.3)), replace=False)
    out = rng.random(len(hit)) < 0.5
    return Contingency(
        out=tuple(hit[out]), derated=dict(zip(hit[~out], rng.uniform(0.0, 1.0, (~out).sum()), strict=True))
    )


def _independent_shed(engine: Engine, conditions: Conditions, left: DamagedGrid, hour: int) -> tuple[float, float]:
    """Least critical shedding, then least shedding with that, by two programmes of SciPy's HiGHS. [MW]

    Written without slices, bridges, boxes or kept bases: free angles, branches out left away, one
    row a law. Capacities after damage and the hour are taken from the code under test; they have
    tests of their own.
    """
    grid, model = engine.grid, engine.model
    alive = left.bus_in_service
    branch_ok = (left.branch_left > 0) & alive[model.bus0] & alive[model.bus1]
    is_transfer = np.concatenate([grid.lines["kind"].to_numpy() == "transfer", np.zeros(len(grid.transformers), bool)])
    load = conditions.load_mw[hour]
    unit_left = left.unit_left * alive[model.unit_bus]
    with np.errstate(invalid="ignore"):  # no limit, out of service
        available = np.nan_to_num(np.minimum(conditions.available_mw[hour] * unit_left, 1e6), nan=0.0)
    rating = model.interconnector_limit_mw * left.interconnector_left * alive[model.interconnector_bus]
    flow_limit = np.where(branch_ok, np.minimum(model.limit_mw, 1e9) * left.branch_left, 0.0).clip(max=1e6)
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
    for branch in np.flatnonzero(branch_ok & ~is_transfer & ~left.branch_switched):
        row = len(right)
        rows += [row] * 3
        columns += [at[3] + branch, at[4] + model.bus0[branch], at[4] + model.bus1[branch]]
        values += [model.x_pu[branch] / model.base_mva, -1.0, 1.0]
        right.append(-model.shift_rad[branch])
    equal = coo_matrix((values, (rows, columns)), shape=(len(right), at[-1])).tocsr()
    allowed = contingency_bounds(model, left, conditions).allowed_pu * model.base_mva
    country = (model.country_of[None, :] == np.arange(len(model.countries))[:, None]).astype(float)
    upper_rows = np.zeros((len(model.countries) + 1, at[-1]))
    upper_rows[:-1, at[1] : at[2]] = country
    upper_rows[:-1, at[5] : at[6]] = -np.eye(len(model.countries))
    upper_rows[-1, at[1] : at[2]] = 1.0
    lower = np.concatenate(
        [
            np.zeros(sizes[0] + sizes[1]),
            np.where(alive[model.load_bus], np.minimum(load, 0), load),  # nothing is served where the bus is out
            -flow_limit,
            np.full(sizes[4], -np.inf),
            np.zeros(sizes[5]),
        ]
    )
    upper = np.concatenate(
        [
            available,
            rating,
            np.where(alive[model.load_bus], np.maximum(load, 0), load),
            flow_limit,
            np.full(sizes[4], np.inf),
            np.zeros(sizes[5]),
        ]
    )
    box = np.column_stack([lower, upper])
    critical, everything = np.zeros(at[-1]), np.zeros(at[-1])
    critical[at[2] : at[3]] = model.critical & (load > 0)
    everything[at[2] : at[3]] = load > 0
    limits = np.minimum(np.append(allowed, conditions.total_cap_mw), 1e7)
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


@pytest.fixture(scope="session")
def random_contingency() -> Callable[[Grid, int], Contingency]:
    """Any grid and a seed to a contingency."""
    return _random_contingency


@pytest.fixture(scope="session")
def independent_shed() -> Callable[[Engine, Conditions, DamagedGrid, int], tuple[float, float]]:
    """Least shedding by a programme that shares no code with the one under test."""
    return _independent_shed


@pytest.fixture(scope="session")
def build_grid() -> GridBuilder:
    """Build a grid from the lists of a case file."""
    return _build


@pytest.fixture(scope="session")
def plain() -> Settings:
    """Limits count in full, and no AC check."""
    return Settings(network=NetworkSettings(thermal_margin_share=1.0, loadability_limit=False, ac_check=False))


@pytest.fixture(scope="session")
def quick() -> Settings:
    """Defaults without the AC check."""
    return replace(Settings(), network=NetworkSettings(ac_check=False))
