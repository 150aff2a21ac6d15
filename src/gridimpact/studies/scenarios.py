"""Scenarios: what if only the confirmed reports hold, or other damage, or other assumptions.

>>> import gridimpact as gi
>>> grid, reports = gi.read_grid("ukraine"), gi.read_reports(gi.example_reports()["night"])
>>> first = Scenario(title="as reported", reports=reports, grid_name="ukraine")
>>> second = replace(first, title="confirmed only", basis=Basis.CONFIRMED)
>>> answers = gi.compare({each.title: run_scenario(each, grid) for each in (first, second)})
>>> damaged = answers.loc[("whole_grid", "components_damaged")]
>>> int(damaged["as reported"]), int(damaged["confirmed only"])
(9, 8)
"""

from dataclasses import replace
from datetime import datetime

from gridimpact import __version__
from gridimpact.assessment import Progress, assess, evaluate, generation_only
from gridimpact.domain.assessment import Assessment
from gridimpact.domain.damage import Contingency, DamageBelief
from gridimpact.domain.grid import Grid
from gridimpact.domain.override import Override
from gridimpact.domain.report import Reports, StrikeReport
from gridimpact.domain.scenario import (
    SAVED_SCENARIO,
    Basis,
    OtherFigures,
    OtherGridData,
    OtherVersion,
    SavedScenario,
    Scenario,
)
from gridimpact.domain.vocabulary import Credibility, Reliability
from gridimpact.errors import Finding, Message
from gridimpact.evidence import fuse
from gridimpact.impact.attribution import caused_by_damage
from gridimpact.studies.comparison import SAME
from gridimpact.studies.findings import ConfirmedReportsOnly

CONFIRMED_BY_OTHERS = (Reliability.A, Reliability.B, Reliability.C)
"""Sources whose statement counts as confirmed when its credibility is 1, "confirmed by other sources".
Chosen: those that are at least fairly reliable."""

CONFIRMED_BY_ITSELF = ((Reliability.A, Credibility.PROBABLE),)
"""Grades that count as confirmed without that.  Chosen: A2, a completely reliable source (an operator about
its own plant) that says what fits all else that is known."""


def confirmed(reports: Reports) -> Reports:
    """Return the reports that count as confirmed, with a finding that says how many were left aside.

    Denials and repairs are held to the same grades as reports of damage.

    Parameters
    ----------
    reports : Reports

    Returns
    -------
    Reports
    """
    kept = tuple(report for report in reports if _is_confirmed(report))
    left = tuple(report.report_id for report in reports if not _is_confirmed(report))
    finding = ConfirmedReportsOnly(where=reports.name or "reports", values={"count": len(left)}, ids=left)
    return replace(reports, reports=kept, findings=(*reports.findings, finding))


def _is_confirmed(report: StrikeReport) -> bool:
    by_others = report.credibility is Credibility.CONFIRMED and report.reliability in CONFIRMED_BY_OTHERS
    return by_others or (report.reliability, report.credibility) in CONFIRMED_BY_ITSELF


def run_scenario(scenario: Scenario, grid: Grid, *, progress: Progress | None = None) -> Assessment:
    """Work out a scenario.

    Parameters
    ----------
    scenario : Scenario
    grid : Grid
        The grid it names; its own list of facilities, if it has one, takes the place of the grid's.
    progress : callable, optional
        Called with the share done [0..1] and what is being done.

    Returns
    -------
    Assessment
        That of a scenario with stated damage has an empty belief: nobody reported it.
    """
    used = grid if scenario.facilities is None else replace(grid, facilities=scenario.facilities)
    if scenario.basis is Basis.STATED:
        return _stated(scenario, used, progress)
    reports, overrides, moment = _read(scenario)
    return assess(
        used,
        reports,
        scenario.settings,
        as_of=moment,
        stage=scenario.stage,
        overrides=overrides,
        progress=progress,
    )


def damage_of(scenario: Scenario, grid: Grid) -> tuple[DamageBelief | Contingency, datetime | None]:
    """Return what a scenario holds to be damaged, and the moment that is assessed.

    Parameters
    ----------
    scenario : Scenario
    grid : Grid

    Returns
    -------
    damage : DamageBelief or Contingency
        The belief of its reports, or its stated damage: what an ensemble of it is drawn from.
    moment : datetime or None
    """
    reports, overrides, moment = _read(scenario)
    if scenario.basis is Basis.STATED:
        return scenario.stated or Contingency(origin="stated"), moment
    settings = scenario.settings
    belief = fuse(reports, grid, settings.evidence, damage=settings.damage, as_of=scenario.as_of, overrides=overrides)
    return belief, moment


def _read(scenario: Scenario) -> tuple[Reports, tuple[Override, ...], datetime | None]:
    """Reports that count in a scenario, what was set by hand of them, and the moment."""
    reports, overrides = scenario.reports, scenario.overrides
    if scenario.basis is Basis.CONFIRMED:
        reports = confirmed(reports)
        ids = {report.report_id for report in reports}
        overrides = tuple(one for one in overrides if one.report_id in ids)
    # The day is that of all reports: leaving some aside must not move it.
    return reports, overrides, scenario.as_of or scenario.reports.latest


def _stated(scenario: Scenario, grid: Grid, progress: Progress | None) -> Assessment:
    settings, moment = scenario.settings, scenario.as_of or scenario.reports.latest
    case = scenario.stated or Contingency(origin="stated")
    evaluation = evaluate(grid, case, settings, as_of=moment, stage=scenario.stage, progress=progress)
    baseline = evaluate(grid, Contingency(origin="stated"), settings, as_of=moment)
    nobody = Reports(name=scenario.title)
    return Assessment(
        belief=fuse(nobody, grid, settings.evidence, damage=settings.damage, as_of=moment),
        contingency=case,
        evaluation=evaluation,
        baseline=baseline,
        settings=settings,
        grid_name=grid.name,
        grid_fingerprint=grid.fingerprint,
        reports_name=nobody.name,
        reports_fingerprint=nobody.fingerprint,
        as_of=moment,
        caused=caused_by_damage(evaluation, baseline, generation_only(grid, case, settings, moment)),
        findings=evaluation.findings,
    )


def reopen_scenario(saved: SavedScenario, grid: Grid, *, progress: Progress | None = None) -> Assessment:
    """Work a saved scenario out again, and say so where it is no longer the same.

    Parameters
    ----------
    saved : SavedScenario
        As `open_store(...).load` gives it.
    grid : Grid
        The grid it names.
    progress : callable, optional
        Called with the share done [0..1] and what is being done.

    Returns
    -------
    Assessment
        Its first findings say whether grid, version or figures have changed since it was saved.
    """
    answer = run_scenario(saved.scenario, grid, progress=progress)
    return replace(answer, findings=(*saved.findings, *changes(saved, answer), *answer.findings))


def changes(saved: SavedScenario, answer: Assessment) -> tuple[Finding, ...]:
    """Return what differs from when the scenario was saved: grid, version, figures.

    Parameters
    ----------
    saved : SavedScenario
    answer : Assessment
        Of the scenario, worked out now.

    Returns
    -------
    tuple of Finding
        Empty when all are equal.
    """
    entry = saved.entry
    where = Message(SAVED_SCENARIO, {"title": entry.title})
    found: list[Finding] = []
    if entry.grid_fingerprint != answer.grid_fingerprint:
        found.append(OtherGridData(where=where, ids=(entry.grid_fingerprint, answer.grid_fingerprint)))
    if entry.version != __version__:
        found.append(OtherVersion(where=where, values={"saved": entry.version, "now": __version__}))
    now = answer.summary()["value"].astype(float).to_dict()
    moved = tuple(
        f"{name}: {entry.figures[name]:.6g} then, {now[name]:.6g} now"
        for name in entry.figures
        if name in now and abs(now[name] - entry.figures[name]) > SAME * max(1.0, abs(now[name]))
    )
    if moved:
        found.append(OtherFigures(where=where, ids=moved))
    return tuple(found)
