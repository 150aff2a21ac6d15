"""Hours side by side, what is full in them, and what was proved: the nouns of `certificate`."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class BindingElements:
    """Elements that carry all they can.

    Attributes
    ----------
    branches : tuple of (int, int)
        Position among the branches, and direction: 1 from bus0 to bus1, −1 the other way.
    interconnectors : tuple of int
    idle : tuple of int
        Interconnectors over which nothing comes, for their neighbour's power is needed more elsewhere.
    countries : tuple of int
        Neighbours that give all they are allowed to.
    """

    branches: tuple[tuple[int, int], ...] = ()
    interconnectors: tuple[int, ...] = ()
    idle: tuple[int, ...] = ()
    countries: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Topology:
    """What stands, apart from how much it may carry; many samples have the same.

    Attributes
    ----------
    bus_in_service : array of bool, shape (buses,)
    branch_in_service : array of bool, shape (branches,)
    has_kvl : array of bool, shape (branches,)
        Held to Ohm's law. Bridges are too: balance fixes their flow.
    interconnector_in_service : array of bool, shape (interconnectors,)
    """

    bus_in_service: Bools
    branch_in_service: Bools
    has_kvl: Bools
    interconnector_in_service: Bools

    @property
    def key(self) -> bytes:
        """Equal for equal topologies."""
        parts = (self.bus_in_service, self.branch_in_service, self.has_kvl, self.interconnector_in_service)
        return b"".join(np.packbits(part).tobytes() for part in parts)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class HourBatch:
    """Hours of one topology, side by side. [pu]

    Attributes
    ----------
    general, critical : array, shape (cases, buses)
        Demand of both classes at buses in service.
    source : array, shape (cases, buses)
        Available generation, loads that feed in included.
    limit : array, shape (cases, branches)
    rating : array, shape (cases, interconnectors)
    allowed : array, shape (cases, countries)
    """

    general: Floats
    critical: Floats
    source: Floats
    limit: Floats
    rating: Floats
    allowed: Floats

    def part(self, chosen: Ints) -> "HourBatch":
        """Some of the cases."""
        return HourBatch(
            general=self.general[chosen],
            critical=self.critical[chosen],
            source=self.source[chosen],
            limit=self.limit[chosen],
            rating=self.rating[chosen],
            allowed=self.allowed[chosen],
        )

    def __len__(self) -> int:
        return len(self.general)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SolvedHour:
    """One solved hour, from which flows of its neighbours are found.

    Attributes
    ----------
    flow : array, shape (branches,)
        From bus0 to bus1. [pu]
    import_pu : array, shape (interconnectors,)
        Import. [pu]
    """

    flow: Floats
    import_pu: Floats


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Certificates:
    """What was proved of each case.

    Attributes
    ----------
    proved : array of bool, shape (cases,)
        The figures below are the optimum.
    general_share, critical_share : array, shape (cases, buses)
        Unserved share of both classes. [0..1]
    used, most : array, shape (cases,)
        Least import, and most import that sheds no more. [pu]
    """

    proved: Bools
    general_share: Floats
    critical_share: Floats
    used: Floats
    most: Floats

    @classmethod
    def none(cls, batch: HourBatch) -> "Certificates":
        """Nothing proved yet."""
        count = len(batch)
        return cls(
            proved=np.zeros(count, dtype=bool),
            general_share=np.zeros_like(batch.general),
            critical_share=np.zeros_like(batch.general),
            used=np.zeros(count),
            most=np.zeros(count),
        )

    def put(self, rows: Ints, found: "Certificates") -> None:
        """Take over what was found of some cases, while the proofs are being made."""
        for name in self.__slots__:
            getattr(self, name)[rows] = getattr(found, name)
