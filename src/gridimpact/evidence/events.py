"""Which reports speak of the same thing: withdrawn reports, copies, and repairs after damage.

Nothing here depends on the order in which reports stand in a file.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from rapidfuzz import fuzz, process

from gridimpact.domain.report import StrikeReport
from gridimpact.domain.settings import EvidenceSettings
from gridimpact.domain.vocabulary import DamageState
from gridimpact.errors import Finding, Severity

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


def withdrawn(reports: Sequence[StrikeReport]) -> tuple[dict[str, str], list[Finding]]:
    """Return the reports that a later one supersedes.

    Parameters
    ----------
    reports : sequence of StrikeReport

    Returns
    -------
    dict
        Id of the report that supersedes, by id of the report superseded.
    list of Finding
        What was left out, and what was named but cannot be.
    """
    known = {report.report_id: report for report in reports}
    gone: dict[str, str] = {}
    absent, backwards = set(), set()
    for report in sorted(reports, key=lambda one: (one.reported_at, one.report_id)):
        for old in report.supersedes:
            if old not in known:
                absent.add(old)
            elif (
                old == report.report_id
                or known[old].reported_at > report.reported_at
                or gone.get(report.report_id) == old
            ):
                backwards.add(report.report_id)
            else:
                gone[old] = report.report_id
    findings = []
    if gone:
        findings.append(
            Finding(
                where="reports.supersedes",
                what="superseded by a later report and not counted",
                ids=tuple(sorted(gone)),
                severity=Severity.INFO,
            )
        )
    if absent:
        findings.append(
            Finding(
                where="reports.supersedes",
                what="a report supersedes ids that are not here",
                ids=tuple(sorted(absent)),
                remedy="check the ids, or load the file that holds them",
                severity=Severity.INFO,
            )
        )
    if backwards:
        findings.append(
            Finding(
                where="reports.supersedes",
                what="a report supersedes itself or a later one; this was ignored",
                ids=tuple(sorted(backwards)),
                remedy="name only earlier reports",
            )
        )
    return gone, findings


def copies(statements: Sequence[Statement], settings: EvidenceSettings) -> tuple[dict[str, str], list[Finding]]:
    """Return the reports that copy another.

    Two statements on the same component, both of damage or both of repair, are one when they share a link
    or have near-identical texts, within `COPY_WINDOW_H` of the first of them, or `EVENTS_APART_H` when both
    state the time of the event; and when one source says so again within `EVENT_WINDOW_H`, unless it said
    the contrary in between.

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
    gone: dict[str, str] = {}
    for members in groups.members():
        first = _standing(ordered, members)
        gone |= {ordered[number].report_id: ordered[first].report_id for number in members if number != first}
    if gone:
        findings.append(
            Finding(
                where="reports",
                what="copies of another report, counted once with it",
                ids=tuple(sorted(gone)),
                remedy="nothing, when they are copies; else give each its own link and note",
                severity=Severity.INFO,
            )
        )
    return gone, findings


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
        text = " ".join(re.sub(r"[\W_]+", " ", one.note.casefold()).split())
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
    return [
        Finding(
            where="reports.note",
            what=f"more than {MOST_COMPARED} different notes; only equal notes were taken for copies",
            ids=tuple(sorted(too_many)),
            remedy="remove copies before loading",
        )
    ]


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
        if first is not None:
            one, other = ordered[first], ordered[number]
            window = EVENTS_APART_H if one.dated and other.dated else COPY_WINDOW_H
            if _hours(one.at, other.at) <= window:
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
