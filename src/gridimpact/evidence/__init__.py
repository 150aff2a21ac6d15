"""Evidence: strike reports and a grid to a damage belief, and the belief to its most likely case."""

from gridimpact.evidence.decision import most_likely
from gridimpact.evidence.fusion import fuse

__all__ = ["fuse", "most_likely"]
