"""Doors to the world: disk, foreign formats, foreign engines, exports. No model arithmetic lives here."""
