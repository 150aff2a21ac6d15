"""Rules of the house that a type checker does not see."""

import ast
import csv
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import gridimpact
from gridimpact.adapters.grids.bundled import bundled_grids
from gridimpact.domain.grid import Grid
from gridimpact.evidence import fuse, most_likely

PACKAGE = Path(gridimpact.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))

CONTINGENCY_MAKERS = {
    "assessment.py": "the day without the reported damage",
    "cli/inputs.py": "damage stated by a person",
    "domain/damage.py": "the same contingency, read back",
    "evidence/decision.py": "most likely damage, from reports",
    "studies/scenarios.py": "the day without the damage that a scenario states",
    "studies/adequacy.py": "nothing out: the state from which samples of stated outage rates start",
    "studies/ensemble_spec.py": "nothing out: the same samples without the reported damage",
    "studies/ensemble.py": "nothing out beside what is drawn from a belief",
    "studies/sampling.py": "samples of a belief, of stated chances or of stated damage",
    "studies/days_ahead.py": "repair states: stated or reported damage, less what has returned",
}
"""Every place that may make a contingency, and the evidence it makes it from. A new entry must name
reports, samples of a belief or of stated outage rates, a scenario's stated damage or repair states;
nothing else is allowed."""

HARMFUL_WORDS = (
    "worst_case",
    "worst_contingenc",
    "criticality",
    "most_critical",
    "vulnerab",
    "interdict",
    "attacker",
    "best_target",
    "rank_intact",
    "n_minus_",
)
"""Names that code which searches for harm would carry."""

IMPORTED_BY_OTHERS = {"pyogrio"}
"""Packages that another one imports for us: geopandas reads and writes map files through pyogrio."""

IMPORT_NAMES = {"fpdf2": "fpdf"}
"""Packages that are imported under another name."""

HEAVY = (
    "pandas",
    "numpy",
    "scipy",
    "geopandas",
    "shapely",
    "pandapower",
    "streamlit",
    "highspy",
    "pandera",
    "sqlalchemy",
    "matplotlib",
    "fpdf",
    "jinja2",
    "babel",
    "icalendar",
)


def _parsed() -> Iterator[tuple[str, ast.Module]]:
    for path in MODULES:
        yield path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def _called(node: ast.AST) -> str:
    if not isinstance(node, ast.Call):
        return ""
    target = node.func
    return target.id if isinstance(target, ast.Name) else target.attr if isinstance(target, ast.Attribute) else ""


def test_contingencies_are_made_from_evidence_only() -> None:
    makers = {name for name, tree in _parsed() for node in ast.walk(tree) if _called(node) == "Contingency"}
    assert makers == CONTINGENCY_MAKERS.keys()


def test_no_name_speaks_of_searching_for_harm() -> None:
    names = [
        (module, name)
        for module, tree in _parsed()
        for node in ast.walk(tree)
        if (name := getattr(node, "name", None) or getattr(node, "id", None) or getattr(node, "attr", None))
    ]
    assert [found for found in names if any(word in str(found[1]).lower() for word in HARMFUL_WORDS)] == []


def test_nothing_is_believed_about_components_that_no_report_points_at(ukraine: Grid) -> None:
    belief = fuse([], ukraine)
    assert belief.table.empty
    assert most_likely(belief).components == ()


def test_places_of_bundled_grids_are_rounded_to_a_tenth_of_a_degree() -> None:
    fine = []
    for folder in bundled_grids().values():
        for path in sorted(folder.glob("*.csv")):
            with path.open(encoding="utf-8-sig", newline="") as lines:
                for number, row in enumerate(csv.DictReader(lines), start=2):
                    texts = [row.get(name) or "" for name in ("lat", "lon")]
                    if any(len(text.partition(".")[2].rstrip("0")) > 1 for text in texts):
                        fine.append(f"{path.name} row {number}")
    assert fine == []


@pytest.mark.parametrize("command", [["--help"], ["--version"], ["assess", "--help"], ["grid", "list"]])
def test_light_commands_import_nothing_heavy(command: list[str]) -> None:
    script = (
        "import json, sys\n"
        "from gridimpact.cli.main import app\n"
        f"try:\n    app({command!r})\nexcept SystemExit as stop:\n    assert not stop.code\n"
        f"print(json.dumps([name for name in {HEAVY!r} if name in sys.modules]), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert json.loads(done.stderr.splitlines()[-1]) == []


def test_reading_a_grid_imports_no_engine_and_no_app() -> None:
    script = (
        "import sys, gridimpact as gi\n"
        "gi.read_grid('ukraine')\n"
        "print([name for name in ('pandapower', 'streamlit', 'highspy') if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_public_name_is_there() -> None:
    missing = [name for name in gridimpact.__all__ if getattr(gridimpact, name, None) is None]
    assert missing == []
    assert sorted(gridimpact.__all__) == dir(gridimpact)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        gridimpact.no_such_name  # noqa: B018


def test_the_version_is_the_one_of_the_package(repository: Path) -> None:
    assert f'version = "{gridimpact.__version__}"' in (repository / "pyproject.toml").read_text(encoding="utf-8")


def test_files_are_short_enough_to_read() -> None:
    """At most 300 lines; parameters, returns and units in docstrings do not count, for they are looked up, not read."""
    sizes = {
        path.relative_to(PACKAGE).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        - sum(_docstring_lines(node) for node in ast.walk(tree))
        for path, (_, tree) in zip(MODULES, _parsed(), strict=True)
    }
    assert {name: size for name, size in sizes.items() if size > 300} == {}


def _docstring_lines(node: ast.AST) -> int:
    """Lines that the docstring of a module, class or function takes."""
    if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) or ast.get_docstring(node) is None:
        return 0
    return (node.body[0].end_lineno or 0) - node.body[0].lineno + 1


def test_what_is_imported_is_declared_and_what_is_declared_is_imported(repository: Path) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[^\w-]", text)[0].lower() for text in project["dependencies"]}
    imported = {name for _, tree in _parsed() for node in ast.walk(tree) for name in _packages(node)}
    outside = imported - sys.stdlib_module_names - {"gridimpact"}
    called = {IMPORT_NAMES.get(name, name) for name in declared - IMPORTED_BY_OTHERS}
    extras = {
        re.split(r"[^\w-]", text)[0].lower()
        for name, texts in project["optional-dependencies"].items()
        if name not in ("dev", "bench")
        for text in texts
    }
    assert {name.replace("_", "-") for name in outside} - extras == called


def _packages(node: ast.AST) -> list[str]:
    """Top-level packages that a statement imports."""
    if isinstance(node, ast.Import):
        return [alias.name.partition(".")[0] for alias in node.names]
    return [(node.module or "").partition(".")[0]] if isinstance(node, ast.ImportFrom) else []


def test_locks_name_versions_only(repository: Path) -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        lines = (repository / name).read_text(encoding="utf-8").splitlines()
        pins = [line for line in lines if not line.startswith(("#", "-r requirements.lock"))]
        assert pins
        assert [line for line in pins if line.count("==") != 1 or set(line) & set("/:@ ")] == []


def test_a_renamed_public_name_still_works_and_says_what_to_write() -> None:
    with pytest.warns(DeprecationWarning, match=r"gridimpact\.EmbargoError"):
        assert gridimpact.HeldBack is gridimpact.EmbargoError
