"""The command line: thin; every command reads, calls the package, and prints.

Exit codes: 0 done; 1 stopped by a finding or by something unexpected; 2 wrong usage; 3 input that
cannot be used (the findings name every row); 130 interrupted.
"""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from gridimpact import __version__
from gridimpact.cli.grid import grid_app
from gridimpact.cli.inputs import (
    days_ahead_of,
    formats_of,
    localised,
    moment_of,
    overrides_of,
    ranges_into,
    reports_of,
    settings_of,
    stated_damage,
    usable,
    with_facilities,
)
from gridimpact.cli.options import (
    AsOfOption,
    DayOption,
    DaysOption,
    EmbargoOption,
    EvidenceOption,
    FacilitiesOption,
    FormatsOption,
    GridOption,
    IssuedByOption,
    JsonOption,
    LangOption,
    MappingOption,
    NoAcOption,
    OutOption,
    OverridesOption,
    QuietOption,
    RangesOption,
    RestrictedOption,
    ReturnsOption,
    SamplesOption,
    SaveOption,
    SeasonOption,
    SeedOption,
    StateOption,
    TemperatureOption,
    Tongue,
    WorkersOption,
)
from gridimpact.cli.reports import reports_app
from gridimpact.cli.scenario import compare, scenario_app
from gridimpact.cli.studies import adequacy, ensemble
from gridimpact.domain.vocabulary import Sensitivity

if TYPE_CHECKING:
    from gridimpact.domain.grid import Grid

EXIT_USAGE = 2


app = typer.Typer(
    help="Estimate who is without power from reports of strikes on the grid.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(grid_app, name="grid")
app.add_typer(reports_app, name="reports")
app.add_typer(scenario_app, name="scenario")
app.command("compare")(compare)
app.command()(ensemble)
app.command()(adequacy)


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> None:
    if version:
        typer.echo(f"gridimpact {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        raise typer.Exit(EXIT_USAGE)


@app.command()
def assess(
    reports: Annotated[
        str, typer.Argument(metavar="REPORTS", help="File of strike reports, or - for stdin (docs/evidence.md).")
    ],
    grid: GridOption = "ukraine",
    as_of: AsOfOption = None,
    mapping: MappingOption = None,
    overrides: OverridesOption = None,
    evidence: EvidenceOption = None,
    season: SeasonOption = None,
    reference_state: StateOption = None,
    day: DayOption = None,
    days: DaysOption = None,
    returns: ReturnsOption = None,
    facilities: FacilitiesOption = None,
    temperature: TemperatureOption = None,
    no_ac: NoAcOption = False,
    samples: SamplesOption = None,
    seed: SeedOption = 1,
    workers: WorkersOption = 1,
    ranges: RangesOption = None,
    out: OutOption = None,
    formats: FormatsOption = None,
    lang: LangOption = Tongue.EN,
    restricted: RestrictedOption = False,
    embargo_hours: EmbargoOption = 0.0,
    issued_by: IssuedByOption = "",
    save: SaveOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Assess strike reports: damage, people without power, import needed."""
    from gridimpact.assessment import assess as run
    from gridimpact.cli import console, print_assessment

    wanted, moment, ahead = formats_of(formats), moment_of(as_of), days_ahead_of(days, returns)
    ranged = ranges_into(samples, seed, workers, ranges)
    with console.progress(quiet=quiet) as on_progress:
        night, set_by_hand = usable(reports_of(reports, mapping)), overrides_of(overrides)
        network, noticed = with_facilities(_read_grid(grid), facilities)
        moment = localised(moment, network)
        settings = settings_of(
            season, reference_state, day, ac_check=not no_ac, outdoor_c=temperature, evidence=evidence
        )
        answer = run(network, night, settings, as_of=moment, overrides=set_by_hand, progress=on_progress)
        answer = ranged(network, ahead(network, answer, on_progress), on_progress)
    console.print_findings((*noticed, *answer.findings), quiet=quiet)
    sensitivity = Sensitivity.RESTRICTED if restricted else Sensitivity.PUBLIC
    if save is not None:
        from gridimpact.cli.scenario import keep

        keep(
            save,
            answer,
            night,
            set_by_hand,
            grid_name=grid,
            as_of=moment,
            source=reports,
            facilities=None if facilities is None else network.facilities,
        )
    if out is not None:
        print_assessment.write_files(
            answer,
            network,
            out,
            wanted,
            sensitivity,
            lang=lang.value,
            embargo_hours=embargo_hours,
            issued_by=issued_by,
        )
    if as_json:
        from gridimpact.outputs.embargo import check_embargo
        from gridimpact.outputs.files.json_output import assessment_json

        check_embargo(answer, sensitivity, embargo_hours)
        _print_json(assessment_json(answer, sensitivity=sensitivity, grid=network))
    else:
        print_assessment.print_assessment(answer, network)


@app.command()
def evaluate(
    out_of_service: Annotated[
        list[str] | None,
        typer.Option("--out-of-service", metavar="ID", help="Component out of service. Repeatable."),
    ] = None,
    derate: Annotated[
        list[str] | None,
        typer.Option(
            "--derate", metavar="ID=SHARE", help="Component and the share of capacity it has left. Repeatable."
        ),
    ] = None,
    grid: GridOption = "ukraine",
    season: SeasonOption = None,
    reference_state: StateOption = None,
    day: DayOption = None,
    temperature: TemperatureOption = None,
    no_ac: NoAcOption = False,
    lang: LangOption = Tongue.EN,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Evaluate damage that you state, without reports."""
    from gridimpact.assessment import evaluate as run
    from gridimpact.cli import console, print_assessment

    with console.progress(quiet=quiet) as on_progress:
        network = _read_grid(grid)
        case = stated_damage(network, out_of_service or [], derate or [])
        settings = settings_of(season, reference_state, day, ac_check=not no_ac, outdoor_c=temperature)
        answer = run(network, case, settings, progress=on_progress)
    console.print_findings(answer.findings, quiet=quiet)
    if as_json:
        from gridimpact.outputs.files.json_output import evaluation_json

        _print_json(evaluation_json(answer, network))
    else:
        print_assessment.print_evaluation(answer, network)


@app.command("app")
def start_app(
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Port on 127.0.0.1.")] = 8501,
    no_browser: Annotated[bool, typer.Option("--no-browser", "--headless", help="Do not open a browser.")] = False,
) -> None:
    """Start the app in a browser, with an example night."""
    from gridimpact.ui.app.launch import serve

    raise typer.Exit(serve(port, browser=not no_browser))


def _read_grid(name: str) -> "Grid":
    from gridimpact.adapters.grids.files import read_grid

    return read_grid(name)


def _print_json(value: dict[str, object]) -> None:
    from gridimpact.cli.console import print_json

    print_json(value)


def main() -> None:
    """Run the command line; every failure is a message and an exit code, never a traceback."""
    try:
        app()
    except Exception as exc:
        from gridimpact.cli.error_handler import tell_failure

        sys.exit(tell_failure(exc))
