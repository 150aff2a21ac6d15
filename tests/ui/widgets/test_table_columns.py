"""Tables of the pages: every column is registered, and has its heading in both languages."""

import re

import pytest

from gridimpact.domain.columns.column import Form
from gridimpact.domain.columns.registry import COLUMNS
from gridimpact.i18n.translate import speaking
from gridimpact.ui.panels import assumptions
from gridimpact.ui.widgets import table_columns
from gridimpact.ui.widgets.table_columns import Columns, Shown, form_of, translated


def is_table(value: object) -> bool:
    return isinstance(value, dict) and bool(value) and all(isinstance(one, Shown) for one in value.values())


TABLES: dict[str, Columns] = {name: value for name, value in vars(table_columns).items() if is_table(value)}
TABLES["ASSUMPTIONS"] = assumptions.COLUMNS

CYRILLIC = re.compile(r"[а-яіїєґ]", re.IGNORECASE)
TYPES = {
    Form.TEXT: "text",
    Form.FLAG: "checkbox",
    Form.DAY: "date",
    Form.TIME: "datetime",
    Form.NUMBER: "number",
    Form.PEOPLE: "number",
    Form.SHARE: "number",
    Form.CHANGE: "number",
}


def test_the_tables_of_all_pages_are_found() -> None:
    assert len(TABLES) == 19


@pytest.mark.parametrize("name", TABLES)
def test_every_column_is_registered_and_shown_in_its_form(name: str) -> None:
    table = TABLES[name]
    assert {shown.of or column for column, shown in table.items()} <= COLUMNS.keys()
    settings = translated(table)
    assert list(settings) == list(table)
    for column, shown in table.items():
        kind = "progress" if shown.bar else TYPES[form_of(column, shown)]
        assert settings[column]["type_config"]["type"] == kind, column


@pytest.mark.parametrize("name", TABLES)
def test_headings_and_hints_are_in_the_language_spoken(name: str) -> None:
    english = translated(TABLES[name])
    with speaking("uk"):
        ukrainian = translated(TABLES[name])
    for column in english:
        for part in ("label", "help"):
            first, second = english[column][part], ukrainian[column][part]
            assert (first is None) is (second is None)
            if first is not None:
                assert not CYRILLIC.search(first)
                assert CYRILLIC.search(second), first


def test_a_heading_of_the_registry_starts_with_a_capital_and_has_its_unit() -> None:
    assert translated(table_columns.AC_ISLANDS)["load_mw"]["label"] == "Load (MW)"
    with speaking("uk"):
        assert translated(table_columns.AC_ISLANDS)["load_mw"]["label"] == "Навантаження, МВт"


def test_a_table_may_state_its_own_heading_hint_and_form() -> None:
    days = translated(table_columns.DAYS)
    assert days["people"]["label"] == "People off at the peak"
    assert days["people"]["type_config"]["type"] == "text"
    assert translated(table_columns.REGIONS)["people"]["type_config"]["format"] == "compact"
