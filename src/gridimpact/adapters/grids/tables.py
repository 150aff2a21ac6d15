"""Tables of a grid folder, as they stand in the files, made into the tables of `domain.schema`.

Files give ids bare (`bus0 = vinnytska-750`) and branches in the units of a data sheet (ohm/km,
percent); the model wants component ids (`bus:vinnytska-750`) and per unit. Every fault becomes a
finding, so that one reading tells all of them.
"""

import re
from collections.abc import Mapping

import numpy as np
import pandas as pd

from gridimpact.adapters.grids.findings import (
    ColumnsMissing,
    DanglingReference,
    IdsMalformed,
    IdsRepeated,
    NotNumber,
    NotTruthValue,
)
from gridimpact.domain.schema import TABLES, validated
from gridimpact.errors import DataError, Finding, RowId

BASE_MVA = 100.0
"""Base of the per-unit system. [MVA]  Convention, as `NetworkSettings.base_mva`."""

FREQUENCY_HZ = 50.0
"""Rated frequency. [Hz]  Continental Europe."""

PREFIXES: Mapping[str, str] = {
    "substations": "substation:", "buses": "bus:", "lines": "line:", "transformers": "transformer:",
    "units": "unit:", "loads": "load:", "interconnectors": "interconnector:",
}  # fmt: skip
"""What the reader puts before the bare ids of a table."""

REFERENCES: tuple[tuple[str, str, str, bool], ...] = (
    ("substations", "region_id", "regions", False),
    ("buses", "substation_id", "substations", True),
    ("buses", "region_id", "regions", True),
    ("lines", "bus0", "buses", False),
    ("lines", "bus1", "buses", False),
    ("transformers", "substation_id", "substations", True),
    ("transformers", "bus0", "buses", False),
    ("transformers", "bus1", "buses", False),
    ("units", "bus_id", "buses", False),
    ("units", "region_id", "regions", True),
    ("loads", "bus_id", "buses", False),
    ("loads", "region_id", "regions", True),
    ("interconnectors", "bus_id", "buses", False),
    ("availability", "state", "reference_states", False),
    ("facilities", "region_id", "regions", False),
)
"""Table, column, table it names, and whether the cell may be blank."""

_FILE_NUMBERS: Mapping[str, tuple[str, ...]] = {
    "lines": ("r_ohm_per_km", "x_ohm_per_km", "c_nf_per_km", "i_nom_ka", "s_nom_mva"),
    "transformers": ("units", "sn_mva", "vk_percent", "vkr_percent"),
    "buses": ("q_shunt_mvar",),
    "units": ("lat", "lon", "q_mvar", "v_set_pu"),
    "loads": ("q_mvar",),
    "regions": ("population_2022", "controlled_share"),
    "substations": ("load_weight",),
    "interconnectors": ("circuits", "length_km"),
}
"""Number columns of the files beside those of the schema."""

_COMPUTED: Mapping[str, tuple[str, ...]] = {
    "lines": ("r_pu", "x_pu", "b_pu"),
    "transformers": ("r_pu", "x_pu", "b_pu", "s_nom_mva", "circuits", "tap_ratio", "phase_shift_deg"),
}
"""Schema columns that the reader makes."""

_BLANK_ALLOWED = frozenset({"i_nom_ka", "s_nom_mva", "lat", "lon", "population_2022", "controlled_share", "load_weight",
                            "circuits", "length_km", "q_shunt_mvar", "q_mvar", "v_set_pu"})  # fmt: skip
_ID = re.compile(r"[\w.-]+")
_TRUTH = {"1": True, "0": False, "true": True, "false": False}


def domain_tables(texts: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Return all tables of a grid in the form of `domain.schema`.

    Parameters
    ----------
    texts : mapping of str to DataFrame
        Tables by name as text, the first column named `id`.

    Raises
    ------
    DataError
        With the faults of all tables together.
    """
    tables: dict[str, pd.DataFrame] = {}
    faults: list[Finding] = []
    for name in TABLES:
        try:
            tables[name] = _domain_table(texts[name], name)
        except DataError as exc:
            faults += exc.findings
    faults += dangling_references(texts)
    if faults:
        raise DataError(faults)
    return tables


def _domain_table(text: pd.DataFrame, name: str) -> pd.DataFrame:
    """Typed, converted, named by component ids and checked."""
    faults = _column_faults(text, name) or _id_faults(text, name)
    if faults:
        raise DataError(faults)
    table, faults = _typed(text.set_index("id"), name)
    if faults:
        raise DataError(faults)
    if name == "lines":
        table = _line_pu(table)
    elif name == "transformers":
        table = _transformer_pu(table)
    return validated(_with_prefixes(table, name), name)


def _column_faults(text: pd.DataFrame, name: str) -> list[Finding]:
    schema = [c for c in TABLES[name].to_schema().columns if c not in _COMPUTED.get(name, ())]
    wanted = ["id", *schema, *(c for c in _FILE_NUMBERS.get(name, ()) if c not in _BLANK_ALLOWED)]
    missing = tuple(column for column in wanted if column not in text)
    if not missing:
        return []
    return [ColumnsMissing(where=f"{name}.csv", ids=missing)]


def _id_faults(text: pd.DataFrame, name: str) -> list[Finding]:
    ids = text["id"]
    rows = ids.index.to_series() + 2  # as an editor counts them: the header is row 1
    wrong = ~ids.map(lambda value: bool(_ID.fullmatch(value)))
    found: list[Finding] = []
    if wrong.any():
        found.append(IdsMalformed(where=f"{name}.csv.id", ids=tuple(RowId(int(row)) for row in rows[wrong])))
    twice = tuple(ids[ids.duplicated() & ~wrong].unique())
    if twice:
        found.append(IdsRepeated(where=f"{name}.csv.id", ids=twice))
    return found


def _typed(text: pd.DataFrame, name: str) -> tuple[pd.DataFrame, list[Finding]]:
    """Numbers and truth values made from text, with what could not be read."""
    kinds = {column: str(spec.dtype) for column, spec in TABLES[name].to_schema().columns.items()}
    kinds = {**kinds, **dict.fromkeys(_FILE_NUMBERS.get(name, ()), "float64")}
    made: dict[str, pd.Series] = {}
    faults: list[Finding] = []
    for column in (str(c) for c in text if kinds.get(str(c), "str") not in ("str", "object")):
        cells = text[column].str.strip()
        is_truth = kinds[column] == "bool"
        values = cells.str.lower().map(_TRUTH) if is_truth else pd.to_numeric(cells, errors="coerce")
        bad = values.isna() & ~((cells == "") & (column in _BLANK_ALLOWED))
        if bad.any():
            ids = tuple(map(str, text.index[bad]))
            kind = NotTruthValue if is_truth else NotNumber
            faults.append(kind(where=f"{name}.csv.{column}", ids=ids))
        made[column] = values
    return text.assign(**made), faults


def _line_pu(table: pd.DataFrame) -> pd.DataFrame:
    """Per-unit values of all circuits of a line together, and its thermal rating.

    Notes
    -----
    z_base = V²/S_base;  r = r'·l/(n·z_base), x likewise;  b = 2πf·c'·l·n·z_base;
    S = √3·V·I·n, unless the file states `s_nom_mva` (transfers).
    """
    z_base_ohm = table["v_nom_kv"] ** 2 / BASE_MVA
    circuits, length_km = table["circuits"], table["length_km"]
    thermal_mva = np.sqrt(3.0) * table["v_nom_kv"] * table["i_nom_ka"] * circuits
    stated = table["s_nom_mva"] if "s_nom_mva" in table else pd.Series(np.nan, index=table.index)
    return table.assign(
        r_pu=table["r_ohm_per_km"] * length_km / circuits / z_base_ohm,
        x_pu=table["x_ohm_per_km"] * length_km / circuits / z_base_ohm,
        b_pu=2 * np.pi * FREQUENCY_HZ * table["c_nf_per_km"] * 1e-9 * length_km * circuits * z_base_ohm,
        s_nom_mva=stated.fillna(thermal_mva),
    )


def _transformer_pu(table: pd.DataFrame) -> pd.DataFrame:
    """Per-unit values of all units of a transformer row together, and its rating.

    Notes
    -----
    z = v_k/100·S_base/(S_n·n);  r = v_kr/100·S_base/(S_n·n);  x = √(z² − r²).
    Magnetising current is left out. Ratio 1 and no phase shift unless the file says otherwise.
    """
    share = BASE_MVA / table["sn_mva"] / table["units"] / 100.0
    z_pu, r_pu = table["vk_percent"] * share, table["vkr_percent"] * share
    return table.assign(
        r_pu=r_pu,
        x_pu=np.sqrt((z_pu**2 - r_pu**2).clip(lower=0.0)),
        b_pu=0.0,
        s_nom_mva=table["sn_mva"] * table["units"],
        circuits=table["units"],
        tap_ratio=table.get("tap_ratio", 1.0),
        phase_shift_deg=table.get("phase_shift_deg", 0.0),
    )


def _with_prefixes(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Bare ids and references made into component ids."""
    made = {column: _prefixed(table[column], PREFIXES[target])
            for source, column, target, _ in REFERENCES if source == name and target in PREFIXES}  # fmt: skip
    if name == "units":
        made["plant_id"] = _prefixed(table["plant_id"], "plant:")
    return table.assign(**made).rename(index=lambda value: PREFIXES.get(name, "") + value)


def _prefixed(values: "pd.Series[str]", prefix: str) -> "pd.Series[str]":
    return values.where(values == "", prefix + values)


def dangling_references(texts: Mapping[str, pd.DataFrame]) -> list[Finding]:
    """Cells that name a row which is not there.

    Parameters
    ----------
    texts : mapping of str to DataFrame
        Tables by name, with bare ids.
    """
    found: list[Finding] = []
    for name, column, target, blank_allowed in REFERENCES:
        if column not in texts[name] or "id" not in texts[name] or "id" not in texts[target]:
            continue
        cells = texts[name][column]
        lost = ~cells.isin(texts[target]["id"]) & ~((cells == "") & blank_allowed)
        if lost.any():
            named = zip(texts[name].loc[lost, "id"], cells[lost], strict=True)
            ids = tuple(f"{row} → {value or '(blank)'}" for row, value in named)
            found.append(DanglingReference(where=f"{name}.csv.{column}", values={"table": target}, ids=ids))
    return found
