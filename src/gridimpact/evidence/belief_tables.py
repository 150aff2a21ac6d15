"""Counted statements to the tables of a damage belief."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from gridimpact.domain.damage import NotCounted
from gridimpact.domain.settings import EvidenceSettings
from gridimpact.domain.vocabulary import DAMAGE_STATES, DamageState, MatchOutcome
from gridimpact.evidence.events import Statement
from gridimpact.evidence.match import Match
from gridimpact.evidence.posterior import Claims, belief, conflict, damage_without_each

INFLUENCE_COLUMNS = ["report_id", "component_id", "share", "weight", "claim", "p_damaged_without"]
COMPONENT_COLUMNS = ["kind", "name_en", "name_uk", "region_id", "reports", "conflict"]
MATCH_COLUMNS = ["outcome", "component_id", "region_id", "candidates", "how", "claim", "counted", "reason"]


def tables(
    counted: Sequence[Statement], known: pd.DataFrame, settings: EvidenceSettings
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return the tables `table`, `components` and `influence` of a `DamageBelief`.

    Parameters
    ----------
    counted : sequence of Statement
        Statements that count, each an independent voice.
    known : DataFrame
        Components: index id; `kind`, `name_en`, `name_uk`, `region_id`.
    settings : EvidenceSettings

    Returns
    -------
    tuple of DataFrame
        `table`, `components` and `influence`, with columns as `DamageBelief` states them.
    """
    rows = _rows(counted)
    chances, conflicts, without = [], [], []
    for _, part in rows.groupby("component_id", sort=False):
        claims = Claims(
            part["at_h"].to_numpy(dtype=float),
            part["state"].to_numpy(dtype=np.int64),
            part["weight"].to_numpy(dtype=float),
            part["share"].to_numpy(dtype=float),
        )
        chances.append(belief(claims, settings))
        conflicts.append(conflict(claims))
        without.append(damage_without_each(claims, settings))
    names = pd.Index(rows["component_id"].drop_duplicates(), dtype=object, name="component_id")
    table = pd.DataFrame(
        np.reshape(chances, (len(names), len(DAMAGE_STATES))), index=names, columns=list(DAMAGE_STATES)
    )
    number = rows.groupby("component_id", sort=False).size().reindex(names).to_numpy(dtype=int)
    components = known.reindex(names).assign(reports=number, conflict=np.asarray(conflicts, dtype=float))[
        COMPONENT_COLUMNS
    ]
    influence = rows.assign(
        claim=[DamageState(state).label for state in rows["state"]],
        p_damaged_without=np.concatenate(without) if without else np.zeros(0),
    )[INFLUENCE_COLUMNS]
    return table, components, influence.reset_index(drop=True)


def match_table(
    matches: Mapping[str, Match], claims: Mapping[str, str], not_counted: Mapping[str, NotCounted]
) -> pd.DataFrame:
    """Return the table `matches` of a `DamageBelief`.

    Parameters
    ----------
    matches : mapping of report id to Match
    claims : mapping of report id to str
        What each claims, for people.
    not_counted : mapping of report id to NotCounted
        Why a report does not count; those absent count.

    Returns
    -------
    DataFrame
        As `DamageBelief.matches`.
    """
    names = sorted(matches)
    rows = [
        (
            match.outcome.value,
            match.targets[0][0] if match.outcome == MatchOutcome.EXACT else "",
            match.region_id,
            match.candidates_text,
            match.how,
            claims.get(name, ""),
            name not in not_counted,
            not_counted[name].text if name in not_counted else "",
        )
        for name, match in ((name, matches[name]) for name in names)
    ]
    table = pd.DataFrame(rows, columns=MATCH_COLUMNS, index=pd.Index(names, name="report_id", dtype=object))
    return table.astype({"counted": bool})


def _rows(counted: Sequence[Statement]) -> pd.DataFrame:
    """Return one row per statement and component, by component, time and id, so that order cannot matter."""
    rows = [
        (name, one.at.timestamp() / 3600.0, one.report_id, share, one.weight, int(state))
        for one in counted
        for name, share, state in zip(one.targets, one.shares, one.states, strict=True)
    ]
    table = pd.DataFrame(rows, columns=["component_id", "at_h", "report_id", "share", "weight", "state"])
    return table.sort_values(["component_id", "at_h", "report_id"], kind="stable", ignore_index=True)
