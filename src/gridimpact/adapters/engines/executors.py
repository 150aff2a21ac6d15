"""Who does the work: this process, a pool of processes, or a cluster."""

from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context

from gridimpact.errors import DataError, Severity, TextFinding

CONNECT_S = 15
"""Time in which a cluster must answer. [s]  Chosen."""


@contextmanager
def workers_of(workers: int = 1, cluster: str | None = None) -> Iterator[Executor | None]:
    """Yield an executor, or None for this process.

    Parameters
    ----------
    workers : int
        Processes on this machine; 1 is this process.
    cluster : str, optional
        Address of a Dask scheduler, for example `tcp://10.0.0.5:8786`.

    Raises
    ------
    DataError
        When the cluster cannot be reached or Dask is not installed.
    """
    if cluster is not None:
        with _cluster(cluster) as executor:
            yield executor
    elif workers > 1:
        # a forked process would share the solver's threads and hang
        with ProcessPoolExecutor(max_workers=workers, mp_context=get_context("spawn")) as pool:
            yield pool
    else:
        yield None


@contextmanager
def _cluster(address: str) -> Iterator[Executor]:
    try:
        from distributed import Client
    except ImportError:
        raise _fault(address, "Dask is not installed here", 'pip install "gridimpact[cluster]"') from None
    try:
        client = Client(address, timeout=CONNECT_S, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TimeoutError) as exc:
        remedy = "start one with `dask scheduler`, and give its address as tcp://host:port"
        raise _fault(address, f"no scheduler answers ({type(exc).__name__})", remedy) from exc
    with client:
        # equal calls must not be taken for one: a piece that is run again is meant
        yield client.get_executor(pure=False)  # type: ignore[no-untyped-call]


def _fault(address: str, what: str, remedy: str) -> DataError:
    return DataError([TextFinding(where=f"cluster {address}", what=what, remedy=remedy, severity=Severity.ERROR)])
