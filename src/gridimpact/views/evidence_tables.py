"""Reports and beliefs as small tables for the screen: what counts, who said what, what is set by hand."""

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import pandas as pd

from gridimpact.domain.damage import DamageBelief
from gridimpact.domain.override import Override
from gridimpact.domain.report import ColumnMapping, Reports, StrikeReport
from gridimpact.domain.vocabulary import DAMAGE_STATES
from gridimpact.i18n.messages import render
from gridimpact.i18n.translate import _, moment, name_column
from gridimpact.views import evidence_words as words
from gridimpact.views import wording
from gridimpact.views.tables import grade, place_words


def what_counts(reports: Reports, belief: DamageBelief) -> pd.DataFrame:
    """What became of the rows of a file, in numbers; the rows add up to those of the file.

    Returns
    -------
    DataFrame
        Index `fate` (words); `reports` (number), `example` (id of the first).
    """
    matches = belief.matches
    fates = [
        words.FATE_BY_KIND[belief.not_counted[name].kind]
        if name in belief.not_counted
        else _fate_counted(str(row.outcome), str(row.how))
        for name, row in zip(matches.index.astype(str), matches.itertuples(), strict=True)
    ]
    unread = reports.rows_read - len(reports)
    rows = pd.DataFrame({"fate": fates, "report": matches.index.astype(str)})
    found = (
        rows.groupby("fate")["report"].agg(["size", "first"]) if len(rows) else pd.DataFrame(columns=["size", "first"])
    )
    later = len(reports) - len(matches)
    sizes = {str(fate): (int(number), str(first)) for fate, number, first in found.itertuples()}
    sizes |= {words.FATE_LATER: (later, "")} if later > 0 else {}
    sizes |= {words.FATE_UNREAD: (unread, "")} if unread > 0 else {}
    order = [fate for fate in words.FATES if fate in sizes]
    return pd.DataFrame.from_dict(
        {_(fate): sizes[fate] for fate in order}, orient="index", columns=["reports", "example"]
    ).rename_axis("fate")


def _fate_counted(outcome: str, how: str) -> str:
    """How a report counts, in words."""
    return words.FATE_BY_HAND if how == "override" else words.FATE_COUNTED[outcome]


def open_reports(belief: DamageBelief) -> list[str]:
    """Ids of the reports whose place a person must settle, in the order of the table of matches."""
    matches = belief.matches
    left = matches["outcome"].isin(["ambiguous", "unmatched"]) & (matches["how"] != "override")
    return [str(name) for name in matches.index[left]]


def report_facts(
    report: StrikeReport, belief: DamageBelief, labels: Mapping[str, str], timezone: str
) -> tuple[tuple[str, str], ...]:
    """What one report says and what was found for it, as pairs of words and value.

    Parameters
    ----------
    report : StrikeReport
    belief : DamageBelief
    labels : mapping of str to str
        Names of components by id.
    timezone : str
        Of the times shown.
    """
    match: dict[Hashable, Any] = belief.matches.loc[report.report_id].to_dict()
    outcome, reason = wording.outcome_words(str(match["outcome"])), render(match["reason"])
    one = str(match["component_id"])
    found = reason or (f"{outcome}: {labels.get(one, one)}" if one else outcome)
    parts = [part.rpartition(" (") for part in str(match["candidates"]).split("; ") if part and not one]
    listed = "\n".join(f"{labels.get(name, name)}: {score.rstrip(')')}" for name, _sep, score in parts)
    when = pd.Timestamp(report.event_at or report.reported_at)
    pairs = (
        ("place", place_words(report)),
        ("when", moment(when, timezone)),
        ("source", f"{report.source or wording.NOTHING} ({grade(report)})"),
        ("says", wording.state_words(match["claim"]) or wording.NOTHING),
        ("note", report.note),
        ("found", wording.sentence(found)),
        ("candidates", listed),
    )
    return tuple((_(words.REPORT_FACTS[name]), text) for name, text in pairs if text)


def component_labels(components: pd.DataFrame, regions: Mapping[str, str]) -> dict[str, str]:
    """Names of components with kind and region, by id, as a person looks for them.

    Parameters
    ----------
    components : DataFrame
        `Grid.components`: index id; name in the language spoken, `kind`, `region_id`.
    regions : mapping of str to str
        Names of regions by id.
    """
    shown = components[components["kind"] != "bus"]
    return {
        str(key): f"{name} ({wording.kind_words(str(kind))}, {regions.get(str(region), '')})"
        for key, name, kind, region in shown[[name_column(), "kind", "region_id"]].itertuples()
    }


def candidates_of(belief: DamageBelief, report_id: str) -> tuple[str, ...]:
    """Components that a report was found to mean, or may mean, best first."""
    match = belief.matches.loc[report_id]
    listed = [part.rpartition(" (")[0] for part in str(match["candidates"]).split("; ") if part]
    own = [str(match["component_id"])] if match["component_id"] else []
    return tuple(dict.fromkeys([*own, *listed]))


def targets_of(belief: DamageBelief, report_id: str) -> tuple[tuple[str, float], ...]:
    """Components that a counted report points at with their shares, as `Override` takes them."""
    rows = belief.influence[belief.influence["report_id"] == report_id]
    return tuple(zip(rows["component_id"].astype(str), rows["share"].astype(float), strict=True))


def override_table(overrides: Iterable[Override], labels: Mapping[str, str], timezone: str) -> pd.DataFrame:
    """Matches set by hand: `report`, `said`, `meant`, `who`, `at` (local), `why`."""
    rows = [
        (
            one.report_id,
            one.said,
            "; ".join(f"{labels.get(name, name)} {wording.percent(share)}" for name, share in one.targets)
            or _(words.DECISIONS[words.ASIDE]),
            one.who,
            pd.Timestamp(one.at).tz_convert(timezone).tz_localize(None),
            one.why,
        )
        for one in overrides
    ]
    return pd.DataFrame(rows, columns=["report", "said", "meant", "who", "at", "why"])


def column_table(mapping: ColumnMapping) -> pd.DataFrame:
    """Columns of a file: `header`, `meaning` (documented column, or words for none), `how`."""
    rows = [
        (one.header, one.meaning or _(words.NOT_READ), _(words.HOW_WORDS.get(one.how, one.how)))
        for one in mapping.columns
    ]
    return pd.DataFrame(rows, columns=["header", "meaning", "how"])


def side_table(sources: pd.DataFrame) -> pd.DataFrame:
    """Sources on one component for the screen: states in words, shares in percent, `moved` in points of percent.

    Parameters
    ----------
    sources : DataFrame
        Of `evidence.provenance.sources_on`.
    """
    return sources.assign(
        claim=sources["claim"].map(wording.state_words),
        weight=100 * sources["weight"],
        share=100 * sources["share"],
        moved=100 * sources["moved"],
    )


def event_table(events: pd.DataFrame) -> pd.DataFrame:
    """Events on one component for the screen, with what their reports say in words.

    Parameters
    ----------
    events : DataFrame
        Of `evidence.provenance.events_on`.
    """
    return events.assign(claims=[wording.claim_counts(text) for text in events["claims"]])


def claim_rows(sources: pd.DataFrame, chances: Mapping[str, float]) -> pd.DataFrame:
    """Rows of the chart of claims: one a counted report, five for the belief.

    Returns
    -------
    DataFrame
        `who` (source and grade, or the words for all together), `state` (words), `size` (weight of the
        report, or probability of the state) [0..1], `kind` (`report` or `belief`).
    """
    counted = sources[(sources["copy_of"] == "") & sources["claim"].isin(DAMAGE_STATES)]
    of_reports = [
        (f"{source or name} ({given})", wording.state_words(claim), weight, "report")
        for name, source, given, claim, weight in zip(
            counted.index.astype(str).tolist(),
            counted["source"].tolist(),
            counted["grade"].tolist(),
            counted["claim"].tolist(),
            counted["weight"].tolist(),
            strict=True,
        )
    ]
    all_of_them = [
        (_(words.BELIEF_ROW), wording.state_words(state), chances[state], "belief") for state in DAMAGE_STATES
    ]
    return pd.DataFrame([*of_reports, *all_of_them], columns=["who", "state", "size", "kind"])


def grade_table(names: Mapping[str, str], weights: Iterable[float]) -> pd.DataFrame:
    """Grades with their meaning and weight: `grade`, `meaning`, `weight` [0..1]."""
    return pd.DataFrame(
        {"grade": list(names), "meaning": [_(name) for name in names.values()], "weight": list(weights)}
    )
