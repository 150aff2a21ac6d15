"""What to send: counted by hand, and no component named."""

from dataclasses import replace

import pandas as pd

import gridimpact as gi
from gridimpact.domain.damage import Contingency
from gridimpact.domain.impact_results import PeopleImpact
from gridimpact.domain.impact_settings import ImpactSettings
from gridimpact.impact.facilities import facility_table
from gridimpact.impact.needs import needs_table

IMPACT = ImpactSettings()


def test_a_facility_without_a_generator_has_no_hours_left_and_needs_one(people: PeopleImpact, ukraine: gi.Grid) -> None:
    outages = replace(people.outages, regions=people.outages.regions.assign(off_h=12.0))
    given = pd.DataFrame({"region_id": ["UA05"], "kind": ["clinic"], "number": [1.0], "generator_share": [0.0]})
    table = facility_table(given, outages, IMPACT)
    row = table.iloc[0]
    assert (row["autonomy_h"], row["hours_left_low"], row["fuel_l_per_day_high"]) == (0.0, 0.0, 0.0)
    needs = needs_table(table, people.services, ukraine, Contingency(), settings=IMPACT)
    assert needs.query("item == 'mobile generator'")["count_high"].tolist() == [1.0]
    assert "diesel" not in set(needs["item"])


def test_needs_name_no_component_and_count_transformers(people: PeopleImpact, ukraine: gi.Grid) -> None:
    spare = people.needs[people.needs["item"] == "spare transformer"]
    assert set(spare["region_id"]) == {"UA51"}
    lost = ukraine.transformers[ukraine.transformers["substation_id"] == "substation:usatove"]
    assert spare["count_high"].sum() == lost["units"].astype(float).sum()
    text = people.needs.to_csv()
    assert "usatove" not in text
    assert "Usatove" not in text
