"""Answers side by side as tables for the screen."""

from collections.abc import Mapping

import pandas as pd

from gridimpact.domain.assessment import HEADLINES, Assessment
from gridimpact.i18n.translate import N_, _, name_column, number
from gridimpact.views import wording
from gridimpact.views.map_layers import SCALES, Measure
from gridimpact.views.tables import short_names

WHOLE_GRID = "whole_grid"
"""Stands in the place of a region in a comparison (`studies.comparison`)."""

PEOPLE_UNITS, PEOPLE_DIGITS = ("people", "person-hours"), 3
"""Figures of people are shown to so many digits: finer ones would claim an accuracy that the model does not have."""

SAME_MWH = 0.5
"""Answers closer than this are shown as the same: whole megawatt-hours are shown. [MWh]"""

MEASURES = (Measure.DAY, Measure.HOUR, Measure.CAUSED, Measure.SEVERITY)
"""What the small maps can show; classes are the same for all of them."""

_NOTES = {
    **{name: note for name, _, note, _ in HEADLINES},
    "components_damaged": N_("components damaged in the most likely case"),
    "regions_affected": N_("regions with a notable part of the day's energy unserved"),
}
_UNITS = {"person-hours": N_("person-hours"), "people": N_("people"), "components": N_("components")} | {
    "regions": N_("regions"),
    "MWh": N_("MWh"),
    "MW": N_("MW"),
    "class": N_("class, 1 to 5"),
}


def figure_words(name: str) -> str:
    """What a figure of the whole grid is; the name itself where nothing is known."""
    return _(_NOTES.get(name, name))


def unit_words(unit: str) -> str:
    """Unit of a figure in words."""
    return _(_UNITS.get(unit, unit))


def measure_words(measure: Measure) -> str:
    """Name of a measure on its switch."""
    return _(SCALES[measure].label)


def whole_table(table: pd.DataFrame, answers: Mapping[str, Assessment]) -> pd.DataFrame:
    """Figures of the whole grid, one row each, with the differences to the first; texts by locale."""
    rows = table.xs(WHOLE_GRID, level="region_id")
    names = list(answers)
    shown: dict[str, dict[str, str]] = {}
    for figure, row in rows.T.items():
        share = row["unit"] == "share"
        cells = {name: _value_text(float(row[name]), row["unit"]) for name in names}
        for name in names[1:]:
            value = float(row[f"{name} less {names[0]}"])
            cells[difference_words(name)] = ("+" if value > 0 else "") + _value_text(value, row["unit"])
        unit, words = unit_words(str(row["unit"])), figure_words(str(figure))
        shown[words if share else f"{words}, {unit}"] = cells
    return pd.DataFrame(shown).T.rename_axis(_("Figure"))


def sentences(table: pd.DataFrame, answers: Mapping[str, Assessment]) -> tuple[str, ...]:
    """What each answer says against the first, in a sentence each."""
    first, *others = answers
    energy = table.xs(WHOLE_GRID, level="region_id").loc["ens_mwh"]
    sentences = []
    for name in others:
        value = float(energy.to_dict()[f"{name} less {first}"])
        if abs(value) < SAME_MWH:
            sentences.append(_("“{name}” gives the same answer as “{first}”.", name=name, first=first))
            continue
        words = N_("“{name}”: {energy} more are not served over the day than with “{first}”.")
        less = N_("“{name}”: {energy} less are not served over the day than with “{first}”.")
        sentences.append(_(words if value > 0 else less, name=name, first=first, energy=wording.energy(abs(value))))
    return tuple(sentences)


def region_table(compared: pd.DataFrame, answers: Mapping[str, Assessment]) -> pd.DataFrame:
    """Energy not served by region and its differences to the first, the largest difference first. [MWh]"""
    table, names = compared.xs("ens_mwh", level="figure"), list(answers)
    other = [f"{name} less {names[0]}" for name in names[1:]]
    shown = table.drop(index=WHOLE_GRID, errors="ignore")
    largest = pd.concat([shown[name].abs() for name in other], axis=1).max(axis=1)
    shown = shown.loc[largest.sort_values(ascending=False, kind="stable").index]
    words = next(iter(answers.values())).evaluation.regions[name_column()]
    result = pd.DataFrame({_("{name}, MWh", name=name): shown[name].round(0) for name in names})
    for name, column in zip(names[1:], other, strict=True):
        result[_("{name}, MWh", name=difference_words(name))] = shown[column].round(0)
    return result.set_axis(short_names(words).reindex(shown.index), axis=0).rename_axis(_("Region"))


def difference_words(name: str) -> str:
    """Heading of a column of differences."""
    return _("difference: {name}", name=name)


def _value_text(value: float, unit: str) -> str:
    """A figure no finer than it is known."""
    if unit == "share":
        return f"{number(100 * value, 1)} %"
    return wording.significant(value, PEOPLE_DIGITS) if unit in PEOPLE_UNITS else number(round(value) + 0.0)
