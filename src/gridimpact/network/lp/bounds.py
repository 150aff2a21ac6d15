"""Bounds of the linear programme: what a contingency, an hour and a border rule allow."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from gridimpact.network.case.borders import allotments
from gridimpact.network.case.conditions import Conditions
from gridimpact.network.case.contingencies import DamagedGrid
from gridimpact.network.lp.bounds_types import Bounds
from gridimpact.network.lp.dc_model import DcModel

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


class Borders(StrEnum):
    """What is asked of the borders."""

    RULE = "rule"
    """Total limit, shares of the neighbours, thermal ratings of what still stands."""
    OPEN = "open"
    """No limit at any interconnector that still stands; answers how much import is needed."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ContingencyBounds:
    """Bounds of every snapshot of one contingency; `of` picks one.

    Attributes
    ----------
    day_bounds : DayBounds
    bus_in_service : array of bool, shape (buses,)
    branch_in_service : array of bool, shape (branches,)
    has_kvl : array of bool, shape (branches,)
        In service and held to Ohm's law where the model has its row.
    branch_limit_pu : array, shape (branches,)
        After damage, boxed. [pu]
    unit_left : array, shape (units,)
        Share of each unit left after damage. [0..1]
    unit_limit_pu : array, shape (snapshots, units)
        After damage, boxed. [pu]
    import_limit_pu : array, shape (interconnectors,)
        Thermal rating of what still stands, boxed. [pu]
    in_service_rating_pu : array, shape (interconnectors,)
        The same, as rated. [pu]
    ceiling_pu, share_pu, allowed_pu : array, shape (countries,)
        What the standing lines of each neighbour carry within its border capacity; its own share of
        the total limit; what it may deliver, shares taken over from others included. [pu]
    template : Bounds
        The part that no hour changes.
    """

    day_bounds: "DayBounds"
    bus_in_service: Bools
    branch_in_service: Bools
    has_kvl: Bools
    branch_limit_pu: Floats
    unit_left: Floats
    unit_limit_pu: Floats
    import_limit_pu: Floats
    in_service_rating_pu: Floats
    ceiling_pu: Floats
    share_pu: Floats
    allowed_pu: Floats
    template: Bounds

    @property
    def model(self) -> DcModel:
        """The programme that is bounded."""
        return self.day_bounds.model

    @property
    def conditions(self) -> Conditions:
        """The day."""
        return self.day_bounds.conditions

    @property
    def load_pu(self) -> Floats:
        """Demand, shape (snapshots, loads). [pu]"""
        return self.day_bounds.load_pu

    @property
    def big_m_pu(self) -> float:
        """More than any flow or source can usefully be. [pu]"""
        return self.day_bounds.big_m_pu

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
        layout, base = self.model.layout, self.model.base_mva
        lower, upper = self.template.column_lower.copy(), self.template.column_upper.copy()
        row_lower, row_upper = self.template.row_lower.copy(), self.template.row_upper.copy()
        load = self.load_pu[snapshot]
        upper[layout.unit] = self.unit_limit_pu[snapshot]
        lower[layout.shed], upper[layout.shed] = np.minimum(load, 0.0), np.maximum(load, 0.0)
        # a load at a bus that is out cannot be served: said as a bound, not left to the solver
        de_energised = np.flatnonzero(~self.bus_in_service[self.model.load_bus] & (load > 0))
        lower[layout.shed.start + de_energised] = load[de_energised]
        row_lower[layout.balance] = row_upper[layout.balance] = self.day_bounds.demand_pu[snapshot]
        if not len(self.import_limit_pu):
            return Bounds(column_lower=lower, column_upper=upper, row_lower=row_lower, row_upper=row_upper)
        stands = self.import_limit_pu > 0
        if borders is Borders.OPEN:
            upper[layout.interconnector] = np.where(stands, self.big_m_pu, 0.0)
            upper[layout.over_share] = row_upper[layout.share] = row_upper[layout.total_import] = self.big_m_pu * max(
                1, len(stands)
            )
        else:
            upper[layout.interconnector] = self.import_limit_pu
            total = min(self.conditions.total_cap_mw / base, float(self.import_limit_pu.sum()))
            # what a neighbour may deliver beyond its own share is what others cannot carry of theirs
            upper[layout.over_share] = np.maximum(0.0, self.allowed_pu - self.share_pu)
            row_upper[layout.share], row_upper[layout.total_import] = self.share_pu, total
        row_lower[layout.share] = -upper[layout.over_share]
        row_lower[layout.total_import] = 0.0
        return Bounds(column_lower=lower, column_upper=upper, row_lower=row_lower, row_upper=row_upper)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DayBounds:
    """What contingencies of one grid and day have in common; made once, used for each.

    Attributes
    ----------
    model : DcModel
    conditions : Conditions
    reallocate : bool
    load_pu : array, shape (snapshots, loads)
    demand_pu : array, shape (snapshots, buses)
    limit_pu : array, shape (branches,)
        Before damage; may be infinite.
    available_pu : array, shape (snapshots, units)
        Before damage; may be infinite.
    rating_pu : array, shape (interconnectors,)
        Before damage; may be infinite.
    big_m_pu : float
    """

    model: DcModel
    conditions: Conditions
    reallocate: bool
    load_pu: Floats
    demand_pu: Floats
    limit_pu: Floats
    available_pu: Floats
    rating_pu: Floats
    big_m_pu: float

    @classmethod
    def of(cls, model: DcModel, conditions: Conditions, *, reallocate: bool = True) -> "DayBounds":
        """Lay out a day.

        Notes
        -----
        Unlimited sources and branches are boxed by B = Σ_d max |P_d| + Σ_l |φ_l| / x_l, more than
        any useful flow.
        """
        base = model.base_mva
        load_pu = conditions.load_mw / base
        circulating = float((np.abs(model.shift_rad) / np.where(model.x_pu != 0, np.abs(model.x_pu), 1.0)).sum())
        everything = max(1.0, float(np.abs(load_pu).sum(axis=1).max(initial=0.0)) + circulating)
        at_bus = np.zeros((len(load_pu), len(model.bus_ids)))
        for row, load in zip(at_bus, load_pu, strict=True):
            np.add.at(row, model.load_bus, load)
        return cls(
            model=model,
            conditions=conditions,
            reallocate=reallocate,
            load_pu=load_pu,
            demand_pu=at_bus,
            limit_pu=model.limit_mw / base,
            available_pu=np.asarray(conditions.available_mw / base, dtype=np.float64),
            rating_pu=np.asarray(model.interconnector_limit_mw / base, dtype=np.float64),
            big_m_pu=everything,
        )

    def case_bounds(self, damaged: DamagedGrid) -> "ContingencyBounds":
        """Bounds that a contingency leaves."""
        model, bus_ok, left = self.model, damaged.bus_in_service, damaged.branch_left
        in_service = (left > 0) & bus_ok[model.bus0] & bus_ok[model.bus1]
        # a share of no limit would be no number where nothing is left
        whole = np.where(in_service, left, 1.0)
        limit = np.where(in_service, np.minimum(self.limit_pu * whole, self.big_m_pu), 0.0)
        has_kvl = in_service & ~damaged.branch_switched
        unit_left = damaged.unit_left * bus_ok[model.unit_bus]
        links_left = damaged.interconnector_left * bus_ok[model.interconnector_bus]
        rating = self._boxed(self.rating_pu, links_left)
        # a day of little demand boxes a line below its rating; what is allowed is told by the rating
        standing = np.where(np.isfinite(self.rating_pu), _left(self.rating_pu, links_left), rating)
        ceiling, share, allowed = self._borders(standing)
        return ContingencyBounds(
            day_bounds=self,
            bus_in_service=bus_ok,
            branch_in_service=in_service,
            has_kvl=has_kvl,
            branch_limit_pu=limit,
            unit_left=unit_left,
            unit_limit_pu=self._boxed(self.available_pu, unit_left),
            import_limit_pu=rating,
            in_service_rating_pu=standing,
            ceiling_pu=ceiling,
            share_pu=share,
            allowed_pu=allowed,
            template=_template(model, has_kvl, limit),
        )

    def _boxed(self, whole: Floats, left: Floats) -> Floats:
        """What is left of a capacity after damage, boxed then: a share of the box would be too little. [pu]"""
        return np.minimum(_left(whole, left), self.big_m_pu)

    def _borders(self, rating_pu: Floats) -> tuple[Floats, Floats, Floats]:
        """Ceiling, own share and allowed import of each neighbour. [pu]"""
        conditions, base, countries = self.conditions, self.model.base_mva, self.model.countries
        if not countries:
            return np.zeros(0), np.zeros(0), np.zeros(0)
        of_country = self.model.country_of[:, None] == np.arange(len(countries))[None, :]
        capacity = np.array([conditions.country_ceiling_mw.get(c, np.inf) for c in countries]) / base
        ceiling = np.minimum(rating_pu @ of_country, capacity)
        caps = {c: mw / base for c, mw in conditions.country_cap_mw.items()}
        standing = dict(zip(countries, ceiling.tolist(), strict=True))
        allowed = allotments(conditions.total_cap_mw / base, caps, standing, reallocate=self.reallocate)
        share = np.array([caps.get(c, 0.0) for c in countries]) if caps else ceiling
        return ceiling, np.minimum(share, ceiling), np.array([allowed[c] for c in countries])


def contingency_bounds(
    model: DcModel, damaged: DamagedGrid, conditions: Conditions, *, reallocate: bool = True
) -> "ContingencyBounds":
    """Bounds of one contingency alone; for many of one day make a `DayBounds` once."""
    return DayBounds.of(model, conditions, reallocate=reallocate).case_bounds(damaged)


def _left(whole: Floats, left: Floats) -> Floats:
    """A share of each capacity; a share of no limit is no limit, and nothing of it is nothing. [pu]"""
    return np.where(left > 0, whole, 0.0) * np.where(np.isfinite(whole), left, 1.0)


def _template(model: DcModel, has_kvl: Bools, limit: Floats) -> Bounds:
    """The part of the bounds that no hour changes; angles are boxed by Θ, the longest path there is:

    the sum of the n − 1 largest x_l F_l + |φ_l|.
    """
    layout = model.layout
    lower, upper = np.zeros(layout.columns), np.zeros(layout.columns)
    row_lower, row_upper = np.zeros(layout.rows), np.zeros(layout.rows)
    lower[layout.flow], upper[layout.flow] = -limit, limit
    if not model.obeys_ohm.any():
        return Bounds(column_lower=lower, column_upper=upper, row_lower=row_lower, row_upper=row_upper)
    has_kvl = model.obeys_ohm & has_kvl
    reach = np.sort(np.abs(model.x_pu[has_kvl]) * limit[has_kvl] + np.abs(model.shift_rad[has_kvl]))[::-1]
    angle = max(1.0, float(reach[: max(0, len(model.bus_ids) - 1)].sum()))
    lower[layout.angle], upper[layout.angle] = (
        np.where(model.reference, 0.0, -angle),
        np.where(model.reference, 0.0, angle),
    )
    shift, open_row = -model.shift_rad[model.obeys_ohm], ~has_kvl[model.obeys_ohm]
    wide = 2.0 * angle + np.abs(shift)
    row_lower[layout.ohm], row_upper[layout.ohm] = np.where(open_row, -wide, shift), np.where(open_row, wide, shift)
    return Bounds(column_lower=lower, column_upper=upper, row_lower=row_lower, row_upper=row_upper)
