"""Adequacy on one bus: capacity against load, without a network and without a linear programme."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gridimpact.domain.grid import Grid
from gridimpact.domain.settings import NetworkSettings
from gridimpact.errors import DataError
from gridimpact.network.case.conditions import Conditions
from gridimpact.network.case.contingencies import DamagedGrid
from gridimpact.network.lp.bounds import contingency_bounds
from gridimpact.network.lp.dc_model import build_model
from gridimpact.studies.findings import CapacityTableTooLong
from gridimpact.studies.load_profile import LoadProfile, negligible_mw

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

SAME_MW = 1e-6
"""Capacities closer than this are one. [MW]  Chosen: rounding of sums."""
LARGEST_TABLE = 5_000_000
"""Rows at which a capacity table is given up. [-]  Chosen: some 100 MB."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OneBus:
    """Units and load on one bus.

    Attributes
    ----------
    units_mw : array, shape (units,)
        Available capacity of each unit while it is not out; finite. [MW]
    always_mw : float
        Capacity that does not fail: import. [MW]
    installed_mw : float
        All of it together; may be infinite. [MW]
    load_mw : float
        Load at level 1, generation that counts as negative load taken off. [MW]
    course : LoadProfile
    """

    units_mw: Floats
    always_mw: float
    installed_mw: float
    load_mw: float
    course: LoadProfile

    def capacity(self, units_out: Bools) -> Floats:
        """Capacity of each state.

        Parameters
        ----------
        units_out : array of bool, shape (states, units)

        Returns
        -------
        array, shape (states,)
            [MW]
        """
        return np.asarray(np.where(units_out, 0.0, self.units_mw).sum(axis=1) + self.always_mw, dtype=np.float64)

    def losses(self, capacity_mw: Floats) -> tuple[Floats, Floats]:
        """What capacities mean over the period.

        Parameters
        ----------
        capacity_mw : array, shape (states,)
            [MW]

        Returns
        -------
        loss_share : array, shape (states,)
            Share of the period in which load is lost. [0..1]
        shed_mw : array, shape (states,)
            Mean shedding. [MW]

        Notes
        -----
        ``s(λ) = (λ L − C)⁺``. With levels in ascending order the sums over those above C/L are
        differences of running sums, so that a year costs one search per state.
        """
        course = self.course
        load = course.levels * self.load_mw
        hours = np.concatenate([[0.0], np.cumsum(course.hours)])
        energy = np.concatenate([[0.0], np.cumsum(course.hours * load)])
        first = np.searchsorted(load, capacity_mw + negligible_mw(float(load[-1])), side="right")
        lost_h = hours[-1] - hours[first]
        # nothing below zero: rounding of a difference of large sums
        shed = np.maximum(energy[-1] - energy[first] - capacity_mw * lost_h, 0.0)
        return lost_h / course.total_h, np.where(lost_h > 0, shed, 0.0) / course.total_h


def copper_plate(
    grid: Grid, settings: NetworkSettings, conditions: Conditions, intact: DamagedGrid, course: LoadProfile
) -> OneBus:
    """Put the units and loads of a grid on one bus, with as much import as the borders let in.

    Parameters
    ----------
    grid : Grid
    settings : NetworkSettings
    conditions : Conditions
        One snapshot, at load level 1.
    intact : DamagedGrid
        What is in service.
    course : LoadProfile

    Returns
    -------
    OneBus

    Notes
    -----
    What has no limit is taken as just more than all load.
    """
    load_mw = conditions.load_mw[0]
    plenty = float(np.maximum(load_mw, 0.0).sum()) * course.highest + 1.0
    standing = (intact.unit_left > 0) & grid.units["bus_id"].map(grid.buses["in_service"]).to_numpy(bool)
    available = np.where(standing, conditions.available_mw[0], 0.0)
    imported = 0.0
    if len(grid.interconnectors):
        case_bounds = contingency_bounds(
            build_model(grid, settings), intact, conditions, reallocate=settings.reallocate_import_shares
        )
        borders = float(np.minimum(case_bounds.allowed_pu, case_bounds.ceiling_pu).sum()) * settings.base_mva
        imported = min(borders, conditions.total_cap_mw, plenty)
    return OneBus(
        units_mw=np.minimum(available, plenty),
        always_mw=imported,
        installed_mw=float(available.sum()) + imported,
        load_mw=float(max(load_mw.sum(), 0.0)),
        course=course,
    )


def capacity_table(system: OneBus, outage_rates: Floats) -> tuple[Floats, Floats]:
    """Distribution of the capacity, by convolution unit by unit.

    Parameters
    ----------
    system : OneBus
    outage_rates : array, shape (units,)
        [0..1]

    Returns
    -------
    capacity_mw : array, shape (rows,)
        Ascending. [MW]
    probability : array, shape (rows,)
        Sums to 1. [0..1]

    Raises
    ------
    DataError
        When the table grows too long, because no two sums of capacities agree.

    Notes
    -----
    The capacity outage probability table [1]_: with unit i of C_i and rate q_i

    ``P_i(X) = (1 − q_i) P_{i−1}(X − C_i) + q_i P_{i−1}(X)``

    References
    ----------
    .. [1] Billinton, Allan, "Reliability Evaluation of Power Systems", 2nd ed. (1996), ch. 2.
    """
    capacity, probability = np.array([system.always_mw]), np.ones(1)
    for unit_mw, rate in sorted(zip(system.units_mw.tolist(), outage_rates.tolist(), strict=True)):
        if unit_mw <= 0.0:
            continue
        both = np.concatenate([capacity, capacity + unit_mw])
        chance = np.concatenate([probability * rate, probability * (1.0 - rate)])
        _, first, row = np.unique(np.round(both / SAME_MW), return_index=True, return_inverse=True)
        together = np.asarray(np.bincount(row, weights=chance, minlength=len(first)), dtype=np.float64)
        possible = together > 0.0
        capacity, probability = both[first][possible], together[possible]
        if len(capacity) > LARGEST_TABLE:
            raise DataError([CapacityTableTooLong(where="adequacy", values={"limit": LARGEST_TABLE})])
    return capacity, probability
