"""Raions, the second level of administration, by the region that each is in.

The grid knows no smaller area than a region, so a place that names a raion alone is as imprecise as its region.
"""

import csv
import re
from functools import cache, lru_cache
from importlib.resources import files

from rapidfuzz import fuzz

from gridimpact.evidence.spelling import same_spelling

LIKENESS = 88.0
"""Lowest rapidfuzz ratio (0 to 100) of a name to a raion's. Chosen, as for names of components."""

_RAION = re.compile(r"\b([\w'’ʼ-]+)\s+(?:район\w*|р-н\w*|raion|rayon|district)\b[\s,;]*")


@cache
def _table() -> tuple[tuple[str, str], ...]:
    """Return (raion in one spelling, region) as in `raions.csv`.

    Source: resolution No. 807-IX of the Verkhovna Rada, 17 July 2020, with later names beside former ones; districts
    of Kyiv and Chernihiv where they share a name with a raion or are reported by name alone.
    """
    text = files("gridimpact.evidence").joinpath("raions.csv").read_text(encoding="utf-8")
    return tuple((same_spelling(row["raion"]), row["region"]) for row in csv.DictReader(text.splitlines()))


def take_raion(text: str) -> tuple[str, str]:
    """Return the name of a raion in a text, and the text without it.

    Parameters
    ----------
    text : str
        Lower case.

    Returns
    -------
    tuple of str
        The name is empty when there is none.
    """
    match = _RAION.search(text)
    return (match.group(1), _RAION.sub(" ", text).strip(" ,;")) if match else ("", text)


@lru_cache(maxsize=4096)
def regions_of_raion(name: str) -> tuple[str, ...]:
    """Return the names of the regions that have a raion of a name.

    Parameters
    ----------
    name : str
        In any spelling and case.

    Returns
    -------
    tuple of str
        Several where regions share a name; empty when none is like it (`LIKENESS`).
    """
    asked = same_spelling(name)
    if not asked:
        return ()
    scored = [(fuzz.ratio(asked, raion), region) for raion, region in _table()]
    best = max(score for score, _ in scored)
    return tuple(region for score, region in scored if score == best) if best >= LIKENESS else ()
