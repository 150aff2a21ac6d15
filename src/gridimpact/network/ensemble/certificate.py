"""Zones of equal shedding: a proof of the optimum where no solver is needed.

Even sharing gives every load the same unserved share, except behind elements that are full. So the
answer to an hour is known once it is known which elements are full, and in which direction: without
them the network falls into zones, each with one share. Whether such a guess is the optimum is
checked, not assumed::

    zone z      S_z = max(0, D_z − G_z − M_z − Σ full elements into z + Σ full elements out of z)
                level_z = S_z / D_z^general up to 1, then 1 + the critical share
    optimal     every full element leads from a lower level to a higher one (complementary slackness)
    feasible    one flow, with Ohm's law where it holds, keeps all other elements within their limits:
                f = f_ref + DC flow of (injections − injections_ref), elements without Ohm's law given a susceptance

Both together are the Karush-Kuhn-Tucker conditions of the aims of shedding, each in its turn. A guess
that fails one of them is not used; the hour then goes to the solver, and its full elements are the
next guess.
"""

import numpy as np
from numpy.typing import NDArray

from gridimpact.network.ensemble.zone_balance import TOLERANCE_PU, CutNetwork, ZoneSums
from gridimpact.network.ensemble.zones import BindingElements, Certificates, HourBatch, SolvedHour, Topology
from gridimpact.network.flow.dc_flow import DcNetwork, references
from gridimpact.network.lp.dc_model import DcModel

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

TRIAL = 48
"""Cases of which at least one must fit before all are tried. [-]  Chosen."""
MOST_AT_ONCE = 4_000
"""Cases that are worked out at once. [-]  Chosen: some tens of megabytes."""
TIE_WEIGHTS = (1.0, 30.0)
"""Susceptance given to elements without Ohm's law, per unit of their limit; each is tried. [1/pu]
Chosen: one lets them carry little, the other much."""


class ZoneModel(CutNetwork):
    """A topology cut at its full elements, with a flow to start from: ready to be held against many cases.

    Parameters
    ----------
    model : DcModel
    topology : Topology
    full : BindingElements
    reference : SolvedHour
        A solved hour of this topology with these full elements.
    """

    def __init__(self, model: DcModel, topology: Topology, full: BindingElements, reference: SolvedHour) -> None:
        super().__init__(model, topology, full)
        self._pattern = np.where(self._open_tie, np.maximum(reference.import_pu, 0.0), 0.0)
        networks = [self._flow_network(topology, weight) for weight in TIE_WEIGHTS]
        self._ptdf = [network.sensitivities(np.flatnonzero(self.open_branch)).T for network in networks]
        self._offsets = [self._offset(network, reference) for network in networks]

    def _offset(self, network: DcNetwork, reference: SolvedHour) -> Floats:
        """What is added to the PTDF flow of injections, so that the reference's own give its flow; open branches."""
        model, buses = self._model, len(self.zone)
        flow = np.where(self.open_branch, reference.flow, 0.0)
        out = np.bincount(model.bus0, weights=flow, minlength=buses)
        back = np.bincount(model.bus1, weights=flow, minlength=buses)
        own = network.flows(np.asarray(out - back, dtype=np.float64)) - network.flows(np.zeros(buses))
        return np.asarray(flow - own)[self.open_branch]

    def _flow_network(self, topology: Topology, weight: float) -> DcNetwork:
        """Network of the open branches; those without Ohm's law carry by their limit."""
        model = self._model
        capacity = np.minimum(model.limit_mw / model.base_mva, 1e3)
        x = np.where(topology.has_kvl, model.x_pu, 1.0 / np.maximum(weight * capacity, 1e-3))
        return DcNetwork.of(
            model.bus0,
            model.bus1,
            x_pu=x,
            shift_rad=np.where(topology.has_kvl, model.shift_rad, 0.0),
            in_service=self.open_branch,
            grounded=references(self.zone),
        )

    def certify(self, batch: HourBatch) -> Certificates:
        """Hold the guess against cases.

        Parameters
        ----------
        batch : HourBatch
            Of the same topology.
        """
        certificates = Certificates.none(batch)
        zone = self.sums(batch)
        chosen = np.flatnonzero(zone.possible)
        if len(chosen) > 2 * TRIAL:
            # where none of a few cases fits, the rest is not worth the work
            few = chosen[np.linspace(0, len(chosen) - 1, TRIAL).astype(np.int64)]
            if not self._fitting(batch.part(few), zone.part(few)).proved.any():
                return certificates
        for part in np.array_split(chosen, max(1, -(-len(chosen) // MOST_AT_ONCE))):
            if len(part):
                certificates.put(part, self._fitting(batch.part(part), zone.part(part)))
        return certificates

    def _fitting(self, batch: HourBatch, zone: ZoneSums) -> Certificates:
        """Whether flows fit what the zones ask for; and the most import, where that can be told."""
        general, critical = self._at_bus(zone.general), self._at_bus(zone.critical)
        rest = self._fixed(batch) - batch.general * (1.0 - general) - batch.critical * (1.0 - critical)
        tie_into = self._open_tie_power(batch)
        entering = self._entering(zone.imports, tie_into)
        good = self._within_borders(batch, entering)
        injection = rest + batch.source * self._at_bus(zone.run) + self._ties_at_bus(entering)
        good = self._flows_fit(batch, injection, good)
        bound = batch.rating[:, self._full_tie].sum(axis=1)
        used = zone.imports.sum(axis=1) + bound
        most, known = self._most(batch, zone, rest, tie_into, used, good)
        return Certificates(
            proved=good & known,
            general_share=general,
            critical_share=critical,
            used=used,
            most=most,
        )

    def _at_bus(self, of_zone: Floats) -> Floats:
        """Spread values of zones over their buses; 0 at a bus out of service."""
        wide = np.concatenate([of_zone, np.zeros((len(of_zone), 1))], axis=1)
        return wide[:, self.zone]

    def _fixed(self, batch: HourBatch) -> Floats:
        """What full elements bring to each bus, shape (cases, buses)."""
        fixed = np.zeros_like(batch.general)
        for number, sign in zip(self._full_branch, self._direction, strict=True):
            flow = sign * batch.limit[:, number]
            fixed[:, self._model.bus0[number]] -= flow
            fixed[:, self._model.bus1[number]] += flow
        for number in self._full_tie:
            fixed[:, self._model.interconnector_bus[number]] += batch.rating[:, number]
        return fixed

    def _open_tie_power(self, batch: HourBatch) -> Floats:
        """Import over the open interconnectors if all is taken: a neighbour's allowance, split as in the reference."""
        known = (self._pattern @ self._country > TOLERANCE_PU)[self._model.country_of]
        weight = np.where(known, self._pattern, np.where(self._open_tie, batch.rating, 0.0))
        total, left = weight @ self._country, self._left(batch)
        share = np.divide(left, total, out=np.zeros_like(left), where=total > 0)
        return np.asarray(weight * (share @ self._country.T))

    def _entering(self, imports: Floats, tie_into: Floats) -> Floats:
        """Import over each open interconnector, shape (cases, interconnectors)."""
        if not tie_into.shape[1]:
            return tie_into
        belongs = self._ties_of_zone
        into = tie_into @ belongs
        share = np.divide(imports, into, out=np.zeros_like(imports), where=into > 0)
        return np.asarray(tie_into * (share @ belongs.T))

    def _within_borders(self, batch: HourBatch, entering: Floats) -> Bools:
        """Whether ratings and allowances hold, and all that is wanted from neighbours enters."""
        if not entering.shape[1]:
            return np.ones(len(batch), dtype=bool)
        given, left = entering @ self._country, self._left(batch)
        good = (entering <= batch.rating + TOLERANCE_PU).all(axis=1) & (given <= left + TOLERANCE_PU).all(axis=1)
        bound = self._bound
        return np.asarray(good & (np.abs(given - left)[:, bound] <= TOLERANCE_PU).all(axis=1))

    def _ties_at_bus(self, entering: Floats) -> Floats:
        """Import by bus, shape (cases, buses)."""
        at_bus = np.zeros((len(entering), len(self._model.bus_ids)))
        for number in range(entering.shape[1]):
            at_bus[:, self._model.interconnector_bus[number]] += entering[:, number]
        return at_bus

    def _flows_fit(self, batch: HourBatch, injection: Floats, wanted: Bools) -> Bools:
        """Whether some flow of the injections keeps every open branch within its limit, and every zone balances."""
        good = wanted & (np.abs(injection @ self._of_zone) <= TOLERANCE_PU).all(axis=1)
        fits = np.zeros(len(batch), dtype=bool)
        limit = batch.limit[:, self.open_branch] + TOLERANCE_PU
        for ptdf, offset in zip(self._ptdf, self._offsets, strict=True):
            rest = np.flatnonzero(good & ~fits)
            if not len(rest):
                break
            flow = injection[rest] @ ptdf + offset
            fits[rest] = (np.abs(flow) <= limit[rest]).all(axis=1)
        return fits

    def _most(
        self, batch: HourBatch, zone: ZoneSums, rest: Floats, tie_into: Floats, used: Floats, wanted: Bools
    ) -> tuple[Floats, Bools]:
        """Most import without more shedding.

        Proved where all allowances are used up, or where the only zone with a border takes all it draws.
        """
        known = used >= batch.allowed.sum(axis=1) - TOLERANCE_PU
        open_cases = np.flatnonzero(wanted & ~known)
        most = used.copy()
        if not len(open_cases):
            return most, known
        some, tie_into = batch.part(open_cases), tie_into[open_cases]
        offered, taken = tie_into @ self._ties_of_zone, np.maximum(zone.room[open_cases], 0.0)
        imports, source = np.minimum(offered, taken), zone.source[open_cases]
        wanted_mw = zone.room[open_cases] - imports
        whole = (offered <= taken + TOLERANCE_PU).all(axis=1) | (np.count_nonzero(self._ties_of_zone.any(axis=0)) == 1)
        whole &= (wanted_mw >= -TOLERANCE_PU).all(axis=1) & (wanted_mw <= source + TOLERANCE_PU).all(axis=1)
        run = np.clip(np.divide(wanted_mw, source, out=np.zeros_like(source), where=source > 0), 0.0, 1.0)
        entering = self._entering(imports, tie_into)
        whole &= (entering <= some.rating + TOLERANCE_PU).all(axis=1)
        injection = rest[open_cases] + some.source * self._at_bus(run) + self._ties_at_bus(entering)
        most[open_cases] = imports.sum(axis=1) + some.rating[:, self._full_tie].sum(axis=1)
        known[open_cases] = self._flows_fit(some, injection, whole)
        return most, known
