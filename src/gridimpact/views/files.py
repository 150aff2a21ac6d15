"""What the files of an assessment are called on buttons."""

from gridimpact.i18n.translate import N_, _

_WORDS = {
    "pdf": N_("Situation brief (PDF)"),
    "html": N_("Situation brief for mail and phone (HTML)"),
    "png": N_("Map (PNG)"),
    "xlsx": N_("Excel workbook"),
    "csv": N_("CSV by region"),
    "hxl": N_("CSV with HXL hashtags"),
    "geojson": N_("GeoJSON map"),
    "gpkg": N_("GeoPackage map"),
    "json": N_("All results (JSON)"),
}


def file_words(kind: str) -> str:
    """Words of a format; unknown ones as they are."""
    return _(_WORDS[kind]) if kind in _WORDS else kind
