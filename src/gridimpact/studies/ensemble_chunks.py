"""Pieces of an ensemble: given to whoever does the work, taken back in order, none lost."""

from collections.abc import Generator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import fields

from gridimpact.adapters.stores.ensemble_checkpoint import Checkpoint
from gridimpact.domain.sample_table import SampleTable
from gridimpact.errors import DataError
from gridimpact.studies.ensemble_spec import CHUNK_SAMPLES, Chunk, EnsembleSpec, run_piece

TRIES = 3
"""Times that a piece is given to an executor before it is worked out here. [-]  Chosen."""
AHEAD = 4
"""Pieces given to an executor ahead of those that have come back. [-]  Chosen: keeps a few workers busy."""


def pieces_of(samples: int) -> list[tuple[int, ...]]:
    """Numbers of the samples of each piece.

    Parameters
    ----------
    samples : int
        How many samples in all. [-]

    Returns
    -------
    list of tuple of int
        `CHUNK_SAMPLES` each, the last one shorter. [-]
    """
    starts = range(0, samples, CHUNK_SAMPLES)
    return [tuple(range(start, min(start + CHUNK_SAMPLES, samples))) for start in starts]


def in_order(
    spec: EnsembleSpec, numbers: list[tuple[int, ...]], executor: Executor | None, kept: Checkpoint | None
) -> Generator[Chunk]:
    """Yield the pieces in order, as soon as each and those before it are done.

    Parameters
    ----------
    spec : EnsembleSpec
    numbers : list of tuple of int
        Numbers of the samples of each piece. [-]
    executor : Executor or None
        None for this process. What it loses is given to it again, and worked out here in the end.
    kept : Checkpoint or None
        Finished pieces are read from it and written to it.

    Yields
    ------
    Chunk
    """
    if executor is None:
        for own in numbers:
            yield _kept(kept, own) or _keep(kept, run_piece(spec, own))
        return
    done: dict[int, Chunk] = {}
    waiting: dict[Future[Chunk], tuple[int, int]] = {}
    turn = iter(range(len(numbers)))
    broken = False
    try:
        for place in range(len(numbers)):
            while place not in done:
                while not broken and len(waiting) < AHEAD and (following := next(turn, None)) is not None:
                    found = _kept(kept, numbers[following])
                    if found is not None:
                        done[following] = found
                    else:
                        broken = _submit(executor, spec, numbers, following, 1, waiting)
                if place in done:
                    break
                if not waiting:
                    # the executor is gone: what is left is worked out here
                    done[place] = _kept(kept, numbers[place]) or _keep(kept, run_piece(spec, numbers[place]))
                    break
                for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                    number, tries = waiting.pop(future)
                    failure = future.exception()
                    if failure is None:
                        done[number] = _keep(kept, future.result())
                    elif isinstance(failure, DataError):
                        raise failure
                    elif broken or isinstance(failure, BrokenExecutor):
                        broken = True
                    elif tries < TRIES:
                        broken = _submit(executor, spec, numbers, number, tries + 1, waiting)
                    else:
                        done[number] = _keep(kept, run_piece(spec, numbers[number]))
            yield done.pop(place)
    finally:
        for future in waiting:
            future.cancel()


def _submit(
    executor: Executor,
    spec: EnsembleSpec,
    numbers: list[tuple[int, ...]],
    place: int,
    tries: int,
    waiting: "dict[Future[Chunk], tuple[int, int]]",
) -> bool:
    """Give a piece to the executor; returns whether the executor is gone."""
    try:
        waiting[executor.submit(run_piece, spec, numbers[place])] = (place, tries)
    except (BrokenExecutor, RuntimeError):
        return True
    return False


def _kept(kept: Checkpoint | None, numbers: tuple[int, ...]) -> Chunk | None:
    if kept is None or (found := kept.read(numbers)) is None:
        return None
    arrays, method, seconds = found
    return Chunk(table=SampleTable(**arrays), method=method, seconds=seconds)


def _keep(kept: Checkpoint | None, chunk: Chunk) -> Chunk:
    if kept is not None:
        arrays = {part.name: getattr(chunk.table, part.name) for part in fields(SampleTable)}
        kept.write(arrays, chunk.method, chunk.seconds)
    return chunk
