"""Names, places and regions of the bundled grid, looked up."""

import math

import numpy as np
import pytest

from gridimpact.domain.grid import Grid
from gridimpact.domain.vocabulary import ComponentKind
from gridimpact.evidence.gazetteer import Gazetteer

SITE = "substation:vinnytska"
NO_WORDS: frozenset[str] = frozenset()


@pytest.fixture(scope="module")
def gazetteer(ukraine: Grid) -> Gazetteer:
    return Gazetteer.of(ukraine)


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("Kyiv", {"UA32", "UA80"}),
        ("Kyiv oblast", {"UA32"}),
        ("Kyiv city", {"UA80"}),
        ("UA05", {"UA05"}),
        ("ua-05", {"UA05"}),
        ("Львівська область", {"UA46"}),
        ("Вінницький район", {"UA05"}),
        ("beautyland", set()),
        (None, set()),
    ],
)
def test_regions_by_code_name_and_raion(gazetteer: Gazetteer, text: str | None, regions: set[str]) -> None:
    assert gazetteer.regions(text) == regions


def test_ids_in_any_case_and_without_kind(gazetteer: Gazetteer) -> None:
    assert gazetteer.by_id(" VINNYTSKA ") == gazetteer.by_id("Substation:Vinnytska") == SITE
    assert gazetteer.by_id("no-such-site") is None


def test_a_tenth_of_a_degree_of_latitude_is_eleven_kilometres(gazetteer: Gazetteer, ukraine: Grid) -> None:
    """R π / 1800 on a sphere of 6371.0088 km; eastwards less, by the cosine of the latitude."""
    lat, lon = ukraine.substations.loc[SITE, ["lat", "lon"]].astype(float)
    here = gazetteer.table.index[gazetteer.table.index == SITE]
    north = gazetteer.distances_km(lat + 0.1, lon, here)[SITE]
    east = gazetteer.distances_km(lat, lon + 0.1, here)[SITE]
    assert north == pytest.approx(6371.0088 * math.pi / 1800, rel=1e-9)
    assert east == pytest.approx(north * math.cos(math.radians(lat)), rel=1e-5)


def test_the_nearest_that_fits_comes_first(gazetteer: Gazetteer, ukraine: Grid) -> None:
    lat, lon = ukraine.substations.loc[SITE, ["lat", "lon"]].astype(float)
    within = gazetteer.nearest(lat, lon, ComponentKind.SUBSTATION, NO_WORDS, frozenset(), within_km=150.0)
    assert within.index[0] == SITE
    assert (np.diff(within) >= 0).all()
    assert within.max() <= 150.0
    one = gazetteer.nearest(lat, lon, ComponentKind.PLANT, frozenset({"nuclear"}), frozenset())
    assert len(one) == 1
    assert gazetteer.table.at[one.index[0], "group"] == "nuclear"


def test_a_voltage_leaves_the_sites_that_have_it(gazetteer: Gazetteer) -> None:
    names = gazetteer.table.index
    fits = names[gazetteer.fitting(ComponentKind.SUBSTATION, NO_WORDS, frozenset({750.0}), names)]
    assert SITE in fits
    assert all(750.0 in gazetteer.voltages[name] for name in fits if name in gazetteer.voltages)
    some = names[names.isin([SITE, "plant:P020"])]
    assert gazetteer.fitting(ComponentKind.PLANT, NO_WORDS, frozenset(), some).tolist() == [
        name == "plant:P020" for name in some
    ]


def test_members_lie_in_their_regions(gazetteer: Gazetteer) -> None:
    members = gazetteer.members(frozenset({"UA05"}))
    assert SITE in members
    assert gazetteer.in_regions(members, frozenset({"UA05"})).all()
    assert not gazetteer.in_regions(members, frozenset({"UA80"})).any()
    assert gazetteer.region_of(SITE) == "UA05"
    assert gazetteer.numbers("plant:P020") == {"5"}  # Kyiv CHP-5
