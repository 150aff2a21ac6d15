"""One piece of an ensemble, as any worker does it: draw samples, apply their damage, answer their days."""

from dataclasses import dataclass, replace
from time import perf_counter

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from gridimpact.domain.damage import Contingency
from gridimpact.domain.grid import Grid
from gridimpact.domain.sample_table import SampleTable
from gridimpact.domain.settings import Settings
from gridimpact.network.case.conditions import Conditions
from gridimpact.network.case.contingencies import DamagedGrid, DamageEffects
from gridimpact.network.dispatch.day import Engine
from gridimpact.network.ensemble.many_days import DayAnswers, solve_days
from gridimpact.network.ensemble.reservoir_plan import plan_reservoirs
from gridimpact.studies.damage_distribution import DamageDistribution
from gridimpact.studies.sampling import Draws, Sampler

Floats = NDArray[np.float64]

CHUNK_SAMPLES = 250
"""Samples that are worked out together. [-]  Chosen: enough to learn from each other, few enough to stop in between. An
answer depends on the piece it is in to the last digit, so it is not an option."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EnsembleSpec:
    """Everything a worker needs to know.

    Attributes
    ----------
    key : str
        Content hash; equal specifications have equal keys.
    grid : Grid
    distribution : DamageDistribution
    stated : Contingency
        Damage that is certain, beside what is drawn.
    settings : Settings
    conditions : Conditions
        The expected day.
    seed : int
        Of the random draws. [-]
    """

    key: str
    grid: Grid
    distribution: DamageDistribution
    stated: Contingency
    settings: Settings
    conditions: Conditions
    seed: int

    @property
    def sampler(self) -> Sampler:
        """Draws the samples."""
        return Sampler(
            grid=self.grid,
            distribution=self.distribution,
            stated=self.stated,
            settings=self.settings,
            conditions=self.conditions,
            seed=self.seed,
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Chunk:
    """What came of some samples.

    Attributes
    ----------
    table : SampleTable
    method : dict of str to int
        Sample hours `proved`, `solved` and `unsolved`. [-]
    seconds : dict of str to float
        Time by stage. [s]
    """

    table: SampleTable
    method: dict[str, int]
    seconds: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Ready:
    """What a worker keeps between pieces of one job."""

    sampler: Sampler
    engine: Engine
    effects: DamageEffects
    of_region: Floats


_READY: dict[str, _Ready] = {}
"""The last job of this process; one worker serves one job at a time."""


def run_piece(spec: EnsembleSpec, samples: tuple[int, ...]) -> Chunk:
    """Work out some samples.

    Parameters
    ----------
    spec : EnsembleSpec
    samples : tuple of int
        Their numbers. [-]

    Returns
    -------
    Chunk
        Depends on the specification and the samples alone.
    """
    # small matrices: more threads than one cost more than they bring, and workers share the processors
    with threadpool_limits(limits=1):
        ready = _ready(spec)
        clock = [perf_counter()]
        draws = ready.sampler.draw(samples)
        clock.append(perf_counter())
        days = sampled_days(ready.sampler, draws, ready.effects)
        clock.append(perf_counter())
        answers = solve_days(ready.engine, days)
        without = _without_damage(ready, draws, answers)
        clock.append(perf_counter())
        table = SampleTable(
            samples=draws.samples,
            state=draws.state.astype(np.int8),
            demand_factor=draws.demand_factor,
            shed_mw=answers.shed_mw @ ready.of_region,
            shed_without_mw=without.shed_mw @ ready.of_region,
            need_mw=answers.need_mw,
            allowed_mw=answers.allowed_mw,
            deliverable_mw=answers.deliverable_mw,
            used_mw=answers.used_mw,
        )
    spent = np.diff(clock).tolist()
    return Chunk(
        table=table,
        method={
            name: getattr(answers, name) + (getattr(without, name) if without is not answers else 0)
            for name in ("proved", "solved", "unsolved", "partial")
        },
        seconds=dict(zip(("sampling", "damage", "hours"), spent, strict=True)),
    )


def _without_damage(ready: _Ready, draws: Draws, answers: DayAnswers) -> DayAnswers:
    """The same samples without the reported damage; the same answers where no sample has any."""
    sampler = ready.sampler
    if not sampler.stated.components and not draws.state.any():
        return answers
    intact = ready.effects.apply(Contingency())
    days = [(intact, sampler.day(draws, number)) for number in range(len(draws.samples))]
    return solve_days(ready.engine, with_reservoirs(sampler, days))


def sampled_days(sampler: Sampler, draws: Draws, effects: DamageEffects) -> list[tuple[DamagedGrid, Conditions]]:
    """Damaged grid and conditions of each sample; reservoirs run when they are needed most, as the settings say.

    Parameters
    ----------
    sampler : Sampler
    draws : Draws
    effects : DamageEffects
        Of the components in question and of those with stated damage.

    Returns
    -------
    list of (DamagedGrid, Conditions)
        What `evaluate` would need to work out the same sample.
    """
    days = [
        (effects.apply(sampler.contingency(draws.state[number])), sampler.day(draws, number))
        for number in range(len(draws.samples))
    ]
    return with_reservoirs(sampler, days)


def with_reservoirs(
    sampler: Sampler, days: list[tuple[DamagedGrid, Conditions]]
) -> list[tuple[DamagedGrid, Conditions]]:
    """Days in which reservoirs run when they are needed most, where the settings plan them over the day.

    Parameters
    ----------
    sampler : Sampler
    days : list of (DamagedGrid, Conditions)
        One a sample.

    Returns
    -------
    list of (DamagedGrid, Conditions)
        In the same order.
    """
    if not sampler.settings.network.coupled_day or not len(sampler.conditions.reservoirs.unit):
        return days
    return _with_water(sampler, days)


def _with_water(sampler: Sampler, days: list[tuple[DamagedGrid, Conditions]]) -> list[tuple[DamagedGrid, Conditions]]:
    """Plan the reservoirs of all samples at once, by technology."""
    units = sampler.conditions.reservoirs.unit
    technology = sampler.grid.units["technology"].to_numpy(str)[units]
    kinds = np.unique(technology)
    belongs = (technology[:, None] == kinds[None, :]).astype(float)
    standing = np.stack([damaged.unit_left * damaged.bus_in_service[_unit_bus(sampler)] for damaged, _ in days])
    power = np.stack([day.reservoirs.power_mw for _, day in days]) * standing[:, units]
    energy = np.stack([day.reservoirs.energy_mwh for _, day in days]) * standing[:, units]
    available = np.minimum(np.stack([day.available_mw for _, day in days]), 1e9) * standing[:, None, :]
    demand = np.stack([np.maximum(day.load_mw, 0.0).sum(axis=1) for _, day in days])
    others = available.sum(axis=2) - available[:, :, units].sum(axis=2)
    import_mw = np.array([_import_mw(sampler, damaged, day) for damaged, day in days])
    kind_power = power @ belongs
    planned = plan_reservoirs(demand - others, demand, import_mw, kind_power, energy @ belongs)
    share = np.divide(planned, kind_power[:, None, :], out=np.zeros_like(planned), where=kind_power[:, None, :] > 0)
    of_unit = share @ belongs.T
    return [
        (damaged, _running(day, units, day.reservoirs.power_mw[None, :] * of_unit[number]))
        for number, (damaged, day) in enumerate(days)
    ]


def _running(day: Conditions, units: NDArray[np.int64], power_mw: Floats) -> Conditions:
    available = day.available_mw.copy()
    available[:, units] = power_mw
    return replace(day, available_mw=available)


def _import_mw(sampler: Sampler, damaged: DamagedGrid, day: Conditions) -> float:
    """Import that rules and standing lines allow, as far as a plan needs to know."""
    interconnectors = sampler.grid.interconnectors
    if not len(interconnectors):
        return 0.0
    rating = float((interconnectors["s_nom_mva"].to_numpy(float) * damaged.interconnector_left).sum())
    return min(day.total_cap_mw, rating * sampler.settings.network.thermal_margin_share)


def _unit_bus(sampler: Sampler) -> NDArray[np.int64]:
    return np.asarray(sampler.grid.buses.index.get_indexer(pd.Index(sampler.grid.units["bus_id"])), dtype=np.int64)


def _ready(spec: EnsembleSpec) -> _Ready:
    if spec.key not in _READY:
        _READY.clear()
        sampler = spec.sampler
        _READY[spec.key] = _Ready(
            sampler=sampler,
            engine=Engine.of(spec.grid, spec.settings.network),
            effects=DamageEffects(spec.grid),
            of_region=region_matrix(spec.grid),
        )
    return _READY[spec.key]


def region_matrix(grid: Grid) -> Floats:
    """Matrix that sums loads to regions.

    Parameters
    ----------
    grid : Grid

    Returns
    -------
    array, shape (loads, regions)
        1 where the load is in the region, else 0. [-]
    """
    regions = grid.regions.index.to_numpy()
    return np.asarray(grid.loads["region_id"].to_numpy()[:, None] == regions[None, :], dtype=np.float64)
