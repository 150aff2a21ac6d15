"""First hours: worked cases (tests/cases/first_hours), what always holds, and the bundled grid."""

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridimpact.assessment import assess, evaluate
from gridimpact.domain.damage import Contingency
from gridimpact.domain.first_hours import FirstHours
from gridimpact.domain.grid import Grid
from gridimpact.domain.settings import NetworkSettings, Settings
from gridimpact.errors import DataError, Severity
from gridimpact.network.cascade.first_hours import first_hours
from gridimpact.network.case.conditions import assessed_day, operating_conditions
from gridimpact.network.case.contingencies import apply
from gridimpact.network.dispatch.day import Day, Engine, solve_day
from gridimpact.network.dispatch.tables import dispatch_tables
from gridimpact.network.flow.dc_flow import DcNetwork
from gridimpact.network.lp.status import FAILED

CASES = Path(__file__).parents[2] / "cases" / "first_hours"
OPTIONS = ("trip_loading_share", "first_hours_steps", "first_hours_import_rises")
PLAIN = Settings(network=NetworkSettings(thermal_margin_share=1.0, loadability_limit=False, ac_check=False))
TABLES = ("buses", "lines", "transformers", "units", "loads", "interconnectors")


def _steps() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.toml")):
        case = tomllib.loads(path.read_text(encoding="utf-8"))
        found += [pytest.param(case, step, id=f"{path.stem}-{number}") for number, step in enumerate(case["steps"])]
    return found


def _followed(grid: Grid, contingency: Contingency, options: Settings = PLAIN) -> FirstHours:
    found = evaluate(grid, contingency, options, stage="immediate").first_hours
    assert found is not None
    return found


@pytest.mark.parametrize(("case", "step"), _steps())
def test_the_answer_is_the_one_worked_by_hand(case: Any, step: Any, build_grid: Any) -> None:
    options = replace(PLAIN, network=replace(PLAIN.network, **{k: step[k] for k in OPTIONS if k in step}))
    contingency = Contingency(out=tuple(step.get("out", ())), derated=step.get("derated", {}))

    told = _followed(build_grid(case), contingency, options)

    for load, expected in step["shed"].items():
        assert told.loads["shed_mw"][f"load:{load}"] == pytest.approx(expected, abs=1e-3), load
    assert told.dispatched_shed_mw == pytest.approx(step["dispatched"], abs=1e-3)
    assert told.loads["before_mw"].sum() == pytest.approx(step.get("before", 0.0), abs=1e-3)
    assert (told.steps, told.settled) == (step["tripping_steps"], step.get("settled", True))
    events = told.events
    found = list(zip(events["step"], events["component"], events["reason"], strict=True))
    assert found == [(number, name, reason) for number, name, reason, _, _ in step["events"]]
    amounts = np.array([row[3:] for row in step["events"]], dtype=float).reshape(-1, 2)
    np.testing.assert_allclose(events[["shed_mw", "source_lost_mw"]].to_numpy(float), amounts, atol=1e-3)
    for branch, expected in step.get("loading", {}).items():
        at = events[(events["component"] == branch) & (events["reason"] == "overload")]
        assert at["loading_share"].item() == pytest.approx(expected, abs=1e-6)


def test_there_are_cases() -> None:
    assert len(_steps()) >= 13


def test_each_trip_says_what_it_follows_from(build_grid: Any) -> None:
    case = tomllib.loads((CASES / "chain.toml").read_text(encoding="utf-8"))
    events = _followed(build_grid(case), Contingency(out=("line:h",))).events
    assert events["trigger"].tolist() == [
        "reported damage",
        "reported damage",
        "line:l1",
        "line:l2",
        "line:l3",
        "line:l3",
    ]
    assert events["kind"].tolist() == ["line", "line", "line", "line", "bus", "island"]
    assert set(events["region_id"]) == {"R"}


def test_giving_up_is_told(build_grid: Any) -> None:
    case = tomllib.loads((CASES / "chain.toml").read_text(encoding="utf-8"))
    options = replace(PLAIN, network=replace(PLAIN.network, first_hours_steps=1))
    told = _followed(build_grid(case), Contingency(out=("line:h",)), options)
    assert any("still trip after 1 steps" in finding.what for finding in told.findings)


def test_what_was_carried_before_does_not_trip_later(build_grid: Any) -> None:
    """Rated 100 but operated at 150 (the margin is a setting): the loading before is the threshold, and told."""
    case = {
        "buses": ["a", "b", "c"],
        "lines": [["ab", "a", "b", 0.1, 100], ["ac", "a", "c", 0.1, 100]],
        "units": [["g", "a", 200]],
        "loads": [["db", "b", 150, "general"], ["dc", "c", 50, "general"]],
    }
    options = replace(PLAIN, network=replace(PLAIN.network, thermal_margin_share=1.5))
    told = _followed(build_grid(case), Contingency(out=("line:ac",)), options)
    assert told.loads["shed_mw"].tolist() == pytest.approx([0.0, 50.0], abs=1e-3)
    assert any(finding.ids == ("line:ab",) for finding in told.findings)


def test_the_stage_changes_no_other_figure(ukraine: Grid, quick: Settings) -> None:
    case = Contingency(out=("substation:usatove",), derated={"plant:P001": 0.5})
    operated, immediate = (evaluate(ukraine, case, quick, stage=stage) for stage in ("operated", "immediate"))
    assert operated.first_hours is None
    assert immediate.first_hours is not None
    pd.testing.assert_series_equal(operated.total_shed_mw, immediate.total_shed_mw)
    pd.testing.assert_frame_equal(operated.dispatch.flow_mw, immediate.dispatch.flow_mw)
    told = immediate.first_hours
    assert told.snapshot == immediate.peak
    assert told.dispatched_shed_mw == pytest.approx(immediate.total_shed_mw[immediate.peak])
    assert told.range_mw == (told.dispatched_shed_mw, max(told.dispatched_shed_mw, told.total_shed_mw))
    assert any("before operators act up to" in f.what and f.severity is Severity.INFO for f in immediate.findings)
    assert told.regions["shed_mw"].sum() == pytest.approx(told.total_shed_mw)
    assert told.islands["shed_mw"].sum() == pytest.approx(
        told.total_shed_mw - told.loads["shed_mw"][told.island[ukraine.loads["bus_id"]].to_numpy() < 0].sum()
    )


def test_reports_are_followed_too(ukraine: Grid, quick: Settings) -> None:
    told = assess(ukraine, [], quick, stage="immediate")
    assert told.evaluation.first_hours is not None
    assert told.evaluation.first_hours.events.empty
    assert told.baseline.first_hours is None


def test_an_unknown_stage_is_refused(ukraine: Grid) -> None:
    with pytest.raises(DataError, match="there is no such stage") as error:
        evaluate(ukraine, Contingency(), stage="later")  # type: ignore[arg-type]
    assert "operated, immediate" in str(error.value)


def test_an_unsolved_hour_is_told_and_not_followed(ukraine: Grid, quick: Settings) -> None:
    day = _undamaged(ukraine, quick)
    hour = int(day.case_bounds.load_pu.sum(axis=1).argmax())
    failed = replace(day.hours[hour], dispatch=replace(day.hours[hour].dispatch, status=FAILED))
    broken = replace(day, hours=(*day.hours[:hour], failed, *day.hours[hour + 1 :]))
    told = first_hours(broken, apply(Contingency(out=("line:L001",)), ukraine), dispatch_tables(day))
    assert [finding.severity for finding in told.findings] == [Severity.ERROR]
    assert told.steps == 0


def _undamaged(grid: Grid, options: Settings) -> Day:
    network = replace(options.network, coupled_day=False)
    conditions = operating_conditions(grid, options.demand, network=network)
    return solve_day(Engine.of(grid, network), apply(Contingency(), grid), conditions)


@pytest.fixture(scope="module")
def undamaged(ukraine: Grid) -> Day:
    return _undamaged(ukraine, Settings())


def random_contingency(grid: Grid, seed: int) -> Contingency:
    """1 to 30 % of all components out or derated."""
    rng = np.random.default_rng([seed, 11])
    ids = grid.components.index[grid.components["in_service"].astype(bool)].to_numpy()
    hit = rng.choice(ids, size=int(len(ids) * rng.uniform(0.01, 0.3)), replace=False)
    out = rng.random(len(hit)) < 0.5
    return Contingency(
        out=tuple(hit[out]), derated=dict(zip(hit[~out], rng.uniform(0.0, 1.0, (~out).sum()), strict=True))
    )


def test_many_contingencies_of_the_bundled_grid_are_followed_in_few_steps(ukraine: Grid, undamaged: Day) -> None:
    dispatch = dispatch_tables(undamaged)
    tripped = 0
    for seed in range(24):
        damaged = apply(random_contingency(ukraine, seed), ukraine)
        told = first_hours(undamaged, damaged, dispatch)
        assert told.settled
        assert told.steps <= 5, seed
        _holds(told)
        tripped += told.steps
    assert tripped > 10  # otherwise nothing was followed


def _holds(told: FirstHours) -> None:
    loads, events = told.loads, told.events
    assert (loads["shed_mw"] >= 0).all()
    assert (loads["shed_mw"] <= loads["load_mw"]).all()
    assert (loads["shed_mw"] >= loads["before_mw"] - 1e-6).all()  # nothing comes back by itself
    scale = max(1.0, float(loads["load_mw"].sum()))
    new = float((loads["shed_mw"] - loads["before_mw"]).sum())
    assert float(events["shed_mw"].sum()) == pytest.approx(new, abs=1e-5 * scale + 0.05)
    served = told.islands["load_mw"] - told.islands["shed_mw"]
    live = told.islands["energised"]
    assert (served[~live] < 0.02).all()
    assert not events.duplicated(["step", "component", "reason", "region_id"]).any()
    assert not events[events["reason"] == "overload"]["component"].duplicated().any()


def test_the_order_of_rows_changes_nothing(ukraine: Grid, undamaged: Day, quick: Settings) -> None:
    rng = np.random.default_rng(3)
    shuffled = replace(
        ukraine, **{name: (t := getattr(ukraine, name)).iloc[rng.permutation(len(t))] for name in TABLES}
    )
    other_day = _undamaged(shuffled, quick)
    for seed in (7, 9, 17):
        contingency = random_contingency(ukraine, seed)
        one = first_hours(undamaged, apply(contingency, ukraine), dispatch_tables(undamaged))
        other = first_hours(other_day, apply(contingency, shuffled), dispatch_tables(other_day))
        words = ["step", "component", "kind", "region_id", "reason", "trigger"]
        pd.testing.assert_frame_equal(one.events[words], other.events[words])
        np.testing.assert_allclose(one.events["shed_mw"], other.events["shed_mw"], atol=0.02)
        np.testing.assert_allclose(one.loads["shed_mw"], other.loads["shed_mw"].reindex(one.loads.index), atol=0.02)
        assert one.islands["bus_id"].tolist() == other.islands["bus_id"].tolist()
        pd.testing.assert_series_equal(one.island, other.island.reindex(one.island.index))


megawatts = st.integers(min_value=0, max_value=200).map(float)


@st.composite
def cases(draw: st.DrawFn) -> dict[str, Any]:
    """Meshed grids of 2 to 6 buses with ties, lines without reactance, loads that feed in, two neighbours."""
    buses = [f"b{i}" for i in range(draw(st.integers(2, 6)))]
    ends = st.tuples(st.sampled_from(buses), st.sampled_from(buses)).filter(lambda pair: pair[0] != pair[1])
    reactance = st.sampled_from([0.0, 0.01, 0.1, 0.3])
    lines, ties = draw(st.lists(ends, max_size=8)), draw(st.lists(ends, max_size=3))
    kinds = st.sampled_from(["critical", "general"])
    return {
        "buses": buses,
        "lines": [[f"l{i}", a, b, draw(reactance), draw(megawatts)] for i, (a, b) in enumerate(lines)],
        "ties": [[f"t{i}", a, b, draw(megawatts)] for i, (a, b) in enumerate(ties)],
        "units": [[f"g{i}", draw(st.sampled_from(buses)), draw(megawatts)] for i in range(draw(st.integers(0, 4)))],
        "loads": [
            [f"d{i}", draw(st.sampled_from(buses)), float(draw(st.integers(-50, 200))), draw(kinds)]
            for i in range(draw(st.integers(1, 6)))
        ],
        "interconnectors": [[f"x{c}", draw(st.sampled_from(buses)), c, draw(megawatts)] for c in ("PL", "SK")],
        "rules": [["total", "", draw(megawatts)], ["share", "PL", 0.5], ["share", "SK", 0.5]],
    }


def _network_alone(grid: Grid, contingency: Contingency, options: Settings = PLAIN) -> tuple[FirstHours, float]:
    """What `evaluate` does of the network for the first hours, and the shedding of the dispatch. [MW]"""
    engine, conditions = Engine.of(grid, options.network), assessed_day(grid, options)
    damaged = apply(contingency, grid)
    day = solve_day(engine, damaged, conditions)
    before = solve_day(engine, apply(Contingency(), grid), conditions) if contingency.components else day
    dispatch = dispatch_tables(day)
    return first_hours(before, damaged, dispatch), float(dispatch.shed_mw.sum(axis=1).iloc[0])


common = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@common
@given(case=cases(), seed=st.integers(0, 10_000), rises=st.booleans())
def test_shedding_stays_within_load_whatever_is_hit(
    case: dict[str, Any], seed: int, rises: bool, build_grid: Any
) -> None:
    grid: Grid = build_grid(case)
    rng = np.random.default_rng(seed)
    ids = np.concatenate([getattr(grid, name).index.to_numpy(str) for name in TABLES if len(getattr(grid, name))])
    ids = ids[~np.char.startswith(ids, "load:")]
    hit = ids[rng.random(len(ids)) < 0.3]
    contingency = Contingency(out=tuple(hit[::2]), derated=dict.fromkeys(hit[1::2], 0.5))
    options = replace(PLAIN, network=replace(PLAIN.network, first_hours_import_rises=rises))
    told, _ = _network_alone(grid, contingency, options)
    assert told.settled
    _holds(told)


@common
@given(case=cases())
def test_without_damage_nothing_happens(case: dict[str, Any], build_grid: Any) -> None:
    grid: Grid = build_grid(case)
    told, shed_mw = _network_alone(grid, Contingency())
    assert told.events.empty
    assert told.total_shed_mw == pytest.approx(shed_mw, abs=0.02)


def _network(x: list[float], shift: list[float] | None = None) -> DcNetwork:
    """All branches from bus 0 to bus 1."""
    count = len(x)
    return DcNetwork.of(
        np.zeros(count, dtype=np.int64),
        np.ones(count, dtype=np.int64),
        x_pu=np.array(x),
        shift_rad=np.array(shift or [0.0] * count),
        in_service=np.ones(count, dtype=bool),
        grounded=np.array([True, False]),
    )


@pytest.mark.parametrize(
    ("x", "shift", "flows"),
    [
        ([0.1], None, [1.0]),
        ([0.1, 0.3], None, [0.75, 0.25]),
        ([0.0, 0.0], None, [0.5, 0.5]),
        ([0.0, 0.1], None, [1.0, 0.0]),
        ([0.1, -0.2], None, [2.0, -1.0]),
        # the shift drives φ / (x1 + x2) = 0.05 / 0.2 round the pair, against branch 0
        ([0.1, 0.1], [0.05, 0.0], [0.25, 0.75]),
    ],
)
def test_flows_divide_by_reactance(x: list[float], shift: list[float] | None, flows: list[float]) -> None:
    found = _network(x, shift).flows(np.array([1.0, -1.0]))
    np.testing.assert_allclose(found, flows, atol=2e-5)


def test_reactances_that_cancel_do_not_stop_the_calculation() -> None:
    assert np.isfinite(_network([0.1, -0.1]).flows(np.array([1.0, -1.0]))).all()


def test_sensitivities_are_what_one_unit_of_power_adds() -> None:
    network = _network([0.1, 0.3])
    np.testing.assert_allclose(network.sensitivities(), [[0.0, -0.75], [0.0, -0.25]])
    np.testing.assert_allclose(network.sensitivities(np.array([1])), [[0.0, -0.25]])


def test_lines_without_a_limit_never_trip(build_grid: Any, quick: Settings) -> None:
    """Two lines without a limit; with one of them out all goes over the other."""
    grid = build_grid({"buses": ["a", "b"], "units": [["g", "a", 100]], "loads": [["d", "b", 80, "general"]],
                       "lines": [["l1", "a", "b", 0.1, np.inf], ["l2", "a", "b", 0.1, np.inf]]})  # fmt: skip
    evaluation = evaluate(grid, Contingency(out=("line:l2",)), quick, stage="immediate")
    assert evaluation.first_hours is not None
    assert evaluation.first_hours.loads["shed_mw"].sum() == pytest.approx(0.0)
