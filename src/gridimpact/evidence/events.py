"""Which reports are copies of each other, and which speak of one event.

Nothing here depends on the order in which reports stand in a file.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from rapidfuzz import fuzz, process

from gridimpact.domain.settings import EvidenceSettings
from gridimpact.domain.vocabulary import DamageState
from gridimpact.errors import Finding
from gridimpact.evidence.findings import CopiedReports, TooManyNotes

EVENT_WINDOW_H = 12.0
"""Statements of one source on one component that follow each other within this time are one. [h]
Chosen: one night of attack."""

COPY_WINDOW_H = 72.0
"""Near-identical texts within this time are copies. [h]  Chosen: how long a message is passed on."""

EVENTS_APART_H = 36.0
"""Statements whose events are stated to lie farther apart than this speak of two events and are no copies. [h]
Chosen: one night of attack is dated by its evening or by its morning, often by the day alone."""

SHORTEST_COPY = 25
"""Shortest text that can give a copy away. [characters]  Chosen: shorter notes agree by chance."""

MOST_COMPARED = 1000
"""Most different notes on one component that are compared with each other. [-]  Chosen: beyond, only
equal notes are taken for copies, and a finding says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A report that can count: where it points, what it claims, how much it weighs.

    Attributes
    ----------
    report_id : str
    at : datetime
        Time the claim is about: of the event, else of the report.
    dated : bool
        Whether the time of the event is stated.
    source, source_url, note : str
    targets : tuple of str
        Components.
    shares : tuple of float
        Probability that each is the one meant. [0..1]
    states : tuple of DamageState
        Claimed state, by component.
    weight : float
        Probability that the source speaks from knowledge. [0..1]
    """

    report_id: str
    at: datetime
    dated: bool
    source: str
    source_url: str
    note: str
    targets: tuple[str, ...]
    shares: tuple[float, ...]
    states: tuple[DamageState, ...]
    weight: float

    @property
    def denies(self) -> bool:
        """Whether it says that the component works."""
        return all(state == DamageState.NONE for state in self.states)


def copies(statements: Sequence[Statement], settings: EvidenceSettings) -> tuple[dict[str, str], list[Finding]]:
    """Return the reports that copy another.

    Two statements on the same component, both of damage or both of repair, are one when they share a link
    or have near-identical texts, within `COPY_WINDOW_H` of the first of them, or `EVENTS_APART_H` when both
    state the time of the event; and when one source says so again within `EVENT_WINDOW_H`, unless it said
    the contrary in between.

    Parameters
    ----------
    statements : sequence of Statement
        In any order.
    settings : EvidenceSettings
        Uses `copy_similarity`.

    Returns
    -------
    dict
        Id of the report that stands for the group, by id of the copy: the one of greatest weight, then
        the earliest, then the first by id; when its source says more or less later, its last word.
    list of Finding
    """
    ordered = sorted(statements, key=lambda one: (one.at, one.report_id))
    groups = _Groups(len(ordered))
    _join_equal(groups, ordered)
    findings = _join_alike(groups, ordered, settings.copy_similarity)
    gone = _vaguer(ordered)
    for members in groups.members():
        first = _standing(ordered, members)
        for number in members:
            if number != first:
                gone.setdefault(ordered[number].report_id, ordered[first].report_id)
    if gone:
        findings.append(CopiedReports(where="reports", ids=tuple(sorted(gone))))
    return gone, findings


def _vaguer(ordered: Sequence[Statement]) -> dict[str, str]:
    """Return vague statements that have the link or the text of one that names the component, by the same rules.

    A message passed on as `a plant in the region` adds nothing to the same message with the plant's name.
    """
    named: dict[tuple[str, bool, str], list[Statement]] = defaultdict(list)
    for one in ordered:
        if len(one.targets) == 1:
            for mark in _marks(one):
                named[mark, one.denies, one.targets[0]].append(one)
    marks = {mark for mark, _, _ in named}
    gone: dict[str, str] = {}
    for one in ordered:
        if len(one.targets) > 1:
            shared = [mark for mark in _marks(one) if mark in marks]
            near = (_nearest(named.get((mark, one.denies, name), []), one) for mark in shared for name in one.targets)
            meant = next((other for other in near if other and _in_window(*_in_turn(one, other))), None)
            if meant is not None:
                gone[one.report_id] = meant.report_id
    return gone


def _marks(one: Statement) -> list[str]:
    """Return the link and the text by which a copy of a statement is recognised."""
    text = _plain(one.note)
    return [
        mark
        for mark in (one.source_url.strip().casefold().rstrip("/"), text if len(text) >= SHORTEST_COPY else "")
        if mark
    ]


def _nearest(others: Sequence[Statement], one: Statement) -> Statement | None:
    """Return the statement nearest in time, of some in order of time."""
    place = bisect_left(others, one.at, key=lambda other: other.at)
    return min(others[max(place - 1, 0) : place + 1], key=lambda other: abs(_hours(other.at, one.at)), default=None)


def _in_turn(one: Statement, other: Statement) -> tuple[Statement, Statement]:
    return (one, other) if one.at <= other.at else (other, one)


def _in_window(one: Statement, other: Statement) -> bool:
    """Return whether two statements, in order of time, are near enough to be copies."""
    return _hours(one.at, other.at) <= (EVENTS_APART_H if one.dated and other.dated else COPY_WINDOW_H)


def _plain(note: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", note.casefold()).split())


def _standing(ordered: Sequence[Statement], members: Sequence[int]) -> int:
    """Return the member that stands for a group of copies."""
    first = min(members, key=lambda number: (-ordered[number].weight, ordered[number].at, ordered[number].report_id))
    source = _source_of(ordered[first])
    if not source:
        return first
    same = [n for n in members if _source_of(ordered[n]) == source and ordered[n].weight == ordered[first].weight]
    last = max(same, key=lambda number: (ordered[number].at, ordered[number].report_id))
    return last if ordered[last].states != ordered[first].states else first


def _source_of(one: Statement) -> str:
    return " ".join(one.source.casefold().split())


def _join_equal(groups: "_Groups", ordered: Sequence[Statement]) -> None:
    """Join equal links, and claims of one source in one sense that follow each other."""
    linked: dict[object, list[int]] = defaultdict(list)
    last_said: dict[object, int] = {}
    for number, one in enumerate(ordered):
        link = one.source_url.strip().casefold().rstrip("/")
        if link:
            linked[link, one.targets, one.denies].append(number)
        source = _source_of(one)
        if source:
            said = (source, one.targets)
            before = last_said.get(said)
            if (
                before is not None
                and ordered[before].denies == one.denies
                and _hours(ordered[before].at, one.at) <= EVENT_WINDOW_H
            ):
                groups.join(before, number)
            last_said[said] = number
    for numbers in linked.values():
        _join_in_time(groups, ordered, numbers)


def _join_alike(groups: "_Groups", ordered: Sequence[Statement], similarity: float) -> list[Finding]:
    """Join near-identical texts on one component."""
    texts: dict[tuple[tuple[str, ...], bool], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, one in enumerate(ordered):
        text = _plain(one.note)
        if len(text) >= SHORTEST_COPY:
            texts[one.targets, one.denies][text].append(number)
    too_many = set()
    for (targets, _), notes in texts.items():
        for numbers in notes.values():
            _join_in_time(groups, ordered, numbers)
        if len(notes) > MOST_COMPARED:
            too_many |= set(targets)
            continue
        for left, right in _alike(list(notes), similarity):
            _join_in_time(groups, ordered, sorted({*notes[left], *notes[right]}))
    if not too_many:
        return []
    return [TooManyNotes(where="reports.note", values={"limit": MOST_COMPARED}, ids=tuple(sorted(too_many)))]


def _alike(notes: list[str], similarity: float) -> Iterable[tuple[str, str]]:
    """Yield the pairs of notes that are near-identical."""
    if len(notes) < 2:
        return
    scores = process.cdist(notes, notes, scorer=fuzz.ratio, score_cutoff=similarity, dtype=np.uint8)
    for left, right in zip(*np.nonzero(np.triu(scores, 1)), strict=True):
        yield notes[left], notes[right]


def _join_in_time(groups: "_Groups", ordered: Sequence[Statement], numbers: Sequence[int]) -> None:
    """Join statements of one link or text, in order of time, each with the first that it follows within the window."""
    first = None
    for number in numbers:
        if first is not None and _in_window(ordered[first], ordered[number]):
            groups.join(first, number)
            continue
        first = number


def _hours(start: datetime, end: datetime) -> float:
    return (end - start).total_seconds() / 3600.0


class _Groups:
    """Sets that are joined pair by pair (union-find)."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def _root(self, number: int) -> int:
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def join(self, one: int, other: int) -> None:
        """Put two members into one group."""
        self._parent[self._root(other)] = self._root(one)

    def members(self) -> list[list[int]]:
        """Return the groups of more than one member."""
        found: dict[int, list[int]] = defaultdict(list)
        for number in range(len(self._parent)):
            found[self._root(number)].append(number)
        return [group for group in found.values() if len(group) > 1]
