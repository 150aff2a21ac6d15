"""Options that several commands share."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gridimpact.domain.vocabulary import Season
from gridimpact.i18n.translate import speaking

if TYPE_CHECKING:
    pass


class Format(StrEnum):
    """Formats of written files."""

    PDF = "pdf"
    HTML = "html"
    PNG = "png"
    GPKG = "gpkg"
    XLSX = "xlsx"
    GEOJSON = "geojson"
    CSV = "csv"
    JSON = "json"
    HXL = "hxl"
    ICS = "ics"
    QUEUES = "queues"
    FACILITIES = "facilities"
    NEEDS = "needs"


class Tongue(StrEnum):
    """Languages of documents and sheets."""

    EN = "en"
    UK = "uk"


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

SamplesOption = Annotated[
    int | None,
    typer.Option(
        "--samples", min=0, metavar="N", help="Samples for the ranges of all figures (default 200; 0 leaves them out)."
    ),
]

SeedOption = Annotated[int, typer.Option("--seed", min=0, help="The same seed gives the same ranges.")]

WorkersOption = Annotated[int, typer.Option("--workers", min=1, help="Processes on this machine, for the ranges.")]

RangesOption = Annotated[
    Path | None,
    typer.Option(
        "--ranges",
        metavar="FILE",
        help="Tell the ranges that `gridimpact ensemble --result-file FILE` wrote.",
    ),
]

OutOption = Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Write files into this directory.")]

FormatsOption = Annotated[
    str | None, typer.Option("--formats", metavar="LIST", help="Files to write, comma-separated (default: all).")
]


def _speak(context: typer.Context, tongue: Tongue) -> Tongue:
    """Speak a language until the command ends."""
    context.with_resource(speaking(tongue.value))
    return tongue


LangOption = Annotated[
    Tongue,
    typer.Option("--lang", callback=_speak, help="Language of what is printed and written; JSON stays as it is."),
]

EmbargoOption = Annotated[
    float,
    typer.Option(
        "--embargo-hours",
        min=0.0,
        envvar="GRIDIMPACT_EMBARGO_HOURS",
        help="Make nothing public before so many hours after the as-of time.",
    ),
]

IssuedByOption = Annotated[
    str, typer.Option("--issued-by", metavar="TEXT", help="Who answers questions; told in the brief.")
]

SaveOption = Annotated[
    str | None, typer.Option("--save", metavar="TITLE", help="Keep reports, assumptions and figures as a scenario.")
]

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

FacilitiesOption = Annotated[
    Path | None,
    typer.Option(
        "--facilities", metavar="FILE", help="Your own hospitals and others, CSV or GeoJSON, in place of the grid's."
    ),
]

TemperatureOption = Annotated[
    float | None,
    typer.Option(
        "--temperature",
        min=-50.0,
        max=50.0,
        metavar="C",
        help="Outdoor temperature: changes demand and heat needs (default: by season, marked).",
    ),
]

DaysOption = Annotated[
    int | None,
    typer.Option(
        "--days",
        metavar="N",
        help="Follow so many days, with damaged components returning (default: today only; 7 with --return).",
    ),
]

ReturnsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--return",
        metavar="ID=DAYS",
        help="Days until a damaged component is back, or `never`; else assumed by its damage. May be given again.",
    ),
]

EvidenceOption = Annotated[
    Path | None,
    typer.Option("--evidence", metavar="FILE", help="Weights of grades, prior, own phrases (`reports settings`)."),
]
