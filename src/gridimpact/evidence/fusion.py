"""Reports and a grid to a damage belief: the way of a report, in one place.

known at the time -> not withdrawn -> matched -> claim in states -> weight -> not a copy -> Bayes
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from datetime import UTC, datetime

from gridimpact.domain.damage import DamageBelief, NotCounted
from gridimpact.domain.grid import Grid
from gridimpact.domain.override import Override
from gridimpact.domain.progress import Progress, silent, stepped
from gridimpact.domain.report import StrikeReport
from gridimpact.domain.settings import DamageSettings, EvidenceSettings
from gridimpact.domain.vocabulary import DamageState, MatchOutcome
from gridimpact.errors import Finding
from gridimpact.evidence.association import Associator
from gridimpact.evidence.belief_tables import match_table, tables
from gridimpact.evidence.claims import ClaimReader
from gridimpact.evidence.corrections import corrected, said
from gridimpact.evidence.events import Statement, copies
from gridimpact.evidence.findings import (
    AmbiguousPlace,
    AmbiguousPlaceNoCandidates,
    AmbiguousPlaces,
    RepeatedReport,
    ReportedLater,
    SharedReportId,
    UnmatchedPlace,
    UnmatchedPlaces,
    UnmatchedPlaceWithCandidates,
)
from gridimpact.evidence.match import Match
from gridimpact.evidence.not_counted import ambiguous_place, copy_of, superseded_by, unmatched_place, unread_damage
from gridimpact.evidence.reliability import report_weight
from gridimpact.evidence.withdrawn import withdrawn
from gridimpact.i18n.english_text import EnglishText
from gridimpact.i18n.translate import N_

SINGLE_FINDINGS = 20
"""Places that get a finding each; beyond, they share one. [-]  Chosen: what a person reads."""

_DEFAULT_EVIDENCE = EvidenceSettings()
_DEFAULT_DAMAGE = DamageSettings()


def fuse(
    reports: Iterable[StrikeReport],
    grid: Grid,
    settings: EvidenceSettings = _DEFAULT_EVIDENCE,
    *,
    as_of: datetime | None = None,
    damage: DamageSettings = _DEFAULT_DAMAGE,
    overrides: Iterable[Override] = (),
    progress: Progress | None = None,
) -> DamageBelief:
    """Return what is believed about the damage of every component that a report points at.

    Parameters
    ----------
    reports : iterable of StrikeReport
        In any order; equal reports count once.
    grid : Grid
        Components that reports can mean.
    settings : EvidenceSettings
        Prior, weights of grades, limits of matching.
    as_of : datetime, optional
        Leave aside what was reported later. A time without zone is UTC.
    damage : DamageSettings
        Capacity left by damage state; turns shares and megawatts lost into states.
    overrides : iterable of Override
        Matches set by hand, in place of those that are found; each gets a finding.
    progress : callable, optional
        Called with the share done [0..1] and what is being done.

    Returns
    -------
    DamageBelief
        Empty tables when nothing counts.

    Notes
    -----
    Bayes' rule over the five damage states, with a likelihood from the grades of source and statement:

    ``P(s | reports) ~ P(s) Π_i [ q_i K(c_i | s) + (1 − q_i) / 5 ]``

    for exact matches; `evidence.posterior` has it with reports that may mean several components and with repairs,
    `evidence.reliability` has q and K, and docs/evidence.md the method with every number.

    Examples
    --------
    >>> import gridimpact as gi
    >>> grid = gi.read_grid("ukraine")
    >>> belief = gi.fuse(gi.read_reports(gi.example_reports()["night"]), grid)  # doctest: +SKIP
    >>> belief.p_damaged.sort_values().tail(3)  # doctest: +SKIP
    """
    as_of = as_of.replace(tzinfo=UTC) if as_of is not None and as_of.tzinfo is None else as_of
    known, findings = _reports_known_at(as_of, reports)
    gone, more = withdrawn(known)
    associator, reader = Associator(grid, settings), ClaimReader(grid, damage, settings.own_phrases)
    on_progress = progress or silent
    steps = stepped(known, lambda done: on_progress(0.05 + 0.55 * done, EnglishText(N_("matching places"))))
    matches = {report.report_id: associator.match(report) for report in steps}
    matches, aside, by_hand = corrected(known, matches, overrides, associator.gazetteer)
    statements: list[Statement] = []
    claims: dict[str, str] = {}
    not_counted = aside | {old: superseded_by(new) for old, new in gone.items()}
    for report in stepped(known, lambda done: on_progress(0.6 + 0.1 * done, EnglishText(N_("reading damage")))):
        match = matches[report.report_id]
        states, claims[report.report_id], unread = reader.read(report, match.targets)
        if unread:
            not_counted.setdefault(report.report_id, unread_damage(unread))
        elif not match.targets:
            not_counted.setdefault(report.report_id, _no_place(match))
        elif report.report_id not in gone:
            statements.append(_statement(report, match, states, reader.confidence(report) * _weight(report, settings)))
    on_progress(0.7, EnglishText(N_("looking for copies")))
    copied, also = copies(statements, settings)
    not_counted |= {copy: copy_of(first) for copy, first in copied.items()}
    counted = [one for one in statements if one.report_id not in copied]
    on_progress(0.8, EnglishText(N_("weighing")))
    table, components, influence = tables(counted, associator.gazetteer.table, settings)
    findings = [*findings, *more, *by_hand, *_place_findings(known, matches, {*gone, *aside}), *reader.findings, *also]
    return DamageBelief(
        table=table,
        components=components,
        matches=match_table(matches, claims, not_counted),
        influence=influence,
        not_counted=not_counted,
        as_of=as_of,
        findings=tuple(findings),
    )


def _no_place(match: Match) -> NotCounted:
    make = ambiguous_place if match.outcome is MatchOutcome.AMBIGUOUS else unmatched_place
    return make(match.remark)


def _weight(report: StrikeReport, settings: EvidenceSettings) -> float:
    return report_weight(report.reliability, report.credibility, settings)


def _statement(report: StrikeReport, match: Match, states: tuple[DamageState, ...], weight: float) -> Statement:
    return Statement(
        report_id=report.report_id,
        at=report.event_at or report.reported_at,
        dated=report.event_at is not None,
        source=report.source,
        source_url=report.source_url,
        note=report.note,
        targets=tuple(name for name, _ in match.targets),
        shares=tuple(share for _, share in match.targets),
        states=states,
        weight=weight,
    )


def _reports_known_at(
    as_of: datetime | None, reports: Iterable[StrikeReport]
) -> tuple[list[StrikeReport], list[Finding]]:
    """Return the reports known at a time, in order, equal ones once, each with an id of its own."""
    named: dict[str, list[StrikeReport]] = defaultdict(list)
    later: set[str] = set()
    for report in reports:
        if as_of is not None and report.reported_at > as_of:
            later.add(report.report_id)
        else:
            named[report.report_id].append(report)
    kept = {name: _by_content(same) for name, same in named.items()}
    again = {name for name, same in named.items() if len(same) > len(kept[name])}
    twice = {name for name, same in kept.items() if len(same) > 1}
    found = [
        report if number == 0 else replace(report, report_id=f"{name}#{number + 1}")
        for name, same in kept.items()
        for number, (_, report) in enumerate(sorted(same.items()))
    ]
    kinds: tuple[tuple[type[Finding], set[str]], ...] = (
        (ReportedLater, later),
        (RepeatedReport, again),
        (SharedReportId, twice),
    )
    findings = [kind(where="reports", ids=tuple(sorted(ids))) for kind, ids in kinds if ids]
    return sorted(found, key=lambda one: (one.reported_at, one.report_id)), findings


def _by_content(same: Sequence[StrikeReport]) -> dict[str, StrikeReport]:
    """Return reports of one id by what they say, wherever they stand in their files."""
    if len(same) == 1:
        return {"": same[0]}
    return {repr(replace(report, row=None)): report for report in same}


def _place_findings(known: Sequence[StrikeReport], matches: Mapping[str, Match], left_out: Set[str]) -> list[Finding]:
    """Return findings on places that no component was found for, equal ones together."""
    asked: dict[Match, list[str]] = defaultdict(list)
    words: dict[Match, str] = {}
    for report in known:
        match = matches[report.report_id]
        if match.outcome in (MatchOutcome.AMBIGUOUS, MatchOutcome.UNMATCHED) and report.report_id not in left_out:
            asked[match].append(report.report_id)
            words.setdefault(match, said(report.place))
    if len(asked) <= SINGLE_FINDINGS:
        return [_place_finding(match, words[match], ids) for match, ids in asked.items()]
    kinds = {MatchOutcome.AMBIGUOUS: AmbiguousPlaces, MatchOutcome.UNMATCHED: UnmatchedPlaces}
    findings: list[Finding] = []
    for outcome, kind in kinds.items():
        ids = sorted(name for match, names in asked.items() if match.outcome == outcome for name in names)
        if ids:
            findings.append(kind(where="reports.place", values={"count": len(ids)}, ids=tuple(ids)))
    return findings


_PLACE_KINDS: Mapping[tuple[MatchOutcome, bool], type[Finding]] = {
    (MatchOutcome.AMBIGUOUS, True): AmbiguousPlace,
    (MatchOutcome.AMBIGUOUS, False): AmbiguousPlaceNoCandidates,
    (MatchOutcome.UNMATCHED, True): UnmatchedPlaceWithCandidates,
    (MatchOutcome.UNMATCHED, False): UnmatchedPlace,
}
"""By outcome, and whether there are candidates."""


def _place_finding(match: Match, words: str, ids: Sequence[str]) -> Finding:
    kind = _PLACE_KINDS[match.outcome, bool(match.candidates)]
    values = {"words": words, "remark": match.remark, "candidates": match.candidates_text}
    return kind(where="reports.place", values=values, ids=tuple(sorted(ids)))
