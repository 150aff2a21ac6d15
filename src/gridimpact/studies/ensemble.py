"""Ensembles: many samples of a belief and a day, on one processor or many, stopped when precise enough."""

import hashlib
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from time import perf_counter

import numpy as np
import pandas as pd

from gridimpact.adapters.stores.ensemble_checkpoint import Checkpoint
from gridimpact.domain.damage import Contingency, DamageBelief
from gridimpact.domain.ensemble import HEADLINE_SAMPLES, Ensemble
from gridimpact.domain.estimate import Estimate
from gridimpact.domain.grid import Grid
from gridimpact.domain.sample_statistics import mean_of
from gridimpact.domain.sample_table import SampleTable
from gridimpact.domain.settings import Settings
from gridimpact.errors import DataError, Finding
from gridimpact.i18n.english_text import EnglishText
from gridimpact.i18n.translate import N_
from gridimpact.network.case.conditions import assessed_day
from gridimpact.studies.damage_distribution import suspicions_of
from gridimpact.studies.ensemble_chunks import in_order, pieces_of
from gridimpact.studies.ensemble_spec import CHUNK_SAMPLES, Chunk, EnsembleSpec, region_matrix
from gridimpact.studies.findings import (
    NegativeSeed,
    PartlySolvedSampleHours,
    RelativeErrorOutOfRange,
    SamplesOutOfRange,
    TimeNotPositive,
    UnknownOption,
    UnsolvedSampleHours,
)

Progress = Callable[[float, str], None]
"""Told the share done [0..1] and the running estimate."""

MOST_SAMPLES = 1_000_000
"""Most samples of one ensemble. [-]  Chosen: far beyond what any figure here needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopping:
    """When enough is enough; what is reached first ends the ensemble.

    Attributes
    ----------
    samples : int
        Most samples. [-]
    rel_error : float or None
        Standard error of the mean over the mean of `figure`. [-]
    figure : str
        Name of a headline figure.
    seconds : float or None
        Wall time; what is under way then is finished. [s]
    """

    samples: int = 1_000
    rel_error: float | None = None
    figure: str = "ens_mwh"
    seconds: float | None = None


def run_ensemble(
    grid: Grid,
    damage: DamageBelief | Mapping[str, float] | Contingency,
    settings: Settings = Settings(),
    *,
    samples: int = 1_000,
    seed: int = 1,
    executor: Executor | None = None,
    as_of: datetime | None = None,
    rel_error: float | None = None,
    figure: str = "ens_mwh",
    seconds: float | None = None,
    checkpoint: Path | str | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Ensemble:
    """Work out a day under many samples of what may be true.

    Parameters
    ----------
    grid : Grid
    damage : DamageBelief, mapping of str to float, or Contingency
        A belief, the probability that each component is out [0..1], or certain damage.
    settings : Settings
        `ensemble` says what varies beside the damage.
    samples : int
        Most samples. [-]
    seed : int
        Not negative. [-]
    executor : concurrent.futures.Executor, optional
        A process pool, or Dask's `Client.get_executor()`. Default: this process. The figures are the same.
    as_of : datetime, optional
        Its local day is assessed when the settings name none.
    rel_error : float, optional
        Stop once the standard error of `figure` is below this share of its mean. [-]
    figure : str
        Headline figure that `rel_error` speaks of.
    seconds : float, optional
        Stop after this time. [s]
    checkpoint : path, optional
        Folder in which finished pieces are kept; an ensemble that was stopped goes on from there.
    progress : callable, optional
        Called with the share done [0..1] and the running estimate.
    cancelled : callable, optional
        Asked between pieces; what is done is kept.

    Returns
    -------
    Ensemble
        The first samples, without a gap, whatever order they were worked out in.

    Raises
    ------
    DataError
        When an option or a component cannot be used, or the checkpoint is of something else.

    Examples
    --------
    >>> import gridimpact as gi
    >>> grid = gi.read_grid("ukraine")  # doctest: +SKIP
    >>> ensemble = gi.run_ensemble(grid, {"substation:vinnytska": 0.6}, samples=500)  # doctest: +SKIP
    >>> print(ensemble.spread("ens_mwh"))  # doctest: +SKIP
    """
    stopping = Stopping(samples=samples, rel_error=rel_error, figure=figure, seconds=seconds)
    _validate_options(stopping, seed)
    spec = job_of(grid, damage, settings, seed=seed, as_of=as_of)
    begun = perf_counter()
    kept = Checkpoint.open(Path(checkpoint), spec.key) if checkpoint is not None else None
    chunks: list[Chunk] = []
    stopped_by = "samples"
    found = in_order(spec, pieces_of(stopping.samples), executor, kept)
    for chunk in found:
        chunks.append(chunk)
        running = _running(spec, chunks, stopping.figure)
        if progress is not None:
            progress(
                min(1.0, sum(len(p.table) for p in chunks) / stopping.samples), _progress_text(running, stopping.figure)
            )
        stopped_by = _enough(running, stopping, perf_counter() - begun, cancelled) or stopped_by
        if stopped_by != "samples":
            break
    found.close()
    return ensemble_of(spec, chunks, stopped_by=stopped_by, wall_s=perf_counter() - begun)


def job_of(
    grid: Grid,
    damage: DamageBelief | Mapping[str, float] | Contingency,
    settings: Settings,
    *,
    seed: int = 1,
    as_of: datetime | None = None,
) -> EnsembleSpec:
    """Bring what an ensemble is about to one frozen form.

    Parameters
    ----------
    grid : Grid
    damage : DamageBelief, mapping of str to float, or Contingency
        As in `run_ensemble`. [0..1]
    settings : Settings
    seed : int
        Not negative. [-]
    as_of : datetime, optional
        Default: that of the belief.

    Returns
    -------
    EnsembleSpec
    """
    moment = as_of or (damage.as_of if isinstance(damage, DamageBelief) else None)
    distribution = suspicions_of(grid, damage)
    stated = damage if isinstance(damage, Contingency) else Contingency()
    conditions = assessed_day(grid, settings, as_of=moment)
    content = (
        grid.fingerprint,
        repr(settings),
        str(seed),
        stated.fingerprint,
        repr(distribution.components),
        repr(distribution.kinds),
        distribution.chances.round(12).tobytes().hex(),
        repr([group.tolist() for group in distribution.alternatives]),
        str(conditions.snapshots[0]),
        str(CHUNK_SAMPLES),
    )
    key = hashlib.sha256("\n".join(content).encode()).hexdigest()[:16]
    return EnsembleSpec(
        key=key,
        grid=grid,
        distribution=distribution,
        stated=stated,
        settings=settings,
        conditions=conditions,
        seed=seed,
    )


def ensemble_of(spec: EnsembleSpec, chunks: list[Chunk], *, stopped_by: str, wall_s: float) -> Ensemble:
    """Put the pieces of an ensemble together.

    Parameters
    ----------
    spec : EnsembleSpec
    chunks : list of Chunk
        In order.
    stopped_by : str
        As `Ensemble.stopped_by`.
    wall_s : float
        Time it took. [s]

    Returns
    -------
    Ensemble
    """
    distribution, regions = spec.distribution, spec.grid.regions
    names = [name for name in ("name_en", "name_uk", "population") if name in regions]
    components = pd.DataFrame(
        {"kind": distribution.kinds, "p_damaged": 1.0 - distribution.chances[:, 0]},
        index=pd.Index(distribution.components, name="component_id", dtype=object),
    )
    method = _summed([chunk.method for chunk in chunks])
    spent = {name: round(value, 6) for name, value in _summed([chunk.seconds for chunk in chunks]).items()}
    return Ensemble(
        table=_joined([chunk.table for chunk in chunks]),
        components=components,
        snapshots=spec.conditions.snapshots,
        regions=pd.DataFrame(regions[names]).rename_axis("region_id"),
        demand_mw=np.maximum(spec.conditions.load_mw, 0.0) @ region_matrix(spec.grid),
        seed=spec.seed,
        settings=spec.settings,
        grid_name=spec.grid.name,
        grid_fingerprint=spec.grid.fingerprint,
        method={name: int(value) for name, value in method.items()},
        seconds={**spent, "wall": wall_s},
        stopped_by=stopped_by,
        findings=_unsolved(method),
    )


def _running(spec: EnsembleSpec, chunks: list[Chunk], figure: str) -> Estimate:
    """Estimate of a figure so far."""
    so_far = ensemble_of(spec, chunks, stopped_by="", wall_s=0.0)
    return mean_of(so_far.values(figure), HEADLINE_SAMPLES[figure][0])


def _progress_text(running: Estimate, figure: str) -> str:
    return EnglishText(
        N_("{samples:,} samples; {figure} {estimate}"),
        samples=running.samples,
        figure=figure,
        estimate=str(running),
    )


def _enough(
    running: Estimate, stopping: Stopping, elapsed_s: float, cancelled: Callable[[], bool] | None
) -> str | None:
    if cancelled is not None and cancelled():
        return "cancelled"
    if stopping.rel_error is not None and running.relative_error <= stopping.rel_error:
        return "precision"
    if stopping.seconds is not None and elapsed_s >= stopping.seconds:
        return "seconds"
    return None


def _validate_options(stopping: Stopping, seed: int) -> None:
    rel_error, seconds, figures = stopping.rel_error, stopping.seconds, ", ".join(HEADLINE_SAMPLES)
    checks: tuple[tuple[bool, Finding], ...] = (
        (
            not 1 <= stopping.samples <= MOST_SAMPLES,
            SamplesOutOfRange(where="ensemble.samples", values={"most": MOST_SAMPLES}),
        ),
        (seed < 0, NegativeSeed(where="ensemble.seed")),
        (
            stopping.figure not in HEADLINE_SAMPLES,
            UnknownOption(where="ensemble.figure", values={"options": figures}),
        ),
        (rel_error is not None and not 0 < rel_error < 1, RelativeErrorOutOfRange(where="ensemble.rel_error")),
        (seconds is not None and not seconds > 0, TimeNotPositive(where="ensemble.seconds")),
    )
    faults = [finding for wrong, finding in checks if wrong]
    if faults:
        raise DataError(faults)


def _joined(tables: list[SampleTable]) -> SampleTable:
    return SampleTable(
        **{part.name: np.concatenate([getattr(table, part.name) for table in tables]) for part in fields(SampleTable)}
    )


def _summed(parts: "list[dict[str, int]] | list[dict[str, float]]") -> dict[str, float]:
    names = dict.fromkeys(name for part in parts for name in part)
    return {name: sum(part.get(name, 0) for part in parts) for name in names}


def _unsolved(method: Mapping[str, float]) -> tuple[Finding, ...]:
    kinds: tuple[tuple[str, type[Finding]], ...] = (
        ("unsolved", UnsolvedSampleHours),
        ("partial", PartlySolvedSampleHours),
    )
    return tuple(
        kind(where="ensemble", values={"hours": int(method[name])}) for name, kind in kinds if method.get(name)
    )
