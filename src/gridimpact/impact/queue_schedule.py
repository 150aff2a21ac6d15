"""Who is switched off when: orders in subqueues become a schedule that takes turns."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from gridimpact.domain.impact_settings import ImpactSettings

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_LONG_AGO = 10_000
"""Slots since the last outage of a subqueue that had none yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockLimits:
    """Limits of a scheduled outage.

    Attributes
    ----------
    shortest, longest : int
        Slots that an outage lasts. [-]
    rest : int
        Slots with power between two outages. [-]
    """

    shortest: int
    longest: int
    rest: int

    @classmethod
    def of(cls, settings: ImpactSettings) -> "BlockLimits":
        """Limits in whole slots.

        Parameters
        ----------
        settings : ImpactSettings
            Uses `min_block_h`, `max_block_h`, `min_rest_h` and `slot_h`.

        Returns
        -------
        BlockLimits
        """
        shortest, longest, rest = (
            max(1, round(hours / settings.slot_h))
            for hours in (settings.min_block_h, settings.max_block_h, settings.min_rest_h)
        )
        return cls(shortest=min(shortest, longest), longest=longest, rest=rest)


@dataclass(slots=True, kw_only=True)
class Turns:
    """Where each subqueue stands; arrays of shape (regions, subqueues).

    Attributes
    ----------
    hours : array
        Hours off so far, carried ones too. [h]
    run, rest : array of int
        Slots off, or with power, without a break. [-]
    """

    hours: Floats
    run: Ints = field(init=False)
    rest: Ints = field(init=False)

    def __post_init__(self) -> None:
        self.run = np.zeros(self.hours.shape, dtype=np.int64)
        self.rest = np.full(self.hours.shape, _LONG_AGO, dtype=np.int64)

    def follow(self, off: Bools, shared: Floats) -> None:
        """Go on from the outages of the day before, of which the hours are counted already.

        Parameters
        ----------
        off : array of bool, shape (slots, regions, subqueues)
        shared : array, shape (slots, regions)
            Share of consumers off in an emergency. [0..1]
        """
        hours = self.hours
        for slot in range(len(off)):
            self.advance(off[slot], shared[slot], 0.0)
        self.hours = hours

    def advance(self, off: Bools, shared: Floats, slot_h: float) -> None:
        """Go one slot on.

        Parameters
        ----------
        off : array of bool, shape (regions, subqueues)
        shared : array, shape (regions,)
            Share of consumers off in an emergency, when nobody takes turns. [0..1]
        slot_h : float
            Length of the slot. [h]
        """
        self.hours = self.hours + slot_h * (off + shared[:, None])
        emergency = shared[:, None] > 0
        self.run = np.where(off, self.run + 1, 0)
        self.rest = np.where(off, 0, np.where(emergency, _LONG_AGO, self.rest + 1))


def take_turns(orders: Ints, shared: Floats, turns: Turns, *, limits: BlockLimits, slot_h: float) -> tuple[Bools, Ints]:
    """Fill the orders of a day.

    Parameters
    ----------
    orders : array of int, shape (slots, regions)
        Subqueues that must be off; 0 in an emergency. [-]
    shared : array, shape (slots, regions)
        Share of consumers off in an emergency, else 0. [0..1]
    turns : Turns
        Where the subqueues stand; moved on.
    limits : BlockLimits
    slot_h : float
        Length of a slot. [h]

    Returns
    -------
    off : array of bool, shape (slots, regions, subqueues)
        In each slot exactly as many as ordered.
    broken : array of int, shape (regions, 2)
        Slots in which a subqueue was off for longer than the longest outage, or went off before it had
        rested. [-]

    Notes
    -----
    In each slot the subqueues are ordered by what should be off first, and the first so many are:
    (0) off for less than the shortest outage; (1) off for less than the outage length of the day, and for
    fewer hours than fair; (2) rested, fewest hours off first; (3) off, not yet for the longest outage; (4) not rested;
    (5) off for the longest outage; (6) ahead of the least by the longest outage, whatever else holds. So
    two subqueues never come to differ by more than one outage: one that is so far ahead is off only
    while all behind it are off too. An outage is shorter than the shortest only where the order falls:
    nobody stays off who need not. The outage length of the day gives everybody the same number of
    outages: H/n rounded up to slots, H the mean hours off and n = H / longest rounded up. When many must
    change over at once, some do so early.
    """
    slots, regions = orders.shape
    off = np.zeros((slots, regions, turns.hours.shape[1]), dtype=bool)
    broken = np.zeros((regions, 2), dtype=np.int64)
    length = _outage_length(orders, turns.hours.shape[1], limits)
    fair_h = _fair_hours(orders, turns, slot_h)
    coming = np.array([orders[s : s + limits.rest].max(axis=0) for s in range(slots)])
    busy = orders.max(axis=1, initial=0) > 0
    for slot in range(slots):
        if busy[slot]:
            rank = _rank(turns, orders[slot], (length, fair_h, coming[slot]), limits=limits, slot_h=slot_h)
            off[slot] = rank < orders[slot][:, None]
            broken[:, 0] += (off[slot] & (turns.run >= limits.longest)).sum(axis=1)
            broken[:, 1] += (off[slot] & (turns.run == 0) & (turns.rest < limits.rest)).sum(axis=1)
        turns.advance(off[slot], shared[slot], slot_h)
    return off, broken


def _outage_length(orders: Ints, subqueues: int, limits: BlockLimits) -> Ints:
    """Outage length of the day, by region. [slots]"""
    mean = orders.sum(axis=0) / subqueues
    number = np.maximum(1, np.ceil(mean / limits.longest - 1e-9))
    length = np.clip(np.ceil(mean / number - 1e-9), limits.shortest, limits.longest)
    return np.asarray(length, dtype=np.int64)


def _fair_hours(orders: Ints, turns: Turns, slot_h: float) -> Floats:
    """Hours off at the end of the day when all have the same, by region; the next whole slot. [h]"""
    subqueues = turns.hours.shape[1]
    return np.asarray(np.ceil((turns.hours.sum(axis=1) / slot_h + orders.sum(axis=0)) / subqueues - 1e-9) * slot_h)


def _rank(turns: Turns, order: Ints, day: tuple[Ints, Floats, Ints], *, limits: BlockLimits, slot_h: float) -> Ints:
    """Position of each subqueue in the order of who is off first; shape (regions, subqueues).

    `day` holds, by region, the outage length, the fair hours, and the highest order of the next slots.
    """
    length, fair_h, coming = day
    off = turns.run > 0
    first = np.select(
        [
            off & (turns.run < limits.shortest),
            off & (turns.run < length[:, None]) & (turns.hours < fair_h[:, None]) & ~_early(turns, coming, limits),
            ~off & (turns.rest >= limits.rest),
            off & (turns.run < limits.longest),
            ~off,
        ],
        [0, 1, 2, 3, 4],
        default=5,
    )
    first = np.where(_ahead(turns, order, first, (limits.longest - 1) * slot_h, slot_h), 6, first)
    number = np.broadcast_to(np.arange(off.shape[1]), off.shape)
    ranked = np.lexsort((number, -turns.rest, np.round(turns.hours, 6), first), axis=-1)
    return np.argsort(ranked, axis=-1)


def _ahead(turns: Turns, order: Ints, first: Ints, most_h: float, slot_h: float) -> Bools:
    """Who would be ahead of the least by more than one outage after this slot; the least may be off in it."""
    stays = first <= 1
    sure = stays & (stays.sum(axis=1) <= order)[:, None]
    least = (turns.hours + slot_h * sure).min(axis=1, keepdims=True)
    return np.asarray(turns.hours - least > most_h + 1e-6, dtype=bool)


def _early(turns: Turns, coming: Ints, limits: BlockLimits) -> Bools:
    """Who should change over early, because more reach the longest outage soon than can take their place."""
    urgent = turns.run >= max(limits.longest - limits.rest, 1)
    excess = urgent.sum(axis=1) - (turns.run.shape[1] - coming)
    oldest = np.argsort(np.argsort(-turns.run, axis=1, kind="stable"), axis=1)
    return np.asarray(urgent & (oldest < excess[:, None]), dtype=bool)
