"""The first sentences, on numbers that can be checked by hand.

In the peak hour region A asks for 1,000 MW and sheds half (a fifth without the damage), region B asks for 500 MW and
sheds a tenth, also without the damage: 300 MW are newly cut, all in A, where 2 million people live.
"""

from dataclasses import replace

import pandas as pd
import pytest

import gridimpact as gi
from gridimpact.domain.assessment import Assessment
from gridimpact.domain.evaluation import Evaluation
from gridimpact.impact.attribution import caused_by_damage
from gridimpact.views import attribution, wording
from gridimpact.views.tables import region_names


def of(assessment: Assessment, evaluation: Evaluation, baseline: Evaluation) -> Assessment:
    caused = caused_by_damage(evaluation, baseline)
    return replace(assessment, evaluation=evaluation, baseline=baseline, caused=caused)


def shedding(case: Evaluation, mw: dict[str, float], snapshot: pd.Timestamp) -> Evaluation:
    """The same evaluation with other shedding by region in one hour."""
    hourly = case.regions_hourly.copy()
    for region, value in mw.items():
        hourly.loc[(hourly["snapshot"] == snapshot) & (hourly["region_id"] == region), "shed_mw"] = value
    return replace(case, regions_hourly=hourly)


def test_the_attack_comes_first_then_what_was_short_then_import(small_assessment: Assessment) -> None:
    attack, rest = attribution.attack(small_assessment), attribution.shortage_before(small_assessment)
    assert attack == (
        "At the peak hour the reported damage newly cuts 300 MW of demand, equal to that of 600,000 people: "
        "Alpha 300 MW."
    )
    assert rest == "Without the damage 250 MW of 1.5 GW would be short as well."
    assert attribution.headline(small_assessment).startswith(f"{attack} {rest} ")


def test_relief_elsewhere_stands_apart(small_assessment: Assessment) -> None:
    """B sheds 20 MW less than without the damage: 300 MW are cut all the same, and 30 MW ease."""
    case = small_assessment.evaluation
    told = of(small_assessment, shedding(case, {"B": 20.0}, case.peak), small_assessment.baseline)
    text = attribution.attack(told)
    assert "newly cuts 300 MW" in text
    assert "Elsewhere the shortage eases by 30 MW" in text


def test_without_any_effect_nobody_is_said_to_be_cut(small_assessment: Assessment) -> None:
    same = of(small_assessment, small_assessment.baseline, small_assessment.baseline)
    assert attribution.attack(same) == (
        "At the peak hour the reported damage cuts nobody off who would otherwise have power."
    )


def test_without_damage_that_counts_it_says_so(small_assessment: Assessment) -> None:
    nothing = replace(small_assessment, contingency=gi.Contingency())
    assert attribution.attack(nothing) == "No reported damage counts in this answer."


def test_a_served_day_has_no_shortage_and_needs_no_import(small_assessment: Assessment) -> None:
    case = small_assessment.evaluation
    trade = case.imports_total.assign(unserved_mw=0.0, removable_mw=0.0)
    served = replace(case, dispatch=replace(case.dispatch, shed_mw=case.dispatch.shed_mw * 0.0), imports_total=trade)
    told = of(small_assessment, served, served)
    assert attribution.shortage_before(told) == "Without the damage all 1.5 GW of demand could be served."
    assert attribution.import_cure(told) == ""


@pytest.mark.parametrize(
    ("short", "removable", "text"),
    [
        (550.0, 550.0, "Unlimited import could serve all 550 MW now short; 200 MW of import is allowed."),
        (550.0, 150.0, "Of the 550 MW now short, 400 MW cannot be reached by any import; 200 MW of import is allowed."),
        (550.0, 0.0, "No import can reach the 550 MW now short."),
    ],
)
def test_import_cures_what_it_can_reach(
    small_assessment: Assessment, short: float, removable: float, text: str
) -> None:
    case = small_assessment.evaluation
    trade = case.imports_total.assign(unserved_mw=short, removable_mw=removable)
    assert attribution.import_cure(replace(small_assessment, evaluation=replace(case, imports_total=trade))) == text


def test_a_figure_and_its_range_are_of_the_same_samples(ukraine: gi.Grid) -> None:
    """Odesa's main substation destroyed or not, at even chances: P10 nothing, P90 all of it, in one sentence."""
    settings = gi.Settings(network=gi.NetworkSettings(ac_check=False))
    case = gi.Contingency(out=("substation:usatove",))
    scenario = gi.Scenario(title="Odesa", basis=gi.Basis.STATED, stated=case, settings=settings)
    answer = gi.run_scenario(scenario, ukraine)
    ensemble = gi.run_ensemble(ukraine, {"substation:usatove": 0.5}, settings, samples=60, seed=1)
    text = attribution.attack(gi.with_ranges(answer, ensemble))
    spread = ensemble.spread("new_cuts_peak_mw")
    assert spread.p10.value == 0.0
    middle, high = wording.power(spread.p50.value), wording.power(spread.p90.value)
    assert f"newly cuts {middle} ({wording.between('0 MW', high)}) of demand" in text


def test_one_report_that_cuts_a_region_off_leads_the_headline(ukraine: gi.Grid) -> None:
    """A national shortage hides the loss of Odesa in every net figure; its new cuts are what the attack did."""
    case = gi.Contingency(out=("substation:usatove",))
    settings = gi.Settings(network=gi.NetworkSettings(ac_check=False))
    answer = gi.run_scenario(gi.Scenario(title="Odesa", basis=gi.Basis.STATED, stated=case, settings=settings), ukraine)
    cut = answer.caused.regions["new_cuts_mw"]
    odesa = cut.idxmax()
    assert region_names(answer.evaluation)[odesa].startswith("Odesa")
    assert 350.0 < cut[odesa] < 450.0
    assert cut.drop(odesa).max() < 1.0
    assert answer.caused.relief_mw == pytest.approx(cut[odesa], abs=1.0)
    assert attribution.headline(answer).startswith("At the peak hour the reported damage newly cuts 400 MW")


def test_the_headline_never_says_none_while_a_region_is_newly_cut(ukraine: gi.Grid) -> None:
    """The property of every answer, on each report of the example night alone: cuts above 5 % are told."""
    reports = gi.read_reports(gi.example_reports()["night"])
    belief = gi.fuse(reports, ukraine)
    damage = gi.most_likely(belief)
    settings = gi.Settings(network=gi.NetworkSettings(ac_check=False))
    for name in damage.components:
        stated = gi.Scenario(title=name, basis=gi.Basis.STATED, stated=damage.part([name]), settings=settings)
        answer = gi.run_scenario(stated, ukraine)
        regions = answer.caused.regions
        assert (regions[["new_cuts_mw", "relief_mw"]] >= 0.0).all(axis=None)
        if (regions["new_cuts_mw"] > 0.05 * regions["demand_mw"]).any():
            assert "newly cuts" in attribution.headline(answer)
