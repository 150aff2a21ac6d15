"""Write docs/api.md, the public names of the package: signature and first line of each docstring.

`--check` writes nothing and fails when the page is not current.
"""

import dataclasses
import enum
import inspect
import sys
from pathlib import Path
from textwrap import fill

import gridimpact

PAGE = Path(__file__).resolve().parents[1] / "docs" / "api.md"

HEAD = """# Python API

Everything below is imported as `import gridimpact as gi`. Other modules may change at any time.
Parameters, units and exceptions are in the docstrings: `help(gi.assess)`.

Written by `python tools/api_reference.py`; do not edit by hand.
"""


def first_line(thing: object) -> str:
    """First line of a docstring, in one sentence with a full stop."""
    line = (inspect.getdoc(thing) or "").split("\n", 1)[0].strip()
    return line if line.endswith((".", "]")) else f"{line}."


def signature(name: str, thing: object) -> str:
    """How a function is called: its parameters by name and default, without types."""
    shown = []
    star = False
    for parameter in inspect.signature(thing).parameters.values():  # type: ignore[arg-type]
        if parameter.kind is parameter.KEYWORD_ONLY and not star:
            shown.append("*")
            star = True
        elif parameter.kind is parameter.VAR_POSITIONAL:
            star = True
        shown.append(_parameter(parameter))
    return f"{name}({', '.join(shown)})"


def _parameter(parameter: inspect.Parameter) -> str:
    prefix = {parameter.VAR_POSITIONAL: "*", parameter.VAR_KEYWORD: "**"}.get(parameter.kind, "")
    if parameter.default is parameter.empty:
        return f"{prefix}{parameter.name}"
    default = parameter.default
    # an object as default would show its address or a page of fields
    plain = default is None or isinstance(default, bool | int | float | str | tuple)
    text = repr(str(default)) if isinstance(default, enum.StrEnum) else repr(default) if plain else "..."
    return f"{parameter.name}={text}"


def page() -> str:
    """The whole page."""
    functions, nouns, faults = [], [], []
    for name in gridimpact.__all__:
        thing = getattr(gridimpact, name)
        if inspect.isfunction(thing):
            functions.append(f"### `{signature(name, thing)}`\n\n{fill(first_line(thing), 100)}\n")
        elif inspect.isclass(thing):
            row = f"| `{name}` | {first_line(thing)} |"
            if issubclass(thing, Exception):
                faults.append(row)
            else:
                nouns.append(f"{row} {', '.join(f'`{part}`' for part in parts(thing))} |")
    return "\n".join(
        [
            HEAD,
            "## Functions\n",
            *functions,
            "## Classes\n",
            "| name | what it is | fields or members |\n|---|---|---|",
            *nouns,
            "\n## Exceptions\n",
            "| name | when it is raised |\n|---|---|",
            *faults,
            "",
        ]
    )


def parts(thing: type) -> list[str]:
    """Names of the fields of a dataclass, or of the members of an enumeration."""
    if dataclasses.is_dataclass(thing):
        return [field.name for field in dataclasses.fields(thing) if not field.name.startswith("_")]
    return [member.name for member in thing] if issubclass(thing, enum.Enum) else []


def main() -> int:
    current = page()
    if "--check" in sys.argv[1:]:
        if not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != current:
            print("docs/api.md is not current: run python tools/api_reference.py", file=sys.stderr)
            return 1
        return 0
    PAGE.write_text(current, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
