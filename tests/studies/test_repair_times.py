"""When components return: stated, or assumed by the state of damage."""

import pytest

import gridimpact as gi
from gridimpact.domain.damage import Contingency
from gridimpact.domain.settings import DamageSettings, RepairSettings, Settings
from gridimpact.studies.repair_times import days_of, return_table


def test_times_come_from_the_state_unless_they_are_stated(ukraine: gi.Grid) -> None:
    case = Contingency(
        out=("line:L001",), derated={"substation:usatove": 0.6, "plant:P020": 0.28, "transformer:T035": 0.5}
    )
    table = return_table(ukraine, case, Settings(), stated={"plant:P020": 9.0})
    repair = RepairSettings()
    assert table["days"].to_dict() == {
        "line:L001": repair.branch_days[3],
        "plant:P020": 9.0,
        "substation:usatove": repair.substation_days[2],
        "transformer:T035": repair.transformer_days[2],
    }
    assert table["stated"].to_dict()["plant:P020"]
    assert len(DamageSettings().plant_capacity_left) == len(repair.plant_days)


@pytest.mark.parametrize(
    ("kind", "days"),
    [
        ("substation", RepairSettings().substation_days),
        ("bus", RepairSettings().substation_days),
        ("unit", RepairSettings().plant_days),
        ("transformer", RepairSettings().transformer_days),
        ("line", RepairSettings().branch_days),
        ("interconnector", RepairSettings().branch_days),
    ],
)
def test_times_by_kind(kind: str, days: tuple[float, ...]) -> None:
    assert days_of(kind, RepairSettings()) == days
