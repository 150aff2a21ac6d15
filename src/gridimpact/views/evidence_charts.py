"""Charts of what sources say of one component, as plain Vega-Lite specifications."""

from typing import Any

import pandas as pd

from gridimpact.i18n.translate import _
from gridimpact.views import evidence_words as words
from gridimpact.views.chart_scales import FIT_WIDTH, between
from gridimpact.views.wording import STATE_WORDS

REPORT_COLOUR, BELIEF_COLOUR = "#2e86ab", "#d1495b"
"""Readable on light and dark, apart for colour-blind readers."""

ROW_PX = 30
"""Height of the row of a source. [pixel]"""


def claims_chart(order: list[str]) -> dict[str, Any]:
    """Who names which state: a disc a report, as large as its weight; the belief below, as large as its chance.

    Parameters
    ----------
    order : list of str
        Sources in the order in which they are shown.
    """
    states = [_(words_) for words_ in STATE_WORDS.values()]
    return {
        "mark": {"type": "circle", "opacity": 0.85},
        "height": ROW_PX * (len(order) + 1),
        "autosize": FIT_WIDTH,
        "encoding": {
            "x": {
                "field": "state",
                "type": "ordinal",
                "title": None,
                "sort": states,
                "scale": {"domain": states},
                "axis": {"orient": "top", "labelAngle": 0, "grid": True, "labelLimit": 120},
            },
            "y": {
                "field": "who",
                "type": "nominal",
                "title": None,
                "sort": [*order, _(words.BELIEF_ROW)],
                "axis": {"labelLimit": 190},
            },
            "size": {"field": "size", "type": "quantitative", "legend": None,
                     "scale": {"domain": [0, 1], "range": [0, 600]}},
            "color": {"field": "kind", "type": "nominal", "legend": None,
                      "scale": {"domain": ["report", "belief"], "range": [REPORT_COLOUR, BELIEF_COLOUR]}},
            "tooltip": [
                {"field": "who", "title": _("Source")},
                {"field": "state", "title": _("Says")},
                {"field": "size", "title": _("Weight or chance"), "format": ".0%"},
            ],
        },
    }  # fmt: skip


def history_rows(known: "pd.Series[float]", timezone: str) -> pd.DataFrame:
    """Probability of damage by moment, in rows: `moment` (local, ISO text), `p_damaged`. [0..1]

    Parameters
    ----------
    known : Series
        As from `evidence.provenance.history_of`.
    timezone : str
    """
    local = pd.to_datetime(known.index, utc=True).tz_convert(timezone).tz_localize(None)
    return pd.DataFrame({"moment": [at.isoformat() for at in local], "p_damaged": known.to_numpy(float)})


def history_chart(rows: pd.DataFrame) -> dict[str, Any]:
    """Probability of damage as it was known at each moment: a step at each report; `rows` as from `history_rows`."""
    return {
        "height": 180,
        "mark": {"type": "line", "interpolate": "step-after", "point": True, "color": BELIEF_COLOUR},
        "encoding": {
            "x": {
                "field": "moment",
                "type": "temporal",
                "title": None,
                "scale": between(rows["moment"], rows["moment"]),
                "axis": {"labelOverlap": True, "format": "%d.%m, %H:%M", "tickCount": 4},
            },
            "y": {
                "field": "p_damaged",
                "type": "quantitative",
                "title": None,
                "scale": {"domain": [0, 1]},
                "axis": {"format": ".0%", "values": [0, 0.25, 0.5, 0.75, 1]},
            },
            "tooltip": [
                {"field": "moment", "type": "temporal", "title": _("Known at"), "format": "%d.%m %H:%M"},
                {"field": "p_damaged", "type": "quantitative", "title": _("Probability of damage"), "format": ".0%"},
            ],
        },
    }
