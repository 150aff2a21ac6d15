"""Systems with outage rates, as pandapower networks in memory; scenarios of the example night, worked out once."""

import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandapower as pp
import pytest

from gridimpact.adapters.grids.files import read_grid
from gridimpact.adapters.reports.files import read_reports
from gridimpact.domain.assessment import Assessment
from gridimpact.domain.damage import Contingency
from gridimpact.domain.grid import Grid
from gridimpact.domain.scenario import Basis, Scenario
from gridimpact.domain.settings import NetworkSettings, Settings
from gridimpact.studies.scenarios import run_scenario

CASES = Path(__file__).parent.parent / "cases" / "adequacy"
KV = 230.0


def _network(case: dict[str, Any]) -> Any:
    """A pandapower network of plain lists: buses, units, lines, loads."""
    net = pp.create_empty_network(sn_mva=100.0)
    bus = {name: pp.create_bus(net, KV) for name in case["buses"]}
    for _, at, mw, rate in case["units"]:
        number = pp.create_gen(net, bus[at], 0.0, max_p_mw=mw)
        net.gen.loc[number, "forced_outage_rate"] = rate
    for _, a, b, x_pu, mw, rate in case.get("lines", []):
        number = pp.create_line_from_parameters(
            net, bus[a], bus[b], 1.0, 0.0, x_pu * KV**2 / 100.0, 0.0, mw / (np.sqrt(3.0) * KV)
        )
        net.line.loc[number, "unavailability"] = rate
    for at, mw in case["loads"]:
        pp.create_load(net, bus[at], mw)
    return net


@pytest.fixture(scope="session")
def system() -> Callable[[dict[str, Any]], Grid]:
    """Build a grid of a case."""
    return lambda case: read_grid(_network(case))


@pytest.fixture(scope="session")
def rts79() -> dict[str, Any]:
    """The IEEE Reliability Test System: its file, and the hourly load of the year as shares of the peak."""
    case = tomllib.loads((CASES / "rts79" / "system.toml").read_text(encoding="utf-8"))
    season = {week: name for name, spans in case["seasons"].items() for a, b in spans for week in range(a, b + 1)}
    hours = [
        weekly * daily * hourly / 1e6
        for week, weekly in enumerate(case["weekly"], start=1)
        for day, daily in enumerate(case["daily"])
        for hourly in case["hourly"][season[week]]["weekend" if day >= 5 else "weekday"]
    ]
    units = [[f"{mw}-{k}", "a", mw, rate] for number, mw, rate in case["units"] for k in range(number)]
    return {**case, "profile": np.array(hours), "buses": ["a"], "units": units, "loads": [["a", case["peak_mw"]]]}


@pytest.fixture(scope="session")
def rts24() -> Any:
    """case24 of pandapower (the same system with its network), units with their rates, branches with chosen ones."""
    import pandapower.networks as networks

    case = tomllib.loads((CASES / "rts79" / "system.toml").read_text(encoding="utf-8"))
    rate = {mw: q for _, mw, q in case["units"]}
    net = networks.case24_ieee_rts()
    for table in (net.gen, net.sgen, net.ext_grid):
        table["forced_outage_rate"] = table["max_p_mw"].round().map(rate).fillna(0.0)
    # chosen, higher than real ones, so that a few hundred samples meet many network states
    net.line["unavailability"], net.trafo["unavailability"] = 0.02, 0.02
    # chosen: the network of the test system hardly binds; a lower limit makes it
    net.line["max_loading_percent"] = 45.0
    return net


@pytest.fixture(scope="session")
def reported(night: Path) -> Scenario:
    quick = Settings(network=NetworkSettings(ac_check=False, coupled_day=False))
    return Scenario(title="as reported", reports=read_reports(night), settings=quick)


@pytest.fixture(scope="session")
def answers(reported: Scenario, ukraine: Grid) -> dict[str, Assessment]:
    stated = Contingency(out=("substation:usatove",))
    cases = (
        reported,
        replace(reported, title="confirmed only", basis=Basis.CONFIRMED),
        replace(reported, title="one site", basis=Basis.STATED, stated=stated),
    )
    return {case.title: run_scenario(case, ukraine) for case in cases}
