"""Small tables for the screen."""

from dataclasses import replace

import pandas as pd
import pytest

from gridimpact.domain.assessment import Assessment
from gridimpact.domain.dispatch import AcCheck
from gridimpact.domain.report import Reports
from gridimpact.i18n.translate import speaking
from gridimpact.views import tables


def test_regions_without_supply_are_left_out_and_the_worst_comes_first(small_assessment: Assessment) -> None:
    table = tables.region_table(small_assessment, small_assessment.evaluation.peak)
    assert list(table.index) == ["A", "B"]
    assert table.loc["A"].to_dict() == pytest.approx(
        {
            "region": "Alpha",
            "share": 50.0,
            "shed_mw": 500.0,
            "demand_mw": 1000.0,
            "caused_mw": 300.0,
            "people": 1_000_000.0,
            "day_share": 50.0,
        }
    )


def test_order_of_regions_is_the_same_at_every_hour(small_assessment: Assessment) -> None:
    hours = small_assessment.evaluation.dispatch.snapshots
    assert len({tuple(tables.region_table(small_assessment, hour).index) for hour in hours}) == 1


def test_damage_is_told_in_words_the_surest_first(small_assessment: Assessment) -> None:
    table = tables.damage_table(small_assessment)
    assert list(table["name"]) == ["North", "East"]
    assert list(table["state"]) == ["destroyed", "intact"]
    assert list(table["probability"]) == pytest.approx([95.0, 20.0])
    assert list(table["counted"]) == [True, False]
    assert table.loc["substation:n", "region"] == "Alpha"


def test_reports_behind_a_component_come_by_weight(small_assessment: Assessment, small_reports: Reports) -> None:
    table = tables.reports_behind(small_assessment.belief, small_reports, "substation:n")
    assert list(table.index) == ["R1", "R2"]
    assert list(table["grade"]) == ["A2", "D4"]
    assert list(table["claim"]) == ["destroyed", "intact"]
    assert list(table["without"]) == pytest.approx([10.0, 99.0])


def test_matches_that_need_a_person_come_first(small_assessment: Assessment, small_reports: Reports) -> None:
    table = tables.match_table(small_assessment.belief, small_reports, {"substation:n": "North"})
    assert list(table.index) == ["R3", "R1", "R2"]
    assert table.loc["R3", "matched"] == "substation:e (80); North (79)"
    assert table.loc["R1", "matched"] == "North"
    assert table.loc["R3", "place"] == "substation, B"
    assert table.loc["R1", "place"] == "North, 49.2, 26.1"


def test_findings_say_where_what_which_and_what_to_do(small_assessment: Assessment) -> None:
    table = tables.finding_table(small_assessment.findings)
    assert table.iloc[0].tolist() == ["warning", "reports row 5", "No place", "R9", "Give a place"]


def test_imports_of_an_hour_by_country(small_assessment: Assessment) -> None:
    table = tables.import_table(small_assessment.evaluation, small_assessment.evaluation.peak)
    assert table.loc["PL", ["country", "used_mw", "binding"]].tolist() == ["Poland", 180.0, "The limit on import"]


def test_ac_check_is_told_with_the_largest_part_first() -> None:
    islands = pd.DataFrame(
        {
            "island": [1, 0],
            "load_mw": [146.7, 13072.3],
            "losses_mw": [0.2, 457.8],
            "max_loading_share": [0.4987, 1.0482],
        }
    )
    table = tables.ac_table(AcCheck(islands=islands, buses=pd.DataFrame()))
    assert table["load_mw"].tolist() == [13072.0, 147.0]
    assert table["loading"].tolist() == pytest.approx([104.82, 49.87])


def test_a_grid_without_neighbours_has_an_empty_import_table(small_assessment: Assessment) -> None:
    evaluation = small_assessment.evaluation
    alone = replace(evaluation, imports=evaluation.imports.iloc[:0])
    assert tables.import_table(alone, alone.peak).empty


def test_names_of_regions_follow_the_language(small_assessment: Assessment) -> None:
    with speaking("uk"):
        assert tables.region_names(small_assessment.evaluation)["A"] == "Альфа"
        assert tables.damage_table(small_assessment)["state"].iloc[0] == "знищено"
    oblasts = pd.Series(["Одеська область", "Київська область", "місто Київ"])
    assert list(tables.short_names(oblasts)) == ["Одеська", "Київська", "місто Київ"]
