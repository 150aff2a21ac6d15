"""Many days at once against the full form: the same shedding, load by load, and the same import."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from gridimpact.domain.damage import Contingency
from gridimpact.domain.grid import Grid
from gridimpact.domain.settings import DemandSettings, NetworkSettings, Settings
from gridimpact.network.case.conditions import Conditions, operating_conditions
from gridimpact.network.case.contingencies import DamagedGrid, DamageEffects, apply
from gridimpact.network.dispatch.day import Engine, solve_day
from gridimpact.network.dispatch.imports import import_balance
from gridimpact.network.dispatch.tables import dispatch_tables
from gridimpact.network.ensemble.many_days import DayAnswers, solve_days
from gridimpact.network.ensemble.reservoir_plan import plan_reservoirs

HOURLY = NetworkSettings(coupled_day=False, ac_check=False)
TOLERANCE_MW = 1e-6 * 18_000
"""A millionth of the load of the bundled grid. [MW]"""


@pytest.fixture(scope="module")
def engine(ukraine: Grid) -> Engine:
    return Engine.of(ukraine, HOURLY)


def _differs_mw(engine: Engine, day: tuple[DamagedGrid, Conditions], answers: DayAnswers, number: int) -> float:
    """Largest difference to the full form in any figure. [MW]"""
    damaged, conditions = day
    full = solve_day(engine, damaged, conditions)
    dispatch = dispatch_tables(full)
    total = import_balance(full, dispatch)[1]
    pairs = [(answers.shed_mw[number], dispatch.shed_mw.to_numpy())] + [
        (getattr(answers, name)[number], total[name].to_numpy())
        for name in ("need_mw", "allowed_mw", "deliverable_mw", "used_mw")
    ]
    return max(float(np.abs(one - other).max()) for one, other in pairs)


def _sites(grid: Grid) -> list[str]:
    kinds = grid.components["kind"].isin(["substation", "plant", "interconnector"])
    return sorted(map(str, grid.components.index[kinds & grid.components["in_service"].astype(bool)]))


def _day(grid: Grid, seed: int, most: int) -> tuple[DamagedGrid, Conditions]:
    """Random damage to sites, under a random state of the system, short or not."""
    rng = np.random.default_rng([seed, 77])
    state = grid.reference_states.index[seed % len(grid.reference_states)]
    options = DemandSettings(
        reference_state=str(state),
        demand_scale=float(rng.uniform(0.5, 1.3)),
        generation_scale=float(rng.uniform(0.5, 1.6)),
    )
    hit = rng.choice(_sites(grid), size=int(rng.integers(1, most + 1)), replace=False)
    left = np.where(rng.random(len(hit)) < 0.4, 0.0, rng.uniform(0.0, 1.0, len(hit)))
    case = Contingency(derated=dict(zip(hit.tolist(), left.tolist(), strict=True)))
    return apply(case, grid), operating_conditions(grid, options)


@pytest.mark.parametrize("seed", range(9))
def test_every_hour_is_that_of_the_full_form(seed: int, ukraine: Grid, engine: Engine) -> None:
    day = _day(ukraine, seed, most=12)
    answers = solve_days(engine, [day])
    assert answers.unsolved == 0
    assert answers.proved + answers.solved == 24
    assert _differs_mw(engine, day, answers, 0) < TOLERANCE_MW


def test_most_hours_of_like_samples_are_proved_and_still_the_same(ukraine: Grid, engine: Engine) -> None:
    rng = np.random.default_rng(5)
    base = operating_conditions(ukraine, DemandSettings())
    sites = _sites(ukraine)[10:14]
    days = []
    for _ in range(12):
        left = {site: float(rng.choice([1.0, 0.6, 0.3])) for site in sites}
        scaled = replace(base, load_mw=base.load_mw * rng.uniform(0.95, 1.05))
        days.append((apply(Contingency(derated=left), ukraine), scaled))
    answers = solve_days(engine, days)
    assert answers.proved > 0.8 * 12 * 24
    for number in (0, 7, 11):
        assert _differs_mw(engine, days[number], answers, number) < TOLERANCE_MW


def test_nothing_but_the_days_decides(ukraine: Grid, engine: Engine) -> None:
    days = [_day(ukraine, seed, most=4) for seed in (0, 3, 6)]
    one, other = solve_days(engine, days), solve_days(engine, days)
    assert (one.shed_mw == other.shed_mw).all()
    backwards = solve_days(engine, days[::-1])
    assert np.abs(backwards.shed_mw[::-1] - one.shed_mw).max() < TOLERANCE_MW


def test_a_line_rated_at_nothing_still_holds_its_ends_together(build_grid: Any) -> None:
    """With equal angles at a and c no power flows over b: c sheds all, in both forms."""
    grid = build_grid(
        {
            "buses": ["a", "b", "c"],
            "lines": [["ab", "a", "b", 0.1, 100], ["bc", "b", "c", 0.1, 100], ["ac", "a", "c", 0.1, 0]],
            "units": [["g", "a", 80]],
            "loads": [["d", "c", 60, "general"]],
        }
    )
    plain = NetworkSettings(thermal_margin_share=1.0, loadability_limit=False)
    day = (apply(Contingency(), grid), operating_conditions(grid, DemandSettings()))
    assert solve_days(Engine.of(grid, plain), [day]).shed_mw[0, 0] == pytest.approx([60.0], abs=1e-6)


def test_a_grid_that_weighs_its_loads_is_solved_hour_by_hour(build_grid: Any) -> None:
    grid = build_grid(
        {
            "buses": ["a", "b"],
            "lines": [["l", "a", "b", 0.1, 50]],
            "units": [["g", "a", 80]],
            "loads": [["d", "a", 60, "general"], ["e", "b", 60, "general"]],
        }
    )
    weighted = replace(grid, loads=grid.loads.assign(weight=[1.0, 3.0]))
    day = (apply(Contingency(), weighted), operating_conditions(weighted, DemandSettings()))
    plain = NetworkSettings(thermal_margin_share=1.0, loadability_limit=False)
    answers = solve_days(Engine.of(weighted, plain), [day])
    # 80 MW for 120: 50 MW pass to the dear load, 30 MW stay
    assert answers.shed_mw[0, 0] == pytest.approx([30.0, 10.0], abs=1e-6)
    assert (answers.proved, answers.solved) == (0, 1)


def test_effects_found_once_apply_like_the_contingency_itself(ukraine: Grid) -> None:
    rng = np.random.default_rng(3)
    names = rng.choice(ukraine.components.index.to_numpy(str), size=60, replace=False).tolist()
    effects = DamageEffects(ukraine)
    for _ in range(20):
        hit = rng.choice(names, size=12, replace=False)
        left = np.where(rng.random(12) < 0.4, 0.0, rng.uniform(0, 1, 12))
        case = Contingency(derated=dict(zip(hit.tolist(), left.tolist(), strict=True)))
        quick, full = effects.apply(case), apply(case, ukraine)
        assert (quick.bus_in_service == full.bus_in_service).all()
        assert (quick.branch_switched == full.branch_switched).all()
        for name in ("branch_left", "unit_left", "interconnector_left"):
            assert getattr(quick, name) == pytest.approx(getattr(full, name), abs=1e-12)


def test_water_goes_to_the_hours_that_lack_most() -> None:
    """10 MWh, at most 8 MW, demand 100 in each hour, 2, 12 and 6 MW short: hours two and three get 8 and 2 MWh."""
    need = np.array([[2.0, 12.0, 6.0]])
    planned = plan_reservoirs(need, np.full((1, 3), 100.0), np.zeros(1), np.array([[8.0]]), np.array([[10.0]]))
    assert planned[0, :, 0] == pytest.approx([0.0, 8.0, 2.0], abs=1e-9)


def test_water_that_no_shortage_needs_replaces_import() -> None:
    """6 MWh: 1 MWh for what 8 MW of import leave; 5 MWh level the import of 4, 8 and 4 MW at 11/3 MW."""
    need = np.array([[4.0, 9.0, 4.0]])
    planned = plan_reservoirs(need, np.full((1, 3), 100.0), np.full(1, 8.0), np.array([[6.0]]), np.array([[6.0]]))
    assert planned[0, :, 0] == pytest.approx([1 / 3, 16 / 3, 1 / 3], abs=1e-9)


def test_the_quick_plan_of_reservoirs_is_near_the_coupled_day(ukraine: Grid) -> None:
    """Energy not served with water planned without a network, against the day as one problem."""
    from gridimpact.studies.ensemble import job_of
    from gridimpact.studies.ensemble_spec import sampled_days

    for state in ("winter-2026-01", "summer-2024"):
        options = Settings(demand=DemandSettings(reference_state=state), network=NetworkSettings(ac_check=False))
        options = replace(options, ensemble=replace(options.ensemble, demand_sd_share=0.0, unit_outages=False))
        job = job_of(ukraine, Contingency(derated={"substation:usatove": 0.3}), options)
        sampler = job.sampler
        draws = sampler.draw([0])
        days = sampled_days(sampler, draws, DamageEffects(ukraine))
        engine = Engine.of(ukraine, options.network)
        quick = solve_days(engine, days).shed_mw.sum()
        day = solve_day(engine, days[0][0], sampler.day(draws, 0))
        assert day.coupled
        coupled = dispatch_tables(day).shed_mw.to_numpy().sum()
        assert quick == pytest.approx(coupled, rel=0.002, abs=1.0)
