"""Examples in docstrings run, and the check of docstrings finds what it is to find."""

import doctest
import importlib
import importlib.util
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

import gridimpact

PACKAGE = Path(gridimpact.__file__).parent
WITH_EXAMPLES = sorted(
    ".".join(("gridimpact", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")
    for path in PACKAGE.rglob("*.py")
    if ">>> " in path.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_examples_run(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name))
    assert result.failed == 0


@pytest.fixture(scope="module")
def check(repository: Path) -> ModuleType:
    pytest.importorskip("numpydoc")
    spec = importlib.util.spec_from_file_location("docstrings", repository / "tools" / "docstrings.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_parts_listed_as_complete_are_complete(repository: Path) -> None:
    tool = str(repository / "tools" / "docstrings.py")
    done = subprocess.run([sys.executable, tool], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@dataclass(frozen=True)
class Measured:
    """A figure.

    Attributes
    ----------
    flow : float
        Of a line.
    label : str
    """

    flow: float
    label: str
    told: bool = True


def power(share: float, name: str) -> float:
    """Power.

    Parameters
    ----------
    share : float
        Of the rating.
    name : str

    Returns
    -------
    float
        [MW]
    """
    return share * len(name)


@pytest.mark.parametrize(
    ("type_", "text", "lacks"),
    [
        ("float", "Load.", True),
        ("float", "Load. [MW]", False),
        ("float", "Load. [parsec]", True),
        ("tuple[float, ...]", "Score. [0..100]", False),
        ("str", "A name.", False),
        ("pd.DataFrame", "By hour.", True),
        ("pd.DataFrame", "As `DaysAhead.days`.", False),
        ("pd.Series[float]", "As `DaysAhead.days`.", True),
        ("collections.abc.Callable[[float, str], None] | None", "Called now and then.", False),
        ("NDArray[np.bool_]", "Whether it is off.", False),
        ("typing.Literal['int', 'float']", "Kind.", False),
    ],
)
def test_numbers_need_a_unit(check: ModuleType, type_: str, text: str, lacks: bool) -> None:
    assert bool(check.unit_fault("f", "x", type_, text)) is lacks


def test_fields_need_a_text_and_a_unit(check: ModuleType) -> None:
    found = {fault.what for fault in check.faults(check.Public("Measured", Measured, False))}
    assert found == {"field or parameter not documented: told", "no unit in brackets: flow"}


def test_sections_are_held_against_the_signature(check: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "numpydoc", lambda name: [("PR02", "Unknown"), ("SS06", "not asked for")])
    found = {fault.what for fault in check.faults(check.Public("power", power, False))}
    assert found == {"no unit in brackets: share", "parameters that the signature does not have: Unknown"}


def test_numpydoc_is_asked(check: ModuleType) -> None:
    """A function of the standard library without sections: numpydoc names its parameters and its return value."""
    codes = {code for code, _ in check.numpydoc("textwrap.indent")}
    assert {"PR01", "RT01"} <= codes
