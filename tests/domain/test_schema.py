"""Tables of a grid, checked as a whole."""

import pandas as pd
import pytest

from gridimpact.domain.grid import Grid
from gridimpact.domain.schema import TABLES, validated
from gridimpact.errors import DataError


def test_every_number_states_its_unit() -> None:
    """Column by column: what is a number carries a unit in its metadata, what is a text does not."""
    for model in TABLES.values():
        for name, column in model.to_schema().columns.items():
            is_number = str(column.dtype) in {"float64", "int64"}
            assert is_number == bool((column.metadata or {}).get("unit")), f"{model.__name__}.{name}"


def test_all_faults_are_named_with_their_rows(ukraine: Grid) -> None:
    table = ukraine.lines.iloc[:4].copy()
    table.loc[table.index[0], "x_pu"] = None
    table.loc[table.index[1:3], "s_nom_mva"] = -1.0
    with pytest.raises(DataError) as raised:
        validated(table.drop(columns="length_km"), "lines")
    told = {finding.where: finding.ids for finding in raised.value.findings}
    assert told["lines.s_nom_mva"] == tuple(table.index[1:3])
    assert told["lines.x_pu"] == (table.index[0],)
    assert "length_km" in str(raised.value)


def test_an_id_may_stand_once_only(ukraine: Grid) -> None:
    row = ukraine.lines.iloc[[0]]
    with pytest.raises(DataError, match="more than once") as raised:
        validated(pd.concat([row, row]), "lines")
    assert raised.value.findings[0].ids == (row.index[0],)


def test_more_columns_are_kept_and_types_put_right(ukraine: Grid) -> None:
    table = ukraine.lines.iloc[:2].assign(owner="X", circuits=["1", "2"])
    checked = validated(table, "lines")
    assert checked["owner"].tolist() == ["X", "X"]
    assert checked["circuits"].tolist() == [1, 2]
