"""The linear programme of the served load: built once per grid, then only bounds change.

For one snapshot, in per unit of `base_mva`::

    columns    p_g  generation          0 ≤ p_g ≤ a_g P_g
               m_x  import              0 ≤ m_x ≤ M_x          (thermal rating of the interconnector)
               o_c  import over share   0 ≤ o_c ≤ reallocation allowed or not
               s_d  load shedding       0 ≤ s_d ≤ P_d
               f_l  flow                |f_l| ≤ F_l
               θ_i  voltage angle       |θ_i| ≤ Θ
    rows       Σ_{g∈b} p_g + Σ_{x∈b} m_x + Σ_{d∈b} s_d − Σ_l K_bl f_l = Σ_{d∈b} P_d   balance at bus b
               x_l f_l − (θ_i − θ_j) = −φ_l                                          Ohm's law
               Σ_{x∈c} m_x − o_c ≤ share_c · M_total                                 share of neighbour c
               Σ_x m_x ≤ M_total                                                     total import

Negative loads are units without cost. Every row and column stays boxed by finite numbers taken
from the data: freed rows or columns made warm starts of the dual simplex fail or, worse, answer
wrongly. A branch out of service has f_l = 0 and a row as wide as the angles allow. Ohm's law is
left out for transfers, which carry what is switched to them, and for bridges, where balance alone
fixes the flow.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, csc_matrix

from gridimpact.domain.grid import Grid
from gridimpact.domain.settings import NetworkSettings
from gridimpact.network.flow.limits import branch_limits
from gridimpact.network.flow.topology import bridges, islands, meshes

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

SHARING_BUSES = 2_000
"""Largest grid on which shedding is shared evenly unless asked for. [buses]  Chosen: above it the
sharing takes longer than all the rest, and equal units are told apart only on demand."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Layout:
    """Positions of the variables: slices into the column vector, and rows."""

    unit: slice
    interconnector: slice
    over_share: slice
    shed: slice
    flow: slice
    angle: slice
    columns: int
    balance: slice
    ohm: slice
    share: slice
    total_import: int
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DcModel:
    """Matrix and fixed data of the linear programme of a grid.

    Attributes
    ----------
    bus_ids, branch_ids, load_ids, unit_ids, interconnector_ids : Index
    bus0, bus1 : array of int, shape (branches,)
    x_pu, shift_rad, limit_mw : array, shape (branches,)
        Limit before damage, before boxing; may be infinite.
    obeys_ohm : array of bool, shape (branches,)
    bridge : array of bool, shape (branches,)
        Alone between two parts, transfers not counted; balance fixes its flow.
    reference : array of bool, shape (buses,)
        One bus of each meshed part, whose angle is zero. A part that damage cuts off from it keeps
        floating angles, which its box holds.
    load_bus, unit_bus, interconnector_bus : array of int
    critical : array of bool, shape (loads,)
    weight : array, shape (loads,), or None
        Weights of shedding that the grid states; they stand in place of the classes.
    countries : tuple of str
        Neighbours with interconnectors, sorted.
    country_of : array of int, shape (interconnectors,)
    interconnector_limit_mw : array, shape (interconnectors,)
    matrix : csc_matrix, shape (rows, columns)
    layout : Layout
    base_mva : float
    shares_evenly : bool
        Whether loads of a class share shedding evenly.
    """

    bus_ids: pd.Index
    branch_ids: pd.Index
    load_ids: pd.Index
    unit_ids: pd.Index
    interconnector_ids: pd.Index
    bus0: Ints
    bus1: Ints
    x_pu: Floats
    shift_rad: Floats
    limit_mw: Floats
    obeys_ohm: Bools
    bridge: Bools
    reference: Bools
    load_bus: Ints
    unit_bus: Ints
    interconnector_bus: Ints
    critical: Bools
    weight: Floats | None
    countries: tuple[str, ...]
    country_of: Ints
    interconnector_limit_mw: Floats
    matrix: csc_matrix
    layout: Layout
    base_mva: float
    shares_evenly: bool


def build_model(grid: Grid, settings: NetworkSettings, *, unbound_mw: float = float("inf")) -> DcModel:
    """Lay out the linear programme of a grid.

    Parameters
    ----------
    grid : Grid
    settings : NetworkSettings
    unbound_mw : float
        No flow can exceed this: at least the demand of any hour. A mesh of which every branch has
        a higher limit needs no Ohm's law to know what can be served; the flows that such a model
        answers are then only possible ones. [MW]

    Returns
    -------
    DcModel
        Independent of contingency and hour; those are bounds.

    Notes
    -----
    In a passive network (x > 0, no phase shift) no branch carries more than all sources together.
    """
    position = pd.Series(np.arange(len(grid.buses)), index=grid.buses.index)

    def at(table: pd.DataFrame, column: str) -> Ints:
        return position.reindex(table[column]).to_numpy(dtype=np.int64)

    lines, transformers = grid.lines, grid.transformers
    bus0 = np.concatenate([at(lines, "bus0"), at(transformers, "bus0")])
    bus1 = np.concatenate([at(lines, "bus1"), at(transformers, "bus1")])
    x_pu = np.concatenate(
        [
            lines["x_pu"].to_numpy(float),
            transformers["x_pu"].to_numpy(float) * transformers["tap_ratio"].to_numpy(float),
        ]
    )
    shift = np.concatenate([np.zeros(len(lines)), np.deg2rad(transformers["phase_shift_deg"].to_numpy(float))])
    has_kvl = np.concatenate([lines["kind"].to_numpy() == "line", np.ones(len(transformers), dtype=bool)])
    standing = grid.interconnectors[grid.interconnectors["in_service"]]
    countries = tuple(sorted((standing if len(standing) else grid.interconnectors)["country"].unique()))
    # a line to a neighbour that has none in service carries nothing, whichever neighbour it is counted with
    country_of = (
        grid.interconnectors["country"].map({c: i for i, c in enumerate(countries)}).fillna(0).to_numpy(dtype=np.int64)
    )
    limit_mw = np.asarray(branch_limits(grid, settings), dtype=np.float64)
    bridge = bridges(bus0, bus1, has_kvl)
    obeys_ohm = has_kvl & ~bridge
    if np.isfinite(unbound_mw):
        tight = (limit_mw < unbound_mw) | (x_pu <= 0) | (shift != 0)
        mesh = meshes(bus0, bus1, obeys_ohm)
        obeys_ohm &= np.isin(mesh, mesh[tight & obeys_ohm])
    sizes = (len(grid.units), len(grid.interconnectors), len(countries), len(grid.loads), len(bus0), len(grid.buses))
    layout = _layout(sizes, int(obeys_ohm.sum()))
    load_bus, unit_bus, tie_bus = at(grid.loads, "bus_id"), at(grid.units, "bus_id"), at(grid.interconnectors, "bus_id")
    matrix = _matrix(
        layout,
        bus0=bus0,
        bus1=bus1,
        x_pu=x_pu,
        obeys_ohm=obeys_ohm,
        load_bus=load_bus,
        unit_bus=unit_bus,
        interconnector_bus=tie_bus,
        country_of=country_of,
    )
    return DcModel(
        bus_ids=grid.buses.index,
        branch_ids=lines.index.append(transformers.index),
        load_ids=grid.loads.index,
        unit_ids=grid.units.index,
        interconnector_ids=grid.interconnectors.index,
        bus0=bus0,
        bus1=bus1,
        x_pu=x_pu,
        shift_rad=shift,
        limit_mw=limit_mw,
        obeys_ohm=obeys_ohm,
        bridge=bridge,
        reference=_references(len(grid.buses), bus0, bus1, obeys_ohm),
        load_bus=load_bus,
        unit_bus=unit_bus,
        interconnector_bus=tie_bus,
        critical=(grid.loads["load_class"] == "critical").to_numpy(bool),
        weight=grid.loads["weight"].to_numpy(float) if "weight" in grid.loads else None,
        countries=countries,
        country_of=country_of,
        interconnector_limit_mw=grid.interconnectors["s_nom_mva"].to_numpy(float) * settings.thermal_margin_share,
        matrix=matrix,
        layout=layout,
        base_mva=settings.base_mva,
        shares_evenly=_shares_evenly(grid, settings),
    )


def _shares_evenly(grid: Grid, settings: NetworkSettings) -> bool:
    if settings.even_sharing is not None:
        return settings.even_sharing
    return "weight" not in grid.loads and len(grid.buses) <= SHARING_BUSES


def _references(buses: int, bus0: Ints, bus1: Ints, obeys_ohm: Bools) -> Bools:
    whole = np.ones(buses, dtype=bool)
    part = islands(buses, bus0, bus1, bus_in_service=whole, branch_in_service=obeys_ohm)
    reference = np.zeros(buses, dtype=bool)
    reference[np.unique(part, return_index=True)[1]] = True
    return reference


def _layout(sizes: tuple[int, int, int, int, int, int], ohm_rows: int) -> Layout:
    ends = np.cumsum(sizes).tolist()
    starts = [0, *ends[:-1]]
    unit, interconnector, over, shed, flow, angle = (slice(a, b) for a, b in zip(starts, ends, strict=True))
    buses, countries = sizes[5], sizes[2]
    return Layout(
        unit=unit,
        interconnector=interconnector,
        over_share=over,
        shed=shed,
        flow=flow,
        angle=angle,
        columns=ends[-1],
        balance=slice(0, buses),
        ohm=slice(buses, buses + ohm_rows),
        share=slice(buses + ohm_rows, buses + ohm_rows + countries),
        total_import=buses + ohm_rows + countries,
        rows=buses + ohm_rows + countries + 1,
    )


def _matrix(
    layout: Layout,
    *,
    bus0: Ints,
    bus1: Ints,
    x_pu: Floats,
    obeys_ohm: Bools,
    load_bus: Ints,
    unit_bus: Ints,
    interconnector_bus: Ints,
    country_of: Ints,
) -> csc_matrix:
    rows, columns, values = [], [], []

    def put(row: Ints, column: Ints, value: Floats | float) -> None:
        rows.append(row)
        columns.append(column)
        values.append(np.broadcast_to(np.asarray(value, dtype=np.float64), row.shape))

    def of(part: slice) -> Ints:
        return np.arange(part.start, part.stop, dtype=np.int64)

    put(unit_bus, of(layout.unit), 1.0)
    put(interconnector_bus, of(layout.interconnector), 1.0)
    put(load_bus, of(layout.shed), 1.0)
    put(bus0, of(layout.flow), -1.0)
    put(bus1, of(layout.flow), 1.0)
    ohm, has_kvl = of(layout.ohm), np.flatnonzero(obeys_ohm)
    put(ohm, layout.flow.start + has_kvl, x_pu[has_kvl])
    put(ohm, layout.angle.start + bus0[has_kvl], -1.0)
    put(ohm, layout.angle.start + bus1[has_kvl], 1.0)
    put(layout.share.start + country_of, of(layout.interconnector), 1.0)
    put(of(layout.share), of(layout.over_share), -1.0)
    put(np.full(len(interconnector_bus), layout.total_import, dtype=np.int64), of(layout.interconnector), 1.0)
    entries = (np.concatenate(values), (np.concatenate(rows), np.concatenate(columns)))
    return csc_matrix(coo_matrix(entries, shape=(layout.rows, layout.columns)))
