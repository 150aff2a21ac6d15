"""Mappings of columns and overrides on the command line."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any


def check(*arguments: str | Path) -> tuple[int, dict[str, Any]]:
    command = [sys.executable, "-m", "gridimpact", "reports", "check", "--json", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, check=False)
    return done.returncode, json.loads(done.stdout) if done.stdout else {}


def test_a_mapping_is_saved_corrected_and_used(tmp_path: Path) -> None:
    reports, mapping = tmp_path / "own.csv", tmp_path / "own.json"
    reports.write_text("Де,region,Що\nБурштинська ТЕС,2026-01-15,знищено\n", "utf-8")
    code, answer = check(reports, "--save-mapping", mapping)
    assert (code, answer["matches"]) == (3, [])
    stated = json.loads(mapping.read_text("utf-8"))
    assert stated["columns"] == {"Де": "", "region": "region", "Що": ""}
    mapping.write_text(json.dumps({"columns": {"Де": "place", "region": "reported_at", "Що": "damage"}}), "utf-8")
    code, answer = check(reports, "--mapping", mapping)
    assert code == 0
    assert [row["component_id"] for row in answer["matches"]] == ["plant:P005"]
    assert {column["how"] for column in answer["columns"]} == {"stated"}


def test_overrides_are_replayed(tmp_path: Path) -> None:
    reports, overrides = tmp_path / "own.csv", tmp_path / "o.json"
    reports.write_text("date,place,damage\n2026-01-15,Burshtyn,destroyed\n", "utf-8")
    entry = {"report_id": "own-2", "targets": {"plant:P005": 1}, "who": "w", "why": "y", "at": "2026-01-15T10:00Z"}
    overrides.write_text(json.dumps({"overrides": [entry]}), "utf-8")
    assert not check(reports)[1]["matches"][0]["counted"]
    code, answer = check(reports, "--overrides", overrides)
    assert code == 0
    assert (answer["matches"][0]["component_id"], answer["matches"][0]["how"]) == ("plant:P005", "override")
    overrides.write_text("{}", "utf-8")
    assert check(reports, "--overrides", overrides)[0] == 3


def run(*arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "gridimpact", "reports", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, encoding="utf-8")


def test_an_override_is_made_and_a_split_counts(tmp_path: Path) -> None:
    reports, decisions = tmp_path / "own.csv", tmp_path / "o.json"
    reports.write_text("date,place,damage\n2026-01-15,Kharkiv CHP,destroyed\n", "utf-8")
    who = ("--report", "own-2", "--who", "A. Analyst", "--why", "by phone")
    assert run("override", decisions, *who, "--component", "plant:P023", "--component", "plant:P032").returncode == 0
    _, answer = check(reports, "--overrides", decisions)
    assert (answer["matches"][0]["outcome"], answer["matches"][0]["how"]) == ("imprecise", "override")
    assert run("override", decisions, *who).returncode == 0
    _, answer = check(reports, "--overrides", decisions)
    assert answer["matches"][0]["reason"].startswith("set aside by A. Analyst")
    assert run("override", decisions, *who, "--component", "plant:P023=x").returncode == 2


def test_check_tells_findings_as_a_table_and_writes_all_columns(tmp_path: Path) -> None:
    reports, out = tmp_path / "own.csv", tmp_path / "out.csv"
    reports.write_text("date,place,damage,Штамп\n2026-01-15,Narnia,destroyed,x1\n,Burshtyn TPP,damaged,x2\n", "utf-8")
    done = run("check", reports, "--out", out)
    assert done.returncode == 3
    assert "what to do" in done.stdout
    assert "no time can be read" in " ".join(done.stdout.split())
    assert "not counted: place not found" in done.stdout
    assert "x1" in out.read_text("utf-8-sig")


def test_trace_tells_who_moved_the_number(night: Path, tmp_path: Path) -> None:
    done = run("trace", night, "SUBSTATION:usatove", "--as-of", "2026-01-15T07:00")
    assert done.returncode == 0
    assert "N07" in done.stdout
    assert "N08" not in done.stdout  # reported at 07:40
    assert run("trace", night, "substation:bar").returncode == 2


def test_weights_from_a_file_change_what_is_believed(tmp_path: Path) -> None:
    reports, settings = tmp_path / "own.csv", tmp_path / "e.json"
    reports.write_text("date,place,damage\n2026-01-15,Burshtyn TPP,switched off\n", "utf-8")
    assert run("settings", settings).returncode == 0
    value = json.loads(settings.read_text("utf-8"))
    value["own_phrases"] = [{"state": "extensive", "confidence": 1, "pattern": "switched off"}]
    settings.write_text(json.dumps(value), "utf-8")
    assert not check(reports)[1]["matches"][0]["counted"]
    assert check(reports, "--evidence", settings)[1]["matches"][0]["claim"] == "extensive"
    settings.write_text(json.dumps({"prior": [2, 0, 0, 0, 0]}), "utf-8")
    assert check(reports, "--evidence", settings)[0] == 3
