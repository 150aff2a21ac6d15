"""A cluster of a real scheduler and two workers, one of which is killed: not a digit changes."""

import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gridimpact.adapters.engines.executors import workers_of
from gridimpact.adapters.reports.files import read_reports
from gridimpact.domain.grid import Grid
from gridimpact.domain.sample_table import SampleTable
from gridimpact.domain.settings import NetworkSettings, Settings
from gridimpact.errors import DataError
from gridimpact.evidence import fuse
from gridimpact.studies import ensemble, ensemble_chunks

QUICK = Settings(network=NetworkSettings(ac_check=False))
STARTED_S = 60.0


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[Any]]]]:
    """Address of a scheduler on this machine, and its two workers."""
    log = tmp_path / "scheduler.log"
    with log.open("w") as stream:
        scheduler = _started(["distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"],
                             stream)  # fmt: skip
    address = _waited(log, r"(tcp://127\.0\.0\.1:\d+)")
    workers = []
    for number in range(2):
        with (tmp_path / f"worker-{number}.log").open("w") as stream:
            command = ["distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard",
                       "--local-directory", str(tmp_path / str(number))]  # fmt: skip
            workers.append(_started(command, stream))
    for number in range(2):
        _waited(tmp_path / f"worker-{number}.log", r"Registered to")
    yield address, workers
    for process in (*workers, scheduler):
        process.kill()
        process.wait()


def _started(command: list[str], stream: Any) -> subprocess.Popen[Any]:
    return subprocess.Popen([sys.executable, "-m", *command], stdout=stream, stderr=subprocess.STDOUT)


def _waited(log: Path, pattern: str) -> str:
    until = time.monotonic() + STARTED_S
    while time.monotonic() < until:
        if found := re.search(pattern, log.read_text()):
            return found.group(found.re.groups)
        time.sleep(0.1)
    pytest.fail(f"{log.name} never said {pattern}: {log.read_text()[-500:]}")


def test_a_killed_worker_changes_no_digit(
    cluster: tuple[str, list[subprocess.Popen[Any]]], ukraine: Grid, night: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ensemble_chunks, "CHUNK_SAMPLES", 30)
    belief = fuse(read_reports(night), ukraine)
    alone = ensemble.run_ensemble(ukraine, belief, QUICK, samples=180)
    address, workers = cluster
    killed: list[int] = []

    def kill_one(share: float, _: str) -> None:
        if not killed:
            workers[0].send_signal(signal.SIGKILL)
            killed.append(workers[0].wait())

    with workers_of(cluster=address) as executor:
        spread = ensemble.run_ensemble(ukraine, belief, QUICK, samples=180, executor=executor, progress=kill_one)

    assert killed == [-signal.SIGKILL]
    assert spread.samples == 180
    for part in fields(SampleTable):
        assert np.array_equal(getattr(alone.table, part.name), getattr(spread.table, part.name)), part.name


def test_a_cluster_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gridimpact.adapters.engines.executors.CONNECT_S", 1)
    with pytest.raises(DataError, match="no scheduler answers"), workers_of(cluster="tcp://127.0.0.1:9"):
        pass
