"""`gridimpact adequacy`: tables, JSON, exit codes."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from gridimpact.adapters.grids.profile_file import read_hourly_profile
from gridimpact.cli.error_handler import EXIT_INPUT, EXIT_USAGE, tell_failure
from gridimpact.cli.main import app
from gridimpact.errors import DataError


@pytest.fixture(scope="module")
def two_units(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The worked case of two units, as a file of pandapower."""
    import pandapower as pp

    net = pp.create_empty_network()
    bus = pp.create_bus(net, 110.0)
    pp.create_load(net, bus, 60.0)
    for _ in range(2):
        pp.create_gen(net, bus, 0.0, max_p_mw=50.0)
    net.gen["forced_outage_rate"] = 0.1
    path = tmp_path_factory.mktemp("adequacy") / "two.json"
    pp.to_json(net, str(path))
    return path


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("profile") / "hours.csv"
    path.write_text("hour,load_level\n0,1.0\n1,0.5\n2,0.5\n3,0.9\n", encoding="utf-8")
    return path


def test_json_holds_what_is_documented(two_units: Path, profile: Path, repository: Path) -> None:
    done = CliRunner().invoke(
        app, ["adequacy", "--grid", str(two_units), "--hourly-profile", str(profile), "--samples", "2000", "--json"]
    )
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert (told["schema"], told["sensitivity"], told["hours"]) == ("gridimpact.adequacy/1", "public", 4)
    eens = told["figures"]["eens_mwh"]
    assert abs(eens["value"] - 4.26) < 3 * eens["standard_error"] < 1.5
    assert (told["samples"], told["stopped_by"], eens["unit"]) == (2000, "samples", "MWh")
    described = (repository / "docs" / "json.md").read_text(encoding="utf-8")
    names = {*told, *told["figures"], *eens, *told["grid"]}
    assert sorted(name for name in names if f"`{name}`" not in described) == []


def test_tables_tell_the_error(two_units: Path) -> None:
    done = CliRunner().invoke(app, ["adequacy", "--grid", str(two_units), "--rate", "gen:0=0.2", "--samples", "500"])
    assert done.exit_code == 0, done.output
    assert "LOLP" in done.stdout
    assert "±" in done.stdout
    exact = CliRunner().invoke(app, ["adequacy", "--grid", str(two_units), "--no-network", "--exact"])
    assert "2.4 MW" in exact.stdout
    assert "worked out exactly" in exact.stdout


@pytest.mark.parametrize("wrong", [["--rate", "gen:0"], ["--exact"], ["--samples", "0"]])
def test_wrong_usage(wrong: list[str]) -> None:
    assert CliRunner().invoke(app, ["adequacy", *wrong]).exit_code == EXIT_USAGE


def test_a_grid_without_rates_is_input_that_cannot_be_used(capsys: pytest.CaptureFixture[str]) -> None:
    done = CliRunner().invoke(app, ["adequacy"])
    assert isinstance(done.exception, DataError)
    assert tell_failure(done.exception) == EXIT_INPUT
    assert "states no outage rate" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "factors"),
    [("1\n0.5\n", [1.0, 0.5]), ("load\n1\n0.5\n", [1.0, 0.5]), ("a,load_level\nx,0.25\n", [0.25])],
)
def test_profiles_are_read(text: str, factors: list[float], tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text(text, encoding="utf-8")
    assert read_hourly_profile(path).tolist() == factors


@pytest.mark.parametrize("text", ["", "load\n", "1\nx\n", "1\n-2\n", "1,2\n3,4\n", "load_level,load_level\n1,2\n"])
def test_profiles_that_cannot_be_used(text: str, tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"p\.csv"):
        read_hourly_profile(path)
