"""Two regions with a national shortage, one of them cut off; worked by hand.

Region A asks for 100 MW (1,000 people), region B for 300 MW (3,000 people); 280 MW can be had.
Without damage both lack 30 %: A 30 MW, B 90 MW. When A's substation is destroyed, A lacks all 100 MW, and the 280 MW
serve B but for 20 MW: new cuts of 70 MW in A, relief of 70 MW in B, a net of nothing.
"""

from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from gridimpact.domain.caused import Caused
from gridimpact.impact.attribution import caused_by_damage

HOUR = pd.Timestamp("2026-01-15T17:00Z")
REGIONS = pd.Index(["A", "B"], name="region_id")
POPULATION = pd.DataFrame({"population": [1000.0, 3000.0]}, index=REGIONS)


def hourly(shed_a: float, shed_b: float) -> pd.DataFrame:
    return pd.DataFrame(
        {"snapshot": [HOUR] * 2, "region_id": list(REGIONS), "demand_mw": [100.0, 300.0], "shed_mw": [shed_a, shed_b]}
    )


def evaluation(shed_a: float, shed_b: float, p_mw: float = 280.0, available_mw: float = 280.0) -> Any:
    """What attribution reads of an evaluation: one unit serves what is not shed."""
    units = pd.Index(["unit:u"])
    return SimpleNamespace(
        regions_hourly=hourly(shed_a, shed_b),
        regions=POPULATION,
        peak=HOUR,
        imports_total=pd.DataFrame({"removable_mw": [shed_b]}, index=[HOUR]),
        dispatch=SimpleNamespace(
            p_mw=pd.DataFrame([[p_mw]], index=[HOUR], columns=units),
            available_mw=pd.DataFrame([[available_mw]], index=[HOUR], columns=units),
        ),
    )


@pytest.fixture
def cut_off() -> Caused:
    return caused_by_damage(evaluation(100.0, 20.0), evaluation(30.0, 90.0))


def test_new_cuts_and_relief_stand_apart(cut_off: Caused) -> None:
    assert cut_off.regions["new_cuts_mw"].to_dict() == {"A": pytest.approx(70.0), "B": 0.0}
    assert cut_off.regions["relief_mw"].to_dict() == {"A": 0.0, "B": pytest.approx(70.0)}
    assert cut_off.net_mw[HOUR] == pytest.approx(0.0)


def test_people_follow_the_demand_of_their_own_region(cut_off: Caused) -> None:
    """70 of 100 MW in A are 700 of its 1,000 people; 70 of 300 MW in B are 700 of its 3,000."""
    assert cut_off.regions["people_new"].to_dict() == {"A": pytest.approx(700.0), "B": 0.0}
    assert cut_off.regions["people_relieved"].to_dict() == {"A": 0.0, "B": pytest.approx(700.0)}
    assert cut_off.people_new == pytest.approx(700.0)


def test_what_was_short_before_is_kept_beside(cut_off: Caused) -> None:
    assert cut_off.regions["shed_before_mw"].to_dict() == {"A": 30.0, "B": 90.0}


def test_without_a_damaged_unit_all_of_it_is_network(cut_off: Caused) -> None:
    assert cut_off.hourly["network_mw"].tolist() == pytest.approx([70.0, -70.0])
    assert cut_off.generation_mw[HOUR] == cut_off.generation_shed_mw[HOUR] == 0.0


def test_a_lost_unit_is_generation_and_a_cut_region_is_network() -> None:
    """The unit loses 80 of the 280 MW that ran: both lack 50 %, A 50 and B 150. With A cut off as well, A lacks 100 MW
    and B the other 100: generation adds 20 + 60 MW, the network moves 50 MW from B to A."""
    told = caused_by_damage(
        evaluation(100.0, 100.0, p_mw=200.0, available_mw=200.0), evaluation(30.0, 90.0), hourly(50.0, 150.0)
    )
    assert told.generation_mw[HOUR] == pytest.approx(80.0)
    assert told.generation_shed_mw[HOUR] == pytest.approx(80.0)
    assert told.hourly["network_mw"].tolist() == pytest.approx([50.0, -50.0])
    assert told.regions["new_cuts_mw"].tolist() == pytest.approx([70.0, 10.0])
    assert told.net_mw[HOUR] == pytest.approx(told.generation_shed_mw[HOUR] + told.network_mw[HOUR])


def test_the_tolerance_of_two_solutions_is_no_effect() -> None:
    nothing = caused_by_damage(evaluation(30.0 + 1e-5, 90.0 - 1e-5), evaluation(30.0, 90.0))
    assert nothing.new_cuts_mw == nothing.relief_mw == nothing.people_new == 0.0


def test_a_region_without_demand_has_nobody_cut() -> None:
    empty = evaluation(0.0, 20.0)
    empty.regions_hourly["demand_mw"] = [0.0, 300.0]
    assert caused_by_damage(empty, evaluation(0.0, 90.0)).regions["people_new"].tolist() == [0.0, 0.0]
