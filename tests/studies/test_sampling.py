"""Draws: marginals of the belief, sites that fall together, and one layout for every scenario."""

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from gridimpact.domain.damage import Contingency, DamageBelief
from gridimpact.domain.grid import Grid
from gridimpact.domain.settings import DemandSettings, NetworkSettings, Settings
from gridimpact.domain.vocabulary import DAMAGE_STATES
from gridimpact.network.case.conditions import operating_conditions
from gridimpact.studies.damage_distribution import suspicions_of
from gridimpact.studies.sampling import Sampler, outage_rates

DRAWS = 8_000
CHANCES = {
    "substation:usatove": [0.1, 0.2, 0.3, 0.25, 0.15],
    "plant:P020": [0.4, 0.1, 0.1, 0.2, 0.2],
    "substation:kharkiv": [0.7, 0.0, 0.2, 0.1, 0.0],
}


def _belief(grid: Grid, chances: dict[str, list[float]], influence: list[dict[str, Any]] | None = None) -> DamageBelief:
    table = pd.DataFrame(chances, index=list(DAMAGE_STATES)).T.rename_axis("component_id")
    columns = ["report_id", "component_id", "share", "weight", "claim", "p_damaged_without"]
    return DamageBelief(
        table=table,
        components=grid.components.loc[table.index, ["kind", "name_en", "name_uk", "region_id"]],
        matches=pd.DataFrame(),
        influence=pd.DataFrame(influence or [], columns=columns),
    )


def _sampler(grid: Grid, damage: Any, settings: Settings = Settings(), seed: int = 4) -> Sampler:
    return Sampler(
        grid=grid,
        distribution=suspicions_of(grid, damage),
        settings=settings,
        conditions=operating_conditions(grid, settings.demand),
        seed=seed,
    )


def _correlated(settings: Settings, rho: float) -> Settings:
    return replace(settings, ensemble=replace(settings.ensemble, site_correlation=rho))


def test_states_are_drawn_as_often_as_believed(ukraine: Grid) -> None:
    sampler = _sampler(ukraine, _belief(ukraine, CHANCES))
    state = sampler.draw(range(DRAWS)).state
    for number, name in enumerate(sampler.distribution.components):
        seen = np.bincount(state[:, number], minlength=5) / DRAWS
        error = np.sqrt(np.array(CHANCES[name]) * (1 - np.array(CHANCES[name])) / DRAWS)
        assert (np.abs(seen - CHANCES[name]) <= 4 * error + 1e-12).all(), name


def test_what_stands_on_one_site_is_hit_together_more_often(ukraine: Grid) -> None:
    unit = str(ukraine.units.index[(ukraine.units["bus_id"] == "bus:trypillia-330").to_numpy()][0])
    chances = {"substation:trypillia": [0.5, 0, 0, 0, 0.5], unit: [0.5, 0, 0, 0, 0.5]}
    together = {}
    for rho in (0.0, 0.5, 0.999999):
        sampler = _sampler(ukraine, _belief(ukraine, chances), _correlated(Settings(), rho))
        hit = sampler.draw(range(DRAWS)).state > 0
        together[rho] = float((hit[:, 0] == hit[:, 1]).mean())
    # two normals of correlation ρ have one sign with chance 1/2 + arcsin(ρ)/π
    assert together[0.0] == pytest.approx(0.5, abs=0.02)
    assert together[0.5] == pytest.approx(0.5 + np.arcsin(0.5) / np.pi, abs=0.02)
    assert together[0.999999] > 0.99


def test_of_those_that_one_report_may_mean_as_many_fall_as_it_says(ukraine: Grid) -> None:
    """Three candidates of one report with a third each: always exactly one, each as often as believed."""
    third = [2 / 3, 0.0, 1 / 6, 1 / 6, 0.0]
    names = ["plant:P010", "plant:P011", "plant:P012"]
    influence = [
        {"report_id": "A", "component_id": name, "share": 1 / 3, "weight": 0.8, "claim": "moderate"} for name in names
    ]
    sampler = _sampler(ukraine, _belief(ukraine, dict.fromkeys(names, third), influence))
    state = sampler.draw(range(DRAWS)).state
    assert ((state > 0).sum(axis=1) == 1).all()
    assert (state > 0).mean(axis=0) == pytest.approx([1 / 3] * 3, abs=0.02)
    assert (state == 2).sum() == pytest.approx((state == 3).sum(), rel=0.1)


def test_a_sample_is_the_same_in_any_order_and_beside_other_suspicions(ukraine: Grid) -> None:
    few = {name: CHANCES[name] for name in ("substation:usatove", "plant:P020")}
    one, other = _sampler(ukraine, _belief(ukraine, CHANCES)), _sampler(ukraine, _belief(ukraine, few))
    draws, alone, fewer = one.draw([5, 2, 9]), one.draw([2]), other.draw([5, 2, 9])
    assert (draws.state[1] == alone.state[0]).all()
    assert (draws.unit_up[1] == alone.unit_up[0]).all()
    assert draws.demand_factor[1] == alone.demand_factor[0]
    both = [list(one.distribution.components).index(name) for name in other.distribution.components]
    assert (draws.state[:, both] == fewer.state).all()
    assert not (one.draw([3]).unit_up == _sampler(ukraine, _belief(ukraine, CHANCES), seed=5).draw([3]).unit_up).all()


def test_the_order_of_the_grids_rows_decides_nothing(ukraine: Grid) -> None:
    shuffled = replace(ukraine, units=ukraine.units.iloc[::-1], substations=ukraine.substations.iloc[::-1])
    belief = _belief(ukraine, CHANCES)
    one, other = (_sampler(grid, belief).draw(range(20)) for grid in (ukraine, shuffled))
    assert (one.state == other.state).all()
    assert (one.unit_up[:, ::-1] == other.unit_up).all()


def test_units_fail_without_moving_the_published_mean(ukraine: Grid) -> None:
    sampler = _sampler(ukraine, {})
    rate, factor = outage_rates(ukraine, sampler.settings, sampler.conditions)
    assert (rate * 0 + (1 - rate) * factor) == pytest.approx(np.ones(len(rate)), abs=1e-12)
    hour = sampler.conditions.available_mw[18]
    # no unit gives more than it has
    assert (hour * factor <= ukraine.units["p_nom_mw"].to_numpy(float) + 1e-6).all()
    draws = sampler.draw(range(2_000))
    mean = np.mean([sampler.day(draws, n).available_mw[18].sum() for n in range(0, 2_000, 4)])
    assert mean == pytest.approx(hour.sum(), rel=0.01)


def test_a_rate_that_the_grid_states_counts_in_full(system: Any) -> None:
    grid = system({"buses": ["a"], "units": [["g", "a", 100, 0.25]], "loads": [["a", 50]]})
    sampler = _sampler(grid, {}, Settings(network=NetworkSettings()))
    up = sampler.draw(range(4_000)).unit_up[:, 0]
    assert up.mean() == pytest.approx(0.75, abs=0.03)
    assert outage_rates(grid, Settings(), sampler.conditions)[1].tolist() == [1.0]


def test_stated_probabilities_and_stated_damage(ukraine: Grid) -> None:
    sampler = _sampler(ukraine, {"line:L001": 1.0, "plant:P020": 0.0})
    assert sampler.distribution.components == ("line:L001",)
    assert sampler.contingency(sampler.draw([0]).state[0]).out == ("line:L001",)
    known = replace(sampler, stated=Contingency(derated={"line:L001": 0.5, "line:L002": 0.5}))
    case = known.contingency(np.array([0]))
    assert dict(case.derated) == {"line:L001": 0.5, "line:L002": 0.5}


def test_weather_and_import_stay_within_their_spread(ukraine: Grid) -> None:
    draws = _sampler(ukraine, {}, Settings(demand=DemandSettings())).draw(range(3_000))
    assert 0.4 <= draws.wind_factor.min() < 0.41
    assert 1.59 < draws.wind_factor.max() <= 1.6
    assert draws.solar_factor.mean() == pytest.approx(1.0, abs=0.02)
    assert 0.9 <= draws.import_factor.min() <= draws.import_factor.max() <= 1.0
    assert draws.demand_factor.std() == pytest.approx(0.03, rel=0.05)
