"""A long run beside the app: the command line as a process of its own, looked at through files.

Pools of processes inside Streamlit run the app again in every child; a process of its own does not,
and goes on while the page is redrawn. The files lie in a folder that only this user can read, and go
with the session.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from gridimpact.adapters.stores.scenario_json import scenario_json
from gridimpact.domain.ranges import Ranges
from gridimpact.domain.scenario import Scenario
from gridimpact.outputs.files.ensemble_json import read_ranges

PROCESSES = 2
"""Processes of a run. [-]  Chosen: what a small server has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How far a run is.

    Attributes
    ----------
    share : float
        Done. [0..1]
    told : str
        Running estimate.
    running, failed : bool
    """

    share: float = 0.0
    told: str = ""
    running: bool = False
    failed: bool = False


class LongRun:
    """An ensemble on its way.

    Parameters
    ----------
    scenario : Scenario
        Reports, assumptions and what was set by hand.
    key : str
        Tells whether it is still about what is shown.
    samples : int
    """

    def __init__(self, scenario: Scenario, key: str, *, samples: int) -> None:
        self.key, self.samples = key, samples
        self._folder = TemporaryDirectory(prefix="gridimpact-")
        folder = Path(self._folder.name)
        self._progress, self._result = folder / "progress.json", folder / "result.json"
        case = folder / "scenario.json"
        case.write_text(scenario_json(scenario), encoding="utf-8")
        command = [sys.executable, "-m", "gridimpact", "ensemble", "--scenario", str(case), "--samples", str(samples)]
        command += ["--workers", str(PROCESSES), "--restricted", "--quiet"]
        command += ["--progress-file", str(self._progress), "--result-file", str(self._result)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    @property
    def state(self) -> State:
        """How far it is."""
        ended = self._process.poll()
        try:
            noted = json.loads(self._progress.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            noted = {}
        failed = ended is not None and (ended != 0 or not self._result.exists())
        return State(
            share=float(noted.get("share", 0.0)),
            told=str(noted.get("told", "")),
            running=ended is None,
            failed=failed,
        )

    def cancel(self) -> None:
        """End it."""
        if self._process.poll() is None:
            self._process.terminate()
            self._process.wait(10)

    def result(self) -> Ranges | None:
        """What came of it; None while it runs, or when it failed."""
        state = self.state
        if state.running or state.failed:
            return None
        return read_ranges(self._result.read_text(encoding="utf-8"))

    def __del__(self) -> None:
        """A session that ends takes its run with it."""
        process = getattr(self, "_process", None)
        if process is not None and process.poll() is None:
            process.kill()
            process.wait()
        if hasattr(self, "_folder"):
            self._folder.cleanup()
