"""Where the bundled grids and example reports are."""

from pathlib import Path

_REPORT_SUFFIXES = (".csv", ".xlsx", ".geojson", ".json")


def data_root() -> Path:
    """Folder that holds `grids` and `examples`.

    Returns
    -------
    Path
        `gridimpact/data` beside the package when installed, else `data` of the source tree.
    """
    package = Path(__file__).resolve().parents[2]
    installed = package / "data"
    return installed if installed.is_dir() else package.parents[1] / "data"


def bundled_grids() -> dict[str, Path]:
    """Bundled grids.

    Returns
    -------
    dict of str to Path
        By name, each a folder with a `grid.toml`.

    Examples
    --------
    >>> import gridimpact as gi
    >>> "ukraine" in gi.bundled_grids()
    True
    """
    root = data_root() / "grids"
    return {folder.parent.name: folder.parent for folder in sorted(root.glob("*/grid.toml"))}


def example_reports() -> dict[str, Path]:
    """Bundled files of example reports.

    Returns
    -------
    dict of str to Path
        By name: that of the file without its ending.

    Examples
    --------
    >>> import gridimpact as gi
    >>> gi.example_reports()["night"].name
    'night.csv'
    """
    root = data_root() / "examples"
    return {file.stem: file for file in sorted(root.glob("*")) if file.suffix.lower() in _REPORT_SUFFIXES}
