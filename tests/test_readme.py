"""What the README shows runs as it stands."""

import re
import shlex
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from gridimpact.cli.main import app

README = Path(__file__).parents[1] / "README.md"
TEXT = README.read_text(encoding="utf-8")
FENCED = re.findall(r"^```(\w*)\n(.*?)^```$", TEXT, flags=re.MULTILINE | re.DOTALL)
PYTHON = [block for language, block in FENCED if language == "python"]
BLOCKS = "".join(block for language, block in FENCED if not language)
COMMANDS = [line.split(" #")[0].strip() for line in re.findall(r"^gridimpact .*$", BLOCKS, re.MULTILINE)]

CHEAPER = {"--samples 1000": "--samples 5", "--out out": "--out out --formats html,csv"}
"""Options that only make a line quicker."""

UNUSABLE_ROW = 3
"""Exit code of a check that finds a row it cannot read; the example night has one, with an impossible date."""


def test_the_python_example_prints_the_headline_figures(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(PYTHON) == 1
    monkeypatch.setattr("sys.argv", ["example"])
    with pd.option_context("display.width", 200):
        exec(compile(PYTHON[0], str(README), "exec"), {})
    printed = capsys.readouterr().out
    assert "people_peak" in printed
    assert "MWh" in printed


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_line_runs(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").symlink_to(README.parent / "data")
    monkeypatch.chdir(tmp_path)
    for written, cheaper in CHEAPER.items():
        command = command.replace(written, cheaper)
    done = CliRunner().invoke(app, shlex.split(command)[1:])
    assert done.exit_code == (UNUSABLE_ROW if "reports check" in command else 0), done.output
    assert done.output.strip()
    if "--out out" in command:
        assert sorted(path.suffix for path in (tmp_path / "out").iterdir()) == [".csv", ".html"]


def test_every_kind_of_command_is_shown() -> None:
    shown = {shlex.split(command)[1] for command in COMMANDS}
    assert {"assess", "compare", "reports", "evaluate", "ensemble", "grid"} <= shown


def test_it_can_be_read_in_one_sitting() -> None:
    lines = TEXT.splitlines()
    assert len(lines) < 120
    assert "![" in "\n".join(lines[:20])
