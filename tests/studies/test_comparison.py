"""Answers side by side: figures, differences, ranges."""

from dataclasses import replace

import pandas as pd
import pytest

from gridimpact.domain.assessment import Assessment
from gridimpact.errors import DataError
from gridimpact.studies.comparison import compare, comparison_findings


def test_comparison_tells_figures_and_differences(answers: dict[str, Assessment]) -> None:
    table = compare(answers)
    first, second = answers["as reported"], answers["confirmed only"]
    row = table.loc[("whole_grid", "components_damaged")]
    assert row["confirmed only less as reported"] == row["confirmed only"] - row["as reported"] < 0
    odesa = table.loc[("UA51", "ens_mwh")]
    assert (odesa["unit"], odesa["as reported"]) == ("MWh", first.evaluation.regions.at["UA51", "ens_mwh"])
    supplied = second.evaluation.regions["demand_mwh"] > 0
    assert set(table.index.get_level_values(0)) == {"whole_grid", *supplied[supplied].index}
    assert ("UA51", "severity") in table.index
    assert comparison_findings(answers) == ()


def test_rounding_of_the_solver_is_no_difference(answers: dict[str, Assessment]) -> None:
    first = answers["as reported"]
    regions = first.evaluation.regions
    nudged = regions.assign(ens_mwh=regions["ens_mwh"] * (1 + 1e-9))
    other = replace(first, evaluation=replace(first.evaluation, regions=nudged))
    assert (compare({"a": first, "b": other})["b less a"] == 0).all()


class _WithRange:
    """An answer that knows its range, as an ensemble does."""

    def comparison_figures(self) -> pd.DataFrame:
        index = pd.MultiIndex.from_tuples([("whole_grid", "ens_mwh")], names=["region_id", "figure"])
        return pd.DataFrame({"unit": "MWh", "value": 10.0, "low": 5.0, "high": 20.0}, index=index)


def test_ranges_are_told_where_an_answer_has_them(answers: dict[str, Assessment]) -> None:
    row = compare({"as reported": answers["as reported"], "many": _WithRange()}).loc[("whole_grid", "ens_mwh")]
    assert (row["many"], row["many low"], row["many high"]) == (10.0, 5.0, 20.0)
    assert "as reported low" not in row


def test_a_region_called_all_is_not_the_whole_grid(answers: dict[str, Assessment]) -> None:
    first = answers["as reported"]
    regions = first.evaluation.regions.rename(index={"UA51": "all"})
    odd = replace(first, evaluation=replace(first.evaluation, regions=regions))
    table = compare({"a": odd, "b": odd})
    assert not table.index.has_duplicates
    assert table.at[("all", "ens_mwh"), "a"] < table.at[("whole_grid", "ens_mwh"), "a"]


def test_one_answer_or_two_grids_are_refused(answers: dict[str, Assessment]) -> None:
    first = answers["as reported"]
    with pytest.raises(DataError, match="at least two"):
        compare({"a": first})
    with pytest.raises(DataError, match="different grids"):
        compare({"a": first, "b": replace(first, grid_fingerprint="other")})


def test_other_days_are_told(answers: dict[str, Assessment]) -> None:
    first = answers["as reported"]
    evaluation = first.evaluation
    load = evaluation.dispatch.load_mw
    moved = replace(evaluation.dispatch, load_mw=load.set_axis(load.index + pd.Timedelta(days=1)))
    later = replace(first, evaluation=replace(evaluation, dispatch=moved))
    assert "different days" in comparison_findings({"a": first, "b": later})[0].what
