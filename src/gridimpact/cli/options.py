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


GridArgument = Annotated[str, typer.Argument(metavar="NAME", help="Bundled grid, grid folder or grid file.")]

GridOption = Annotated[str, typer.Option("--grid", help="Bundled grid, grid folder or grid file (docs/formats.md).")]

AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="TIME",
        help="Ignore later reports. ISO 8601; local time of the grid unless an offset is given.",
    ),
]

SeasonOption = Annotated[Season | None, typer.Option("--season", help="Season (default: from the date).")]

StateOption = Annotated[
    str | None,
    typer.Option(
        "--reference-state",
        metavar="ID",
        help="Reference state of generation and demand; listed by `gridimpact grid show`.",
    ),
]

DayOption = Annotated[
    datetime | None,
    typer.Option(
        "--day", formats=["%Y-%m-%d"], metavar="DATE", help="Local day to assess (default: day of the newest report)."
    ),
]

NoAcOption = Annotated[bool, typer.Option("--no-ac", help="Skip the AC check of the peak hour.")]

SamplesOption = Annotated[
    int | None,
    typer.Option(
        "--samples", min=0, metavar="N", help="Samples for the ranges of all figures (default 200; 0 leaves them out)."
    ),
]

SeedOption = Annotated[int, typer.Option("--seed", min=0, help="Random seed; the same seed gives the same ranges.")]

WorkersOption = Annotated[int, typer.Option("--workers", min=1, help="Processes to use for the ranges.")]

RangesOption = Annotated[
    Path | None,
    typer.Option(
        "--ranges",
        metavar="FILE",
        help="Use ranges written by `gridimpact ensemble --result-file FILE`.",
    ),
]

OutOption = Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Directory to write files to.")]

FormatsOption = Annotated[
    str | None, typer.Option("--formats", metavar="LIST", help="Formats to write, comma-separated (default: all).")
]


def _speak(context: typer.Context, tongue: Tongue) -> Tongue:
    """Speak a language until the command ends."""
    context.with_resource(speaking(tongue.value))
    return tongue


LangOption = Annotated[
    Tongue,
    typer.Option("--lang", callback=_speak, help="Language of text output and files; JSON is the same in both."),
]

EmbargoOption = Annotated[
    float,
    typer.Option(
        "--embargo-hours",
        min=0.0,
        envvar="GRIDIMPACT_EMBARGO_HOURS",
        help="Withhold public output until this many hours after the cutoff.",
    ),
]

IssuedByOption = Annotated[str, typer.Option("--issued-by", metavar="TEXT", help="Contact shown in the brief.")]

SaveOption = Annotated[
    str | None, typer.Option("--save", metavar="TITLE", help="Save reports, assumptions and figures as a scenario.")
]

RestrictedOption = Annotated[
    bool,
    typer.Option("--restricted", help="Include components and reports in JSON and files, marked RESTRICTED."),
]

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of tables (docs/json.md).")]

QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress, and only errors.")]

MappingOption = Annotated[
    Path | None,
    typer.Option("--mapping", metavar="FILE", help="Column mapping saved by `reports check --save-mapping`."),
]

OverridesOption = Annotated[
    Path | None,
    typer.Option("--overrides", metavar="FILE", help="Manual matches saved by `reports override` or the app."),
]

FacilitiesOption = Annotated[
    Path | None,
    typer.Option("--facilities", metavar="FILE", help="Your own hospitals and other facilities (CSV, GeoJSON)."),
]

TemperatureOption = Annotated[
    float | None,
    typer.Option(
        "--temperature",
        min=-50.0,
        max=50.0,
        metavar="C",
        help="Outdoor temperature; affects demand and heating (default: by season).",
    ),
]

DaysOption = Annotated[
    int | None,
    typer.Option(
        "--days",
        metavar="N",
        help="Days to follow while damage is repaired (default: 1; with --return: 7).",
    ),
]

ReturnsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--return",
        metavar="ID=DAYS",
        help="Days until a component returns to service, or `never` (default: by damage state). Repeatable.",
    ),
]

EvidenceOption = Annotated[
    Path | None,
    typer.Option("--evidence", metavar="FILE", help="Weights, prior and own phrases saved by `reports settings`."),
]
