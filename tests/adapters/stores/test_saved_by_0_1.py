"""Files that version 0.1 wrote are read; settings under an old name are read with a word of the new one."""

import pickle
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from gridimpact.adapters.reports.evidence_files import read_evidence
from gridimpact.adapters.stores.assumption_values import read_values
from gridimpact.adapters.stores.scenario_json import read_scenario, scenario_json
from gridimpact.domain.renamed import OLD_NAMES, present_name
from gridimpact.domain.scenario import RenamedSettings
from gridimpact.domain.settings import (
    DemandSettings,
    EvidenceSettings,
    ImpactSettings,
    NetworkSettings,
    Settings,
)
from gridimpact.domain.vocabulary import Season

SAVED = Path(__file__).resolve().parents[1] / "saved_by_0_1"
PHRASES = (("extensive", 0.9, "switched off"),)


def test_a_scenario_of_0_1_is_read_whole_and_its_renamed_setting_is_told() -> None:
    scenario, findings = read_scenario((SAVED / "scenario.json").read_text(encoding="utf-8"))
    assert [(type(one), one.ids) for one in findings] == [(RenamedSettings, ("settings.network.tie_scale",))]
    assert scenario.settings == Settings(
        network=NetworkSettings(transfer_scale=0.8, even_sharing=False),
        demand=DemandSettings(season=Season.WINTER, day=date(2026, 1, 20)),
        evidence=EvidenceSettings(own_phrases=PHRASES),
        impact=ImpactSettings(outdoor_temperature_c=-12.5),
    )
    assert scenario.as_of == datetime(2026, 1, 15, 6, tzinfo=UTC)
    assert (len(scenario.reports.reports), scenario.reports.rows_read) == (2, 3)
    assert [override.targets for override in scenario.overrides] == [(("substation:vinnytska", 1.0),)]
    assert scenario.facilities is not None
    assert scenario.facilities.loc["f1"].to_list() == ["Hospital 1", 100.0]
    again, told = read_scenario(scenario_json(scenario))
    assert (again.settings, again.reports, told) == (scenario.settings, scenario.reports, ())


def test_evidence_settings_of_0_1_are_read() -> None:
    assert read_evidence(SAVED / "evidence.json") == EvidenceSettings(own_phrases=PHRASES, decision_probability=0.6)


@pytest.mark.parametrize(("group", "old"), [(group, old) for group, names in OLD_NAMES.items() for old in names])
def test_each_old_name_is_accepted_and_the_new_one_named(group: str, old: str) -> None:
    usual = getattr(Settings(), group)
    new = OLD_NAMES[group][old]
    wanted = replace(usual, **{new: 0.5})
    word = rf"{group}\.{old} is now called {group}\.{new}"
    with pytest.warns(DeprecationWarning, match=word):
        assert type(usual)(**{old: 0.5}) == wanted
    with pytest.warns(DeprecationWarning, match=word):
        assert replace(usual, **{old: 0.5}) == wanted
    with pytest.warns(DeprecationWarning, match=word):
        assert getattr(wanted, old) == 0.5
    with pytest.warns(DeprecationWarning, match=word):
        assert getattr(read_values(Settings(), {f"{group}.{old}": "0,5"}), group) == wanted


def test_new_names_need_no_warning_and_settings_stay_values() -> None:
    own = NetworkSettings(transfer_scale=0.8)
    assert pickle.loads(pickle.dumps(own)) == own
    assert hash(own) == hash(replace(NetworkSettings(), transfer_scale=0.8))
    assert present_name("network.transfer_scale") == "network.transfer_scale"
    with pytest.raises(TypeError, match="unheard_of"):
        NetworkSettings(unheard_of=1)  # type: ignore[call-arg]
