"""The grid: frozen tables that name each other by component id."""

import hashlib
from dataclasses import dataclass, field
from functools import cached_property

import geopandas as gpd
import pandas as pd

from gridimpact.errors import Finding

COMPONENT_TABLES = ("buses", "lines", "transformers", "units", "loads", "interconnectors")
"""Tables whose index holds component ids that the network stage knows."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Grid:
    """A transmission grid with what hangs on it.

    Tables are described in `domain.schema`; nobody writes into them. Two grids are equal when
    their `fingerprint` is.

    Attributes
    ----------
    name : str
        Short name, as given to `read_grid`.
    title_en, title_uk : str
        Name for people.
    timezone : str
        IANA name of the local time in which profiles and days are meant.
    regions : GeoDataFrame
        Table `regions` of `schema.TABLES`, WGS 84; empty for grids without places.
    substations, buses, lines, transformers, units, loads, interconnectors : DataFrame
        Tables of `schema.TABLES` of the same names; the index is the component id.
    import_rules, profiles, reference_states, availability, facilities : DataFrame
        Tables of `schema.TABLES` of the same names.
    neighbours : GeoDataFrame
        Outlines of neighbouring countries for the map; index `country` (ISO code).
    about : dict
        Licence, sources, notes and the data-responsibility statement of `grid.toml`.
    findings : tuple of Finding
        What was noticed while reading.
    """

    name: str
    title_en: str
    title_uk: str
    timezone: str
    regions: gpd.GeoDataFrame
    substations: pd.DataFrame
    buses: pd.DataFrame
    lines: pd.DataFrame
    transformers: pd.DataFrame
    units: pd.DataFrame
    loads: pd.DataFrame
    interconnectors: pd.DataFrame
    import_rules: pd.DataFrame
    profiles: pd.DataFrame
    reference_states: pd.DataFrame
    availability: pd.DataFrame
    facilities: pd.DataFrame
    neighbours: gpd.GeoDataFrame
    about: dict[str, object] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    @cached_property
    def fingerprint(self) -> str:
        """Content hash of the tables; equal grids have equal fingerprints, whatever the row order.

        Facilities are left out: planners bring their own list, and answers with and without it are of one grid.
        A list of one's own is kept with the scenario, and a bundled one changes with the version only.
        """
        digest = hashlib.sha256()
        for name in (*COMPONENT_TABLES, "substations", "import_rules", "profiles", "reference_states", "availability"):
            table: pd.DataFrame = getattr(self, name)
            ordered = table.sort_index().sort_index(axis=1)
            digest.update(name.encode())
            digest.update(ordered.to_csv(float_format="%.12g").encode())
        digest.update(self.regions.drop(columns="geometry").sort_index().to_csv(float_format="%.12g").encode())
        return digest.hexdigest()[:16]

    @cached_property
    def components(self) -> pd.DataFrame:
        """Every component that can be reported damaged.

        Returns
        -------
        DataFrame
            Index component id; columns `kind`, `name_en`, `name_uk`, `region_id`, `lat`, `lon`,
            `technology` (plants and units), `in_service`, `aliases` (other names, "; "-separated).
        """
        columns = ["kind", "name_en", "name_uk", "region_id", "lat", "lon", "technology", "in_service", "aliases"]
        sub = self.substations
        place = self.buses[["substation_id"]].join(
            sub[["lat", "lon", "name_en", "name_uk", "region_id"]], on="substation_id"
        )
        parts = [sub.assign(kind="substation", technology="", aliases=_text(sub, "aliases"))]
        if len(self.units):
            units = self.units.assign(
                kind="unit", lat=_number(self.units, "lat"), lon=_number(self.units, "lon"), aliases=""
            )
            owned = self.units[self.units["plant_id"] != ""]
            plants = (
                owned.groupby("plant_id").agg(
                    name_en=("plant_name_en", "first"),
                    name_uk=("plant_name_uk", "first"),
                    region_id=("region_id", "first"),
                    lat=("lat", "first"),
                    lon=("lon", "first"),
                    technology=("technology", "first"),
                    in_service=("in_service", "any"),
                    aliases=("aliases", "first"),
                )
                if len(owned)
                else pd.DataFrame(columns=columns)
            )
            parts += [plants.assign(kind="plant"), units]
        for table, kind in ((self.lines, "line"), (self.transformers, "transformer")):
            if not len(table):
                continue
            ends = (
                table[["bus0", "bus1"]]
                .join(place, on="bus0")
                .join(place[["name_en", "name_uk"]], on="bus1", rsuffix="_1")
            )
            names = {
                f"name_{lang}": ends[f"name_{lang}"].fillna(table["bus0"])
                + " - "
                + ends[f"name_{lang}_1"].fillna(table["bus1"])
                for lang in ("en", "uk")
            }
            regions = ends["region_id"].fillna("")
            parts.append(
                table.assign(
                    kind=kind, **names, region_id=regions, lat=ends["lat"], lon=ends["lon"], technology="", aliases=""
                )
            )
        if len(self.interconnectors):
            ends = self.interconnectors[["bus_id"]].join(place, on="bus_id")
            parts.append(
                self.interconnectors.assign(
                    kind="interconnector",
                    region_id=ends["region_id"].fillna(""),
                    lat=ends["lat"],
                    lon=ends["lon"],
                    technology="",
                    aliases="",
                )
            )
        if len(self.buses):
            bus = self.buses.assign(
                kind="bus",
                name_en=self.buses.index,
                name_uk=self.buses.index,
                lat=place["lat"],
                lon=place["lon"],
                technology="",
                aliases="",
            )
            parts.append(bus)
        frames = [part.reindex(columns=columns).astype({"kind": str}) for part in parts if len(part)]
        return pd.concat(frames) if frames else pd.DataFrame(columns=columns)


def _text(table: pd.DataFrame, column: str) -> "pd.Series[str]":
    """Return a text column, or blanks where the table lacks it."""
    return table[column].fillna("") if column in table else pd.Series("", index=table.index)


def _number(table: pd.DataFrame, column: str) -> "pd.Series[float]":
    """Return a number column, or NaN where the table lacks it."""
    return table[column] if column in table else pd.Series(float("nan"), index=table.index)
