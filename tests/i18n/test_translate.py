"""Words in two languages: nothing missing, nothing left over, and two people do not mix."""

import ast
import importlib.util
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType

import pytest

import gridimpact
from gridimpact.domain.assessment import HEADLINES
from gridimpact.errors import DataError
from gridimpact.i18n import translate
from gridimpact.i18n.translate import LANGUAGES, N_, _, digits, ngettext, number, speak, speaking, spoken
from gridimpact.impact.severity import INDICATOR_WORDS
from gridimpact.views import wording

PACKAGE = Path(gridimpact.__file__).parent


@pytest.fixture(scope="module")
def catalogues(repository: Path) -> ModuleType:
    """The tool that keeps the catalogues in step."""
    spec = importlib.util.spec_from_file_location("catalogues", repository / "tools" / "catalogues.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_text_is_in_the_catalogue_and_translated(catalogues: ModuleType, code: str) -> None:
    assert list(catalogues.faults(code)) == []


def test_the_tool_finds_what_is_missing(catalogues: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = catalogues.texts()
    whole.add("a text that nobody translated {value}")
    monkeypatch.setattr(catalogues, "texts", lambda: whole)
    assert list(catalogues.faults("uk")) == ["uk: not in the catalogue: 'a text that nobody translated {value}'"]


def test_texts_are_literals_so_that_they_are_found() -> None:
    """What is said from a variable has to be marked somewhere; f-strings and sums never are."""
    built = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("say", "say_counted", "mark")
        and node.args
        and isinstance(node.args[0], ast.JoinedStr | ast.BinOp)
    ]
    assert built == []


def test_gettext_is_never_installed_for_the_whole_process() -> None:
    installers = [
        path.name for path in PACKAGE.rglob("*.py") if re.search(r"\.install\(", path.read_text(encoding="utf-8"))
    ]
    assert installers == []


def test_words_that_results_carry_are_translated() -> None:
    told = [*INDICATOR_WORDS.values(), *(note for *_rest, note, _unit in HEADLINES)]
    with speaking("uk"):
        assert [word for word in told if _(word) == word] == []


@pytest.mark.parametrize(
    ("count", "text"),
    [(1, "1 повідомлення"), (2, "2 повідомлення"), (5, "5 повідомлень"), (1021, "1\xa0021 повідомлення")],
)
def test_ukrainian_has_three_forms(count: int, text: str) -> None:
    with speaking("uk"):
        assert ngettext("{number} report", "{number} reports", count) == text
        assert wording.counted(count, "report") == text


def test_numbers_and_days_follow_the_language() -> None:
    moment = datetime(2026, 1, 15, 9, 45, tzinfo=UTC)
    assert (number(8100.5, 1), digits("2.45")) == ("8,100.5", "2.45")
    assert translate.day(date(2026, 1, 15)) == "15 January 2026"
    assert translate.moment(moment, "Europe/Kyiv") == "15 January 2026, 11:45 (UTC+2)"
    assert translate.moment(moment, "Asia/Kathmandu").endswith("15:30 (UTC+5:45)")
    with speaking("uk"):
        assert (number(8100.5, 1), digits("2.45")) == ("8\xa0100,5", "2,45")
        assert translate.day(date(2026, 1, 15)) == "15 січня 2026"
        assert wording.power(8123.4) == "8,1 ГВт"
        assert wording.people_short(252_000.0) == "250 тис."


def test_two_at_once_do_not_mix() -> None:
    def tell(code: str) -> set[str]:
        with speaking(code):
            return {_("no limit") for _turn in range(2000)}

    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(tell, ["en", "uk"] * 10))
    assert told == [{"no limit"}, {"без обмежень"}] * 10


def test_the_language_before_comes_back() -> None:
    with speaking("uk"):
        with pytest.raises(ValueError, match="inside"), speaking("en"):
            raise ValueError("inside")
        assert spoken() == "uk"
    assert spoken() == "en"


def test_a_language_for_the_rest_of_a_run_stays_in_its_thread() -> None:
    def run() -> str:
        speak("uk")
        return _("no limit")

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(run).result() == "без обмежень"
    assert _("no limit") == "no limit"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(DataError, match="choose from en, uk"), speaking("de"):
        pass


def test_a_text_that_nobody_knows_stays_english() -> None:
    with speaking("uk"):
        assert _(N_("unknown to the catalogue"[:7])) == "unknown"
