"""Zones that full elements cut a network into: what each lacks, imports and sheds, by sums alone."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gridimpact.network.ensemble.zones import BindingElements, HourBatch, Topology
from gridimpact.network.flow.topology import components
from gridimpact.network.lp.dc_model import DcModel

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

TOLERANCE_PU = 1e-7
"""Largest excess over a limit, or imbalance, at which a flow proves feasibility. [pu]
Chosen: a tenth of what the solver's answers are held to."""
LEVEL_GAP = 1e-9
"""Least difference of level across a full element. [-]"""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ZoneSums:
    """Zones of each case: arrays of shape (batch, zones), `possible` of shape (cases,)."""

    possible: Bools
    general: Floats
    critical: Floats
    imports: Floats
    run: Floats
    room: Floats
    source: Floats

    def part(self, chosen: Ints) -> "ZoneSums":
        """Some of the cases."""
        return ZoneSums(**{name: getattr(self, name)[chosen] for name in self.__slots__})


class CutNetwork:
    """A topology cut at its full elements.

    Parameters
    ----------
    model : DcModel
    topology : Topology
    full : BindingElements

    Attributes
    ----------
    zone : array of int, shape (buses,)
        −1 for a bus out of service.
    zones : int
    open_branch : array of bool, shape (branches,)
        In service and not full.
    """

    def __init__(self, model: DcModel, topology: Topology, full: BindingElements) -> None:
        self._full, self._model = full, model
        self._full_branch = np.array([number for number, _ in full.branches], dtype=np.int64)
        self._direction = np.array([sign for _, sign in full.branches], dtype=np.float64)
        self._full_tie = np.array(full.interconnectors, dtype=np.int64)
        self._bound = np.isin(np.arange(len(model.countries)), full.countries)
        self.open_branch = topology.branch_in_service.copy()
        self.open_branch[self._full_branch] = False
        buses = len(model.bus_ids)
        self.zone = _zones(buses, model.bus0, model.bus1, self.open_branch, topology.bus_in_service)
        self.zones = int(self.zone.max(initial=-1)) + 1
        self._of_zone = _membership(self.zone, self.zones)
        self._open_tie = topology.interconnector_in_service.copy()
        self._open_tie[self._full_tie] = self._open_tie[list(full.idle)] = False
        self._tie_zone = self.zone[model.interconnector_bus]
        self._ties_of_zone = _membership(np.where(self._open_tie, self._tie_zone, -1), self.zones)
        self._country = _membership(model.country_of, len(model.countries))
        self._groups, self._group_of = self._grouped()

    def _grouped(self) -> tuple[int, Ints]:
        """Group of each zone, then of each neighbour, then of the source that neighbours with more to give draw on.

        Zones that share a neighbour share a level; those that hang on the source have level 0.
        """
        model, countries = self._model, len(self._model.countries)
        source, ties = self.zones + countries, np.flatnonzero(self._open_tie)
        pairs = [(int(self._tie_zone[x]), self.zones + int(model.country_of[x])) for x in ties]
        pairs += [(source, self.zones + c) for c in range(countries) if not self._bound[c]]
        ends = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        return components(source + 1, ends[:, 0], ends[:, 1])

    def sums(self, batch: HourBatch) -> ZoneSums:
        """What each zone lacks, and whether the order of levels allows it; sums over zones only."""
        general, critical = batch.general @ self._of_zone, batch.critical @ self._of_zone
        source, fixed = batch.source @ self._of_zone, self._fixed_of_zone(batch)
        needs = general + critical - source - fixed
        imports, level, possible = self._share_imports(batch, needs, general)
        share, worse, zone_level = self._levels(general, critical, needs - imports, level)
        drawn = general * (1.0 - share) + critical * (1.0 - worse)
        wanted = drawn - fixed - imports
        possible &= self._ordered(zone_level, level)
        possible &= (wanted >= -TOLERANCE_PU).all(axis=1) & (wanted <= source + TOLERANCE_PU).all(axis=1)
        run = np.clip(np.divide(wanted, source, out=np.zeros_like(source), where=source > 0), 0.0, 1.0)
        return ZoneSums(
            possible=possible,
            general=share,
            critical=worse,
            imports=imports,
            run=run,
            room=drawn - fixed,
            source=source,
        )

    def _fixed_of_zone(self, batch: HourBatch) -> Floats:
        """What full elements bring to each zone, shape (batch, zones)."""
        fixed = np.zeros((len(batch), self.zones))
        for number, sign in zip(self._full_branch, self._direction, strict=True):
            flow = sign * batch.limit[:, number]
            fixed[:, self.zone[self._model.bus0[number]]] -= flow
            fixed[:, self.zone[self._model.bus1[number]]] += flow
        for number in self._full_tie:
            fixed[:, self._tie_zone[number]] += batch.rating[:, number]
        return fixed

    def _left(self, batch: HourBatch) -> Floats:
        """Allowance of each neighbour beyond its full interconnectors, shape (cases, countries)."""
        left = batch.allowed.copy()
        for number in self._full_tie:
            left[:, self._model.country_of[number]] -= batch.rating[:, number]
        return left

    def _share_imports(self, batch: HourBatch, needs: Floats, general: Floats) -> tuple[Floats, Floats, Bools]:
        """Import of each zone over open interconnectors, and the level of each group.

        A group without a neighbour that has more to give imports all it may, so that its zones are equally short;
        in the group with such a neighbour each zone imports what it needs.
        """
        zones, countries = self.zones, len(self._model.countries)
        imports, level = np.zeros((len(batch), zones)), np.full((len(batch), self._groups), np.nan)
        possible = np.ones(len(batch), dtype=bool)
        left = self._left(batch)
        possible &= (left >= -TOLERANCE_PU).all(axis=1)
        in_group = self._group_of[:zones]
        reached = np.zeros(zones, dtype=bool)
        reached[self._tie_zone[self._open_tie & (self._tie_zone >= 0)]] = True
        for group in range(self._groups):
            members = np.flatnonzero((in_group == group) & reached)
            if self._group_of[zones + countries] == group:
                imports[:, members] = np.maximum(needs[:, members], 0.0)
                level[:, group] = 0.0
                continue
            givers = np.flatnonzero(self._group_of[zones : zones + countries] == group)
            whole = left[:, givers].sum(axis=1)
            if not len(members):
                possible &= np.abs(whole) <= TOLERANCE_PU
            elif len(members) == 1:
                imports[:, members[0]] = whole
            else:
                imports[:, members] = _equalised(general[:, members], needs[:, members], whole)
                possible &= (imports[:, members] >= -TOLERANCE_PU).all(axis=1)
        return imports, level, possible

    def _levels(self, general: Floats, critical: Floats, short: Floats, level: Floats) -> tuple[Floats, Floats, Floats]:
        """Unserved shares of both classes by zone, and the level of each zone; fills the levels of groups."""
        lack = np.maximum(short, 0.0)
        # what the arithmetic leaves of nothing is nothing
        lack = np.where(lack <= 1e-12 * np.maximum(1.0, general + critical), 0.0, lack)
        of_general = np.minimum(lack, general)
        of_critical = np.minimum(lack - of_general, critical)
        share = np.divide(of_general, general, out=np.zeros_like(general), where=general > 0)
        worse = np.divide(of_critical, critical, out=np.zeros_like(critical), where=critical > 0)
        zone_level = np.where(of_critical > 0, 1.0 + worse, share)
        for group in range(self._groups):
            members = np.flatnonzero(self._group_of[: self.zones] == group)
            if len(members) and np.isnan(level[:, group]).any():
                level[:, group] = zone_level[:, members].max(axis=1)
        return share, worse, zone_level

    def _ordered(self, zone_level: Floats, level: Floats) -> Bools:
        """Whether full elements lead to a higher level, and zones of one group have one."""
        good = np.ones(len(zone_level), dtype=bool)
        for group in range(self._groups):
            members = np.flatnonzero(self._group_of[: self.zones] == group)
            if len(members):
                good &= (np.abs(zone_level[:, members] - level[:, [group]]) <= LEVEL_GAP).all(axis=1)
        for number, sign in zip(self._full_branch, self._direction, strict=True):
            ends = (self._model.bus0[number], self._model.bus1[number])
            start, end = self.zone[list(ends if sign > 0 else ends[::-1])]
            good &= zone_level[:, end] - zone_level[:, start] > LEVEL_GAP
        for number in self._full_tie:
            exporter = level[:, self._group_of[self.zones + self._model.country_of[number]]]
            good &= zone_level[:, self._tie_zone[number]] - np.nan_to_num(exporter) > LEVEL_GAP
        for number in self._full.idle:
            exporter = level[:, self._group_of[self.zones + self._model.country_of[number]]]
            good &= np.nan_to_num(exporter) - zone_level[:, self._tie_zone[number]] > LEVEL_GAP
        for country in np.flatnonzero(self._bound):
            group = self._group_of[self.zones + country]
            if np.isin(self._group_of[: self.zones], group).any():
                good &= level[:, group] > LEVEL_GAP
        return good


def _equalised(general: Floats, needs: Floats, whole: Floats) -> Floats:
    """Split import over zones so that all lack the same share of their general demand."""
    total = general.sum(axis=1, keepdims=True)
    short = (needs.sum(axis=1) - whole)[:, None]
    share = np.divide(short, total, out=np.zeros_like(short), where=total > 0)
    return np.asarray(needs - share * general)


def _zones(buses: int, bus0: Ints, bus1: Ints, joined: Bools, in_service: Bools) -> Ints:
    """Number the parts of the network that the joined branches hold together; −1 for a bus out of service."""
    _, label = components(buses, bus0[joined], bus1[joined])
    zone = np.full(buses, -1, dtype=np.int64)
    zone[in_service] = np.unique(label[in_service], return_inverse=True)[1]
    return zone


def _membership(zone: Ints, zones: int) -> Floats:
    """Matrix that sums buses to zones, shape (buses, zones)."""
    return np.asarray(zone[:, None] == np.arange(zones)[None, :], dtype=np.float64)
