"""When reservoirs run, planned for many days at once as if there were no network.

The quick form of `coupled_day` for ensembles: energy of the day goes to the hours that lack most, and
what is left to hours that would import. Pumping is left out.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

ROUNDS = 4
"""Rounds in which reservoirs adapt to each other. [-]  Chosen: two technologies settle in two or three."""
BISECTIONS = 60
"""Halvings of the interval in which the level lies. [-]  Down to 1e-18 of it."""


def plan_reservoirs(
    need_mw: Floats, demand_mw: Floats, import_mw: Floats, power_mw: Floats, energy_mwh: Floats
) -> Floats:
    """Spread the energy of each reservoir over the hours of a day.

    Parameters
    ----------
    need_mw : array, shape (samples, snapshots)
        Demand less all other generation. [MW]
    demand_mw : array, shape (samples, snapshots)
    import_mw : array, shape (samples,)
        Import that is allowed. [MW]
    power_mw, energy_mwh : array, shape (samples, reservoirs)
        Most power, and energy of the day. [MW, MWh]

    Returns
    -------
    array, shape (samples, snapshots, reservoirs)
        Power. [MW]

    Notes
    -----
    With r_t the need less import and other reservoirs, w_t = clip(r_t − μ D_t, 0, W) and Σ_t w_t = E: every hour that
    gets water lacks the same share μ of its demand, which minimises Σ_t s_t² / D_t. Water that no shortage
    needs (μ = 0) then replaces import in the same way.
    """
    samples, snapshots = need_mw.shape
    power = np.zeros((samples, snapshots, power_mw.shape[1]))
    short = need_mw - import_mw[:, None]
    for _ in range(ROUNDS):
        for number in range(power_mw.shape[1]):
            others = power.sum(axis=2) - power[:, :, number]
            most = np.repeat(power_mw[:, [number]], snapshots, axis=1)
            first = _filled(short - others, demand_mw, most, energy_mwh[:, number])
            left = np.maximum(energy_mwh[:, number] - first.sum(axis=1), 0.0)
            second = _filled(need_mw - others - first, demand_mw, most - first, left)
            power[:, :, number] = first + second
    return power


def _filled(short: Floats, demand: Floats, most: Floats, energy: Floats) -> Floats:
    """Water by hour, so that hours that get some lack the same share."""
    low, high = np.zeros(len(short)), np.maximum((short / np.maximum(demand, 1e-9)).max(axis=1), 0.0)
    for _ in range(BISECTIONS):
        level = (low + high) / 2.0
        used = np.clip(short - level[:, None] * demand, 0.0, most).sum(axis=1)
        low, high = np.where(used > energy, level, low), np.where(used > energy, high, level)
    # at the upper end never more than the energy there is
    return np.asarray(np.clip(short - high[:, None] * demand, 0.0, most))
