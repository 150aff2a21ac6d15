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
