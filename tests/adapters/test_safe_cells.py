"""No text runs in a spreadsheet or steers a terminal."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridimpact.adapters.safe_cells import clean_text, safe_cell, safe_frame

CASES = [
    ("plain", "plain"),
    ("Вінницька", "Вінницька"),
    ("=1+1", "'=1+1"),
    ("+380 44", "'+380 44"),
    ("-2+3", "'-2+3"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("  =1+1", "'  =1+1"),
    ("\t=1+1", "' =1+1"),
    ("\rtext", "' text"),
    ("\x00=1+1", "'=1+1"),
    ("\uff1d1+1", "'\uff1d1+1"),
    ("red \x1b[31m", "red [31m"),
    ("abc\u202egnp.exe", "abcgnp.exe"),
    ("broken \ud800 half", "broken  half"),
    ("two\nlines", "two lines"),
    (-5.0, -5.0),
    (None, None),
]


@pytest.mark.parametrize(("given_value", "expected"), CASES)
def test_cases(given_value: object, expected: object) -> None:
    assert safe_cell(given_value) == expected


@given(st.text())
def test_a_safe_cell_starts_no_formula_and_stays_as_it_is_when_made_safe_again(text: str) -> None:
    safe = safe_cell(text)
    assert isinstance(safe, str)
    assert not safe.lstrip().startswith(("=", "+", "-", "@"))
    assert safe_cell(safe) == safe
    assert clean_text(safe) == safe
    safe.encode()


def test_numbers_of_a_table_are_left_alone_and_the_table_is_not_written_into() -> None:
    table = pd.DataFrame({"mw": [-1.5, 2.0], "name": ["=x", "y"]})
    assert safe_frame(table).to_dict("list") == {"mw": [-1.5, 2.0], "name": ["'=x", "y"]}
    assert table["name"].tolist() == ["=x", "y"]
