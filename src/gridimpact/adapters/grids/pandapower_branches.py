"""Branches of a pandapower network, with the reactances of pandapower's own DC model.

Tap changers, vector groups, tap-dependent impedances and the star of three-winding transformers are
pandapower's rules; they are asked of pandapower itself, on a copy in which everything is in service,
so that no row drops out.
"""

from copy import deepcopy
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridimpact.adapters.grids.foreign_tables import BASE_MVA, note, unlimited
from gridimpact.adapters.grids.pandapower_elements import ids, numbers
from gridimpact.adapters.grids.pandapower_findings import (
    LimitIsPresentPower,
    NotLaidOut,
    RowsLeftOut,
    UnlikelyRating,
    UnlimitedImpedance,
)
from gridimpact.errors import DataError, Finding

Floats = NDArray[np.float64]

_R, _X, _B, _TAP, _SHIFT = 2, 3, 4, 8, 9
"""Columns of a branch in the PYPOWER format."""
_WINDINGS = ("hv", "mv", "lv")


def branch_tables(net: Any) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, tuple[Finding, ...]]:
    """Lines, transformers and the buses inside three-winding transformers.

    Parameters
    ----------
    net : pandapowerNet
        All references between its tables are sound.

    Returns
    -------
    lines : DataFrame
        `line`, `impedance`, `dcline` (kind `transfer`) and closed bus-bus `switch` rows.
    transformers : DataFrame
        `trafo`, and three rows `trafo3w:<index>:hv|mv|lv` for each three-winding transformer.
    star_buses : DataFrame
        One bus `bus:trafo3w:<index>` for each three-winding transformer.
    findings : tuple of Finding

    Raises
    ------
    DataError
        When pandapower cannot lay out the branches.

    Notes
    -----
    F = √3 · V_from · max_i_ka · parallel · df · max_loading_percent/100 for lines and
    F = sn_mva · parallel · df · max_loading_percent/100 for transformers (each winding of a
    three-winding one); infinite where none is stated. Per unit on `BASE_MVA`.
    """
    values = _pu_values(net)
    parts = [_lines(net, values), _impedances(net, values), _dclines(net), _switches(net, values)]
    two, three = _transformers(net, values), _three_winding(net, values)
    return _joined(parts), _joined([two, three]), _star_buses(net), _limit_findings(net)


def _pu_values(net: Any) -> dict[str, Floats]:
    """Rows of the PYPOWER branch matrix by table, on `BASE_MVA`, columns r, x, b, tap, shift."""
    from pandapower.converter.pypower.to_ppc import to_ppc

    laid_out = _all_in_service(net)
    try:
        matrix = np.real(to_ppc(laid_out, mode="pf", init="flat", check_connectivity=False)["branch"])
    except Exception as exc:  # pandapower raises whatever its arithmetic meets
        faults = {"error": type(exc).__name__, "reason": str(exc)}
        raise DataError([NotLaidOut(where="branches", values=faults)]) from exc
    scale = BASE_MVA / float(net.sn_mva)
    values = matrix[:, [_R, _X, _B, _TAP, _SHIFT]] * np.array([scale, scale, 1 / scale, 1.0, 1.0])
    spans = laid_out._pd2ppc_lookups["branch"]
    if len(values) != max((end for _, end in spans.values()), default=0):
        raise DataError([RowsLeftOut(where="branches")])
    return {name: values[start:end] for name, (start, end) in spans.items()}


@cache
def _empty() -> Any:
    import pandapower as pp

    return pp.create_empty_network(add_stdtypes=False)


def empty_network(*, sn_mva: float, f_hz: float) -> Any:
    """Empty pandapower network; laying out its tables takes long, so one is kept and copied.

    Parameters
    ----------
    sn_mva : float
        Base of its per-unit values. [MVA]
    f_hz : float
        Frequency. [Hz]
    """
    net = deepcopy(_empty())
    net.sn_mva, net.f_hz = sn_mva, f_hz
    return net


def _all_in_service(net: Any) -> Any:
    """Copy with the branches alone, all in service, and one source, which pandapower asks for."""
    import pandapower as pp

    laid_out = empty_network(sn_mva=float(net.sn_mva), f_hz=float(net.f_hz))
    for name in ("bus", "line", "trafo", "trafo3w", "impedance"):
        laid_out[name] = net[name].assign(in_service=True)
    # a switch without impedance joins buses; pandapower would give both the voltage of one of them
    laid_out["switch"] = net.switch[_bus_switches(net) & (numbers(net.switch, "z_ohm", 0.0) > 0)].copy()
    if "trafo_characteristic_table" in net:
        laid_out["trafo_characteristic_table"] = net.trafo_characteristic_table.copy()
    pp.create_ext_grid(laid_out, net.bus.index[0])
    return laid_out


def _bus_switches(net: Any) -> "pd.Series[bool]":
    """Closed switches between two buses."""
    closed: pd.Series[bool] = net.switch["closed"].astype(bool) & (net.switch["et"] == "b")
    return closed


def _live(net: Any, table: pd.DataFrame, ends: tuple[str, ...], kind: str = "") -> NDArray[np.bool_]:
    """In service, both ends too, and no open switch (kind `l` or `t`) at either of them."""
    buses = net.bus.index[net.bus["in_service"].astype(bool)]
    alive = table["in_service"].astype(bool) if "in_service" in table else pd.Series(True, index=table.index)
    for end in ends:
        alive &= table[end].isin(buses)
    opened = net.switch.loc[~net.switch["closed"].astype(bool) & (net.switch["et"] == kind), "element"]
    return np.asarray(alive & ~table.index.isin(opened), dtype=bool)


def _ends(table: pd.DataFrame, bus0: str, bus1: str) -> dict[str, Any]:
    """Ids of both ends."""
    return {name: ("bus:" + table[column].astype(np.int64).astype(str)).to_numpy(object)
            for name, column in (("bus0", bus0), ("bus1", bus1))}  # fmt: skip


def _circuits(table: pd.DataFrame) -> NDArray[np.int64]:
    return np.asarray(numbers(table, "parallel", 1.0).clip(lower=1), dtype=np.int64)


def _electrical(values: Floats) -> dict[str, Floats]:
    # resistance plays no part in the DC model; the star of a transformer may have a negative one
    return {"r_pu": np.maximum(values[:, 0], 0.0), "x_pu": values[:, 1], "b_pu": values[:, 2]}


def _rated(table: pd.DataFrame, one_mva: "pd.Series[float]") -> dict[str, "pd.Series[float]"]:
    """Rating and limit of all circuits together. [MVA]"""
    rating = unlimited(one_mva) * numbers(table, "parallel", 1.0) * numbers(table, "df", 1.0)
    share = numbers(table, "max_loading_percent", 100.0) / 100.0
    return {"s_nom_mva": rating, "limit_mw": (rating * share).where(np.isfinite(rating), np.inf)}


def _extra(table: pd.DataFrame) -> dict[str, "pd.Series[float]"]:
    return {"unavailability": table["unavailability"].astype(float)} if "unavailability" in table else {}


def _bus_kv(net: Any, table: pd.DataFrame, column: str) -> Floats:
    return np.asarray(net.bus["vn_kv"].reindex(table[column]), dtype=np.float64)


def _framed(name: str, table: pd.DataFrame, columns: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(columns, index=table.index).set_axis(ids(name, table.index))


def _lines(net: Any, values: dict[str, Floats]) -> pd.DataFrame:
    table, kv = net.line, _bus_kv(net, net.line, "from_bus")
    current = table["max_i_ka"].astype(float)
    one = (np.sqrt(3.0) * kv * current).where(current < UNLIMITED_KA, np.inf)
    return _framed("line", table, {
        **_ends(table, "from_bus", "to_bus"), **_electrical(values.get("line", _NONE)), **_rated(table, one),
        "circuits": _circuits(table), "kind": "line", "v_nom_kv": kv, "length_km": numbers(table, "length_km", 0.0),
        "in_service": _live(net, table, ("from_bus", "to_bus"), "l"), **_extra(table)})  # fmt: skip


def _impedances(net: Any, values: dict[str, Floats]) -> pd.DataFrame:
    table = net.impedance
    return _framed("impedance", table, {
        **_ends(table, "from_bus", "to_bus"), **_electrical(values.get("impedance", _NONE)), "s_nom_mva": np.inf,
        "limit_mw": np.inf, "circuits": 1, "kind": "line", "v_nom_kv": _bus_kv(net, table, "from_bus"),
        "length_km": 0.0, "in_service": _live(net, table, ("from_bus", "to_bus")), **_extra(table)})  # fmt: skip


def _dclines(net: Any) -> pd.DataFrame:
    """Dc lines: transfer by switching, without losses, up to max_p_mw or else what they carry now."""
    table = net.dcline
    limit = numbers(table, "max_p_mw", np.nan).fillna(numbers(table, "p_mw", 0.0).abs()).abs()
    return _framed("dcline", table, {
        **_ends(table, "from_bus", "to_bus"), "r_pu": 0.0, "x_pu": 0.0, "b_pu": 0.0, "s_nom_mva": limit,
        "limit_mw": limit, "circuits": 1, "kind": "transfer", "v_nom_kv": _bus_kv(net, table, "from_bus"),
        "length_km": 0.0, "in_service": _live(net, table, ("from_bus", "to_bus")), **_extra(table)})  # fmt: skip


def _switches(net: Any, values: dict[str, Floats]) -> pd.DataFrame:
    """Closed switches between buses; without impedance they join the two."""
    table = net.switch[_bus_switches(net)]
    impedance = np.flatnonzero(numbers(table, "z_ohm", 0.0) > 0)
    r_x_b = np.zeros((len(table), 5))
    r_x_b[impedance] = values.get("switch", _NONE)
    return _framed("switch", table, {
        **_ends(table, "bus", "element"), **_electrical(r_x_b), "s_nom_mva": np.inf, "limit_mw": np.inf,
        "circuits": 1, "kind": "line", "v_nom_kv": _bus_kv(net, table, "bus"), "length_km": 0.0,
        "in_service": _live(net, table, ("bus", "element"))})  # fmt: skip


def _transformers(net: Any, values: dict[str, Floats]) -> pd.DataFrame:
    table, pu = net.trafo, values.get("trafo", _NONE)
    return _framed("trafo", table, {
        **_ends(table, "hv_bus", "lv_bus"), **_electrical(pu), **_rated(table, table["sn_mva"].astype(float)),
        "circuits": _circuits(table), "tap_ratio": pu[:, 3], "phase_shift_deg": pu[:, 4], "part_of": "",
        "in_service": _live(net, table, ("hv_bus", "lv_bus"), "t"), **_extra(table)})  # fmt: skip


def _three_winding(net: Any, values: dict[str, Floats]) -> pd.DataFrame:
    """Star of each three-winding transformer: hv to the star bus, and from there to mv and lv."""
    table, pu = net.trafo3w, values.get("trafo3w", _NONE)
    star = ("bus:" + ids("trafo3w", table.index)).to_numpy(object)
    opened = net.switch[~net.switch["closed"].astype(bool) & (net.switch["et"] == "t3")]
    cut = set(zip(opened["element"], opened["bus"], strict=True))
    parts = []
    for number, side in enumerate(_WINDINGS):
        own = _ends(table, f"{side}_bus", f"{side}_bus")["bus0"]
        rows = pu[number * len(table) : (number + 1) * len(table)]
        joined = [pair not in cut for pair in zip(table.index, table[f"{side}_bus"], strict=True)]
        standing = _live(net, table, (f"{side}_bus",)) & np.array(joined, dtype=bool)
        part = _framed("trafo3w", table, {
            "bus0": own if side == "hv" else star, "bus1": star if side == "hv" else own, **_electrical(rows),
            **_rated(table.drop(columns=["parallel", "df"], errors="ignore"), table[f"sn_{side}_mva"].astype(float)),
            "circuits": 1, "tap_ratio": rows[:, 3], "phase_shift_deg": rows[:, 4],
            "in_service": standing, **_extra(table)})  # fmt: skip
        parts.append(part.assign(part_of=part.index).set_axis(part.index + f":{side}"))
    return pd.concat(parts)


def _star_buses(net: Any) -> pd.DataFrame:
    table = net.trafo3w
    rows = pd.DataFrame({"v_nom_kv": _bus_kv(net, table, "hv_bus"), "q_shunt_mvar": 0.0,
                         "in_service": table["in_service"].to_numpy(bool)})  # fmt: skip
    return rows.set_axis(pd.Index("bus:" + ids("trafo3w", table.index), dtype=object))


def _joined(parts: list[pd.DataFrame]) -> pd.DataFrame:
    filled = [part for part in parts if len(part)]
    return pd.concat(filled) if filled else parts[0]


def _limit_findings(net: Any) -> tuple[Finding, ...]:
    """What was assumed about limits, and limits that look like none."""
    odd = ids("trafo", net.trafo.index[net.trafo["sn_mva"].astype(float) == MISPLACED_MVA])
    silent = ids("dcline", net.dcline.index[numbers(net.dcline, "max_p_mw", np.nan).isna()])
    unrated = ids("impedance", net.impedance.index)
    doubtful = note(UnlikelyRating, "trafo", ids=odd, rating_mva=MISPLACED_MVA)
    assumed = note(LimitIsPresentPower, "dcline", ids=silent)
    none = note(UnlimitedImpedance, "impedance", ids=unrated)
    return doubtful + assumed + none


UNLIMITED_KA = 9_999.0
"""Currents from here on stand for no limit. [kA]  Chosen: case files write 9,999 or 99,999."""

MISPLACED_MVA = 99.999
"""A rating that is likely none: 99,999 kVA. [MVA]  Seen in the PEGASE and IEEE 145 cases of pandapower, on
most of their transformers."""

_NONE: Floats = np.zeros((0, 5))
