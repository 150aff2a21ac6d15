"""Check the docstrings of the stages of the model and of the face of the package.

    python tools/docstrings.py              # share per package, and what is missing in those listed as complete
    python tools/docstrings.py --all        # what is missing in the others too
    python tools/docstrings.py evidence     # what is missing in one package

Every public function, method and class has a summary; Parameters name exactly those of the signature, with types;
what returns has Returns, what yields has Yields (`numpydoc.validate`). Fields of dataclasses are told under Attributes
or by the text below the field. What numpydoc does not know: numbers and tables of numbers carry their unit in brackets.
"""

import ast
import dataclasses
import importlib
import inspect
import pkgutil
import re
import sys
import warnings
from collections.abc import Iterator
from functools import cached_property
from typing import Any, NamedTuple

from numpydoc.docscrape import ClassDoc, FunctionDoc
from numpydoc.validate import validate

COMPLETE = ("domain", "evidence", "impact", "studies", "assessment", "face")
"""Parts that must stay at 100 %."""

IN_WORK = ("network",)
"""Parts whose share is printed and does not fail the check."""

CHECKS = {
    "GL08": "no docstring",
    "SS01": "no summary",
    "PR01": "parameters not documented",
    "PR02": "parameters that the signature does not have",
    "PR03": "parameters in another order",
    "PR04": "a parameter without a type",
    "RT01": "no Returns",
    "YD01": "no Yields",
}
"""Checks of numpydoc that are asked for; its others are about punctuation and sections that not all need."""

UNITS = (
    *("-", "0..1", "pu", "MW", "MWh", "MVA", "kV", "km", "km2", "h", "s", "min", "day", "days", "year", "percent"),
    *("degree", "degree Celsius", "1/degree Celsius", "1/km", "1/h", "kWh", "l/kWh", "l", "people", "person-hours"),
    *("EUR/MWh", "points", "bytes", "damage states", "queues", "kW", "MW/MW", "characters", "unit of the figure"),
    *("degree north, WGS 84", "degree east, WGS 84", "degree, WGS 84"),
)
"""Units that a docstring may state in brackets; `[-]` for counts, positions and factors."""

UNIT = re.compile(r"\[(?:" + "|".join(re.escape(unit) for unit in UNITS) + r"|-?\d+\.\.\d+)\]|\b0(?: to |\.\.)\d+\b")
"""One of them, or a range: [0..100], and 0..1 or 0 to 100 without brackets where a text of the catalogues has it."""

NUMBER = re.compile(r"\b(?:float|int|NDArray|ndarray|ArrayLike|Floats|Ints|FloatArray)\b")
"""Types whose values are numbers."""

NO_NUMBERS = re.compile(
    r"Literal\[[^]]*\]|(?:collections\.abc\.)?Callable\[\[.*?\], [^]]*\]|NDArray\[np\.bool_\]"
    r"|numpy\.ndarray\[[^|]*?numpy\.(?:bool_?|object_)\]\]"
)
"""Parts of types that speak of numbers and hold none: choices, functions, arrays of bool and of text."""

TABLE = re.compile(r"\b(?:DataFrame|Series|GeoDataFrame)\b")
"""Tables: a unit, or the name in backticks of a table whose columns are documented with theirs."""


class Fault(NamedTuple):
    """One thing that a docstring lacks."""

    name: str
    what: str


class Public(NamedTuple):
    """A public function, class, method or property."""

    name: str
    value: Any
    is_method: bool


def modules(part: str) -> list[Any]:
    """Modules of one part: those of a package, or the one module of that name."""
    root = importlib.import_module(f"gridimpact.{part}")
    names = [found.name for found in pkgutil.walk_packages(getattr(root, "__path__", ()), f"{root.__name__}.")]
    return [root, *map(importlib.import_module, names)]


def members(module: Any) -> Iterator[Public]:
    """Public things that a module defines itself, with the methods and properties of its classes."""
    for name, value in vars(module).items():
        if name.startswith("_") or getattr(value, "__module__", "") != module.__name__:
            continue
        if inspect.isclass(value):
            yield from of_class(f"{module.__name__}.{name}", value)
        elif inspect.isfunction(inspect.unwrap(value) if callable(value) else value):
            yield Public(f"{module.__name__}.{name}", value, False)


def of_class(name: str, value: type) -> Iterator[Public]:
    """Yield a class, and its own public methods and properties."""
    yield Public(name, value, False)
    for inner, member in vars(value).items():
        function = getattr(member, "__func__", member)
        if not inner.startswith("_") and (
            inspect.isfunction(function) or isinstance(member, property | cached_property)
        ):
            yield Public(f"{name}.{inner}", member, True)


def face() -> Iterator[Public]:
    """Public names of `gridimpact`, with the methods of its classes."""
    package = importlib.import_module("gridimpact")
    for name in package.__all__:
        value = getattr(package, name)
        if inspect.isclass(value):
            yield from of_class(f"{value.__module__}.{value.__name__}", value)
        elif callable(value):
            yield Public(f"{value.__module__}.{value.__name__}", value, False)


def faults(public: Public) -> list[Fault]:
    """Everything that one docstring lacks."""
    value = public.value
    if not inspect.getdoc(value):
        return [Fault(public.name, CHECKS["GL08"])]
    if inspect.isclass(value):
        return class_faults(public)
    if isinstance(value, property | cached_property):
        getter = value.fget if isinstance(value, property) else value.func
        return unit_fault(public.name, "its value", annotation(getter, "return"), inspect.getdoc(value) or "")
    found = [Fault(public.name, f"{CHECKS[code]}: {text}") for code, text in numpydoc(public.name) if code in CHECKS]
    function = inspect.unwrap(getattr(value, "__func__", value))
    doc = FunctionDoc(function)
    for entry in doc["Parameters"]:
        for name in entry.name.split(", "):
            given = annotation(function, name.lstrip("*"))
            found += unit_fault(public.name, name, given, " ".join((entry.type, *entry.desc)))
    given = annotation(function, "return")
    if doc["Returns"] or doc["Yields"]:
        text = " ".join(" ".join((entry.name, entry.type, *entry.desc)) for entry in (*doc["Returns"], *doc["Yields"]))
        found += unit_fault(public.name, "what it returns", given, text)
    return found


def numpydoc(name: str) -> list[tuple[str, str]]:
    """What numpydoc finds: code and text."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return [(code, text) for code, text in validate(name)["errors"]]


def class_faults(public: Public) -> list[Fault]:
    """What the docstring of a class lacks: its fields, or the parameters of its `__init__`."""
    value = public.value
    doc = ClassDoc(value, config={"show_class_members": False})
    entries = {
        name.split(" : ")[0]: " ".join((entry.type, *entry.desc))
        for entry in (*doc["Attributes"], *doc["Parameters"])
        for name in entry.name.split(", ")
    }
    if not dataclasses.is_dataclass(value) and getattr(value, "_is_protocol", False):
        return []
    if not dataclasses.is_dataclass(value):
        if "__init__" not in vars(value) or not inspect.isfunction(value.__init__):
            return []
        names = [name for name in inspect.signature(value.__init__).parameters if name != "self"]
        types = {name: annotation(value.__init__, name) for name in names}
    else:
        own = vars(value).get("__annotations__", {})
        fields = [field.name for field in dataclasses.fields(value) if field.name in own]
        names = [name for name in fields if not name.startswith("_")]
        types = {name: str(own[name]) for name in names}
        entries |= below_fields(value)
    found = [Fault(public.name, f"field or parameter not documented: {name}") for name in names if name not in entries]
    for name in names:
        found += unit_fault(public.name, name, types[name], entries.get(name, "[-]"))
    return found


def below_fields(value: type) -> dict[str, str]:
    """Texts that stand below the fields of a class."""
    (tree,) = ast.parse(inspect.cleandoc(inspect.getsource(value))).body
    assert isinstance(tree, ast.ClassDef)
    texts = {}
    for field, text in zip(tree.body, tree.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(text, ast.Expr):
            texts[field.target.id] = str(getattr(text.value, "value", ""))
    return texts


def annotation(function: Any, name: str) -> str:
    """Type of a parameter, or of what is returned, as it is written."""
    given = getattr(function, "__annotations__", {}).get(name, "")
    return getattr(given, "__name__", str(given)) if inspect.isclass(given) else str(given)


def unit_fault(name: str, what: str, type_: str, text: str) -> list[Fault]:
    """One fault where a number, or a table that names no documented one, has no unit."""
    type_ = NO_NUMBERS.sub("", type_)
    if UNIT.search(text) or not (NUMBER.search(type_) or TABLE.search(type_)):
        return []
    if TABLE.search(type_) and not NUMBER.search(type_) and ("`" in text or "bool" in text):
        return []
    return [Fault(name, f"no unit in brackets: {what}")]


def main(wanted: list[str]) -> int:
    """Print the share of each part; 1 when one that is listed as complete is not."""
    failed = 0
    for part in (*COMPLETE, *IN_WORK):
        things = list(face()) if part == "face" else [public for module in modules(part) for public in members(module)]
        things = list({public.name: public for public in things}.values())
        found = [faults(public) for public in things]
        whole = sum(not one for one in found)
        print(
            f"{part}: {whole} of {len(things)} public functions, classes and methods have Parameters, Returns and units"
            + ("" if part in COMPLETE else " (in work)")
        )
        failed += part in COMPLETE and whole < len(things)
        if part in COMPLETE or part in wanted or "--all" in wanted:
            for fault in (fault for one in found for fault in one):
                print(f"    {fault.name.removeprefix('gridimpact.')}: {fault.what}")
    return int(failed > 0)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
