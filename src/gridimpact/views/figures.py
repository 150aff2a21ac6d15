"""The figures of an hour, and the sentence about the evening."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

from gridimpact.domain.assessment import Assessment
from gridimpact.domain.evaluation import Evaluation
from gridimpact.i18n.translate import _, day, name_column, number
from gridimpact.views import wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A key figure as it is shown.

    Attributes
    ----------
    label : str
        What it is.
    value : str
        Number with its unit.
    note : str
        How much of it the reported damage causes, or what it is out of.
    meaning : str
        One sentence for who wants to know.
    likely : str
        Its likely range; empty where none was worked out.
    """

    label: str
    value: str
    note: str
    meaning: str
    likely: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HourTotals:
    """Sums of the whole grid in one hour; `*_new` is what the damage newly cuts, relief elsewhere not subtracted.

    Power in MW, people in people.
    """

    demand_mw: float
    shed_mw: float
    shed_new_mw: float
    people: float
    people_new: float
    import_need_mw: float
    import_need_caused_mw: float
    import_allowed_mw: float
    import_used_mw: float


def local_hours(assessment: Assessment, timezone: str) -> tuple[str, ...]:
    """Labels of the snapshots in local time, such as `18:00`.

    Hours that occur twice when the clocks go back are distinguished by their zone.
    """
    local = assessment.evaluation.dispatch.snapshots.tz_convert(ZoneInfo(timezone))
    labels = [f"{moment:%H:%M}" for moment in local]
    return tuple(
        f"{moment:%H:%M %Z}" if labels.count(label) > 1 else label for label, moment in zip(labels, local, strict=True)
    )


def local_day(assessment: Assessment, timezone: str) -> str:
    """Day that is assessed, such as `15 January 2026`."""
    first = assessment.evaluation.dispatch.snapshots[0].tz_convert(ZoneInfo(timezone))
    return day(first.date())


def peak_position(assessment: Assessment) -> int:
    """Position of the peak hour among the snapshots."""
    return list(assessment.evaluation.dispatch.snapshots).index(assessment.evaluation.peak)


def hour_regions(evaluation: Evaluation, snapshot: pd.Timestamp) -> pd.DataFrame:
    """Rows of one hour, index region id; `demand_mw`, `shed_mw`, `unserved_share`, `people`."""
    hourly = evaluation.regions_hourly
    return hourly[hourly["snapshot"] == snapshot].set_index("region_id")


def row_of(table: pd.DataFrame, key: object) -> dict[str, Any]:
    """One row of a table as plain values by column."""
    return {str(name): value for name, value in table.loc[[key]].iloc[0].items()}


def totals_at(assessment: Assessment, snapshot: pd.Timestamp) -> HourTotals:
    """Sums of the whole grid in one hour, and what of them the reported damage causes."""
    hourly = assessment.caused.hourly
    new = hourly[hourly["snapshot"] == snapshot]
    trade, trade_before = (
        row_of(case.imports_total, snapshot) for case in (assessment.evaluation, assessment.baseline)
    )
    return HourTotals(
        demand_mw=float(assessment.evaluation.total_demand_mw[snapshot]),
        shed_mw=float(assessment.evaluation.total_shed_mw[snapshot]),
        shed_new_mw=float(new["new_cuts_mw"].sum()),
        people=float(hour_regions(assessment.evaluation, snapshot)["people"].sum()),
        people_new=float(new["people_new"].sum()),
        import_need_mw=float(trade["need_mw"]),
        import_need_caused_mw=float(trade["need_mw"] - trade_before["need_mw"]),
        import_allowed_mw=float(trade["allowed_mw"]),
        import_used_mw=float(trade["used_mw"]),
    )


def key_figures(assessment: Assessment, snapshot: pd.Timestamp) -> tuple[Figure, ...]:
    """The five figures of an hour.

    Four belong to the hour; energy not served belongs to the day.
    """
    hour = totals_at(assessment, snapshot)
    ens, ens_new = (
        float(assessment.evaluation.regions["ens_mwh"].sum()),
        float(assessment.caused.regions["new_cuts_mwh"].sum()),
    )
    share = hour.shed_mw / hour.demand_mw if hour.demand_mw else 0.0
    return (
        Figure(
            label=_("Cannot be served"),
            value=f"{wording.power(hour.shed_mw)} · {wording.percent(share)}",
            note=_newly_cut(wording.power(hour.shed_new_mw)),
            meaning=_(
                "Demand that must be switched off in this hour, of {power} demand.", power=wording.power(hour.demand_mw)
            ),
        ),
        Figure(
            label=_("Equivalent in people"),
            value=wording.people(hour.people),
            note=_newly_cut(wording.people(hour.people_new)),
            meaning=_(
                "People supplied in each region times the share of its demand that is not served in this "
                "hour. With rolling outages different people are affected in turn; this is not a count "
                "of households without power all day."
            ),
        ),
        Figure(
            label=_("Import needed"),
            value=wording.power(hour.import_need_mw),
            note=_caused(wording.power(hour.import_need_caused_mw), hour.import_need_caused_mw),
            meaning=_(
                "Import needed to serve all demand in this hour, regardless of interconnector capacity "
                "and import limits."
            ),
        ),
        Figure(
            label=_("Import arriving"),
            value=wording.limit(hour.import_used_mw),
            note=_("{power} allowed", power=wording.limit(hour.import_allowed_mw)),
            meaning=_(
                "Import in this hour, within the limits in force on this date and what the damaged grid can carry."
            ),
        ),
        Figure(
            label=_("Not served over the day"),
            value=wording.energy(ens),
            note=_newly_cut(wording.energy(ens_new)),
            meaning=_("Energy not served (ENS) over the whole day, all regions."),
        ),
    )


def import_headline(assessment: Assessment) -> str:
    """Import at the peak hour in one sentence."""
    trade = row_of(assessment.evaluation.imports_total, assessment.evaluation.peak)
    text = _(
        "At the peak hour {need} of import would be needed, {allowed} is allowed and {arriving} arrives.",
        need=wording.power(float(trade["need_mw"])),
        allowed=wording.limit(float(trade["allowed_mw"])),
        arriving=wording.limit(float(trade["used_mw"])),
    )
    rest = float(trade["unserved_mw"] - trade["removable_mw"])
    if wording.power(rest) == wording.power(0.0) or rest < 0:
        return text
    return f"{text} " + _(
        "{power} of the shortfall cannot be covered by import: the internal grid cannot carry it there.",
        power=wording.power(rest),
    )


def import_cause(assessment: Assessment, snapshot: pd.Timestamp) -> str:
    """What holds import back in one hour, with the regions where the inner grid is the cause."""
    row = row_of(assessment.evaluation.imports_total, snapshot)
    names = assessment.evaluation.regions[name_column()]
    where = [str(names.get(key, key)) for key in str(row.get("corridor_regions", "")).split("; ") if key]
    return wording.cause_words(str(row["binding"])) + (f" ({', '.join(where)})" if where else "")


def _of(part_mw: float, whole_mw: float) -> str:
    """Part and whole with the unit once where it is the same: `8.1 of 18.0 GW`."""
    if min(abs(part_mw), abs(whole_mw)) >= 999.5:
        return _("{part} of {whole} GW", part=number(part_mw / 1000, 1), whole=number(whole_mw / 1000, 1))
    return _("{part} of {whole}", part=wording.power(part_mw), whole=wording.power(whole_mw))


def _caused(text: str, value: float) -> str:
    """How much the reported damage adds, in words."""
    if text in (wording.power(0.0), wording.energy(0.0), wording.people(0.0)):
        return _("none from the damage")
    return _("{amount} from the damage", amount=wording.more(text, value))


def _newly_cut(text: str) -> str:
    """How much the reported damage newly cuts, in words; what eases elsewhere is not subtracted."""
    if text in (wording.power(0.0), wording.energy(0.0), wording.people(0.0)):
        return _("nothing newly cut by the damage")
    return _("{amount} newly cut by the damage", amount=text)
