"""Which elements are full in a solved hour, as far as that parts the network into zones of equal shedding."""

import numpy as np
from numpy.typing import NDArray

from gridimpact.network.ensemble.zones import BindingElements, Topology
from gridimpact.network.flow.topology import components
from gridimpact.network.lp.bounds import ContingencyBounds
from gridimpact.network.lp.dc_model import DcModel

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

FULL_PU = 1e-5
"""An element this near to its limit counts as full. [pu]  A guess only: `certificate` proves it or does not."""
SAME_LEVEL = 1e-6
"""Levels closer than this are one. [-]"""


def binding_elements(case_bounds: ContingencyBounds, hour: int, x: Floats) -> BindingElements | None:
    """Read the full elements off an evenly shared answer.

    Parameters
    ----------
    case_bounds : ContingencyBounds
    hour : int
        Number of the snapshot. [-]
    x : array, shape (columns,)
        Answer of the sharing, an interior point: what is full there is full in every answer as good. [pu]

    Returns
    -------
    BindingElements
        Those that lead from a lower level of shedding to a higher one; None where a full line of a mesh parts the
        network by degrees, so that there are no zones.

    Notes
    -----
    Buses that elements with room to spare join have one level. A part without load has level 0 where
    its generation is not used up; elsewhere its level is unknown, and it goes with a neighbour.
    """
    model = case_bounds.model
    layout, buses = model.layout, len(model.bus_ids)
    limit, flow = case_bounds.branch_limit_pu, x[layout.flow]
    stands = case_bounds.branch_in_service & (limit > 0)
    held = model.obeys_ohm & case_bounds.has_kvl
    full = stands & ~held & (np.abs(flow) >= limit - FULL_PU)
    import_pu, rating = x[layout.interconnector], case_bounds.import_limit_pu
    full_tie = (rating > 0) & (import_pu >= rating - FULL_PU)
    idle = (rating > 0) & ~full_tie & (import_pu <= FULL_PU)
    given = np.bincount(model.country_of, weights=import_pu, minlength=len(model.countries))
    bound = (case_bounds.allowed_pu > 0) & (given >= case_bounds.allowed_pu - FULL_PU)

    open_branch, open_tie = stands & ~full, (rating > 0) & ~full_tie & ~idle
    nodes = buses + len(model.countries) + 1
    givers = np.flatnonzero(~bound) + buses
    start = np.concatenate([model.bus0[open_branch], model.interconnector_bus[open_tie], givers])
    end = np.concatenate(
        [
            model.bus1[open_branch],
            model.country_of[open_tie] + buses,
            np.full(len(givers), nodes - 1, dtype=np.int64),
        ]
    )
    _, part = components(nodes, start, end)
    level = _levels(case_bounds, hour, x, part)
    if level is None:
        return None
    branches = np.flatnonzero(full & case_bounds.bus_in_service[model.bus0] & case_bounds.bus_in_service[model.bus1])
    edges = [(part[model.bus0[b]], part[model.bus1[b]]) if flow[b] > 0 else (part[model.bus1[b]], part[model.bus0[b]])
             for b in branches.tolist()]  # fmt: skip
    ties = np.flatnonzero(full_tie)
    edges += [(part[buses + model.country_of[t]], part[model.interconnector_bus[t]]) for t in ties.tolist()]
    idle_ties = np.flatnonzero(idle)
    edges += [(part[model.interconnector_bus[t]], part[buses + model.country_of[t]]) for t in idle_ties.tolist()]
    countries = np.flatnonzero(bound)
    edges += [(part[nodes - 1], part[buses + c]) for c in countries.tolist()]
    _complete(level, edges)
    leads = [level[b] - level[a] > SAME_LEVEL for a, b in edges]
    ends = np.cumsum([len(branches), len(ties), len(idle_ties)]).tolist()
    by_branch, by_tie, by_idle, by_country = (
        np.array(leads[a:b], dtype=bool) for a, b in zip([0, *ends], [*ends, len(leads)], strict=True)
    )
    return BindingElements(
        branches=tuple((b, 1 if flow[b] > 0 else -1) for b in branches[by_branch].tolist()),
        interconnectors=tuple(ties[by_tie].tolist()),
        idle=tuple(idle_ties[by_idle].tolist()),
        countries=tuple(countries[by_country].tolist()),
    )


def _levels(case_bounds: ContingencyBounds, hour: int, x: Floats, part: Ints) -> dict[int, float] | None:
    """Level of each part that tells one: by its general load, else its critical load, else spare generation."""
    model, layout = case_bounds.model, case_bounds.model.layout
    load, shed = case_bounds.load_pu[hour], x[layout.shed]
    drawing = (load > FULL_PU) & case_bounds.bus_in_service[model.load_bus]
    share = np.divide(shed, load, out=np.zeros_like(load), where=drawing)
    level: dict[int, float] = {int(part[-1]): 0.0}
    for number in np.unique(part).tolist():
        if number in level:
            continue
        own = drawing & (part[model.load_bus] == number)
        general, critical = own & ~model.critical, own & model.critical
        if any(len(share[own]) and np.ptp(share[own]) > 10 * SAME_LEVEL for own in (general, critical)):
            return None
        worse = float(np.median(share[critical])) if critical.any() else 0.0
        if worse > SAME_LEVEL:
            level[number] = 1.0 + worse
        elif general.any():
            level[number] = float(np.median(share[general]))
        else:
            units = part[model.unit_bus] == number
            spare = case_bounds.unit_limit_pu[hour][units] - x[layout.unit][units]
            if (spare > FULL_PU).any():
                level[number] = 0.0
    return level


def _complete(level: dict[int, float], edges: list[tuple[int, int]]) -> None:
    """A part of unknown level goes with a neighbour that has one; 0 where there is none."""
    unknown = {number for edge in edges for number in edge if number not in level}
    while unknown:
        found: dict[int, float] = {}
        for a, b in edges:
            for here, there in ((a, b), (b, a)):
                if here in unknown and there in level:
                    found.setdefault(here, level[there])
        if not found:
            break
        level.update(found)
        unknown -= set(found)
    level.update(dict.fromkeys(unknown, 0.0))


def can_bind(full: BindingElements, topology: Topology, model: DcModel) -> bool:
    """Whether the elements are in service and free of Kirchhoff's voltage law, as the certificate asks of them."""
    branches = np.array([number for number, _ in full.branches], dtype=np.int64)
    held = model.obeys_ohm & topology.has_kvl
    return bool(
        (topology.branch_in_service[branches] & ~held[branches]).all()
        and topology.interconnector_in_service[[*full.interconnectors, *full.idle]].all()
    )
