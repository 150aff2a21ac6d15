"""Commands on grids: what there is, what one holds, and whether it can be believed."""

import typer

from gridimpact.cli.options import GridArgument, JsonOption, LangOption, Tongue
from gridimpact.errors import Severity
from gridimpact.i18n.translate import ngettext

EXIT_INPUT = 3

grid_app = typer.Typer(help="List, show and check grids.", no_args_is_help=True)


@grid_app.command("list")
def grid_list(lang: LangOption = Tongue.EN, as_json: JsonOption = False) -> None:
    """List the bundled grids."""
    from gridimpact.adapters.grids.bundled import bundled_grids

    if as_json:
        from gridimpact.cli.console import print_json

        print_json({"schema": "gridimpact.grids/1", "grids": list(bundled_grids())})
        return
    for name in bundled_grids():
        typer.echo(name)


@grid_app.command("show")
def grid_show(name: GridArgument, lang: LangOption = Tongue.EN, as_json: JsonOption = False) -> None:
    """Show the contents, reference date and sources of a grid."""
    from gridimpact.adapters.grids.files import read_grid
    from gridimpact.cli import console
    from gridimpact.outputs.files.json_output import grid_json

    grid = read_grid(name)
    if as_json:
        console.print_json(grid_json(grid))
    else:
        console.print_grid(grid)


@grid_app.command("check")
def grid_check(name: GridArgument, lang: LangOption = Tongue.EN, as_json: JsonOption = False) -> None:
    """Check a grid for data errors that would look like outages."""
    from gridimpact.adapters.grids.files import check_grid, read_grid
    from gridimpact.cli import console

    grid = read_grid(name)
    findings = (*grid.findings, *check_grid(grid))
    if as_json:
        from gridimpact.outputs.files.json_output import findings_json

        console.print_json(findings_json(findings))
    else:
        console.print_findings(findings)
        typer.echo(ngettext("{grid}: {number} finding", "{grid}: {number} findings", len(findings), grid=grid.name))
    if any(item.severity is Severity.ERROR for item in findings):
        raise typer.Exit(EXIT_INPUT)
