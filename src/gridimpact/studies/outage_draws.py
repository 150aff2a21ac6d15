"""Which parts of a system fail at random, how often, and what is out in which sample."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridimpact.domain.grid import Grid
from gridimpact.errors import DataError, Finding
from gridimpact.studies.findings import (
    AlwaysAvailableUnits,
    NoOutageRates,
    OutageRateOutOfRange,
    StatedRateOfUnknown,
    StatedRateOutOfRange,
)

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OutageRates:
    """Probability of being out, of every unit and branch of a grid.

    Attributes
    ----------
    units : array, shape (units,)
        Forced outage rates. [0..1]
    branches : array, shape (parts,)
        Unavailability; a part is a branch, or all branches of one component (the windings of a
        transformer). [0..1]
    unit_draw, branch_draw : array of int
        Which number of a sample's draw each unit, and each branch, is held against. [-]
    drawn : int
        Numbers drawn in a sample. [-]
    findings : tuple of Finding
    """

    units: Floats
    branches: Floats
    unit_draw: Ints
    branch_draw: Ints
    drawn: int
    findings: tuple[Finding, ...] = ()

    @property
    def components(self) -> int:
        """Units and branches that may fail but need not. [-]"""
        uncertain = [((rate > 0) & (rate < 1)).sum() for rate in (self.units, self.branches)]
        return int(sum(uncertain))


def outage_rates_of(grid: Grid, stated: Mapping[str, float] | None = None) -> OutageRates:
    """Read the outage rates of a grid.

    Parameters
    ----------
    grid : Grid
        Columns `forced_outage_rate` of units, `unavailability` of lines and transformers; blank is 0.
    stated : mapping of str to float, optional
        By component id; in place of what the grid says. [0..1]

    Returns
    -------
    OutageRates

    Raises
    ------
    DataError
        When a stated id or rate cannot be used, or nothing at all has a rate.
    """
    given = dict(stated or {})
    units = _rates(grid.units, "forced_outage_rate")
    owner = pd.concat([_owner(grid.lines), _owner(grid.transformers)])
    branches = pd.concat([_rates(table, "unavailability") for table in (grid.lines, grid.transformers)])
    own = branches.groupby(owner.to_numpy()).max() if len(branches) else branches
    known = {*units.index, *own.index}
    faults = _faults(given, known)
    if not given and units.isna().all() and own.isna().all():
        faults.append(NoOutageRates(where="grid"))
    if faults:
        raise DataError(faults)
    units, own = (part.where(~part.index.isin(list(given)), part.index.map(given).astype(float)) if len(part) else part
                  for part in (units, own))  # fmt: skip
    # sorted by id, units first: neither the order of rows nor branches without rates change a draw
    order_of_unit = pd.Series(np.arange(len(units)), index=sorted(units.index), dtype=np.int64)
    order_of_part = pd.Series(np.arange(len(own)), index=sorted(own.index), dtype=np.int64) + len(units)
    blank = units.index[units.isna() & grid.units["in_service"].to_numpy(bool)]
    return OutageRates(
        units=np.asarray(units.fillna(0.0), dtype=np.float64),
        branches=np.asarray(own.reindex(owner).fillna(0.0), dtype=np.float64),
        unit_draw=order_of_unit.reindex(units.index).to_numpy(np.int64),
        branch_draw=order_of_part.reindex(owner).to_numpy(np.int64),
        drawn=len(units) + len(own),
        findings=_always_there(blank),
    )


def draw_outages(rates: OutageRates, samples: range, seed: int) -> tuple[Bools, Bools]:
    """Draw what is out in each sample.

    Parameters
    ----------
    rates : OutageRates
    samples : range
        Numbers of the samples.
    seed : int
        Of the random draws. [-]

    Returns
    -------
    units_out : array of bool, shape (samples, units)
    branches_out : array of bool, shape (samples, branches)

    Notes
    -----
    A sample depends on its number and the seed alone. Each component has a uniform number u of its
    own, whether it can fail or not, and is out when u < rate: so runs that differ in a rate, in the
    load or in the network are compared on the same draws.
    """
    uniform = np.array([np.random.default_rng([sample, seed]).random(rates.drawn) for sample in samples])
    uniform = uniform.reshape(len(samples), rates.drawn)
    return uniform[:, rates.unit_draw] < rates.units, uniform[:, rates.branch_draw] < rates.branches


def _owner(table: pd.DataFrame) -> "pd.Series[str]":
    """Component that each branch fails with: its own id, or that of the transformer whose winding it is."""
    own = table.index.to_series()
    part_of = table["part_of"].fillna("") if "part_of" in table else pd.Series("", index=table.index)
    return own.where(part_of == "", part_of)


def _rates(table: pd.DataFrame, column: str) -> "pd.Series[float]":
    values = table[column] if column in table else pd.Series(np.nan, index=table.index)
    number = pd.to_numeric(values.replace("", np.nan), errors="coerce").astype(float)
    wrong = tuple(map(str, table.index[(values.notna() & (values != "") & ~number.between(0.0, 1.0))]))
    if wrong:
        raise DataError([OutageRateOutOfRange(where=column, ids=wrong)])
    return number


def _faults(stated: Mapping[str, float], known: set[str]) -> list[Finding]:
    unknown = tuple(sorted(set(stated) - known))
    wrong = tuple(sorted(name for name, rate in stated.items() if not 0.0 <= rate <= 1.0))
    kinds: tuple[tuple[type[Finding], tuple[str, ...]], ...] = (
        (StatedRateOfUnknown, unknown),
        (StatedRateOutOfRange, wrong),
    )
    return [kind(where="outage_rates", ids=ids) for kind, ids in kinds if ids]


def _always_there(ids: pd.Index) -> tuple[Finding, ...]:
    if not len(ids):
        return ()
    return (AlwaysAvailableUnits(where="units.forced_outage_rate", ids=tuple(map(str, ids))),)
