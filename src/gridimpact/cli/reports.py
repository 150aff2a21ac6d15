"""Commands on files of strike reports: thin; every command reads, calls the package, and prints."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gridimpact.cli.inputs import evidence_of, localised, moment_of, overrides_of, reports_of, settings_of, usable
from gridimpact.cli.options import (
    AsOfOption,
    EvidenceOption,
    GridOption,
    JsonOption,
    LangOption,
    MappingOption,
    OverridesOption,
    QuietOption,
    Tongue,
)
from gridimpact.errors import Finding, Severity
from gridimpact.i18n.translate import N_, SOURCE, _, name_column, ngettext, spoken

if TYPE_CHECKING:
    from gridimpact.domain.damage import DamageBelief
    from gridimpact.domain.grid import Grid
    from gridimpact.domain.report import Reports

EXIT_INPUT = 3
ReportsArgument = Annotated[str, typer.Argument(metavar="REPORTS", help="File of strike reports, or - for stdin.")]
SheetOption = Annotated[
    str | None, typer.Option("--sheet", metavar="NAME", help="Sheet of a workbook or layer of a GeoPackage.")
]

reports_app = typer.Typer(help="Check, trace and correct strike reports.", no_args_is_help=True)


@reports_app.command("check")
def check(
    reports: ReportsArgument,
    grid: GridOption = "ukraine",
    as_of: AsOfOption = None,
    mapping: MappingOption = None,
    sheet: SheetOption = None,
    save_mapping: Annotated[
        Path | None, typer.Option("--save-mapping", metavar="FILE", help="Save which column was read as what.")
    ] = None,
    overrides: OverridesOption = None,
    evidence: EvidenceOption = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="Save all reports with every column and the outcome of each."),
    ] = None,
    lang: LangOption = Tongue.EN,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Check strike reports row by row: what counts and what needs review."""
    from gridimpact.cli import console
    from gridimpact.views.evidence_tables import what_counts

    night, belief, _unused = _weighed(reports, grid, as_of, mapping, sheet, overrides, evidence, quiet=quiet)
    if save_mapping:
        from gridimpact.adapters.reports.mapping import write_mapping

        console.message(_("written: {path}", path=write_mapping(night.mapping, save_mapping)))
    if out:
        from gridimpact.adapters.reports.export import report_table, write_report_table

        path = write_report_table(report_table(night, belief), out)
        console.message(_("written (restricted): {path}", path=path))
    findings = (*night.findings, *belief.findings)
    if as_json:
        from gridimpact.outputs.files.json_output import reports_json

        _print_json(reports_json(night, belief))
    else:
        matches = belief.matches.rename_axis("report_id").reset_index()
        console.print_columns(night.mapping)
        columns = ["report_id", "outcome", "component_id", "region_id", "claim", "counted", "reason"]
        console.print_labelled(matches[columns], _("RESTRICTED: what becomes of each report"))
        console.print_labelled(what_counts(night, belief).reset_index(), _("What counts"))
        console.print_finding_table(findings, quiet=quiet)
    _stop_on_errors(findings)


@reports_app.command("trace")
def trace(
    reports: ReportsArgument,
    component: Annotated[str, typer.Argument(metavar="COMPONENT", help="Component id, for example plant:P005.")],
    grid: GridOption = "ukraine",
    as_of: AsOfOption = None,
    mapping: MappingOption = None,
    sheet: SheetOption = None,
    overrides: OverridesOption = None,
    evidence: EvidenceOption = None,
    lang: LangOption = Tongue.EN,
    quiet: QuietOption = False,
) -> None:
    """Show which reports changed the damage probability of a component, and by how much."""
    from gridimpact.cli import console
    from gridimpact.evidence.provenance import events_on, history_of, sources_on
    from gridimpact.outputs.tables.value_words import WORDS

    night, belief, network = _weighed(reports, grid, as_of, mapping, sheet, overrides, evidence, quiet=quiet)
    name = next((known for known in belief.table.index if str(known).casefold() == component.casefold()), None)
    if name is None:
        raise typer.BadParameter(f"no counted report points at {component}", param_hint="COMPONENT")
    sources = sources_on(name, belief, usable(night)).reset_index()
    about = belief.components.loc[name].to_dict()
    chance, conflict = float(belief.p_damaged[name]), float(about["conflict"])
    words = {} if spoken() == SOURCE else WORDS["state"]
    states = "; ".join(f"{_(words.get(state, state))} {share:.0%}" for state, share in belief.table.loc[name].items())
    console.print_head(
        _("RESTRICTED working view: names components; do not publish or forward."),
        _(
            "{component} ({name}): damaged with probability {chance} ({states})",
            component=name,
            name=about[name_column()],
            chance=f"{chance:.0%}",
            states=states,
        ),
        _("conflict between the reports: {share}", share=f"{conflict:.0%}"),
    )
    columns = ["report_id", "event", "reported_at", "source", "grade", "claim", "share", "weight", "moved", "copy_of"]
    title = _("Reports side by side: each moved the probability by so much")
    console.print_labelled(sources[columns], title, {"share": N_("share that points here")})
    events = events_on(sources.set_index("report_id")).reset_index()
    console.print_labelled(events, _("Events that they speak of"))
    chances = history_of(str(name), belief, night, network, evidence_of(evidence), overrides=overrides_of(overrides))
    known = chances.rename_axis("moment").to_frame("p_damaged").reset_index()
    title = _("What was known when: probability of damage from the reports up to each moment")
    console.print_labelled(known, title)


@reports_app.command("choices")
def choices(
    reports: ReportsArgument,
    grid: GridOption = "ukraine",
    as_of: AsOfOption = None,
    mapping: MappingOption = None,
    overrides: OverridesOption = None,
    evidence: EvidenceOption = None,
    lang: LangOption = Tongue.EN,
    quiet: QuietOption = False,
) -> None:
    """Show how the headline changes with source weights and other assumptions."""
    from gridimpact.cli import console
    from gridimpact.studies.evidence_sensitivity import headline_by_choice

    with console.progress(quiet=quiet) as on_progress:
        network = _read_grid(grid)
        table = headline_by_choice(
            network,
            usable(reports_of(reports, mapping)),
            settings_of(None, None, None, ac_check=False, evidence=evidence),
            as_of=localised(moment_of(as_of), network),
            overrides=overrides_of(overrides),
            progress=on_progress,
        )
    title = _("The headline under other choices (one changed at a time)")
    console.print_labelled(table.reset_index(), title)


@reports_app.command("settings")
def settings(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="File to write.")],
    evidence: EvidenceOption = None,
    lang: LangOption = Tongue.EN,
) -> None:
    """Save source weights, prior and other evidence settings to a file for editing."""
    from gridimpact.adapters.reports.evidence_files import write_evidence
    from gridimpact.cli import console

    path = write_evidence(evidence_of(evidence), file)
    console.message(_("written: {path}; give it back with --evidence {file}", path=path, file=file))


@reports_app.command("override")
def override(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="File of manual matches; created if missing.")],
    report: Annotated[str, typer.Option("--report", metavar="ID", help="Id of the report.")],
    who: Annotated[str, typer.Option("--who", help="Who made the decision.")],
    why: Annotated[str, typer.Option("--why", help="Reason for the decision.")],
    component: Annotated[
        list[str] | None,
        typer.Option(
            "--component",
            metavar="ID[=SHARE]",
            help="Component meant, with an optional share. Repeat to split the report; omit to set it aside.",
        ),
    ] = None,
    said: Annotated[
        str, typer.Option("--said", help="Place as written in the report; guards against using the wrong file.")
    ] = "",
    lang: LangOption = Tongue.EN,
) -> None:
    """Record a manual match of a report, with who, when and why."""
    from gridimpact.adapters.reports.override_files import write_overrides
    from gridimpact.cli import console
    from gridimpact.domain.override import Override

    known = overrides_of(file) if file.exists() else ()
    one = Override(
        report_id=report,
        targets=tuple(_shares(component or [])),
        who=who,
        at=datetime.now(UTC).replace(microsecond=0),
        why=why,
        said=said,
    )
    path = write_overrides((*known, one), file)
    told = ngettext("{number} override", "{number} overrides", len(known) + 1)
    console.message(_("written: {path} ({overrides})", path=path, overrides=told))


def _shares(texts: list[str]) -> Iterable[tuple[str, float]]:
    """Yield component and share; those without a share are meant equally."""
    for text in texts:
        name, sign, share = text.partition("=")
        try:
            yield name, float(share) if sign else 1.0 / len(texts)
        except ValueError:
            raise typer.BadParameter(
                f"--component {text!r}: write ID or ID=SHARE, for example plant:P005=0.5"
            ) from None


def _weighed(
    reports: str,
    grid: str,
    as_of: str | None,
    mapping: Path | None,
    sheet: str | None,
    overrides: Path | None,
    evidence: Path | None,
    *,
    quiet: bool,
) -> "tuple[Reports, DamageBelief, Grid]":
    """Return reports, the belief that they give, and the grid; with progress shown."""
    from gridimpact.cli import console
    from gridimpact.evidence import fuse

    moment = moment_of(as_of)
    with console.progress(quiet=quiet) as on_progress:
        first = (lambda share, what: on_progress(0.3 * share, what)) if on_progress else None
        night = reports_of(reports, mapping, sheet=sheet, progress=first)
        network = _read_grid(grid)
        belief = fuse(
            night,
            network,
            evidence_of(evidence),
            as_of=localised(moment, network),
            overrides=overrides_of(overrides),
            progress=(lambda share, what: on_progress(0.3 + 0.7 * share, what)) if on_progress else None,
        )
    return night, belief, network


def _read_grid(name: str) -> "Grid":
    from gridimpact.adapters.grids.files import read_grid

    return read_grid(name)


def _print_json(value: dict[str, Any]) -> None:
    """Print JSON on standard output as UTF-8, whatever the terminal's encoding."""
    typer.echo((json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode(), nl=False)


def _stop_on_errors(findings: Iterable[Finding]) -> None:
    if any(item.severity is Severity.ERROR for item in findings):
        raise typer.Exit(EXIT_INPUT)
