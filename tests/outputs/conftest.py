"""The example night on the grid of Ukraine, solved hour by hour for speed."""

from pathlib import Path

import pytest

import gridimpact as gi
from gridimpact.adapters.reports.files import read_reports
from gridimpact.assessment import assess
from gridimpact.domain.assessment import Assessment
from gridimpact.domain.grid import Grid
from gridimpact.domain.settings import NetworkSettings, Settings


@pytest.fixture(scope="session")
def answer(ukraine: Grid, night: Path) -> Assessment:
    """The assessment that documents are made of."""
    quick = Settings(network=NetworkSettings(ac_check=False, coupled_day=False))
    return assess(ukraine, read_reports(night), quick)


@pytest.fixture(scope="session")
def ensemble(answer: Assessment, ukraine: Grid) -> gi.Ensemble:
    """Samples of what that assessment believes, for ranges."""
    return gi.run_ensemble(ukraine, answer.belief, answer.settings, samples=40, as_of=answer.as_of)
