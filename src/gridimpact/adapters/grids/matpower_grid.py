"""MATPOWER cases through the mapping of foreign grids.

The DC model is the case format's own (MATPOWER manual, section 3.7): f = (θ_f − θ_t − φ) / (x τ).
"""

from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridimpact.adapters.grids.foreign_findings import (
    BusesNotNumbered,
    GeneratorTakesPower,
    NoBaseVoltage,
)
from gridimpact.adapters.grids.foreign_tables import BASE_MVA, ForeignTables, assemble, at_full, note, unlimited
from gridimpact.adapters.grids.matpower_files import Floats, MatpowerCase, read_case
from gridimpact.domain.grid import Grid
from gridimpact.errors import DataError, Finding

BUS_I, BUS_TYPE, PD, QD, GS, BS, BASE_KV = 0, 1, 2, 3, 4, 5, 9
GEN_BUS, PG, QG, VG, GEN_STATUS, PMAX = 0, 1, 2, 5, 7, 8
F_BUS, T_BUS, BR_R, BR_X, BR_B, RATE_A, TAP, SHIFT, BR_STATUS = 0, 1, 2, 3, 4, 5, 8, 9, 10
DC_STATUS, DC_PMIN, DC_PMAX = 2, 9, 10
"""Columns of the matrices. Source: MATPOWER manual, appendix B."""
ISOLATED = 4
"""Type of a bus that is out of service."""
HOLDING = (2, 3)
"""Types of buses at which generators hold their voltage (PV and reference)."""


def read_matpower(path: Path) -> Grid:
    """Read a MATPOWER case, `.m` or `.mat`.

    Parameters
    ----------
    path : Path

    Returns
    -------
    Grid
        Ids are `bus:<number>`, `load:<bus number>`, `shunt:<bus number>`, and `gen`, `line`, `trafo`,
        `dcline` with the row of their matrix, counted from 1 as MATPOWER does.

    Raises
    ------
    DataError
        When the file is no case, or naming every row that cannot be used.
    """
    case = read_case(path)
    return assemble(tables_of(case), name=path.name, title=path.stem, source=f"MATPOWER case {path.name}")


def tables_of(case: MatpowerCase) -> ForeignTables:
    """Lay out the matrices of a case in the words of the project.

    Parameters
    ----------
    case : MatpowerCase

    Returns
    -------
    ForeignTables

    Raises
    ------
    DataError
        When buses are not numbered by whole numbers, each once.

    Notes
    -----
    A branch is a transformer when it has a ratio, a phase shift or two voltages. F = rateA; 0 is no
    limit. A generator gives 0 ≤ p ≤ Pmax; one that can only take is a load. Dc lines carry up to Pmax
    either way, without losses. Generators hold Vg at buses of type 2 and 3; at others they feed in Qg in proportion
    to their power. Bs is given at 1 pu.
    """
    _numbered(case)
    buses = pd.DataFrame({"v_nom_kv": _voltages(case), "in_service": case.bus[:, BUS_TYPE] != ISOLATED,
                          "q_shunt_mvar": 0.0 - case.bus[:, BS]},
                         index=_ids("bus", case.bus[:, BUS_I]))  # fmt: skip
    dark = set(buses.index[~buses["in_service"]])
    units, taking, notes = _units(case, dark)
    lines, transformers = _branches(case, buses, dark)
    loads = pd.concat([part for part in (_loads(case, dark), taking) if len(part)] or [taking])
    told = note(NoBaseVoltage, "bus", ids=buses.index[case.bus[:, BASE_KV] == 0])
    return ForeignTables(buses=buses, lines=lines, transformers=transformers, units=units, loads=loads,
                         findings=(*case.findings, *notes, *told))  # fmt: skip


def _numbered(case: MatpowerCase) -> None:
    number = case.bus[:, BUS_I]
    whole = np.isfinite(number).all() and (number == np.floor(number)).all()
    if not whole or len(np.unique(number)) != len(number):
        raise DataError([BusesNotNumbered(where="bus")])


def _voltages(case: MatpowerCase) -> Floats:
    """Base voltages; cases written in per unit alone have zeros. [kV]"""
    voltage = case.bus[:, BASE_KV]
    return np.where(voltage == 0, 1.0, voltage)


def _ids(kind: str, number: Floats) -> pd.Index:
    # numbers that are none stay readable, and are refused as buses that are not there
    return pd.Index([f"{kind}:{int(n) if np.isfinite(n) and n == np.floor(n) else n}" for n in number], dtype=object)


def _rows(kind: str, matrix: Floats) -> pd.Index:
    return _ids(kind, np.arange(1, len(matrix) + 1, dtype=np.float64))


def _alive(status: Floats, dark: set[str], *ends: pd.Index) -> NDArray[np.bool_]:
    alive = status > 0
    for end in ends:
        alive = alive & ~end.isin(list(dark))
    return alive


def _units(case: MatpowerCase, dark: set[str]) -> tuple[pd.DataFrame, pd.DataFrame, tuple[Finding, ...]]:
    """Generators, those of them that can only take power as loads, and what was assumed."""
    gen, bus = case.gen, _ids("bus", case.gen[:, GEN_BUS])
    power, alive = gen[:, PG], _alive(gen[:, GEN_STATUS], dark, bus)
    holding = np.isin(gen[:, GEN_BUS], case.bus[np.isin(case.bus[:, BUS_TYPE], HOLDING), BUS_I])
    rows = pd.DataFrame({
        "bus_id": bus, "technology": "gen", "p_nom_mw": gen[:, PMAX], "in_service": alive,
        # cases write zeros for generators that are off
        "v_set_pu": np.where(holding & (alive | (gen[:, VG] > 0)), gen[:, VG], np.nan),
        "q_mvar": np.where(holding, np.nan, at_full(gen[:, QG], power, gen[:, PMAX]))},
        index=_rows("gen", gen))  # fmt: skip
    takes = (rows["p_nom_mw"] < 0) | ((rows["p_nom_mw"] <= 0) & (power < 0))
    asked = np.where(power < 0, -power, -gen[:, PMAX])
    notes = note(GeneratorTakesPower, "gen", ids=rows.index[takes])
    taking = rows[["bus_id", "in_service"]].assign(p_mw=asked, q_mvar=np.where(power < 0, 0.0 - gen[:, QG], np.nan))
    taking = taking[takes]
    return rows[~takes], taking, notes


def _loads(case: MatpowerCase, dark: set[str]) -> pd.DataFrame:
    """Demand of each bus, and the active power of its shunt at 1 pu. [MW, Mvar]"""
    parts = []
    for kind, column in (("load", PD), ("shunt", GS)):
        reactive = case.bus[:, QD] if kind == "load" else np.zeros(len(case.bus))
        asks = (case.bus[:, column] != 0) | (reactive != 0)
        rows = case.bus[asks]
        bus = _ids("bus", rows[:, BUS_I])
        parts.append(pd.DataFrame({"bus_id": bus, "p_mw": rows[:, column], "q_mvar": reactive[asks],
                                   "in_service": ~bus.isin(dark)}, index=_ids(kind, rows[:, BUS_I])))  # fmt: skip
    return pd.concat([part for part in parts if len(part)] or parts[:1])


def _branches(case: MatpowerCase, buses: pd.DataFrame, dark: set[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    branch, scale = case.branch, BASE_MVA / case.base_mva
    bus0, bus1 = _ids("bus", branch[:, F_BUS]), _ids("bus", branch[:, T_BUS])
    voltage = buses["v_nom_kv"]
    kv0, kv1 = voltage.reindex(bus0).to_numpy(float), voltage.reindex(bus1).to_numpy(float)
    rating = unlimited(pd.Series(branch[:, RATE_A]).replace(0.0, np.inf)).to_numpy(float)
    rows = pd.DataFrame({
        "bus0": bus0, "bus1": bus1, "r_pu": np.maximum(branch[:, BR_R] * scale, 0.0), "x_pu": branch[:, BR_X] * scale,
        "b_pu": branch[:, BR_B] / scale, "s_nom_mva": rating, "limit_mw": rating, "circuits": 1,
        "in_service": _alive(branch[:, BR_STATUS], dark, bus0, bus1)})  # fmt: skip
    tapped = (branch[:, TAP] != 0) | (branch[:, SHIFT] != 0) | (np.isfinite(kv0) & np.isfinite(kv1) & (kv0 != kv1))
    lines = rows.assign(kind="line", v_nom_kv=kv0, length_km=0.0).set_axis(_rows("line", branch))[~tapped]
    ratio = np.where(branch[:, TAP] == 0, 1.0, branch[:, TAP])
    transformers = rows.assign(tap_ratio=ratio, phase_shift_deg=branch[:, SHIFT]).set_axis(_rows("trafo", branch))
    parts = [part for part in (lines, _dclines(case, voltage, dark)) if len(part)] or [lines]
    return pd.concat(parts), transformers[tapped]


def _dclines(case: MatpowerCase, voltage: "pd.Series[float]", dark: set[str]) -> pd.DataFrame:
    dcline = case.dcline
    bus0, bus1 = _ids("bus", dcline[:, F_BUS]), _ids("bus", dcline[:, T_BUS])
    limit = np.where(dcline[:, DC_PMAX] > 0, dcline[:, DC_PMAX], np.abs(dcline[:, DC_PMIN]))
    rows = pd.DataFrame({
        "bus0": bus0, "bus1": bus1, "r_pu": 0.0, "x_pu": 0.0, "b_pu": 0.0, "s_nom_mva": limit, "limit_mw": limit,
        "circuits": 1, "in_service": _alive(dcline[:, DC_STATUS], dark, bus0, bus1), "kind": "transfer",
        "v_nom_kv": voltage.reindex(bus0).to_numpy(float), "length_km": 0.0})  # fmt: skip
    return rows.set_axis(_rows("dcline", dcline))
