"""Charts as plain Vega-Lite specifications with their rows; whoever draws them needs no arithmetic."""

from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

from gridimpact.domain.assessment import Assessment
from gridimpact.i18n.translate import N_, _
from gridimpact.views.chart_scales import from_zero

SERIES = {
    "need_mw": N_("needed"),
    "allowed_mw": N_("allowed"),
    "deliverable_mw": N_("deliverable"),
    "used_mw": N_("used"),
}
"""Import series in the order of the legend, and their words."""

SERIES_COLOURS = ("#d1495b", "#7a7f87", "#edae49", "#2e86ab")
"""One colour per import series; readable on light and dark, apart for colour-blind readers."""


def import_rows(assessment: Assessment, timezone: str) -> pd.DataFrame:
    """Import of the day in long form: `hour` (local), `series` (word), `gw`. [GW]"""
    table = assessment.evaluation.imports_total[list(SERIES)].rename(columns=_words())
    local = table.set_axis(pd.DatetimeIndex(table.index).tz_convert(ZoneInfo(timezone)).strftime("%H:%M"), axis=0)
    long = local.rename_axis("hour").reset_index().melt("hour", var_name="series", value_name="gw")
    return long.assign(gw=long["gw"] / 1000).replace([float("inf")], float("nan")).dropna()


def import_chart(rows: pd.DataFrame) -> dict[str, Any]:
    """Import needed, allowed, deliverable and used by hour of the day; `rows` as from `import_rows`."""
    words = list(_words().values())
    used = _words()["used_mw"]
    colour = {
        "field": "series",
        "type": "nominal",
        "title": None,
        "sort": words,
        "scale": {"domain": words, "range": list(SERIES_COLOURS)},
        "legend": {
            "orient": "top",
            "direction": "horizontal",
            "symbolType": "square",
            "symbolDash": [1, 0],
            "symbolStrokeWidth": 0,
            "symbolOpacity": 1,
        },
    }
    dash = {
        "field": "series",
        "type": "nominal",
        "title": None,
        "legend": colour["legend"],  # the two become one, and must say the same
        "sort": words,
        "scale": {"domain": words, "range": [[1, 0], [6, 4], [2, 3], [1, 0]]},
    }
    amount = {"field": "gw", "type": "quantitative", "title": _("GW"), "scale": from_zero(rows["gw"])}
    axes = {
        "x": {
            "field": "hour",
            "type": "ordinal",
            "title": _("Hour (local time)"),
            "axis": {"labelAngle": 0, "labelOverlap": True},
        },
        "y": amount,
    }
    tips = [
        {"field": "hour", "title": _("Hour")},
        {"field": "series", "title": _("Import")},
        {"field": "gw", "title": _("GW"), "format": ".2f"},
    ]
    return {
        "height": 260,
        "layer": [
            {
                "transform": [{"filter": f"datum.series === '{used}'"}],
                "mark": {"type": "bar", "opacity": 0.55},
                "encoding": {**axes, "y": {**amount, "stack": None}, "color": colour, "tooltip": tips},
            },
            {
                "transform": [{"filter": f"datum.series !== '{used}'"}],
                "mark": {"type": "line", "interpolate": "step", "strokeWidth": 2.5},
                "encoding": {**axes, "color": colour, "strokeDash": dash, "tooltip": tips},
            },
        ],
    }


def _words() -> dict[str, str]:
    """Import series in the language spoken."""
    return {name: _(text) for name, text in SERIES.items()}
