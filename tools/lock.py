"""Write the lock files from what is installed: exact versions, no addresses, no paths.

    python tools/lock.py        # in an environment that holds the project with its dev extra

`requirements.lock` is what the app needs; `requirements-dev.lock` adds what `make test` needs.
"""

import tomllib
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
HEADER = "# Exact versions of {what}, written by tools/lock.py; `make lock` renews it.\n"


def closure(requirements: Iterable[str]) -> dict[str, str]:
    """Installed version of each required package and of all that they require."""
    found: dict[str, str] = {}
    seen: set[tuple[str, str]] = set()
    todo = [(Requirement(text), "") for text in requirements]
    while todo:
        wanted, extra = todo.pop()
        if wanted.marker and not wanted.marker.evaluate({"extra": extra}):
            continue
        try:
            package = distribution(wanted.name)
        except PackageNotFoundError:
            raise SystemExit(f"{wanted} is not installed: run `make test` first") from None
        if not wanted.specifier.contains(package.version, prereleases=True):
            raise SystemExit(f"{wanted.name} {package.version} is installed, {wanted} is asked for")
        name = canonicalize_name(wanted.name)
        found[name] = package.version
        for part in wanted.extras | {""}:
            if (name, part) not in seen:
                seen.add((name, part))
                todo += [(Requirement(text), part) for text in package.requires or ()]
    return found


def write(path: Path, what: str, versions: dict[str, str], *, first: str = "") -> None:
    """Write one lock file, sorted by name."""
    lines = [f"{name}=={version}\n" for name, version in sorted(versions.items())]
    path.write_text(HEADER.format(what=what) + first + "".join(lines), encoding="utf-8")
    print(f"{path.name}: {len(lines)} packages")


def main() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    runtime = closure([*project["project"]["dependencies"], *project["build-system"]["requires"]])
    everything = closure(project["project"]["optional-dependencies"]["dev"])
    extra = {name: version for name, version in everything.items() if name not in runtime}
    write(ROOT / "requirements.lock", "the app and of what builds the package", runtime)
    write(ROOT / "requirements-dev.lock", "the tests", extra, first="-r requirements.lock\n")


if __name__ == "__main__":
    main()
