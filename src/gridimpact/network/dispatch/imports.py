"""Import of every hour: what is needed, what the rules allow, what the damaged grid can carry."""

from typing import TypedDict

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridimpact.domain.dispatch import Dispatch
from gridimpact.network.dispatch.day import Day
from gridimpact.network.lp.dc_model import DcModel

Floats = NDArray[np.float64]

TOLERANCE_MW = 0.01
"""Figures closer than this are equal when a binding cause is named. [MW]"""


class ImportRow(TypedDict):
    """Import of one snapshot, all neighbours together."""

    need_mw: float
    allowed_mw: float
    deliverable_mw: float
    used_mw: float
    unserved_mw: float
    removable_mw: float
    binding: str


def import_balance(day: Day, dispatch: Dispatch) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Need, allowed and deliverable import, by hour and neighbour.

    Parameters
    ----------
    day : Day
    dispatch : Dispatch
        The same day in tables.

    Returns
    -------
    imports : DataFrame
        Index (`snapshot`, `country`); `need_mw`, `allowed_mw`, `deliverable_mw`, `used_mw`, `binding`.
    total : DataFrame
        Index `snapshot`; the same summed, `unserved_mw`, `removable_mw`, `binding`,
        `corridor_regions` (P-codes of regions at the ends of binding inner branches, "; "-separated).

    Notes
    -----
    need         import used and demand unserved together: what is missing inside; the neighbours'
                 parts are split as their allowed parts are
    allowed      total limit, split by the neighbours' shares; a share that a neighbour's standing
                 lines cannot carry goes to the others where the settings say so
    binding      `import rule` also where the border capacity of a neighbour is the rule that binds; `border
                 lines` where all that stands is used
    deliverable  most import that the damaged grid can take to load within what is allowed, without
                 shedding more
    removable    shedding that unlimited borders would remove; the rest of the need cannot be met by
                 import, for the inner grid cannot carry it
    """
    model, conditions, case_bounds = day.engine.model, day.conditions, day.case_bounds
    allowed_mw = case_bounds.allowed_pu * model.base_mva
    thermal_mw = _by_country(model, case_bounds.in_service_rating_pu[None, :] * model.base_mva)[0]
    used_mw = _by_country(model, dispatch.import_mw.to_numpy(float))
    by_country, totals = [], []
    for number, snapshot in enumerate(conditions.snapshots):
        hour, load = day.hours[number], case_bounds.load_pu[number]
        delivered_mw = _by_country(model, hour.most_import.x[None, model.layout.interconnector] * model.base_mva)[0]
        left_mw = float(np.where(load > 0, hour.open_borders.x[model.layout.shed], 0.0).sum()) * model.base_mva
        row = _total(
            unserved_mw=float(dispatch.shed_mw.iloc[number].sum()),
            left_mw=left_mw,
            used_mw=float(used_mw[number].sum()),
            allowed_mw=float(allowed_mw.sum()),
            delivered_mw=float(delivered_mw.sum()),
            standing_mw=float(thermal_mw.sum()),
        )
        short = row["deliverable_mw"] < row["allowed_mw"] - TOLERANCE_MW or row["binding"] == "inner grid"
        totals.append({"snapshot": snapshot, **row, "corridor_regions": _corridor(day, number) if short else ""})
        by_country.append(_country_rows(day, snapshot, row, allowed_mw, delivered_mw, used_mw[number], thermal_mw))
    imports = pd.concat(by_country).set_index(["snapshot", "country"])
    return imports, pd.DataFrame(totals).set_index("snapshot")


def _by_country(model: DcModel, import_mw: Floats) -> Floats:
    """Sum columns of interconnectors by neighbour; shape (rows, countries)."""
    belongs = model.country_of[:, None] == np.arange(len(model.countries))[None, :]
    return np.asarray(import_mw @ belongs, dtype=np.float64)


def _total(
    *, unserved_mw: float, left_mw: float, used_mw: float, allowed_mw: float, delivered_mw: float, standing_mw: float
) -> ImportRow:
    removable_mw = max(0.0, unserved_mw - left_mw)
    binding = _binding(
        unserved_mw=unserved_mw,
        removable_mw=removable_mw,
        used_mw=used_mw,
        allowed_mw=allowed_mw,
        standing_mw=standing_mw,
    )
    return {
        "need_mw": used_mw + unserved_mw,
        "allowed_mw": allowed_mw,
        "deliverable_mw": delivered_mw,
        "used_mw": used_mw,
        "unserved_mw": unserved_mw,
        "removable_mw": removable_mw,
        "binding": binding,
    }


def _binding(*, unserved_mw: float, removable_mw: float, used_mw: float, allowed_mw: float, standing_mw: float) -> str:
    """Name what keeps more import from removing the shedding."""
    if unserved_mw <= TOLERANCE_MW:
        return "nothing"
    if standing_mw <= TOLERANCE_MW:
        return "no line in service"
    if removable_mw <= TOLERANCE_MW or used_mw < allowed_mw - TOLERANCE_MW:
        return "inner grid"
    return "import rule" if allowed_mw < standing_mw - TOLERANCE_MW else "border lines"


def _corridor(day: Day, snapshot: int) -> str:
    """Regions at the ends of the branches that hold the flow back when borders are open."""
    model, answer = day.engine.model, day.hours[snapshot].open_borders
    flow, limit = model.layout.flow, day.case_bounds.branch_limit_pu
    held = (answer.face.column_lower[flow] == answer.face.column_upper[flow]) & (limit > 0)
    ends = np.unique(np.concatenate([model.bus0[held], model.bus1[held]]))
    return "; ".join(sorted({str(region) for region in day.engine.grid.buses["region_id"].iloc[ends] if region}))


def _country_rows(
    day: Day,
    snapshot: pd.Timestamp,
    total: ImportRow,
    allowed_mw: Floats,
    delivered_mw: Floats,
    used_mw: Floats,
    thermal_mw: Floats,
) -> pd.DataFrame:
    model, caps = day.engine.model, day.conditions.country_cap_mw
    share_mw = np.array([caps.get(c, 0.0) for c in model.countries])
    # nothing allowed: split as the rule would, or as the lines would
    weights = next((w for w in (allowed_mw, share_mw, thermal_mw) if w.sum() > 0), np.ones(len(allowed_mw)))
    part = weights / weights.sum() if len(weights) else weights
    binding = [
        _country_binding(unserved=total["unserved_mw"] > TOLERANCE_MW, thermal=t, allowed=a, used=u)
        for t, a, u in zip(thermal_mw, allowed_mw, used_mw, strict=True)
    ]
    return pd.DataFrame(
        {
            "snapshot": snapshot,
            "country": model.countries,
            "need_mw": total["need_mw"] * part,
            "allowed_mw": allowed_mw,
            "deliverable_mw": delivered_mw,
            "used_mw": used_mw,
            "binding": binding,
        }
    )


def _country_binding(*, unserved: bool, thermal: float, allowed: float, used: float) -> str:
    if thermal <= TOLERANCE_MW:
        return "no line in service"
    if not unserved:
        return "nothing"
    if used >= allowed - TOLERANCE_MW:
        return "border lines" if allowed >= thermal - TOLERANCE_MW else "import rule"
    return "inner grid"
