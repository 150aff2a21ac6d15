"""Ranges in words, figures, map and chart."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from gridimpact.domain.assessment import Assessment
from gridimpact.domain.ranges import Ranges
from gridimpact.i18n.translate import N_, _, digits, number
from gridimpact.views import wording
from gridimpact.views.chart_scales import from_zero
from gridimpact.views.figures import Figure, row_of
from gridimpact.views.map_layers import COLOURS, NO_SUPPLY
from gridimpact.views.tables import region_names

CHANCES = (0.05, 0.2, 0.4, 0.6, 0.8)
"""Lower bounds of the classes of a chance. [0..1]  Chosen: even, but for what hardly happens."""

VARIED = {
    "site_correlation": N_("components of one site are damaged together (correlation {value})"),
    "demand_sd_share": N_("demand of the day, standard deviation {percent}"),
    "wind_spread_share": N_("wind power, up to {percent} more or less"),
    "solar_spread_share": N_("solar power, up to {percent} more or less"),
    "unit_outages": N_("units fail at random, by technology"),
    "import_low_share": N_("import actually available, from {percent} of the limit up"),
}
"""What varies beside the damage."""

SHORTLY = {
    "demand_sd_share": N_("demand"),
    "wind_spread_share": N_("wind"),
    "solar_spread_share": N_("sun"),
    "unit_outages": N_("failing units"),
    "import_low_share": N_("available import"),
}
"""The same in a word each, for a line of a document."""

KEY_FIGURES: tuple[tuple[str, Callable[[float], str]], ...] = (
    ("shed_peak_mw", wording.power),
    ("people_peak", wording.people),
    ("import_need_peak_mw", wording.power),
    ("import_used_peak_mw", wording.power),
    ("ens_mwh", wording.energy),
)
"""Figures of an ensemble and how they are written, in the order of `figures.key_figures`."""


def headline(ranges: Ranges | None) -> str:
    """Sentence of the page."""
    if ranges is None:
        return _("How certain are the figures? Ranges have not been calculated yet.")
    people, energy = row_of(ranges.figures, "people_peak"), row_of(ranges.figures, "ens_mwh")
    return _(
        "At the peak hour {low} to {high} people are without power (median {middle}); "
        "{energy_low} to {energy_high} are not served over the day.",
        low=wording.people(float(people["p10"])),
        high=wording.people(float(people["p90"])),
        middle=wording.people(float(people["p50"])),
        energy_low=wording.energy(float(energy["p10"])),
        energy_high=wording.energy(float(energy["p90"])),
    )


def figures(ranges: Ranges) -> tuple[Figure, ...]:
    """Headline figures with the range that holds eight of ten samples."""
    words = (
        ("people_peak", _("Without power at the peak"), wording.people_short),
        ("shed_peak_mw", _("Cannot be served"), wording.power),
        ("ens_mwh", _("Not served over the day"), wording.energy),
        ("import_need_peak_mw", _("Import needed"), wording.power),
        ("import_used_peak_mw", _("Import arriving"), wording.power),
    )
    shown = []
    for name, label, write in words:
        row = row_of(ranges.figures, name)
        note = _("likely {low} to {high}", low=write(float(row["p10"])), high=write(float(row["p90"])))
        meaning = _(
            "Median of {samples} samples; the range is 80 % (P10-P90). Mean of the worst 10 % (CVaR 90): {tail}.",
            samples=number(ranges.samples),
            tail=write(float(row["tail_mean"])),
        )
        shown.append(Figure(label=label, value=write(float(row["p50"])), note=note, meaning=meaning))
    return tuple(shown)


def likely(ranges: Ranges, figure: str, write: Callable[[float], str]) -> str:
    """The likely range of a headline figure, such as `likely 4.1–5.6 GW`."""
    return _("likely {range}", range=_span(ranges, figure, write))


def with_likely(shown: tuple[Figure, ...], ranges: Ranges) -> tuple[Figure, ...]:
    """The key figures of the peak hour (`figures.key_figures`), each with its likely range."""
    return tuple(
        replace(one, likely=likely(ranges, name, write)) for one, (name, write) in zip(shown, KEY_FIGURES, strict=True)
    )


def sentence(ranges: Ranges) -> str:
    """The likely range in one sentence, for a headline on the most likely damage."""
    return _(
        "Likely range: {people} people at the peak hour, {energy} not served over the day.",
        people=_span(ranges, "people_peak", wording.people),
        energy=_span(ranges, "ens_mwh", wording.energy),
    )


def _span(ranges: Ranges, figure: str, write: Callable[[float], str]) -> str:
    row = row_of(ranges.figures, figure)
    return wording.between(write(float(row["p10"])), write(float(row["p90"])))


def method(ranges: Ranges) -> str:
    """What the ranges hold, in one sentence; the spreads of each are in the assumptions."""
    parts = [
        _("damage that reports leave uncertain"),
        *(_(text) for name, text in SHORTLY.items() if ranges.varied.get(name)),
    ]
    return _("Range: 80 % (P10-P90) of {samples} samples of {parts}.", samples=number(ranges.samples),
               parts=", ".join(parts))  # fmt: skip


def map_values(values: Mapping[str, Any], base: Mapping[str, Any], ranges: Ranges, share: float) -> dict[str, Any]:
    """Values of the map with the chance of losing more than a share of the day's energy as fill.

    Parameters
    ----------
    values : mapping
        From `map_layers.map_values`: what stands where.
    base : mapping
        Decides the order of regions.
    ranges : Ranges
    share : float
        One of the columns of `ranges.chances`. [0..1]
    """
    keys = [item["id"] for item in base["regions"]]
    supplied = ranges.regions["ens_mwh_p90"].reindex(keys) >= 0
    known = [kind != NO_SUPPLY for kind in values["fill"]]
    chance = ranges.chances[share].reindex(keys).where(supplied).to_numpy(float)
    shown = [yes and not np.isnan(value) for yes, value in zip(known, chance, strict=True)]
    return {
        **values,
        "fill": [int(np.digitize(c, CHANCES)) if yes else NO_SUPPLY for c, yes in zip(chance, shown, strict=True)],
        "value": [wording.percent(c) if yes else "" for c, yes in zip(chance, shown, strict=True)],
        "tip": [
            _tip(ranges, key, float(c)) if yes else _("no supply modelled here")
            for key, c, yes in zip(keys, chance, shown, strict=True)
        ],
        "colours": list(COLOURS),
        "legend": _legend(share),
        "imports": [],
    }


def _tip(ranges: Ranges, key: str, chance: float) -> str:
    row = row_of(ranges.regions, key)
    return _(
        "probability {chance}; {low} to {high} people without power at the peak",
        chance=wording.percent(chance),
        low=wording.people(float(row["people_peak_p10"])),
        high=wording.people(float(row["people_peak_p90"])),
    )


def _legend(share: float) -> dict[str, Any]:
    ends = [digits(f"{100 * bound:.0f}") for bound in CHANCES]
    between = [f"{low}–{high} %" for low, high in pairwise(ends)]
    first, last = _("under {bound}", bound=f"{ends[0]} %"), _("{bound} or more", bound=f"{ends[-1]} %")
    title = _("Probability of losing more than {share} of the day's energy", share=wording.percent(share))
    return {"title": title, "classes": [first, *between, last]}


def region_table(ranges: Ranges, assessment: Assessment, share: float) -> pd.DataFrame:
    """Regions, likeliest loss first: index region id; `region`, `chance` [%], `people`, `hours` (texts)."""
    regions = ranges.regions
    served = assessment.evaluation.regions["demand_mwh"].reindex(regions.index) > 0
    names = region_names(assessment.evaluation).reindex(regions.index)
    chance = ranges.chances[share].reindex(regions.index)

    def likely(figure: str, write: Any) -> list[str]:
        pairs = zip(regions[f"{figure}_p10"], regions[f"{figure}_p90"], strict=True)
        return [_("{low} to {high}", low=write(float(low)), high=write(float(high))) for low, high in pairs]

    table = pd.DataFrame(
        {
            "region": names,
            "chance": 100.0 * chance,
            "people": likely("people_peak", wording.people_short),
            "hours": likely("outage_h", lambda value: number(value, 1)),
            "order": regions["people_peak_p50"],
        }
    )[served.to_numpy()]
    ordered: pd.DataFrame = table.sort_values(["chance", "order"], ascending=False, kind="stable")
    return ordered.drop(columns="order")


def hour_rows(ranges: Ranges, assessment: Assessment, timezone: str) -> pd.DataFrame:
    """Day in long form for the chart: `hour` (local), `low`, `middle`, `high`, `assessed`. [GW]"""
    local = pd.DatetimeIndex(ranges.hours.index).tz_convert(ZoneInfo(timezone)).strftime("%H:%M")
    assessed = assessment.evaluation.total_shed_mw.reindex(ranges.hours.index).to_numpy(float)
    return pd.DataFrame(
        {
            "hour": local,
            "low": ranges.hours["shed_mw_p10"].to_numpy(float) / 1000,
            "middle": ranges.hours["shed_mw_p50"].to_numpy(float) / 1000,
            "high": ranges.hours["shed_mw_p90"].to_numpy(float) / 1000,
            "assessed": assessed / 1000,
        }
    )


def hour_chart(rows: pd.DataFrame) -> dict[str, Any]:
    """Demand that cannot be served by hour: the likely range, its middle, and the assessed case."""
    scale = from_zero(rows[["high", "assessed"]].to_numpy().ravel())
    x = {
        "field": "hour",
        "type": "ordinal",
        "title": _("Hour (local time)"),
        "axis": {"labelAngle": 0, "labelOverlap": True},
    }

    def y(field: str) -> dict[str, Any]:
        return {"field": field, "type": "quantitative", "title": _("GW"), "scale": scale}

    tips = [
        {"field": "hour", "title": _("Hour")},
        {"field": "low", "title": _("P10, GW"), "format": ".2f"},
        {"field": "middle", "title": _("median, GW"), "format": ".2f"},
        {"field": "high", "title": _("P90, GW"), "format": ".2f"},
        {"field": "assessed", "title": _("most likely damage, GW"), "format": ".2f"},
    ]
    band = {"x": x, "y": y("low"), "y2": {"field": "high"}, "tooltip": tips}
    return {
        "height": 240,
        "layer": [
            {"mark": {"type": "area", "opacity": 0.35, "color": "#e35933"}, "encoding": band},
            {"mark": {"type": "line", "color": "#a62d60", "strokeWidth": 2.5}, "encoding": {"x": x, "y": y("middle")}},
            {
                "mark": {"type": "line", "color": "#2e86ab", "strokeDash": [6, 4], "strokeWidth": 2},
                "encoding": {"x": x, "y": y("assessed"), "tooltip": tips},
            },
        ],
    }


def varied(ranges: Ranges) -> list[str]:
    """What varied beside the damage."""
    sentences = []
    for name, text in VARIED.items():
        value = ranges.varied.get(name)
        if isinstance(value, bool):
            if value:
                sentences.append(_(text))
        elif isinstance(value, int | float):
            sentences.append(_(text, value=number(value, 1), percent=wording.percent(float(value))))
    return sentences
