"""A small invented grid with a worked assessment: three regions, four hours, one border."""

from dataclasses import replace
from datetime import UTC, datetime

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely import box

from gridimpact.domain.assessment import Assessment
from gridimpact.domain.damage import Contingency, DamageBelief
from gridimpact.domain.dispatch import Dispatch
from gridimpact.domain.evaluation import Evaluation
from gridimpact.domain.grid import Grid
from gridimpact.domain.report import DamageClaim, Place, Reports, StrikeReport
from gridimpact.domain.settings import Settings
from gridimpact.domain.vocabulary import DAMAGE_STATES, ComponentKind, Credibility, DamageState, Reliability
from gridimpact.errors import TextFinding
from gridimpact.impact.attribution import caused_by_damage

HOURS = pd.date_range("2026-01-14T22:00Z", periods=4, freq="h")
"""From local midnight on in Kyiv."""

DEMAND_MW = {"A": 1000.0, "B": 500.0, "C": 0.0}
SHAPE = np.array([0.6, 0.8, 1.0, 0.7])
SHED_SHARE = {"A": 0.5, "B": 0.1, "C": 0.0}
SHED_SHARE_BEFORE = {"A": 0.2, "B": 0.1, "C": 0.0}
POPULATION = {"A": 2_000_000.0, "B": 1_000_000.0, "C": 0.0}


@pytest.fixture(scope="session")
def small_grid() -> Grid:
    regions = gpd.GeoDataFrame(
        {
            "iso_3166_2": ["X-A", "X-B", "X-C"],
            "name_en": ["Alpha Oblast", "Beta Oblast", "Gamma"],
            "name_uk": ["Альфа", "Бета", "Гамма"],
            "population": list(POPULATION.values()),
            "lat": [49.0, 49.0, 47.0],
            "lon": [26.0, 28.0, 27.0],
        },
        index=["A", "B", "C"],
        geometry=[box(25, 48, 27, 50), box(27, 48, 29, 50), box(25, 46, 29, 48)],
        crs="EPSG:4326",
    )
    substations = pd.DataFrame(
        {
            "name_en": ["North", "East"],
            "name_uk": ["Північ", "Схід"],
            "region_id": ["A", "B"],
            "lat": [49.2, 49.1],
            "lon": [26.1, 28.1],
            "in_service": [True, True],
        },
        index=["substation:n", "substation:e"],
    )
    buses = pd.DataFrame(
        {
            "substation_id": ["substation:n", "substation:e"],
            "region_id": ["A", "B"],
            "v_nom_kv": [330.0, 330.0],
            "in_service": [True, True],
        },
        index=["bus:n-330", "bus:e-330"],
    )
    lines = pd.DataFrame(
        {
            "bus0": ["bus:n-330"] * 2,
            "bus1": ["bus:e-330"] * 2,
            "kind": ["line", "transfer"],
            "v_nom_kv": [330.0, 110.0],
            "in_service": [True, True],
        },
        index=["line:L1", "line:tie-n-e"],
    )
    interconnectors = pd.DataFrame(
        {
            "bus_id": ["bus:n-330"],
            "country": ["PL"],
            "name_en": ["West link"],
            "name_uk": ["Західна"],
            "in_service": [True],
        },
        index=["interconnector:X1"],
    )
    empty = pd.DataFrame()
    return Grid(
        name="small",
        title_en="Small",
        title_uk="Мала",
        timezone="Europe/Kyiv",
        regions=regions,
        substations=substations,
        buses=buses,
        lines=lines,
        transformers=empty,
        units=empty,
        loads=empty,
        interconnectors=interconnectors,
        import_rules=empty,
        profiles=empty,
        reference_states=empty,
        availability=empty,
        facilities=empty,
        neighbours=gpd.GeoDataFrame(
            {"name_en": ["Poland"]}, index=["PL"], geometry=[box(22, 47, 24.99, 51)], crs="EPSG:4326"
        ),
    )


def _evaluation(grid: Grid, shares: dict[str, float], contingency: Contingency, line_mw: float) -> Evaluation:
    load = pd.DataFrame({f"load:{key}": demand * SHAPE for key, demand in DEMAND_MW.items()}, index=HOURS)
    shed = pd.DataFrame({f"load:{key}": load[f"load:{key}"] * shares[key] for key in DEMAND_MW})
    hourly = pd.concat(
        [
            pd.DataFrame(
                {
                    "snapshot": HOURS,
                    "region_id": key,
                    "demand_mw": load[f"load:{key}"].to_numpy(),
                    "shed_mw": shed[f"load:{key}"].to_numpy(),
                    "unserved_share": shares[key],
                    "people": shares[key] * POPULATION[key] * np.ones(4),
                }
            )
            for key in DEMAND_MW
        ],
        ignore_index=True,
    )
    total = shed.sum(axis=1)
    imports_total = pd.DataFrame(
        {
            "need_mw": total,
            "allowed_mw": 200.0,
            "deliverable_mw": 180.0,
            "used_mw": 180.0,
            "unserved_mw": total,
            "removable_mw": total,
            "binding": "the limit on import",
        },
        index=HOURS,
    )
    country = imports_total.assign(country="PL").set_index("country", append=True).rename_axis(["snapshot", "country"])
    regions = grid.regions.assign(
        demand_mw=pd.Series(DEMAND_MW),
        shed_mw=pd.Series(DEMAND_MW) * pd.Series(shares),
        demand_mwh=pd.Series(DEMAND_MW) * SHAPE.sum(),
        ens_mwh=pd.Series(DEMAND_MW) * SHAPE.sum() * pd.Series(shares),
        unserved_share=pd.Series(shares),
        people=pd.Series(shares) * pd.Series(POPULATION),
        person_hours=4 * pd.Series(shares) * pd.Series(POPULATION),
        outage_h=4 * pd.Series(shares),
    )
    limits = pd.DataFrame({"line:L1": line_mw, "line:tie-n-e": 50.0}, index=HOURS)
    empty = pd.DataFrame(index=HOURS)
    dispatch = Dispatch(
        load_mw=load,
        shed_mw=shed,
        available_mw=empty,
        p_mw=empty,
        flow_mw=limits * 0,
        limit_mw=limits,
        import_mw=empty,
        energised=pd.Series(True, index=grid.buses.index),
        island=pd.Series(0, index=grid.buses.index),
        status=empty,
        contingency=contingency,
    )
    return Evaluation(
        dispatch=dispatch,
        regions=regions,
        regions_hourly=hourly,
        imports=country,
        imports_total=imports_total,
        peak=HOURS[2],
    )


@pytest.fixture(scope="session")
def small_reports() -> Reports:
    at = datetime(2026, 1, 14, 21, tzinfo=UTC)
    north = StrikeReport(
        report_id="R1",
        reported_at=at,
        source="Operator",
        place=Place(name="North", lat=49.2, lon=26.1),
        row=2,
        damage=DamageClaim(state=DamageState.COMPLETE),
        reliability=Reliability.A,
        credibility=Credibility.PROBABLE,
        note="<img src=x onerror=alert(1)> transformer burnt",
    )
    denied = replace(
        north,
        report_id="R2",
        source="Channel",
        damage=DamageClaim(state=DamageState.NONE),
        row=3,
        reliability=Reliability.D,
        credibility=Credibility.DOUBTFUL,
        note="still works",
    )
    vague = StrikeReport(
        report_id="R3", reported_at=at, place=Place(region="B"), component_kind=ComponentKind.SUBSTATION, row=4
    )
    return Reports(reports=(north, denied, vague), name="small.csv", rows_read=4)


@pytest.fixture(scope="session")
def small_assessment(small_grid: Grid) -> Assessment:
    ids = pd.Index(["substation:n", "substation:e"], name="component_id")
    belief = DamageBelief(
        table=pd.DataFrame(
            [[0.05, 0.05, 0.1, 0.1, 0.7], [0.8, 0.1, 0.05, 0.03, 0.02]], index=ids, columns=list(DAMAGE_STATES)
        ),
        components=pd.DataFrame(
            {
                "kind": ["substation"] * 2,
                "name_en": ["North", "East"],
                "name_uk": ["Північ", "Схід"],
                "region_id": ["A", "B"],
                "reports": [2, 1],
                "conflict": [0.4, 0.0],
            },
            index=ids,
        ),
        matches=pd.DataFrame(
            {
                "outcome": ["exact", "exact", "ambiguous"],
                "component_id": ["substation:n", "substation:n", ""],
                "region_id": ["A", "A", "B"],
                "candidates": ["", "", "substation:e (80); substation:n (79)"],
                "how": ["name", "name", "region"],
                "claim": ["complete", "none", "moderate"],
                "counted": [True, True, False],
                "reason": ["", "", "two components fit"],
            },
            index=pd.Index(["R1", "R2", "R3"], name="report_id"),
        ),
        influence=pd.DataFrame(
            {
                "report_id": ["R2", "R1"],
                "component_id": ["substation:n"] * 2,
                "share": [1.0, 1.0],
                "weight": [0.2, 0.9],
                "claim": ["none", "complete"],
                "p_damaged_without": [0.99, 0.1],
            }
        ),
    )
    contingency = Contingency(out=("substation:n",), origin="reports")
    evaluation, baseline = (
        _evaluation(small_grid, SHED_SHARE, contingency, 0.0),
        _evaluation(small_grid, SHED_SHARE_BEFORE, Contingency(), 400.0),
    )
    return Assessment(
        belief=belief,
        contingency=contingency,
        evaluation=evaluation,
        baseline=baseline,
        caused=caused_by_damage(evaluation, baseline),
        settings=Settings(),
        grid_name="small",
        grid_fingerprint=small_grid.fingerprint,
        reports_name="small.csv",
        reports_fingerprint="x",
        findings=(TextFinding(where="reports row 5", what="no place", ids=("R9",), remedy="give a place"),),
    )
