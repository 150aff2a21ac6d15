"""Tables of people, facilities and needs: public ones know sums by region and kind."""

import pandas as pd
import pytest

import gridimpact as gi
from gridimpact.domain.impact_results import REPAIR_ITEMS, PeopleImpact
from gridimpact.outputs.tables import people_tables
from gridimpact.outputs.tables.sheets import Sheet

PUBLIC, RESTRICTED = gi.Sensitivity.PUBLIC, gi.Sensitivity.RESTRICTED


@pytest.fixture
def people(answer: gi.Assessment) -> PeopleImpact:
    assert answer.evaluation.people is not None
    return answer.evaluation.people


def test_sheets_are_named_by_what_they_are(people: PeopleImpact, ukraine: gi.Grid) -> None:
    sheets = [sheet for sheet, _ in people_tables.sheets(people, PUBLIC, ukraine)]
    assert sheets[0] is Sheet.SEVERITY
    assert len(set(sheets)) == len(sheets) == 9


def test_public_facilities_are_sums_without_names(people: PeopleImpact) -> None:
    public, restricted = (people_tables.facilities(people, level) for level in (PUBLIC, RESTRICTED))
    assert {"name", "source", "load_kw"} <= set(restricted) - set(public)
    assert not public.duplicated(["region_id", "kind"]).any()
    summed = restricted.groupby(["region_id", "kind"], sort=False)["fuel_l_per_day_high"].sum()
    assert public["fuel_l_per_day_high"].to_numpy() == pytest.approx(summed.to_numpy(), abs=5)
    assert (public["fuel_l_per_day_high"] == public["fuel_l_per_day_high"].round()).all()


def test_a_facility_that_keeps_grid_power_has_a_blank(people: PeopleImpact) -> None:
    table = people_tables.facilities(people, RESTRICTED)
    lasting = people.facilities["hours_left_low"] == float("inf")
    assert table["hours_left_low"].isna().tolist() == lasting.tolist()


def test_needs_of_repairs_are_restricted(people: PeopleImpact) -> None:
    public, restricted = (people_tables.needs(people, level) for level in (PUBLIC, RESTRICTED))
    assert set(restricted["item"]) - set(public["item"]) == set(REPAIR_ITEMS)
    assert (restricted["count_high"] == restricted["count_high"].round()).all()


def test_blocks_are_runs_of_slots_without_gaps(people: PeopleImpact) -> None:
    blocks = people_tables.blocks_of(people.outages)
    assert (blocks["end"] > blocks["start"]).all()
    lasting = (blocks["end"] - blocks["start"]) / pd.Timedelta(hours=1)
    assert lasting.to_numpy() == pytest.approx(blocks["hours"].to_numpy())
    ordered = blocks.sort_values(["region_id", "subqueue", "start"])
    same = ordered.duplicated(["region_id", "subqueue"])
    assert (ordered["start"][same] > ordered["end"].shift()[same]).all()


def test_times_are_local_with_offset(people: PeopleImpact, ukraine: gi.Grid) -> None:
    for table in (people_tables.people_by_hour(people, ukraine), people_tables.orders(people.outages, ukraine)):
        assert table["snapshot"].str.endswith("+02:00").all()
    assert people_tables.people_by_hour(people, None)["snapshot"].str.endswith("+00:00").all()


def test_hours_off_by_queue_add_up(people: PeopleImpact) -> None:
    table = people_tables.hours_by_queue(people.outages)
    assert set(table["queue"]) == {1, 2, 3, 4, 5, 6}
    assert (table["scheduled_h"] + table["emergency_h"]).to_numpy() == pytest.approx(
        table["off_h"].to_numpy(), abs=0.02
    )
