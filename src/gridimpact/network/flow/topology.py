"""What hangs together: islands, and branches whose loss would split the network."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


def components(nodes: int, start: Ints, end: Ints) -> tuple[int, Ints]:
    """Connected components of a graph; the one place where they are found.

    Parameters
    ----------
    nodes : int
        Number of nodes. [-]
    start, end : array of int, shape (edges,)

    Returns
    -------
    count : int
        Number of components. [-]
    component : array of int, shape (nodes,)
        Number of each node's component, in the order of their first nodes.
    """
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    graph = coo_matrix((np.ones(len(start)), (start, end)), shape=(nodes, nodes))
    count, component = connected_components(graph, directed=False)
    return int(count), component.astype(np.int64)


def islands(buses: int, bus0: Ints, bus1: Ints, *, bus_in_service: Bools, branch_in_service: Bools) -> Ints:
    """Number the islands of the network.

    Parameters
    ----------
    buses : int
        Number of buses. [-]
    bus0, bus1 : array of int, shape (branches,)
        Ends of each branch.
    bus_in_service : array of bool, shape (buses,)
    branch_in_service : array of bool, shape (branches,)

    Returns
    -------
    array of int, shape (buses,)
        Island of each bus, 0 for the largest; -1 for a bus out of service.
    """
    used = branch_in_service & bus_in_service[bus0] & bus_in_service[bus1]
    _, label = components(buses, bus0[used], bus1[used])
    label[~bus_in_service] = -1
    found, sizes = np.unique(label[bus_in_service], return_counts=True)
    # the first bus of an island breaks ties of size, so that the numbering is reproducible
    order = found[np.argsort(-sizes, kind="stable")]
    rank = np.full(int(label.max(initial=-1)) + 2, -1, dtype=np.int64)
    rank[order] = np.arange(len(order))
    return np.asarray(rank[label], dtype=np.int64)


def bridges(bus0: Ints, bus1: Ints, considered: Bools) -> Bools:
    """Find the branches that alone join two parts of the network.

    On such a branch the balance of either part fixes the flow, so that Ohm's law adds nothing but
    an angle nobody needs; the model leaves it out there.

    Parameters
    ----------
    bus0, bus1 : array of int, shape (branches,)
    considered : array of bool, shape (branches,)
        Branches that obey Ohm's law; others do not count as a second path.

    Returns
    -------
    array of bool, shape (branches,)
        True for bridges among the considered branches.
    """
    import networkx as nx  # type: ignore[import-untyped]

    graph: nx.MultiGraph = nx.MultiGraph()
    pairs: Sequence[tuple[int, int]] = list(zip(bus0[considered].tolist(), bus1[considered].tolist(), strict=True))
    graph.add_edges_from(pairs)
    alone = {frozenset(edge) for edge in nx.bridges(graph)} if graph.number_of_edges() else set()
    found = np.zeros(len(bus0), dtype=bool)
    found[considered] = [frozenset(pair) in alone for pair in pairs]
    return found


def meshes(bus0: Ints, bus1: Ints, considered: Bools) -> Ints:
    """Number the meshes: parts of the network in which any two branches lie on a common cycle.

    Parameters
    ----------
    bus0, bus1 : array of int, shape (branches,)
    considered : array of bool, shape (branches,)

    Returns
    -------
    array of int, shape (branches,)
        Mesh of each branch; -1 for those not considered.
    """
    import networkx as nx

    pairs = list(zip(bus0[considered].tolist(), bus1[considered].tolist(), strict=True))
    graph: nx.Graph = nx.Graph(pairs)
    mesh_of = {
        frozenset(edge): number for number, edges in enumerate(nx.biconnected_component_edges(graph)) for edge in edges
    }
    found = np.full(len(bus0), -1, dtype=np.int64)
    found[considered] = [mesh_of[frozenset(pair)] for pair in pairs]
    return found
