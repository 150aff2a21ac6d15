"""Two regions, two hours, worked by hand."""

from types import SimpleNamespace

import pandas as pd
import pytest

from gridimpact.impact.unserved_energy import unserved_by_hour, unserved_by_region

HOURS = pd.DatetimeIndex(["2026-01-15T00:00Z", "2026-01-15T01:00Z"], name="snapshot")
LOADS = ["load:a", "load:b", "load:c"]
# region X holds a and b; region Y holds c, which is generation in the second hour
DISPATCH = SimpleNamespace(
    load_mw=pd.DataFrame([[60.0, 40.0, 50.0], [80.0, 20.0, -10.0]], index=HOURS, columns=LOADS),
    shed_mw=pd.DataFrame([[30.0, 0.0, 50.0], [0.0, 20.0, 0.0]], index=HOURS, columns=LOADS),
)
GRID = SimpleNamespace(
    loads=pd.DataFrame({"region_id": ["X", "X", "Y"]}, index=LOADS),
    regions=pd.DataFrame(index=pd.Index(["X", "Y", "Z"], name="region_id")),
)


@pytest.fixture
def hourly() -> pd.DataFrame:
    return unserved_by_hour(DISPATCH, GRID)  # type: ignore[arg-type]


def test_hours_and_regions_are_all_there(hourly: pd.DataFrame) -> None:
    assert len(hourly) == 6
    assert set(hourly["region_id"]) == {"X", "Y", "Z"}


def test_shares_are_of_the_regions_own_demand(hourly: pd.DataFrame) -> None:
    """X: 30 of 100, then 20 of 100. Y: 50 of 50, then no demand. Z: nothing."""
    share = hourly.pivot_table(index="snapshot", columns="region_id", values="unserved_share")
    assert share["X"].tolist() == pytest.approx([0.3, 0.2])
    assert share["Y"].tolist() == [1.0, 0.0]
    assert share["Z"].tolist() == [0.0, 0.0]


def test_energy_of_the_day(hourly: pd.DataFrame) -> None:
    """X: 50 of 200 MWh and 0.5 h off on average; Y: 50 of 50 MWh, 1 h."""
    table = unserved_by_region(hourly)
    assert table.loc["X"].tolist() == pytest.approx([200.0, 50.0, 0.25, 0.5])
    assert table.loc["Y"].tolist() == pytest.approx([50.0, 50.0, 1.0, 1.0])
    assert table.loc["Z"].tolist() == [0.0, 0.0, 0.0, 0.0]


def test_half_hours_count_half(hourly: pd.DataFrame) -> None:
    assert unserved_by_region(hourly, snapshot_hours=0.5).loc["X", "ens_mwh"] == pytest.approx(25.0)
