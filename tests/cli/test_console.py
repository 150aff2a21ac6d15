"""Tables of the terminal: labels with units as headings, figures as people read them."""

import pandas as pd
import pytest

from gridimpact.cli.console import by_unit, print_labelled, print_table
from gridimpact.i18n.translate import speaking


@pytest.fixture
def table() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "region_id": ["UA51", "UA07"],
            "shed_mw": [744.51, 10_200.4],
            "unserved_share": [0.559, float("nan")],
            "people": [1_234_567.0, 229_900.0],
            "moved": [0.0321, -0.2],
            "emergency": [True, False],
            "own_column": [1.25, 12.5],
        }
    )


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return [" ".join(line.split()) for line in capsys.readouterr().out.splitlines() if line.strip()]


def test_headings_are_labels_with_units_in_english(table: pd.DataFrame, capsys: pytest.CaptureFixture[str]) -> None:
    print_labelled(table.drop(columns=["people", "moved"]), "Regions")
    assert lines(capsys) == [
        "Regions",
        "P-code demand not served (MW) share not served emergency outage own_column",
        "UA51 745 55.9 % yes 1.25",
        "UA07 10,200 - no 12.5",
    ]


def test_headings_and_numbers_are_in_the_language_spoken(
    table: pd.DataFrame, capsys: pytest.CaptureFixture[str]
) -> None:
    with speaking("uk"):
        print_labelled(table[["shed_mw", "unserved_share", "emergency"]], "Області")
    assert lines(capsys) == [
        "Області",
        "незабезпечений попит, МВт частка незабезпеченого аварійне відключення",
        "745 55,9 % так",
        "10 200 - ні",
    ]


def test_people_have_two_digits_as_in_the_headline(table: pd.DataFrame, capsys: pytest.CaptureFixture[str]) -> None:
    print_labelled(table[["people", "moved"]], "People")
    assert lines(capsys)[2:] == ["1.2 million +3.2", "230,000 -20.0"]


def test_a_table_may_have_headings_of_its_own(table: pd.DataFrame, capsys: pytest.CaptureFixture[str]) -> None:
    print_labelled(table[["region_id", "unserved_share"]], "Own", {"unserved_share": "energy"})
    assert lines(capsys)[1] == "P-code energy"


def test_figures_written_as_text_stand_to_the_right(capsys: pytest.CaptureFixture[str]) -> None:
    rows = pd.DataFrame({"figure": ["a", "b"], "value": ["1", "1,000"]})
    print_labelled(rows, "Figures", numbers=["value"])
    assert capsys.readouterr().out.splitlines()[2:4] == ["a           1", "b       1,000"]


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0.2656, "share", "26.6 %"),
        (8_312_345.0, "people", "8.3 million"),
        (4781.2, "MW", "4,781"),
        (24, "regions", "24"),
    ],
)
def test_a_figure_is_written_by_the_unit_of_its_row(value: float, unit: str, text: str) -> None:
    assert by_unit(value, unit) == text


def test_words_that_are_headings_already_stay(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(pd.DataFrame({"shed_mw": [1.0]}), "Own")
    assert lines(capsys) == ["Own", "shed_mw", "1"]
