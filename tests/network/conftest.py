"""Small grids for the network tests, built from plain lists."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest

from gridimpact.domain.grid import Grid
from gridimpact.domain.schema import TABLES, validated
from gridimpact.domain.settings import NetworkSettings, Settings

GridBuilder = Callable[[dict[str, Any]], Grid]


def _table(name: str, rows: Sequence[dict[str, Any]]) -> pd.DataFrame:
    columns = list(TABLES[name].to_schema().columns)
    if not rows:
        return pd.DataFrame(columns=columns, index=pd.Index([], name="id", dtype=object))
    frame = pd.DataFrame(rows).set_index("id").assign(source="test", confidence="high")
    return validated(frame, name)


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
            "kind": "tie",
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
