"""Fixtures shared by all tests."""

import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import box

from gridimpact.adapters.grids.bundled import data_root
from gridimpact.adapters.grids.files import read_grid
from gridimpact.domain.assessment import Assessment
from gridimpact.domain.damage import Contingency, DamageBelief
from gridimpact.domain.dispatch import Dispatch
from gridimpact.domain.evaluation import Evaluation
from gridimpact.domain.grid import Grid
from gridimpact.domain.settings import Settings
from gridimpact.errors import Severity, TextFinding
from gridimpact.impact.attribution import caused_by_damage

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def _find_browser() -> str | None:
    """Path of a Chromium: the one named in GRIDIMPACT_CHROMIUM, or one on the search path."""
    return os.environ.get("GRIDIMPACT_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


def _program_missing(what: str) -> NoReturn:
    """Skip a test whose program is not here, said aloud; fail it in CI, where `tools/test_programs.sh` installs it."""
    reason = f"no {what} found: this test DID NOT RUN"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def missing() -> Callable[[str], NoReturn]:
    """What a test calls when a program it needs is not here."""
    return _program_missing


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a browser its tests are left out, said aloud; in CI they run, and fail."""
    if _find_browser() or os.environ.get("CI"):
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason="no Chromium found: the browser tests DID NOT RUN"))


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the Chromium that the browser tests drive."""
    found = _find_browser()
    if not found:
        pytest.fail("no Chromium found; install it, or name one in GRIDIMPACT_CHROMIUM")
    return found


@pytest.fixture(scope="session")
def repository() -> Path:
    """Root of the checkout."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def ukraine() -> Grid:
    """The bundled grid of Ukraine; nobody writes into it."""
    return read_grid("ukraine")


@pytest.fixture(scope="session")
def night() -> Path:
    """The example night of strike reports."""
    return data_root() / "examples" / "night.csv"


# A small made-up assessment whose texts try to do harm.

SNAPSHOTS = pd.DatetimeIndex(["2026-01-14T15:00Z", "2026-01-14T16:00Z"], name="snapshot")
SITE, LINE = "substation:hidden-site", "line:L777"
FORMULA = '=HYPERLINK("http://example.invalid","x")'
MARKUP = "<img src=x onerror=alert(1)>"


def _dispatch(shed_mw: float, contingency: Contingency) -> Dispatch:
    def table(name: str, value: float) -> pd.DataFrame:
        return pd.DataFrame({name: value}, index=SNAPSHOTS)

    return Dispatch(
        load_mw=table("load:a-general", 100.0),
        shed_mw=table("load:a-general", shed_mw),
        available_mw=table("unit:U1", 100.0),
        p_mw=table("unit:U1", 100.0 - shed_mw),
        flow_mw=table(LINE, 0.0),
        limit_mw=table(LINE, 50.0),
        import_mw=table("interconnector:X01", 0.0),
        energised=pd.Series({"bus:a-330": True}),
        island=pd.Series({"bus:a-330": 0}),
        status=pd.DataFrame({"method": "lp", "residual_mw": 0.0, "solves": 1}, index=SNAPSHOTS),
        contingency=contingency,
    )


def _regions(shed_mw: float) -> gpd.GeoDataFrame:
    share = shed_mw / 100.0
    return gpd.GeoDataFrame(
        {
            "name_en": ["=1+1", "Quiet"],
            "name_uk": [MARKUP, "Тиха"],
            "iso_3166_2": ["UA-05", "UA-07"],
            "population": [1000.0, 500.0],
            "demand_mw": [100.0, 50.0],
            "shed_mw": [shed_mw, 0.0],
            "demand_mwh": [200.0, 100.0],
            "ens_mwh": [2 * shed_mw, 0.0],
            "unserved_share": [share, float("nan")],
            "people": [1000.0 * share, 0.0],
            "person_hours": [2000.0 * share, 0.0],
            "outage_h": [24.0 * share, 0.0],
        },
        index=pd.Index(["UA05", "UA07"], name="region_id"),
        geometry=[box(28, 48, 30, 50), box(24, 50, 26, 51)],
        crs=4326,
    )


def _evaluation(shed_mw: float, contingency: Contingency) -> Evaluation:
    measures = {"demand_mw": 100.0, "shed_mw": shed_mw, "unserved_share": shed_mw / 100.0, "people": 10.0 * shed_mw}
    hourly = [{"snapshot": moment, "region_id": "UA05", **measures} for moment in SNAPSHOTS]
    borders = {"need_mw": shed_mw, "allowed_mw": 20.04, "deliverable_mw": 10.0, "used_mw": 0.0, "binding": "rule"}
    index = pd.MultiIndex.from_product([SNAPSHOTS, ["PL", "RO"]], names=["snapshot", "country"])
    return Evaluation(
        dispatch=_dispatch(shed_mw, contingency),
        regions=_regions(shed_mw),
        regions_hourly=pd.DataFrame(hourly),
        imports=pd.DataFrame(borders, index=index),
        imports_total=pd.DataFrame({**borders, "unserved_mw": shed_mw, "removable_mw": 0.0}, index=SNAPSHOTS),
        peak=SNAPSHOTS[1],
    )


def _belief() -> DamageBelief:
    index = pd.Index([SITE, LINE], name="component_id")
    states = [[0.2, 0.1, 0.2, 0.4, 0.1], [0.9, 0.1, 0.0, 0.0, 0.0]]
    components = {
        "kind": ["substation", "line"],
        "name_en": [FORMULA, "Hidden line"],
        "name_uk": [MARKUP, "-2+3"],
        "region_id": ["UA05", "UA07"],
        "reports": [2, 1],
        "conflict": [0.25, 0.0],
    }
    match = {"outcome": "exact", "component_id": SITE, "region_id": "UA05", "candidates": "", "how": "name"}
    return DamageBelief(
        table=pd.DataFrame(states, index=index, columns=["none", "slight", "moderate", "extensive", "complete"]),
        components=pd.DataFrame(components, index=index),
        matches=pd.DataFrame(
            [{**match, "claim": "extensive", "counted": True, "reason": ""}], index=pd.Index(["@R1"], name="report_id")
        ),
        influence=pd.DataFrame(),
    )


@pytest.fixture(scope="session")
def hostile() -> Assessment:
    """An assessment whose names are formulas and markup; the public must not learn its sites."""
    contingency = Contingency(derated={SITE: 0.3}, origin="reports")
    evaluation, baseline = _evaluation(30.0, contingency), _evaluation(12.0, Contingency())
    return Assessment(
        belief=_belief(),
        contingency=contingency,
        evaluation=evaluation,
        baseline=baseline,
        caused=caused_by_damage(evaluation, baseline),
        settings=Settings(),
        grid_name="small",
        grid_fingerprint="0123456789abcdef",
        reports_name="hit_on_hidden-site.csv",
        reports_fingerprint="fedcba9876543210",
        as_of=datetime(2026, 1, 14, 18, 30, tzinfo=UTC),
        findings=(
            TextFinding(where="night.csv row 4", what="=cmd|' /C calc'!A0", ids=("@R9",), severity=Severity.ERROR),
            TextFinding(where="network", what="a caution"),
        ),
    )
