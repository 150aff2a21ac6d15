"""A user's own list of facilities finds its regions, and says what it could not."""

import json

import pytest

from gridimpact.adapters.grids.facility_files import read_facilities
from gridimpact.domain.grid import Grid
from gridimpact.errors import DataError


def test_rows_are_placed_by_code_name_place_and_nearest_substation(ukraine: Grid) -> None:
    text = (
        "Name,Oblast,lat,lon,generator,autonomy_h,kW\n"
        'A,UA05,,,yes,48,"120,5"\n'
        "B,Львівська область,,,no,,\n"
        "C,,50.45,30.52,,,\n"  # inside Kyiv
        "D,,46.2,31.4,,,\n"  # in the sea off Odesa Oblast
        "E,nowhere,,,,,\n"
    )
    read = read_facilities(text.encode(), ukraine, name="own.csv")
    assert read.table["region_id"].tolist()[:3] == ["UA05", "UA46", "UA80"]
    assert len(read.table) == 4
    assert read.table["generator_share"].tolist()[:2] == [1.0, 0.0]
    assert read.table["load_kw"].iloc[0] == 120.5
    assert read.findings[-1].ids == ("own-5",)
    sites = read.table["substation_id"]
    assert sites.tolist()[:2] == ["", ""]  # no place is given
    assert set(ukraine.substations.loc[sites[2:], "region_id"]) == {"UA80", "UA51"}


def test_geojson_points_are_placed(ukraine: Grid) -> None:
    feature = {
        "type": "Feature",
        "properties": {"name": "A", "kind": "clinic", "number": 2},
        "geometry": {"type": "Point", "coordinates": [24.03, 49.84]},
    }
    collection = json.dumps({"type": "FeatureCollection", "features": [feature]})
    row = read_facilities(collection.encode(), ukraine).table.iloc[0]
    assert (row["region_id"], row["kind"], row["number"]) == ("UA46", "clinic", 2.0)


def test_impossible_numbers_become_unknown_and_are_told(ukraine: Grid) -> None:
    read = read_facilities(b"region,autonomy_h\nUA05,-3\nUA07,many\n", ukraine)
    assert read.table["autonomy_h"].isna().all()
    assert read.findings[0].ids == ("1", "2")


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"{not json", b"name,region\nA,atlantis\n"])
def test_what_cannot_be_used_is_refused(ukraine: Grid, content: bytes) -> None:
    with pytest.raises(DataError):
        read_facilities(content, ukraine)
