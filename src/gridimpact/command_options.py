"""Options that several commands share, and how their texts are read."""

import sys
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gridimpact.domain.vocabulary import Season
from gridimpact.errors import DataError, Finding, Severity

if TYPE_CHECKING:
    from gridimpact.domain.damage import Contingency
    from gridimpact.domain.grid import Grid
    from gridimpact.domain.override import Override
    from gridimpact.domain.report import Reports
    from gridimpact.domain.settings import Settings


class Format(StrEnum):
    """Formats of written files."""

    XLSX = "xlsx"
    GEOJSON = "geojson"
    CSV = "csv"
    JSON = "json"
    HXL = "hxl"
    ICS = "ics"


GridArgument = Annotated[str, typer.Argument(metavar="NAME", help="Bundled grid, or a grid folder.")]
GridOption = Annotated[str, typer.Option("--grid", help="Name of a bundled grid, or a grid folder.")]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="TIME",
        help="Leave later reports aside; ISO 8601, local time of the grid unless it has an offset.",
    ),
]
TemperatureOption = Annotated[
    float | None,
    typer.Option(
        "--temperature", min=-50.0, max=50.0, metavar="C", help="Outdoor temperature: changes demand and heat needs."
    ),
]
SeasonOption = Annotated[Season | None, typer.Option("--season", help="Season of the day (default: by the date).")]
StateOption = Annotated[
    str | None,
    typer.Option(
        "--reference-state", metavar="ID", help="State of the grid that is assumed; `gridimpact grid show` lists them."
    ),
]
DayOption = Annotated[
    datetime | None,
    typer.Option(
        "--day", formats=["%Y-%m-%d"], metavar="DATE", help="Local day (default: the day of the newest report)."
    ),
]
NoAcOption = Annotated[bool, typer.Option("--no-ac", help="Leave out the AC load flow of the peak hour.")]
OutOption = Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Write files into this directory.")]
FormatsOption = Annotated[str, typer.Option("--formats", metavar="LIST", help="Files to write, comma-separated.")]
RestrictedOption = Annotated[
    bool,
    typer.Option(
        "--restricted", help="Name components and reports in --json and in files; they are marked RESTRICTED."
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON (docs/json.md) instead of tables.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress; only findings that are errors.")]


MappingOption = Annotated[
    Path | None,
    typer.Option("--mapping", metavar="FILE", help="Read columns as this file says (`reports check --save-mapping`)."),
]
OverridesOption = Annotated[
    Path | None, typer.Option("--overrides", metavar="FILE", help="Matches of reports set by hand, replayed.")
]


def reports_of(source: str, mapping: Path | None) -> "Reports":
    """Return the reports of a file, or of standard input."""
    from gridimpact.adapters.report_files import read_reports
    from gridimpact.adapters.report_mapping import read_mapping

    stated = read_mapping(mapping) if mapping else None
    if source == "-":
        return read_reports(sys.stdin.buffer.read(), name="standard input", mapping=stated)
    return read_reports(source, mapping=stated)


def usable(reports: "Reports") -> "Reports":
    """Return the reports, or raise with what was found when none could be read."""
    if len(reports):
        return reports
    empty = Finding(where=reports.name, what="holds no report that can be read", severity=Severity.ERROR)
    raise DataError([*reports.findings, empty])


def overrides_of(path: Path | None) -> "tuple[Override, ...]":
    """Return the overrides of a file, or none."""
    from gridimpact.adapters.override_files import read_overrides

    return read_overrides(path) if path else ()


def settings_of(
    season: Season | None, state: str | None, day: datetime | None, *, ac_check: bool, temperature: float | None = None
) -> "Settings":
    """Return the settings that the options name."""
    from gridimpact.domain.settings import DemandSettings, ImpactSettings, NetworkSettings, Settings

    demand = DemandSettings(season=season, reference_state=state, day=day.date() if day else None)
    impact = ImpactSettings(outdoor_temperature_c=temperature)
    return Settings(demand=demand, network=NetworkSettings(ac_check=ac_check), impact=impact)


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


def formats_of(text: str) -> tuple[Format, ...]:
    """Return the formats of a comma-separated list."""
    try:
        return tuple(Format(part.strip().lower()) for part in text.split(",") if part.strip())
    except ValueError as exc:
        raise typer.BadParameter(f"--formats: {exc}; choose from {', '.join(Format)}") from None


def stated_damage(grid: "Grid", out: list[str], derated: list[str]) -> "Contingency":
    """Return the damage stated on the command line."""
    from gridimpact.domain.damage import Contingency

    left = {}
    for text in derated:
        name, _, share = text.rpartition("=")
        try:
            left[name] = float(share)
        except ValueError:
            raise typer.BadParameter(f"--derate {text!r}: write ID=SHARE, for example line:L001=0.5") from None
    if not out and not left:
        raise typer.BadParameter("name at least one component with --out-of-service or --derate")
    unknown = tuple(name for name in (*out, *left) if name not in grid.components.index)
    if unknown:
        raise DataError(
            [
                Finding(
                    where="stated damage",
                    what="no such component in the grid",
                    ids=unknown,
                    remedy="use ids as the tables of the grid have them",
                    severity=Severity.ERROR,
                )
            ]
        )
    return Contingency(out=tuple(out), derated=left, origin="stated")
