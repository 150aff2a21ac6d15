"""The calendar of the queues of one region: rows and chart."""

from typing import Any

import pandas as pd

from gridimpact.domain.assessment import Assessment
from gridimpact.i18n.translate import N_, _
from gridimpact.views.chart_scales import FIT_WIDTH, between
from gridimpact.views.people import known

ON, OFF, EMERGENCY = N_("power on"), N_("off by schedule"), N_("emergency outage")
"""States of a queue in the calendar."""

ROW_PX = 19
"""Height of a row. [pixel]"""


def calendar_rows(assessment: Assessment, region_id: str, timezone: str) -> pd.DataFrame:
    """Slots of the assessed day of one region: `start`, `end` (local, text), `subqueue`, `state`."""
    outages = known(assessment).outages
    per_day = outages.slots_a_day
    off = outages.off[region_id].iloc[:per_day]
    emergency = outages.emergency[region_id].iloc[:per_day] > 0
    local = pd.DatetimeIndex(off.index).tz_convert(timezone).tz_localize(None)
    length = pd.Timedelta(hours=outages.slot_h)
    shown = off.assign(**{name: off[name].map({True: _(OFF), False: _(ON)}) for name in off.columns})
    shown = shown.where(~emergency, _(EMERGENCY)).set_axis(local, axis=0).rename_axis("start")
    long = shown.reset_index().melt("start", var_name="subqueue", value_name="state")
    ends = long["start"] + length
    rows: pd.DataFrame = long.assign(
        start=long["start"].map(pd.Timestamp.isoformat), end=ends.map(pd.Timestamp.isoformat)
    )
    return rows


def calendar_chart(rows: pd.DataFrame) -> dict[str, Any]:
    """One row per queue part, half an hour a cell; `rows` as from `calendar_rows`."""
    states = [_(ON), _(OFF), _(EMERGENCY)]
    colour = {
        "field": "state",
        "type": "nominal",
        "title": None,
        "scale": {"domain": states, "range": ["#dfe3e8", "#a62d60", "#edae49"]},
        "legend": {"orient": "top", "symbolType": "square", "columns": 2},
    }
    return {
        "height": ROW_PX * rows["subqueue"].nunique(),
        "autosize": FIT_WIDTH,
        "mark": {"type": "rect", "stroke": "#ffffff", "strokeWidth": 0.5},
        "encoding": {
            "x": {
                "field": "start",
                "type": "temporal",
                "title": _("Local time"),
                "scale": between(rows["start"], rows["end"]),
                "axis": {"format": "%H:%M", "tickCount": 12},
            },
            "x2": {"field": "end"},
            "y": {
                "field": "subqueue",
                "type": "nominal",
                "title": _("Queue"),
                "axis": {"labelOverlap": False, "labelFlush": False},
            },
            "color": colour,
            "tooltip": [
                {"field": "subqueue", "title": _("Queue")},
                {"field": "start", "type": "temporal", "format": "%H:%M", "title": _("Start")},
                {"field": "state", "title": _("Power")},
            ],
        },
    }
