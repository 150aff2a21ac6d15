"""What each component takes with it when it is hit, found once, so that many contingencies are quick to apply."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gridimpact.domain.damage import Contingency
from gridimpact.domain.grid import Grid
from gridimpact.network.case.contingencies import DamagedGrid, apply

Ints = NDArray[np.int64]

PROBE_SHARE = 0.5
"""Share left at which a component is tried; any between 0 and 1 shows the same parts. [0..1]"""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Effect:
    """Parts that a component takes with it.

    Attributes
    ----------
    branch, unit, interconnector : array of int
        Positions of what keeps the component's share.
    switched : array of int
        Branches of which an unknown part of the circuits is lost while a share is left.
    dead_bus : array of int
        Buses that are out once nothing is left.
    """

    branch: Ints
    unit: Ints
    interconnector: Ints
    switched: Ints
    dead_bus: Ints


class DamageEffects:
    """Applies contingencies of known components quickly; the same answer as `contingencies.apply`.

    Parameters
    ----------
    grid : Grid
    components : iterable of str
        Every component that a contingency will name.
    """

    def __init__(self, grid: Grid, components: Iterable[str]) -> None:
        self._intact = apply(Contingency(), grid)
        self._effects: Mapping[str, Effect] = {name: self._probe(grid, name) for name in sorted(set(components))}

    def _probe(self, grid: Grid, name: str) -> Effect:
        intact = self._intact
        part = apply(Contingency(derated={name: PROBE_SHARE}), grid)
        none = apply(Contingency(out=(name,)), grid)
        return Effect(
            branch=np.flatnonzero(part.branch_left < intact.branch_left),
            unit=np.flatnonzero(part.unit_left < intact.unit_left),
            interconnector=np.flatnonzero(part.interconnector_left < intact.interconnector_left),
            switched=np.flatnonzero(part.branch_switched),
            dead_bus=np.flatnonzero(intact.bus_in_service & ~(none.bus_in_service & part.bus_in_service)),
        )

    def apply(self, contingency: Contingency) -> DamagedGrid:
        """Spread a contingency over the grid.

        Raises
        ------
        KeyError
            When it names a component that was not announced.
        """
        intact = self._intact
        bus = intact.bus_in_service.copy()
        branch, unit = intact.branch_left.copy(), intact.unit_left.copy()
        tie, switched = intact.interconnector_left.copy(), intact.branch_switched.copy()
        for name, share in [*((name, 0.0) for name in contingency.out), *contingency.derated.items()]:
            effect = self._effects[name]
            branch[effect.branch] *= share
            unit[effect.unit] *= share
            tie[effect.interconnector] *= share
            if share == 0.0:
                bus[effect.dead_bus] = False
            else:
                switched[effect.switched] = True
        return DamagedGrid(
            bus_in_service=bus,
            branch_left=branch,
            branch_switched=switched,
            unit_left=unit,
            interconnector_left=tie,
        )
