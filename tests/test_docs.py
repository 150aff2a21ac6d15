"""The documents name what exists, and the ways told in docs/architecture.md are the ways that are gone."""

import doctest
import importlib
import importlib.util
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType, FrameType

import pytest

import gridimpact as gi
from gridimpact.views.map_base import base_map, component_places
from gridimpact.views.map_layers import map_values

REPOSITORY = Path(__file__).parents[1]
DOCUMENTS = sorted(
    {
        *REPOSITORY.glob("*.md"),
        *(REPOSITORY / "docs").rglob("*.md"),
        *(REPOSITORY / ".github").rglob("*.md"),
        REPOSITORY / "data" / "examples" / "README.md",
    }
)
ARCHITECTURE = (REPOSITORY / "docs" / "architecture.md").read_text(encoding="utf-8")

WAYS = ("report", "contingency", "sample")
MOST_STEPS = 10
LINE = 100


def steps_of(way: str) -> list[str]:
    """Dotted names of the steps of a way, in order."""
    section = re.search(rf"^## The way of a {way}.*?\n(.*?)(?=^## |\Z)", ARCHITECTURE, re.MULTILINE | re.DOTALL)
    assert section is not None, f"docs/architecture.md does not tell the way of a {way}"
    return re.findall(r"^\d+\. `([\w.]+)`", section[1], re.MULTILINE)


def function_of(step: str) -> Callable[..., object]:
    """The function or method that a step names, below `gridimpact`."""
    parts = step.split(".")
    for cut in range(len(parts) - 1, 0, -1):
        try:
            found: object = importlib.import_module(f"gridimpact.{'.'.join(parts[:cut])}")
        except ModuleNotFoundError:
            continue
        for name in parts[cut:]:
            found = getattr(found, name)
        assert callable(found)
        return found
    raise AssertionError(f"no module for {step}")


def code_of(step: str) -> CodeType:
    function = function_of(step)
    return getattr(function, "__func__", function).__code__  # type: ignore[no-any-return]


def calls(steps: list[str], run: Callable[[], object]) -> list[str]:
    """The steps in the order in which a run first called them."""
    wanted = {code_of(step): step for step in steps}
    order: dict[str, None] = {}

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code in wanted:
            order.setdefault(wanted[frame.f_code])

    sys.setprofile(note)
    try:
        run()
    finally:
        sys.setprofile(None)
    return list(order)


@pytest.mark.parametrize("way", WAYS)
def test_a_way_has_at_most_ten_steps(way: str) -> None:
    steps = steps_of(way)
    assert 5 <= len(steps) <= MOST_STEPS
    assert len(set(steps)) == len(steps)
    for step in steps:
        function_of(step)


def test_a_report_goes_the_way_that_is_told() -> None:
    grid = gi.read_grid("ukraine")

    def run() -> None:
        assessment = gi.assess(grid, gi.read_reports(gi.example_reports()["night"]))
        map_values(assessment, base_map(grid), component_places(grid), snapshot=assessment.evaluation.peak)

    steps = steps_of("report")
    assert calls(steps, run) == steps


def test_a_contingency_goes_the_way_that_is_told() -> None:
    grid = gi.read_grid("ukraine")
    steps = steps_of("contingency")
    assert calls(steps, lambda: gi.evaluate(grid, gi.Contingency(out=("line:L001",), origin="stated"))) == steps


def test_a_sample_goes_the_way_that_is_told() -> None:
    grid = gi.read_grid("ukraine")
    steps = steps_of("sample")
    assert calls(steps, lambda: gi.run_ensemble(grid, {"line:L001": 0.5}, samples=2)) == steps


def paths_in(text: str) -> Iterator[str]:
    """Paths that a document names: targets of links, and names in backquotes that look like a path of ours."""
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if not target.startswith(("http://", "https://", "#", "mailto:")):
            yield target.partition("#")[0]
    for name in re.findall(r"`([\w./-]+)`", text):
        if re.fullmatch(r"[\w.-]+(/[\w.-]+)+", name) and name.endswith((".py", ".md", ".csv", ".toml", ".sh", ".html")):
            yield name


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_every_path_in_a_document_exists(document: Path) -> None:
    roots = (document.parent, REPOSITORY, REPOSITORY / "src" / "gridimpact")
    named = set(paths_in(document.read_text(encoding="utf-8")))
    assert sorted(name for name in named if not any((root / name).exists() for root in roots)) == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_every_link_into_a_document_meets_a_heading(document: Path) -> None:
    lost = []
    for target, anchor in re.findall(r"\]\(([^)\s#]*)#([^)\s]+)\)", document.read_text(encoding="utf-8")):
        if target.startswith("http"):
            continue
        other = (document.parent / target) if target else document
        headings = re.findall(r"^#+ (.*)$", other.read_text(encoding="utf-8"), re.MULTILINE)
        anchors = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
        if anchor not in anchors:
            lost.append(f"{target}#{anchor}")
    assert lost == []


def prose_of(text: str) -> Iterator[tuple[int, str]]:
    """Lines of a document outside code, tables and headings."""
    fenced = False
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("```"):
            fenced = not fenced
        elif not fenced and not line.startswith("    ") and not line.lstrip().startswith(("|", "#")):
            yield number, line


WRAPPED = [path for path in DOCUMENTS if path.name not in ("performance.md", "app.md")]


@pytest.mark.parametrize("document", WRAPPED, ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_lines_of_prose_are_short(document: Path) -> None:
    limit = LINE if document.is_relative_to(REPOSITORY / "docs") or document.name == "README.md" else 120
    prose = prose_of(document.read_text(encoding="utf-8"))
    assert [number for number, line in prose if len(line) > limit and "](http" not in line] == []


def test_the_page_of_the_python_interface_is_current() -> None:
    tool = REPOSITORY / "tools" / "api_reference.py"
    spec = importlib.util.spec_from_file_location("api_reference", tool)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    page = (REPOSITORY / "docs" / "api.md").read_text(encoding="utf-8")
    assert page == module.page(), "run python tools/api_reference.py"
    assert sum(f"`{name}" in page for name in gi.__all__) == len(gi.__all__) - 1, "all but __version__"


def test_licence_version_and_citation_agree() -> None:
    citation = (REPOSITORY / "CITATION.cff").read_text(encoding="utf-8")
    assert f"version: {gi.__version__}\n" in citation
    assert "license: Apache-2.0\n" in citation
    released = re.search(r"^date-released: (\S+)$", citation, re.MULTILINE)
    assert released is not None
    assert f"## {gi.__version__} ({released[1]})" in (REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "Version 2.0, January 2004" in (REPOSITORY / "LICENSE").read_text(encoding="utf-8")


def test_hooks_run_what_make_check_runs() -> None:
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    check = re.search(r"^check:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE)
    assert check is not None
    lines = [re.sub(r"^\t@?", "", line).replace("$(BIN)", ".venv/bin") for line in check[1].splitlines()]
    hooks = (REPOSITORY / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    run = re.findall(r"^ +entry: (.*)$", hooks, re.MULTILINE)
    assert run == [line.removesuffix(" .") for line in lines]


@pytest.mark.parametrize("folder", ["grids/ukraine", "examples", "validation"])
def test_a_folder_of_data_says_its_licence(folder: str) -> None:
    notice = (REPOSITORY / "data" / folder / "NOTICE").read_text(encoding="utf-8")
    assert re.search(r"licen[cs]e|CC BY 4\.0", notice, re.IGNORECASE)
    assert not (REPOSITORY / "data" / folder / "NOTICE").is_symlink()


def with_examples() -> list[str]:
    """Modules of the package that hold examples."""
    modules = [info.name for info in pkgutil.walk_packages(gi.__path__, "gridimpact.")]
    root = REPOSITORY / "src"
    found = []
    for name in ("gridimpact", *modules):
        base = root.joinpath(*name.split("."))
        file = base / "__init__.py" if base.is_dir() else base.with_suffix(".py")
        if ">>>" in file.read_text(encoding="utf-8"):
            found.append(name)
    return found


@pytest.mark.parametrize("name", with_examples())
def test_examples_in_docstrings_run(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    module = importlib.import_module(name)
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    result = doctest.testmod(module, optionflags=flags)
    assert result.attempted > 0, "every example is skipped"
    assert result.failed == 0
