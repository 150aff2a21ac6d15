"""Days ahead: damage returns on its day, hours go on over midnight, and nothing is solved round evaluate()."""

from dataclasses import replace
from math import inf

import numpy as np
import pandas as pd
import pytest

import gridimpact as gi
from gridimpact.domain.damage import Contingency
from gridimpact.domain.days_ahead import DaysAhead
from gridimpact.domain.evaluation import Evaluation
from gridimpact.domain.settings import NetworkSettings, Settings
from gridimpact.errors import DataError
from gridimpact.studies.days_ahead import follow_days, still_damaged

QUICK = Settings(network=NetworkSettings(ac_check=False))
CASE = Contingency(out=("substation:usatove",), derated={"plant:P020": 0.28})
RETURNS = {"substation:usatove": 1.5, "plant:P020": inf}
LIMIT_H = QUICK.impact.max_block_h


@pytest.fixture(scope="module")
def first(ukraine: gi.Grid) -> Evaluation:
    return gi.evaluate(ukraine, CASE, QUICK)


@pytest.fixture(scope="module")
def ahead(ukraine: gi.Grid, first: Evaluation) -> DaysAhead:
    return follow_days(ukraine, CASE, QUICK, days=5, returns=RETURNS, first=first)


def test_a_component_is_back_on_the_morning_after_its_days(ahead: DaysAhead) -> None:
    assert ahead.days["damaged"].tolist() == [2, 2, 1, 1, 1]
    assert ahead.days["returned"].tolist() == [0, 0, 1, 0, 0]
    assert ahead.evaluations[2].dispatch.contingency.components == ("plant:P020",)
    ens = ahead.days["ens_mwh"]
    assert ens[0] == pytest.approx(ens[1]) == pytest.approx(float(ahead.evaluations[0].total_shed_mw.sum()))
    assert ens[2] == pytest.approx(ens[4])
    # generation is what is short: the substation's return shares the same shortage out evenly again
    odesa = ahead.regions[ahead.regions["region_id"] == "UA51"].set_index("day")
    assert odesa["ens_mwh"][2] < odesa["ens_mwh"][1] / 2
    assert (odesa["cause"][1], odesa["cause"][2]) == (
        "national deficit and network (damage in the region)",
        "national deficit",
    )
    assert odesa["severity"][2] < odesa["severity"][1] == 5


def test_a_day_taken_over_is_what_evaluate_says_of_it(ahead: DaysAhead, ukraine: gi.Grid) -> None:
    last = ahead.evaluations[4]
    day = pd.Timestamp(ahead.days["date"][4]).date()
    state = replace(QUICK.demand, day=day)
    before = ahead.evaluations[3].people
    assert before is not None
    afresh = gi.evaluate(ukraine, last.dispatch.contingency, replace(QUICK, demand=state), before=before.outages)
    for name in ("load_mw", "shed_mw", "import_mw"):
        pd.testing.assert_frame_equal(getattr(last.dispatch, name), getattr(afresh.dispatch, name), check_freq=False)
    pd.testing.assert_frame_equal(last.imports_total, afresh.imports_total)
    assert last.people is not None
    assert afresh.people is not None
    pd.testing.assert_frame_equal(last.people.outages.off, afresh.people.outages.off, check_freq=False)
    assert last.peak == afresh.peak


def test_hours_stay_fair_and_outages_short_over_all_days(ahead: DaysAhead) -> None:
    outages = ahead.outages
    assert len(outages.off) == 5 * 48
    assert outages.off.index.is_monotonic_increasing
    calm = outages.emergency.columns[(outages.emergency == 0).all()]
    table = outages.subqueues[outages.subqueues["region_id"].isin(calm)]
    assert (table["longest_h"] <= LIMIT_H).all()
    hours = table.groupby(["region_id", "subqueue"])["off_h"].sum().groupby("region_id")
    assert ((hours.max() - hours.min()) <= LIMIT_H + 1e-9).all()
    run = outages.off[calm].astype(int)
    longest = run.rolling(int(LIMIT_H / outages.slot_h) + 1).sum().max()
    assert (longest <= LIMIT_H / outages.slot_h).all()  # over midnight too


def test_repair_shortens_what_people_go_through(ahead: DaysAhead, ukraine: gi.Grid, first: Evaluation) -> None:
    never = follow_days(ukraine, CASE, QUICK, days=5, returns=dict.fromkeys(CASE.components, inf), first=first)
    key = ["region_id", "at_least_h"]
    with_repair, without = (d.durations.set_index(key)["people_in_total"] for d in (ahead, never))
    assert (with_repair <= without + 1e-6).all()
    assert with_repair["UA51", 72.0] < without["UA51", 72.0]


def test_what_has_returned_is_no_longer_in_the_damage() -> None:
    days = pd.Series({"substation:usatove": 1.5, "plant:P020": 2.0})
    assert [len(still_damaged(CASE, days, day).components) for day in range(4)] == [2, 2, 0, 0]
    assert still_damaged(CASE, days, 0) is CASE


@pytest.mark.parametrize(
    ("days", "returns", "words"),
    [
        (0, {}, "cannot be followed"),
        (99, {}, "cannot be followed"),
        (3, {"line:L001": 2.0}, "is not damaged"),
        (3, {"plant:P020": -1.0}, "no number from 0"),
        (3, {"plant:P020": float("nan")}, "no number from 0"),
    ],
)
def test_what_cannot_be_is_refused(ukraine: gi.Grid, days: int, returns: dict[str, float], words: str) -> None:
    with pytest.raises(DataError, match=words):
        follow_days(ukraine, CASE, QUICK, days=days, returns=returns)


def test_a_grid_without_regions_is_refused(ukraine: gi.Grid) -> None:
    with pytest.raises(DataError, match="no regions"):
        follow_days(replace(ukraine, regions=ukraine.regions.iloc[:0]), CASE, QUICK)


def test_what_is_assumed_is_told(ahead: DaysAhead, ukraine: gi.Grid, first: Evaluation) -> None:
    assert not [f for f in ahead.findings if f.where == "return to service"]  # all times were stated
    one = follow_days(ukraine, CASE, QUICK, days=1, first=first)
    assert one.findings[0].ids == CASE.components
    assert np.isclose(one.days["ens_mwh"][0], ahead.days["ens_mwh"][0])
