"""Which report to verify next: only what is in question, and worth what it narrows."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gridimpact.adapters.reports.files import read_reports
from gridimpact.domain.grid import Grid
from gridimpact.domain.settings import NetworkSettings, Settings
from gridimpact.errors import DataError
from gridimpact.evidence import fuse
from gridimpact.studies.ensemble import run_ensemble
from gridimpact.studies.verification import verify_next

QUICK = Settings(network=NetworkSettings(ac_check=False))


def _three_units(system: Any) -> Any:
    """Units of 70, 20 and 10 MW for 100 MW; each in doubt, the last hardly."""
    units = [["g", "a", 70, 0.0], ["h", "a", 20, 0.0], ["i", "a", 10, 0.0]]
    return system({"buses": ["a"], "units": units, "loads": [["a", 100]]})


def test_what_narrows_most_comes_first(system: Any) -> None:
    answer = run_ensemble(_three_units(system), {"gen:0": 0.5, "gen:1": 0.5, "gen:2": 0.01}, QUICK, samples=2_000)
    table = verify_next(answer, figure="ens_mwh")
    assert table.index.tolist() == ["gen:0", "gen:1", "gen:2"]
    # shedding is 0, 20, 70 or 90: the range of 90 is 20 once the first unit is known, 70 once the second is
    assert table.loc["gen:0", "narrowing"] == pytest.approx(70.0, abs=3.0)
    assert table.loc["gen:1", "narrowing"] == pytest.approx(20.0, abs=3.0)
    assert table["worthwhile"].tolist() == [True, True, False]
    assert table.loc["gen:0", "narrowing_share"] == pytest.approx(70 / 90, abs=0.05)


def test_what_is_known_narrows_nothing(system: Any) -> None:
    answer = run_ensemble(_three_units(system), {"gen:0": 1.0, "gen:1": 0.5}, QUICK, samples=500)
    table = verify_next(answer, figure="ens_mwh")
    assert table.loc["gen:0", ["narrowing", "standard_error"]].tolist() == [0.0, 0.0]
    assert not table.loc["gen:0", "worthwhile"]


def test_it_speaks_of_reported_components_alone_and_names_their_reports(ukraine: Grid, night: Path) -> None:
    belief = fuse(read_reports(night), ukraine)
    answer = run_ensemble(ukraine, belief, QUICK, samples=120)
    table = verify_next(answer, belief)
    assert set(table.index) == set(belief.table.index[belief.p_damaged > 0])
    assert table.loc["substation:kyivska", "reports"] == "N04; N06; N05"
    assert np.isfinite(table["standard_error"]).all()


def test_the_report_that_decides_one_region_leads_although_the_nation_drowns_it(ukraine: Grid, night: Path) -> None:
    """Whether Odesa's main substation stands decides Odesa; in the national range it is hardly to be seen."""
    belief = fuse(read_reports(night), ukraine)
    answer = run_ensemble(ukraine, belief, QUICK, samples=200)
    table = verify_next(answer, belief)
    assert table.index[0] == "substation:usatove"
    assert table.iloc[0]["region_id"] == "UA51"
    assert table.iloc[0]["worthwhile"]
    # destroyed 9 times in 10: two outcomes differ by about 400 MW with chance 2 · 0.9 · 0.1; known, by little
    assert table.iloc[0]["narrowing"] == pytest.approx(2 * 0.9 * 0.1 * 400.0, rel=0.3)
    national = verify_next(answer, belief, figure="people_peak")
    assert (national["region_id"] == "").all()
    assert national.loc["substation:usatove", "narrowing_share"] < table.iloc[0]["narrowing_share"]


def test_an_unknown_figure_is_told(system: Any) -> None:
    answer = run_ensemble(_three_units(system), {"gen:0": 0.5}, QUICK, samples=10)
    with pytest.raises(DataError, match="no such figure"):
        verify_next(answer, figure="beauty")
