"""Tables of an assessment: digits by the registry of columns, and what only a restricted table names."""

import pytest

import gridimpact as gi
from gridimpact.domain.columns.column import DECIMALS
from gridimpact.outputs.tables import assessment_tables as tables


def test_key_figures_have_the_digits_of_their_unit(answer: gi.Assessment) -> None:
    table = tables.figures(answer).set_index("figure")
    assert table["caused"].to_dict() == pytest.approx((table["value"] - table["baseline"]).to_dict(), abs=1.0)
    for _, row in table.iterrows():
        assert round(row["value"], DECIMALS.get(row["unit"], 0)) == row["value"]


def test_regions_stand_beside_the_day_without_the_damage(answer: gi.Assessment) -> None:
    table = tables.regions(answer)
    for name in tables.BASELINE_MEASURES:
        expected = answer.baseline.regions[name].reindex(table["region_id"])
        assert table[f"baseline_{name}"].to_numpy() == pytest.approx(expected.to_numpy(), abs=0.51, nan_ok=True)


def test_only_restricted_tables_name_components(answer: gi.Assessment, ukraine: gi.Grid) -> None:
    named = {"component_id", "report_id", "ids"}
    public = (
        tables.figures(answer),
        tables.regions(answer),
        tables.regions_by_hour(answer.evaluation, ukraine),
        tables.imports(answer.evaluation, ukraine),
        tables.imports_total(answer.evaluation, ukraine),
        tables.damage_counts(answer),
    )
    assert [set(table) & named for table in public] == [set()] * len(public)
    restricted = (
        tables.damage_restricted(answer, ukraine),
        tables.reports_restricted(answer),
        tables.findings_restricted(answer),
    )
    assert all(set(table) & named for table in restricted)


def test_damage_has_probabilities_of_four_digits_that_add_up(answer: gi.Assessment) -> None:
    table = tables.damage_restricted(answer, None)
    states = table[["none", "slight", "moderate", "extensive", "complete"]]
    assert states.sum(axis=1).to_numpy() == pytest.approx(1.0, abs=3e-4)
    assert (1 - states["none"]).to_numpy() == pytest.approx(table["p_damaged"].to_numpy(), abs=2e-4)
    assert (table["p_damaged"].round(4) == table["p_damaged"]).all()
