"""Networks of pandapower: by name, or as tables read from a file."""

import difflib
import inspect
import logging
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from gridimpact.adapters.grids.foreign_findings import (
    NoBus,
)
from gridimpact.adapters.grids.foreign_tables import ForeignTables, assemble, dangling, note
from gridimpact.adapters.grids.pandapower_branches import branch_tables, empty_network
from gridimpact.adapters.grids.pandapower_elements import ids, shunts_at_buses, units_and_loads
from gridimpact.adapters.grids.pandapower_findings import (
    ConvertersNotRead,
    FormatNotConverted,
    RowsNotNumbered,
    TableColumnsMissing,
    TablesIncomplete,
    VoltageUnusable,
)
from gridimpact.domain.grid import Grid
from gridimpact.errors import DataError, Finding, Message, UnknownGrid
from gridimpact.i18n.translate import N_

PREFIX = "pandapower:"
"""What a name begins with that means a network of `pandapower.networks`."""

ELEMENTS = (
    "bus", "load", "sgen", "gen", "ext_grid", "line", "trafo", "trafo3w", "switch", "shunt", "ward", "xward",
    "impedance", "dcline", "storage", "motor", "asymmetric_load", "asymmetric_sgen",
)  # fmt: skip
"""Tables of a network that are read."""

LEFT_OUT = ("bus_dc", "line_dc", "load_dc", "source_dc", "vsc", "b2b_vsc", "tcsc", "svc", "ssc")
"""Tables of converters and dc grids, which are not read."""

_BUS_COLUMNS: dict[str, tuple[str, ...]] = {
    "line": ("from_bus", "to_bus"),
    "impedance": ("from_bus", "to_bus"),
    "dcline": ("from_bus", "to_bus"),
    "trafo": ("hv_bus", "lv_bus"),
    "trafo3w": ("hv_bus", "mv_bus", "lv_bus"),
}
_SWITCHED = {"l": "line", "t": "trafo", "t3": "trafo3w", "b": "bus"}
_HIGHEST_INDEX = 10_000_000
"""Highest number of a row. pandapower lays out arrays as long as this number.  Chosen."""


def read_named(name: str) -> Grid:
    """Read a network of `pandapower.networks`.

    Parameters
    ----------
    name : str
        `pandapower:<name>`, for example `pandapower:case118`.

    Raises
    ------
    UnknownGrid
        When pandapower has no such network.
    DataError
        When the network cannot be used.
    """
    wanted = name.removeprefix(PREFIX)
    known = _networks()
    if wanted not in known:
        near = difflib.get_close_matches(wanted, known, n=3)
        unknown = N_("pandapower has no network {name}; for example pandapower:case118")
        similar = N_("pandapower has no network {name}; similar names: {near}; for example pandapower:case118")
        raise UnknownGrid(Message(similar if near else unknown, {"name": wanted, "near": ", ".join(near)}))
    with quiet():
        return grid_of(known[wanted](), name=name, source=f"pandapower network {wanted}")


def grid_of(net: Any, *, name: str, source: str, findings: tuple[Finding, ...] = ()) -> Grid:
    """Make a grid of a pandapower network.

    Parameters
    ----------
    net : pandapowerNet
        Left as it is.
    name : str
        Name of the grid.
    source : str
        Where each row comes from.
    findings : tuple of Finding
        What was noticed before.

    Raises
    ------
    DataError
        Naming every row that cannot be used.
    """
    faults = _unsound(net)
    if faults:
        raise DataError(faults)
    with quiet():
        try:
            units, loads, notes = units_and_loads(net)
            lines, transformers, stars, more = branch_tables(net)
            own = pd.DataFrame({"v_nom_kv": net.bus["vn_kv"].astype(float), "q_shunt_mvar": shunts_at_buses(net),
                                "in_service": net.bus["in_service"].astype(bool)})  # fmt: skip
        except (KeyError, ValueError, TypeError, AttributeError) as exc:
            values = {"error": type(exc).__name__, "reason": str(exc)}
            raise DataError([TablesIncomplete(where="network", values=values)]) from exc
    tables = ForeignTables(
        buses=pd.concat([part for part in (own.set_axis(ids("bus", own.index)), stars) if len(part)] or [own]),
        lines=lines,
        transformers=transformers,
        units=units,
        loads=loads,
        findings=(*findings, *notes, *more, *_not_read(net)),
    )
    title = str(net.get("name") or "") or name
    return assemble(tables, name=name, title=title, source=source)


def network_of(tables: dict[str, pd.DataFrame], facts: dict[str, Any]) -> Any:
    """Make a pandapower network of plain tables, brought to the present format.

    Parameters
    ----------
    tables : dict of DataFrame
        By name; only those of `ELEMENTS` and characteristics are taken.
    facts : dict
        `sn_mva` [MVA], `f_hz` [Hz], `name`, `format_version`, `version`.

    Returns
    -------
    pandapowerNet

    Raises
    ------
    DataError
        When pandapower cannot bring them to its present format.
    """
    with quiet():
        import pandapower as pp

        net = empty_network(sn_mva=facts["sn_mva"], f_hz=facts["f_hz"])
        net.name = facts["name"]
        present = net.format_version
        for name, table in tables.items():
            net[name] = table
        net.format_version, net.version = facts["format_version"], facts["version"]
        # before, for pandapower cuts numbers to the size of its columns and another bus may come of it
        faults = _unsound_references(net)
        if faults:
            raise DataError(faults)
        try:
            return pp.convert_format(net, donot_open_newer=False) if facts["format_version"] != present else net
        except Exception as exc:  # old formats meet every kind of error
            values = {"version": facts["format_version"], "error": type(exc).__name__, "reason": str(exc)}
            raise DataError([FormatNotConverted(where="network", values=values)]) from exc


class quiet(warnings.catch_warnings):  # noqa: N801 (used as a verb, as its base is)
    """pandapower warns of its own deprecations and logs hints; neither is about the grid."""

    def __enter__(self) -> None:
        super().__enter__()
        warnings.simplefilter("ignore")
        logging.getLogger("pandapower").setLevel(logging.ERROR)


def _networks() -> dict[str, Callable[[], Any]]:
    """Functions of `pandapower.networks` that make a network without being told anything."""
    with quiet():
        import pandapower.networks as networks

    found = {}
    for name, function in vars(networks).items():
        own = inspect.isfunction(function) and function.__module__.startswith("pandapower.networks")
        if not own or name.startswith("_"):
            continue
        asked = inspect.signature(function).parameters.values()
        free = (inspect.Parameter.VAR_KEYWORD, inspect.Parameter.VAR_POSITIONAL)
        if all(part.default is not inspect.Parameter.empty or part.kind in free for part in asked):
            found[name] = function
    return found


def _unsound(net: Any) -> list[Finding]:
    """References to what is not there, and numbers that pandapower could not lay out."""
    if not hasattr(net, "bus") or not len(net.bus):
        return [NoBus(where="bus")]
    found = _lacking(net) or _unsound_references(net)
    if found:
        return found
    voltage = net.bus["vn_kv"].astype(float)
    wrong = net.bus.index[~(np.isfinite(voltage) & (voltage > 0))]
    return list(note(VoltageUnusable, "bus.vn_kv", ids=ids("bus", wrong)))


def _unsound_references(net: Any) -> list[Finding]:
    """Rows without a number of their own, and numbers of rows that are not there."""
    found: list[Finding] = []
    for name in ELEMENTS:
        table = net[name]
        if not _plain_index(table.index):
            found.append(RowsNotNumbered(where=name, values={"most": _HIGHEST_INDEX}))
        elif name != "bus":
            columns = [column for column in _BUS_COLUMNS.get(name, ("bus",)) if column in table]
            named = table.set_axis(ids(name, table.index))
            found += dangling(name, named, columns, net.bus.index)
    for kind, name in _SWITCHED.items() if {"et", "element"} <= set(net.switch) else ():
        own = net.switch[net.switch["et"] == kind]
        found += dangling("switch", own.set_axis(ids("switch", own.index)), ["element"], net[name].index)
    return found


def _lacking(net: Any) -> list[Finding]:
    """Tables without a column that has no default."""
    found: list[Finding] = []
    for name in ELEMENTS:
        own = {"bus": ("vn_kv",), "load": ("bus", "p_mw"), "switch": ("bus", "element", "et", "closed")}
        wanted = own.get(name, _BUS_COLUMNS.get(name, ("bus",))) + (() if name == "switch" else ("in_service",))
        missing = [f"{name}.{column}" for column in wanted if column not in net[name]]
        if missing and len(net[name]):
            found.append(TableColumnsMissing(where=name, ids=tuple(missing)))
    return found


def _plain_index(index: "pd.Index[Any]") -> bool:
    if not len(index):
        return True
    whole = pd.api.types.is_integer_dtype(index.dtype) and index.is_unique
    return bool(whole and index.min() >= 0 and index.max() <= _HIGHEST_INDEX)


def _not_read(net: Any) -> tuple[Finding, ...]:
    """Tables of a network that the model does not know."""
    filled = [name for name in LEFT_OUT if name in net and len(net[name])]
    return note(ConvertersNotRead, "network", ids=filled)
