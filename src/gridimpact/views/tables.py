"""Results as small tables for the screen: one row per thing, ready to be shown."""

from collections.abc import Iterable, Mapping
from functools import partial

import numpy as np
import pandas as pd

from gridimpact.domain.assessment import Assessment
from gridimpact.domain.damage import DamageBelief
from gridimpact.domain.dispatch import AcCheck
from gridimpact.domain.evaluation import Evaluation
from gridimpact.domain.report import Reports, StrikeReport
from gridimpact.domain.vocabulary import DAMAGE_STATES
from gridimpact.errors import Finding
from gridimpact.i18n.messages import render
from gridimpact.i18n.translate import name_column
from gridimpact.views import result_texts, wording
from gridimpact.views.figures import hour_regions


def region_table(assessment: Assessment, snapshot: pd.Timestamp) -> pd.DataFrame:
    """Regions with supply, the worst of the day first; of those within one percent the larger first.

    The order does not depend on the hour, so that a chosen row stays the same region.

    Returns
    -------
    DataFrame
        Index region id; `region`, `share` (unserved, 0..100) [%], `shed_mw`, `demand_mw`, `caused_mw` (newly cut by
        the damage; what eases is not subtracted) [MW],
        `people`, `day_share` [%].
    """
    now, caused = hour_regions(assessment.evaluation, snapshot), assessment.caused.hourly
    new_cuts = caused[caused["snapshot"] == snapshot].set_index("region_id")["new_cuts_mw"]
    regions = assessment.evaluation.regions
    supplied = regions[regions["demand_mwh"] > 0]
    rank = supplied.assign(percent=supplied["unserved_share"].round(2))
    supplied = supplied.loc[rank.sort_values(["percent", "ens_mwh"], ascending=False, kind="stable").index]
    rows = now.reindex(supplied.index)
    return pd.DataFrame(
        {
            "region": short_names(regions[name_column()]).reindex(supplied.index),
            "share": 100 * rows["unserved_share"],
            "shed_mw": _whole(rows["shed_mw"]),
            "demand_mw": _whole(rows["demand_mw"]),
            "caused_mw": _whole(new_cuts.reindex(supplied.index)),
            "people": _whole(rows["people"]),
            "day_share": 100 * supplied["unserved_share"],
        }
    )


def damage_table(assessment: Assessment) -> pd.DataFrame:
    """Components that reports point at, the surest first.

    Returns
    -------
    DataFrame
        Index component id; `name`, `kind`, `region`, `state` (most likely, in words), `probability` [%],
        `reports`, `conflict` [%], `counted` (whether the day is assessed with it).
    """
    belief = assessment.belief
    parts = belief.components
    names = region_names(assessment.evaluation)
    likely = belief.table[list(DAMAGE_STATES)].idxmax(axis=1) if len(belief.table) else pd.Series(dtype=str)
    table = pd.DataFrame(
        {
            "name": parts[name_column()],
            "kind": parts["kind"].map(wording.kind_words),
            "region": parts["region_id"].map(names).fillna(wording.NOTHING),
            "state": likely.map(wording.state_words),
            "probability": 100 * belief.p_damaged,
            "reports": parts["reports"],
            "conflict": 100 * parts["conflict"],
            "counted": parts.index.isin(assessment.contingency.components),
        }
    )
    return table.sort_values(["probability", "name"], ascending=[False, True], kind="stable")


def reports_behind(belief: DamageBelief, reports: Reports, component_id: str) -> pd.DataFrame:
    """The reports that point at one component, the weightiest first.

    Returns
    -------
    DataFrame
        Index report id; `reported_at`, `source`, `grade`, `claim`, `weight` [%], `points_here` [%],
        `without` (probability of damage had it not come) [%], `note`.
    """
    rows = belief.influence[belief.influence["component_id"] == component_id].set_index("report_id")
    texts = {report.report_id: report for report in reports}
    known = [texts.get(str(report_id)) for report_id in rows.index]
    table = pd.DataFrame(
        {
            "reported_at": pd.Series([r.reported_at if r else None for r in known], index=rows.index, dtype=object),
            "source": [r.source if r else "" for r in known],
            "grade": [grade(r) if r else "" for r in known],
            "claim": rows["claim"].map(wording.state_words),
            "weight": 100 * rows["weight"],
            "points_here": 100 * rows["share"],
            "without": 100 * rows["p_damaged_without"],
            "note": [r.note if r else "" for r in known],
        }
    )
    return table.sort_values("weight", ascending=False, kind="stable")


def match_table(belief: DamageBelief, reports: Reports, names: Mapping[str, str]) -> pd.DataFrame:
    """Every report with what became of it, those that need a person first.

    Parameters
    ----------
    belief : DamageBelief
    reports : Reports
    names : mapping of str to str
        Names of components by id; others are shown by their id.

    Returns
    -------
    DataFrame
        Index report id; `outcome`, `place` (as reported), `matched` (component or candidates), `claim`,
        `counted` (bool), `reason`, `source`, `grade`, `row`.
    """
    order = {"ambiguous": 0, "unmatched": 1, "imprecise": 2, "exact": 3}
    by_id = {report.report_id: report for report in reports}
    rows = belief.matches.assign(rank=belief.matches["outcome"].map(order).fillna(9))
    rows = rows.sort_values("rank", kind="stable")
    sent = [by_id.get(str(report_id)) for report_id in rows.index]
    return pd.DataFrame(
        {
            "outcome": rows["outcome"].map(wording.outcome_words),
            "place": [place_words(r) if r else "" for r in sent],
            "matched": rows["component_id"]
            .where(rows["component_id"] != "", rows["candidates"])
            .map(partial(_named, names)),
            "claim": rows["claim"].map(wording.state_words),
            "counted": rows["counted"].astype(bool),
            "reason": rows["reason"].map(render),
            "source": [r.source if r else "" for r in sent],
            "grade": [grade(r) if r else "" for r in sent],
            "row": pd.array([r.row if r else None for r in sent], dtype="Int64"),
        },
        index=rows.index,
    )


def finding_table(findings: Iterable[Finding]) -> pd.DataFrame:
    """Findings as rows: `severity`, `where`, `what`, `ids`, `remedy`."""
    return pd.DataFrame(
        [result_texts.finding_row(finding) for finding in findings],
        columns=["severity", "where", "what", "ids", "remedy"],
    )


def ac_table(check: AcCheck) -> pd.DataFrame:
    """AC load flow by connected part of the grid.

    Returns
    -------
    DataFrame
        `island`, `buses`, `load_mw` [MW], `converged`, `method`, `v_min_pu`, `v_max_pu` [pu],
        `loading` (highest) [%], `losses_mw` [MW]; the largest part first.
    """
    islands = check.islands
    rows = islands.assign(
        load_mw=_whole(islands["load_mw"]),
        losses_mw=_whole(islands["losses_mw"]),
        loading=100 * islands["max_loading_share"],
    )
    return rows.sort_values("load_mw", ascending=False, kind="stable")


def import_table(evaluation: Evaluation, snapshot: pd.Timestamp) -> pd.DataFrame:
    """Import of one hour by country.

    Returns
    -------
    DataFrame
        Index country code; `country`, `used_mw`, `allowed_mw`, `deliverable_mw`, `need_mw` [MW], `binding`.
    """
    trade = evaluation.imports  # empty for a grid without neighbours
    rows = trade[trade.index.get_level_values("snapshot") == snapshot].droplevel("snapshot")
    return pd.DataFrame(
        {
            "country": [wording.country(str(code)) for code in rows.index],
            **{name: _whole(rows[name]) for name in ("used_mw", "allowed_mw", "deliverable_mw", "need_mw")},
            "binding": rows["binding"].map(wording.cause_words).map(wording.sentence),
        },
        index=rows.index,
    )


def with_local_time(table: pd.DataFrame, column: str, timezone: str) -> pd.DataFrame:
    """The same table with the aware times of one column by the local clock."""
    times = pd.to_datetime(table[column], utc=True).dt.tz_convert(timezone).dt.tz_localize(None)
    return table.assign(**{column: times})


def region_names(evaluation: Evaluation) -> "pd.Series[str]":
    """Short names of the regions in the language spoken, by region id."""
    return short_names(evaluation.regions[name_column()])


def short_names(names: "pd.Series[str]") -> "pd.Series[str]":
    """Names of regions without the word for their kind, where that leaves no doubt.

    `Vinnytsia Oblast` becomes `Vinnytsia`, `Вінницька область` becomes `Вінницька`; `Kyiv Oblast` stays beside
    `Kyiv (city)`.
    """
    short = names
    for word in (" Oblast", " область"):
        short = short.str.removesuffix(word)
    for word in ("Autonomous Republic of ", "Автономна Республіка ", "місто "):
        short = short.str.removeprefix(word)
    clear = [
        not any(other.startswith(text) for other in names if other != name)
        for name, text in zip(names, short, strict=True)
    ]
    return short.where(pd.Series(clear, index=names.index), names)


def place_words(report: StrikeReport) -> str:
    """Where a report says it happened, in its own words."""
    place = report.place
    point = f"{place.lat:.1f}, {place.lon:.1f}" if place.lat is not None and place.lon is not None else None
    kind = wording.kind_words(report.component_kind) if report.component_kind else None
    return ", ".join(part for part in (place.name or place.component_id or kind, place.region, point) if part)


def grade(report: StrikeReport) -> str:
    """Source grade of the Admiralty system, such as `B2`."""
    return f"{report.reliability.value}{report.credibility.value}"


def _named(names: Mapping[str, str], text: str) -> str:
    """The same list with names in the place of ids; the last word of `id (score)` is kept."""
    parts = [part.partition(" (") for part in text.split("; ")]
    return "; ".join(names.get(key, key) + mark + score for key, mark, score in parts)


def _whole(values: "pd.Series[float]") -> "pd.Series[float]":
    """Whole numbers, halves upwards; what differs only by rounding of the solver comes out the same."""
    return pd.Series(np.floor(values.to_numpy().round(3) + 0.5) + 0.0, index=values.index)
