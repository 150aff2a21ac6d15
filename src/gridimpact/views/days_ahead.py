"""The days ahead in words, tables and a chart: damage returns, hours without light change."""

from typing import Any

import pandas as pd

from gridimpact.domain.assessment import Assessment
from gridimpact.domain.days_ahead import DaysAhead
from gridimpact.i18n.translate import N_, _, digits, number
from gridimpact.views import wording
from gridimpact.views.chart_scales import between
from gridimpact.views.people import people_range
from gridimpact.views.tables import region_names

TITLE = N_("The next days")
INTRODUCTION = N_(
    "Repeats the same day while damaged components return to service after the days below. "
    "These times are assumptions by damage state, with low confidence: change those you "
    "know. Blank: not back within this period."
)
TIMES = N_("Return of damaged components to service")
BUTTON = N_("Calculate these days")
DAYS_LABEL = N_("Days")
NOTHING_DAMAGED = N_("Nothing is damaged, so every day is like this one.")


def return_rows(returns: pd.DataFrame, names: "pd.Series[str]") -> pd.DataFrame:
    """Damaged components with the days until each is back.

    Parameters
    ----------
    returns : DataFrame
        As `DaysAhead.returns`.
    names : Series
        Names by component id.

    Returns
    -------
    DataFrame
        Same index; `name`, `kind`, `state` (words), `days` (blank where it does not return).
    """
    return pd.DataFrame(
        {
            "name": names.reindex(returns.index).fillna("").astype(str),
            "kind": returns["kind"].map(wording.kind_words),
            "state": returns["state"].map(wording.state_words),
            "days": returns["days"].where(returns["days"] < float("inf")),
        },
        index=returns.index,
    )


def headline(ahead: DaysAhead) -> str:
    """What changes over the days, in one sentence."""
    first, last = ahead.days.iloc[0], ahead.days.iloc[-1]
    back = int(ahead.days["returned"].sum())
    returned = (
        _(
            "{components} of {number} return to service",
            components=wording.counted(back, "component"),
            number=number(int(first["damaged"])),
        )
        if back
        else _("nothing returns to service")
    )
    emergencies = wording.counted(int(last["emergency_regions"]), "region")
    change = (
        _("from {first} to {last}", first=number(first["off_h"], 1), last=number(last["off_h"], 1))
        if round(first["off_h"], 1) != round(last["off_h"], 1)
        else _("{hours} throughout", hours=number(first["off_h"], 1))
    )
    return _(
        "Over {days} days {returned}. Mean hours without power a day: {change}; on the last day {regions} with "
        "emergency outages.",
        days=number(len(ahead.days)),
        returned=returned,
        change=change,
        regions=emergencies,
    )


def day_table(ahead: DaysAhead) -> pd.DataFrame:
    """One row a day: `date`, `damaged`, `off_h`, `longest_h`, `emergency_regions`, `people`, `heat`, `fuel`."""
    days = ahead.days
    return pd.DataFrame(
        {
            "date": pd.to_datetime(days["date"]),
            "damaged": days["damaged"],
            "off_h": days["off_h"],
            "longest_h": days["longest_h"],
            "emergency_regions": days["emergency_regions"],
            "people": _ranges(days, "people_peak"),
            "heat": _ranges(days, "people_heat"),
            "fuel": days["fuel_l_high"].round(-2),
        }
    )


def region_rows(ahead: DaysAhead, assessment: Assessment, most: int = 4) -> pd.DataFrame:
    """Hours off a day of the regions that are off most, and the median of the others, in long form.

    Returns
    -------
    DataFrame
        `date` (text), `region`, `off_h`.
    """
    names = region_names(assessment.evaluation)
    supplied = ahead.regions[ahead.regions["severity"] > 0]
    wide = supplied.pivot(index="day", columns="region_id", values="off_h")
    usual = wide.median(axis=1)
    apart = (wide.sub(usual, axis=0).abs() > 0.25).any()
    shown = wide.loc[:, apart].sum().sort_values(ascending=False, kind="stable").index[:most]
    table = wide[shown].rename(columns=names.to_dict()).assign(**{_(OTHERS): usual})
    long = table.assign(date=ahead.days["date"]).melt("date", var_name="region", value_name="off_h")
    rows: pd.DataFrame = long
    return rows


OTHERS = N_("most regions")


def region_chart(rows: pd.DataFrame) -> dict[str, Any]:
    """Hours without power a day, one line per region; `rows` as from `region_rows`."""
    return {
        "height": 220,
        "mark": {"type": "line", "point": True, "strokeWidth": 2.5},
        "encoding": {
            "x": {
                "field": "date",
                "type": "temporal",
                "timeUnit": "utcyearmonthdate",
                "title": None,
                "scale": between(rows["date"], rows["date"], utc=True),
                "axis": {"format": "%-d.%m", "tickCount": "day", "labelOverlap": True},
            },
            "y": {
                "field": "off_h",
                "type": "quantitative",
                "title": _("Hours without power a day"),
                "scale": {"domain": [0, 24]},
                "axis": {"values": [0, 4, 8, 12, 16, 20, 24]},
            },
            "color": {"field": "region", "type": "nominal", "title": None, "legend": {"orient": "top"}},
            "tooltip": [
                {"field": "region", "title": _("Region")},
                {"field": "date", "type": "temporal", "format": "%-d.%m", "title": _("Day")},
                {"field": "off_h", "title": _("Hours"), "format": ".1f"},
            ],
        },
    }


def durations_text(ahead: DaysAhead) -> str:
    """People by hours without power over all days, in one sentence; blank when nobody is off for long."""
    summed = ahead.durations.groupby("at_least_h")[["people_in_total", "people_at_a_stretch"]].sum()
    parts = [
        _("{hours} h or more: {people}", hours=digits(f"{hours:g}"), people=wording.people(row["people_in_total"]))
        for hours, row in summed.iterrows()
        if row["people_in_total"] >= 1 and float(str(hours)) >= 12
    ]
    return _("People without power over these days in total for {list}.", list="; ".join(parts)) if parts else ""


def _ranges(days: pd.DataFrame, name: str) -> list[str]:
    return [people_range(low, high) for low, high in zip(days[f"{name}_low"], days[f"{name}_high"], strict=True)]
