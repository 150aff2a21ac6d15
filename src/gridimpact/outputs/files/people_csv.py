"""What the day means for people as CSV with HXL hashtags: queues, facilities, needs; every row has its P-code."""

import pandas as pd

from gridimpact.adapters.safe_cells import safe_frame
from gridimpact.domain.assessment import Assessment
from gridimpact.domain.columns.registry import hashtag
from gridimpact.domain.grid import Grid
from gridimpact.domain.vocabulary import Sensitivity
from gridimpact.outputs.tables import people_tables


def csv_text(table: pd.DataFrame, *, hxl: bool = False) -> bytes:
    """Return a table as CSV, UTF-8 with byte order mark so that Excel reads Cyrillic."""
    head, _, body = safe_frame(table).to_csv(index=False, lineterminator="\r\n").partition("\r\n")
    marked = [head, ",".join(hashtag(str(name)) for name in table.columns)] if hxl else [head]
    return "\r\n".join([*marked, body]).encode("utf-8-sig")


def needs_bytes(
    assessment: Assessment, *, sensitivity: Sensitivity = Sensitivity.PUBLIC, grid: Grid | None = None
) -> bytes:
    """Return what to send, by region; what repairs need is restricted."""
    del grid  # needs have no time of day
    people = assessment.evaluation.people
    return _named(people_tables.needs(people, sensitivity) if people else None, assessment, sensitivity)


def facilities_bytes(
    assessment: Assessment, *, sensitivity: Sensitivity = Sensitivity.PUBLIC, grid: Grid | None = None
) -> bytes:
    """Return hours left and fuel of facilities; the public learns sums by region and kind."""
    del grid
    people = assessment.evaluation.people
    return _named(people_tables.facilities(people, sensitivity) if people else None, assessment, sensitivity)


def queues_bytes(
    assessment: Assessment, *, sensitivity: Sensitivity = Sensitivity.PUBLIC, grid: Grid | None = None
) -> bytes:
    """Return the outage schedule of the assessed day: one row per outage, in local time."""
    people = assessment.evaluation.people
    return _named(people_tables.outage_blocks(people.outages, grid) if people else None, assessment, sensitivity)


def _named(table: pd.DataFrame | None, assessment: Assessment, sensitivity: Sensitivity) -> bytes:
    """The table with the names of its regions; only the regions where nothing was worked out."""
    names = assessment.evaluation.regions["name_en"]
    known = table if table is not None else pd.DataFrame({"region_id": names.index})
    return csv_text(known.assign(name_en=known["region_id"].map(names), sensitivity=str(sensitivity)), hxl=True)
