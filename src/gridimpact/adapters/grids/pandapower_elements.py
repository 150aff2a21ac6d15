"""Units and loads of a pandapower network.

Works on its tables alone, without importing pandapower.
"""

from typing import Any

import numpy as np
import pandas as pd

from gridimpact.adapters.grids.foreign_tables import at_full, note
from gridimpact.adapters.grids.pandapower_findings import (
    AsymmetricTakesPower,
    LimitIsPresentPower,
    StorageNotInjecting,
    UnitTakesPower,
    UnlimitedSource,
    VoltageDependentLoad,
)
from gridimpact.errors import Finding

Part = tuple[pd.DataFrame, tuple[Finding, ...]]

_LOAD_COLUMNS = ["bus_id", "p_mw", "q_mvar", "in_service", "weight"]
_UNIT_COLUMNS = ["bus_id", "technology", "p_nom_mw", "v_set_pu", "q_mvar", "in_service", "forced_outage_rate"]


def units_and_loads(net: Any) -> tuple[pd.DataFrame, pd.DataFrame, tuple[Finding, ...]]:
    """Units and loads of a network.

    Parameters
    ----------
    net : pandapowerNet

    Returns
    -------
    units, loads : DataFrame
        Index `<table>:<index>`; powers in MW and Mvar.
    findings : tuple of Finding

    Notes
    -----
    A unit gives 0 ≤ p ≤ max_p_mw, or up to p_mw · scaling where no limit is stated (an external grid:
    without limit). A unit that can only take is a load. A load asks for p_mw · scaling; shunts and
    wards for their active power at 1 pu. Lower limits of units are not used. Loads ask for q_mvar · scaling
    (wards for qs_mvar), which goes with their active power. Generators and external grids hold vm_pu; static
    generators and storage hold nothing and feed in their q_mvar · scaling in proportion to their power.
    """
    dark = set(net.bus.index[~net.bus["in_service"].astype(bool)])
    takes: list[pd.DataFrame] = []
    units: list[pd.DataFrame] = []
    findings: tuple[Finding, ...] = ()
    for part, taken, notes in (_sources(net, name) for name in ("gen", "sgen", "ext_grid")):
        units.append(part)
        takes.append(taken)
        findings += notes
    for name in ("asymmetric_sgen", "storage"):
        part, notes = _asymmetric_sources(net) if name == "asymmetric_sgen" else _storage(net)
        units.append(part)
        findings += notes
    loads, notes = _loads(net)
    loads = pd.concat([part for part in (loads, *takes) if len(part)] or [loads])
    told = [part for part in units if len(part)] or units[:1]
    return (
        _in_service(pd.concat(told).reindex(columns=_kept(told, _UNIT_COLUMNS, "forced_outage_rate")), dark),
        _in_service(_weighted(loads, net), dark),
        (*findings, *notes),
    )


def _kept(parts: list[pd.DataFrame], columns: list[str], optional: str) -> list[str]:
    return [column for column in columns if column != optional or any(column in part for part in parts)]


def _weighted(loads: pd.DataFrame, net: Any) -> pd.DataFrame:
    """Loads with their stated weights; 1 where a row states none, no column where none does."""
    if "weight" not in net.load:
        return loads.reindex(columns=_LOAD_COLUMNS[:-1])
    filled = loads.reindex(columns=_LOAD_COLUMNS)
    return filled.assign(weight=filled["weight"].astype(float).fillna(1.0))


def _in_service(table: pd.DataFrame, dark: set[int]) -> pd.DataFrame:
    """Bus ids in place of numbers; nothing is in service at a bus that is not."""
    bus = table["bus_id"]
    alive = table["in_service"].astype(bool) & ~bus.isin(dark)
    return table.assign(bus_id=_bus_ids(bus), in_service=alive)


def _bus_ids(buses: "pd.Series[int]") -> "pd.Series[str]":
    return "bus:" + buses.astype(np.int64).astype(str)


def ids(table: str, index: "pd.Index[Any]") -> pd.Index:
    """Component ids `<table>:<index>`."""
    return pd.Index([f"{table}:{number}" for number in index], dtype=object)


def numbers(table: pd.DataFrame, column: str, default: float) -> "pd.Series[float]":
    """A number column; the default where the table lacks it or a cell is blank."""
    if column not in table:
        return pd.Series(default, index=table.index, dtype=float)
    return table[column].astype(float).fillna(default)


def _sources(net: Any, name: str) -> tuple[pd.DataFrame, pd.DataFrame, tuple[Finding, ...]]:
    """Units of one table, what of it only takes power, and what was assumed."""
    table = net[name].set_axis(ids(name, net[name].index))
    limit = numbers(table, "max_p_mw", np.nan)
    if name == "ext_grid":
        unstated = table.index[limit.isna() | (limit == np.inf)]
        power = pd.Series(0.0, index=table.index)
        notes = note(UnlimitedSource, name, ids=unstated)
        top = limit.fillna(np.inf)
    else:
        power = numbers(table, "p_mw", 0.0) * numbers(table, "scaling", 1.0)
        top = limit.fillna(power)
        notes = note(LimitIsPresentPower, name, ids=table.index[limit.isna()])
    taking = (top < 0) | ((top <= 0) & (power < 0))
    notes += note(UnitTakesPower, name, ids=table.index[taking])
    q_mvar = pd.Series(np.nan, index=table.index)
    if name == "sgen":
        q_mvar = numbers(table, "q_mvar", 0.0) * numbers(table, "scaling", 1.0)
    rows = pd.DataFrame({
        "bus_id": table["bus"], "technology": name, "p_nom_mw": top, "in_service": table["in_service"],
        "v_set_pu": np.nan if name == "sgen" else numbers(table, "vm_pu", np.nan),
        "q_mvar": at_full(q_mvar, power, top)}, index=table.index)  # fmt: skip
    if "forced_outage_rate" in table:
        rows = rows.assign(forced_outage_rate=table["forced_outage_rate"].astype(float))
    asked = (-power).where(power < 0, -top)
    drawn = (0.0 - q_mvar).where(power < 0)  # unknown where it takes nothing now
    taken = rows[taking].assign(p_mw=asked[taking], q_mvar=drawn[taking]).reindex(columns=_LOAD_COLUMNS[:-1])
    return rows[~taking], taken, notes


def _asymmetric_sources(net: Any) -> Part:
    table = net["asymmetric_sgen"].set_axis(ids("asymmetric_sgen", net["asymmetric_sgen"].index))
    power = _three_phases(table, "p_{}_mw")
    rows = {"bus_id": table["bus"], "technology": "asymmetric_sgen", "p_nom_mw": power.clip(lower=0.0),
            "q_mvar": _three_phases(table, "q_{}_mvar"), "in_service": table["in_service"]}  # fmt: skip
    return pd.DataFrame(rows), note(AsymmetricTakesPower, "asymmetric_sgen", ids=table.index[power < 0])


def _storage(net: Any) -> Part:
    """Storage that injects in the network's own state; what charges would be stopped first."""
    table = net["storage"].set_axis(ids("storage", net["storage"].index))
    scaling = numbers(table, "scaling", 1.0)
    power = -numbers(table, "p_mw", 0.0) * scaling
    rows = pd.DataFrame({"bus_id": table["bus"], "technology": "storage", "p_nom_mw": power,
                         "q_mvar": 0.0 - numbers(table, "q_mvar", 0.0) * scaling,
                         "in_service": table["in_service"]})  # fmt: skip
    notes = note(StorageNotInjecting, "storage", ids=table.index[power <= 0])
    return rows[power > 0], notes


def _loads(net: Any) -> Part:
    """Everything that asks for power, by table."""
    motor_mw = (
        numbers(net.motor, "pn_mech_mw", 0.0) / numbers(net.motor, "efficiency_percent", 100.0)
        * numbers(net.motor, "loading_percent", 100.0) * numbers(net.motor, "scaling", 1.0)
    )  # fmt: skip
    parts = {
        "load": numbers(net.load, "p_mw", np.nan) * numbers(net.load, "scaling", 1.0),
        "motor": motor_mw,
        "asymmetric_load": _three_phases(net.asymmetric_load, "p_{}_mw"),
        "ward": numbers(net.ward, "ps_mw", 0.0) + numbers(net.ward, "pz_mw", 0.0),
        "xward": numbers(net.xward, "ps_mw", 0.0) + numbers(net.xward, "pz_mw", 0.0),
        "shunt": _shunt_power(net, "p_mw"),
    }  # fmt: skip
    reactive = {
        "load": numbers(net.load, "q_mvar", 0.0) * numbers(net.load, "scaling", 1.0),
        "motor": motor_mw * np.tan(np.arccos(numbers(net.motor, "cos_phi", 1.0))),
        "asymmetric_load": _three_phases(net.asymmetric_load, "q_{}_mvar"),
        "ward": numbers(net.ward, "qs_mvar", 0.0),
        "xward": numbers(net.xward, "qs_mvar", 0.0),
        "shunt": 0.0,
    }
    frames = []
    for name, power in parts.items():
        table = net[name]
        rows = pd.DataFrame({"bus_id": table["bus"], "p_mw": power, "q_mvar": reactive[name],
                             "in_service": table["in_service"]})  # fmt: skip
        if name == "load" and "weight" in table:
            rows = rows.assign(weight=table["weight"].astype(float))
        rows = rows.set_axis(ids(name, table.index))
        asks = (rows["p_mw"] != 0) | (rows["q_mvar"] != 0) | (name in ("load", "motor", "asymmetric_load"))
        frames.append(rows[asks])
    filled = [frame for frame in frames if len(frame)] or frames[:1]
    return pd.concat(filled), _voltage_dependent(net)


def _three_phases(table: pd.DataFrame, column: str) -> "pd.Series[float]":
    total = sum((numbers(table, column.format(phase), 0.0) for phase in "abc"), pd.Series(0.0, index=table.index))
    return total * numbers(table, "scaling", 1.0)


def shunts_at_buses(net: Any) -> "pd.Series[float]":
    """Reactive power that shunts, and wards' constant impedances, in service absorb at 1 pu, by bus. [Mvar]

    Parameters
    ----------
    net : pandapowerNet
    """
    absorbed = pd.Series(0.0, index=net.bus.index)
    parts = {"shunt": _shunt_power(net, "q_mvar"), "ward": numbers(net.ward, "qz_mvar", 0.0),
             "xward": numbers(net.xward, "qz_mvar", 0.0)}  # fmt: skip
    for name, power in parts.items():
        table = net[name]
        live = table["in_service"].astype(bool)
        absorbed = absorbed.add(power[live].groupby(table.loc[live, "bus"]).sum(), fill_value=0.0)
    return absorbed.reindex(net.bus.index)


def _shunt_power(net: Any, column: str) -> "pd.Series[float]":
    """Active [MW] or reactive power [Mvar] of shunts at 1 pu."""
    shunt = net.shunt
    at_bus = pd.Series(net.bus["vn_kv"].reindex(shunt["bus"]).to_numpy(float), index=shunt.index)
    own = numbers(shunt, "vn_kv", np.nan).fillna(at_bus)
    return numbers(shunt, column, 0.0) * numbers(shunt, "step", 1.0) * (at_bus / own) ** 2


def _voltage_dependent(net: Any) -> tuple[Finding, ...]:
    shares = ("const_z_percent", "const_i_percent", "const_z_p_percent", "const_i_p_percent")
    depends = sum((numbers(net.load, share, 0.0).abs() for share in shares), pd.Series(0.0, index=net.load.index)) > 0
    return note(VoltageDependentLoad, "load", ids=ids("load", net.load.index[depends]))
