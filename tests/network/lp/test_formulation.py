"""The programme of a three-bus case, written out and compared with a committed text.

When the formulation changes on purpose, read the new text, then copy it over the old one.
"""

import tomllib
from pathlib import Path
from typing import Any

from gridimpact.domain.damage import Contingency
from gridimpact.domain.settings import Settings
from gridimpact.network.case.conditions import merit_order, operating_conditions
from gridimpact.network.case.contingencies import apply
from gridimpact.network.dispatch.day import Engine
from gridimpact.network.lp.bounds import contingency_bounds
from gridimpact.network.lp.formulation import names
from gridimpact.network.lp.objectives import objectives_of
from gridimpact.network.lp.solver import WarmStartLp

TESTS = Path(__file__).parents[2]


def test_the_programme_reads_as_it_is_documented(tmp_path: Path, build_grid: Any, plain: Settings) -> None:
    case = tomllib.loads((TESTS / "formulation" / "three_bus.toml").read_text(encoding="utf-8"))
    engine = Engine.of(build_grid(case), plain.network)
    conditions = operating_conditions(engine.grid, plain.demand)
    case_bounds = contingency_bounds(engine.model, apply(Contingency(out=("line:cb",)), engine.grid), conditions)
    kept = WarmStartLp(engine.model.matrix, case_bounds.of(0))
    kept.solve(
        case_bounds.of(0), objectives_of(engine.model, merit_order(engine.grid, ""), case_bounds.load_pu[0]).shedding
    )
    columns, rows = names(engine.model)
    kept.write(tmp_path / "three_bus.lp", columns=columns, rows=rows)

    written = (tmp_path / "three_bus.lp").read_text(encoding="utf-8")
    assert written == (TESTS / "formulation" / "three_bus.lp").read_text(encoding="utf-8")
