"""How the texts of options are read, for every command."""

import math
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from gridimpact.cli.options import Format
from gridimpact.domain.vocabulary import Season
from gridimpact.errors import DataError, Finding, Message, Severity
from gridimpact.i18n.translate import N_

if TYPE_CHECKING:
    from collections.abc import Callable

    from gridimpact.domain.assessment import Assessment
    from gridimpact.domain.damage import Contingency
    from gridimpact.domain.grid import Grid
    from gridimpact.domain.override import Override
    from gridimpact.domain.progress import Progress
    from gridimpact.domain.report import Reports
    from gridimpact.domain.settings import EvidenceSettings, Settings


class NoReportsRead(Finding):
    """No row of a file of reports could be read."""

    template = N_("holds no report that can be read")
    severity = Severity.ERROR


class UnknownStatedComponents(Finding):
    """Damage is stated of components that the grid does not have, `ids`."""

    template = N_("no such component in the grid")
    remedy_template = N_("use ids as the tables of the grid have them")
    severity = Severity.ERROR


def with_facilities(grid: "Grid", path: Path | None) -> "tuple[Grid, tuple[Finding, ...]]":
    """Return the grid with the facilities of a file, and what was noticed in it; as it is without one."""
    if path is None:
        return grid, ()
    from gridimpact.adapters.grids.facility_files import read_facilities

    listed = read_facilities(path, grid)
    return replace(grid, facilities=listed.table), listed.findings


def returns_of(told: list[str] | None) -> dict[str, float]:
    """Return the days until components are back, by id."""
    days = {}
    for text in told or []:
        name, _, number = text.rpartition("=")
        try:
            days[name] = math.inf if number.strip().lower() == "never" else float(number)
        except ValueError:
            raise typer.BadParameter(
                f"--return {text!r}: write ID=DAYS, for example plant:P005=4, or ID=never"
            ) from None
    return days


def days_ahead_of(
    days: int | None, told: list[str] | None
) -> "Callable[[Grid, Assessment, Progress | None], Assessment]":
    """Return what follows the days that were asked for; it changes nothing when that is today only."""
    returns = returns_of(told)

    def follow(grid: "Grid", answer: "Assessment", on_progress: "Progress | None") -> "Assessment":
        if days is None and not returns:
            return answer
        from gridimpact.studies.days_ahead import DAYS, with_days_ahead

        return with_days_ahead(grid, answer, days=DAYS if days is None else days, returns=returns, progress=on_progress)

    return follow


SAMPLES = 200
"""Samples of the ranges that every assessment comes with. [-]  Chosen: P10 and P90 within about a tenth of their
distance, in about two seconds for the grid of Ukraine."""


def ranges_into(
    samples: int | None, seed: int, workers: int, file: Path | None
) -> "Callable[[Grid, Assessment, Progress | None], Assessment]":
    """Return what gives an assessment its ranges, worked out here or read; it changes nothing when none are wanted."""
    if samples is not None and file is not None:
        raise typer.BadParameter("give one of these: --samples N, --ranges FILE")
    wanted = SAMPLES if samples is None and file is None else samples or 0

    def give(grid: "Grid", answer: "Assessment", on_progress: "Progress | None") -> "Assessment":
        if file is None and not wanted:
            return answer
        from gridimpact.adapters.engines.executors import workers_of
        from gridimpact.outputs.files.ensemble_json import ranges_file
        from gridimpact.studies.ensemble import run_ensemble
        from gridimpact.studies.ensemble_ranges import with_ranges

        if file is not None:
            return with_ranges(answer, ranges_file(file))
        with workers_of(workers) as executor:
            found = run_ensemble(
                grid,
                answer.belief,
                answer.settings,
                samples=wanted,
                seed=seed,
                executor=executor,
                as_of=answer.as_of,
                progress=on_progress,
            )
        return with_ranges(answer, found)

    return give


def reports_of(
    source: str, mapping: Path | None, *, sheet: str | None = None, progress: "Progress | None" = None
) -> "Reports":
    """Return the reports of a file, or of standard input."""
    from gridimpact.adapters.reports.files import read_reports
    from gridimpact.adapters.reports.mapping import read_mapping
    from gridimpact.domain.report import ColumnMapping

    stated = read_mapping(mapping) if mapping else None
    if sheet:
        stated = replace(stated or ColumnMapping(), sheet=sheet)
    if source == "-":
        return read_reports(sys.stdin.buffer.read(), name="standard input", mapping=stated, progress=progress)
    return read_reports(source, mapping=stated, progress=progress)


def usable(reports: "Reports") -> "Reports":
    """Return the reports, or raise with what was found when none could be read."""
    if len(reports):
        return reports
    raise DataError([*reports.findings, NoReportsRead(where=reports.name)])


def overrides_of(path: Path | None) -> "tuple[Override, ...]":
    """Return the overrides of a file, or none."""
    from gridimpact.adapters.reports.override_files import read_overrides

    return read_overrides(path) if path else ()


def evidence_of(path: Path | None) -> "EvidenceSettings":
    """Return the settings of the evidence stage in a file, or the default ones."""
    from gridimpact.adapters.reports.evidence_files import read_evidence
    from gridimpact.domain.settings import EvidenceSettings

    return read_evidence(path) if path else EvidenceSettings()


def settings_of(
    season: Season | None,
    state: str | None,
    day: datetime | None,
    *,
    ac_check: bool,
    outdoor_c: float | None = None,
    evidence: Path | None = None,
) -> "Settings":
    """Return the settings that the options name."""
    from gridimpact.domain.settings import DemandSettings, ImpactSettings, NetworkSettings, Settings

    demand = DemandSettings(season=season, reference_state=state, day=day.date() if day else None)
    return Settings(
        demand=demand,
        network=NetworkSettings(ac_check=ac_check),
        impact=ImpactSettings(outdoor_temperature_c=outdoor_c),
        evidence=evidence_of(evidence),
    )


def moment_of(text: str | None) -> datetime | None:
    """Return the time of --as-of as it was written, with or without an offset."""
    if text is None:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"--as-of {text!r} is not ISO 8601, for example 2026-01-14T18:00") from None


def localised(moment: datetime | None, grid: "Grid") -> datetime | None:
    """Return an aware time; one without offset is local time of the grid."""
    from zoneinfo import ZoneInfo

    if moment is None or moment.tzinfo:
        return moment
    return moment.replace(tzinfo=ZoneInfo(grid.timezone))


def formats_of(text: str | None) -> tuple[Format, ...] | None:
    """Return the formats of a comma-separated list; None stands for all."""
    if text is None:
        return None
    try:
        return tuple(Format(part.strip().lower()) for part in text.split(",") if part.strip())
    except ValueError as exc:
        raise typer.BadParameter(f"--formats: {exc}; choose from {', '.join(Format)}") from None


def rates_of(texts: list[str]) -> dict[str, float]:
    """Return the outage rates stated on the command line."""
    return dict(_share_of("--rate", text, "gen:5=0.04") for text in texts)


def chances_of(texts: list[str]) -> dict[str, float]:
    """Return the chances of damage stated on the command line."""
    return dict(_share_of("--chance", text, "plant:P005=0.4") for text in texts)


def _share_of(option: str, text: str, example: str) -> tuple[str, float]:
    """Return the id and the share of ID=SHARE."""
    name, _, share = text.rpartition("=")
    try:
        return name, float(share)
    except ValueError:
        raise typer.BadParameter(f"{option} {text!r}: write ID=SHARE, for example {example}") from None


def stated_damage(grid: "Grid", out: list[str], derated: list[str]) -> "Contingency":
    """Return the damage stated on the command line."""
    from gridimpact.domain.damage import Contingency

    left = dict(_share_of("--derate", text, "line:L001=0.5") for text in derated)
    if not out and not left:
        raise typer.BadParameter("name at least one component with --out-of-service or --derate")
    unknown = tuple(name for name in (*out, *left) if name not in grid.components.index)
    if unknown:
        raise DataError([UnknownStatedComponents(where=Message(N_("stated damage")), ids=unknown)])
    return Contingency(out=tuple(out), derated=left, origin="stated")
