"""No finding is made that cannot be told in every language: texts are read off the sources and looked for."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from gridimpact import errors
from gridimpact.adapters.grids.foreign_findings import FileTooLarge
from gridimpact.adapters.reports.findings import IN_FILE_ROW_COLUMN
from gridimpact.adapters.reports.row_findings import NotANumber, NotAReliability
from gridimpact.domain.scenario import OtherVersion
from gridimpact.errors import Message
from gridimpact.i18n.messages import finding_fact
from gridimpact.i18n.translate import _, forms, speaking
from gridimpact.views.result_texts import finding_row, told_place, told_words

CODES = ("{where}: baseMVA", "{where}: format_version")
"""Names of fields of foreign files, which stay as they are."""

SAMPLE = """
WORDS = {"first": "is the first", "second": "is the second"}
LIMIT = 1000


def check(table, fault):
    for name, what in WORDS.items():
        yield TextFinding(where="stage", what=what)
    remedy = "open it" if table else "close it"
    yield TextFinding(where=f"{table.name}, row {table.row}", what=f"has {LIMIT:,} rows too many", remedy=remedy)
    yield _note("cannot be read (" + fault + ")", ids=())
    yield _note(f"goes {'up' if table else 'down'} by {table.step}", ids=())
    log.error("%s was written to a log")


def _note(what, ids):
    return TextFinding(where="stage", what=what, ids=ids)
"""


@pytest.fixture(scope="module")
def reader(repository: Path) -> ModuleType:
    """The tool that reads texts of findings off the sources."""
    spec = importlib.util.spec_from_file_location("finding_texts", repository / "tools" / "finding_texts.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def texts(reader: ModuleType) -> dict[str, set[str]]:
    found: dict[str, set[str]] = reader.Texts().found()
    return found


def test_texts_are_followed_to_where_they_are_written(reader: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "sample.py").write_text(SAMPLE, encoding="utf-8")
    assert set(reader.Texts(tmp_path).found()) == {
        "is the first",
        "is the second",
        "open it",
        "close it",
        "has {limit} rows too many",
        "cannot be read ({fault})",
        "goes up by {step}",
        "goes down by {step}",
    }


def test_places_with_words_of_their_own_are_texts_too(reader: ModuleType, tmp_path: Path) -> None:
    source = 'TextFinding(where="AC check of island " + name, what="x")\nFinding(where="buses.v_kv", what="y")\n'
    (tmp_path / "sample.py").write_text(source, encoding="utf-8")
    assert "AC check of island {name}" in reader.Texts(tmp_path).found()
    assert "buses.v_kv" not in reader.Texts(tmp_path).found()


def test_every_finding_of_the_sources_has_its_ukrainian_form(texts: dict[str, set[str]]) -> None:
    """A new text without one is named here, with the lines that make it: add it with tools/catalogues.py."""
    left = {}
    with speaking("uk"):
        for form, lines in texts.items():
            values = {name: f"X{number}7" for number, name in enumerate(re.findall(r"\{(\w+)\}", form))}
            told = told_words(form.format(**values))
            if told != _(form, **values) or (form not in CODES and not re.search("[А-яІіЇїЄєҐґ]", told)):
                left[form] = lines
    assert len(texts) > 100
    assert left == {}


def test_forms_are_those_with_places(texts: dict[str, set[str]]) -> None:
    assert {form for form in texts if "{" in form} == set(forms())


def test_values_follow_the_language_and_names_stay() -> None:
    with speaking("uk"):
        large = FileTooLarge(where="case.m", values={"most_mb": 1200.5})
        assert finding_fact(large) == "більший за 1\u00a0200,5 МБ"
        moved = OtherVersion(where="scenario", values={"saved": "0.2", "now": "0.3"})
        assert finding_fact(moved).endswith("це версія 0.3")
        assert told_words('"Sumy 330" is ambiguous and not counted: several components are called so') == (
            "«Sumy 330»: неоднозначно, не враховано: так називаються кілька об'єктів"
        )


def test_what_a_report_says_is_quoted_as_it_stands() -> None:
    with speaking("uk"):
        assert _("low") != "low"
        for kind, words in ((NotANumber, "не є числом"), (NotAReliability, "не є оцінкою від A до F")):
            assert finding_fact(kind(where="a.csv", values={"value": "low"})) == f"«low»: {words}"


def test_names_of_tables_are_no_words() -> None:
    """`units` is a table here, and a number of things elsewhere."""
    with speaking("uk"):
        assert _("units") != "units"
        assert [told_place(name) for name in ("units", "lines.x_ohm", "night.csv")] == [
            "units",
            "lines.x_ohm",
            "night.csv",
        ]
        assert told_place("scenario") == "сценарій"
        row = finding_row(
            NotANumber(
                where=Message(IN_FILE_ROW_COLUMN, {"file": "night.csv", "row": 3, "column": "place"}),
                values={"value": "x"},
                severity=errors.Severity.INFO,
            )
        )
    assert row[:3] == ("відомості", "night.csv, рядок 3, place", "«x»: не є числом")
