"""The wheel alone is enough: data inside, command there, nothing of the checkout needed."""

import json
import os
import site
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

import gridimpact

ASK = """
import gridimpact, json
from gridimpact.adapters.grids.bundled import data_root
print(json.dumps([gridimpact.__file__, str(data_root())]))
"""


@pytest.fixture(scope="module")
def wheel(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(repository)]
    subprocess.run(build, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Programs of an empty environment that holds the wheel.

    The packages it depends on are those of this environment, by a path file that sorts after the
    wheel's own packages; the path file of the checkout is not followed.
    """
    folder = tmp_path_factory.mktemp("empty") / "env"
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    target = subprocess.run(
        [programs / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True, capture_output=True, text=True).stdout.strip()  # fmt: skip
    pip = [sys.executable, "-m", "pip", f"--python={programs / 'python'}"]
    subprocess.run([*pip, "install", "--no-deps", "--no-index", "--quiet", str(wheel)], check=True, capture_output=True)
    (Path(target) / "dependencies.pth").write_text("\n".join(site.getsitepackages()), encoding="utf-8")
    return programs


def _run(command: list[str | Path], cwd: Path) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    return subprocess.run(command, cwd=cwd, env=clean, capture_output=True, text=True, check=False)


def test_grids_examples_and_map_are_inside(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert "gridimpact/data/grids/ukraine/grid.toml" in names
    assert "gridimpact/data/examples/night.csv" in names
    assert "gridimpact/py.typed" in names
    assert "gridimpact/data/examples/NOTICE" in names
    assert f"gridimpact-{gridimpact.__version__}.dist-info/licenses/LICENSE" in names
    assert "gridimpact/i18n/locale/uk/LC_MESSAGES/gridimpact.po" in names
    assert "gridimpact/outputs/documents/brief.html" in names
    assert any(name.startswith("gridimpact/ui/frontend/") for name in names)
    assert [name for name in names if name.startswith(("tests/", "data/", "src/"))] == []


def test_the_wheel_is_what_runs(installed: Path, tmp_path: Path) -> None:
    done = _run([installed / "python", "-c", ASK], tmp_path)
    assert done.returncode == 0, done.stderr
    environment = str(installed.parent)
    assert [path for path in json.loads(done.stdout) if not path.startswith(environment)] == []


def test_the_example_is_assessed_from_another_folder(installed: Path, wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (tmp_path / "strikes.csv").write_bytes(archive.read("gridimpact/data/examples/night.csv"))
    done = _run([installed / "gridimpact", "assess", "strikes.csv", "--grid", "ukraine", "--json"], tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["figures"]["ens_mwh"]["value"] > 0
