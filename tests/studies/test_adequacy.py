"""Adequacy against figures on paper, exact convolution, published figures and plain solving."""

import tomllib
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from gridimpact.adapters.grids.files import read_grid
from gridimpact.domain.damage import Contingency
from gridimpact.domain.grid import Grid
from gridimpact.domain.settings import DemandSettings, NetworkSettings
from gridimpact.errors import DataError
from gridimpact.network.case.conditions import Conditions, operating_conditions
from gridimpact.network.case.contingencies import DamagedGrid, apply
from gridimpact.network.dispatch.day import Engine
from gridimpact.network.ensemble.many_days import solve_days
from gridimpact.studies.adequacy import run_adequacy

CASES = Path(__file__).parent.parent / "cases" / "adequacy"
FIGURES = ("lolp", "lole_h", "edns_mw", "eens_mwh")
SEEDS = 40


def _answers() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.toml")):
        case = tomllib.loads(path.read_text(encoding="utf-8"))
        found += [pytest.param(case, answer, id=f"{path.stem}-{k}") for k, answer in enumerate(case["answers"])]
    return found


@pytest.mark.parametrize(("case", "answer"), _answers())
def test_many_seeds_scatter_round_the_figures_on_paper(case: Any, answer: Any, system: Any) -> None:
    grid = system(case)
    asked = {key: value for key, value in answer.items() if key not in FIGURES}
    runs = [run_adequacy(grid, samples=500, seed=seed, **asked) for seed in range(SEEDS)]
    for name in FIGURES:
        off = np.array([(r.figures[name].value - answer[name]) / r.figures[name].standard_error for r in runs])
        assert np.abs(off).max() < 4.0, name
        assert (np.abs(off) <= 3.0).mean() >= 0.95, name
        # errors neither too small nor too large: the distances scatter by 1, known to 11 % from 40 seeds
        assert 0.65 < off.std(ddof=1) < 1.4, name
        assert abs(off.mean()) < 3.0 / np.sqrt(SEEDS), name


@pytest.mark.parametrize(("case", "answer"), [p for p in _answers() if not p.values[1]["network"]])
def test_exact_figures_are_those_on_paper(case: Any, answer: Any, system: Any) -> None:
    asked = {key: value for key, value in answer.items() if key not in FIGURES}
    told = run_adequacy(system(case), method="exact", **asked)
    for name in FIGURES:
        assert told.figures[name].value == pytest.approx(answer[name], rel=1e-9), name
        assert told.figures[name].standard_error == 0.0
    assert (told.samples, told.stopped_by) == (0, "exact")


def _convolved(case: Any, load_mw: np.ndarray) -> tuple[float, float]:
    """LOLP and EDNS by the textbook table in steps of 1 MW; shares no code with the package."""
    table = np.ones(1)
    for _, _, mw, rate in case["units"]:
        longer = np.zeros(len(table) + mw)
        longer[: len(table)] += rate * table
        longer[mw:] += (1.0 - rate) * table
        table = longer
    short = np.maximum(load_mw[:, None] - np.arange(len(table))[None, :], 0.0)
    return float(((short > 0) @ table).mean()), float((short @ table).mean())


def test_the_test_system_is_the_published_one(rts79: Any) -> None:
    published, profile = rts79["published"], rts79["profile"]
    assert len(profile) == 8736
    assert profile.max() == pytest.approx(1.0)
    assert profile.sum() * rts79["peak_mw"] / 1e3 == pytest.approx(published["annual_energy_gwh"], abs=0.5)
    assert profile.mean() == pytest.approx(published["load_factor"], abs=5e-5)
    assert sum(mw for _, _, mw, _ in rts79["units"]) == published["installed_mw"]


def test_test_system_against_convolution_and_published_figures(rts79: Any, system: Any) -> None:
    grid, profile = system(rts79), rts79["profile"]
    lolp, edns = _convolved(rts79, profile * rts79["peak_mw"])
    exact = run_adequacy(grid, network=False, hourly_profile=profile, method="exact")
    # a loss of less than a millionth of the load counts as none, which some of the 8,736 loads meet
    assert exact.lolp.value == pytest.approx(lolp, rel=1e-5)
    assert exact.edns_mw.value == pytest.approx(edns, rel=1e-7)
    assert exact.lole_h.value == pytest.approx(rts79["published"]["lole_h"], abs=5e-4)
    assert exact.eens_mwh.value == pytest.approx(rts79["published"]["eens_mwh"], abs=0.5)
    sampled = [run_adequacy(grid, network=False, hourly_profile=profile, samples=5000, seed=s) for s in range(8)]
    off = [run.figures[name].errors_from(exact.figures[name].value) for run in sampled for name in ("lolp", "edns_mw")]
    assert max(off) < 3.0
    at_peak = run_adequacy(grid, network=False, samples=5000, seed=1)
    lolp, edns = _convolved(rts79, np.array([rts79["peak_mw"]]))
    assert at_peak.lolp.errors_from(lolp) < 3.0
    assert at_peak.edns_mw.errors_from(edns) < 3.0


def _every_hour_solved(engine: Engine, conditions: Conditions, damaged: list[DamagedGrid]) -> np.ndarray:
    """Shedding of each state and hour as an ensemble without even sharing has it: solved, none proved. [MW]"""
    answers = solve_days(engine, [(left, conditions) for left in damaged])
    assert (answers.proved, answers.unsolved) == (0, 0)
    return np.asarray(answers.shed_mw.sum(axis=2))


def test_the_network_way_is_the_plain_way_state_by_state(rts24: Any) -> None:
    """Dedup, comparison of states and closing in on levels, against every hour of every sample solved."""
    grid, samples, seed = read_grid(rts24), 60, 5
    profile = np.linspace(0.55, 1.05, 80)
    quick = run_adequacy(grid, samples=samples, seed=seed, hourly_profile=profile)

    engine = Engine.of(grid, NetworkSettings(even_sharing=False))
    names = [*sorted(grid.units.index), *sorted([*grid.lines.index, *grid.transformers.index])]
    rate = {**grid.units["forced_outage_rate"], **grid.lines["unavailability"], **grid.transformers["unavailability"]}
    drawn = [np.random.default_rng([sample, seed]).random(len(names)) for sample in range(samples)]
    out = [tuple(n for n, u in zip(names, row, strict=True) if u < rate[n]) for row in drawn]
    damaged = [apply(Contingency(out=ids, origin="sample"), grid) for ids in out]
    one = operating_conditions(grid, DemandSettings())
    hours = pd.date_range("2000-01-01", periods=len(profile), freq="h", tz="UTC", name="snapshot")
    conditions = replace(
        one,
        snapshots=hours,
        load_mw=profile[:, None] * one.load_mw,
        available_mw=np.repeat(one.available_mw, len(profile), axis=0),
    )
    shed = _every_hour_solved(engine, conditions, damaged)

    assert (shed > 1.0).any(axis=1).sum() > 30
    copper_plate = run_adequacy(grid, samples=samples, seed=seed, hourly_profile=profile, network=False)
    assert quick.edns_mw.value > copper_plate.edns_mw.value + 1.0
    assert quick.edns_mw.value == pytest.approx(shed.mean(), abs=3e-3)
    assert quick.edns_mw.standard_error == pytest.approx(shed.mean(axis=1).std(ddof=1) / np.sqrt(samples), abs=1e-3)
    assert quick.lolp.value == pytest.approx((shed > 3e-3).mean(), abs=3 / shed.size)
    assert quick.solves < samples * len(profile) / 5


def test_every_state_of_a_small_network_weighed_by_its_probability(system: Any) -> None:
    case = {
        "buses": ["a", "b", "c"],
        "units": [["1", "a", 60, 0.2], ["2", "a", 60, 0.2], ["3", "b", 40, 0.1], ["4", "c", 30, 0.3]],
        "lines": [["ab", "a", "b", 0.1, 40, 0.1], ["ac", "a", "c", 0.2, 50, 0.05], ["bc", "b", "c", 0.1, 15, 0.2]],
        "loads": [["b", 60], ["c", 50]],
    }
    grid = system(case)
    rates = {f"gen:{k}": q for k, (_, _, _, q) in enumerate(case["units"])}
    rates |= {f"line:{k}": q for k, (*_, q) in enumerate(case["lines"])}
    states = list(product([False, True], repeat=len(rates)))
    cases = [Contingency(out=tuple(n for n, o in zip(rates, s, strict=True) if o)) for s in states]
    weight = [np.prod([q if o else 1 - q for q, o in zip(rates.values(), s, strict=True)]) for s in states]
    engine = Engine.of(grid, NetworkSettings(even_sharing=False))
    conditions = operating_conditions(grid, DemandSettings())
    shed = _every_hour_solved(engine, conditions, [apply(c, grid) for c in cases])[:, 0]
    run = run_adequacy(grid, samples=20_000, seed=2)
    assert run.states <= len(states)
    assert run.edns_mw.errors_from(float(np.dot(weight, shed))) < 3.0
    assert run.lolp.errors_from(float(np.dot(weight, shed > 1e-3))) < 3.0


def test_order_of_rows_and_rounds_changes_nothing(system: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    case = tomllib.loads((CASES / "weak_line.toml").read_text(encoding="utf-8"))
    grid: Grid = system(case)
    told = run_adequacy(grid, samples=700, seed=9).summary()
    turned = Grid(**{name: getattr(grid, name) for name in grid.__dataclass_fields__} | {"units": grid.units[::-1]})
    assert run_adequacy(turned, samples=700, seed=9).summary().equals(told)
    monkeypatch.setattr("gridimpact.studies.adequacy.ROUND_BUSES", 0)
    assert run_adequacy(grid, samples=700, seed=9).summary().equals(told)


def test_the_same_draws_with_and_without_network(system: Any) -> None:
    """Where no line limits, both ways tell the same of the same samples."""
    case = {
        "buses": ["a", "b"],
        "units": [["1", "a", 50, 0.1], ["2", "a", 70, 0.1], ["3", "b", 30, 0.1]],
        "lines": [["ab", "a", "b", 0.1, 900, 0.0]],
        "loads": [["b", 100]],
    }
    with_network, without = (run_adequacy(system(case), samples=400, seed=4, network=n) for n in (True, False))
    assert with_network.lolp == without.lolp
    assert with_network.edns_mw.value == pytest.approx(without.edns_mw.value, abs=1e-6)


def test_it_stops_when_precise_enough(system: Any, rts79: Any) -> None:
    told: list[tuple[float, str]] = []
    run = run_adequacy(
        system(rts79), network=False, samples=1_000_000, rel_error=0.1, progress=lambda *said: told.append(said)
    )
    assert run.stopped_by == "rel_error"
    assert run.samples < 10_000
    assert max(run.lolp.relative_error, run.edns_mw.relative_error) <= 0.1
    assert [share for share, _ in told] == sorted(share for share, _ in told)
    assert told[-1][0] == 1.0
    assert "EDNS" in told[-1][1]
    assert run_adequacy(system(rts79), network=False, samples=run.samples).summary().equals(run.summary())


def test_it_stops_when_time_is_up(system: Any, rts79: Any) -> None:
    run = run_adequacy(system(rts79), network=False, samples=10_000_000, seconds=0.05)
    assert run.stopped_by == "seconds"
    assert 0 < run.samples < 10_000_000


def test_what_was_never_seen_is_not_called_impossible(system: Any) -> None:
    case = {"buses": ["a"], "units": [["1", "a", 50, 1e-6], ["2", "a", 50, 1e-6]], "loads": [["a", 60]]}
    run = run_adequacy(system(case), samples=1000)
    assert run.eens_mwh.value == 0.0
    assert 3 * run.lolp.standard_error == pytest.approx(3e-3, rel=0.01)
    assert run.edns_mw.standard_error == pytest.approx(60 * run.lolp.standard_error)
    assert "no load was lost" in str(run.findings[-1])


@pytest.mark.parametrize("network", [True, False])
def test_nothing_uncertain_is_exact(system: Any, network: bool) -> None:
    case = {"buses": ["a"], "units": [["1", "a", 50, 0.0], ["2", "a", 50, 1.0]], "loads": [["a", 60]]}
    run = run_adequacy(system(case), network=network, hourly_profile=[1.0, 0.5])
    assert (run.lolp.value, run.edns_mw.value, run.lole_h.value) == pytest.approx((0.5, 5.0, 1.0))
    assert (run.lolp.standard_error, run.samples, run.stopped_by) == (0.0, 0, "exact")


def test_stated_rates_take_the_place_of_the_grids(system: Any) -> None:
    case = {"buses": ["a"], "units": [["1", "a", 50, 0.0], ["2", "a", 50, 0.5]], "loads": [["a", 60]]}
    run = run_adequacy(system(case), outage_rates={"gen:0": 0.1, "gen:1": 0.1}, network=False, method="exact")
    assert run.edns_mw.value == pytest.approx(2.4)


def test_import_counts_as_capacity_that_does_not_fail(ukraine: Grid) -> None:
    rates = {str(unit): 0.1 for unit in ukraine.units.index}
    asked = {"outage_rates": rates, "samples": 20, "load_level": 0.9}
    day = operating_conditions(ukraine, DemandSettings())
    peak = int(day.load_mw.sum(axis=1).argmax())
    copper_plate = run_adequacy(ukraine, network=False, **asked)
    assert copper_plate.capacity_mw - day.available_mw[peak].sum() == pytest.approx(day.total_cap_mw)
    assert copper_plate.peak_load_mw == pytest.approx(0.9 * day.load_mw[peak].sum())
    # on the same draws a network never serves more than one bus
    assert run_adequacy(ukraine, **asked).edns_mw.value >= copper_plate.edns_mw.value - 1e-3 > 1.0


def _wrong() -> dict[str, dict[str, Any]]:
    return {
        "samples": {"samples": 0},
        "seed": {"seed": -1},
        "rel_error": {"rel_error": 0.0},
        "seconds": {"seconds": -1.0},
        "method": {"method": "exact"},
        "hourly_profile": {"hourly_profile": [1.0, float("nan")]},
        "load_level": {"load_level": -1.0},
        "outage_rates": {"outage_rates": {"gen:0": 1.5, "gen:77": 0.1}},
    }


@pytest.mark.parametrize(("where", "asked"), list(_wrong().items()), ids=list(_wrong()))
def test_what_cannot_be_used_is_named(where: str, asked: dict[str, Any], system: Any) -> None:
    case = {"buses": ["a"], "units": [["1", "a", 50, 0.1]], "loads": [["a", 60]]}
    with pytest.raises(DataError, match=where):
        run_adequacy(system(case), **asked)


def test_a_grid_without_any_rate_is_refused(ukraine: Grid) -> None:
    with pytest.raises(DataError, match="states no outage rate"):
        run_adequacy(ukraine)
