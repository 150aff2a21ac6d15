"""Texts of findings as the sources have them, so that none is made that the catalogues do not know.

A finding is written where it arises, in English and mostly as an f-string. Here its texts are followed, without
running anything, through variables, choices and the functions that make findings for others; what is known only
when it runs becomes a place in braces: `cannot be read ({exc})`.

python tools/finding_texts.py         # prints them, with where they are made
"""

import ast
import re
from collections.abc import Iterator
from itertools import islice, product
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "gridimpact"

SINKS: dict[str, tuple[tuple[int | None, str], ...]] = {
    "TextFinding": ((None, "where"), (None, "what"), (None, "remedy")),
    "faults.add": ((2, "fault"), (None, "remedy")),
    "Unreadable": ((1, "fault"),),
    "Match": ((None, "remark"),),
    "_lost": ((1, "what"), (2, "remedy")),
    "UnknownGrid": ((0, "text"),),
    "SolverError": ((0, "text"),),
}
"""Calls that take a text for people: positions and names of such arguments."""

REASONS = (
    "assumption_values.py",
    "evidence_files.py",
    "matlab_file.py",
    "pandapower_json.py",
    "ensemble_json.py",
    "scenario_json.py",
)
"""Modules whose ValueErrors end up in a finding as its reason."""

UNKNOWN = "{value}"
FEWEST_LETTERS = 6
"""Letters of its own that a text with places needs; with fewer it would fit anything. Chosen."""
MOST_FORMS = 60
"""Of one text, when parts of it are chosen. Chosen: far above what there is."""
DEEPEST = 8
FEW_WORDS = 6
"""Values of a closed list that are written out in place of a place. Chosen."""

Scope = ast.FunctionDef | ast.Lambda | ast.Module


class Module:
    """One file of the package, with the way up from each node."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.tree = ast.parse(path.read_text(encoding="utf-8"))
        self._above = {child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)}

    def scope(self, node: ast.AST) -> Scope:
        """Return the function around a node, or the module."""
        while node in self._above:
            node = self._above[node]
            if isinstance(node, ast.FunctionDef):
                return node
        return self.tree


class Texts:
    """All texts of the findings of a package.

    Parameters
    ----------
    package : Path
        Folder that holds it.
    """

    def __init__(self, package: Path = PACKAGE) -> None:
        self._calls: dict[str, list[tuple[Module, ast.Call]]] = {}
        for path in sorted(package.rglob("*.py")):
            module = Module(path)
            for node in ast.walk(module.tree):
                if isinstance(node, ast.Call):
                    for name in _names(node):
                        self._calls.setdefault(name, []).append((module, node))

    def found(self) -> dict[str, set[str]]:
        """Return each text that needs words in every language, with the lines that make it."""
        texts: dict[str, set[str]] = {}
        for module, call, node, field in self._sinks():
            for text in self._resolve(module, node, call, ()):
                if _needs_words(text, field):
                    texts.setdefault(_numbered(text), set()).add(f"{module.path.name}:{node.lineno}")
        return texts

    def _sinks(self) -> Iterator[tuple[Module, ast.Call, ast.expr, str]]:
        for name, places in SINKS.items():
            for module, call in self._calls.get(name, ()):
                for position, field in places:
                    given = _argument(call, position, field)
                    if given is not None:
                        yield module, call, given, field
        for module, call in self._calls.get("ValueError", ()):
            if module.path.name in REASONS and call.args:
                yield module, call, call.args[0], "text"

    def _resolve(self, module: Module, node: ast.AST, at: ast.AST, way: tuple[object, ...]) -> list[str]:
        """Texts that an expression can have; `at` is where it stands."""
        again = (*way, 0)
        if len(way) > DEEPEST:
            return [UNKNOWN]
        if isinstance(node, ast.Constant):
            return [_plain(node.value) if isinstance(node.value, str) else UNKNOWN]
        if isinstance(node, ast.JoinedStr):
            return _products(
                [_plain(str(part.value))]
                if isinstance(part, ast.Constant)
                else self._inner(module, part.value, at, again)
                for part in node.values
                if isinstance(part, ast.Constant | ast.FormattedValue)
            )
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            return _products(self._resolve(module, side, at, again) for side in (node.left, node.right))
        if isinstance(node, ast.IfExp):
            return [text for side in (node.body, node.orelse) for text in self._resolve(module, side, at, again)]
        if isinstance(node, ast.BoolOp):
            return [text for side in node.values for text in self._resolve(module, side, at, again)]
        if isinstance(node, ast.Name):
            return self._name(module, node.id, at, again) or [f"{{{_word(node)}}}"]
        return [f"{{{_word(node)}}}"]

    def _inner(self, module: Module, node: ast.AST, at: ast.AST, way: tuple[object, ...]) -> list[str]:
        """Value inside an f-string: words of a short closed list are written out, all else is a place."""
        if isinstance(node, ast.IfExp | ast.Name | ast.Constant):
            texts = self._resolve(module, node, at, way)
            if len(texts) <= FEW_WORDS and (not any("{" in text for text in texts) or any(" " in t for t in texts)):
                return texts
        return [f"{{{_word(node)}}}"]

    def _name(self, module: Module, name: str, at: ast.AST, way: tuple[object, ...]) -> list[str]:
        """Texts of a variable: what it is set to around, walked through or called with."""
        mark = (module.path, name, id(at))
        if mark in way:
            return []
        scope, texts = module.scope(at), list[str]()
        while True:
            for node in ast.walk(scope):
                texts += self._bound(module, node, name, (*way, mark))
            if isinstance(scope, ast.FunctionDef):
                texts += self._parameter(module, scope, name, (*way, mark))
            if texts or isinstance(scope, ast.Module):
                return list(dict.fromkeys(texts))
            scope = module.scope(scope)

    def _bound(self, module: Module, node: ast.AST, name: str, way: tuple[object, ...]) -> list[str]:
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.NamedExpr) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            return [t for target in targets for t in self._unpacked(module, target, node.value, name, node, way)]
        if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name) and node.target.id == name:
            return [UNKNOWN]
        if isinstance(node, ast.For | ast.comprehension) and name in _targets(node.target):
            rows = [row for table in _tables(module, node.iter) for row in _rows(table)]
            found = [t for row in rows for t in self._unpacked(module, node.target, row, name, node, way)]
            return found or [f"{{{name.strip('_')}}}"]
        return []

    def _unpacked(
        self, module: Module, target: ast.AST, value: ast.AST, name: str, at: ast.AST, way: tuple[object, ...]
    ) -> list[str]:
        """Texts that a target of this name gets out of a value."""
        if name not in _targets(target):
            return []
        if isinstance(target, ast.Name):
            return self._resolve(module, value, at, way)
        sides = (value.body, value.orelse) if isinstance(value, ast.IfExp) else (value,)
        texts = []
        for side in sides:
            if isinstance(target, ast.Tuple) and isinstance(side, ast.Tuple) and len(side.elts) == len(target.elts):
                pairs = zip(target.elts, side.elts, strict=True)
                texts += [t for one, part in pairs for t in self._unpacked(module, one, part, name, at, way)]
            else:
                texts.append(f"{{{name.strip('_')}}}")
        return texts

    def _parameter(self, module: Module, function: ast.FunctionDef, name: str, way: tuple[object, ...]) -> list[str]:
        """Texts that a function is called with, in its own module when its name is private."""
        given = function.args
        places = [one.arg for one in (*given.posonlyargs, *given.args)]
        if name not in (*places, *(one.arg for one in given.kwonlyargs)):
            return []
        defaults = dict(zip(reversed(places), reversed(given.defaults), strict=False))
        pairs = zip(given.kwonlyargs, given.kw_defaults, strict=True)
        defaults |= {one.arg: default for one, default in pairs if default is not None}
        texts = self._resolve(module, defaults[name], function, way) if name in defaults else []
        if texts and not function.name.startswith("_"):
            texts.append(f"{{{name}}}")  # whoever uses the package may give another
        position = places.index(name) - (places[0] in ("self", "cls")) if name in places else None
        for caller, call in self._calls.get(function.name, ()):
            argument = _argument(call, position, name)
            if argument is not None and (caller is module or not function.name.startswith("_")):
                texts += self._resolve(caller, argument, call, way)
        return texts or [f"{{{name.strip('_')}}}"]


def _names(call: ast.Call) -> Iterator[str]:
    """Names by which a call is found: its function, with its owner too."""
    if isinstance(call.func, ast.Name):
        yield call.func.id
    elif isinstance(call.func, ast.Attribute):
        owner = call.func.value
        last = owner.attr if isinstance(owner, ast.Attribute) else owner.id if isinstance(owner, ast.Name) else ""
        yield call.func.attr
        yield f"{last}.{call.func.attr}"


def _argument(call: ast.Call, position: int | None, name: str) -> ast.expr | None:
    for keyword in call.keywords:
        if keyword.arg == name:
            return keyword.value
    if position is None or position >= len(call.args):
        return None
    return None if any(isinstance(one, ast.Starred) for one in call.args[: position + 1]) else call.args[position]


def _targets(target: ast.AST) -> set[str]:
    return {node.id for node in ast.walk(target) if isinstance(node, ast.Name)}


def _tables(module: Module, node: ast.expr) -> list[ast.expr]:
    """Literals that are walked through: as they stand, or those of a name in this module."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "items":
        node = node.func.value
    if not isinstance(node, ast.Name):
        return [node]
    return [
        one.value
        for one in ast.walk(module.tree)
        if isinstance(one, ast.Assign | ast.AnnAssign)
        and one.value is not None
        and node.id in {n for t in (one.targets if isinstance(one, ast.Assign) else [one.target]) for n in _targets(t)}
    ]


def _rows(table: ast.expr) -> list[ast.AST]:
    if isinstance(table, ast.Dict):
        pairs = zip(table.keys, table.values, strict=True)
        return [ast.Tuple(elts=[key, value]) for key, value in pairs if key is not None]
    return list(table.elts) if isinstance(table, ast.Tuple | ast.List) else []


def _word(node: ast.AST) -> str:
    """A name for a place: that of the variable, field or function it comes from."""
    if isinstance(node, ast.Name):
        return node.id.strip("_").lower() or "value"
    if isinstance(node, ast.Attribute):
        return "kind" if node.attr == "__name__" else node.attr.strip("_")
    if isinstance(node, ast.Call):
        return _word(node.args[-1] if node.args else node.func)
    if isinstance(node, ast.Subscript):
        return _word(node.value)
    return "value"


def _products(parts: "Iterator[list[str]]") -> list[str]:
    return list(dict.fromkeys("".join(chosen) for chosen in islice(product(*parts), MOST_FORMS)))


def _plain(text: str) -> str:
    return text.replace("{", "(").replace("}", ")")


def _numbered(text: str) -> str:
    """The same text with every place called by a name of its own."""
    seen: dict[str, int] = {}

    def name(found: "re.Match[str]") -> str:
        seen[found[1]] = seen.get(found[1], 0) + 1
        return f"{{{found[1]}{seen[found[1]] if seen[found[1]] > 1 else ''}}}"

    return re.sub(r"\{(\w+)\}", name, text)


def _needs_words(text: str, field: str) -> bool:
    """Whether it is a text for people, and not only a value or, as a place, the name of a table or field."""
    own = re.sub(r"\{\w+\}", "", text)
    letters = sum(character.isalpha() for character in own)
    if "%s" in text:
        return False  # for a log
    if field == "where":
        return " " in own.strip() and letters >= FEWEST_LETTERS
    return letters >= (FEWEST_LETTERS if "{" in text else 1)


if __name__ == "__main__":
    for text, lines in sorted(Texts().found().items()):
        print(f"{text}    [{', '.join(sorted(lines))}]")
