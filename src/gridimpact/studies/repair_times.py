"""When each damaged component returns: stated by the user, else assumed by its state of damage."""

from collections.abc import Mapping

import pandas as pd

from gridimpact.domain.damage import Contingency
from gridimpact.domain.grid import Grid
from gridimpact.domain.settings import RepairSettings, Settings
from gridimpact.domain.vocabulary import DAMAGE_STATES, ComponentKind
from gridimpact.evidence.lexicon import state_of_share


def return_table(
    grid: Grid, contingency: Contingency, settings: Settings, *, stated: Mapping[str, float]
) -> pd.DataFrame:
    """Days until each component of a contingency is back.

    Parameters
    ----------
    grid : Grid
        Reads `components`.
    contingency : Contingency
    settings : Settings
        `damage` reads the state from the share that is left; `repair` has the days of each state.
    stated : mapping of str to float
        Days by component id, in place of the assumed ones. [days]

    Returns
    -------
    DataFrame
        As `DaysAhead.returns`.
    """
    left = {**dict.fromkeys(contingency.out, 0.0), **contingency.derated}
    rows = []
    for name in contingency.components:
        known = name in grid.components.index
        kind = str(grid.components.at[name, "kind"]) if known else ""
        state = int(state_of_share(1.0 - left[name], kind, settings.damage))
        rows.append(
            {
                "component_id": name,
                "kind": kind,
                "region_id": str(grid.components.at[name, "region_id"]) if known else "",
                "share_left": left[name],
                "state": DAMAGE_STATES[state],
                "days": float(stated.get(name, days_of(kind, settings.repair)[state])),
                "stated": name in stated,
            }
        )
    columns = ["component_id", "kind", "region_id", "share_left", "state", "days", "stated"]
    return pd.DataFrame(rows, columns=columns).set_index("component_id")


def days_of(kind: str, settings: RepairSettings) -> tuple[float, ...]:
    """Days to return of the five states.

    Parameters
    ----------
    kind : str
        Kind of component.
    settings : RepairSettings

    Returns
    -------
    tuple of float
        For none, slight, moderate, extensive, complete. [days]
    """
    if kind in (ComponentKind.SUBSTATION, ComponentKind.BUS):
        return settings.substation_days
    if kind in (ComponentKind.PLANT, ComponentKind.UNIT):
        return settings.plant_days
    return settings.transformer_days if kind == ComponentKind.TRANSFORMER else settings.branch_days
