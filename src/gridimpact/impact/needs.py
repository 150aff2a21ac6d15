"""What to send: generators, fuel, transformers and heat, by region; no component is named."""

import numpy as np
import pandas as pd

from gridimpact.domain.damage import Contingency
from gridimpact.domain.grid import Grid
from gridimpact.domain.impact_settings import ImpactSettings
from gridimpact.errors import Message
from gridimpact.i18n.english_text import EnglishText
from gridimpact.i18n.translate import N_
from gridimpact.impact.water_heat import share_left

COLUMNS = ("region_id", "item", "size", "unit", "count_low", "count_high", "lead_days", "why")


def needs_table(
    facilities: pd.DataFrame,
    services: pd.DataFrame,
    grid: Grid,
    contingency: Contingency,
    *,
    settings: ImpactSettings,
) -> pd.DataFrame:
    """Needs by region, item and size.

    Parameters
    ----------
    facilities : DataFrame
        As `facilities.facility_table` returns it.
    services : DataFrame
        As `water_heat.service_table` returns it.
    grid : Grid
        Reads `transformers` and `buses`.
    contingency : Contingency
    settings : ImpactSettings

    Returns
    -------
    DataFrame
        As `PeopleImpact.needs`; rows that come to nothing are left out.
    """
    parts = [
        _generators(facilities, settings),
        _fuel(facilities, settings),
        _transformers(grid, contingency, settings),
        _heat(services, settings),
    ]
    rows = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    wanted = rows[rows["count_high"] > 0] if len(rows) else rows.reindex(columns=list(COLUMNS))
    return wanted.reindex(columns=list(COLUMNS)).sort_values(["region_id", "item"], kind="stable", ignore_index=True)


def _generators(facilities: pd.DataFrame, settings: ImpactSettings) -> pd.DataFrame:
    """Generators for facilities that have none and whose grid power fails."""
    without = facilities["number"] - facilities["with_generator"]
    sized = facilities.assign(
        item="mobile generator",
        unit="generators",
        size=_next_size(facilities["load_kw"] / settings.generator_loading_share, settings.generator_classes_kw, "kW"),
        count_low=without * (facilities["outage_h_low"] > 0),
        count_high=without * (facilities["outage_h_high"] > 0),
    )
    counts = ["count_low", "count_high"]
    grouped = sized.groupby(["region_id", "kind", "item", "size", "unit"], sort=False)
    needs = grouped.agg(count_low=("count_low", "sum"), count_high=("count_high", "sum"), h=("outage_h_high", "max"))
    needs = needs.reset_index().assign(lead_days=np.nan)
    whole = np.ceil(needs[counts].round(6))
    why = [
        EnglishText(N_("{kind}s without enough generators, up to {hours:.0f} h a day off"), kind=Message(kind), hours=h)
        for kind, h in zip(needs["kind"], needs["h"], strict=True)
    ]
    return needs.assign(count_low=whole["count_low"], count_high=whole["count_high"], why=why)


def _fuel(facilities: pd.DataFrame, settings: ImpactSettings) -> pd.DataFrame:
    """Fuel a day of the generators that are there, and whether theirs lasts."""
    short = facilities["hours_left_low"] < settings.horizon_days * 24.0
    rows = facilities.assign(item="diesel", size="", unit="l/day", short=short)
    rows = rows[rows["with_generator"] > 0]
    needs = rows.groupby(["region_id", "kind", "item", "size", "unit"], sort=False).agg(
        count_low=("fuel_l_per_day_low", "sum"),
        count_high=("fuel_l_per_day_high", "sum"),
        left=("hours_left_low", "min"),
        short=("short", "any"),
    )
    needs = needs.reset_index().assign(lead_days=np.nan)
    why = [
        EnglishText(N_("generators of {kind}s; own fuel lasts {hours:.0f} h of the clock"), kind=word, hours=left)
        if short
        else EnglishText(N_("generators of {kind}s"), kind=word)
        for word, left, short in zip(map(Message, needs["kind"]), needs["left"], needs["short"], strict=True)
    ]
    return needs.assign(why=why)


def _transformers(grid: Grid, contingency: Contingency, settings: ImpactSettings) -> pd.DataFrame:
    """Transformers lost at damaged substations, by voltage and size class."""
    hit = grid.transformers[grid.transformers["in_service"].astype(bool)]
    hit = hit.assign(lost=1.0 - share_left(hit, contingency, "substation_id"))
    hit = hit[hit["lost"] > 0]
    if not len(hit):
        return pd.DataFrame(columns=list(COLUMNS))
    units = pd.to_numeric(hit["units"] if "units" in hit else hit["circuits"], errors="coerce").fillna(1.0)
    sizes = pd.to_numeric(hit["sn_mva"], errors="coerce") if "sn_mva" in hit else hit["s_nom_mva"] / units
    ends = grid.buses[["region_id", "v_nom_kv"]].reindex(hit["bus0"])
    low_kv = grid.buses["v_nom_kv"].reindex(hit["bus1"])
    volts = [f"{high:.0f}/{low:.0f} kV" for high, low in zip(ends["v_nom_kv"], low_kv, strict=True)]
    classes = _next_size(sizes, settings.transformer_classes_mva, "MVA class")
    lost = (units * hit["lost"]).to_numpy(float).round(6)
    rows = pd.DataFrame(
        {
            "region_id": ends["region_id"].to_numpy(),
            "size": [f"{volt}, {size}" for volt, size in zip(volts, classes, strict=True)],
            "count_low": np.floor(lost),
            "count_high": np.ceil(lost),
        }
    )
    needs = rows.groupby(["region_id", "size"], sort=False).sum().reset_index()
    why = EnglishText(
        N_(
            "damaged substations, units as in the grid's data; about {moved} days when moved from another region, "
            "{made} when made"
        ),
        moved=settings.transformer_move_days,
        made=settings.transformer_make_days,
    )
    return needs.assign(
        item="spare transformer", unit="units", lead_days=float(settings.transformer_move_days), why=[why] * len(needs)
    )


def _heat(services: pd.DataFrame, settings: ImpactSettings) -> pd.DataFrame:
    """Heat to be replaced where combined heat and power is damaged: at the outdoor temperature, and at the lowest."""
    lost = services[services["heat_lost_mw"] > 0]
    return pd.DataFrame(
        {
            "region_id": lost.index,
            "item": "mobile boilers",
            "size": "",
            "unit": "MW of heat",
            "count_low": lost["heat_need_mw"].to_numpy(float),
            "count_high": lost[["heat_need_mw", "heat_lost_mw"]].max(axis=1).to_numpy(float),
            "lead_days": np.nan,
            "why": [
                EnglishText(
                    N_(
                        "heat of damaged combined heat and power plants: low at {low:g} °C, high at {high:g} °C; less "
                        "where other boilers of the network take over"
                    ),
                    low=outdoor,
                    high=settings.design_temperature_c,
                )
                for outdoor in lost["outdoor_c"]
            ],
        }
    )


def _next_size(values: "pd.Series[float]", classes: tuple[float, ...], unit: str) -> list[str]:
    """The smallest class that is enough, in words; several of the largest where none is."""
    largest = max(classes)
    return [
        next((f"{size:g} {unit}" for size in sorted(classes) if size >= value - 1e-9), f"over {largest:g} {unit}")
        for value in values
    ]
