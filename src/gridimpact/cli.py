"""The command line: thin; every command reads, calls the package, and prints.

Exit codes: 0 done; 1 stopped by a finding or by something unexpected; 2 wrong usage; 3 input that
cannot be used (the findings name every row); 130 interrupted.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gridimpact import __version__
from gridimpact.command_options import (
    AsOfOption,
    DayOption,
    FormatsOption,
    GridArgument,
    GridOption,
    JsonOption,
    MappingOption,
    NoAcOption,
    OutOption,
    OverridesOption,
    QuietOption,
    RestrictedOption,
    SeasonOption,
    StateOption,
    TemperatureOption,
    formats_of,
    localised,
    moment_of,
    overrides_of,
    reports_of,
    settings_of,
    stated_damage,
    usable,
)
from gridimpact.domain.vocabulary import Sensitivity
from gridimpact.errors import DataError, Finding, GridimpactError, Severity, UnknownGrid

if TYPE_CHECKING:
    from gridimpact.domain.grid import Grid
    from gridimpact.domain.results import Assessment

EXIT_STOPPED, EXIT_USAGE, EXIT_INPUT = 1, 2, 3


app = typer.Typer(
    help="From strike reports to who is without power.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
grid_app = typer.Typer(help="Look at grids.", no_args_is_help=True)
reports_app = typer.Typer(help="Look at files of strike reports.", no_args_is_help=True)
app.add_typer(grid_app, name="grid")
app.add_typer(reports_app, name="reports")


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    if version:
        typer.echo(f"gridimpact {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        raise typer.Exit(EXIT_USAGE)


@app.command()
def assess(
    reports: Annotated[str, typer.Argument(metavar="REPORTS", help="File of reports (docs/evidence.md), or -.")],
    grid: GridOption = "ukraine",
    as_of: AsOfOption = None,
    mapping: MappingOption = None,
    overrides: OverridesOption = None,
    season: SeasonOption = None,
    reference_state: StateOption = None,
    day: DayOption = None,
    temperature: TemperatureOption = None,
    no_ac: NoAcOption = False,
    out: OutOption = None,
    formats: FormatsOption = "xlsx,geojson,csv,json,hxl,ics",
    restricted: RestrictedOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Assess strike reports: what is damaged, who is without power, how much import is needed."""
    from gridimpact import terminal
    from gridimpact.assessment import assess as run

    wanted, moment = formats_of(formats), moment_of(as_of)
    with terminal.progress(quiet=quiet) as tell:
        night, set_by_hand = usable(reports_of(reports, mapping)), overrides_of(overrides)
        network = _read_grid(grid)
        moment = localised(moment, network)
        settings = settings_of(season, reference_state, day, ac_check=not no_ac, temperature=temperature)
        answer = run(network, night, settings, as_of=moment, overrides=set_by_hand, progress=tell)
    terminal.print_findings(answer.findings, quiet=quiet)
    sensitivity = Sensitivity.RESTRICTED if restricted else Sensitivity.PUBLIC
    if out is not None:
        _write(answer, network, out, wanted, sensitivity)
    if as_json:
        from gridimpact.adapters.json_output import assessment_json

        _print_json(assessment_json(answer, sensitivity=sensitivity, grid=network))
    else:
        terminal.print_assessment(answer, network)


@app.command()
def evaluate(
    out_of_service: Annotated[
        list[str] | None,
        typer.Option("--out-of-service", metavar="ID", help="Component that carries nothing; may be given again."),
    ] = None,
    derate: Annotated[
        list[str] | None,
        typer.Option(
            "--derate", metavar="ID=SHARE", help="Component with this share of its capacity left; may be given again."
        ),
    ] = None,
    grid: GridOption = "ukraine",
    season: SeasonOption = None,
    reference_state: StateOption = None,
    day: DayOption = None,
    temperature: TemperatureOption = None,
    no_ac: NoAcOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Evaluate damage that you state yourself, without reports."""
    from gridimpact import terminal
    from gridimpact.assessment import evaluate as run

    with terminal.progress(quiet=quiet) as tell:
        network = _read_grid(grid)
        case = stated_damage(network, out_of_service or [], derate or [])
        answer = run(
            network,
            case,
            settings_of(season, reference_state, day, ac_check=not no_ac, temperature=temperature),
            progress=tell,
        )
    terminal.print_findings(answer.findings, quiet=quiet)
    if as_json:
        from gridimpact.adapters.json_output import evaluation_json

        _print_json(evaluation_json(answer, network))
    else:
        terminal.print_evaluation(answer, network)


@grid_app.command("list")
def grid_list(as_json: JsonOption = False) -> None:
    """List the bundled grids."""
    from gridimpact.adapters.bundled import bundled_grids

    if as_json:
        _print_json({"schema": "gridimpact.grids/1", "grids": list(bundled_grids())})
        return
    for name in bundled_grids():
        typer.echo(name)


@grid_app.command("show")
def grid_show(name: GridArgument, as_json: JsonOption = False) -> None:
    """Tell what a grid holds, as of when, and from which sources."""
    from gridimpact.adapters.json_output import grid_json
    from gridimpact.terminal import print_grid

    grid = _read_grid(name)
    if as_json:
        _print_json(grid_json(grid))
    else:
        print_grid(grid)


@grid_app.command("check")
def grid_check(name: GridArgument, as_json: JsonOption = False) -> None:
    """Check a grid and report data artefacts that would fake an outage."""
    from gridimpact import terminal
    from gridimpact.adapters.grid_files import check_grid

    grid = _read_grid(name)
    findings = (*grid.findings, *check_grid(grid))
    if as_json:
        from gridimpact.adapters.json_output import findings_json

        _print_json(findings_json(findings))
    else:
        terminal.print_findings(findings)
        typer.echo(f"{grid.name}: {len(findings)} findings")
    _stop_on_errors(findings, EXIT_INPUT)


@reports_app.command("check")
def reports_check(
    reports: Annotated[str, typer.Argument(metavar="REPORTS", help="File of strike reports, or - for stdin.")],
    grid: GridOption = "ukraine",
    mapping: MappingOption = None,
    save_mapping: Annotated[
        Path | None, typer.Option("--save-mapping", metavar="FILE", help="Write which column was read as what.")
    ] = None,
    overrides: OverridesOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Read strike reports and tell, row by row, what would count and what needs a person."""
    from gridimpact import terminal
    from gridimpact.evidence import fuse

    night = reports_of(reports, mapping)
    if save_mapping:
        from gridimpact.adapters.report_mapping import write_mapping

        terminal.say(f"written: {write_mapping(night.mapping, save_mapping)}")
    belief = fuse(night, _read_grid(grid), overrides=overrides_of(overrides))
    findings = (*night.findings, *belief.findings)
    matches = belief.matches.rename_axis("report_id").reset_index()
    if as_json:
        from gridimpact.adapters.json_output import reports_json

        _print_json(reports_json(night, belief))
    else:
        terminal.print_findings(findings, quiet=quiet)
        terminal.print_columns(night.mapping)
        columns = ["report_id", "outcome", "component_id", "region_id", "claim", "counted", "reason"]
        terminal.print_table(matches[columns], "RESTRICTED: what becomes of each report")
    _stop_on_errors(findings, EXIT_INPUT)


@app.command("app")
def start_app(
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Port on 127.0.0.1.")] = 8501,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open a browser.")] = False,
) -> None:
    """Start the app on this machine, with an example night assessed."""
    from gridimpact.ui.launch import command

    raise typer.Exit(subprocess.run(command(port, no_browser), check=False).returncode)


def _read_grid(name: str) -> "Grid":
    from gridimpact.adapters.grid_files import read_grid

    return read_grid(name)


def _write(
    answer: "Assessment", grid: "Grid", folder: Path, formats: tuple[str, ...], sensitivity: Sensitivity
) -> None:
    from gridimpact.adapters.export_files import write_outputs
    from gridimpact.terminal import say

    for path in write_outputs(answer, folder, formats=formats, sensitivity=sensitivity, grid=grid):
        say(f"written: {path}")


def _print_json(value: dict[str, Any]) -> None:
    """Print JSON on standard output as UTF-8, whatever the terminal's encoding."""
    typer.echo((json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode(), nl=False)


def _stop_on_errors(findings: Iterable[Finding], code: int) -> None:
    if any(item.severity is Severity.ERROR for item in findings):
        raise typer.Exit(code)


def main() -> None:
    """Run the command line; every failure is a message and an exit code, never a traceback."""
    try:
        app()
    except Exception as exc:
        sys.exit(_tell_failure(exc))


def _tell_failure(exc: Exception) -> int:
    """Print what went wrong on standard error and return the exit code."""
    if os.environ.get("GRIDIMPACT_DEBUG"):
        raise exc
    from gridimpact.terminal import print_findings, say

    if isinstance(exc, DataError):
        print_findings(exc.findings)
        say("Nothing was assessed: the input cannot be used as it is.", style="bold")
        return EXIT_INPUT
    if isinstance(exc, UnknownGrid):
        say(f"error: {exc}", style="bold red")
        return EXIT_USAGE
    if isinstance(exc, GridimpactError):
        say(f"error: {exc}", style="bold red")
        return EXIT_STOPPED
    say(f"error: something unexpected went wrong ({type(exc).__name__}: {exc}).", style="bold red")
    say("This is a fault of gridimpact. Set GRIDIMPACT_DEBUG=1 and run again to see where it happened.")
    return EXIT_STOPPED
