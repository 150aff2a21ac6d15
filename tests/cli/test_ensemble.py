"""`gridimpact ensemble`: ranges, what to verify next, progress, and the same figures as the Python interface."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from gridimpact.adapters.reports.files import read_reports
from gridimpact.adapters.stores.progress_file import telling
from gridimpact.cli.main import EXIT_USAGE, app
from gridimpact.domain.grid import Grid
from gridimpact.domain.settings import NetworkSettings, Settings
from gridimpact.evidence import fuse
from gridimpact.studies.ensemble import run_ensemble


def test_json_agrees_with_the_interface_and_is_public(ukraine: Grid, night: Path, tmp_path: Path) -> None:
    progress, result = tmp_path / "progress.json", tmp_path / "result.json"
    files = ["--progress-file", str(progress), "--result-file", str(result)]
    done = CliRunner().invoke(app, ["ensemble", str(night), "--samples", "20", "--json", *files])
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert told == json.loads(result.read_text(encoding="utf-8"))
    reports = read_reports(night)
    settings = Settings(network=NetworkSettings(ac_check=False))
    answer = run_ensemble(ukraine, fuse(reports, ukraine), settings, samples=20, as_of=reports.latest)
    assert told["schema"] == "gridimpact.ensemble/1"
    assert told["figures"]["ens_mwh"]["p90"] == pytest.approx(answer.spread("ens_mwh").p90.value, rel=1e-9)
    assert told["figures"]["people_peak"]["standard_error"] > 0
    assert len(told["regions"]) == len(answer.regions)
    assert len(told["regions_by_hour"]) == 24 * len(answer.regions)
    assert told["verify_next"] is None
    assert "substation:" not in done.stdout
    assert "plant:" not in done.stdout
    noted = json.loads(progress.read_text(encoding="utf-8"))
    assert (noted["state"], noted["share"]) == ("done", 1.0)
    assert "20 samples; people_peak" in noted["told"]


def test_tables_are_restricted_and_say_so(night: Path) -> None:
    done = CliRunner().invoke(app, ["ensemble", str(night), "--samples", "40", "--figure", "ens_mwh"])
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("RESTRICTED")
    assert "Key figures with their ranges" in done.stdout
    assert "UA51" in done.stdout


def test_stated_chances_stand_in_place_of_reports() -> None:
    options = ["--chance", "substation:usatove=0.5", "--samples", "20", "--restricted", "--json"]
    done = CliRunner().invoke(app, ["ensemble", *options])
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert [row["component_id"] for row in told["verify_next"]["components"]] == ["substation:usatove"]
    assert told["sensitivity"] == "restricted"


@pytest.mark.parametrize("options", [[], ["night.csv", "--chance", "line:L001=0.5"], ["--chance", "line:L001"]])
def test_neither_or_both_is_wrong_usage(options: list[str]) -> None:
    assert CliRunner().invoke(app, ["ensemble", *options]).exit_code == EXIT_USAGE


def test_a_run_that_fails_says_so_in_its_progress(tmp_path: Path) -> None:
    path = tmp_path / "progress.json"

    def fail() -> None:
        with telling(path) as on_progress:
            on_progress(0.25, "a quarter")
            raise ValueError("no light")

    with pytest.raises(ValueError, match="no light"):
        fail()
    noted = json.loads(path.read_text(encoding="utf-8"))
    assert (noted["state"], noted["share"], noted["told"]) == ("failed", 0.25, "no light")


def test_an_assessment_tells_ranges_drawn_here_or_before(night: Path, tmp_path: Path) -> None:
    drawn, given, file = tmp_path / "drawn", tmp_path / "given", tmp_path / "ranges.json"
    start = ["assess", str(night), "--no-ac", "--quiet", "--formats", "json"]
    done = CliRunner().invoke(app, [*start, "--samples", "20", "--out", str(drawn)])
    assert done.exit_code == 0, done.output
    assert (
        CliRunner().invoke(app, ["ensemble", str(night), "--samples", "20", "--result-file", str(file)]).exit_code == 0
    )
    assert CliRunner().invoke(app, [*start, "--ranges", str(file), "--out", str(given)]).exit_code == 0
    first, second = (json.loads((path / "assessment.json").read_text(encoding="utf-8")) for path in (drawn, given))
    assert first["ranges"]["samples"] == 20
    assert first["ranges"]["figures"] == second["ranges"]["figures"]
    assert first["ranges"]["regions"] == second["ranges"]["regions"]


def test_ranges_come_from_one_place(night: Path) -> None:
    done = CliRunner().invoke(app, ["assess", str(night), "--samples", "5", "--ranges", "x.json"])
    assert done.exit_code == EXIT_USAGE
