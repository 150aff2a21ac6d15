"""The worked cases of tests/cases/network: their README holds the arithmetic."""

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gridimpact.assessment import evaluate
from gridimpact.domain.damage import Contingency
from gridimpact.domain.settings import Settings

CASES = Path(__file__).parents[2] / "cases" / "network"


def _steps() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.toml")):
        case = tomllib.loads(path.read_text(encoding="utf-8"))
        found += [pytest.param(case, step, id=f"{path.stem}-{number}") for number, step in enumerate(case["steps"])]
    return found


@pytest.mark.parametrize(("case", "step"), _steps())
def test_the_answer_is_the_one_worked_by_hand(case: Any, step: Any, build_grid: Any, plain: Settings) -> None:
    network = replace(plain.network, reallocate_import_shares=step.get("reallocate", True))
    contingency = Contingency(out=tuple(step.get("out", ())), derated=step.get("derated", {}))

    evaluation = evaluate(build_grid(case), contingency, replace(plain, network=network))

    shed = evaluation.dispatch.shed_mw.iloc[0]
    assert evaluation.total_shed_mw.iloc[0] == pytest.approx(step["total_shed"], abs=1e-4)
    for load, expected in step.get("shed", {}).items():
        assert shed[f"load:{load}"] == pytest.approx(expected, abs=1e-3), load
    country = evaluation.imports.droplevel("snapshot")
    for figure in ("allowed", "used"):
        for name, expected in step.get(figure, {}).items():
            assert country.loc[name, f"{figure}_mw"] == pytest.approx(expected, abs=1e-3), (figure, name)
    total = evaluation.imports_total.iloc[0]
    if "need" in step:
        assert total["need_mw"] == pytest.approx(step["need"], abs=1e-3)
        assert total["binding"] == step["binding"]
    assert evaluation.dispatch.status["method"].tolist() == ["warm"]


def test_there_are_cases() -> None:
    assert len(_steps()) >= 14
