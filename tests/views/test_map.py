"""The map as plain values."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from gridimpact import assess, read_reports
from gridimpact.domain.assessment import Assessment
from gridimpact.domain.grid import Grid
from gridimpact.views.map_base import base_map, component_places, public_base
from gridimpact.views.map_layers import COLOURS, NO_SUPPLY, PLAIN, Measure, legend, map_values


def test_base_fits_its_frame(small_grid: Grid) -> None:
    base = base_map(small_grid)
    places = [re.findall(r"([\d.]+) ([\d.]+)", region["d"]) for region in base["regions"]]
    x, y = zip(*((float(east), float(south)) for shape in places for east, south in shape), strict=True)
    assert [region["id"] for region in base["regions"]] == ["A", "B", "C"]
    assert 0 < min(x) < max(x) < base["width"] == 1000
    assert 0 < min(y) < max(y) < base["height"]


def test_north_is_up_and_east_is_right(small_grid: Grid) -> None:
    alpha, beta, gamma = base_map(small_grid)["regions"]
    assert alpha["x"] < beta["x"]
    assert alpha["y"] < gamma["y"]


def test_ties_are_not_drawn_and_lines_are_damaged_in_their_middle(small_grid: Grid) -> None:
    base, places = base_map(small_grid), component_places(small_grid)
    assert base["line_ids"] == ["line:L1"]
    ends = places.loc[["substation:n", "substation:e"], "x"]
    assert places.loc["line:L1", "x"] == pytest.approx(ends.mean(), abs=0.1)


def test_import_arrow_points_inwards(small_grid: Grid) -> None:
    (border,) = base_map(small_grid)["borders"]
    assert border["id"] == "PL"
    assert border["dx"] > 0.9


def test_a_grid_without_shapes_has_no_map(small_grid: Grid) -> None:
    assert base_map(replace(small_grid, regions=small_grid.regions.iloc[:0])) == {}


@pytest.mark.parametrize(
    ("measure", "fill", "value"),
    [
        (Measure.HOUR, [4, 1, NO_SUPPLY], ["50 %", "10 %", ""]),
        (Measure.DAY, [4, 1, NO_SUPPLY], ["50 %", "10 %", ""]),
        (Measure.PEOPLE, [5, 2, NO_SUPPLY], ["1M", "100k", ""]),
        (Measure.CAUSED, [4, 0, NO_SUPPLY], ["30 %", "0 %", ""]),
        (Measure.DAMAGE, [PLAIN] * 3, ["", "", ""]),
    ],
)
def test_fill_follows_the_measure(
    small_grid: Grid, small_assessment: Assessment, measure: Measure, fill: list[int], value: list[str]
) -> None:
    values = _values(small_grid, small_assessment, measure)
    assert values["fill"] == fill
    assert values["value"] == value


def test_damage_imports_and_dead_lines_are_marked(small_grid: Grid, small_assessment: Assessment) -> None:
    values = _values(small_grid, small_assessment, Measure.HOUR)
    assert [mark["kind"] for mark in values["marks"]] == ["out"]
    assert values["marks"][0]["tip"] == "North (substation): most likely destroyed; damaged at all: 95 %"
    assert values["out"] == [0]
    assert values["imports"] == [[180.0, 200.0]]
    assert values["tip"][0] == "50 % of demand not served (500 of 1,000 MW), equal to 1.0 million people"
    assert values["tip"][2] == "no supply modelled here"


def test_a_substation_that_lost_its_supply_is_dark(small_grid: Grid, small_assessment: Assessment) -> None:
    lit = small_assessment.evaluation.dispatch.energised
    assert _values(small_grid, small_assessment, Measure.HOUR)["dark"] == []
    assert lit.index.tolist() == ["bus:n-330", "bus:e-330"]
    cut = replace(small_assessment.evaluation.dispatch, energised=lit.where(lit.index == "bus:n-330", False))
    without = replace(small_assessment, evaluation=replace(small_assessment.evaluation, dispatch=cut))
    assert _values(small_grid, without, Measure.HOUR)["dark"] == [1]
    never = replace(without, baseline=without.evaluation)
    assert _values(small_grid, never, Measure.HOUR)["dark"] == []


def test_a_public_map_tells_regions_only(small_grid: Grid, small_assessment: Assessment) -> None:
    whole, places = base_map(small_grid), component_places(small_grid)
    base, peak = public_base(whole), small_assessment.evaluation.peak
    restricted = map_values(small_assessment, whole, places, snapshot=peak)
    public = map_values(small_assessment, base, places.iloc[:0], snapshot=peak)
    assert {name for name in restricted if restricted[name] != public[name]} == {"marks", "out"}
    assert (public["marks"], public["out"], public["dark"]) == ([], [], [])
    told = json.dumps([base, public])
    assert [part for part in ("North", *small_grid.buses.index, *small_grid.lines.index) if part in told] == []


def test_hours_off_are_those_of_the_queues(ukraine: Grid, night: Path) -> None:
    shown = assess(ukraine, read_reports(night))
    base, places = base_map(ukraine), component_places(ukraine)
    values = map_values(shown, base, places, snapshot=shown.evaluation.peak, measure=Measure.HOURS)
    assert shown.evaluation.people is not None
    off = shown.evaluation.people.outages.regions["off_h"]
    row = [region["id"] for region in base["regions"]].index("UA05")
    assert values["value"][row] == f"{off['UA05']:.0f} h"
    assert values["fill"][row] == sum(off["UA05"] >= bound for bound in (2, 4, 8, 12, 16))
    assert values["legend"]["classes"] == ["under 2 h", "2–4 h", "4–8 h", "8–12 h", "12–16 h", "16 h or more"]


def test_values_are_plain_json(small_grid: Grid, small_assessment: Assessment) -> None:
    values = _values(small_grid, small_assessment, Measure.HOUR)
    assert json.loads(json.dumps(values, allow_nan=False)) == values


@pytest.mark.parametrize("measure", [Measure.HOUR, Measure.PEOPLE, Measure.DAY, Measure.CAUSED, Measure.HOURS])
def test_legend_names_every_colour(measure: Measure) -> None:
    assert len(legend(measure)["classes"]) == len(COLOURS)


def test_map_of_the_bundled_grid_is_small(ukraine: Grid) -> None:
    base = base_map(ukraine)
    assert len(base["regions"]) == 27
    assert len(json.dumps(base)) < 60_000


def _values(grid: Grid, assessment: Assessment, measure: Measure) -> dict[str, object]:
    base, places = base_map(grid), component_places(grid)
    return map_values(assessment, base, places, snapshot=assessment.evaluation.peak, measure=measure)
