"""Rates of a grid, and what is out in which sample."""

from dataclasses import replace
from typing import Any

import numpy as np
import pandapower.networks as networks
import pytest

from gridimpact.adapters.grids.files import read_grid
from gridimpact.errors import DataError
from gridimpact.studies.outage_draws import draw_outages, outage_rates_of

CASE = {
    "buses": ["a", "b"],
    "units": [["g", "a", 50, 0.1], ["h", "a", 50, 0.5]],
    "lines": [["l", "a", "b", 0.1, 100, 0.25]],
    "loads": [["b", 60]],
}


def test_windings_of_one_transformer_fail_together() -> None:
    grid = read_grid(networks.example_multivoltage())
    owner = grid.transformers["part_of"]
    whole = owner[owner != ""].iloc[0]
    rates = outage_rates_of(grid, {whole: 0.5})
    _, out = draw_outages(rates, range(200), 0)
    windings = out[:, len(grid.lines) + np.flatnonzero((owner == whole).to_numpy())]
    assert windings.shape[1] == 3
    assert (windings == windings[:, :1]).all()
    assert 60 < windings[:, 0].sum() < 140


def test_rates_are_read_and_stated_ones_take_their_place(system: Any) -> None:
    grid = system(CASE)
    rates = outage_rates_of(grid)
    assert (rates.units.tolist(), rates.branches.tolist(), rates.components) == ([0.1, 0.5], [0.25], 3)
    certain = outage_rates_of(grid, {"gen:0": 1.0, str(grid.lines.index[0]): 0.0})
    assert (certain.units.tolist(), certain.branches.tolist(), certain.components) == ([1.0, 0.5], [0.0], 1)


def test_a_sample_is_its_number_and_seed(system: Any) -> None:
    """A higher rate only adds outages; other samples of the run, and the order of rows, change nothing."""
    grid = system(CASE)
    rates = outage_rates_of(grid)
    units, branches = draw_outages(rates, range(400), 3)
    alone = draw_outages(rates, range(7, 8), 3)
    assert (alone[0][0] == units[7]).all()
    assert (alone[1][0] == branches[7]).all()
    more, same = draw_outages(outage_rates_of(grid, {"gen:0": 0.4}), range(400), 3)
    assert (more[:, 0] >= units[:, 0]).all()
    assert (more[:, 1] == units[:, 1]).all()
    assert (same == branches).all()
    turned = replace(grid, units=grid.units.iloc[::-1])
    assert (draw_outages(outage_rates_of(turned), range(400), 3)[0][:, ::-1] == units).all()
    # 400 draws: four standard errors of a share are at most 0.1
    assert np.abs(np.array([*units.mean(axis=0), *branches.mean(axis=0)]) - [0.1, 0.5, 0.25]).max() < 0.1


def test_what_cannot_be_a_rate_is_named(system: Any) -> None:
    with pytest.raises(DataError) as raised:
        outage_rates_of(system(CASE), {"gen:0": 1.5, "gen:77": 0.1})
    assert sorted(finding.ids for finding in raised.value.findings) == [("gen:0",), ("gen:77",)]
