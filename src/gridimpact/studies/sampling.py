"""Samples of what may be true: damage drawn from a belief, and the day it falls on.

Every draw comes from `default_rng([sample, seed])` and is laid out by the grid alone, so that a sample is
the same in any order, on any machine and in any scenario of one grid: differences between scenarios
are then differences of assumptions, not of luck.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtr

from gridimpact.domain.damage import Contingency
from gridimpact.domain.grid import Grid
from gridimpact.domain.settings import Settings
from gridimpact.domain.vocabulary import DAMAGE_STATES
from gridimpact.evidence.lexicon import capacity_left
from gridimpact.network.case.conditions import Conditions
from gridimpact.studies.damage_distribution import DamageDistribution, sites

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Draws:
    """What chance decides of some samples.

    Attributes
    ----------
    samples : array of int, shape (samples,)
        Their numbers. [-]
    state : array of int, shape (samples, components)
        Damage state of each component in question, 0 none to 4 complete. [-]
    demand_factor, wind_factor, solar_factor, import_factor : array, shape (samples,)
        Over the expected value. [-]
    unit_up : array of bool, shape (samples, units)
        In the order of the grid's units.
    """

    samples: Ints
    state: Ints
    demand_factor: Floats
    wind_factor: Floats
    solar_factor: Floats
    import_factor: Floats
    unit_up: Bools


@dataclass(frozen=True, kw_only=True, eq=False)
class Sampler:
    """Draws samples of a grid.

    Attributes
    ----------
    grid : Grid
    distribution : DamageDistribution
        Components in question with the probabilities of their damage states.
    settings : Settings
    conditions : Conditions
        The expected day.
    seed : int
        Of the random draws. [-]
    stated : Contingency
        Damage that is certain, beside what is drawn.
    """

    grid: Grid
    distribution: DamageDistribution
    settings: Settings
    conditions: Conditions
    seed: int
    stated: Contingency = field(default_factory=Contingency)

    @cached_property
    def _names(self) -> pd.Index:
        """Every component of the grid, by id: the layout of the draws."""
        return pd.Index(sorted(map(str, self.grid.components.index)))

    @cached_property
    def _site_of(self) -> tuple[Ints, int]:
        """Site of each component in question, and number of sites of the grid; −1 for a component without one."""
        names = pd.Index(sorted(map(str, self.grid.substations.index)))
        return names.get_indexer(pd.Index(sites(self.grid, self.distribution.components))).astype(np.int64), len(names)

    @cached_property
    def _units_in_order(self) -> Ints:
        """Position of each unit among the ids in order, so that the order of rows decides nothing."""
        return np.asarray(np.argsort(np.argsort(self.grid.units.index.astype(str))), dtype=np.int64)

    @cached_property
    def _outage(self) -> tuple[Floats, Floats]:
        """Chance that a unit fails, and factor on what it gives while it does not, shape (units,)."""
        return outage_rates(self.grid, self.settings, self.conditions)

    def draw(self, samples: Sequence[int]) -> Draws:
        """Draw samples by their numbers.

        Parameters
        ----------
        samples : sequence of int
            Numbers of the samples. [-]

        Returns
        -------
        Draws

        Notes
        -----
        Damage: z_c = √ρ Z_site + √(1 − ρ) ε_c, u_c = Φ(z_c), and the state of c is the one whose part of the
        cumulative probabilities holds u_c: marginals are those of the belief, components of one site have the
        latent correlation ρ [1]_. Of the components that one vague report may mean, systematic sampling with
        one common u picks those that are damaged: as many as their probabilities sum to, rounded up or down.

        Demand factor 1 + σ ε, not below 0. Wind, solar and import factors are uniform.

        References
        ----------
        .. [1] R. B. Nelsen, An Introduction to Copulas, 2nd ed. (2006), Gaussian copula.
        """
        options, site = self.settings.ensemble, self._site_of
        at = self._names.get_indexer(pd.Index(self.distribution.components, dtype=object))
        numbers = [self._numbers(number) for number in samples]
        own = np.stack([n["component"][at] for n in numbers]) if numbers else np.zeros((0, len(at)))
        shared = np.stack([n["site"] for n in numbers]) if numbers else np.zeros((0, site[1]))
        degree = np.stack([n["degree"][at] for n in numbers]) if numbers else np.zeros((0, len(at)))
        rho = np.where(site[0] >= 0, options.site_correlation, 0.0)
        of_site = shared[:, np.maximum(site[0], 0)] if site[1] else np.zeros_like(own)
        uniform = ndtr(np.sqrt(rho) * of_site + np.sqrt(1.0 - rho) * own)
        day = np.array([n["day"] for n in numbers]).reshape(-1, 4)
        unit = np.stack([n["unit"] for n in numbers]) if numbers else np.zeros((0, len(self._units_in_order)))
        return Draws(
            samples=np.asarray(samples, dtype=np.int64),
            state=_states(self.distribution, uniform, degree),
            demand_factor=np.maximum(0.0, 1.0 + options.demand_sd_share * day[:, 0]),
            wind_factor=1.0 + options.wind_spread_share * (2.0 * day[:, 1] - 1.0),
            solar_factor=1.0 + options.solar_spread_share * (2.0 * day[:, 2] - 1.0),
            import_factor=options.import_low_share + (1.0 - options.import_low_share) * day[:, 3],
            unit_up=unit[:, self._units_in_order] >= self._outage[0][None, :],
        )

    def _numbers(self, sample: int) -> dict[str, Floats]:
        rng = np.random.default_rng([sample, self.seed])
        return {
            "day": np.concatenate([rng.standard_normal(1), rng.random(3)]),
            "site": rng.standard_normal(self._site_of[1]),
            "component": rng.standard_normal(len(self._names)),
            "degree": rng.random(len(self._names)),
            "unit": rng.random(len(self._units_in_order)),
        }

    def contingency(self, state: Ints) -> Contingency:
        """Contingency of the drawn damage states of one sample.

        Parameters
        ----------
        state : array of int, shape (components,)
            Damage state of each component in question, 0 to 4. [-]

        Returns
        -------
        Contingency
            What is drawn times what is stated, by component.
        """
        hit = np.flatnonzero(state > 0)
        left = {**dict.fromkeys(self.stated.out, 0.0), **self.stated.derated}
        for c in hit.tolist():
            name = self.distribution.components[c]
            left[name] = left.get(name, 1.0) * float(self._left[c, state[c]])
        return Contingency(derated=left, origin="sample")

    @cached_property
    def _left(self) -> Floats:
        """Share of capacity that each state leaves, shape (components, states)."""
        damage = self.settings.damage
        rows = [capacity_left(kind, damage) for kind in self.distribution.kinds]
        return np.array(rows, dtype=np.float64).reshape(len(rows), len(DAMAGE_STATES))

    def day(self, draws: Draws, number: int) -> Conditions:
        """Conditions of one sample: the expected day, scaled.

        Parameters
        ----------
        draws : Draws
        number : int
            Position among the draws. [-]

        Returns
        -------
        Conditions
        """
        expected = self.conditions
        technology = self.grid.units["technology"].to_numpy(str)
        factor = np.where(draws.unit_up[number], self._outage[1], 0.0)
        factor = factor * np.where(technology == "wind", draws.wind_factor[number], 1.0)
        factor = factor * np.where(technology == "solar", draws.solar_factor[number], 1.0)
        import_factor = float(draws.import_factor[number])
        return replace(
            expected,
            load_mw=expected.load_mw * draws.demand_factor[number],
            available_mw=expected.available_mw * factor[None, :],
            total_cap_mw=expected.total_cap_mw * import_factor,
            country_cap_mw={country: mw * import_factor for country, mw in expected.country_cap_mw.items()},
            reservoirs=replace(
                expected.reservoirs,
                power_mw=expected.reservoirs.power_mw * factor[expected.reservoirs.unit],
                energy_mwh=expected.reservoirs.energy_mwh * factor[expected.reservoirs.unit],
                pump_mw=expected.reservoirs.pump_mw * factor[expected.reservoirs.unit],
            ),
        )


def outage_rates(grid: Grid, settings: Settings, conditions: Conditions) -> tuple[Floats, Floats]:
    """Chance that a unit fails, and what it gives while it does not.

    Parameters
    ----------
    grid : Grid
    settings : Settings
    conditions : Conditions
        The expected day.

    Returns
    -------
    rate : array, shape (units,)
        [0..1]
    factor : array, shape (units,)
        On its expected availability, so that the mean stays. [-]

    Notes
    -----
    A rate that the grid states for a unit (`forced_outage_rate`) counts in full, for its capacity is stated
    whole. Else, with a the published availability of its technology over the installed capacity,
    q = min(q_technology, 1 − a), and while it runs it gives a / (1 − q) of its capacity.
    """
    units = grid.units
    nothing = np.zeros(len(units)), np.ones(len(units))
    if not settings.ensemble.unit_outages or not len(units):
        return nothing
    if "forced_outage_rate" in units:
        stated = pd.to_numeric(units["forced_outage_rate"]).fillna(0.0).to_numpy(float)
        return np.clip(stated, 0.0, 1.0), np.ones(len(units))
    if not conditions.reference_state:
        return nothing
    of_technology = units["technology"].map(dict(settings.ensemble.forced_outage_rate)).fillna(0.0).to_numpy(float)
    peak = grid.availability[grid.availability["state"] == conditions.reference_state]
    published = units["technology"].map(peak.set_index("technology")["available_mw"]).to_numpy(float)
    installed = units["p_nom_mw"].where(units["in_service"], 0.0).groupby(units["technology"]).transform("sum")
    share = np.divide(published, installed, out=np.ones(len(units)), where=installed.to_numpy() > 0)
    rate = np.minimum(of_technology, 1.0 - np.clip(np.nan_to_num(share, nan=1.0), 0.0, 1.0))
    return rate, 1.0 / (1.0 - rate)


def _states(distribution: DamageDistribution, uniform: Floats, degree: Floats) -> Ints:
    """Damage state of each sample and component."""
    table = distribution.chances
    cumulative = np.cumsum(table, axis=1)[:, :-1]
    state = (uniform[:, :, None] > cumulative[None, :, :]).sum(axis=2)
    for members in distribution.alternatives:
        state[:, members] = _picked(table[members], uniform[:, members[0]], degree[:, members])
    return np.asarray(state, dtype=np.int64)


def _picked(table: Floats, uniform: Floats, degree: Floats) -> Ints:
    """States of components that one report may mean: who is damaged by systematic sampling, how far by chance."""
    damaged = 1.0 - table[:, 0]
    ends = np.cumsum(damaged)
    starts = ends - damaged
    # hit where a point u, u + 1, u + 2, ... falls into the component's part of the line
    hit = np.floor(ends[None, :] - uniform[:, None]) > np.floor(starts[None, :] - uniform[:, None])
    given = np.divide(table[:, 1:], damaged[:, None], out=np.full_like(table[:, 1:], 0.25), where=damaged[:, None] > 0)
    how_far = 1 + (degree[:, :, None] > np.cumsum(given, axis=1)[None, :, :-1]).sum(axis=2)
    return np.where(hit, how_far, 0)
