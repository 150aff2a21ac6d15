"""Who does the work: this process, a pool of processes, or a cluster."""

from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context

from gridimpact.errors import DataError, Finding, Message, Severity
from gridimpact.i18n.translate import N_

CONNECT_S = 15
"""Time in which a cluster must answer. [s]  Chosen."""

_CLUSTER = N_("cluster {address}")


class DaskMissing(Finding):
    """The library that speaks to a cluster is optional."""

    template = N_("Dask is not installed here")
    remedy_template = N_('pip install "gridimpact[cluster]"')
    severity = Severity.ERROR


class NoScheduler(Finding):
    """Value `reason`, the name of the error."""

    template = N_("no scheduler answers ({reason})")
    remedy_template = N_("start one with `dask scheduler`, and give its address as tcp://host:port")
    severity = Severity.ERROR


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
    where = Message(_CLUSTER, {"address": address})
    try:
        from distributed import Client
    except ImportError:
        raise DataError([DaskMissing(where=where)]) from None
    try:
        client = Client(address, timeout=CONNECT_S, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TimeoutError) as exc:
        raise DataError([NoScheduler(where=where, values={"reason": type(exc).__name__})]) from exc
    with client:
        # equal calls must not be taken for one: a piece that is run again is meant
        yield client.get_executor(pure=False)  # type: ignore[no-untyped-call]
