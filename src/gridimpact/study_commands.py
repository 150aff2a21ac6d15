"""Commands that evaluate a grid many times; `cli` gives them their names."""

from pathlib import Path
from typing import Annotated

import typer

from gridimpact.command_options import GridOption, JsonOption, QuietOption, SeasonOption, StateOption, rates_of


def adequacy(
    grid: GridOption = "ukraine",
    samples: Annotated[int, typer.Option("--samples", min=1, help="Samples to draw at most.")] = 10_000,
    seed: Annotated[int, typer.Option("--seed", min=0, help="The same seed gives the same figures.")] = 0,
    load_level: Annotated[
        float, typer.Option("--load-level", min=0.0, help="Factor on the load of the whole grid.")
    ] = 1.0,
    hourly_profile: Annotated[
        Path | None,
        typer.Option("--hourly-profile", metavar="FILE", help="CSV with a further factor for each hour of the period."),
    ] = None,
    no_network: Annotated[bool, typer.Option("--no-network", help="All on one bus: generation adequacy.")] = False,
    exact: Annotated[bool, typer.Option("--exact", help="Convolution instead of samples; with --no-network.")] = False,
    rate: Annotated[
        list[str] | None,
        typer.Option("--rate", metavar="ID=SHARE", help="Outage rate of a unit, line or transformer; may be repeated."),
    ] = None,
    rel_error: Annotated[
        float | None,
        typer.Option("--rel-error", help="Stop when the standard errors are below this share of LOLP and EDNS."),
    ] = None,
    seconds: Annotated[float | None, typer.Option("--seconds", help="Stop after about this time.")] = None,
    season: SeasonOption = None,
    reference_state: StateOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Tell how often and by how much a grid cannot serve its load while units and branches fail at random."""
    from gridimpact import terminal
    from gridimpact.adapters.grid_files import read_grid
    from gridimpact.adapters.profile_file import read_hourly_profile
    from gridimpact.command_options import settings_of
    from gridimpact.studies.adequacy import run_adequacy

    if exact and not no_network:
        raise typer.BadParameter("--exact works on one bus only: add --no-network")
    stated = rates_of(rate or [])
    with terminal.progress(quiet=quiet) as tell:
        answer = run_adequacy(
            read_grid(grid),
            settings_of(season, reference_state, None, ac_check=False),
            samples=samples,
            seed=seed,
            load_level=load_level,
            hourly_profile=read_hourly_profile(hourly_profile) if hourly_profile else None,
            network=not no_network,
            outage_rates=stated,
            rel_error=rel_error,
            seconds=seconds,
            method="exact" if exact else "sampling",
            progress=tell,
        )
    terminal.print_findings(answer.findings, quiet=quiet)
    if as_json:
        from gridimpact.adapters.adequacy_json import adequacy_json

        terminal.print_json(adequacy_json(answer))
    else:
        terminal.print_adequacy(answer)
