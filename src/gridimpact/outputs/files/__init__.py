"""Tables in files: XLSX, CSV, JSON, GeoPackage, calendar."""
