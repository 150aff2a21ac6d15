"""The most likely contingency."""

import pandas as pd
import pytest

from gridimpact.domain.damage import DamageBelief
from gridimpact.domain.settings import EvidenceSettings, Settings
from gridimpact.domain.vocabulary import DAMAGE_STATES
from gridimpact.evidence import most_likely

CHANCES = {
    "substation:a": ("substation", (0.4, 0.1, 0.2, 0.2, 0.1)),
    "substation:b": ("substation", (0.1, 0.1, 0.1, 0.1, 0.6)),
    "substation:c": ("substation", (0.5, 0.0, 0.5, 0.0, 0.0)),
    "plant:d": ("plant", (0.2, 0.1, 0.1, 0.6, 0.0)),
    "line:e": ("line", (0.2, 0.7, 0.1, 0.0, 0.0)),
    "line:f": ("line", (0.2, 0.0, 0.1, 0.7, 0.0)),
}


@pytest.fixture
def belief() -> DamageBelief:
    table = pd.DataFrame([chances for _, chances in CHANCES.values()], index=list(CHANCES), columns=list(DAMAGE_STATES))
    components = pd.DataFrame({"kind": [kind for kind, _ in CHANCES.values()]}, index=table.index)
    return DamageBelief(table=table, components=components, matches=pd.DataFrame(), influence=pd.DataFrame())


def test_states_become_capacity_left(belief: DamageBelief) -> None:
    case = most_likely(belief)
    assert case.origin == "reports"
    assert case.out == ("line:f", "substation:b")
    assert dict(case.derated) == {"plant:d": 0.28, "substation:a": 0.6}


def test_the_limit_is_a_setting(belief: DamageBelief) -> None:
    case = most_likely(belief, Settings(evidence=EvidenceSettings(decision_probability=0.85)))
    assert case.components == ("substation:b",)
