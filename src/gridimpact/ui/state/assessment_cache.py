"""Assessments that all visitors share: nobody writes into them, and each is worked out once."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from gridimpact.domain.assessment import Assessment

KEPT = 16
"""Assessments kept in memory. [-]  Chosen: a few visitors with a few variants each."""


class AssessmentCache:
    """The last assessments by what they were computed from; safe for several sessions at once."""

    def __init__(self, size: int = KEPT) -> None:
        self._size = size
        self._kept: OrderedDict[str, Assessment] = OrderedDict()
        self._lock = Lock()
        self._at_work: dict[str, Lock] = {}

    def take(self, key: str, compute: Callable[[], Assessment]) -> Assessment:
        """Assessment of this key; computed once, also when two sessions ask for it at once."""
        with self._lock:
            at_work = self._at_work.setdefault(key, Lock())
        with at_work:
            known = self._kept.get(key)
            if known is None:
                known = compute()
            with self._lock:
                self._kept[key] = known
                self._kept.move_to_end(key)
                while len(self._kept) > self._size:
                    dropped, _ = self._kept.popitem(last=False)
                    self._at_work.pop(dropped, None)
        return known
