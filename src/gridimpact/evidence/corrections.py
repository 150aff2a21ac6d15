"""Matches that a person set by hand, in place of those that were found."""

from collections.abc import Iterable, Mapping, Sequence

from gridimpact.domain.damage import NotCounted
from gridimpact.domain.override import Override
from gridimpact.domain.report import Place, StrikeReport
from gridimpact.domain.vocabulary import MatchOutcome
from gridimpact.errors import Finding, Message
from gridimpact.evidence.findings import (
    OverrideApplied,
    OverrideOfOtherPlace,
    OverrideOfUnknownComponent,
    OverrideOfUnknownReport,
    OverrideSetsAside,
)
from gridimpact.evidence.gazetteer import Gazetteer
from gridimpact.evidence.match import Match
from gridimpact.evidence.not_counted import set_aside
from gridimpact.i18n.translate import N_

HOW = "override"
"""How the table of matches marks a match that was set by hand."""


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
) -> tuple[dict[str, Match], dict[str, NotCounted], list[Finding]]:
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
    aside: dict[str, NotCounted] = {}
    findings: list[Finding] = []
    for name, one in sorted(last.items()):
        fault = _fault(one, places, gazetteer)
        if fault:
            findings.append(fault)
            continue
        found[name] = _set_by_hand(one, matches[name], gazetteer)
        if not one.targets:
            aside[name] = set_aside(one.who, one.why)
        findings.append(_applied(one))
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
        remark=Message(N_("set by {who}: {note}"), {"who": one.who, "note": one.why}),
    )


def _fault(one: Override, places: Mapping[str, Place], gazetteer: Gazetteer) -> Finding | None:
    """Return why an override cannot be applied, or None."""
    unknown = tuple(name for name, _ in one.targets if gazetteer.by_id(name) is None)
    if one.report_id not in places:
        return OverrideOfUnknownReport(where="overrides", ids=(one.report_id, *unknown))
    here = said(places[one.report_id])
    if one.said and one.said != here:
        values = {"here": here, "said": one.said}
        return OverrideOfOtherPlace(where="overrides", values=values, ids=(one.report_id, *unknown))
    return OverrideOfUnknownComponent(where="overrides", ids=(one.report_id, *unknown)) if unknown else None


def _applied(one: Override) -> Finding:
    values = {"who": one.who, "at": f"{one.at:%Y-%m-%d %H:%M %Z}", "why": one.why}
    if not one.targets:
        return OverrideSetsAside(where="overrides", values=values, ids=(one.report_id,))
    targets = "; ".join(f"{name} ({share:.0%})" for name, share in one.targets)
    return OverrideApplied(where="overrides", values={"targets": targets, **values}, ids=(one.report_id,))
