"""Commands that evaluate a grid many times; `cli` gives them their names."""

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gridimpact.cli.inputs import chances_of, localised, moment_of, overrides_of, rates_of, reports_of, usable
from gridimpact.cli.options import (
    AsOfOption,
    DayOption,
    GridOption,
    JsonOption,
    LangOption,
    MappingOption,
    OverridesOption,
    QuietOption,
    RestrictedOption,
    SeasonOption,
    StateOption,
    Tongue,
)

if TYPE_CHECKING:
    from gridimpact.domain.damage import Contingency, DamageBelief
    from gridimpact.domain.grid import Grid
    from gridimpact.domain.settings import Settings


def adequacy(
    grid: GridOption = "ukraine",
    samples: Annotated[int, typer.Option("--samples", min=1, help="Maximum number of samples.")] = 10_000,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Random seed; the same seed gives the same figures.")] = 0,
    load_level: Annotated[float, typer.Option("--load-level", min=0.0, help="Factor applied to all load.")] = 1.0,
    hourly_profile: Annotated[
        Path | None,
        typer.Option("--hourly-profile", metavar="FILE", help="CSV with a load factor for each hour of the period."),
    ] = None,
    no_network: Annotated[
        bool, typer.Option("--no-network", help="Ignore the network (copper plate): generation adequacy only.")
    ] = False,
    exact: Annotated[
        bool, typer.Option("--exact", help="Compute by convolution instead of sampling; needs --no-network.")
    ] = False,
    rate: Annotated[
        list[str] | None,
        typer.Option("--rate", metavar="ID=SHARE", help="Outage rate of a unit, line or transformer. Repeatable."),
    ] = None,
    rel_error: Annotated[
        float | None,
        typer.Option(
            "--rel-error", help="Stop when the standard errors of LOLP and EDNS fall below this share of their values."
        ),
    ] = None,
    seconds: Annotated[float | None, typer.Option("--seconds", help="Stop after about this many seconds.")] = None,
    season: SeasonOption = None,
    reference_state: StateOption = None,
    lang: LangOption = Tongue.EN,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Compute LOLE and EENS while units and branches fail at random."""
    from gridimpact.adapters.grids.files import read_grid
    from gridimpact.adapters.grids.profile_file import read_hourly_profile
    from gridimpact.cli import console
    from gridimpact.cli.inputs import settings_of
    from gridimpact.cli.print_studies import print_adequacy
    from gridimpact.studies.adequacy import run_adequacy

    if exact and not no_network:
        raise typer.BadParameter("--exact works on one bus only: add --no-network")
    stated = rates_of(rate or [])
    with console.progress(quiet=quiet) as on_progress:
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
            progress=on_progress,
        )
    console.print_findings(answer.findings, quiet=quiet)
    if as_json:
        from gridimpact.outputs.files.adequacy_json import adequacy_json

        console.print_json(adequacy_json(answer))
    else:
        print_adequacy(answer)


def ensemble(
    reports: Annotated[
        str | None, typer.Argument(metavar="[REPORTS]", help="File of strike reports, or - for stdin.")
    ] = None,
    chance: Annotated[
        list[str] | None,
        typer.Option(
            "--chance", metavar="ID=SHARE", help="Outage probability of a component, instead of reports. Repeatable."
        ),
    ] = None,
    scenario: Annotated[
        Path | None,
        typer.Option(
            "--scenario", metavar="FILE", help="Scenario file (JSON) with reports, manual matches and assumptions."
        ),
    ] = None,
    grid: GridOption = "ukraine",
    samples: Annotated[int, typer.Option("--samples", min=1, help="Maximum number of samples.")] = 1_000,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Random seed; the same seed gives the same figures.")] = 1,
    rel_error: Annotated[
        float | None,
        typer.Option(
            "--rel-error", help="Stop when the standard error of --figure falls below this share of its mean."
        ),
    ] = None,
    figure: Annotated[str, typer.Option("--figure", help="Headline figure for --rel-error.")] = "people_peak",
    verify: Annotated[
        str, typer.Option("--verify", help="Figure for verify next: new cuts region by region, or a headline figure.")
    ] = "new_cuts_by_region",
    seconds: Annotated[float | None, typer.Option("--seconds", help="Stop after about this many seconds.")] = None,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Processes to use.")] = 1,
    cluster: Annotated[
        str | None, typer.Option("--cluster", metavar="ADDRESS", help="Dask scheduler, for example tcp://host:8786.")
    ] = None,
    checkpoint: Annotated[
        Path | None,
        typer.Option(
            "--checkpoint", metavar="DIR", help="Directory for finished chunks; a stopped run continues from there."
        ),
    ] = None,
    progress_file: Annotated[
        Path | None, typer.Option("--progress-file", metavar="FILE", help="Write progress to this file as JSON.")
    ] = None,
    result_file: Annotated[
        Path | None,
        typer.Option(
            "--result-file", metavar="FILE", help="Write the result to this file as JSON instead of printing it."
        ),
    ] = None,
    as_of: AsOfOption = None,
    mapping: MappingOption = None,
    overrides: OverridesOption = None,
    season: SeasonOption = None,
    reference_state: StateOption = None,
    day: DayOption = None,
    restricted: RestrictedOption = False,
    lang: LangOption = Tongue.EN,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Compute ranges: many samples of uncertain damage and conditions."""
    from gridimpact.adapters.engines.executors import workers_of
    from gridimpact.adapters.stores.progress_file import telling
    from gridimpact.cli import console
    from gridimpact.cli.inputs import settings_of
    from gridimpact.cli.print_studies import print_ensemble
    from gridimpact.domain.damage import Contingency, DamageBelief
    from gridimpact.domain.vocabulary import Sensitivity
    from gridimpact.outputs.files.ensemble_json import ensemble_json
    from gridimpact.studies.ensemble import run_ensemble
    from gridimpact.studies.verification import verify_next

    if sum((reports is not None, bool(chance), scenario is not None)) != 1:
        raise typer.BadParameter("give one of these: a file of reports, --chance ID=SHARE, --scenario FILE")
    with console.progress(quiet=quiet) as bar, telling(progress_file, bar) as on_progress:
        damage: DamageBelief | Contingency | dict[str, float]
        if scenario is not None:
            network, damage, settings, moment = _scenario(scenario)
        else:
            network, belief, moment = _what_is_believed(grid, reports, as_of, mapping, overrides)
            damage = chances_of(chance or []) if belief is None else belief
            settings = settings_of(season, reference_state, day, ac_check=False)
        with workers_of(workers, cluster) as executor:
            answer = run_ensemble(
                network,
                damage,
                settings,
                samples=samples,
                seed=seed,
                executor=executor,
                as_of=moment,
                rel_error=rel_error,
                figure=figure,
                seconds=seconds,
                checkpoint=checkpoint,
                progress=on_progress,
            )
        calls = verify_next(answer, damage if isinstance(damage, DamageBelief) else None, figure=verify)
        sensitivity = Sensitivity.RESTRICTED if restricted else Sensitivity.PUBLIC
        told = ensemble_json(answer, calls, figure=verify, sensitivity=sensitivity)
        if result_file is not None:
            result_file.write_text(json.dumps(told, ensure_ascii=False, allow_nan=False), encoding="utf-8")
    console.print_findings(answer.findings, quiet=quiet)
    if as_json:
        console.print_json(told)
    elif result_file is None:
        print_ensemble(answer, calls, figure=verify)


def _what_is_believed(
    grid: str, reports: str | None, as_of: str | None, mapping: Path | None, overrides: Path | None
) -> "tuple[Grid, DamageBelief | None, datetime | None]":
    """Grid, belief (None without reports) and the moment that is assessed."""
    from gridimpact.adapters.grids.files import read_grid
    from gridimpact.cli import console
    from gridimpact.evidence import fuse

    network = read_grid(grid)
    moment = localised(moment_of(as_of), network)
    if reports is None:
        return network, None, moment
    night = usable(reports_of(reports, mapping))
    belief = fuse(night, network, as_of=moment, overrides=overrides_of(overrides))
    console.print_findings((*night.findings, *belief.findings), quiet=True)
    return network, belief, moment or night.latest


def _scenario(path: Path) -> "tuple[Grid, DamageBelief | Contingency, Settings, datetime | None]":
    """Grid, damage, assumptions and moment of a scenario in a file."""
    from gridimpact.adapters.grids.files import read_grid
    from gridimpact.adapters.stores.scenario_json import read_scenario
    from gridimpact.cli import console
    from gridimpact.studies.scenarios import damage_of

    case, findings = read_scenario(path.read_text(encoding="utf-8"), path.name)
    console.print_findings(findings, quiet=True)
    network = read_grid(case.grid_name)
    damage, moment = damage_of(case, network)
    return network, damage, case.settings, moment
