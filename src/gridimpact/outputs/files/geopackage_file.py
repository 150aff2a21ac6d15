"""Regions with their measures as a GeoPackage, for any desktop map program."""

import tempfile
from pathlib import Path

import geopandas as gpd
import pandas as pd

from gridimpact.adapters.safe_cells import safe_frame
from gridimpact.domain.assessment import Assessment
from gridimpact.domain.grid import Grid
from gridimpact.domain.vocabulary import Sensitivity
from gridimpact.outputs.tables import assessment_tables as tables
from gridimpact.outputs.tables.people_tables import regions_with_people
from gridimpact.outputs.tables.ranges_tables import joined

WGS84 = "EPSG:4326"


def geopackage_bytes(
    assessment: Assessment, *, sensitivity: Sensitivity = Sensitivity.PUBLIC, grid: Grid | None = None
) -> bytes:
    """Return a GeoPackage.

    Layer `regions`; restricted adds `components_RESTRICTED`, points where the grid knows the place. Texts
    are made safe for spreadsheets, into which such tables are often copied.
    """
    as_of = tables.local_iso(assessment.as_of, grid) if assessment.as_of else ""
    restricted = sensitivity is Sensitivity.RESTRICTED
    shapes = assessment.evaluation.regions.geometry.to_numpy()
    table = safe_frame(
        joined(regions_with_people(assessment), assessment).assign(as_of=as_of, sensitivity=str(sensitivity))
    )
    layers = {"regions_RESTRICTED" if restricted else "regions": gpd.GeoDataFrame(table, geometry=shapes, crs=WGS84)}
    if restricted:
        layers["components_RESTRICTED"] = _components(assessment, grid, as_of)
    with tempfile.TemporaryDirectory(prefix="gridimpact-") as folder:
        path = Path(folder) / "assessment.gpkg"
        for name, layer in layers.items():
            layer.to_file(path, layer=name, driver="GPKG", engine="pyogrio")
        return path.read_bytes()


def _components(assessment: Assessment, grid: Grid | None, as_of: str) -> gpd.GeoDataFrame:
    table = tables.damage_restricted(assessment, grid)
    blank = pd.Series(float("nan"), index=table.index)
    lon, lat = table.get("lon", blank), table.get("lat", blank)
    points = gpd.GeoSeries(gpd.points_from_xy(lon, lat), crs=WGS84).where(lon.notna().to_numpy())
    shown = safe_frame(table.drop(columns=["lat", "lon"], errors="ignore")).assign(
        as_of=as_of, sensitivity="restricted"
    )
    return gpd.GeoDataFrame(shown, geometry=points.to_numpy(), crs=WGS84)
