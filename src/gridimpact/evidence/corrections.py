"""Matches that a person set by hand, in place of those that were found."""

from collections.abc import Iterable, Mapping, Sequence

from gridimpact.domain.override import Override
from gridimpact.domain.report import Place, StrikeReport
from gridimpact.domain.vocabulary import MatchOutcome
from gridimpact.errors import Finding, Severity, TextFinding
from gridimpact.evidence.gazetteer import Gazetteer
from gridimpact.evidence.match import Match

HOW = "override"
"""What the table of matches says of a match that was set by hand."""


def said(place: Place) -> str:
    """Return a place as the report gives it, for people and to recognise a report again.

    Parameters
    ----------
    place : Place

    Returns
    -------
    str
        Id, name, region or coordinates, whichever comes first; at most 80 characters.
    """
    where = place.component_id or place.name or place.region or ""
    at = f"{place.lat:g}, {place.lon:g}" if place.lat is not None and place.lon is not None else ""
    return " ".join((where or at or "no place").split())[:80]


def corrected(
    known: Sequence[StrikeReport],
    matches: Mapping[str, Match],
    overrides: Iterable[Override],
    gazetteer: Gazetteer,
) -> tuple[dict[str, Match], dict[str, str], list[Finding]]:
    """Return the matches with overrides in place of those they concern.

    Parameters
    ----------
    known : sequence of StrikeReport
    matches : mapping of report id to Match
        As found.
    overrides : iterable of Override
        In any order; of several for one report the latest counts.
    gazetteer : Gazetteer
        Components that an override can name.

    Returns
    -------
    dict
        Match by report id.
    dict
        Why a report is not counted, by id, for those that a person took out.
    list of Finding
        What was set by hand, and which overrides could not be applied.
    """
    last: dict[str, Override] = {}
    for one in sorted(overrides, key=lambda one: (one.at, one.report_id, one.targets, one.who, one.why)):
        last[one.report_id] = one
    places = {report.report_id: report.place for report in known}
    found = dict(matches)
    aside: dict[str, str] = {}
    findings: list[Finding] = []
    for name, one in sorted(last.items()):
        fault = _fault(one, places, gazetteer)
        if fault:
            findings.append(fault)
            continue
        found[name] = _set_by_hand(one, matches[name], gazetteer)
        if not one.targets:
            aside[name] = f"set aside by {one.who}: {one.why}"
        findings.append(_told(one))
    return found, aside, findings


def _set_by_hand(one: Override, match: Match, gazetteer: Gazetteer) -> Match:
    targets = tuple((str(gazetteer.by_id(name)), share) for name, share in one.targets)
    exact = len(one.targets) == 1 and one.targets[0][1] == 1.0
    regions = {gazetteer.region_of(name) for name, _ in targets}
    return Match(
        outcome=MatchOutcome.EXACT if exact else MatchOutcome.IMPRECISE if one.targets else MatchOutcome.UNMATCHED,
        how=HOW,
        targets=targets,
        candidates=match.candidates,
        region_id=regions.pop() if len(regions) == 1 else "",
        remark=f"set by {one.who}: {one.why}",
    )


def _fault(one: Override, places: Mapping[str, Place], gazetteer: Gazetteer) -> Finding | None:
    """Return why an override cannot be applied, or None."""
    unknown = tuple(name for name, _ in one.targets if gazetteer.by_id(name) is None)
    if one.report_id not in places:
        what, remedy, severity = "there is no report of this id", "load the file that holds it", Severity.INFO
    elif one.said and one.said != said(places[one.report_id]):
        here = said(places[one.report_id])
        what = f'the report says "{here}" and not "{one.said}" as when it was decided; not applied'
        remedy, severity = "decide anew", Severity.WARNING
    elif unknown:
        what, remedy = "no such component in the grid; not applied", "use ids as the tables of the grid have them"
        severity = Severity.ERROR
    else:
        return None
    return TextFinding(where="overrides", what=what, ids=(one.report_id, *unknown), remedy=remedy, severity=severity)


def _told(one: Override) -> Finding:
    meant = "; ".join(f"{name} ({share:.0%})" for name, share in one.targets) or "not counted"
    return TextFinding(
        where="overrides",
        what=f"{meant}, by {one.who} at {one.at:%Y-%m-%d %H:%M %Z}: {one.why}",
        ids=(one.report_id,),
        severity=Severity.INFO,
    )
