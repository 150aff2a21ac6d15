"""Studies in a terminal, in the language spoken: ensembles, adequacy and answers side by side as tables."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from gridimpact.cli.console import answers, by_unit, print_head, print_labelled, print_table
from gridimpact.i18n.translate import N_, _, digits, name_column, number

if TYPE_CHECKING:
    import pandas as pd

    from gridimpact.domain.adequacy import Adequacy
    from gridimpact.domain.ensemble import Ensemble
    from gridimpact.domain.estimate import Estimate
    from gridimpact.domain.grid import Grid

SHOWN_CALLS = 3
"""Components in the list of what to verify next. [-]  Chosen: calls that one person makes in an hour."""

SHOWN_REGION_FIGURES = ("shed_mw", "ens_mwh", "people", "severity")
"""Figures of regions that are printed; all of them are in --json. Chosen: one screen."""

STOPS = {
    "samples": N_("the number of samples"),
    "rel_error": N_("the error asked for"),
    "seconds": N_("the time given"),
    "cancelled": N_("a person"),
}
"""What ends the drawing of samples."""


def print_ensemble(ensemble: "Ensemble", calls: "pd.DataFrame", *, figure: str) -> None:
    """Print ranges, and which reports to verify next: restricted, and it says so."""
    import pandas as pd

    print_head(
        _("RESTRICTED working view: names components; do not publish or forward."),
        _(
            "{grid}: {samples} samples, seed {seed}; ended by {stop}; {proved} sample hours proved, {solved} solved.",
            grid=ensemble.grid_name,
            samples=number(ensemble.samples),
            seed=ensemble.seed,
            stop=_(STOPS.get(ensemble.stopped_by, ensemble.stopped_by)),
            proved=number(ensemble.method.get("proved", 0)),
            solved=number(ensemble.method.get("solved", 0)),
        ),
    )
    rows = [
        (
            _figure(str(name)),
            _unit(str(row["unit"])),
            _estimate(_in_percent(ensemble.spread(str(name)).mean)),
            *(by_unit(row[name], str(row["unit"])) for name in ("p10", "p50", "p90", "tail_mean")),
        )
        for name, row in ensemble.summary().iterrows()
    ]
    numbers = ["mean", "p10", "p50", "p90", "tail_mean"]
    table = pd.DataFrame(rows, columns=["figure", "unit", *numbers])
    labels = {"mean": N_("mean ± standard error")}
    print_labelled(table, _("Key figures with their ranges"), labels, numbers=numbers)
    regions = ensemble.by_region().join(ensemble.regions[name_column()]).rename_axis("region_id").reset_index()
    shown = regions[regions["ens_mwh_p90"] > 0].sort_values("people_peak_p50", ascending=False, kind="stable")
    people = ["people_peak_p10", "people_peak_p50", "people_peak_p90"]
    columns = ["region_id", name_column(), *people, "outage_h_p10", "outage_h_p90", "p_loses_more"]
    if len(shown):
        title = _("Regions (chance of losing more than 20 % of energy)")
        print_labelled(shown[columns], title)
    worth = calls[calls["worthwhile"]].head(SHOWN_CALLS).rename_axis("component_id").reset_index()
    if len(worth):
        columns = ["component_id", "p_damaged", "region_id", "narrowing", "narrowing_share", "reports"]
        title = _("Verify next: what would narrow the range of “{figure}” most", figure=_figure(figure))
        print_labelled(worth[columns], title)


def print_adequacy(adequacy: "Adequacy") -> None:
    """Print the figures of a system with their standard errors."""
    import pandas as pd

    drawn = _("worked out exactly")
    if adequacy.samples:
        drawn = _("{samples} samples, seed {seed}", samples=number(adequacy.samples), seed=adequacy.seed)
    bounded = adequacy.capacity_mw < float("inf")
    grid = _("with its network") if adequacy.network else _("on one bus")
    print_head(
        _("Adequacy of {grid}, {network}", grid=adequacy.grid_name, network=grid),
        _(
            "Highest load {load} MW, capacity {capacity}; {hours} h; {drawn}; {components} components may fail.",
            load=number(adequacy.peak_load_mw),
            capacity=_("{power} MW", power=number(adequacy.capacity_mw)) if bounded else _("unlimited"),
            hours=number(adequacy.hours),
            drawn=drawn,
            components=adequacy.components,
        ),
    )
    words = {
        "lolp": _("share of time with lost load"),
        "lole_h": _("hours with lost load"),
        "edns_mw": _("mean demand not served"),
        "eens_mwh": _("energy not served"),
    }
    rows = [(name.split("_")[0].upper(), _estimate(figure), words[name]) for name, figure in adequacy.figures.items()]
    heads = [_("figure"), _("estimate ± standard error"), _("is the expected")]
    print_table(pd.DataFrame(rows, columns=heads), _("Figures"))


def print_comparison(rows: "pd.DataFrame", shown: Mapping[str, str], grid: "Grid") -> None:
    """Print answers side by side.

    Parameters
    ----------
    rows : DataFrame
        Of `studies.comparison.compare`, with its index as columns.
    shown : mapping of str to str
        Names of the answers, the first first, as they are shown.
    grid : Grid
        Gives names of regions.
    """
    from gridimpact.studies.comparison import WHOLE_GRID

    first, *others = shown
    differences = [f"{name} less {first}" for name in others]
    heads = {name: shown[name] for name in shown}
    heads |= {f"{name} less {first}": _less(shown[name], shown[first]) for name in others}
    whole = rows["region_id"] == WHOLE_GRID
    numbers = [name for name in rows.columns if name not in ("region_id", "figure", "unit")]
    print_labelled(
        _worded(rows[whole].drop(columns="region_id"), numbers).rename(columns=heads),
        _("Whole grid"),
        numbers=[heads.get(name, name) for name in numbers],
    )
    regions = rows[~whole & rows["figure"].isin(SHOWN_REGION_FIGURES)]
    differing = regions[(regions[differences] != 0).any(axis=1)]
    if len(differing):
        print_labelled(
            _worded(differing, numbers, grid).rename(columns=heads),
            _("Regions that differ"),
            numbers=[heads.get(name, name) for name in numbers],
        )
    else:
        answers().print(_("No region differs."))


def print_paired(table: "pd.DataFrame", shown: Mapping[str, str], grid: "Grid") -> None:
    """Print how far ensembles differ from the first, and where that is more than luck.

    Parameters
    ----------
    table : DataFrame
        Of `studies.paired.paired_differences`.
    shown : mapping of str to str
        Names of the ensembles, the first first, as they are shown.
    grid : Grid
        Gives names of regions.
    """
    rows = table.reset_index()
    rows = rows.assign(scenario=rows["scenario"].map(dict(shown)))
    columns = ["scenario", "figure", "unit", "difference", "standard_error", "p10", "p90", "distinguishable"]
    whole = rows["region_id"] == ""
    title = _("Sample by sample, less {first}: whole grid", first=next(iter(shown.values())))
    numbers = ["difference", "standard_error", "p10", "p90"]
    print_labelled(_worded(rows[whole][columns], numbers), title, numbers=numbers)
    regions = rows[~whole & rows["distinguishable"] & (rows["figure"] == "people_peak")]
    if len(regions):
        table = _worded(regions[["scenario", "region_id", *columns[1:-1]]], numbers, grid)
        print_labelled(table, _("Regions that differ by more than luck"), numbers=numbers)


def _worded(table: "pd.DataFrame", numbers: list[str], grid: "Grid | None" = None) -> "pd.DataFrame":
    """The table with words for its figures and units, figures by the unit of their row, and the names of regions."""
    texts = {
        name: [by_unit(value, str(unit)) for value, unit in zip(table[name], table["unit"], strict=True)]
        for name in numbers
    }
    shown = table.assign(**texts, figure=table["figure"].map(_figure), unit=table["unit"].map(_unit))
    if grid is not None:
        names = grid.regions[name_column()]
        shown.insert(list(shown.columns).index("region_id") + 1, name_column(), shown["region_id"].map(names))
    return shown


def _less(name: str, first: str) -> str:
    return _("{name} less {first}", name=name, first=first)


def _figure(name: str) -> str:
    """What a figure is."""
    from gridimpact.domain.columns.registry import label
    from gridimpact.views.comparison import figure_words

    text = figure_words(name)
    return label(name) if text == name else text


def _unit(unit: str) -> str:
    from gridimpact.views.comparison import unit_words

    return unit_words(unit) if unit != "share" else ""  # the figures say percent


def _in_percent(estimate: "Estimate") -> "Estimate":
    """A share in percent, as the percentiles beside it; other estimates as they are."""
    if estimate.unit != "share":
        return estimate
    return replace(estimate, value=100 * estimate.value, standard_error=100 * estimate.standard_error, unit="%")


def _estimate(estimate: "Estimate") -> str:
    """An estimate with its error, no finer than it is known."""
    return f"{digits(str(replace(estimate, unit='')))} {_unit(estimate.unit)}".rstrip()
