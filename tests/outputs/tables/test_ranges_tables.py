"""Tables of ranges: digits by unit, regions and hours only."""

import pytest

import gridimpact as gi
from gridimpact.domain.ranges import Ranges
from gridimpact.outputs.tables import ranges_tables
from gridimpact.outputs.tables.sheets import Sheet


@pytest.fixture(scope="module")
def ranged(answer: gi.Assessment, ukraine: gi.Grid) -> gi.Assessment:
    ensemble = gi.run_ensemble(ukraine, answer.belief, answer.settings, samples=20, as_of=answer.as_of)
    return gi.with_ranges(answer, ensemble)


@pytest.fixture
def found(ranged: gi.Assessment) -> Ranges:
    assert ranged.ranges is not None
    return ranged.ranges


def test_figures_stand_beside_the_most_likely_value_in_the_digits_of_their_unit(
    ranged: gi.Assessment, found: Ranges
) -> None:
    table = ranges_tables.figures(ranged, found).set_index("figure")
    assert (table["p10"] <= table["p50"]).all()
    assert (table["p50"] <= table["p90"]).all()
    assert table.loc["people_peak", "p90"] == round(found.figures.loc["people_peak", "p90"])
    assert table.loc["unserved_peak_share", "p90"] == round(found.figures.loc["unserved_peak_share", "p90"], 4)
    assert table.loc["ens_mwh", "value"] == round(ranged.summary().loc["ens_mwh", "value"], 1)


def test_regions_have_three_percentiles_a_figure(ranged: gi.Assessment, found: Ranges) -> None:
    table = ranges_tables.regions(ranged, found)
    names = [f"{figure}_{at}" for figure in ranges_tables.REGION_FIGURES for at in ranges_tables.STATISTICS]
    assert table.columns.tolist() == ["region_id", "name_en", "name_uk", "p_loses_more", *names]
    assert (table["people_peak_p90"].dropna() % 1 == 0).all()
    assert (table["outage_h_p90"] == table["outage_h_p90"].round(2)).all()


def test_hours_are_local(found: Ranges, ukraine: gi.Grid) -> None:
    table = ranges_tables.hours(found, ukraine)
    assert len(table) == 24
    assert table["snapshot"].iloc[0].endswith("+02:00")
    assert (table["shed_mw_p10"] <= table["shed_mw_p90"]).all()


def test_without_ranges_there_is_no_sheet_and_no_column(
    answer: gi.Assessment, ranged: gi.Assessment, ukraine: gi.Grid
) -> None:
    assert list(ranges_tables.sheets(answer, ukraine)) == []
    named = [sheet for sheet, _ in ranges_tables.sheets(ranged, ukraine)]
    assert named == [Sheet.RANGES, Sheet.RANGES_BY_REGION, Sheet.RANGES_BY_HOUR]
    table = answer.evaluation.regions.drop(columns="geometry").rename_axis("region_id").reset_index()
    assert list(ranges_tables.joined(table, answer)) == list(table)
    assert "p_loses_more" in ranges_tables.joined(table, ranged)
