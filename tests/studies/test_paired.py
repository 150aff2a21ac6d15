"""Ensembles side by side, sample by sample."""

from dataclasses import replace
from typing import Any

import pytest

from gridimpact.domain.settings import EnsembleSettings, NetworkSettings, Settings
from gridimpact.errors import DataError
from gridimpact.studies.ensemble import run_ensemble
from gridimpact.studies.paired import paired_differences

QUICK = Settings(network=NetworkSettings(ac_check=False))


def _three_units(system: Any) -> Any:
    """Units of 70, 20 and 10 MW for 100 MW; each in doubt, the last hardly."""
    units = [["g", "a", 70, 0.0], ["h", "a", 20, 0.0], ["i", "a", 10, 0.0]]
    return system({"buses": ["a"], "units": units, "loads": [["a", 100]]})


def test_common_chance_makes_a_small_difference_plain(system: Any) -> None:
    """The third unit lost for certain: 10 MW more where the rest does not serve all, hidden in a spread of 90."""
    grid, doubt = _three_units(system), {"gen:0": 0.5, "gen:1": 0.5}
    steady = replace(QUICK, ensemble=EnsembleSettings(demand_sd_share=0.0))
    answers = {
        "as reported": run_ensemble(grid, doubt, steady, samples=400),
        "third out": run_ensemble(grid, {**doubt, "gen:2": 1.0}, steady, samples=400),
    }
    table = paired_differences(answers)
    assert answers["as reported"].spread("ens_mwh").mean.standard_error > 1.0
    whole = table.loc[("third out", "", "ens_mwh")]
    assert whole["difference"] == pytest.approx(10.0, abs=1e-6)
    assert whole["standard_error"] == pytest.approx(0.0, abs=1e-6)
    assert whole["distinguishable"]
    assert not table.loc[("third out", "", "demand_peak_mw"), "distinguishable"]
    by_region = table.loc[("third out", "all", "ens_mwh")]
    assert by_region["difference"] == pytest.approx(10.0, abs=1e-6)


def test_ensembles_of_other_chance_are_not_compared(system: Any) -> None:
    grid = _three_units(system)
    one, other = (run_ensemble(grid, {"gen:0": 0.5}, QUICK, samples=10, seed=seed) for seed in (1, 2))
    with pytest.raises(DataError, match="cannot be paired"):
        paired_differences({"one": one, "other": other})
    with pytest.raises(DataError, match="fewer than two"):
        paired_differences({"one": one})
