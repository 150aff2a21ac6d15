"""The command line: answers on stdout, words on stderr, exit codes, never a traceback."""

import csv
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

RAW_NAME = re.compile(r"\b[a-z]+_(?:mw|mwh|h|share|id|peak)\b")
"""A column by the name that programs have; a person at a terminal reads words and units."""

HEADER = "report_id,reported_at,source,component_id,damage\n"


def run(
    *arguments: str, feed: bytes | None = None, cwd: Path | None = None, **env: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the command line in a process of its own."""
    command = [sys.executable, "-m", "gridimpact", *arguments]
    settings = {**os.environ, "COLUMNS": "160", "NO_COLOR": "1", **env}
    return subprocess.run(command, input=feed, capture_output=True, check=False, cwd=cwd, env=settings)


@pytest.fixture(scope="module")
def told(night: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[subprocess.CompletedProcess[bytes], Path]:
    """The example night assessed once, with files and JSON."""
    folder = tmp_path_factory.mktemp("out")
    return run("assess", str(night), "--json", "--out", str(folder), "--formats", "csv,json"), folder


def test_assess_prints_the_documented_json(told: tuple[subprocess.CompletedProcess[bytes], Path]) -> None:
    done, _ = told
    assert done.returncode == 0, done.stderr.decode()
    answer = json.loads(done.stdout)
    assert (answer["schema"], answer["sensitivity"]) == ("gridimpact.assessment/1", "public")
    assert answer["figures"]["shed_peak_mw"]["value"] > answer["figures"]["shed_peak_mw"]["baseline"] > 0
    assert answer["day"]["snapshots"] == 24
    assert {row["country"] for row in answer["imports"]} >= {"PL", "SK", "HU", "RO"}


def test_every_key_is_documented(told: tuple[subprocess.CompletedProcess[bytes], Path], repository: Path) -> None:
    answer = json.loads(told[0].stdout)
    described = (repository / "docs" / "json.md").read_text(encoding="utf-8")
    names = {*answer, *answer["figures"], *answer["figures"]["ens_mwh"], *answer["day"], *answer["reports"]}
    for rows in ("regions", "regions_by_hour", "imports", "imports_total"):
        names |= answer[rows][0].keys()
    assert sorted(name for name in names if f"`{name}`" not in described) == []


def test_public_json_quotes_no_report(told: tuple[subprocess.CompletedProcess[bytes], Path], night: Path) -> None:
    text = told[0].stdout.decode()
    with night.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    quoted = {row[name] for row in rows for name in ("report_id", "note", "source", "source_url") if len(row[name]) > 1}
    assert [said for said in sorted(quoted) if f'"{said}"' in text or (len(said) > 12 and said in text)] == []


def test_public_json_names_no_component(told: tuple[subprocess.CompletedProcess[bytes], Path]) -> None:
    done, _ = told
    kinds = ("substation", "line", "unit", "plant", "transformer", "interconnector", "bus", "load")
    assert [kind for kind in kinds if f"{kind}:".encode() in done.stdout] == []


def test_files_are_written_and_named_on_stderr(told: tuple[subprocess.CompletedProcess[bytes], Path]) -> None:
    done, folder = told
    assert sorted(path.name for path in folder.iterdir()) == ["assessment.json", "regions.csv"]
    assert json.loads((folder / "assessment.json").read_bytes()) == json.loads(done.stdout)
    assert b"written: " in done.stderr


def test_no_progress_when_nobody_watches(told: tuple[subprocess.CompletedProcess[bytes], Path]) -> None:
    done, _ = told
    assert "━" not in done.stderr.decode()
    assert b"\x1b" not in done.stdout + done.stderr


def test_tables_say_that_they_are_restricted(night: Path) -> None:
    done = run("assess", "-", "--no-ac", "--quiet", feed=night.read_bytes())
    assert done.returncode == 0, done.stderr.decode()
    text = done.stdout.decode()
    assert text.startswith("RESTRICTED")
    assert "demand not served at the peak hour" in text
    assert RAW_NAME.search(text) is None
    assert "Import at the peak hour" in text


def test_stated_damage_is_evaluated(ukraine: object) -> None:
    done = run("evaluate", "--out-of-service", "line:L001", "--derate", "plant:P005=0.5", "--no-ac", "--json")
    assert done.returncode == 0, done.stderr.decode()
    answer = json.loads(done.stdout)
    assert answer["contingency"] == {"out": ["line:L001"], "derated": {"plant:P005": 0.5}}
    assert (answer["schema"], answer["sensitivity"]) == ("gridimpact.evaluation/1", "restricted")


def test_days_facilities_and_temperature_are_taken_from_the_options(night: Path, tmp_path: Path) -> None:
    listed = tmp_path / "own.csv"
    listed.write_text("name,region,generator,autonomy_h\nA,UA51,yes,10\nB,nowhere,yes,10\n", encoding="utf-8")
    options = ["--days", "2", "--return", "substation:usatove=1", "--return", "plant:P006=never"]
    done = run("assess", str(night), "--no-ac", "--json", *options, "--facilities", str(listed), "--temperature", "-15")
    assert done.returncode == 0, done.stderr.decode()
    answer = json.loads(done.stdout)
    assert [(row["damaged"], row["returned"]) for row in answer["days_ahead"]["days"]] == [(9, 0), (7, 2)]
    assert [row["number"] for row in answer["people"]["facilities"]] == [1]
    assert answer["people"]["water_and_heat"][0]["outdoor_c"] == -15
    assert b"own-2" in done.stderr


USAGE = [
    (["assess"], "REPORTS"),
    (["assess", "x.csv", "--formats", "exe"], "choose from"),
    (["assess", "x.csv", "--as-of", "yesterday"], "ISO 8601"),
    (["assess", "x.csv", "--season", "monsoon"], "monsoon"),
    (["assess", "x.csv", "--day", "soon"], "soon"),
    (["assess", "x.csv", "--return", "plant:P005=soon"], "ID=DAYS"),
    (["evaluate"], "at least one component"),
    (["evaluate", "--derate", "line:L001"], "ID=SHARE"),
    (["grid", "show", "atlantis"], "atlantis"),
    (["dance"], "dance"),
]


@pytest.mark.parametrize(("arguments", "said"), USAGE, ids=[" ".join(case[0]) for case in USAGE])
def test_wrong_usage_is_told_with_code_2(arguments: list[str], said: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert done.stdout == b""


GARBAGE = {
    "empty": b"",
    "binary": bytes(range(256)) * 20,
    "other encoding": "звіт;місце\n1;Київ\n".encode("utf-16"),
    "no rows": HEADER.encode(),
    "unknown columns": b"a,b\n1,2\n",
    "bad rows only": (HEADER + "R1,not a time,somebody,substation:nowhere,gone\n").encode(),
}


@pytest.mark.parametrize("content", GARBAGE.values(), ids=GARBAGE.keys())
def test_input_that_cannot_be_used_is_told_with_code_3(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.csv").write_bytes(content)
    done = run("assess", "bad.csv", "--json", cwd=tmp_path)
    assert done.returncode == 3, done.stderr.decode()
    assert "bad.csv" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
    assert done.stdout == b""


def test_a_missing_file_is_told_with_code_3(tmp_path: Path) -> None:
    done = run("assess", "absent.csv", cwd=tmp_path)
    assert done.returncode == 3
    assert "absent.csv" in done.stderr.decode()


def test_unknown_components_are_named_with_code_3() -> None:
    done = run("evaluate", "--out-of-service", "line:L999999")
    assert done.returncode == 3
    assert "line:L999999" in done.stderr.decode()


def test_reports_check_lists_every_report_and_stops_on_the_bad_row(night: Path) -> None:
    done = run("reports", "check", str(night), "--json")
    answer = json.loads(done.stdout)
    assert answer["rows_read"] > len(answer["matches"]) > 5
    assert {row["outcome"] for row in answer["matches"]} >= {"exact", "imprecise"}
    assert done.returncode == (3 if "error" in {item["severity"] for item in answer["findings"]} else 0)


def test_grids_are_listed_shown_and_checked() -> None:
    assert run("grid", "list").stdout.decode().split() == ["ukraine"]
    shown = json.loads(run("grid", "show", "ukraine", "--json").stdout)
    assert shown["rows"]["lines"] > 100
    assert [state["id"] for state in shown["reference_states"]]
    checked = run("grid", "check", "ukraine")
    assert checked.returncode == 0, checked.stderr.decode()


def test_control_characters_of_reports_never_reach_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "bad\x1b[31m.csv"
    path.write_bytes(b"a,b\n\x1b[2J,\x07\n")
    done = run("assess", path.name, cwd=tmp_path)
    assert done.returncode == 3
    assert b"\x1b" not in done.stderr
    assert b"\x07" not in done.stderr


FAULTS = [
    ("RuntimeError('boom')", 1, "RuntimeError: boom"),
    ("KeyboardInterrupt()", 130, ""),
    ("MemoryError()", 1, "MemoryError"),
]


@pytest.mark.parametrize(("fault", "code", "said"), FAULTS)
def test_a_fault_of_the_program_is_a_message_and_a_code(fault: str, code: int, said: str) -> None:
    done = _failing(fault)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_fault_shows_where_it_happened_when_debugging() -> None:
    assert "Traceback" in _failing("RuntimeError('boom')", GRIDIMPACT_DEBUG="1").stderr


def _failing(fault: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run `grid show` with a reader that fails."""
    script = (
        "import gridimpact.adapters.grids.files as files, sys\n"
        f"def fail(name):\n    raise {fault}\n"
        "files.read_grid = fail\n"
        "from gridimpact.cli.main import main\n"
        "sys.argv = ['gridimpact', 'grid', 'show', 'ukraine']\n"
        "main()\n"
    )
    settings = {**{name: value for name, value in os.environ.items() if name != "GRIDIMPACT_DEBUG"}, **env}
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, env=settings)


def test_the_terminal_speaks_the_language_that_was_asked_for(night: Path, tmp_path: Path) -> None:
    done = run("assess", str(night), "--no-ac", "--lang", "uk", "--out", str(tmp_path), "--formats", "csv")
    assert done.returncode == 0, done.stderr.decode()
    answer, messages = done.stdout.decode(), done.stderr.decode()
    # Words of reports, and names of states as they are written in files, stay as they came.
    given = ("none, slight", "an energy facility", "emergency shutdowns")
    english = re.compile(r"(?:\b[A-Za-z]{3,}\b[ ,;:]+){2}\b[A-Za-z]{2,}\b")
    lines = [line for line in (answer + messages).splitlines() if not any(words in line for words in given)]
    assert [line for line in lines if english.search(line)] == []
    assert "ОБМЕЖЕНИЙ ДОСТУП" in answer
    assert "Одеська область" in answer
    assert "записано: " in messages


def test_what_failed_is_told_in_that_language_too(tmp_path: Path) -> None:
    done = run("assess", str(tmp_path / "gone.csv"), "--lang=uk")
    assert done.returncode == 3
    assert "файл не вдалося прочитати" in done.stderr.decode()
    assert "Нічого не оцінено" in done.stderr.decode()
