"""Commands about scenarios: several side by side, and those that are saved."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gridimpact.cli.inputs import reports_of, settings_of, usable
from gridimpact.cli.options import (
    DayOption,
    EmbargoOption,
    GridOption,
    JsonOption,
    LangOption,
    QuietOption,
    SeasonOption,
    StateOption,
    Tongue,
)
from gridimpact.i18n.translate import N_, _

if TYPE_CHECKING:
    import pandas as pd

    from gridimpact.domain.assessment import Assessment
    from gridimpact.domain.grid import Grid
    from gridimpact.domain.override import Override
    from gridimpact.domain.report import Reports
    from gridimpact.domain.scenario import Scenario
    from gridimpact.domain.settings import Settings

CONFIRMED = "confirmed:"
"""Before the name of a file: only its confirmed reports."""

ONLY_CONFIRMED = ", confirmed only"
"""Behind the name of such an answer, in JSON too."""

LISTED = {
    "title": N_("title"),
    "revision": N_("revision"),
    "key": N_("key"),
    "version": N_("version of gridimpact"),
}
"""What columns of the list of scenarios are called."""

TitleArgument = Annotated[str, typer.Argument(metavar="TITLE", help="Title or key of a saved scenario.")]
NewTitleArgument = Annotated[str, typer.Argument(metavar="NEW", help="New title.")]

scenario_app = typer.Typer(help="List, rename, copy and delete saved scenarios (restricted).", no_args_is_help=True)


def compare(
    told: Annotated[
        list[str],
        typer.Argument(
            metavar="A B ...",
            help="Report files, confirmed:FILE for the confirmed reports of a file, or titles of saved scenarios. "
            "All are compared with the first.",
        ),
    ],
    grid: GridOption = "ukraine",
    season: SeasonOption = None,
    reference_state: StateOption = None,
    day: DayOption = None,
    samples: Annotated[
        int, typer.Option("--samples", min=0, help="Also compare ensembles of N samples, sample by sample.")
    ] = 0,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Random seed, shared by all scenarios.")] = 1,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Processes to use.")] = 1,
    embargo_hours: EmbargoOption = 0.0,
    lang: LangOption = Tongue.EN,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Compare reports or saved scenarios, for the whole grid and by region."""
    from gridimpact.adapters.grids.files import read_grid
    from gridimpact.cli import console
    from gridimpact.cli.print_studies import print_comparison, print_paired
    from gridimpact.domain.vocabulary import Sensitivity
    from gridimpact.outputs.embargo import check_embargo
    from gridimpact.studies.comparison import compare as side_by_side
    from gridimpact.studies.comparison import comparison_findings

    if len(told) < 2:
        raise typer.BadParameter("name at least two files or saved scenarios")
    network = read_grid(grid)
    settings = settings_of(season, reference_state, day, ac_check=False)
    answers: dict[str, Assessment] = {}
    cases: dict[str, Scenario] = {}
    for one in told:
        case, answer = _answer(one, network, grid, settings, quiet=quiet)
        name = case.title if case.title not in answers else f"{case.title} ({len(answers) + 1})"
        answers[name], cases[name] = answer, case
    table = side_by_side(answers)
    console.print_findings(comparison_findings(answers), quiet=quiet)
    for answer in answers.values():
        check_embargo(answer, Sensitivity.PUBLIC, embargo_hours)
    rows = table.reset_index()
    paired = _paired(cases, network, samples=samples, seed=seed, workers=workers, quiet=quiet) if samples else None
    if as_json:
        from gridimpact.outputs.files.json_output import comparison_json, records

        kept = {} if paired is None else {"paired": records(paired.reset_index())}
        console.print_json({**comparison_json(rows, tuple(answers), network), **kept})
        return
    shown = {name: _shown(name, case) for name, case in cases.items()}
    print_comparison(rows, shown, network)
    if paired is not None:
        print_paired(paired, shown, network)


def _paired(
    cases: "dict[str, Scenario]", grid: "Grid", *, samples: int, seed: int, workers: int, quiet: bool
) -> "pd.DataFrame":
    """Differences of ensembles to the first, sample by sample."""
    from gridimpact.adapters.engines.executors import workers_of
    from gridimpact.cli import console
    from gridimpact.studies.ensemble import run_ensemble
    from gridimpact.studies.paired import paired_differences
    from gridimpact.studies.scenarios import damage_of

    ensembles = {}
    with workers_of(workers) as executor, console.progress(quiet=quiet) as on_progress:
        for name, case in cases.items():
            damage, moment = damage_of(case, grid)
            ensembles[name] = run_ensemble(
                grid,
                damage,
                case.settings,
                samples=samples,
                seed=seed,
                executor=executor,
                as_of=moment,
                progress=on_progress,
            )
    return paired_differences(ensembles)


def _answer(
    told: str, grid: "Grid", grid_name: str, settings: "Settings", *, quiet: bool
) -> "tuple[Scenario, Assessment]":
    """Case and answer of a file, of its confirmed reports, or of a saved scenario."""
    from gridimpact.adapters.stores.scenario_store import open_store
    from gridimpact.cli import console
    from gridimpact.domain.scenario import Basis, ChangedSinceSaved, Scenario
    from gridimpact.studies.scenarios import reopen_scenario, run_scenario

    confirmed = told.startswith(CONFIRMED)
    path = told.removeprefix(CONFIRMED)
    with console.progress(quiet=quiet) as on_progress:
        if confirmed or Path(path).is_file():
            basis = Basis.CONFIRMED if confirmed else Basis.REPORTS
            name = f"{Path(path).stem}{ONLY_CONFIRMED}" if confirmed else Path(path).stem
            reports = usable(reports_of(path, None))
            case = Scenario(title=name, reports=reports, basis=basis, settings=settings, grid_name=grid_name)
            answer = run_scenario(case, grid, progress=on_progress)
        else:
            with open_store() as store:
                saved = store.load(store.find(told).key)
            case, answer = saved.scenario, reopen_scenario(saved, grid, progress=on_progress)
            case = replace(case, title=saved.entry.title)
    drifted = [one for one in answer.findings if isinstance(one, ChangedSinceSaved)]
    console.print_findings([one for one in answer.findings if one not in drifted], quiet=True)
    console.print_findings(drifted, quiet=quiet)
    return case, answer


def _shown(name: str, case: "Scenario") -> str:
    """Name of an answer in the language spoken; titles that a person gave stay."""
    from gridimpact.domain.scenario import Basis

    file, ending, number = name.rpartition(ONLY_CONFIRMED)
    told = case.basis is Basis.CONFIRMED and bool(ending)
    return _("{name}, confirmed only", name=file) + number if told else name


def keep(
    title: str,
    answer: "Assessment",
    reports: "Reports",
    overrides: "Iterable[Override]",
    *,
    grid_name: str,
    as_of: datetime | None,
    source: str,
    facilities: "pd.DataFrame | None" = None,
) -> None:
    """Save what an assessment was worked out from, and say where it lies and what is not in it."""
    from gridimpact.adapters.stores.scenario_store import open_store
    from gridimpact.cli.console import message
    from gridimpact.domain.scenario import OriginalFile, Scenario

    case = Scenario(
        title=title,
        reports=reports,
        settings=answer.settings,
        overrides=tuple(overrides),
        as_of=as_of,
        facilities=facilities,
        grid_name=grid_name,
    )
    path = Path(source)
    original = OriginalFile(name=path.name, content=path.read_bytes()) if path.is_file() else None
    with open_store() as store:
        store.save(case, answer, original=original)
        message(_('saved as "{title}". {notice}', title=title, notice=store.notice))
    if answer.ahead is not None:
        lost = _("The days ahead are not kept with it: give --days again when you need them.")
        message(lost, style="yellow")


@scenario_app.command("list")
def scenario_list(lang: LangOption = Tongue.EN, as_json: JsonOption = False) -> None:
    """List saved scenarios, most recently changed first."""
    from gridimpact.adapters.stores.scenario_store import open_store
    from gridimpact.cli import console
    from gridimpact.outputs.files.json_output import scenarios_json, scenarios_table

    with open_store() as store:
        entries, place = store.entries(), store.place
    if as_json:
        console.print_json(scenarios_json(entries))
    elif entries:
        console.print_labelled(
            scenarios_table(entries),
            _("RESTRICTED: saved scenarios in {place}", place=place),
            LISTED,
        )
    else:
        console.message(_("no scenario is saved in {place}", place=place))


@scenario_app.command("rename")
def scenario_rename(title: TitleArgument, new: NewTitleArgument, lang: LangOption = Tongue.EN) -> None:
    """Rename a saved scenario."""
    from gridimpact.adapters.stores.scenario_store import open_store

    with open_store() as store:
        store.rename(store.find(title), new)


@scenario_app.command("duplicate")
def scenario_duplicate(title: TitleArgument, new: NewTitleArgument, lang: LangOption = Tongue.EN) -> None:
    """Copy a saved scenario under a new title."""
    from gridimpact.adapters.stores.scenario_store import open_store

    with open_store() as store:
        store.duplicate(store.find(title), new)


@scenario_app.command("delete")
def scenario_delete(title: TitleArgument, lang: LangOption = Tongue.EN) -> None:
    """Delete a saved scenario permanently."""
    from gridimpact.adapters.stores.scenario_store import open_store

    with open_store() as store:
        store.delete(store.find(title))
