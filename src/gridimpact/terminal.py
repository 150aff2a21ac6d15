"""What a person sees in a terminal: progress, findings and tables.

Answers go to standard output; messages and progress go to standard error, progress only when that
is a terminal. Every text is cleaned of control characters and never read as markup.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from gridimpact.adapters.safe_cells import clean_text
from gridimpact.errors import Finding, Severity

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from gridimpact.domain.grid import Grid
    from gridimpact.domain.report import ColumnMapping
    from gridimpact.domain.results import Assessment, Evaluation
    from gridimpact.domain.vocabulary import Sensitivity

Tell = Callable[[float, str], None]
"""Takes the share done and what is being done."""

SHOWN_REGIONS = 6
"""Regions in the block on people. [-]  Chosen: a short block."""

SHOWN_FINDINGS = 20
"""Findings printed before the rest is only counted. Chosen: one screen."""

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "dim"}
_STATUS_WIDTH = 48


def answers() -> Console:
    """Console on standard output; plain and wide when it is not a terminal."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=160)


def messages() -> Console:
    """Console on standard error."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def say(text: str, *, style: str = "") -> None:
    """Print a message on standard error."""
    messages().print(Text(clean_text(text), style=style))


@contextmanager
def progress(*, quiet: bool) -> Iterator[Tell | None]:
    """Yield a function that moves a progress bar, or None when nobody watches."""
    console = messages()
    if quiet or not console.is_terminal:
        yield None
        return
    columns = (SpinnerColumn(), BarColumn(bar_width=30), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=1.0)

        def tell(share: float, what: str) -> None:
            bar.update(task, completed=share, description=escape(clean_text(what))[:_STATUS_WIDTH])

        yield tell


def print_json(value: dict[str, Any]) -> None:
    """Print JSON on standard output as UTF-8, whatever the terminal's encoding."""
    typer.echo((json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode(), nl=False)


def print_findings(findings: Iterable[Finding], *, quiet: bool = False) -> None:
    """Print findings on standard error, errors first; quiet prints errors only."""
    rank = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
    wanted = [item for item in findings if not quiet or item.severity is Severity.ERROR]
    ordered = sorted(wanted, key=lambda item: rank[item.severity])
    for item in ordered[:SHOWN_FINDINGS]:
        say(f"{item.severity}: {item}", style=_STYLES[item.severity])
    if len(ordered) > SHOWN_FINDINGS:
        say(f"... and {len(ordered) - SHOWN_FINDINGS} more findings (all of them are in the restricted outputs)")


def print_finding_table(findings: Iterable[Finding], *, quiet: bool = False) -> None:
    """Print every finding as a row of a table on standard output, errors first; quiet prints errors only."""
    import pandas as pd

    rank = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
    wanted = [item for item in findings if not quiet or item.severity is Severity.ERROR]
    rows = [
        (
            item.severity.value,
            item.where,
            item.what,
            ", ".join(item.ids[:5]) + (" ..." if len(item.ids) > 5 else ""),
            item.remedy,
        )
        for item in sorted(wanted, key=lambda item: rank[item.severity])
    ]
    if rows:
        print_table(pd.DataFrame(rows, columns=["kind", "where", "what", "which", "what to do"]), "Findings")


def print_table(table: "pd.DataFrame", title: str) -> None:
    """Print a table on standard output; numbers to the right, `-` where there is none."""
    shown = Table(title=Text(title), title_justify="left", box=None, header_style="bold", pad_edge=False)
    for name, kind in table.dtypes.items():
        shown.add_column(Text(str(name)), justify="right" if kind.kind in "fiu" else "left")
    for row in table.itertuples(index=False):
        shown.add_row(*(Text(_cell(value)) for value in row))
    answers().print(shown)
    answers().print()


def _cell(value: object) -> str:
    if isinstance(value, float):
        return "-" if value != value else _number(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return clean_text(str(value))


def _number(value: float) -> str:
    """Return a number with at most two decimals, fewer the larger it is."""
    places = 0 if value.is_integer() or abs(value) >= 1000 else 1 if abs(value) >= 10 else 2
    return f"{round(value, places):,.{places}f}" if round(value, places) else "0"


def print_assessment(assessment: "Assessment", grid: "Grid") -> None:
    """Print the working view of an assessment: restricted, and it says so."""
    from gridimpact.adapters.assessment_tables import damage_restricted, local_iso
    from gridimpact.views.figures import headline

    as_of = local_iso(assessment.as_of, grid) if assessment.as_of else "not stated"
    print_head(
        "RESTRICTED working view: names components; do not publish or forward.",
        f"{grid.title_en}; as of {as_of}; {len(assessment.belief.matches)} reports.",
        headline(assessment),
    )
    print_table(_figures(assessment.summary()), "Key figures (caused: by the reported damage)")
    _print_day(assessment.evaluation)
    _print_people(assessment)
    _print_days(assessment)
    damage = damage_restricted(assessment, None)
    shown = damage[damage["p_damaged"] > 0].sort_values("p_damaged", ascending=False, kind="stable")
    columns = ["component_id", "name_en", "region_id", "reports", "p_damaged", "conflict", "capacity_left_share"]
    if len(shown):
        print_table(shown[columns], "Reported damage: probability of any damage, and what the model assumed")


def print_columns(mapping: "ColumnMapping") -> None:
    """Print which column of a file was read as what."""
    import pandas as pd

    rows = [(one.header, one.meaning or "(kept)", one.how, one.score) for one in mapping.columns]
    if rows:
        print_table(pd.DataFrame(rows, columns=["column", "read_as", "how", "score"]), "Columns of the file")


def print_evaluation(evaluation: "Evaluation", grid: "Grid") -> None:
    """Print what a stated damage means."""
    contingency = evaluation.dispatch.contingency
    print_head(
        "RESTRICTED working view: names components; do not publish or forward.",
        f"{grid.title_en}; stated damage of {len(contingency.components)} components.",
    )
    _print_day(evaluation)


def print_head(*lines: str) -> None:
    """Print the head of an answer, its first line strong."""
    console = answers()
    for number, line in enumerate(lines):
        console.print(Text(clean_text(line), style="bold" if number == 0 else ""), soft_wrap=True)
    console.print()


def _figures(summary: "pd.DataFrame") -> "pd.DataFrame":
    return summary[["value", "unit", "baseline", "caused"]].rename_axis("figure").reset_index()


def _print_day(evaluation: "Evaluation") -> None:
    """Print regions with unserved energy, and import by country at the peak hour."""
    table = evaluation.regions.drop(columns="geometry").rename_axis("region_id").reset_index()
    columns = ["region_id", "name_en", "demand_mw", "shed_mw", "ens_mwh", "unserved_share", "people", "outage_h"]
    short = table[table["ens_mwh"] > 0].sort_values("unserved_share", ascending=False, kind="stable")
    if len(short):
        print_table(short[columns].round({"people": -3}), "Regions with unserved energy (power at the peak hour)")
    trade = evaluation.imports
    if len(trade):
        at_peak = trade.loc[evaluation.peak].rename_axis("country").reset_index()
        print_table(at_peak, "Import at the peak hour")


def _print_people(assessment: "Assessment") -> None:
    """Print the most severe regions, with hours off by queue, and what to send there."""
    from gridimpact.views.people import headline, needs_table, region_table

    people = assessment.evaluation.people
    if people is None:
        return
    answers().print(Text(headline(assessment)), soft_wrap=True)
    worst = region_table(assessment).head(SHOWN_REGIONS).rename_axis("region_id").reset_index()
    columns = ["region_id", "region", "severity", "severity_by", "off_h", "longest_h", "emergency_h", "cause"]
    print_table(worst[columns], "People: the most severe regions (all of them are in the outputs)")
    needs = needs_table(assessment)
    shown = needs[needs["region_id"].isin(worst["region_id"].head(3))].round({"count_low": 0, "count_high": 0})
    if len(shown):
        columns = ["region", "item", "size", "count_low", "count_high", "unit"]
        print_table(shown[columns], "What to send to the first three")


def _print_days(assessment: "Assessment") -> None:
    """Print the days that were followed, and when damaged components were taken to be back."""
    from gridimpact.adapters.days_ahead_tables import returns_restricted

    ahead = assessment.ahead
    if ahead is None:
        return
    whole = dict.fromkeys(("people_peak_low", "people_peak_high"), -4)
    days = ahead.days.reset_index().round(whole)
    columns = [
        "date",
        "damaged",
        "shed_peak_mw",
        "ens_mwh",
        "people_peak_low",
        "people_peak_high",
        "off_h",
        "longest_h",
    ]
    print_table(days[[*columns, "emergency_regions"]], "Days ahead (off_h: hours off, mean of the queues)")
    print_table(returns_restricted(ahead), "Days until damaged components are back (stated: by you, else assumed)")


def write_files(
    answer: "Assessment",
    grid: "Grid",
    folder: "Path",
    formats: "tuple[str, ...] | None",
    sensitivity: "Sensitivity",
    *,
    lang: str = "en",
    embargo_hours: float = 0.0,
    issued_by: str = "",
) -> None:
    """Write the files that were asked for, and say where each is."""
    from gridimpact.outputs.writing import write_outputs

    for path in write_outputs(
        answer,
        folder,
        formats=formats,
        sensitivity=sensitivity,
        grid=grid,
        lang=lang,
        embargo_hours=embargo_hours,
        issued_by=issued_by,
    ):
        say(f"written: {path}")


def print_grid(grid: "Grid") -> None:
    """Print what a grid holds and the states that can be assumed."""
    import pandas as pd

    from gridimpact.domain.grid import COMPONENT_TABLES

    print_head(f"{grid.title_en} ({grid.name}, {grid.fingerprint})", f"Local time: {grid.timezone}")
    sizes = [
        (name, len(table), int(table["in_service"].sum()))
        for name, table in ((name, getattr(grid, name)) for name in COMPONENT_TABLES)
    ]
    print_table(pd.DataFrame(sizes, columns=["table", "rows", "in_service"]), "Components")
    states = grid.reference_states[["date", "season", "default", "peak_demand_mw", "title_en"]]
    print_table(states.rename_axis("state").reset_index(), "Reference states (--reference-state)")
    about = [(key, text) for key, text in grid.about.items() if isinstance(text, str)]
    for key, text in about:
        answers().print(Text(clean_text(f"{key}: {text}")))
