"""Cells of tables: numbers and days as the language spoken writes them, values below them as they were."""

import pandas as pd
import pytest
import streamlit as st

from gridimpact.i18n.translate import speaking
from gridimpact.ui.widgets import table_columns
from gridimpact.ui.widgets.table_format import settings, written


@pytest.fixture
def table() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "region": ["Одеська", "Київська"],
            "share": [52.4, 9.0],
            "shed_mw": [744.0, 10_200.0],
            "caused_mw": [-3.0, float("nan")],
            "people": [1_230_000.0, 405_000.0],
        },
        index=["UA51", "UA32"],
    )


def shown(table: pd.DataFrame, spec: table_columns.Columns) -> dict[str, list[str]]:
    """Texts by column, as they are sent to the browser."""
    body = written(table, spec)._translate(False, False)["body"]
    texts = [[cell["display_value"] for cell in row if cell["type"] == "td"] for row in body]
    return {str(name): [row[at] for row in texts] for at, name in enumerate(table.columns)}


def test_numbers_are_written_in_the_language_spoken(table: pd.DataFrame) -> None:
    assert shown(table, table_columns.REGIONS)["shed_mw"] == ["744", "10,200"]
    with speaking("uk"):
        told = shown(table, table_columns.REGIONS)
    assert told["share"] == ["52\u00a0%", "9\u00a0%"]
    assert told["shed_mw"] == ["744", "10\u00a0200"]
    assert told["caused_mw"] == ["-3", "–"]
    assert told["people"] == ["1,2 млн", "400 тис."]
    assert told["region"] == ["Одеська", "Київська"]


def test_values_stay_numbers_so_that_they_are_sorted_as_such(table: pd.DataFrame) -> None:
    with speaking("uk"):
        pd.testing.assert_frame_equal(written(table, table_columns.REGIONS).data, table)  # type: ignore[attr-defined]


def test_times_days_and_signs() -> None:
    times = pd.DataFrame({"reported_at": pd.to_datetime(["2026-01-15 07:30"]), "moved": [3.25], "event": [12]})
    days = pd.DataFrame({"date": [pd.Timestamp("2026-01-15").date()], "off_h": [7.25]})
    with speaking("uk"):
        assert shown(times, table_columns.BEHIND) == {
            "reported_at": ["15 січ. 2026, 07:30"],
            "moved": ["+3,2"],
            "event": ["12"],
        }
        assert shown(days, table_columns.DAYS) == {"date": ["15 січ."], "off_h": ["7,2"]}


def test_a_table_without_settings_is_written_in_whole_numbers() -> None:
    with speaking("uk"):
        assert shown(pd.DataFrame({"a": [83_778.0], "b": [True]}), {}) == {"a": ["83\u00a0778"], "b": [True]}


def test_formats_that_would_overrule_what_is_written_are_taken_out() -> None:
    with speaking("uk"):
        told = settings(table_columns.DAMAGE)
    assert told["conflict"]["type_config"]["format"] is None
    assert told["probability"]["type_config"]["format"] == "%.0f %%"  # a bar writes its own number
    assert told["conflict"]["label"] == "Розбіжність"
    assert st.column_config.NumberColumn("x", format="%.1f")["type_config"]["format"] == "%.1f"


def test_the_same_table_is_sent_the_same_again(table: pd.DataFrame) -> None:
    """A styled table has a random name of its own otherwise, and would be sent with each run."""
    assert written(table, table_columns.REGIONS).uuid == written(table, table_columns.REGIONS).uuid
