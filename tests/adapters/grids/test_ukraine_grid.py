"""The bundled grid of Ukraine: complete, sourced, rounded, and true to the published totals."""

import csv
import time
from pathlib import Path

import pandas as pd
import pytest
from shapely.geometry import Point

from gridimpact.adapters.grids.bundled import bundled_grids
from gridimpact.adapters.grids.files import check_grid, read_grid
from gridimpact.domain.grid import Grid
from gridimpact.domain.schema import TABLES

SIMFEROPOL = Point(34.1, 45.0)
TECHNOLOGIES = {"nuclear", "coal", "gas_chp", "coal_chp", "gas_ccgt", "hydro", "pumped_storage", "wind", "solar",
                "distributed_gas"}  # fmt: skip


@pytest.fixture(scope="module")
def folder() -> Path:
    return bundled_grids()["ukraine"]


def test_reading_is_quick() -> None:
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        read_grid("ukraine")
        seconds.append(time.perf_counter() - start)
    assert min(seconds) < 1.0


def test_nothing_to_find(ukraine: Grid) -> None:
    assert ukraine.findings == ()
    assert check_grid(ukraine) == ()


def test_sizes(ukraine: Grid) -> None:
    assert ukraine.components.groupby("kind").size().to_dict() == {
        "bus": 208, "interconnector": 15, "line": 285, "plant": 74, "substation": 101, "transformer": 107, "unit": 300,
    }  # fmt: skip
    assert (ukraine.lines["kind"] == "line").sum() == 146
    assert ukraine.components.index.is_unique


def test_regions_are_the_27_with_p_codes(ukraine: Grid) -> None:
    regions = ukraine.regions
    assert len(regions) == 27
    assert regions.index.str.fullmatch(r"UA\d\d").all()
    assert regions.geometry.is_valid.all()
    assert regions["population"].sum() == pytest.approx(31.5e6, rel=0.002)
    assert regions["population_2022"].sum() == 41_167_335
    assert (regions.loc[["UA01", "UA85", "UA44"], "population"] == 0).all()


def test_crimea_is_drawn_in_ukraine(ukraine: Grid) -> None:
    assert ukraine.regions.loc["UA01"].geometry.contains(SIMFEROPOL)
    assert not ukraine.neighbours.contains(SIMFEROPOL).any()


def test_places_are_rounded(ukraine: Grid) -> None:
    for table in (ukraine.regions, ukraine.substations, ukraine.units):
        tenths = table[["lat", "lon"]] * 10
        assert (tenths - tenths.round()).abs().to_numpy().max() < 1e-6


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_row_has_source_and_confidence(name: str, ukraine: Grid) -> None:
    table = getattr(ukraine, name)
    assert (table["source"].str.len() > 10).all()
    assert table["confidence"].isin(["high", "medium", "low"]).all()


@pytest.mark.parametrize("name", sorted(TABLES))
def test_files_are_plain_utf8_with_id_first(name: str, folder: Path) -> None:
    raw = (folder / f"{name}.csv").read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    rows = list(csv.reader(raw.decode("utf-8").splitlines()))
    assert rows[0][0] == "id"
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not any(text.lstrip().startswith(("=", "+", "@")) or "<" in text for row in rows for text in row)


def test_assumed_rows_never_claim_more_than_low(ukraine: Grid) -> None:
    for table in (ukraine.lines, ukraine.transformers, ukraine.loads, ukraine.profiles, ukraine.availability):
        assumed = table[table["source"].str.contains("chosen|derived|assumed|synthetic")]
        assert len(assumed)
        assert (assumed["confidence"] == "low").all()


def test_installed_capacity_agrees_with_what_is_published(ukraine: Grid) -> None:
    plants = ukraine.units[ukraine.units["plant_id"] != ""]
    assert plants["p_nom_mw"].sum() == pytest.approx(55_211, abs=1)
    installed = plants.groupby("technology")["p_nom_mw"].sum()
    assert set(ukraine.units["technology"]) == TECHNOLOGIES
    assert installed["nuclear"] == 13_835  # published 13,835 MW
    assert installed["coal"] == pytest.approx(27_845, rel=0.05)  # published, thermal
    assert installed["hydro"] == pytest.approx(4_711, rel=0.05)  # published, with small hydro
    small = ukraine.units["technology"] == "distributed_gas"
    assert ukraine.units.loc[small, "p_nom_mw"].sum() == pytest.approx(967, abs=0.1)  # published, end of 2024


def test_transformer_capacity_agrees_with_what_is_published(ukraine: Grid) -> None:
    assert ukraine.transformers["s_nom_mva"].sum() == pytest.approx(78_628, rel=0.05)


def test_lost_plants_are_out_of_service(ukraine: Grid) -> None:
    lost = ukraine.units[ukraine.units["status"].isin(["occupied", "destroyed"])]
    assert {"plant:P004", "plant:P043"} <= set(lost["plant_id"])
    assert not lost["in_service"].any()
    assert lost["status_date"].ne("").all()


def test_nothing_says_how_a_substation_fares(ukraine: Grid) -> None:
    words = "damage|destroy|struck|attack|hit |пошкод|зруйн"
    texts = ukraine.substations[["name_en", "name_uk", "note", "aliases", "source"]].agg(" ".join, axis=1)
    assert not texts.str.contains(words, case=False).any()
    assert "status" not in ukraine.substations


def test_switchyards_and_plants_are_told_apart_by_name(ukraine: Grid) -> None:
    named = ukraine.components[ukraine.components["kind"].isin(["substation", "plant"])]
    assert not named["name_en"].duplicated().any()
    assert not named["name_uk"].duplicated().any()
    assert "Burshtynska TES" in named.loc["plant:P005", "aliases"]


def test_load_behind_every_supplied_region(ukraine: Grid) -> None:
    share = ukraine.loads.groupby("region_id")["p_share"].sum()
    assert share.sum() == pytest.approx(1.0, abs=1e-6)
    assert len(share) == 24
    assert share["UA80"] == pytest.approx(1.5 / 17.5, abs=0.002)  # published 1.5 GW of about 17.5
    assert share["UA51"] == pytest.approx(1.295 / 17.5, abs=0.002)  # published 1.295 GW
    classes = ukraine.loads.groupby("load_class")["p_share"].sum()
    assert classes["critical"] == pytest.approx(0.25, abs=1e-4)
    roles = ukraine.buses.loc[ukraine.loads["bus_id"], "role"]
    assert (roles == "load").all()


AT_PEAK = {  # state: (hour of the peak, domestic generation in MW, demand in MW)
    "winter-2026-01": (17, 11_000, 18_000),
    "winter-2024-25": (17, 10_800, 16_250),
    "summer-2024": (21, 8_300, 12_000),
}


def available_mw(grid: Grid, state: str, hour: int) -> "pd.Series[float]":
    rows = grid.availability[grid.availability["state"] == state].set_index("technology")["available_mw"]
    season = grid.reference_states.loc[state, "season"]
    shapes = grid.profiles[(grid.profiles["profile"] == season) & (grid.profiles["hour"] == hour)]
    return rows * shapes.set_index("series")["value"].reindex(rows.index).fillna(1.0)


@pytest.mark.parametrize("state", AT_PEAK)
def test_reference_states_add_up_to_what_is_published(state: str, ukraine: Grid) -> None:
    hour, generation_mw, demand_mw = AT_PEAK[state]
    season = ukraine.reference_states.loc[state, "season"]
    load = ukraine.profiles[(ukraine.profiles["profile"] == season) & (ukraine.profiles["series"] == "load")]
    assert load.loc[load["hour"] == hour, "value"].item() == load["value"].max() == 1.0
    assert ukraine.reference_states.loc[state, "peak_demand_mw"] == demand_mw
    assert available_mw(ukraine, state, hour).sum() == generation_mw


def test_no_sun_at_night(ukraine: Grid) -> None:
    solar = ukraine.profiles[ukraine.profiles["series"] == "solar"]
    night = solar[solar["hour"].isin([22, 23, 0, 1, 2, 3])]
    assert (night["value"] == 0).all()
    assert solar.groupby("profile")["value"].max().eq(1).all()


def test_import_limit_rises_step_by_step(ukraine: Grid) -> None:
    total = ukraine.import_rules[ukraine.import_rules["kind"] == "total"].sort_values("valid_from")
    assert total["value"].is_monotonic_increasing
    assert list(total["value"]) == [100, 250, 600, 700, 850, 1050, 1200, 1700, 2100, 2300, 2450]
    assert total["valid_from"].str.fullmatch(r"\d{4}-\d\d-\d\d").all()
    assert ukraine.import_rules.loc["share-PL-2024-12-01", "value"] * 2100 == pytest.approx(315)


def test_borders_out_of_use_stay_out(ukraine: Grid) -> None:
    live = ukraine.interconnectors[ukraine.interconnectors["in_service"]]
    assert set(live["country"]) == {"PL", "SK", "HU", "RO", "MD"}
    assert not ukraine.interconnectors.loc["interconnector:X02", "in_service"]  # island operation only
    assert ukraine.interconnectors.loc["interconnector:X04", "s_nom_mva"] == 2000


def test_ties_carry_part_of_the_load_behind_a_site(ukraine: Grid) -> None:
    ties = ukraine.lines[(ukraine.lines["kind"] == "transfer") & (ukraine.lines["v_nom_kv"] < 200)]
    assert (ties["s_nom_mva"] > 0).all()
    load_mw = ukraine.loads.groupby("bus_id")["p_share"].sum() * 18_000
    reach = pd.concat([ties.groupby(end)["s_nom_mva"].sum() for end in ("bus0", "bus1")]).groupby(level=0).sum()
    cover = (reach.reindex(load_mw.index).fillna(0) / load_mw)[load_mw > 150]
    assert list(cover.index[cover == 0]) == ["bus:mukachevo-110"]
    assert cover.max() <= 0.751
    volts = ukraine.buses["v_nom_kv"]
    assert (volts.reindex(ties["bus0"]).to_numpy() == volts.reindex(ties["bus1"]).to_numpy()).all()
