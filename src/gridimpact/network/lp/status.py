"""How an answer was reached, and what may be said of it: a type, so that nothing reads it out of a text."""

from dataclasses import dataclass
from enum import StrEnum


class Method(StrEnum):
    """Way of solving that gave the answer."""

    WARM = "warm"
    """Simplex from the basis of an answer before."""
    COLD = "cold"
    """Simplex from nothing."""
    INTERIOR_POINT = "interior point"
    FAILED = "failed"
    """No way gave a vector that meets rows and bounds; all load counts as shed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SolveStatus:
    """What may be said of an answer.

    Attributes
    ----------
    method : Method
    within_tolerance : bool
        Rows and bounds are met within `check.RESIDUAL_PU`; else within `check.ROUGH_PU`.
    evenly_shared : bool
        What must be shed is shared as evenly as the network lets, where that was asked for.
    proven_least : bool
        Nothing that sheds less is possible.
    proven_dispatch : bool
        Import and merit order, which come after shedding, were reached too; else the dispatch is one of those that
        shed as little.
    """

    method: Method
    within_tolerance: bool = True
    evenly_shared: bool = True
    proven_least: bool = True
    proven_dispatch: bool = True

    @property
    def solved(self) -> bool:
        """Whether there is an answer."""
        return self.method is not Method.FAILED


FAILED = SolveStatus(
    method=Method.FAILED, within_tolerance=False, evenly_shared=False, proven_least=False, proven_dispatch=False
)
"""Status of no answer."""
