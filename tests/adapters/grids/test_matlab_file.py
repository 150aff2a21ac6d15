"""Our reader of MATLAB files against SciPy's writer; damaged files are refused and never end the process."""

import io
import struct
from typing import Any

import numpy as np
import pytest
from scipy.io import savemat
from scipy.sparse import eye_array

from gridimpact.adapters.grids.matlab_file import NewerFormat, variables

MEGABYTE = 1_000_000


def written(content: dict[str, Any], *, compressed: bool = False) -> bytes:
    file = io.BytesIO()
    savemat(file, content, do_compression=compressed)
    return file.getvalue()


@pytest.mark.parametrize("compressed", [False, True])
@pytest.mark.parametrize("kind", ["int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "float32",
                                  "float64"])  # fmt: skip
@pytest.mark.parametrize("shape", [(1, 1), (1, 3), (4, 2), (0, 5), (2, 3, 2)])
def test_matrices_are_read_as_scipy_wrote_them(kind: str, shape: tuple[int, ...], compressed: bool) -> None:
    matrix = np.arange(np.prod(shape)).reshape(shape).astype(kind)
    found = variables(written({"m": matrix, "other": np.eye(2)}, compressed=compressed), largest_bytes=MEGABYTE)

    np.testing.assert_array_equal(found["m"], matrix.astype(float))
    assert found["m"].shape == shape
    np.testing.assert_array_equal(found["other"], np.eye(2))


def test_structs_are_read_and_everything_else_is_passed_over() -> None:
    content = {
        "mpc": {"version": "2", "bus": np.eye(3), "empty": np.zeros((0, 0)), "inner": {"x": np.array([[7.0]])}},
        "cells": np.array(["a", 1.0], dtype=object),
        "sparse": eye_array(3).tocsc(),
        "complex": np.array([[1 + 2j]]),
        "several": np.array([(1.0,), (2.0,)], dtype=[("x", "O")]),
    }
    found = variables(written(content), largest_bytes=MEGABYTE)

    np.testing.assert_array_equal(found["mpc"]["bus"], np.eye(3))
    assert found["mpc"]["empty"].size == 0
    assert found["mpc"]["inner"]["x"].item() == 7.0
    assert found["mpc"]["version"] is None
    assert [found[name] for name in ("cells", "sparse", "complex", "several")] == [None] * 4


def test_the_other_byte_order_is_read() -> None:
    def element(kind: int, data: bytes) -> bytes:
        return struct.pack(">II", kind, len(data)) + data + bytes(-len(data) % 8)

    numbers = struct.pack(">6d", *range(6))
    parts = [(6, struct.pack(">II", 6, 0)), (5, struct.pack(">ii", 2, 3)), (1, b"m"), (9, numbers)]
    array = element(14, b"".join(element(*part) for part in parts))
    content = b"MATLAB 5.0 MAT-file".ljust(124) + struct.pack(">H", 0x0100) + b"MI" + array
    np.testing.assert_array_equal(variables(content, largest_bytes=MEGABYTE)["m"], [[0, 2, 4], [1, 3, 5]])


def test_deeply_nested_structs_are_passed_over() -> None:
    content: dict[str, Any] = {"x": np.eye(2)}
    for _ in range(8):
        content = {"s": content}
    found = variables(written(content), largest_bytes=MEGABYTE)
    for _ in range(4):
        found = found["s"]
    assert found == {"s": None}


def test_what_unpacks_beyond_the_limit_is_refused() -> None:
    packed = written({"a": np.zeros((1000, 100)), "b": np.zeros((1000, 100))}, compressed=True)
    assert len(packed) < 20_000
    with pytest.raises(ValueError, match="more than may be read"):
        variables(packed, largest_bytes=MEGABYTE)
    assert variables(packed, largest_bytes=2 * MEGABYTE)["b"].shape == (1000, 100)


def test_other_files_are_refused() -> None:
    for content in (b"", b"MATLAB", bytes(200), b"x" * 200):
        with pytest.raises(ValueError, match="no header"):
            variables(content, largest_bytes=MEGABYTE)
    with pytest.raises(NewerFormat):
        variables(b"MATLAB 7.3 MAT-file".ljust(124) + b"\x00\x02IM", largest_bytes=MEGABYTE)


@pytest.mark.parametrize("compressed", [False, True])
def test_damaged_files_are_refused_or_read_and_nothing_else(compressed: bool) -> None:
    """SciPy's reader ends the process with a segmentation fault on some of these."""
    whole = written({"mpc": {"bus": np.eye(5), "name": "x", "cell": np.array(["a"], dtype=object)}},
                    compressed=compressed)  # fmt: skip
    rng = np.random.default_rng(1)
    refused = 0
    for _ in range(1500):
        damaged = bytearray(whole)
        for place in rng.integers(100, len(whole), rng.integers(1, 6)):
            damaged[place] = rng.integers(256)
        kept = bytes(damaged[: rng.integers(100, 2 * len(whole))])
        try:
            variables(kept, largest_bytes=MEGABYTE)
        except ValueError:
            refused += 1
    assert refused > 300
