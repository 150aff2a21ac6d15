"""An assessment with its ranges, so that every document and file gives them beside the most likely figures."""

from dataclasses import replace

from gridimpact.domain.assessment import Assessment
from gridimpact.domain.ensemble import Ensemble
from gridimpact.domain.ranges import Ranges, ranges_of
from gridimpact.errors import DataError
from gridimpact.studies.findings import RangesOfOtherDay, RangesOfOtherGrid


def with_ranges(assessment: Assessment, found: Ensemble | Ranges) -> Assessment:
    """Return the same assessment with ranges.

    Parameters
    ----------
    assessment : Assessment
    found : Ensemble or Ranges
        Of the same grid and day; that it is of the same reports and assumptions is for the caller to know.

    Returns
    -------
    Assessment
        Its documents and files give the ranges too.

    Raises
    ------
    DataError
        When the ranges are of another grid or day.
    """
    ranges = ranges_of(found) if isinstance(found, Ensemble) else found
    if ranges.grid_fingerprint not in ("", assessment.grid_fingerprint):
        raise DataError([RangesOfOtherGrid(where="ensemble")])
    if not ranges.hours.index.equals(assessment.evaluation.dispatch.snapshots):
        raise DataError([RangesOfOtherDay(where="ensemble")])
    return replace(assessment, ranges=ranges)
