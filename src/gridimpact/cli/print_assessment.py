"""Assessments and evaluations in a terminal, in the language spoken, and the files that are written of them."""

from typing import TYPE_CHECKING

from rich.text import Text

from gridimpact.cli.console import (
    SHOWN_REGIONS,
    answers,
    by_unit,
    grid_title,
    message,
    print_head,
    print_labelled,
)
from gridimpact.i18n.messages import render
from gridimpact.i18n.translate import SOURCE, _, moment, name_column, number, spoken
from gridimpact.views.wording import counted

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from gridimpact.domain.assessment import Assessment
    from gridimpact.domain.evaluation import Evaluation
    from gridimpact.domain.grid import Grid
    from gridimpact.domain.vocabulary import Sensitivity


SHOWN_CUTS_MW = 1.0
"""Least new cuts or relief of a region that is printed. [MW]  Chosen: the outputs have all of them."""


def print_assessment(assessment: "Assessment", grid: "Grid") -> None:
    """Print the working view of an assessment: restricted, and it says so."""
    from gridimpact.outputs.tables.assessment_tables import damage_restricted, local_iso
    from gridimpact.views.attribution import headline

    as_of = _("not stated")
    if assessment.as_of:
        english = spoken() == SOURCE
        as_of = local_iso(assessment.as_of, grid) if english else moment(assessment.as_of, grid.timezone)
    reports = counted(len(assessment.belief.matches), "report")
    print_head(
        _("RESTRICTED working view: names components; do not publish or forward."),
        _("{grid}; as of {time}; {reports}.", grid=grid_title(grid), time=as_of, reports=reports),
        headline(assessment),
    )
    _print_figures(assessment.summary())
    _print_ranges(assessment)
    _print_caused(assessment)
    _print_day(assessment.evaluation)
    _print_people(assessment)
    _print_days(assessment)
    damage = damage_restricted(assessment, None)
    shown = damage[damage["p_damaged"] > 0].sort_values("p_damaged", ascending=False, kind="stable")
    columns = ["component_id", name_column(), "region_id", "reports", "p_damaged", "conflict", "capacity_left_share"]
    if len(shown):
        print_labelled(shown[columns], _("Reported damage: probability of any damage, and what the model assumed"))


def print_evaluation(evaluation: "Evaluation", grid: "Grid") -> None:
    """Print what a stated damage means."""
    contingency = evaluation.dispatch.contingency
    print_head(
        _("RESTRICTED working view: names components; do not publish or forward."),
        _(
            "{grid}; stated damage of {components}.",
            grid=grid_title(grid),
            components=counted(len(contingency.components), "component"),
        ),
    )
    _print_day(evaluation)


def _print_figures(summary: "pd.DataFrame") -> None:
    """Print the headline figures by what they are."""
    numbers = ["value", "baseline", "caused"]
    table = _with_units(summary.set_index(summary["note"].map(render)), numbers)
    table = table[["value", "unit", "baseline", "caused"]].rename_axis("figure").reset_index()
    print_labelled(table, _("Key figures (caused: by the reported damage)"), numbers=numbers)


def _with_units(table: "pd.DataFrame", numbers: list[str]) -> "pd.DataFrame":
    """The table with its figures written by the unit of their row, and words for the units."""
    from gridimpact.views.comparison import unit_words

    texts = {
        name: [by_unit(value, str(unit)) for value, unit in zip(table[name], table["unit"], strict=True)]
        for name in numbers
    }
    return table.assign(**texts, unit=table["unit"].replace("share", "").map(unit_words))


def _print_ranges(assessment: "Assessment") -> None:
    """Print how far the figures may lie, where an ensemble was worked out."""
    from gridimpact.outputs.tables.ranges_tables import figures

    if assessment.ranges is None:
        return
    table = figures(assessment, assessment.ranges)
    numbers = ["value", "p10", "p50", "p90", "tail_mean"]
    table = _with_units(table.assign(figure=table["note"].map(render)), numbers)
    title = _("80 % range (P10-P90), {samples} samples", samples=number(assessment.ranges.samples))
    print_labelled(table[["figure", "unit", *numbers]], title, numbers=numbers)


def _print_caused(assessment: "Assessment") -> None:
    """Print where the reported damage newly cuts demand, and where the shortage eases."""
    from gridimpact.outputs.tables.assessment_tables import caused_regions

    table = caused_regions(assessment)
    names = assessment.evaluation.regions[name_column()]
    shown = table[table[["new_cuts_mw", "relief_mw"]].max(axis=1) >= SHOWN_CUTS_MW]
    if len(shown):
        shown = shown.assign(**{name_column(): names.reindex(shown["region_id"]).to_numpy()})
        columns = ["region_id", name_column(), "shed_before_mw", "new_cuts_mw", "relief_mw", "people_new"]
        print_labelled(shown[columns], _("New cuts by region at the peak hour (relief elsewhere is not subtracted)"))


def _print_day(evaluation: "Evaluation") -> None:
    """Print regions with unserved energy, and import by country at the peak hour."""
    table = evaluation.regions.drop(columns="geometry").rename_axis("region_id").reset_index()
    at_peak_hour = ["demand_mw", "shed_mw", "unserved_peak_share", "people"]
    columns = ["region_id", name_column(), *at_peak_hour, "ens_mwh", "outage_h"]
    table = table.assign(unserved_peak_share=table["shed_mw"] / table["demand_mw"])
    short = table[table["ens_mwh"] > 0].sort_values("unserved_share", ascending=False, kind="stable")
    if len(short):
        title = _("Regions with unserved energy (power, share and people: peak hour; energy and outage time: the day)")
        print_labelled(short[columns], title)
    trade = evaluation.imports
    if len(trade):
        at_peak = trade.loc[evaluation.peak].rename_axis("country").reset_index()
        print_labelled(at_peak, _("Import at the peak hour"))


def _print_people(assessment: "Assessment") -> None:
    """Print the most severe regions, with hours off by queue, and what to send there."""
    from gridimpact.views.people import headline, needs_table, region_table

    people = assessment.evaluation.people
    if people is None:
        return
    answers().print(Text(headline(assessment)), soft_wrap=True)
    worst = region_table(assessment).head(SHOWN_REGIONS).rename_axis("region_id").reset_index()
    columns = ["region_id", "region", "severity", "severity_by", "off_h", "longest_h", "emergency_h", "cause"]
    print_labelled(worst[columns], _("People: the most severe regions (all of them are in the outputs)"))
    needs = needs_table(assessment)
    shown = needs[needs["region_id"].isin(worst["region_id"].head(3))].round({"count_low": 0, "count_high": 0})
    if len(shown):
        columns = ["region", "item", "size", "count_low", "count_high", "unit"]
        print_labelled(shown[columns], _("What to send to the first three"))


def _print_days(assessment: "Assessment") -> None:
    """Print the days that were followed, and when damaged components were taken to be back."""
    from gridimpact.outputs.tables.days_ahead_tables import returns_restricted

    ahead = assessment.ahead
    if ahead is None:
        return
    days = ahead.days.reset_index()
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
    print_labelled(days[[*columns, "emergency_regions"]], _("Days ahead"))
    print_labelled(
        returns_restricted(ahead), _("Days until damaged components are back (stated: by you, else assumed)")
    )


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
        message(_("written: {path}", path=path))
