"""The names, places and regions of a grid, ready to be looked up.

Distances are great-circle distances on a sphere (haversine, mean Earth radius 6371.0088 km); the
difference from the ellipsoid stays below 0.6 %, far less than the rounding of places.
"""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from rapidfuzz import fuzz

from gridimpact.domain.grid import Grid
from gridimpact.domain.vocabulary import ComponentKind
from gridimpact.evidence.kind_words import technology_group
from gridimpact.evidence.name_index import FloatArray, NameIndex
from gridimpact.evidence.place_words import PlaceWords, read_place_words
from gridimpact.evidence.raions import regions_of_raion, take_raion
from gridimpact.evidence.spelling import same_spelling, without_adjective

EARTH_RADIUS_KM = 6371.0088
"""Mean radius. [km]  Source: IUGG."""

SITES = (ComponentKind.SUBSTATION, ComponentKind.PLANT)
"""Kinds that a report means when it states none."""

_REGION_WORDS = frozenset(
    [
        "oblast",
        "region",
        "province",
        "obl",
        "raion",
        "область",
        "області",
        "обл",
        "республіка",
        "autonomous",
        "republic",
        "of",
        "the",
        "автономна",
        "місто",
        "city",
        "м",
    ]
)


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """Names and places of the components of one grid.

    Attributes
    ----------
    table : DataFrame
        `Grid.components` without buses, with `group` (technology group).
    voltages : dict
        Nominal voltages by substation. [kV]
    """

    table: pd.DataFrame
    voltages: dict[str, frozenset[float]]
    _ids: dict[str, str]
    _regions: dict[str, frozenset[str]]
    _region_names: tuple[tuple[str, str, bool], ...]
    _places: tuple[FloatArray, FloatArray]
    _indexes: dict[ComponentKind | None, NameIndex] = field(default_factory=dict)
    _fits: dict[tuple[ComponentKind | None, frozenset[str], frozenset[float]], NDArray[np.bool_]] = field(
        default_factory=dict
    )
    _region_asked: dict[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, grid: Grid) -> "Gazetteer":
        """Read the names of a grid.

        Parameters
        ----------
        grid : Grid

        Returns
        -------
        Gazetteer
        """
        table = grid.components
        table = table[table["kind"] != ComponentKind.BUS]
        table = table.assign(group=[technology_group(str(word or "")) for word in table["technology"]])
        ids = {name.casefold(): name for name in table.index}
        short: dict[str, list[str]] = {}
        for name in table.index:
            short.setdefault(name.partition(":")[2].casefold(), []).append(name)
        ids |= {key: names[0] for key, names in short.items() if len(names) == 1 and key not in ids}
        places = (np.radians(table["lat"].to_numpy(dtype=float)), np.radians(table["lon"].to_numpy(dtype=float)))
        return cls(table, _voltages(grid), ids, _region_ids(grid), _region_names(grid), places)

    def by_id(self, text: str) -> str | None:
        """Return the component of an id, in any case and with or without its kind.

        Parameters
        ----------
        text : str

        Returns
        -------
        str or None
            None when there is none.
        """
        return self._ids.get(text.strip().casefold())

    def regions(self, text: str | None) -> frozenset[str]:
        """Return the ids of the regions that a text names; empty when none does.

        `Kyiv` names the city and the region round it, `Kyiv city` and `Kyiv oblast` one of them. A raion stands for
        the region it is in, and for each of them when several have one of that name.

        Parameters
        ----------
        text : str or None

        Returns
        -------
        frozenset of str
        """
        asked = (text or "").strip().casefold()
        if not asked:
            return frozenset()
        if asked not in self._region_asked:
            raion, rest = take_raion(asked)
            found = self._regions.get(asked) or self._named_regions(rest)
            around = [self._named_regions(name.casefold()) for name in regions_of_raion(raion)] if not found else []
            self._region_asked[asked] = found or frozenset().union(*around)
        return self._region_asked[asked]

    def scores(self, words: PlaceWords, kind: ComponentKind | None, technologies: frozenset[str]) -> "pd.Series[float]":
        """Return how well each component's names fit, best first.

        Parameters
        ----------
        words : PlaceWords
            Name as the report gives it.
        kind : ComponentKind or None
            Only components of this kind; None means sites.
        technologies : frozenset of str
            Groups of technology named.

        Returns
        -------
        Series
            Index component id; score. [0..100]
        """
        return self._index(kind).scores(words, kind, technologies)

    def containing(self, name: str, kind: ComponentKind | None) -> list[str]:
        """Return the components of a kind whose name holds all words of a name and more.

        Parameters
        ----------
        name : str
            In the spelling of `spelling.same_spelling`.
        kind : ComponentKind or None
            None means sites.

        Returns
        -------
        list of str
        """
        return self._index(kind).containing(name)

    def contained(self, name: str, kind: ComponentKind | None) -> list[str]:
        """Return the components of a kind of which one name stands whole among the words of a longer text.

        Parameters
        ----------
        name : str
            In the spelling of `spelling.same_spelling`.
        kind : ComponentKind or None
            None means sites.

        Returns
        -------
        list of str
        """
        return self._index(kind).contained(name)

    def fitting(
        self,
        kind: ComponentKind | None,
        technologies: frozenset[str],
        voltages_kv: frozenset[float],
        names: "pd.Index[str]",
    ) -> NDArray[np.bool_]:
        """Return which components have the kind, technology and voltage asked for.

        Parameters
        ----------
        kind : ComponentKind or None
            None means sites.
        technologies : frozenset of str
            Groups of technology; read for plants and units. Empty: any.
        voltages_kv : frozenset of float
            One of them is enough; a component without buses of its own fits all. Empty: any. [kV]
        names : Index
            Components that are asked about.

        Returns
        -------
        ndarray of bool
            In the order of `names`.
        """
        key = (kind, technologies, voltages_kv)
        if key not in self._fits:
            self._fits[key] = self._fitting(*key)
        fits = self._fits[key]
        return fits if names is self.table.index else fits[self.table.index.get_indexer(names)]

    def _fitting(
        self, kind: ComponentKind | None, technologies: frozenset[str], voltages_kv: frozenset[float]
    ) -> NDArray[np.bool_]:
        rows = self.table
        fits = rows["kind"].isin([kind] if kind else list(SITES)).to_numpy(dtype=bool)
        if technologies and kind in (ComponentKind.PLANT, ComponentKind.UNIT):
            fits &= rows["group"].isin(technologies).to_numpy(dtype=bool)
        if voltages_kv:
            fits &= np.asarray(
                [name not in self.voltages or bool(voltages_kv & self.voltages[name]) for name in rows.index],
                dtype=bool,
            )
        return fits

    def nearest(
        self,
        lat: float,
        lon: float,
        kind: ComponentKind | None,
        technologies: frozenset[str],
        voltages_kv: frozenset[float],
        *,
        within_km: float | None = None,
    ) -> "pd.Series[float]":
        """Return the distance of the components that fit and are near, nearest first.

        Parameters
        ----------
        lat, lon : float
            [degree, WGS 84]
        kind : ComponentKind or None
            As in `fitting`.
        technologies : frozenset of str
            As in `fitting`.
        voltages_kv : frozenset of float
            As in `fitting`. [kV]
        within_km : float, optional
            Largest distance; None gives the nearest one alone. [km]

        Returns
        -------
        Series
            Index component id. [km]
        """
        distance = np.where(
            self.fitting(kind, technologies, voltages_kv, self.table.index), self._distance_km(lat, lon), np.nan
        )
        found = np.flatnonzero(distance <= (np.inf if within_km is None else within_km))
        found = found[np.argsort(distance[found], kind="stable")][: None if within_km is not None else 1]
        return pd.Series(distance[found], index=self.table.index[found])

    def distances_km(self, lat: float, lon: float, names: "pd.Index[str]") -> "pd.Series[float]":
        """Return the distances of some components.

        Parameters
        ----------
        lat, lon : float
            [degree, WGS 84]
        names : Index
            Component ids.

        Returns
        -------
        Series
            By component; NaN without a place. [km]

        Notes
        -----
        Haversine on a sphere of the mean radius of the Earth, 6371.0088 km (IUGG); within 0.6 % of the ellipsoid.
        """
        return pd.Series(self._distance_km(lat, lon)[self.table.index.get_indexer(names)], index=names)

    def _distance_km(self, lat: float, lon: float) -> FloatArray:
        lats, lons = self._places
        here, there = np.radians(lat), np.radians(lon)
        chord = np.sin((lats - here) / 2) ** 2 + np.cos(lats) * np.cos(here) * np.sin((lons - there) / 2) ** 2
        return np.asarray(2.0 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(chord, 0.0, 1.0))))

    def members(self, regions: frozenset[str]) -> "pd.Index[str]":
        """Return the components of some regions.

        Parameters
        ----------
        regions : frozenset of str
            Region ids.

        Returns
        -------
        Index
            Component ids.
        """
        return self.table.index[self.table["region_id"].isin(regions)]

    def in_regions(self, names: "pd.Index[str]", regions: frozenset[str]) -> NDArray[np.bool_]:
        """Return which components lie in some regions.

        Parameters
        ----------
        names : Index
            Component ids.
        regions : frozenset of str
            Region ids.

        Returns
        -------
        ndarray of bool
            In the order of `names`.
        """
        return self.table.loc[names, "region_id"].isin(regions).to_numpy(dtype=bool)

    def region_of(self, name: str) -> str:
        """Return the region of a component.

        Parameters
        ----------
        name : str
            Component id.

        Returns
        -------
        str
            Empty when it has none.
        """
        return str(self.table.at[name, "region_id"] or "")

    def numbers(self, name: str) -> frozenset[str]:
        """Return the numbers in the name of a component (CHP-5).

        Parameters
        ----------
        name : str
            Component id.

        Returns
        -------
        frozenset of str
        """
        return read_place_words(str(self.table.at[name, "name_en"])).numbers

    def in_service(self, name: str) -> bool:
        """Return whether a component is in service.

        Parameters
        ----------
        name : str
            Component id.

        Returns
        -------
        bool
        """
        return bool(self.table.at[name, "in_service"])

    def _index(self, kind: ComponentKind | None) -> NameIndex:
        if kind not in self._indexes:
            rows = self.table[self.table["kind"].isin([kind] if kind else list(SITES))]
            self._indexes[kind] = NameIndex.of(rows, self.voltages)
        return self._indexes[kind]

    def _named_regions(self, text: str) -> frozenset[str]:
        core, whole, city = _region_core(text)
        if not core:
            return frozenset()
        ranked = [(fuzz.ratio(core, name), region, is_city) for name, region, is_city in self._region_names]
        best = max((score for score, _, _ in ranked), default=0.0)
        if best < 88.0:
            return frozenset()
        found = {(region, is_city) for score, region, is_city in ranked if score == best}
        kept = {region for region, is_city in found if not (whole and is_city) and not (city and not is_city)}
        return frozenset(kept or {region for region, _ in found})


def _voltages(grid: Grid) -> dict[str, frozenset[float]]:
    if grid.buses.empty:
        return {}
    owned = grid.buses[grid.buses["substation_id"].fillna("") != ""]
    return {str(name): frozenset(map(float, rows)) for name, rows in owned.groupby("substation_id")["v_nom_kv"]}


def _region_ids(grid: Grid) -> dict[str, frozenset[str]]:
    """Return regions by P-code and ISO 3166-2 code."""
    regions = {str(name).casefold(): frozenset({str(name)}) for name in grid.regions.index}
    if "iso_3166_2" in grid.regions:
        regions |= {str(code).casefold(): frozenset({str(name)}) for name, code in grid.regions["iso_3166_2"].items()}
    return regions


def _region_names(grid: Grid) -> tuple[tuple[str, str, bool], ...]:
    """Return (name in one spelling, region id, whether it is a city) for every name of every region."""
    found: set[tuple[str, str, bool]] = set()
    for name, row in grid.regions.iterrows():
        texts = [row.get("name_en"), row.get("name_uk"), *str(row.get("aliases") or "").split(";")]
        city = any(_region_core(str(text).casefold())[2] for text in texts[:2] if isinstance(text, str))
        for text in texts:
            core = _region_core(text.casefold())[0] if isinstance(text, str) else ""
            found |= {(form, str(name), city) for form in (core, without_adjective(core)) if form}
    return tuple(sorted(found))


def _region_core(text: str) -> tuple[str, bool, bool]:
    """Return the name in one spelling, whether it is called a region, and whether it is called a city."""
    words = "".join(sign if sign.isalnum() or sign in "'’ʼ" else " " for sign in text).split()
    region = any(
        word.startswith(("oblast", "region", "province", "облас", "обл")) or word.endswith(("щина", "щині", "щину"))
        for word in words
    )
    city = any(word in {"city", "місто", "м", "місті", "город", "г"} for word in words)
    kept = [word for word in words if word not in _REGION_WORDS and not word.startswith(("област", "oblast"))]
    return same_spelling(" ".join(kept)), region, city
