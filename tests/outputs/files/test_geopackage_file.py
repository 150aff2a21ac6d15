"""Regions and components as a GeoPackage."""

from pathlib import Path

import geopandas as gpd
import pyogrio
import pytest

from gridimpact.domain.assessment import Assessment
from gridimpact.domain.grid import Grid
from gridimpact.domain.vocabulary import Sensitivity
from gridimpact.outputs.writing import write_outputs

RESTRICTED = Sensitivity.RESTRICTED


def test_geopackage_has_the_regions_and_only_restricted_the_components(
    answer: Assessment, ukraine: Grid, tmp_path: Path
) -> None:
    (public,) = write_outputs(answer, tmp_path, formats=["gpkg"], grid=ukraine)
    assert [name for name, _ in pyogrio.list_layers(public)] == ["regions"]
    table = gpd.read_file(public, layer="regions")
    assert table["ens_mwh"].sum() == pytest.approx(answer.evaluation.regions["ens_mwh"].sum(), abs=2)
    assert set(table["sensitivity"]) == {"public"}
    assert table.crs.to_epsg() == 4326
    (restricted,) = write_outputs(answer, tmp_path, formats=["gpkg"], grid=ukraine, sensitivity=RESTRICTED)
    assert [name for name, _ in pyogrio.list_layers(restricted)] == ["regions_RESTRICTED", "components_RESTRICTED"]
    assert gpd.read_file(restricted, layer="components_RESTRICTED").geometry.notna().all()


def test_texts_of_a_geopackage_cannot_start_a_formula(hostile: Assessment, tmp_path: Path) -> None:
    (path,) = write_outputs(hostile, tmp_path, formats=["gpkg"], sensitivity=RESTRICTED)
    assert gpd.read_file(path, layer="regions_RESTRICTED")["name_en"][0] == "'=1+1"
    assert gpd.read_file(path, layer="components_RESTRICTED")["name_en"][0].startswith("'=HYPERLINK")
