"""The command line: several answers side by side, saved scenarios, languages and delays."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from gridimpact.adapters.stores.scenario_store import ENVIRONMENT, open_store
from gridimpact.cli.error_handler import tell_failure
from gridimpact.cli.main import app
from gridimpact.errors import DataError, EmbargoError

RUN = CliRunner()


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place of our own for saved scenarios."""
    place = tmp_path / "scenarios.sqlite3"
    monkeypatch.setenv(ENVIRONMENT, str(place))
    return place


def test_a_morning_saved_compared_and_tidied(store: Path, night: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("name,kind,region,number\nOur clinic,hospital,Kyiv,1\n", encoding="utf-8")
    words = ("assess", str(night), "--no-ac", "-q", "--save", "Night", "--lang", "uk", "--formats", "html,csv")
    words += ("--facilities", str(own))
    done = RUN.invoke(app, [*words, "--out", str(tmp_path / "out"), "--issued-by", "Cluster desk"])
    assert done.exit_code == 0, done.output
    assert str(store) in done.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["brief_uk.html", "regions.csv"]
    assert "Запитання: Cluster desk." in (tmp_path / "out" / "brief_uk.html").read_text(encoding="utf-8")
    with open_store() as opened:
        saved = opened.load(opened.find("Night").key)
        assert saved.original is not None
        assert saved.original.content == night.read_bytes()
        assert saved.scenario.facilities is not None
        assert saved.scenario.facilities["name"].tolist() == ["Our clinic"]

    told = RUN.invoke(app, ["compare", "Night", f"confirmed:{night}", "--json", "-q"])
    assert told.exit_code == 0, told.output
    answer = json.loads(told.stdout)
    assert (answer["schema"], answer["answers"]) == ("gridimpact.comparison/1", ["Night", "night, confirmed only"])
    row = next(row for row in answer["rows"] if row["figure"] == "components_damaged")
    assert row["night, confirmed only less Night"] == row["night, confirmed only"] - row["Night"] < 0
    assert "saved scenario" not in told.stderr

    paired = RUN.invoke(app, ["compare", "Night", f"confirmed:{night}", "--samples", "30", "--json", "-q"])
    assert paired.exit_code == 0, paired.output
    pair = next(
        row for row in json.loads(paired.stdout)["paired"] if (row["region_id"], row["figure"]) == ("", "ens_mwh")
    )
    # the same luck on both sides: demand and units cancel out
    assert pair["scenario"] == "night, confirmed only"
    assert pair["p10"] <= pair["difference"] <= pair["p90"] + 1e-6
    assert pair["standard_error"] < 500

    for command in (["duplicate", "Night", "Copy"], ["rename", "Night", "First"], ["delete", "Copy"]):
        assert RUN.invoke(app, ["scenario", *command]).exit_code == 0
    listed = json.loads(RUN.invoke(app, ["scenario", "list", "--json"]).stdout)
    assert [one["title"] for one in listed["scenarios"]] == ["First"]
    assert listed["sensitivity"] == "restricted"
    table = RUN.invoke(app, ["scenario", "list"])
    assert "RESTRICTED" in table.stdout


def test_what_is_not_there_is_told(store: Path) -> None:
    assert RUN.invoke(app, ["compare", "one"]).exit_code == 2
    missing = RUN.invoke(app, ["scenario", "delete", "Other"])
    assert isinstance(missing.exception, DataError)
    assert "no scenario is saved" in RUN.invoke(app, ["scenario", "list"]).stderr


def test_a_public_answer_is_held_back_and_says_until_when(
    night: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRIDIMPACT_EMBARGO_HOURS", "1000000")
    early = RUN.invoke(app, ["assess", str(night), "--no-ac", "-q", "--json"])
    assert isinstance(early.exception, EmbargoError)
    assert early.stdout == ""
    assert tell_failure(early.exception) == 1
    assert "not before 2140-02-14" in capsys.readouterr().err.replace("\n", " ")
