"""The sentence and the figures, on numbers that can be checked by hand.

In the peak hour region A asks for 1,000 MW and sheds half (a fifth without the damage), region B
asks for 500 MW and sheds a tenth (also without the damage): 550 of 1,500 MW, 300 MW caused.
"""

from dataclasses import replace

from gridimpact.domain.assessment import Assessment
from gridimpact.views import figures


def test_figures_of_an_hour(small_assessment: Assessment) -> None:
    first, people, need, arriving, day = figures.key_figures(small_assessment, small_assessment.evaluation.peak)
    assert (first.value, first.note) == ("550 MW · 37 %", "300 MW newly cut by the damage")
    assert (people.value, people.note) == ("1.1 million", "600,000 newly cut by the damage")
    assert (need.value, need.note) == ("550 MW", "+300 MW from the damage")
    assert (arriving.value, arriving.note) == ("180 MW", "200 MW allowed")
    assert (day.value, day.note) == ("1.7 GWh", "930 MWh newly cut by the damage")  # 3.1 h x 550 MW, 3.1 h x 300 MW


def test_hours_are_local_and_the_peak_is_found(small_assessment: Assessment) -> None:
    assert figures.local_hours(small_assessment, "Europe/Kyiv") == ("00:00", "01:00", "02:00", "03:00")
    assert figures.peak_position(small_assessment) == 2
    assert figures.local_day(small_assessment, "Europe/Kyiv") == "15 January 2026"


def test_import_headline_tells_what_arrives(small_assessment: Assessment) -> None:
    assert figures.import_headline(small_assessment) == (
        "At the peak hour 550 MW of import would be needed, 200 MW is allowed and 180 MW arrives."
    )


def test_import_cause_names_the_regions_where_the_inner_grid_holds_back(small_assessment: Assessment) -> None:
    evaluation = small_assessment.evaluation
    trade = evaluation.imports_total.assign(binding="inner grid", corridor_regions="A; B")
    held = replace(small_assessment, evaluation=replace(evaluation, imports_total=trade))
    assert figures.import_cause(held, evaluation.peak) == (
        "the internal grid cannot carry more to where it is needed (Alpha Oblast, Beta Oblast)"
    )
