"""Back from a belief to the reports behind it: who said what of a component, and what was known when."""

from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import datetime

import pandas as pd

from gridimpact.domain.damage import DamageBelief, NotCountedKind
from gridimpact.domain.grid import Grid
from gridimpact.domain.override import Override
from gridimpact.domain.report import StrikeReport
from gridimpact.domain.settings import DamageSettings, EvidenceSettings
from gridimpact.evidence.events import EVENT_WINDOW_H
from gridimpact.evidence.fusion import fuse
from gridimpact.i18n.english_text import EnglishText

MOST_MOMENTS = 200
"""Most moments of a history. [-]  Chosen: each is a belief of its own."""

_DEFAULT_EVIDENCE = EvidenceSettings()
_DEFAULT_DAMAGE = DamageSettings()

SIDE_COLUMNS = [
    "event", "reported_at", "event_at", "source", "grade", "claim", "share", "weight", "moved", "copy_of", "note",
    "source_url",
]  # fmt: skip
EVENT_COLUMNS = ["start", "end", "reports", "voices", "claims"]


def sources_on(component_id: str, belief: DamageBelief, reports: Iterable[StrikeReport]) -> pd.DataFrame:
    """Return the reports on one component side by side, in order of time, copies with them.

    Parameters
    ----------
    component_id : str
    belief : DamageBelief
    reports : iterable of StrikeReport
        Those that the belief was made from.

    Returns
    -------
    DataFrame
        Index `report_id`; `event` (number of the event that it speaks of, from 1), `reported_at`,
        `event_at`, `source`, `grade` (B2), `claim`, `share` and `weight` [0..1], `moved` (by how much
        the report, its copies with it, moved the probability of damage, [-1..1]), `copy_of` (report
        that it counts with; its own weight and move are then 0), `note`, `source_url`. Empty when no
        counted report points at the component.

    Notes
    -----
    Reports of one component are of one event while each follows the one before it within
    `EVENT_WINDOW_H`, by the time of the event, else of the report.
    """
    known = {report.report_id: report for report in reports}
    rows = belief.influence[belief.influence["component_id"] == component_id].set_index("report_id")
    chance = float(belief.p_damaged.get(component_id, 0.0))
    found: list[tuple[str, StrikeReport, tuple[object, ...]]] = []
    for name, row in rows.iterrows():
        report = _report(known, str(name))
        if report is not None:
            moved = chance - float(row["p_damaged_without"])
            found.append((str(name), report, (row["claim"], float(row["share"]), float(row["weight"]), moved, "")))
    for name, first in _copies(belief, set(rows.index)).items():
        report = _report(known, name)
        if report is not None:
            share = float(rows.loc[[first], "share"].iloc[0])
            found.append((name, report, (belief.matches.at[name, "claim"], share, 0.0, 0.0, first)))
    found.sort(key=lambda one: (_moment(one[1]), one[0]))
    numbers = _events([_moment(report) for _, report, _ in found])
    rows_shown = {
        name: (
            number, report.reported_at, report.event_at, report.source,
            f"{report.reliability.value}{report.credibility.value}", *values, report.note, report.source_url,
        )
        for number, (name, report, values) in zip(numbers, found, strict=True)
    }  # fmt: skip
    table = pd.DataFrame.from_dict(rows_shown, orient="index", columns=SIDE_COLUMNS).rename_axis("report_id")
    return table.sort_values(["reported_at"], kind="stable")


def events_on(sources: pd.DataFrame) -> pd.DataFrame:
    """Return the events that reports on one component speak of.

    Parameters
    ----------
    sources : DataFrame
        Of `sources_on`.

    Returns
    -------
    DataFrame
        Index `event`; `start` and `end` (first and last time reported), `reports`, `voices` (independent
        ones), `claims` (what they say, with how many say so).
    """
    at = sources["event_at"].where(sources["event_at"].notna(), sources["reported_at"])
    rows = {
        number: (
            at[part.index].min(),
            at[part.index].max(),
            len(part),
            int((part["copy_of"] == "").sum()),
            _claim_counts(part["claim"]),
        )
        for number, part in sources.groupby("event", sort=True)
    }
    return pd.DataFrame.from_dict(rows, orient="index", columns=EVENT_COLUMNS).rename_axis("event")


def _claim_counts(claims: "pd.Series[str]") -> EnglishText:
    """Return each claim with how many reports make it, such as `moderate (3); 65% lost (1)`."""
    counts = list(claims.value_counts(sort=False).items())
    template = "; ".join(f"{{claim{place}}} ({{count{place}}})" for place in range(len(counts)))
    values = {f"claim{place}": claim for place, (claim, _) in enumerate(counts)}
    return EnglishText(template, **values, **{f"count{place}": count for place, (_, count) in enumerate(counts)})


def _report(known: Mapping[str, StrikeReport], name: str) -> StrikeReport | None:
    """Return a report by its id; one whose id clashed with another's got a number behind a sign."""
    return known.get(name) or known.get(name.rpartition("#")[0])


def _copies(belief: DamageBelief, counted: Set[object]) -> dict[str, str]:
    """Return the reports that count with one of some others, by id."""
    return {
        name: one.other_id
        for name, one in sorted(belief.not_counted.items())
        if one.kind is NotCountedKind.COPY and one.other_id in counted
    }


def _moment(report: StrikeReport) -> datetime:
    return report.event_at or report.reported_at


def _events(moments: Sequence[datetime]) -> list[int]:
    """Return the number of the event that each of some moments, in order, belongs to."""
    numbers: list[int] = []
    for place, moment in enumerate(moments):
        later = place > 0 and (moment - moments[place - 1]).total_seconds() / 3600.0 > EVENT_WINDOW_H
        numbers.append(numbers[-1] + int(later) if numbers else 1)
    return numbers


def history(
    reports: Iterable[StrikeReport],
    grid: Grid,
    settings: EvidenceSettings = _DEFAULT_EVIDENCE,
    *,
    damage: DamageSettings = _DEFAULT_DAMAGE,
    overrides: Iterable[Override] = (),
    moments: Iterable[datetime] | None = None,
) -> pd.DataFrame:
    """Return the probability of damage of every component at every moment, as it was known then.

    Parameters
    ----------
    reports : iterable of StrikeReport
    grid : Grid
    settings : EvidenceSettings
    damage : DamageSettings
    overrides : iterable of Override
        Hold at every moment.
    moments : iterable of datetime, optional
        Aware. Default: whenever something was reported, of more than `MOST_MOMENTS` evenly many.

    Returns
    -------
    DataFrame
        Index moment; one column a component; 0 before the first report on it. [0..1]
    """
    known, by_hand = tuple(reports), tuple(overrides)
    times = sorted(set(moments)) if moments is not None else sorted({report.reported_at for report in known})
    if len(times) > MOST_MOMENTS:
        times = [times[round(number * (len(times) - 1) / (MOST_MOMENTS - 1))] for number in range(MOST_MOMENTS)]
    beliefs = {
        moment: fuse(known, grid, settings, as_of=moment, damage=damage, overrides=by_hand).p_damaged
        for moment in times
    }
    return pd.DataFrame(beliefs).T.rename_axis("moment").sort_index(axis=1).fillna(0.0)


def history_of(
    component_id: str,
    belief: DamageBelief,
    reports: Iterable[StrikeReport],
    grid: Grid,
    settings: EvidenceSettings = _DEFAULT_EVIDENCE,
    *,
    damage: DamageSettings = _DEFAULT_DAMAGE,
    overrides: Iterable[Override] = (),
) -> "pd.Series[float]":
    """Return the probability of damage of one component whenever something was reported of it.

    Parameters
    ----------
    component_id : str
    belief : DamageBelief
        From all of the reports; it says which of them concern the component.
    reports : iterable of StrikeReport
        As in `history`.
    grid : Grid
        As in `history`.
    settings : EvidenceSettings
        As in `history`.
    damage : DamageSettings
        As in `history`.
    overrides : iterable of Override
        As in `history`.

    Returns
    -------
    Series
        Index moment. [0..1]  Empty when no report concerns the component.
    """
    counted = set(belief.influence.loc[belief.influence["component_id"] == component_id, "report_id"])
    once = {name for name, one in belief.not_counted.items() if one.kind is NotCountedKind.SUPERSEDED}
    wanted = {str(name).partition("#")[0] for name in counted | set(_copies(belief, counted)) | once}
    asked = [report for report in reports if report.report_id in wanted]
    if belief.as_of is not None:
        asked = [report for report in asked if report.reported_at <= belief.as_of]
    by_hand = [one for one in overrides if one.report_id.partition("#")[0] in wanted]
    table = history(asked, grid, settings, damage=damage, overrides=by_hand)
    chances: pd.Series[float] = table[component_id] if component_id in table else pd.Series(dtype=float)
    # A moment at which only another component's superseded report came says nothing new here.
    news = (chances != chances.shift()) | (chances.index == chances.index.max())
    new: pd.Series[float] = chances[news & (chances.cumsum() > 0.0)]
    return new
