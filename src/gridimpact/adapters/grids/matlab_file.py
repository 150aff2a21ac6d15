"""Numbers and structs of a MATLAB file of format 5, which versions 5 to 7 write.

SciPy's reader ends the whole process (segmentation fault) on some damaged files, so that a file from a
stranger could stop the app. This one checks every length before it reads, and knows only what a case
needs: matrices of real numbers and structs; everything else is passed over.

Source: MathWorks, "MAT-File Format", chapter "Level 5 MAT-File Format".
"""

import math
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from gridimpact.adapters.unusable_value import UnusableValue
from gridimpact.i18n.translate import N_

_NUMBERS = {1: "i1", 2: "u1", 3: "i2", 4: "u2", 5: "i4", 6: "u4", 7: "f4", 9: "f8", 12: "i8", 13: "u8"}
"""NumPy types of the data types that hold numbers."""
_MATRIX, _COMPRESSED = 14, 15
_STRUCT, _NUMERIC, _COMPLEX = 2, range(6, 16), 0x0800
_HEADER_BYTES = 128
_DEEPEST = 4
"""Structs within structs are read up to here. [-]  Chosen: a case needs one."""


class NewerFormat(ValueError):
    """Version 7.3, which is another format altogether (HDF5)."""


@dataclass(frozen=True, slots=True)
class _Element:
    kind: int
    data: bytes


def variables(content: bytes, *, largest_bytes: int) -> dict[str, Any]:
    """Variables of a MATLAB file by name.

    Parameters
    ----------
    content : bytes
    largest_bytes : int
        Limit on what all compressed variables together may become. [byte]

    Returns
    -------
    dict
        Arrays of float (two dimensions or more), dicts for structs, None for everything else.

    Raises
    ------
    NewerFormat
        For version 7.3.
    UnusableValue
        When the file is damaged or something else.
    """
    mark = content[126:128]
    if len(content) < _HEADER_BYTES or mark not in (b"IM", b"MI"):
        raise UnusableValue(N_("no header of a MATLAB file"))
    order = "<" if mark == b"IM" else ">"
    if struct.unpack(order + "H", content[124:126])[0] == 0x0200:
        raise NewerFormat("version 7.3")
    found: dict[str, Any] = {}
    room = largest_bytes
    for element in _elements(content[_HEADER_BYTES:], order):
        held = element
        if element.kind == _COMPRESSED:
            plain = _inflated(element.data, room)
            room -= len(plain)
            held = next(_elements(plain, order), element)
        if held.kind == _MATRIX:
            name, value = _matrix(held.data, order, 0)
            found[name] = value
    return found


def _inflated(data: bytes, room: int) -> bytes:
    stream = zlib.decompressobj()
    try:
        plain = stream.decompress(data, max(room, 1))
    except zlib.error as exc:
        raise UnusableValue(N_("damaged compression ({reason})"), reason=str(exc)) from None
    if stream.unconsumed_tail:
        raise UnusableValue(N_("more than may be read once it is unpacked"))
    if not stream.eof:
        raise UnusableValue(N_("cut off"))
    return plain


def _elements(data: bytes, order: str) -> Iterator[_Element]:
    """Data elements one after another: kind, length, data, padding to 8 bytes."""
    at = 0
    while at < len(data):
        if at + 8 > len(data):
            raise UnusableValue(N_("cut off"))
        first, length = struct.unpack(order + "II", data[at : at + 8])
        if first >> 16:  # up to four bytes stand in the tag itself
            kind, length, start, after = first & 0xFFFF, first >> 16, at + 4, at + 8
            if length > 4:
                raise UnusableValue(N_("a short element of more than four bytes"))
        else:
            kind, start = first, at + 8
            after = start + length + (0 if kind == _COMPRESSED else -length % 8)
        if start + length > len(data):
            raise UnusableValue(N_("cut off"))
        yield _Element(kind, data[start : start + length])
        at = after


def _matrix(data: bytes, order: str, depth: int) -> tuple[str, Any]:
    """Name and value of one array."""
    parts = _elements(data, order)
    flags = _integers(next(parts, None), order)
    shape = [int(size) for size in _integers(next(parts, None), order)]
    named = next(parts, None)
    if not len(flags) or named is None or len(shape) < 2 or min(shape) < 0:
        raise UnusableValue(N_("an array without flags, size or name"))
    name, kind = named.data.decode("latin-1"), int(flags[0]) & 0xFF
    if kind in _NUMERIC and not int(flags[0]) & _COMPLEX:
        return name, _numbers(next(parts, None), order, shape)
    if kind == _STRUCT and math.prod(shape) == 1 and depth < _DEEPEST:
        return name, _fields(parts, order, depth)
    return name, None


def _integers(element: _Element | None, order: str) -> "np.ndarray[Any, np.dtype[Any]]":
    if element is None or element.kind not in _NUMBERS or _NUMBERS[element.kind][0] == "f":
        raise UnusableValue(N_("whole numbers are missing"))
    return _values(element, order)


def _values(element: _Element, order: str) -> "np.ndarray[Any, np.dtype[Any]]":
    kind = np.dtype(order + _NUMBERS[element.kind])
    if len(element.data) % kind.itemsize:
        raise UnusableValue(N_("numbers are cut off"))
    return np.frombuffer(element.data, dtype=kind)


def _numbers(element: _Element | None, order: str, shape: list[int]) -> "np.ndarray[Any, np.dtype[np.float64]]":
    if element is None or element.kind not in _NUMBERS:
        raise UnusableValue(N_("a matrix without numbers"))
    values = _values(element, order)
    if len(values) != math.prod(shape):
        raise UnusableValue(N_("a matrix with more or fewer numbers than its size"))
    return values.astype(np.float64).reshape(shape, order="F")


def _fields(parts: Iterator[_Element], order: str, depth: int) -> dict[str, Any]:
    """Fields of a struct."""
    width = _integers(next(parts, None), order)
    names = next(parts, None)
    if names is None or len(width) != 1 or width[0] < 1 or len(names.data) % int(width[0]):
        raise UnusableValue(N_("a struct without names"))
    step = int(width[0])
    found = {}
    for start in range(0, len(names.data), step):
        name = names.data[start : start + step].partition(b"\0")[0].decode("latin-1")
        held = next(parts, None)
        if held is None or held.kind != _MATRIX:
            raise UnusableValue(N_("a struct without its fields"))
        found[name] = _matrix(held.data, order, depth + 1)[1] if held.data else np.zeros((0, 0))
    return found
