from dataclasses import replace

import numpy as np
import pytest

from gridimpact.domain.grid import Grid
from gridimpact.domain.settings import NetworkSettings
from gridimpact.network.flow.limits import branch_limits, loadability_sil


def test_the_curve_goes_through_its_anchor_points() -> None:
    """50 miles (80.5 km) carry 3 SIL, 300 miles (482.8 km) carry 1."""
    assert loadability_sil(np.array([10.0, 80.4672, 482.8032])) == pytest.approx([3.0, 3.0, 1.0])


def test_longer_lines_carry_less() -> None:
    assert (np.diff(loadability_sil(np.linspace(81.0, 900.0, 50))) < 0).all()


def test_a_750_kv_line_of_300_miles_carries_its_surge_impedance_loading(ukraine: Grid) -> None:
    """x 0.276 ohm/km, c 13.13 nF/km: Zc = sqrt(0.276 / (2π·50·13.13e-9)) = 258.7 ohm, SIL = 750²/258.7 = 2174 MW."""
    line = ukraine.lines[(ukraine.lines["v_nom_kv"] == 750) & (ukraine.lines["kind"] == "line")].iloc[[0]]
    x_pu, b_pu = float(line["x_pu"].iloc[0]), float(line["b_pu"].iloc[0])
    assert 100.0 * np.sqrt(b_pu / x_pu) == pytest.approx(2174, rel=2e-3)
    long = line.assign(length_km=482.8032)
    limits = branch_limits(replace(ukraine, lines=long), NetworkSettings())
    assert limits.iloc[0] == pytest.approx(2174, rel=2e-3)


def test_short_lines_are_limited_by_the_thermal_margin(ukraine: Grid) -> None:
    """330 kV, one circuit, 1.935 kA: 0.7 · √3 · 330 · 1.935 = 774.2 MW."""
    short = ukraine.lines[
        (ukraine.lines["v_nom_kv"] == 330) & (ukraine.lines["circuits"] == 1) & (ukraine.lines["kind"] == "line")
    ]
    limits = branch_limits(ukraine, NetworkSettings())[short.index]
    assert limits.max() == pytest.approx(774.2, abs=0.1)


def test_ties_follow_their_own_factor(ukraine: Grid) -> None:
    transfers = ukraine.lines.index[ukraine.lines["kind"] == "transfer"]
    whole, half = (branch_limits(ukraine, NetworkSettings(transfer_scale=scale))[transfers] for scale in (1.0, 0.5))
    assert half.to_numpy() == pytest.approx(0.5 * whole.to_numpy())
