"""What may be damaged: components in question, the chances of their states, and who stands for whom."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridimpact.domain.damage import Contingency, DamageBelief
from gridimpact.domain.grid import Grid
from gridimpact.domain.vocabulary import DAMAGE_STATES
from gridimpact.errors import DataError, Finding, Message
from gridimpact.i18n.translate import N_
from gridimpact.studies.findings import DamageProbabilityOutOfRange, UnknownDamagedComponent

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DamageDistribution:
    """Components in question.

    Attributes
    ----------
    components : tuple of str
        Ids, sorted.
    kinds : tuple of str
    chances : array, shape (components, states)
        Probability of each damage state; rows sum to 1. [0..1]
    alternatives : tuple of array of int
        Positions of components of which one report means some, each in one group at most. [-]
    stated : bool
        Whether the probabilities were stated, not taken from reports.
    """

    components: tuple[str, ...]
    kinds: tuple[str, ...]
    chances: Floats
    alternatives: tuple[Ints, ...] = ()
    stated: bool = False


def suspicions_of(grid: Grid, damage: "DamageBelief | Mapping[str, float] | Contingency | None") -> DamageDistribution:
    """Bring a belief, stated probabilities or a contingency to one form.

    Parameters
    ----------
    grid : Grid
    damage : DamageBelief, mapping of str to float, Contingency or None
        A mapping gives the probability of being out, by component id [0..1]; a contingency is certain.

    Returns
    -------
    DamageDistribution
        Empty for a contingency and for None: nothing is in question.

    Raises
    ------
    DataError
        Naming ids that the grid does not have, and probabilities outside 0..1.
    """
    if isinstance(damage, DamageBelief):
        believed = damage.table[damage.p_damaged > 0].sort_index()
        names = tuple(map(str, believed.index))
        return DamageDistribution(
            components=names,
            kinds=tuple(damage.components["kind"].reindex(believed.index).astype(str)),
            chances=believed[list(DAMAGE_STATES)].to_numpy(float),
            alternatives=alternatives(damage, names),
        )
    chances = {} if damage is None or isinstance(damage, Contingency) else {str(k): float(v) for k, v in damage.items()}
    _validate_probabilities(grid, chances)
    names = tuple(sorted(name for name, chance in chances.items() if chance > 0))
    table = np.zeros((len(names), len(DAMAGE_STATES)))
    table[:, -1] = [chances[name] for name in names]
    table[:, 0] = 1.0 - table[:, -1]
    return DamageDistribution(components=names, kinds=("line",) * len(names), chances=table, stated=True)


def _validate_probabilities(grid: Grid, chances: Mapping[str, float]) -> None:
    known = set(map(str, grid.components.index)) | _parts(grid)
    unknown = tuple(name for name in chances if name not in known)
    wrong = tuple(name for name, chance in chances.items() if not 0.0 <= chance <= 1.0)
    kinds: tuple[tuple[type[Finding], tuple[str, ...]], ...] = (
        (UnknownDamagedComponent, unknown),
        (DamageProbabilityOutOfRange, wrong),
    )
    faults = [kind(where=Message(N_("damage probabilities")), ids=ids) for kind, ids in kinds if ids]
    if faults:
        raise DataError(faults)


def _parts(grid: Grid) -> set[str]:
    """Ids that stand for several rows, such as a three-winding transformer."""
    return {
        str(name)
        for table in (grid.lines, grid.transformers)
        if "part_of" in table
        for name in table["part_of"].unique()
        if name
    }


def alternatives(belief: DamageBelief, names: tuple[str, ...]) -> tuple[Ints, ...]:
    """Components that one vague report may mean, largest group first; none is in two groups.

    A report that means several components with a share each speaks of damage at some of them.

    Parameters
    ----------
    belief : DamageBelief
        Reads `influence`.
    names : tuple of str
        Components in question.

    Returns
    -------
    tuple of array of int
        Positions in `names`. [-]
    """
    if not len(belief.influence):
        return ()
    vague = belief.influence[(belief.influence["share"] < 1.0) & (belief.influence["claim"] != "none")]
    place = {name: number for number, name in enumerate(names)}
    groups = [
        sorted(place[name] for name in rows["component_id"].astype(str) if name in place)
        for _, rows in vague.groupby("report_id", sort=True)
    ]
    taken: set[int] = set()
    found = []
    for group in sorted(groups, key=lambda members: (-len(members), members)):
        free = [number for number in group if number not in taken]
        if len(free) > 1:
            taken.update(free)
            found.append(np.array(free, dtype=np.int64))
    return tuple(found)


def sites(grid: Grid, components: Iterable[str]) -> list[str]:
    """Substation at which each component stands; empty for lines and what has none.

    Parameters
    ----------
    grid : Grid
    components : iterable of str
        Component ids.

    Returns
    -------
    list of str
        Ids of substations, in the order of `components`.
    """
    of_bus = grid.buses["substation_id"].fillna("").astype(str)
    at: dict[str, str] = {str(name): str(name) for name in grid.substations.index}
    at |= {str(name): site for name, site in of_bus.items()}
    if "substation_id" in grid.transformers:
        at |= {str(name): str(site) for name, site in grid.transformers["substation_id"].fillna("").items()}
    of_unit: pd.Series[str] = grid.units["bus_id"].map(of_bus).fillna("")
    at |= {str(name): str(site) for name, site in of_unit.items()}
    owned = of_unit[grid.units["plant_id"] != ""]
    at |= {str(name): str(site) for name, site in owned.groupby(grid.units["plant_id"]).first().items()}
    return [at.get(str(name), "") for name in components]
