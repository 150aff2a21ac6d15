"""What the files of an assessment are called on buttons."""

from gridimpact.i18n.translate import mark, say

_WORDS = {
    "pdf": mark("Situation brief (PDF)"),
    "html": mark("Situation brief for mail and phone (HTML)"),
    "png": mark("Map (PNG)"),
    "xlsx": mark("Excel workbook"),
    "csv": mark("CSV by region"),
    "hxl": mark("CSV with HXL hashtags"),
    "geojson": mark("GeoJSON map"),
    "gpkg": mark("GeoPackage map"),
    "json": mark("All results (JSON)"),
}


def file_words(kind: str) -> str:
    """Words of a format; unknown ones as they are."""
    return say(_WORDS[kind]) if kind in _WORDS else kind
