"""The example night, assessed as the app opens with it."""

from pathlib import Path

import pytest

import gridimpact as gi
from gridimpact.ui.state.session import DEFAULTS


@pytest.fixture(scope="session")
def shown(ukraine: gi.Grid, night: Path) -> gi.Assessment:
    return gi.assess(ukraine, gi.read_reports(night), DEFAULTS)
