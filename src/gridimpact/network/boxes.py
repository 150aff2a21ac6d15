"""Bounds of the linear programme: what a contingency, an hour and a border rule allow."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from gridimpact.network.borders import allotments
from gridimpact.network.conditions import Conditions
from gridimpact.network.contingencies import DamagedGrid
from gridimpact.network.dc_model import DcModel
from gridimpact.network.solver import Bounds

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


class Borders(StrEnum):
    """What is asked of the borders."""

    RULE = "rule"
    """Total limit, shares of the neighbours, thermal ratings of what still stands."""
    OPEN = "open"
    """No limit at any interconnector that still stands; answers how much import is needed."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Boxes:
    """Bounds of every snapshot of one contingency; `of` picks one.

    Attributes
    ----------
    model : DcModel
    conditions : Conditions
    bus_in_service : array of bool, shape (buses,)
    branch_in_service : array of bool, shape (branches,)
    obeying : array of bool, shape (branches,)
        In service and held to Ohm's law where the model has its row.
    branch_limit_pu : array, shape (branches,)
        After damage, boxed. [pu]
    unit_left : array, shape (units,)
        Share of each unit left after damage. [0..1]
    unit_limit_pu : array, shape (snapshots, units)
        After damage, boxed. [pu]
    import_limit_pu : array, shape (interconnectors,)
        Thermal rating of what still stands. [pu]
    load_pu : array, shape (snapshots, loads)
    everything_pu : float
        More than any flow or source can usefully be. [pu]
    template : Bounds
        The part that no hour changes.
    reallocate : bool
        Whether a neighbour may take over the share of another.
    """

    model: DcModel
    conditions: Conditions
    bus_in_service: Bools
    branch_in_service: Bools
    obeying: Bools
    branch_limit_pu: Floats
    unit_left: Floats
    unit_limit_pu: Floats
    import_limit_pu: Floats
    load_pu: Floats
    everything_pu: float
    template: Bounds
    reallocate: bool

    @property
    def reservoir_power_pu(self) -> Floats:
        """Most generation of the reservoirs after damage. [pu]"""
        return self._left_of(self.conditions.reservoirs.power_mw)

    @property
    def reservoir_energy_pu(self) -> Floats:
        """Energy of the reservoirs that units still standing can use. [pu h]"""
        return self._left_of(self.conditions.reservoirs.energy_mwh)

    @property
    def reservoir_pump_pu(self) -> Floats:
        """Most pumping of the reservoirs after damage. [pu]"""
        return self._left_of(self.conditions.reservoirs.pump_mw)

    @property
    def ceiling_pu(self) -> Floats:
        """What the standing lines of each neighbour carry, within its border capacity. [pu]"""
        model, ceilings = self.model, self.conditions.country_ceiling_mw
        of_country = model.country_of[:, None] == np.arange(len(model.countries))[None, :]
        capacity = np.array([ceilings.get(c, np.inf) for c in model.countries]) / model.base_mva
        return np.asarray(np.minimum(self.import_limit_pu @ of_country, capacity), dtype=np.float64)

    @property
    def allowed_pu(self) -> Floats:
        """Import that the rules allow from each neighbour. [pu]"""
        base, countries = self.model.base_mva, self.model.countries
        allowed = allotments(
            self.conditions.total_cap_mw / base,
            {c: mw / base for c, mw in self.conditions.country_cap_mw.items()},
            dict(zip(countries, self.ceiling_pu.tolist(), strict=True)),
            reallocate=self.reallocate,
        )
        return np.array([allowed[c] for c in countries])

    @property
    def _share_pu(self) -> Floats:
        """Own share of each neighbour; all it can carry where no rule speaks of shares. [pu]"""
        caps = self.conditions.country_cap_mw
        if not caps:
            return self.ceiling_pu
        return np.array([caps.get(c, 0.0) / self.model.base_mva for c in self.model.countries])

    def _left_of(self, whole: Floats) -> Floats:
        return whole / self.model.base_mva * self.unit_left[self.conditions.reservoirs.unit]

    def of(self, snapshot: int, borders: Borders = Borders.RULE) -> Bounds:
        """Bounds of one snapshot.

        Parameters
        ----------
        snapshot : int
            Its number. [-]
        borders : Borders

        Returns
        -------
        Bounds
            All finite.
        """
        layout, base, model = self.model.layout, self.model.base_mva, self.model
        lower, upper = self.template.column_lower.copy(), self.template.column_upper.copy()
        row_lower, row_upper = self.template.row_lower.copy(), self.template.row_upper.copy()
        load = self.load_pu[snapshot]
        upper[layout.unit] = self.unit_limit_pu[snapshot]
        lower[layout.shed], upper[layout.shed] = np.minimum(load, 0.0), np.maximum(load, 0.0)
        # a load at a bus that is out cannot be served: said as a bound, not left to the solver
        dead = ~self.bus_in_service[model.load_bus] & (load > 0)
        lower[layout.shed] = np.where(dead, load, lower[layout.shed])
        demand = np.zeros(len(model.bus_ids))
        np.add.at(demand, model.load_bus, load)
        row_lower[layout.balance] = row_upper[layout.balance] = demand
        stands = self.import_limit_pu > 0
        if borders is Borders.OPEN:
            upper[layout.interconnector] = np.where(stands, self.everything_pu, 0.0)
            upper[layout.over_share] = row_upper[layout.share] = row_upper[layout.total_import] = (
                self.everything_pu * max(1, len(stands))
            )
        else:
            upper[layout.interconnector] = self.import_limit_pu
            total = min(self.conditions.total_cap_mw / base, float(self.import_limit_pu.sum()))
            share = np.minimum(self._share_pu, self.ceiling_pu)
            # what a neighbour may import beyond its own share is what others cannot carry of theirs
            upper[layout.over_share] = np.maximum(0.0, self.allowed_pu - share)
            row_upper[layout.share], row_upper[layout.total_import] = share, total
        row_lower[layout.share] = -upper[layout.over_share]
        row_lower[layout.total_import] = 0.0
        return Bounds(column_lower=lower, column_upper=upper, row_lower=row_lower, row_upper=row_upper)


def contingency_boxes(
    model: DcModel, damaged: DamagedGrid, conditions: Conditions, *, reallocate: bool = True
) -> Boxes:
    """Work out the bounds that a contingency leaves.

    Parameters
    ----------
    model : DcModel
    damaged : DamagedGrid
    conditions : Conditions
    reallocate : bool
        A neighbour that cannot deliver frees its share to the others.

    Returns
    -------
    Boxes

    Notes
    -----
    Unlimited sources and branches are boxed by B = Σ_d max |P_d| + Σ_l |φ_l| / x_l, more than any
    useful flow; angles by Θ, the sum of the n − 1 largest x_l F_l + |φ_l|, the longest path there is.
    """
    base = model.base_mva
    load_pu = conditions.load_mw / base
    circulating = float((np.abs(model.shift_rad) / np.where(model.x_pu != 0, np.abs(model.x_pu), 1.0)).sum())
    everything = max(1.0, float(np.abs(load_pu).sum(axis=1).max(initial=0.0)) + circulating)
    bus_ok = damaged.bus_in_service
    limit = np.where(damaged.branch_left > 0, model.limit_mw / base * damaged.branch_left, 0.0)
    in_service = (damaged.branch_left > 0) & bus_ok[model.bus0] & bus_ok[model.bus1]
    limit = np.where(in_service, np.minimum(limit, everything), 0.0)
    unit_left = damaged.unit_left * bus_ok[model.unit_bus]
    available = np.minimum(
        np.where(np.isinf(conditions.available_mw), everything * base, conditions.available_mw) / base, everything
    )
    import_left = damaged.interconnector_left * bus_ok[model.interconnector_bus]
    rating = np.minimum(
        np.where(np.isinf(model.interconnector_limit_mw), everything * base, model.interconnector_limit_mw) / base,
        everything,
    )
    return Boxes(
        model=model,
        conditions=conditions,
        bus_in_service=bus_ok,
        branch_in_service=in_service,
        obeying=in_service & ~damaged.branch_switched,
        branch_limit_pu=limit,
        unit_left=unit_left,
        unit_limit_pu=available * unit_left,
        import_limit_pu=rating * import_left,
        load_pu=load_pu,
        everything_pu=everything,
        template=_template(model, in_service & ~damaged.branch_switched, limit),
        reallocate=reallocate,
    )


def _template(model: DcModel, obeying: Bools, limit: Floats) -> Bounds:
    layout = model.layout
    lower, upper = np.zeros(layout.columns), np.zeros(layout.columns)
    row_lower, row_upper = np.zeros(layout.rows), np.zeros(layout.rows)
    lower[layout.flow], upper[layout.flow] = -limit, limit
    lawful = model.obeys_ohm & obeying
    reach = np.sort(np.abs(model.x_pu[lawful]) * limit[lawful] + np.abs(model.shift_rad[lawful]))[::-1]
    angle = max(1.0, float(reach[: max(0, len(model.bus_ids) - 1)].sum()))
    lower[layout.angle], upper[layout.angle] = (
        np.where(model.reference, 0.0, -angle),
        np.where(model.reference, 0.0, angle),
    )
    shift, open_row = -model.shift_rad[model.obeys_ohm], ~obeying[model.obeys_ohm]
    wide = 2.0 * angle + np.abs(shift)
    row_lower[layout.ohm], row_upper[layout.ohm] = np.where(open_row, -wide, shift), np.where(open_row, wide, shift)
    return Bounds(column_lower=lower, column_upper=upper, row_lower=row_lower, row_upper=row_upper)
