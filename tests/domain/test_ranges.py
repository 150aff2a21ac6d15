"""What an ensemble says, without its samples."""

import numpy as np
import pandas as pd
import pytest

from gridimpact.domain.ensemble import Ensemble
from gridimpact.domain.ranges import LOST, SHARES, ranges_of
from gridimpact.domain.sample_table import SampleTable
from gridimpact.domain.settings import Settings


@pytest.fixture(scope="module")
def ensemble() -> Ensemble:
    """One region of 100 MW in one hour; 0, 10, 20, ... 90 MW shed in ten samples."""
    zero = np.zeros((10, 1))
    table = SampleTable(
        samples=np.arange(10), state=np.zeros((10, 1), dtype=np.int64), demand_factor=np.ones(10),
        shed_mw=np.arange(0.0, 100.0, 10.0)[:, None, None],
        shed_without_mw=np.zeros((10, 1, 1)), need_mw=zero, allowed_mw=zero, deliverable_mw=zero,
        used_mw=zero,
    )  # fmt: skip
    return Ensemble(
        table=table,
        components=pd.DataFrame({"kind": ["line"], "p_damaged": [0.5]}, index=["line:hidden"]),
        snapshots=pd.date_range("2026-01-15", periods=1, freq="h", tz="UTC"),
        regions=pd.DataFrame({"population": [1000.0]}, index=pd.Index(["X"], name="region_id")),
        demand_mw=np.array([[100.0]]),
        seed=7,
        settings=Settings(),
        grid_name="one",
        grid_fingerprint="f",
    )


def test_chances_of_losing_more(ensemble: Ensemble) -> None:
    """More than 5 % in nine samples of ten, more than 10 % in eight, and so on."""
    told = ranges_of(ensemble)
    assert told.chances.loc["X"].to_dict() == dict(zip(SHARES, (0.9, 0.8, 0.7, 0.6, 0.4), strict=True))
    assert told.regions.loc["X", "p_loses_more"] == told.chances.loc["X", LOST]


def test_figures_are_kept_and_components_are_not(ensemble: Ensemble) -> None:
    told = ranges_of(ensemble)
    assert (told.samples, told.seed, told.grid_fingerprint) == (10, 7, "f")
    assert told.figures.loc["ens_mwh", "mean"] == 45.0
    assert told.verify.empty
    assert "hidden" not in repr(told)
