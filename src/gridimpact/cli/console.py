"""What a person sees in a terminal: progress, findings and tables.

Answers go to standard output; messages and progress go to standard error, progress only when that
is a terminal. Every text is cleaned of control characters and never read as markup.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
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
from gridimpact.i18n import translate
from gridimpact.i18n.messages import finding_fact, finding_remedy, finding_sentence, id_text, place_text, render

if TYPE_CHECKING:
    import pandas as pd

    from gridimpact.domain.columns.column import Form
    from gridimpact.domain.grid import Grid
    from gridimpact.domain.report import ColumnMapping

OnProgress = Callable[[float, str], None]
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


def message(text: str, *, style: str = "") -> None:
    """Print a message on standard error."""
    messages().print(Text(clean_text(text), style=style))


@contextmanager
def progress(*, quiet: bool) -> Iterator[OnProgress | None]:
    """Yield a function that moves a progress bar, or None when nobody watches."""
    console = messages()
    if quiet or not console.is_terminal:
        yield None
        return
    columns = (SpinnerColumn(), BarColumn(bar_width=30), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=1.0)

        def on_progress(share: float, what: str) -> None:
            bar.update(task, completed=share, description=escape(clean_text(render(what)))[:_STATUS_WIDTH])

        yield on_progress


def print_json(value: dict[str, Any]) -> None:
    """Print JSON on standard output as UTF-8, whatever the terminal's encoding."""
    typer.echo((json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode(), nl=False)


def print_findings(findings: Iterable[Finding], *, quiet: bool = False) -> None:
    """Print findings on standard error, errors first; quiet prints errors only."""
    rank = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
    wanted = [item for item in findings if not quiet or item.severity is Severity.ERROR]
    ordered = sorted(wanted, key=lambda item: rank[item.severity])
    for item in ordered[:SHOWN_FINDINGS]:
        message(f"{translate._(item.severity.value)}: {finding_sentence(item)}", style=_STYLES[item.severity])
    if len(ordered) > SHOWN_FINDINGS:
        rest = translate.number(len(ordered) - SHOWN_FINDINGS)
        message(translate._("... and {number} more findings (all of them are in the restricted outputs)", number=rest))


def print_finding_table(findings: Iterable[Finding], *, quiet: bool = False) -> None:
    """Print every finding as a row of a table on standard output, errors first; quiet prints errors only."""
    import pandas as pd

    rank = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
    wanted = [item for item in findings if not quiet or item.severity is Severity.ERROR]
    rows = [
        (
            translate._(item.severity.value),
            place_text(item.where),
            finding_fact(item),
            ", ".join(map(id_text, item.ids[:5])) + (" ..." if len(item.ids) > 5 else ""),
            finding_remedy(item),
        )
        for item in sorted(wanted, key=lambda item: rank[item.severity])
    ]
    heads = [
        translate._("kind"),
        translate._("where"),
        translate._("what"),
        translate._("which"),
        translate._("what to do"),
    ]
    if rows:
        print_table(pd.DataFrame(rows, columns=heads), translate._("Findings"))


def print_labelled(
    table: "pd.DataFrame", title: str, labels: Mapping[str, str] | None = None, *, numbers: Collection[str] = ()
) -> None:
    """Print a table with labels and units as headings, in the language spoken.

    Shares are printed in percent, people to two digits, as in the headline.

    Parameters
    ----------
    table : DataFrame
    title : str
        In the language spoken.
    labels : mapping of str to str
        Headings of this table, in English; those of other columns are in the registry of columns.
    numbers : collection of str
        Columns that hold figures written as text; they stand to the right.
    """
    from gridimpact.domain.columns.registry import COLUMNS, heading
    from gridimpact.outputs.tables.value_words import translated

    own = {name: translate._(text) for name, text in (labels or {}).items()}
    columns = []
    for name, values in translated(table).items():
        column = COLUMNS.get(str(name))
        right = values.dtype.kind in "fiu" or name in numbers
        texts = [_cell(value) if column is None else _written(value, column.form) for value in values]
        columns.append((own.get(str(name)) or heading(str(name)), right, texts))
    _print(columns, title)


def print_table(table: "pd.DataFrame", title: str) -> None:
    """Print a table whose headings are words already; numbers to the right, `-` where there is none."""
    _print(
        [(str(name), one.dtype.kind in "fiu", [_cell(value) for value in one]) for name, one in table.items()], title
    )


def _print(columns: Iterable[tuple[str, bool, list[str]]], title: str) -> None:
    """Print columns: heading, whether to the right, and texts."""
    shown = Table(title=Text(title), title_justify="left", box=None, header_style="bold", pad_edge=False)
    listed = list(columns)
    for head, right, _ in listed:
        shown.add_column(Text(head), justify="right" if right else "left")
    for row in zip(*(texts for _, _, texts in listed), strict=True):
        shown.add_row(*map(Text, row))
    answers().print(shown)
    answers().print()


def by_unit(value: float, unit: str) -> str:
    """Return a figure as people read it: shares in percent, people to two digits.

    Parameters
    ----------
    value : float
    unit : str
        As `Assessment.summary` has it.
    """
    from gridimpact.domain.columns.column import Form

    forms = {"share": Form.SHARE, "people": Form.PEOPLE, "person-hours": Form.PEOPLE}
    return _written(float(value), forms.get(unit, Form.NUMBER))


def _written(value: object, form: "Form") -> str:
    """A value in the form of its column; texts stay."""
    from gridimpact.views import wording

    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        return _cell(value)
    if form == "people":
        return wording.people(value)
    if form == "share":
        return f"{translate.number(100 * value, 1)} %"
    if form == "change":
        return ("+" if value > 0 else "") + translate.number(100 * value, 1)
    return _cell(value)


def _cell(value: object) -> str:
    if isinstance(value, float):
        return "-" if value != value else _number(value)
    if isinstance(value, bool):
        return translate._("yes") if value else translate._("no")
    if isinstance(value, int):
        return translate.digits(f"{value:,}")
    return clean_text(str(value))


def _number(value: float) -> str:
    """Return a number with at most two decimals, fewer the larger it is."""
    places = 0 if value.is_integer() or abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return translate.number(round(value, places), places) if round(value, places) else "0"


def print_columns(mapping: "ColumnMapping") -> None:
    """Print which column of a file was read as what."""
    from gridimpact.views.evidence_tables import column_table

    table = column_table(mapping).assign(score=[one.score for one in mapping.columns])
    if len(table):
        heads = {"header": "column", "meaning": "read_as", "how": "read_by"}
        print_labelled(table.rename(columns=heads), translate._("Columns of the file"))


def print_head(*lines: str) -> None:
    """Print the head of an answer, its first line strong."""
    console = answers()
    for number, line in enumerate(lines):
        console.print(Text(clean_text(line), style="bold" if number == 0 else ""), soft_wrap=True)
    console.print()


def print_grid(grid: "Grid") -> None:
    """Print what a grid holds and the states that can be assumed."""
    import pandas as pd

    from gridimpact.domain.grid import COMPONENT_TABLES

    print_head(
        f"{grid_title(grid)} ({grid.name}, {grid.fingerprint})",
        translate._("Local time: {zone}", zone=grid.timezone),
    )
    sizes = [
        (name, len(table), int(table["in_service"].sum()))
        for name, table in ((name, getattr(grid, name)) for name in COMPONENT_TABLES)
    ]
    print_labelled(pd.DataFrame(sizes, columns=["table", "rows", "in_service"]), translate._("Components"))
    title = "title_uk" if translate.spoken() == "uk" else "title_en"
    states = grid.reference_states[["date", "season", "default", "peak_demand_mw", title]]
    print_labelled(
        states.rename_axis("state").reset_index(),
        translate._("Reference states (--reference-state)"),
        {"state": translate.N_("state of the grid")},
    )
    # What the file of a grid says of itself stays as it is written there.
    about = [(key, text) for key, text in grid.about.items() if isinstance(text, str)]
    for key, text in about:
        answers().print(Text(clean_text(f"{key}: {text}")))


def grid_title(grid: "Grid") -> str:
    """Title of a grid in the language spoken."""
    return grid.title_uk if translate.spoken() == "uk" else grid.title_en
