"""A mistyped name is answered with the name that was probably meant."""

from collections.abc import Iterable
from difflib import get_close_matches

from gridimpact.adapters.unusable_value import UnusableValue
from gridimpact.i18n.translate import N_


def refuse_mistyped(name: str, known: Iterable[str]) -> None:
    """Refuse a name that is not known but resembles one that is.

    Parameters
    ----------
    name : str
    known : iterable of str

    Raises
    ------
    UnusableValue
        Names the nearest of the known names. A name that resembles none is left to the caller.
    """
    names = tuple(known)
    nearest = [] if name in names else get_close_matches(name, names, n=1)
    if nearest:
        raise UnusableValue(N_("there is no such setting; the nearest name is {nearest}"), nearest=nearest[0])
