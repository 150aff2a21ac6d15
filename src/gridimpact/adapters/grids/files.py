"""Reading a grid: a bundled name, a folder (docs/data.md) or a foreign network (docs/formats.md)."""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import geopandas as gpd
import pandas as pd
from shapely.errors import ShapelyError
from shapely.geometry import shape

from gridimpact.adapters.grids.bundled import bundled_grids
from gridimpact.adapters.grids.check import check_grid
from gridimpact.adapters.grids.findings import (
    AboutUnreadable,
    EntriesMissing,
    FileMissing,
    NotTimeZone,
    OutlinesMissing,
    OutlinesUnreadable,
    RegionsWithoutShape,
    TableUnreadable,
)
from gridimpact.adapters.grids.tables import domain_tables
from gridimpact.domain.grid import Grid
from gridimpact.domain.schema import TABLES
from gridimpact.errors import DataError, Finding, Message, UnknownGrid
from gridimpact.i18n.translate import N_

__all__ = ["check_grid", "read_grid"]

_CRS = "EPSG:4326"
_TITLES = ("title_en", "title_uk", "timezone")


def read_grid(name: Any) -> Grid:
    """Read a grid.

    Parameters
    ----------
    name : str, Path or pandapowerNet
        Name of a bundled grid (`ukraine`), a folder that holds a `grid.toml` and its tables, a network
        of pandapower (`pandapower:case118`), a file: pandapower JSON (`.json`), MATPOWER (`.m`, `.mat`),
        or a pandapower network in memory, which is left as it is.

    Returns
    -------
    Grid
        Checked; what was noticed while reading is in its `findings`.

    Raises
    ------
    UnknownGrid
        When there is no such bundled grid, folder, network or file.
    DataError
        Naming every fault of every table.

    Examples
    --------
    >>> import gridimpact as gi
    >>> grid = gi.read_grid("ukraine")
    >>> grid.timezone, "substation:vinnytska" in grid.substations.index
    ('Europe/Kyiv', True)
    """
    foreign = _foreign(name)
    return foreign() if foreign else _read_folder(_folder(name))


def _foreign(name: Any) -> Callable[[], Grid] | None:
    """Reader of a network in a foreign format; None for a bundled grid or a folder."""
    if type(name).__name__ == "pandapowerNet":  # told by name, for importing pandapower takes seconds
        from gridimpact.adapters.grids.pandapower_grid import grid_of

        title = str(name.get("name") or "") or "pandapower network"
        return lambda: grid_of(name, name=title, source="pandapower network in memory")
    path = Path(name)
    if str(name).startswith("pandapower:"):
        from gridimpact.adapters.grids.pandapower_grid import read_named

        return lambda: read_named(str(name))
    if path.suffix.lower() == ".json" and path.is_file():
        from gridimpact.adapters.grids.pandapower_json import read_pandapower_json

        return lambda: read_pandapower_json(path)
    if path.suffix.lower() in (".m", ".mat") and path.is_file():
        from gridimpact.adapters.grids.matpower_grid import read_matpower

        return lambda: read_matpower(path)
    return None


def _folder(name: str | Path) -> Path:
    """Folder of a grid by bundled name or path."""
    bundled = bundled_grids()
    if str(name) in bundled:
        return bundled[str(name)]
    path = Path(name)
    values = {"name": path.name, "known": ", ".join(bundled) or Message(N_("none"))}
    if path.is_dir():
        if (path / "grid.toml").is_file():
            return path
        raise UnknownGrid(
            Message(N_("folder {name} has no grid.toml, so it is not a grid; bundled grids: {known}"), values)
        )
    if ":" in str(name) or path.is_file():
        other_format = N_(
            "{name} is not in a format that can be read; give a bundled grid ({known}), "
            "a folder with a grid.toml, pandapower:<name>, or a .json, .m or .mat file"
        )
        raise UnknownGrid(Message(other_format, values))
    not_found = N_(
        "no grid named {name}; bundled grids: {known}; or give a folder with a grid.toml, "
        "pandapower:<name>, or a .json, .m or .mat file"
    )
    raise UnknownGrid(Message(not_found, values))


def _read_folder(folder: Path) -> Grid:
    about, faults = _read_about(folder / "grid.toml")
    texts: dict[str, pd.DataFrame] = {}
    for name in TABLES:
        try:
            texts[name] = _read_text(folder / f"{name}.csv")
        except DataError as exc:
            faults += exc.findings
    if faults:
        raise DataError(faults)
    renamed = _with_new_kind(texts)
    tables = domain_tables(texts)
    shapes, notes = _read_shapes(folder / "regions.geojson")
    neighbours, more = _read_shapes(folder / "neighbours.geojson")
    regions = tables.pop("regions")
    lacking = tuple(regions.index.difference(shapes.index))
    if len(shapes) and lacking:
        notes += (RegionsWithoutShape(where="regions.geojson", ids=lacking),)
    located = gpd.GeoDataFrame(regions, geometry=shapes.geometry.reindex(regions.index), crs=_CRS)
    return Grid(name=str(about.get("id", folder.name)), title_en=about["title_en"], title_uk=about["title_uk"],
                timezone=about["timezone"], regions=located, neighbours=neighbours, about=about,
                findings=(*renamed, *notes, *more), **tables)  # fmt: skip


class OldLineKind(Finding):
    """Lines have the kind `tie`, which means an interconnector elsewhere; it is read for one more release."""

    template = N_("the kind of these lines is written `tie`; it is read as `transfer`")
    remedy_template = N_("write `transfer` in the column `kind`; the next release does not read `tie`")


def _with_new_kind(texts: dict[str, pd.DataFrame]) -> tuple[Finding, ...]:
    """Read the kind `tie` of lines as `transfer`, and say so."""
    lines = texts["lines"]
    if "kind" not in lines or not (old := lines["kind"].str.strip() == "tie").any():
        return ()
    texts["lines"] = lines.assign(kind=lines["kind"].where(~old, "transfer"))
    ids = lines["id"][old] if "id" in lines else pd.Series(dtype=str)
    return (OldLineKind(where="lines.csv.kind", ids=tuple(map(str, ids))),)


def _read_about(file: Path) -> tuple[dict[str, Any], list[Finding]]:
    """Contents of `grid.toml` and what is wrong with it."""
    try:
        about = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as exc:
        return {}, [AboutUnreadable(where=file.name, values={"reason": str(exc)})]
    missing = tuple(key for key in _TITLES if not isinstance(about.get(key), str))
    if missing:
        return about, [EntriesMissing(where=file.name, ids=missing)]
    try:
        ZoneInfo(about["timezone"])
    except (ValueError, OSError, KeyError):
        return about, [NotTimeZone(where=file.name, ids=(about["timezone"],))]
    return about, []


def _read_text(file: Path) -> pd.DataFrame:
    """One CSV as text, blanks as empty strings."""
    try:
        table = pd.read_csv(file, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except FileNotFoundError:
        raise DataError([FileMissing(where=file.name)]) from None
    except (OSError, UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as exc:
        raise DataError([TableUnreadable(where=file.name, values={"reason": str(exc)})]) from exc
    return table.fillna("")


def _read_shapes(file: Path) -> tuple[gpd.GeoDataFrame, tuple[Finding, ...]]:
    """Shapes by the property `id`; none, with a finding, when the file is absent or unreadable."""
    none = gpd.GeoDataFrame({"id": []}, geometry=[], crs=_CRS).set_index("id")
    try:
        features = json.loads(file.read_text(encoding="utf-8-sig"))["features"]
        rows = [feature["properties"] for feature in features]
        geometry = [shape(feature["geometry"]) for feature in features]
        frame = gpd.GeoDataFrame(pd.DataFrame(rows), geometry=geometry, crs=_CRS).set_index("id")
    except FileNotFoundError:
        return none, (OutlinesMissing(where=file.name),)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, ShapelyError) as exc:
        return none, (OutlinesUnreadable(where=file.name, values={"reason": type(exc).__name__}),)
    return frame, ()
