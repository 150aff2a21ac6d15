"""The headline under other choices of the evidence stage."""

from pathlib import Path

import pytest

from gridimpact.adapters.reports.files import read_reports
from gridimpact.assessment import assess
from gridimpact.domain.grid import Grid
from gridimpact.domain.settings import EvidenceSettings, NetworkSettings, Settings
from gridimpact.studies.evidence_sensitivity import AS_SET, FIGURES, evidence_variations, headline_by_choice

QUICK = Settings(network=NetworkSettings(ac_check=False, coupled_day=False))


def test_variations_are_settings_that_can_be_used() -> None:
    tried = evidence_variations(EvidenceSettings())
    assert next(iter(tried)) == AS_SET
    for choice in tried.values():
        assert sum(choice.prior) == pytest.approx(1.0)
        assert all(0.0 <= weight <= 1.0 for weight in (*choice.reliability_weight, *choice.credibility_weight))
    assert len({repr(choice) for choice in tried.values()}) == len(tried)


def test_headline_by_choice(ukraine: Grid, night: Path) -> None:
    reports = read_reports(night)
    tried = {
        "prior of no damage 0.9": evidence_variations(EvidenceSettings())["prior of no damage 0.9"],
        "nothing is believed": EvidenceSettings(decision_probability=1.0),
    }
    table = headline_by_choice(ukraine, reports, QUICK, variations=tried)
    base = assess(ukraine, reports, QUICK)
    assert list(table.index) == [AS_SET, *tried]
    assert table.loc[AS_SET, list(FIGURES)].to_dict() == base.summary().loc[list(FIGURES), "value"].to_dict()
    nothing = table.loc["nothing is believed"]
    assert (nothing["components_damaged"], nothing["differing"]) == (0, 9)
    assert nothing["ens_mwh"] == pytest.approx(base.summary().at["ens_mwh", "baseline"])
    assert table.at[AS_SET, "differing"] == 0
