"""All columns by name: one unit, one number format and one HXL hashtag a name.

A table that has little room may show another label for a column; it states that label itself.
"""

from collections.abc import Mapping
from itertools import chain
from types import MappingProxyType

from gridimpact.domain.columns import evidence, needs, power, studies
from gridimpact.domain.columns.column import DECIMALS, SUFFIX_UNITS, Column

_LISTED = (
    *power.PLACES,
    *power.TIMES,
    *power.MEASURES,
    *power.IMPORTS,
    *power.DAYS,
    *power.RANGES,
    *needs.SEVERITY,
    *needs.OUTAGES,
    *needs.PEOPLE,
    *needs.FACILITIES,
    *needs.SERVICES,
    *needs.NEEDS,
    *evidence.DAMAGE,
    *evidence.REPORTS,
    *evidence.FINDINGS,
    *studies.FIGURES,
    *studies.COMPARISONS,
    *studies.ADEQUACY,
    *studies.ASSUMPTIONS,
    *studies.SCENARIOS,
    *studies.GRIDS,
    *studies.AC_ISLANDS,
)


def _by_name() -> dict[str, Column]:
    """Return the listed columns and those that samples give of them; a name stands once."""
    listed = {one.name: one for one in _LISTED}
    if len(listed) < len(_LISTED):
        names = [one.name for one in _LISTED]
        raise ValueError(f"listed twice: {sorted({name for name in names if names.count(name) > 1})}")
    sampled = chain.from_iterable(listed[name].statistics() for name in power.RANGED)
    return {**listed, **{one.name: one for one in sampled}}


COLUMNS: Mapping[str, Column] = MappingProxyType(_by_name())
"""Column by name."""


def label(name: str) -> str:
    """Return what a column holds, in the language spoken; the name itself where it is not registered.

    Parameters
    ----------
    name : str
        Of the column.

    Returns
    -------
    str
    """
    return COLUMNS[name].label_text if name in COLUMNS else name


def heading(name: str) -> str:
    """Return what a column holds and its unit, in the language spoken; the name itself where it is not registered.

    Parameters
    ----------
    name : str
        Of the column.

    Returns
    -------
    str
        For example `demand not served (MW)`.
    """
    return COLUMNS[name].heading if name in COLUMNS else name


def decimals(name: str) -> int | None:
    """Return the digits after the point in files; None: as the values come.

    A name that is not registered has the digits of the unit at its end.

    Parameters
    ----------
    name : str
        Of the column.

    Returns
    -------
    int or None
        [-]
    """
    return COLUMNS[name].decimals if name in COLUMNS else DECIMALS.get(unit_suffix(name))


def unit_suffix(name: str) -> str:
    """Return the unit that the end of a name states; empty where it states none.

    Parameters
    ----------
    name : str
        Of the column.

    Returns
    -------
    str
        For example `MW` for `shed_mw`.
    """
    return next((unit for end, unit in SUFFIX_UNITS.items() if name.endswith(end)), "")


def hashtag(name: str) -> str:
    """Return the HXL hashtag of a column.

    Parameters
    ----------
    name : str
        Of the column.

    Returns
    -------
    str
        For example `#affected+ind+power`.
    """
    return COLUMNS[name].hashtag if name in COLUMNS else f"#indicator+num+{name.lower()}"
