"""Adequacy of a known system: samples of what is out, what each sheds, and how sure the means are."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from time import monotonic

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gridimpact.domain.adequacy import Adequacy, Stop
from gridimpact.domain.damage import Contingency
from gridimpact.domain.estimate import Estimate
from gridimpact.domain.grid import Grid
from gridimpact.domain.sample_statistics import mean_of, probability_of
from gridimpact.domain.settings import Settings
from gridimpact.errors import Finding
from gridimpact.i18n.english_text import EnglishText
from gridimpact.i18n.translate import N_
from gridimpact.network.case.conditions import Conditions, assessed_day
from gridimpact.network.case.contingencies import apply
from gridimpact.studies.adequacy_request import Method, check_request
from gridimpact.studies.copper_plate import OneBus, capacity_table, copper_plate
from gridimpact.studies.findings import NoLoadLost, UnsolvedStates
from gridimpact.studies.load_profile import load_profile
from gridimpact.studies.network_states import DIGITS_MW, NetworkStates
from gridimpact.studies.outage_draws import OutageRates, draw_outages, outage_rates_of

Floats = NDArray[np.float64]
Progress = Callable[[float, str], None]

ROUND_BUSES = 20_000
"""Samples of the largest round times buses of the grid; never over 1,000 samples. When to stop is asked after each
round. Chosen: a second or so of solving."""
FIRST_ROUND = 5
"""Samples of the first round. [-]  Chosen: the first look at a large grid is not to take minutes."""
FEWEST_LOSSES = 30
"""Samples with lost load before a standard error is trusted to end a run. [-]  Chosen: usual for means."""


def run_adequacy(
    grid: Grid,
    settings: Settings = Settings(),
    *,
    samples: int = 10_000,
    seed: int = 0,
    load_level: float = 1.0,
    hourly_profile: ArrayLike | None = None,
    network: bool = True,
    outage_rates: Mapping[str, float] | None = None,
    rel_error: float | None = None,
    seconds: float | None = None,
    method: Method = "sampling",
    progress: Progress | None = None,
) -> Adequacy:
    """How often, and by how much, a system cannot serve its load while its parts fail at random.

    Parameters
    ----------
    grid : Grid
        Units with `forced_outage_rate`, lines and transformers with `unavailability`; blank is 0.
    settings : Settings
        Of the network, and which day; of a grid with a course of the day its hour of highest demand
        counts as load level 1.
    samples : int
        Samples to draw at most. [-]
    seed : int
        Not negative. Sample number and seed decide what is out, nothing else does. [-]
    load_level : float
        Factor on the load of the whole grid. [-]
    hourly_profile : array, shape (hours,), optional
        Further factor, hour by hour; without it the one level lasts for 8,760 h. [-]
    network : bool
        False: all on one bus, generation adequacy.
    outage_rates : mapping of str to float, optional
        Rates by component id, in place of what the grid states. [0..1]
    rel_error : float, optional
        Stop when the standard errors of LOLP and EDNS are below this share of them. [-]
    seconds : float, optional
        Stop after the round of samples in which this time ends. [s]
    method : str
        `exact`: convolution of the units instead of samples; on one bus only.
    progress : callable, optional
        Called with the share done [0..1] and the running estimate.

    Returns
    -------
    Adequacy

    Raises
    ------
    DataError
        Naming every figure that cannot be used.

    Notes
    -----
    State sampling [1]_: sample i is a state of all components, drawn independently; with s_i(λ) its
    least shedding at load level λ and Δ_h the hours of level λ_h out of H

    ``LOLP = mean_i Σ_h Δ_h [s_i(λ_h) > 0] / H ,  LOLE = H · LOLP``

    ``EDNS = mean_i Σ_h Δ_h s_i(λ_h) / H ,  EENS = H · EDNS``

    The hours of a sample share its state, so the sample is the independent draw, and the standard
    error is that of the mean over samples. Being out at one hour says nothing about the next: how
    often and how long load is lost at a stretch is not known.

    References
    ----------
    .. [1] Billinton, Li, "Reliability Assessment of Electric Power Systems Using Monte Carlo
       Methods" (1994), ch. 3 and 5.

    Examples
    --------
    >>> import gridimpact as gi
    >>> grid = gi.read_grid("my-grid")  # doctest: +SKIP
    >>> print(gi.run_adequacy(grid, samples=2_000, network=False).lole_h)  # doctest: +SKIP
    """
    check_request(samples=samples, seed=seed, rel_error=rel_error, seconds=seconds, method=method, network=network)
    course = load_profile(load_level, hourly_profile)
    rates = outage_rates_of(grid, outage_rates)
    conditions = _highest_hour(grid, settings)
    intact = apply(Contingency(origin="sample"), grid)
    bus = copper_plate(grid, settings.network, conditions, intact, course)
    states = None
    if method == "exact":
        capacity, probability = capacity_table(bus, rates.units)
        loss, shed = (float(figure @ probability) for figure in bus.losses(capacity))
        run = _Run(lolp=_exactly(loss, ""), edns_mw=_exactly(shed, "MW"), states=len(capacity), stop="exact")
    else:
        states = NetworkStates(grid, settings.network, conditions, intact, course) if network else None
        rounds = _rounds(grid, samples if rates.components else 1)
        run = _sampled(bus, states, rates, rounds, seed=seed, rel_error=rel_error, seconds=seconds,
                       progress=progress or _silent)  # fmt: skip
    lole, eens = run.lolp.times(course.total_h, "h"), run.edns_mw.times(course.total_h, "MWh")
    return Adequacy(
        lolp=run.lolp,
        lole_h=lole,
        edns_mw=run.edns_mw,
        eens_mwh=eens,
        hours=course.total_h,
        peak_load_mw=bus.load_mw * course.highest,
        capacity_mw=bus.installed_mw,
        network=network,
        components=rates.components,
        states=run.states,
        solves=states.solves if states else 0,
        seed=seed,
        stopped_by=run.stop,
        grid_name=grid.name,
        grid_fingerprint=grid.fingerprint,
        findings=(*rates.findings, *_cautions(run, states)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """The two means, the distinct states behind them and what ended the run."""

    lolp: Estimate
    edns_mw: Estimate
    states: int
    stop: Stop


def _sampled(
    bus: OneBus,
    states: NetworkStates | None,
    rates: OutageRates,
    rounds: Sequence[range],
    *,
    seed: int,
    rel_error: float | None,
    seconds: float | None,
    progress: Progress,
) -> _Run:
    """Draw and look, round by round, until it is enough."""
    begun, loss, shed = monotonic(), np.zeros(0), np.zeros(0)
    capacities: set[float] = set()
    stop: Stop = "samples"
    for numbers in rounds:
        units_out, branches_out = draw_outages(rates, numbers, seed)
        if states is None:
            capacity = bus.capacity(units_out)
            capacities |= set(np.round(capacity, DIGITS_MW).tolist())
            more = bus.losses(capacity)
        else:
            more = states.losses(units_out, branches_out)
        loss, shed = np.concatenate([loss, more[0]]), np.concatenate([shed, more[1]])
        time = (monotonic() - begun) / seconds if seconds else 0.0
        edns = mean_of(shed, "MW")
        error = max(mean_of(loss, "").relative_error, edns.relative_error)
        progress(_share(len(loss) / rounds[-1].stop, error, rel_error, time), _progress_text(len(loss), edns))
        if rel_error is not None and (loss > 0).sum() >= FEWEST_LOSSES and error <= rel_error:
            stop = "rel_error"
        elif time >= 1.0 and numbers is not rounds[-1]:
            stop = "seconds"
        if stop != "samples":
            break
    seen = len(capacities) if states is None else states.states
    if not rates.components:
        return _Run(
            lolp=_exactly(float(loss[0]), ""), edns_mw=_exactly(float(shed[0]), "MW"), states=seen, stop="exact"
        )
    lolp, edns_mw = _means(loss, shed, bus)
    return _Run(lolp=lolp, edns_mw=edns_mw, states=seen, stop=stop)


def _means(loss: Floats, shed: Floats, bus: OneBus) -> tuple[Estimate, Estimate]:
    """LOLP and EDNS of the samples.

    Notes
    -----
    At one level a loss is a yes or no of each sample. Where no sample lost any load, the standard error of
    the probability that one does (`probabilities`) stands for that of the LOLP, and times the load for that
    of the EDNS: neither can be larger.
    """
    if not loss.any():
        never = probability_of(loss > 0)
        return never, never.times(bus.load_mw * bus.course.highest, "MW")
    one_level = len(bus.course.levels) == 1
    return probability_of(loss > 0) if one_level else mean_of(loss, ""), mean_of(shed, "MW")


def _exactly(value: float, unit: str) -> Estimate:
    return Estimate(value=value, standard_error=0.0, samples=0, unit=unit)


def _share(drawn: float, error: float, rel_error: float | None, time: float) -> float:
    """Share of the work done: by samples, by precision (the error falls with the root), or by time."""
    precise = (rel_error / error) ** 2 if rel_error and 0.0 < error < np.inf else 0.0
    return float(min(1.0, max(drawn, precise, time)))


def _rounds(grid: Grid, samples: int) -> Sequence[range]:
    """Rounds of samples, each twice the one before up to the largest, so that the first answer is soon there."""
    largest = int(np.clip(ROUND_BUSES // max(1, len(grid.buses)), FIRST_ROUND, 1000))
    rounds, first, size = [], 0, FIRST_ROUND
    while first < samples:
        rounds.append(range(first, min(first + size, samples)))
        first, size = first + size, min(2 * size, largest)
    return rounds


def _progress_text(samples: int, edns: Estimate) -> str:
    return EnglishText(
        N_("{samples:,} samples; {figure} {estimate}"), samples=samples, figure="EDNS", estimate=str(edns)
    )


def _highest_hour(grid: Grid, settings: Settings) -> Conditions:
    """Conditions of the hour of highest demand alone."""
    day = assessed_day(grid, settings)
    hour = [int(day.load_mw.sum(axis=1).argmax())]
    return replace(day, snapshots=day.snapshots[hour], load_mw=day.load_mw[hour], available_mw=day.available_mw[hour])


def _cautions(run: _Run, states: NetworkStates | None) -> tuple[Finding, ...]:
    """What a reader of the figures has to know."""
    found: list[Finding] = []
    if run.lolp.samples and not run.lolp.value:
        values = {"samples": run.lolp.samples, "share": 3 / run.lolp.samples}
        found.append(NoLoadLost(where="adequacy", values=values))
    if states is not None and states.unsolved:
        found.append(UnsolvedStates(where="adequacy", values={"unsolved": states.unsolved, "solves": states.solves}))
    return tuple(found)


def _silent(done: float, what: str) -> None:
    """Report to nobody."""
