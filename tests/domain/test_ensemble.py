"""An ensemble of four samples, two hours and two regions, worked by hand."""

import numpy as np
import pandas as pd
import pytest

from gridimpact.domain.ensemble import Ensemble
from gridimpact.domain.sample_table import SampleTable
from gridimpact.domain.settings import Settings

SHED_MW = np.array([[[0.0, 0.0], [0.0, 0.0]], [[10.0, 0.0], [30.0, 0.0]], [[20.0, 0.0], [60.0, 0.0]],
                    [[20.0, 5.0], [60.0, 10.0]]])  # fmt: skip
WITHOUT_MW = np.zeros((4, 2, 2))
WITHOUT_MW[1, 1, 0] = 40.0  # short by 40 MW before; with the damage only 30 MW are short in X
NOTHING = np.zeros((4, 2))


@pytest.fixture(scope="module")
def ensemble() -> Ensemble:
    table = SampleTable(
        samples=np.arange(4), state=np.zeros((4, 1), dtype=np.int64), demand_factor=np.array([1.0, 1.0, 1.0, 2.0]),
        shed_mw=SHED_MW, shed_without_mw=WITHOUT_MW,
        need_mw=NOTHING, allowed_mw=NOTHING, deliverable_mw=NOTHING, used_mw=NOTHING,
    )  # fmt: skip
    regions = pd.DataFrame(
        {"name_en": ["X", "Y"], "name_uk": ["X", "Y"], "population": [1000.0, np.nan]}, index=["X", "Y"]
    )
    return Ensemble(
        table=table,
        components=pd.DataFrame({"kind": ["line"], "p_damaged": [0.5]}, index=["line:L1"]),
        snapshots=pd.date_range("2026-01-15", periods=2, freq="h", tz="UTC"),
        regions=regions.rename_axis("region_id"),
        demand_mw=np.array([[50.0, 10.0], [100.0, 20.0]]),
        seed=1,
        settings=Settings(),
        grid_name="two",
        grid_fingerprint="f",
    )


def test_the_peak_is_the_hour_of_highest_demand(ensemble: Ensemble) -> None:
    assert ensemble.peak == 1
    assert ensemble.samples == 4


def test_people_follow_the_share_of_the_samples_own_demand(ensemble: Ensemble) -> None:
    """At the peak 0, 30, 60 % of 1,000 people; twice the demand and 60 MW are 30 %. Who is not counted is nobody."""
    people = ensemble.people_without_power[:, ensemble.peak]
    assert people[:, 0] == pytest.approx([0.0, 300.0, 600.0, 300.0])
    assert people[:, 1].tolist() == [0.0] * 4


def test_new_cuts_and_relief_are_pairs_of_the_same_sample(ensemble: Ensemble) -> None:
    """At the peak X: 0, 30 against 40, 60, 60; Y: 0, 0, 0, 10 MW, where nobody is counted."""
    assert ensemble.values("new_cuts_peak_mw").tolist() == [0.0, 0.0, 60.0, 70.0]
    assert ensemble.values("relief_peak_mw").tolist() == [0.0, 10.0, 0.0, 0.0]
    assert ensemble.values("people_new_peak") == pytest.approx([0.0, 0.0, 600.0, 300.0])
    assert ensemble.by_region()["new_cuts_peak_mw_mean"].tolist() == [30.0, 2.5]


def test_energy_of_the_samples_and_its_mean(ensemble: Ensemble) -> None:
    assert ensemble.values("ens_mwh").tolist() == [0.0, 40.0, 80.0, 95.0]
    spread = ensemble.spread("ens_mwh")
    assert (spread.mean.value, spread.mean.unit) == (53.75, "MWh")
    assert ensemble.by_region()["ens_mwh_mean"].tolist() == [50.0, 3.75]


def test_the_chance_of_losing_a_share(ensemble: Ensemble) -> None:
    """X has 150 MWh, in the last sample 300: a fifth is 30 or 60, lost by 40, 80 and 80. Y: a fifth of 60 is 12."""
    chance, error = ensemble.chance_of_losing(0.2)
    assert chance.tolist() == [0.75, 0.25]
    assert error == pytest.approx([np.sqrt(0.75 * 0.25 / 4)] * 2)


def test_hours_and_regions_add_up(ensemble: Ensemble) -> None:
    by_hour, by_both = ensemble.by_hour(), ensemble.by_region_and_hour()
    assert by_hour["shed_mw_mean"].tolist() == [13.75, 40.0]
    assert by_both["shed_mw_mean"].groupby("snapshot").sum().tolist() == pytest.approx([13.75, 40.0])
