"""The log of the first hours: what happened, where, at which step, and what it follows from."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridimpact.domain.grid import Grid
from gridimpact.network.cascade.pre_fault import BranchData, OperatingPoint
from gridimpact.network.case.contingencies import DamagedGrid
from gridimpact.network.dispatch.day import Day
from gridimpact.network.lp.dc_model import DcModel

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

COLUMNS = (
    "step",
    "component",
    "kind",
    "region_id",
    "reason",
    "trigger",
    "loading_share",
    "shed_mw",
    "source_lost_mw",
)
DAMAGE = "reported damage"
ORDER = {DAMAGE: 0, "overload": 1, "no source": 2, "shortage": 3, "surplus": 4}
TOLD_MW = 1e-3
"""Smaller changes are no event. [MW]"""


class EventLog:
    """Collects events; `table` gives them in an order that does not depend on that of the rows.

    Parameters
    ----------
    grid : Grid
    model : DcModel
    branch_data : BranchData
    """

    def __init__(self, grid: Grid, model: DcModel, branch_data: BranchData) -> None:
        self._branch_data, self._model = branch_data, model
        self._bus_region = grid.buses["region_id"].fillna("").to_numpy(str)
        self._load_region = grid.loads["region_id"].fillna("").to_numpy(str)
        self._transformers = frozenset(grid.transformers.index)
        self._rows: list[dict[str, Any]] = []
        self._tripped: dict[int, str] = {}

    def damage(self, before: Day, damaged: DamagedGrid, start: OperatingPoint, hit: OperatingPoint) -> None:
        """Log the damage itself: what is out or derated, and what goes with it at once."""
        model, branch_data = self._model, self._branch_data
        lost = start.source_mw - hit.source_mw
        units = len(model.unit_ids)
        hurt_units = damaged.unit_left < before.damaged.unit_left
        hurt_borders = damaged.interconnector_left < before.damaged.interconnector_left
        import_lost = start.import_mw - hit.import_mw
        for number in np.flatnonzero(damaged.branch_left < before.damaged.branch_left).tolist():
            self._add(0, model.branch_ids[number], self._kind(number), self._regions_of(number), DAMAGE)
        for number in np.flatnonzero(hurt_units).tolist():
            region = self._bus_region[model.unit_bus[number]]
            self._add(0, model.unit_ids[number], "unit", region, DAMAGE, lost=lost[number])
        for number in np.flatnonzero(hurt_borders).tolist():
            region = self._bus_region[model.interconnector_bus[number]]
            self._add(0, model.interconnector_ids[number], "interconnector", region, DAMAGE, lost=import_lost[number])
        # what stood intact at a bus that is out goes with the bus
        with_bus = lost * np.concatenate([~hurt_units, np.ones(len(lost) - units, dtype=bool)])
        gone = branch_data.at_buses(branch_data.source_bus, with_bus)
        gone += branch_data.at_buses(branch_data.import_bus, import_lost * ~hurt_borders)
        shed = branch_data.at_buses(branch_data.load_bus, start.served_mw - hit.served_mw)
        for bus in np.flatnonzero(before.damaged.bus_in_service & ~damaged.bus_in_service).tolist():
            self._add(0, model.bus_ids[bus], "bus", self._bus_region[bus], DAMAGE, shed=shed[bus], lost=gone[bus])

    def overloads(self, step: int, tripping: Bools, loading_share: Floats) -> None:
        """Log the branches that trip at a step."""
        trigger = self._trigger(step - 1)
        for number in np.flatnonzero(tripping).tolist():
            component = self._model.branch_ids[number]
            self._add(
                step,
                component,
                self._kind(number),
                self._regions_of(number),
                "overload",
                trigger=trigger,
                loading=loading_share[number],
            )
        self._tripped[step] = "; ".join(sorted(map(str, self._model.branch_ids[tripping])))

    def balance(self, step: int, hit: OperatingPoint, after: OperatingPoint, island: Ints, energised: Bools) -> None:
        """Log what balancing the islands took: by bus where it went dark, else by island and region."""
        branch_data, trigger = self._branch_data, self._trigger(step)
        cut = np.maximum(hit.served_mw - after.served_mw, 0.0)
        alive = energised[branch_data.load_bus]
        dark = branch_data.at_buses(branch_data.load_bus, np.where(alive, 0.0, cut))
        for bus in np.flatnonzero(dark > TOLD_MW).tolist():
            component, region = self._model.bus_ids[bus], self._bus_region[bus]
            self._add(step, component, "bus", region, "no source", trigger=trigger, shed=dark[bus])
        shed = _summed(np.where(alive, cut, 0.0), island[branch_data.load_bus], self._load_region)
        sources = np.concatenate([branch_data.source_bus, branch_data.import_bus])
        down = np.concatenate([hit.source_mw - after.source_mw, hit.import_mw - after.import_mw])
        lost = _summed(np.maximum(down, 0.0), island[sources], self._bus_region[sources])
        named = self._island_names(island)
        for (number, region), value in shed.items():
            self._add(step, named[number], "island", region, "shortage", trigger=trigger, shed=value)
        for (number, region), value in lost.items():
            self._add(step, named[number], "island", region, "surplus", trigger=trigger, lost=value)

    def table(self) -> pd.DataFrame:
        """All events, by step, reason and component."""
        rows = sorted(self._rows, key=lambda r: (r["step"], ORDER[r["reason"]], r["component"], r["region_id"]))
        return pd.DataFrame(rows, columns=list(COLUMNS))

    def _trigger(self, step: int) -> str:
        return self._tripped.get(step, DAMAGE)

    def _kind(self, branch: int) -> str:
        return "transformer" if self._model.branch_ids[branch] in self._transformers else "line"

    def _regions_of(self, branch: int) -> str:
        ends = (self._bus_region[self._branch_data.bus0[branch]], self._bus_region[self._branch_data.bus1[branch]])
        return "; ".join(sorted({region for region in ends if region}))

    def _island_names(self, island: Ints) -> dict[int, str]:
        """An island goes by its first bus in the order of ids."""
        named: dict[int, str] = {}
        for number, bus in zip(island.tolist(), self._model.bus_ids.astype(str), strict=True):
            named[number] = min(bus, named.get(number, bus))
        return named

    def _add(
        self,
        step: int,
        component: object,
        kind: str,
        region: str,
        reason: str,
        *,
        trigger: str = DAMAGE,
        loading: float = float("nan"),
        shed: float = 0.0,
        lost: float = 0.0,
    ) -> None:
        values = (step, str(component), kind, str(region), reason, trigger, loading, float(shed), float(lost))
        self._rows.append(dict(zip(COLUMNS, values, strict=True)))


def _summed(values: Floats, island: Ints, region: NDArray[np.str_]) -> dict[tuple[int, str], float]:
    """Sum values by island and region, where they amount to an event."""
    found: dict[tuple[int, str], float] = {}
    for number in np.flatnonzero(values > 0).tolist():
        key = (int(island[number]), str(region[number]))
        found[key] = found.get(key, 0.0) + float(values[number])
    return {key: value for key, value in found.items() if value > TOLD_MW}


def islands_by_size(island: Ints, buses: pd.DataFrame) -> "tuple[pd.DataFrame, pd.Series[int]]":
    """Number the islands so that the order of rows decides nothing, and sum up what they hold.

    Parameters
    ----------
    island : array of int, shape (buses,)
        Any number; -1 for a bus out of service.
    buses : DataFrame
        Index bus id; `energised`, `load_mw`, `shed_mw`, `source_mw`.

    Returns
    -------
    table : DataFrame
        Index `island`, the largest first, of equals the one whose first bus comes first by id.
    island : Series
        By bus: its number in the table; -1 for a bus out of service.
    """
    own = buses.assign(bus_id=buses.index, found=island, buses=1)[island >= 0]
    how = {"bus_id": "min", "energised": "any"} | dict.fromkeys(("load_mw", "shed_mw", "source_mw", "buses"), "sum")
    table = own.groupby("found").agg(how).sort_values(["buses", "bus_id"], ascending=[False, True])
    number = pd.Series(np.arange(len(table)), index=table.index)
    of_bus = pd.Series(number.reindex(island).fillna(-1).to_numpy(np.int64), index=buses.index, name="island")
    columns = ["bus_id", "buses", "energised", "load_mw", "shed_mw", "source_mw"]
    return table.reset_index(drop=True).rename_axis("island")[columns], of_bus
