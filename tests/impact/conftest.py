"""A day on the bundled grid with stated damage, worked out once for all files."""

import pytest

import gridimpact as gi
from gridimpact.domain.damage import Contingency
from gridimpact.domain.evaluation import Evaluation
from gridimpact.domain.impact_results import PeopleImpact
from gridimpact.domain.settings import NetworkSettings, Settings


@pytest.fixture(scope="session")
def damage() -> Contingency:
    """A substation behind Odesa, Darnytsia CHP (160 MW), and half of another CHP (700 MW)."""
    return Contingency(out=("substation:usatove", "plant:P022"), derated={"plant:P020": 0.5})


@pytest.fixture(scope="session")
def evaluation(ukraine: gi.Grid, damage: Contingency) -> Evaluation:
    return gi.evaluate(ukraine, damage, Settings(network=NetworkSettings(ac_check=False)))


@pytest.fixture(scope="session")
def people(evaluation: Evaluation) -> PeopleImpact:
    assert evaluation.people is not None
    return evaluation.people
