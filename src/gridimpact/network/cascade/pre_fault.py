"""The moment before the hit: who feeds, who draws, and what the branches carry."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from gridimpact.domain.grid import Grid
from gridimpact.network.dispatch.day import Day, Engine
from gridimpact.network.flow.dc_flow import DcNetwork, references
from gridimpact.network.flow.limits import branch_limits
from gridimpact.network.flow.topology import islands
from gridimpact.network.lp.bounds_types import Bounds
from gridimpact.network.lp.sharing import even_shares

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

HELD_PU = 1e-7
"""Half-width of the box in which sources and shedding are held while transfers are worked out. [pu]"""
NO_FLOW_MW = 1e-3
"""A transfer that carries less than this carries nothing. [MW]"""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BranchData:
    """What does not change while branches trip.

    Attributes
    ----------
    buses : int
        Number of buses. [-]
    bus0, bus1 : array of int, shape (branches,)
    is_transfer : array of bool, shape (branches,)
    x_pu, shift_rad : array, shape (branches,)
        Of what is left of each branch. [pu, rad]
    rating_mw : array, shape (branches,)
        Thermal rating of what is left, without the allowance for N-1; may be infinite. [MW]
    source_bus : array of int, shape (units + loads,)
        Units, then loads that feed in.
    import_bus, unit_bus, load_bus : array of int
    base_mva : float
    """

    buses: int
    bus0: Ints
    bus1: Ints
    is_transfer: Bools
    x_pu: Floats
    shift_rad: Floats
    rating_mw: Floats
    source_bus: Ints
    import_bus: Ints
    unit_bus: Ints
    load_bus: Ints
    base_mva: float

    def island(self, bus_in_service: Bools, branch_in_service: Bools) -> Ints:
        """Number the islands, shape (buses,); transfers are transfers, not connections."""
        return islands(
            self.buses,
            self.bus0,
            self.bus1,
            bus_in_service=bus_in_service,
            branch_in_service=branch_in_service & ~self.is_transfer,
        )

    def flow_mw(self, operating_point: "OperatingPoint", island: Ints, branch_in_service: Bools) -> Floats:
        """DC load flow of the branches, shape (branches,); a transfer carries what it was switched to. [MW]"""
        used = branch_in_service & ~self.is_transfer & (island[self.bus0] >= 0) & (island[self.bus1] >= 0)
        network = DcNetwork.of(
            self.bus0,
            self.bus1,
            x_pu=self.x_pu,
            shift_rad=self.shift_rad,
            in_service=used,
            grounded=references(island),
        )
        flow = network.flows(self.injection_mw(operating_point) / self.base_mva) * self.base_mva
        return np.where(self.is_transfer, operating_point.transfer_mw, flow)

    def injection_mw(self, operating_point: "OperatingPoint") -> Floats:
        """Power fed in less power drawn, transfers included, shape (buses,). [MW]"""
        fed = self.at_buses(self.source_bus, operating_point.source_mw) + self.at_buses(
            self.import_bus, operating_point.import_mw
        )
        drawn = self.at_buses(self.load_bus, operating_point.served_mw) + self.at_buses(
            self.unit_bus, operating_point.pump_mw
        )
        tied = self.at_buses(self.bus1, operating_point.transfer_mw) - self.at_buses(
            self.bus0, operating_point.transfer_mw
        )
        return fed - drawn + tied

    def at_buses(self, bus: Ints, values: Floats) -> Floats:
        """Sum values by bus, shape (buses,)."""
        return np.asarray(np.bincount(bus, weights=values, minlength=self.buses), dtype=np.float64)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OperatingPoint:
    """Who feeds and who draws at one moment. [MW]

    Attributes
    ----------
    source_mw : array, shape (units + loads,)
        Output of units, then of loads that feed in.
    import_mw : array, shape (interconnectors,)
    pump_mw : array, shape (units,)
        Power drawn by pumped storage.
    served_mw : array, shape (loads,)
    transfer_mw : array, shape (branches,)
        Transfer from bus0 to bus1; zero for branches that are no transfers.
    """

    source_mw: Floats
    import_mw: Floats
    pump_mw: Floats
    served_mw: Floats
    transfer_mw: Floats


def transfer_paths(grid: Grid) -> Bools:
    """Branches that carry what they are switched to, shape (branches,)."""
    return np.concatenate([grid.lines["kind"].to_numpy() == "transfer", np.zeros(len(grid.transformers), dtype=bool)])


def branch_data(engine: Engine, branch_left: Floats) -> BranchData:
    """Lay out what is left of the branches, each as a branch of that many circuits fewer.

    Parameters
    ----------
    engine : Engine
    branch_left : array, shape (branches,)
        [0..1]
    """
    model, grid, settings = engine.model, engine.grid, engine.settings
    whole = replace(settings, thermal_margin_share=1.0, loadability_limit=False, transformer_margin_share=1.0)
    rating = np.asarray(branch_limits(grid, whole), dtype=np.float64)
    left = np.where(branch_left > 0, branch_left, 1.0)
    return BranchData(
        buses=len(model.bus_ids),
        bus0=model.bus0,
        bus1=model.bus1,
        is_transfer=transfer_paths(grid),
        x_pu=model.x_pu / left,
        shift_rad=model.shift_rad,
        rating_mw=rating * left,
        source_bus=np.concatenate([model.unit_bus, model.load_bus]),
        import_bus=model.interconnector_bus,
        unit_bus=model.unit_bus,
        load_bus=model.load_bus,
        base_mva=model.base_mva,
    )


def operation_before(day: Day, snapshot: int) -> tuple[OperatingPoint, bool]:
    """Read the moment before the hit off the dispatch of a day without damage.

    Parameters
    ----------
    day : Day
        Without damage.
    snapshot : int
        Its number. [-]

    Returns
    -------
    operating_point : OperatingPoint
    settled : bool
        False when the least transfer was not found; that of the dispatch is taken then.

    Notes
    -----
    What transfers carry the dispatch leaves open: they are free, so many answers are equally good. Transfers are
    normally open; the least there is is taken, minimise Σ t² / T over the states with the same sources,
    shedding and limits. Strictly convex in the transfers t, so that there is one answer.
    """
    model = day.engine.model
    layout, base = model.layout, model.base_mva
    x = day.hours[snapshot].dispatch.x * base
    net = day.case_bounds.load_pu[snapshot] * base - x[layout.shed]
    least = least_transfers(day, snapshot)
    carried = np.where(transfer_paths(day.engine.grid), x[layout.flow] if least is None else least * base, 0.0)
    operating_point = OperatingPoint(
        source_mw=np.concatenate([np.maximum(x[layout.unit], 0.0), np.maximum(-net, 0.0)]),
        import_mw=np.maximum(x[layout.interconnector], 0.0),
        pump_mw=np.maximum(-x[layout.unit], 0.0),
        served_mw=np.maximum(net, 0.0),
        transfer_mw=np.where(np.abs(carried) > NO_FLOW_MW, carried, 0.0),
    )
    return operating_point, least is not None


def least_transfers(day: Day, snapshot: int) -> Floats | None:
    """Flows with the least transfer, which the dispatch leaves open, for its sources and shedding.

    Parameters
    ----------
    day : Day
    snapshot : int
        Its number. [-]

    Returns
    -------
    array, shape (branches,) or None
        None when the solver found none. [pu]
    """
    model, case_bounds = day.engine.model, day.case_bounds
    layout, bounds = model.layout, day.case_bounds.of(snapshot)
    x = day.hours[snapshot].dispatch.x
    room = np.where(transfer_paths(day.engine.grid), case_bounds.branch_limit_pu, 0.0)
    if not (room > 0).any():
        return np.zeros(len(room))
    lower, upper = x - HELD_PU, x + HELD_PU
    for part in (layout.flow, layout.angle):
        lower[part], upper[part] = bounds.column_lower[part], bounds.column_upper[part]
    # a coupled day draws pumping from the bus of the unit; as output below zero it stays in the balance
    face = Bounds(column_lower=lower, column_upper=upper, row_lower=bounds.row_lower, row_upper=bounds.row_upper)
    ignored = np.ones(layout.rows, dtype=bool)
    ignored[layout.balance] = False
    ignored[layout.ohm] = ~case_bounds.has_kvl[model.obeys_ohm]
    flows = np.arange(layout.flow.start, layout.flow.stop)
    found = even_shares(model.matrix, face, room, flows, ignored_rows=ignored)
    return None if found is None else found[flows]
