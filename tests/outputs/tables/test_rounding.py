"""Digits of columns and figures."""

import pandas as pd
import pytest

from gridimpact.outputs.tables.rounding import rounded, rounded_value


def test_columns_are_rounded_as_registered_and_others_by_the_unit_in_their_name() -> None:
    table = pd.DataFrame(
        {"shed_mw": [1.26], "people": [1.6], "fuel_l_low": [2.4], "own_h": [1.2345], "own": [1.23456], "name": ["a"]}
    )
    assert rounded(table).iloc[0].to_dict() == {
        "shed_mw": 1.3,
        "people": 2.0,
        "fuel_l_low": 2.0,
        "own_h": 1.23,
        "own": 1.23456,
        "name": "a",
    }


@pytest.mark.parametrize(("value", "unit", "expected"), [(0.12346, "share", 0.1235), (3.26, "MW", 3.3), (2.4, "", 2.0)])
def test_figures_are_rounded_by_their_unit(value: float, unit: str, expected: float) -> None:
    assert rounded_value(value, unit) == pytest.approx(expected, abs=1e-9)
    assert str(rounded_value(-0.0001, "MW")) == "0.0"
