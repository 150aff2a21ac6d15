"""How long work reports its progress."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Progress = Callable[[float, str], None]
"""Called with the share done [0..1] and what is being done."""

STEPS = 50
"""How often a loop reports. [-]  Chosen: a bar that moves, at no cost."""

_Item = TypeVar("_Item")


def silent(share: float, what: str) -> None:
    """Report to nobody.

    Parameters
    ----------
    share : float
        Share done. [0..1]
    what : str
        What is being done.
    """


def stepped(items: Sequence[_Item], on_progress: Callable[[float], None]) -> Iterator[_Item]:
    """Yield items, and report now and then the share of them that is done.

    Parameters
    ----------
    items : sequence
    on_progress : callable
        Called with the share done [0..1], `STEPS` times at most.

    Yields
    ------
    object
        Each item, in order.
    """
    every = max(1, len(items) // STEPS)
    for number, item in enumerate(items):
        if number % every == 0:
            on_progress(number / len(items))
        yield item
