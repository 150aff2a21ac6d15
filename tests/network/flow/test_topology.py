import numpy as np

from gridimpact.network.flow.topology import bridges, islands

BUS0 = np.array([0, 1, 2, 3, 3])
BUS1 = np.array([1, 2, 0, 4, 4])
ALL = np.ones(5, dtype=bool)


def test_islands_are_numbered_by_size_and_dead_buses_marked() -> None:
    label = islands(6, BUS0, BUS1, bus_in_service=np.array([1, 1, 1, 1, 1, 0], bool), branch_in_service=ALL)
    assert label.tolist() == [0, 0, 0, 1, 1, -1]


def test_a_branch_to_a_dead_bus_joins_nothing() -> None:
    alive = np.array([1, 0, 1, 1, 1], bool)
    assert islands(5, BUS0, BUS1, bus_in_service=alive, branch_in_service=ALL).tolist() == [0, -1, 0, 1, 1]


def test_triangle_and_parallel_lines_hold_no_bridge_and_a_spur_is_one() -> None:
    assert not bridges(BUS0, BUS1, ALL).any()
    assert bridges(np.append(BUS0, 2), np.append(BUS1, 3), np.ones(6, bool)).tolist() == [False] * 5 + [True]


def test_branches_left_aside_are_no_second_path() -> None:
    considered = np.array([1, 1, 0, 1, 0], bool)
    assert bridges(BUS0, BUS1, considered).tolist() == [True, True, False, True, False]


def test_no_branch_at_all() -> None:
    none = np.zeros(0, dtype=np.int64)
    assert bridges(none, none, none.astype(bool)).tolist() == []
    assert islands(2, none, none, bus_in_service=np.ones(2, bool), branch_in_service=none.astype(bool)).tolist() == [
        0,
        1,
    ]
