"""Several answers side by side: figures of the whole grid and of each region, with differences."""

from collections.abc import Mapping
from typing import Protocol, runtime_checkable

import pandas as pd

from gridimpact.domain.assessment import HEADLINES, Assessment
from gridimpact.domain.evaluation import Evaluation
from gridimpact.errors import DataError, Finding
from gridimpact.studies.findings import AnswersOfOtherDays, AnswersOfOtherGrids, NothingToCompare

WHOLE_GRID = "whole_grid"
"""Stands in the place of a region for figures of the whole grid."""

REGION_UNITS = {
    "shed_mw": "MW",
    "unserved_share": "share",
    "ens_mwh": "MWh",
    "people": "people",
    "person_hours": "person-hours",
    "outage_h": "h",
}
"""Figures of a region that are compared, and their units."""

SAME = 1e-6
"""Figures closer than this are the same, as a share of the figure. [-]  Chosen: the solver's accuracy."""

INTERVAL = ("low", "high")
"""Columns of an answer that has a range."""


@runtime_checkable
class HasFigures(Protocol):
    """An answer that gives its own figures, with ranges where it has any (an ensemble does)."""

    def comparison_figures(self) -> pd.DataFrame:
        """Return the figures of the answer.

        Returns
        -------
        DataFrame
            Index (`region_id`, `figure`), `whole_grid` for all of it; `unit`, `value`, and `low`, `high` if known.
        """


LpSolution = Assessment | Evaluation | HasFigures


def compare(answers: Mapping[str, LpSolution]) -> pd.DataFrame:
    """Return the figures of several answers with their differences.

    Parameters
    ----------
    answers : mapping of str to Assessment, Evaluation or HasFigures
        By name; the first is what the others are compared with.

    Returns
    -------
    DataFrame
        Index (`region_id`, `figure`); `whole_grid` first. `unit`; for each answer a column of its
        name (and `<name> low`, `<name> high` where it has a range); for each but the first
        `<name> less <first>`. Differences of answers that have ranges are those of their values; whether
        they can be told apart is read from the ranges.

    Raises
    ------
    DataError
        When there are fewer than two, or they are answers for different grids.

    Examples
    --------
    >>> import gridimpact as gi
    >>> gi.compare({"as reported": first, "confirmed only": second})  # doctest: +SKIP
    """
    if len(answers) < 2:
        raise DataError([NothingToCompare(where="comparison", ids=(*answers,))])
    _same_grid(answers)
    tables = {name: figures_of(answer) for name, answer in answers.items()}
    first = next(iter(tables))
    order = pd.concat([table["unit"] for table in tables.values()])
    unit = order[~order.index.duplicated()]
    columns: dict[str, pd.Series[float]] = {}
    for name, table in tables.items():
        columns[name] = table["value"].astype(float).reindex(unit.index)
        for end in INTERVAL:
            if end in table and table[end].notna().any():
                columns[f"{name} {end}"] = table[end].astype(float).reindex(unit.index)
    for name in list(tables)[1:]:
        columns[f"{name} less {first}"] = _difference(columns[name], columns[first])
    return pd.DataFrame({"unit": unit, **columns}, index=unit.index)


def _difference(one: "pd.Series[float]", other: "pd.Series[float]") -> "pd.Series[float]":
    """One less the other; what differs only by the rounding of the solver is no difference."""
    same = (one - other).abs() <= SAME * other.abs().clip(lower=1.0)
    return (one - other).mask(same, 0.0)


def figures_of(answer: LpSolution) -> pd.DataFrame:
    """Return the figures of one answer.

    Parameters
    ----------
    answer : Assessment, Evaluation or HasFigures

    Returns
    -------
    DataFrame
        Index (`region_id`, `figure`); `unit`, `value`, and `low`, `high` where the answer has a range.
    """
    if isinstance(answer, HasFigures):
        return answer.comparison_figures()
    evaluation = answer.evaluation if isinstance(answer, Assessment) else answer
    whole = [(WHOLE_GRID, name, unit, of(evaluation)) for name, unit, _, of in HEADLINES]
    if isinstance(answer, Assessment):
        summary = answer.summary()
        values = summary["value"].to_numpy(float)
        whole = [
            (WHOLE_GRID, str(name), str(unit), float(value))
            for name, unit, value in zip(summary.index, summary["unit"], values, strict=True)
        ]
    supplied = evaluation.regions[evaluation.regions["demand_mwh"] > 0]
    rows = [
        (str(region), figure, unit, float(value))
        for region, values in zip(supplied.index, supplied[list(REGION_UNITS)].to_numpy(float), strict=True)
        for (figure, unit), value in zip(REGION_UNITS.items(), values, strict=True)
    ]
    classes = evaluation.people.severity["severity"].to_dict() if evaluation.people else {}
    severity = [(str(key), "severity", "class", float(classes[key])) for key in supplied.index if key in classes]
    table = pd.DataFrame([*whole, *rows, *severity], columns=["region_id", "figure", "unit", "value"])
    return table.set_index(["region_id", "figure"])


def comparison_findings(answers: Mapping[str, LpSolution]) -> tuple[Finding, ...]:
    """Return what a reader of the comparison has to know: answers that are of different days.

    Parameters
    ----------
    answers : mapping of str to Assessment, Evaluation or HasFigures
        As given to `compare`.

    Returns
    -------
    tuple of Finding
    """
    days = {
        name: (answer.evaluation if isinstance(answer, Assessment) else answer).dispatch.snapshots[0]
        for name, answer in answers.items()
        if isinstance(answer, Assessment | Evaluation)
    }
    if len(set(days.values())) < 2:
        return ()
    ids = tuple(f"{name}: from {start:%Y-%m-%d %H:%M} UTC" for name, start in days.items())
    return (AnswersOfOtherDays(where="comparison", ids=ids),)


def _same_grid(answers: Mapping[str, LpSolution]) -> None:
    prints = {name: answer.grid_fingerprint for name, answer in answers.items() if isinstance(answer, Assessment)}
    if len(set(prints.values())) > 1:
        ids = tuple(f"{name}: {fingerprint}" for name, fingerprint in prints.items())
        raise DataError([AnswersOfOtherGrids(where="comparison", ids=ids)])
