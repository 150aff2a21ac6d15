"""Every command in both languages: a sentence of each, no English left over in Ukrainian, and the same JSON."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from gridimpact.adapters.stores.scenario_store import ENVIRONMENT
from gridimpact.cli.error_handler import tell_failure
from gridimpact.cli.main import app

ENGLISH = re.compile(r"(?:\b[A-Za-z]{3,}\b[ ,;:]+){2}\b[A-Za-z]{2,}\b")
"""Three words of English in a row; ids, names of columns and units have fewer."""

REPORTS = """report_id,date,place,damage,reliability,credibility
R1,2026-01-15,Бурштинська ТЕС,знищено,A,1
R2,2026-01-15,Усатове,destroyed,C,3
R3,2026-01-15,Нарнія,destroyed,C,3
R4,,Усатове,destroyed,C,3
"""


COMMANDS = {
    "grid list": (["grid", "list"], 0, "ukraine", "ukraine"),
    "grid show": (["grid", "show", "ukraine"], 0, "Local time: Europe/Kyiv", "Місцевий час: Europe/Kyiv"),
    "grid check": (["grid", "check", "ukraine"], 0, "ukraine: 0 findings", "ukraine: 0 зауважень"),
    "reports check": (["reports", "check", "FILE"], 3, "what becomes of each report", "з кожним повідомленням"),
    "reports trace": (
        ["reports", "trace", "FILE", "substation:usatove"],
        0,
        "damaged with probability",
        "пошкоджено з імовірністю",
    ),
    "reports choices": (["reports", "choices", "FILE", "-q"], 0, "under other choices", "за інших припущень"),
    "reports settings": (["reports", "settings", "OUT"], 0, "give it back with", "подайте його знову через"),
    "reports override": (
        ["reports", "override", "OUT", "--report", "R3", "--who", "A", "--why", "B"],
        0,
        "(1 override)",
        " рішення)",
    ),
    "assess --save": (["assess", "FILE", "--no-ac", "-q", "--save", "Night"], 0, 'saved as "Night"', "як «Night»"),
    "evaluate": (
        ["evaluate", "--out-of-service", "substation:usatove", "--no-ac"],
        0,
        "stated damage of 1 component",
        "Області з незабезпеченою енергією",
    ),
    "scenario list": (["scenario", "list"], 0, "no scenario is saved", "не збережено жодного сценарію"),
    "compare": (
        ["compare", "FILE", "confirmed:FILE", "--samples", "5"],
        0,
        "confirmed only less own",
        "own, лише підтверджені мінус own",
    ),
    "ensemble": (["ensemble", "FILE", "--samples", "5"], 0, "5 samples, seed 1", "вибірок 5, початкове число 1"),
    "adequacy": (
        ["adequacy", "--grid", "UNITS", "--samples", "200"],
        0,
        "share of time with lost load",
        "частка часу з втратою навантаження",
    ),
}
"""Words of a command, its exit code, and what it says in English and in Ukrainian."""

Run = Callable[..., Result]

SILENT = ("reports trace", "reports choices", "reports settings", "reports override", "assess --save")
JSON = tuple(name for name in COMMANDS if name not in SILENT)
"""Commands that print JSON too."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Files that stand for the words in capitals."""
    import pandapower as pp

    folder = tmp_path_factory.mktemp("languages")
    (folder / "own.csv").write_text(REPORTS, encoding="utf-8")
    net = pp.create_empty_network()
    bus = pp.create_bus(net, 110.0)
    pp.create_load(net, bus, 60.0)
    for _ in range(2):
        pp.create_gen(net, bus, 0.0, max_p_mw=50.0)
    net.gen["forced_outage_rate"] = 0.1
    pp.to_json(net, str(folder / "two.json"))
    return {"FILE": str(folder / "own.csv"), "UNITS": str(folder / "two.json")}


@pytest.fixture
def run(files: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """What runs a command, with scenarios and written files in a place of our own."""
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path / "scenarios.sqlite3"))
    monkeypatch.setenv("COLUMNS", "400")

    def invoke(*words: str) -> Result:
        known = {**files, "OUT": str(tmp_path / "out.json")}
        told = [re.sub("FILE|UNITS|OUT", lambda name: known[name.group()], word) for word in words]
        return CliRunner().invoke(app, told)

    return invoke


def english(text: str) -> list[str]:
    """Lines with English left over; what the file of a grid says of itself stays as it is written there."""
    ours = text.partition("\nid: ")[0]
    return [line for line in ours.splitlines() if ENGLISH.search(line)]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_speaks_both_languages(name: str, run: Run) -> None:
    words, code, in_english, in_ukrainian = COMMANDS[name]
    first = run(*words)
    assert first.exit_code == code, first.output
    assert in_english in first.output
    told = run(*words, "--lang", "uk")
    assert told.exit_code == code, told.output
    assert in_ukrainian in told.output
    assert english(told.output) == []


@pytest.mark.parametrize("name", JSON)
def test_json_is_the_same_in_every_language(name: str, run: Run) -> None:
    words, code, _, _ = COMMANDS[name]
    in_english, in_ukrainian = (run(*words, "--json", "--lang", lang) for lang in ("en", "uk"))
    assert (in_english.exit_code, in_ukrainian.exit_code) == (code, code)
    assert _steady(json.loads(in_english.stdout)) == _steady(json.loads(in_ukrainian.stdout))


def _steady(told: dict[str, object]) -> dict[str, object]:
    """The same without what the clock says."""
    return {name: value for name, value in told.items() if name not in ("wall_s", "seconds")}


def test_saved_scenarios_are_listed_in_both_languages(run: Run) -> None:
    run("assess", "FILE", "--no-ac", "-q", "--save", "Night")
    assert "saved scenarios in" in run("scenario", "list").stdout
    told = run("scenario", "list", "--lang", "uk").stdout
    assert "збережені сценарії в" in told
    assert "востаннє змінено" in told
    assert english(told) == []
    for words in (["duplicate", "Night", "Copy"], ["rename", "Copy", "Other"], ["delete", "Other"]):
        assert run("scenario", *words, "--lang", "uk").exit_code == 0


def test_a_fault_of_the_program_is_told_in_the_language_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["gridimpact", "grid", "show", "ukraine", "--lang", "uk"])
    assert tell_failure(RuntimeError("boom")) == 1
    told = capsys.readouterr().err
    assert "сталося щось непередбачене (RuntimeError: boom)" in told
    assert english(told) == []
