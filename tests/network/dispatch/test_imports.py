"""What binds the import, and where the need is told to come from, at the edges."""

from dataclasses import replace
from typing import Any

import pytest

from gridimpact.assessment import evaluate
from gridimpact.domain.damage import Contingency
from gridimpact.domain.settings import DemandSettings, Settings

TWO = {
    "buses": ["a"],
    "units": [["g", "a", 100]],
    "loads": [["d", "a", 400, "general"]],
    "interconnectors": [["x", "a", "PL", 150], ["y", "a", "SK", 150]],
    "rules": [["total", "", 200], ["share", "PL", 0.75], ["share", "SK", 0.25], ["cap", "SK", 80]],
}


@pytest.mark.parametrize(
    ("change", "out", "total", "by_country", "allowed"),
    [
        # 300 short, 200 allowed: 150 from PL, which is all that its line carries, and 50 from SK
        ({}, (), "import rule", {"PL": "border lines", "SK": "import rule"}, (150, 50)),
        # PL stops: SK takes over up to its border capacity of 80, which is a rule, not its line of 150
        ({}, ("interconnector:x",), "import rule", {"PL": "no line in service", "SK": "import rule"}, (0, 80)),
        # no rule at all: both lines are full
        (
            {"rules": [], "loads": [["d", "a", 450, "general"]]},
            (),
            "border lines",
            {"PL": "border lines", "SK": "border lines"},
            (150, 150),
        ),
        (
            {},
            ("interconnector:x", "interconnector:y"),
            "no line in service",
            {"PL": "no line in service", "SK": "no line in service"},
            (0, 0),
        ),
        ({"rules": [["total", "", 0]]}, (), "import rule", {"PL": "import rule", "SK": "import rule"}, (0, 0)),
        ({"loads": [["d", "a", 90, "general"]]}, (), "nothing", {"PL": "nothing", "SK": "nothing"}, (150, 50)),
    ],
    ids=["rule", "a neighbour stops", "no rule", "all lines out", "limit of nothing", "surplus"],
)
def test_the_cause_is_the_one_that_binds(
    change: Any, out: tuple[str, ...], total: str, by_country: Any, allowed: Any, build_grid: Any, plain: Settings
) -> None:
    evaluation = evaluate(build_grid({**TWO, **change}), Contingency(out=out), plain)
    row, countries = evaluation.imports_total.iloc[0], evaluation.imports.droplevel("snapshot")
    short = max(0.0, float(evaluation.total_demand_mw.iloc[0]) - 100.0)
    assert row["binding"] == total
    assert countries["binding"].to_dict() == by_country
    assert countries["allowed_mw"].tolist() == pytest.approx(allowed)
    assert row["need_mw"] == pytest.approx(short)
    assert row["used_mw"] == pytest.approx(min(short, sum(allowed)))
    assert countries["need_mw"].sum() == pytest.approx(short)


def test_a_lasting_surplus_has_no_need_at_all(ukraine: Any, quick: Settings) -> None:
    light = replace(quick, demand=DemandSettings(demand_scale=0.3))
    total = evaluate(ukraine, Contingency(), light).imports_total
    assert (total[["need_mw", "used_mw", "unserved_mw"]] == 0.0).all(axis=None)
    assert set(total["binding"]) == {"nothing"}
