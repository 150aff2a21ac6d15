"""Reports and a grid to a damage belief: the way of a report, in one place.

known at the time -> not withdrawn -> matched -> claim in states -> weight -> not a copy -> Bayes
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from datetime import UTC, datetime

from gridimpact.domain.damage import DamageBelief
from gridimpact.domain.grid import Grid
from gridimpact.domain.override import Override
from gridimpact.domain.progress import Progress, silent, stepped
from gridimpact.domain.report import StrikeReport
from gridimpact.domain.settings import DamageSettings, EvidenceSettings
from gridimpact.domain.vocabulary import DamageState, MatchOutcome
from gridimpact.errors import Finding, Severity, TextFinding
from gridimpact.evidence.association import Associator
from gridimpact.evidence.belief_tables import match_table, tables
from gridimpact.evidence.claims import ClaimReader
from gridimpact.evidence.corrections import corrected, said
from gridimpact.evidence.events import Statement, copies
from gridimpact.evidence.match import Match
from gridimpact.evidence.reliability import report_weight
from gridimpact.evidence.withdrawn import withdrawn

COPY_OF = "copy of "
"""How the reason of a copy begins; the report it counts with follows."""

SUPERSEDED_BY = "superseded by "
"""How the reason of a superseded report begins."""

SINGLE_FINDINGS = 20
"""Places that are told one by one; beyond, they are told together. [-]  Chosen: what a person reads."""

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
        Matches set by hand, in place of those that are found; a finding names each.
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
    known, findings = _known(reports, as_of)
    gone, more = withdrawn(known)
    associator, reader = Associator(grid, settings), ClaimReader(grid, damage, settings.own_phrases)
    on_progress = progress or silent
    steps = stepped(known, lambda done: on_progress(0.05 + 0.55 * done, "matching places"))
    matches = {report.report_id: associator.match(report) for report in steps}
    matches, aside, by_hand = corrected(known, matches, overrides, associator.gazetteer)
    statements: list[Statement] = []
    claims: dict[str, str] = {}
    reasons = aside | {old: f"{SUPERSEDED_BY}{new}" for old, new in gone.items()}
    for report in stepped(known, lambda done: on_progress(0.6 + 0.1 * done, "reading damage")):
        match = matches[report.report_id]
        states, claims[report.report_id], unread = reader.read(report, match.targets)
        reason = unread or ("" if match.targets else f"{match.outcome.value}: {match.remark}")
        if reason:
            reasons.setdefault(report.report_id, reason)
        elif report.report_id not in gone:
            statements.append(_statement(report, match, states, reader.confidence(report) * _weight(report, settings)))
    on_progress(0.7, "looking for copies")
    copied, also = copies(statements, settings)
    reasons |= {copy: f"{COPY_OF}{first}" for copy, first in copied.items()}
    counted = [one for one in statements if one.report_id not in copied]
    on_progress(0.8, "weighing")
    table, components, influence = tables(counted, associator.gazetteer.table, settings)
    findings = [*findings, *more, *by_hand, *_place_findings(known, matches, {*gone, *aside}), *reader.findings, *also]
    return DamageBelief(
        table=table,
        components=components,
        matches=match_table(matches, claims, reasons),
        influence=influence,
        as_of=as_of,
        findings=tuple(findings),
    )


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


def _known(reports: Iterable[StrikeReport], as_of: datetime | None) -> tuple[list[StrikeReport], list[Finding]]:
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
    findings: list[Finding] = [
        TextFinding(where="reports", what=what, ids=tuple(sorted(ids)), remedy=remedy, severity=severity)
        for ids, what, remedy, severity in (
            (later, "reported after the as-of time and left aside", "move the as-of time to count them", Severity.INFO),
            (again, "the same report came more than once and counts once", "", Severity.INFO),
            (
                twice,
                "different reports share an id; all but one got a number",
                "give each report an id of its own",
                Severity.WARNING,
            ),
        )
        if ids
    ]
    return sorted(found, key=lambda one: (one.reported_at, one.report_id)), findings


def _by_content(same: Sequence[StrikeReport]) -> dict[str, StrikeReport]:
    """Return reports of one id by what they say, wherever they stand in their files."""
    if len(same) == 1:
        return {"": same[0]}
    return {repr(replace(report, row=None)): report for report in same}


def _place_findings(known: Sequence[StrikeReport], matches: Mapping[str, Match], left_out: Set[str]) -> list[Finding]:
    """Tell the places that nobody could be found for, equal ones together."""
    asked: dict[Match, list[str]] = defaultdict(list)
    words: dict[Match, str] = {}
    for report in known:
        match = matches[report.report_id]
        if match.outcome in (MatchOutcome.AMBIGUOUS, MatchOutcome.UNMATCHED) and report.report_id not in left_out:
            asked[match].append(report.report_id)
            words.setdefault(match, said(report.place))
    if len(asked) <= SINGLE_FINDINGS:
        return [_place_finding(match, words[match], ids) for match, ids in asked.items()]
    findings: list[Finding] = []
    for outcome in (MatchOutcome.AMBIGUOUS, MatchOutcome.UNMATCHED):
        ids = sorted(name for match, names in asked.items() if match.outcome == outcome for name in names)
        if ids:
            findings.append(
                TextFinding(
                    where="reports.place",
                    what=f"{len(ids)} reports are {outcome.value} and not counted",
                    ids=tuple(ids),
                    remedy="see the candidates in the table of matches; give a component_id",
                )
            )
    return findings


def _place_finding(match: Match, words: str, ids: Sequence[str]) -> Finding:
    fits = f"; it may be {match.candidates_text}" if match.candidates else ""
    remedy = (
        "give the component_id that is meant"
        if match.candidates
        else "give a name, or region and kind, that the grid knows"
    )
    return TextFinding(
        where="reports.place",
        what=f'"{words}" is {match.outcome.value} and not counted: {match.remark}{fits}',
        ids=tuple(sorted(ids)),
        remedy=remedy,
    )
