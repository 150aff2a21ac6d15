"""What protection alone does in an island: a surplus is turned down, a shortage sheds, the dark stay dark."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from gridimpact.network.cascade.pre_fault import BranchData, OperatingPoint

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

BALANCE_MW = 0.01
"""An island out of balance by less is in balance. [MW]  Chosen: above what a hundred loads of an hour
solved to 1e-4 MW add up to."""
BALANCE_SHARE = 1e-6
"""The same as a share of what the island draws. [0..1]"""
MOST_PASSES = 1000
"""Passes in which transfers settle; each lowers one, and without transfers the first is the last. [-]"""


def balanced(
    branch_data: BranchData, operating_point: OperatingPoint, island: Ints, import_room_mw: Floats
) -> tuple[OperatingPoint, Bools]:
    """Bring every island into balance, without operators.

    Parameters
    ----------
    branch_data : BranchData
    operating_point : OperatingPoint
        Nothing feeds or draws at buses out of service.
    island : array of int, shape (buses,)
        -1 for a bus out of service.
    import_room_mw : array, shape (interconnectors,)
        How far import may rise in a shortage. [MW]

    Returns
    -------
    operating_point : OperatingPoint
        Nothing but import ever rises.
    energised : array of bool, shape (buses,)
        Whether the island of the bus has a source.

    Notes
    -----
    With what an island is fed, S = Σ p + Σ m + Σ t_in, and draws, D = Σ d + Σ pumping + Σ t_out:

    S = 0      everything there is off, unless import may rise there
    S > D      p is scaled by max(0, 1 − (S − D) / Σ p), then m, then t_in likewise
    S < D      pumping stops, import rises where allowed, then d is scaled by max(0, 1 − (D − S) / Σ d),
               then t_out likewise; under-frequency relays know no classes of load

    A transfer t that was lowered at one end is so at the other, until none changes.
    """
    number = np.where(island < 0, island.max(initial=-1) + 1, island)
    count = int(number.max(initial=0)) + 1
    now, room = operating_point, import_room_mw
    for _ in range(MOST_PASSES):
        after = _one_pass(branch_data, now, room, number, count)
        room = np.maximum(room - np.maximum(after.import_mw - now.import_mw, 0.0), 0.0)
        settled = bool((np.abs(after.transfer_mw - now.transfer_mw) < BALANCE_MW).all())
        now = after
        if settled:
            break
    fed = _by_island(branch_data, now, number, count)[0]
    return now, np.asarray((fed[number] > 0) & (island >= 0), dtype=np.bool_)


def _by_island(branch_data: BranchData, now: OperatingPoint, number: Ints, count: int) -> tuple[Floats, Floats]:
    """What each island is fed and draws. [MW]"""

    def total(bus: Ints, values: Floats) -> Floats:
        return np.asarray(np.bincount(number[bus], weights=values, minlength=count), dtype=np.float64)

    forward, backward = np.maximum(now.transfer_mw, 0.0), np.maximum(-now.transfer_mw, 0.0)
    fed = total(branch_data.source_bus, now.source_mw) + total(branch_data.import_bus, now.import_mw)
    drawn = total(branch_data.load_bus, now.served_mw) + total(branch_data.unit_bus, now.pump_mw)
    return (
        fed + total(branch_data.bus1, forward) + total(branch_data.bus0, backward),
        drawn + total(branch_data.bus0, forward) + total(branch_data.bus1, backward),
    )


def _one_pass(branch_data: BranchData, now: OperatingPoint, room: Floats, number: Ints, count: int) -> OperatingPoint:
    fed, drawn = _by_island(branch_data, now, number, count)
    tolerance = np.maximum(BALANCE_MW, BALANCE_SHARE * drawn)
    dark = fed + np.bincount(number[branch_data.import_bus], weights=room, minlength=count) <= tolerance
    short = np.where(dark, np.inf, np.where(drawn > fed + tolerance, drawn - fed, 0.0))
    over = np.where(dark, np.inf, np.where(fed > drawn + tolerance, fed - drawn, 0.0))

    source, over = _lowered(now.source_mw, number[branch_data.source_bus], over)
    imports, over = _lowered(now.import_mw, number[branch_data.import_bus], over)
    pump, short = _lowered(now.pump_mw, number[branch_data.unit_bus], short)
    imports, short = _raised(imports, room, number[branch_data.import_bus], short)
    served, short = _lowered(now.served_mw, number[branch_data.load_bus], short)
    giving = np.where(now.transfer_mw >= 0, branch_data.bus0, branch_data.bus1)
    taking = np.where(now.transfer_mw >= 0, branch_data.bus1, branch_data.bus0)
    carried = np.abs(now.transfer_mw)
    given, _ = _lowered(carried, number[giving], short)
    taken, _ = _lowered(carried, number[taking], over)
    left = np.minimum(given, taken)
    transfer = np.sign(now.transfer_mw) * np.where(left < BALANCE_MW, 0.0, left)
    return replace(now, source_mw=source, import_mw=imports, pump_mw=pump, served_mw=served, transfer_mw=transfer)


def _lowered(values: Floats, number: Ints, by: Floats) -> tuple[Floats, Floats]:
    """Lower values in proportion by an amount per island; returns what is left to lower too."""
    total = np.bincount(number, weights=values, minlength=len(by))
    cut = np.minimum(by, total)
    kept = np.where(total > 0, 1.0 - cut / np.where(total > 0, total, 1.0), 1.0)
    return np.asarray(values * kept[number], dtype=np.float64), by - cut


def _raised(values: Floats, room: Floats, number: Ints, by: Floats) -> tuple[Floats, Floats]:
    """Raise values in proportion to their room, where the amount is finite: an island without source stays dark."""
    total = np.bincount(number, weights=room, minlength=len(by))
    add = np.where(np.isfinite(by), np.minimum(by, total), 0.0)
    share = np.where(total > 0, add / np.where(total > 0, total, 1.0), 0.0)
    return np.asarray(values + room * share[number], dtype=np.float64), by - add
