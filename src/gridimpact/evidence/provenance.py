"""Back from a belief to the reports behind it: who said what of a component, and what was known when."""

from collections.abc import Iterable
from datetime import datetime

import pandas as pd

from gridimpact.domain.damage import DamageBelief
from gridimpact.domain.grid import Grid
from gridimpact.domain.override import Override
from gridimpact.domain.report import StrikeReport
from gridimpact.domain.settings import DamageSettings, EvidenceSettings
from gridimpact.evidence.fusion import fuse

MOST_MOMENTS = 200
"""Most moments of a history. [-]  Chosen: each is a belief of its own."""

_DEFAULT_EVIDENCE = EvidenceSettings()
_DEFAULT_DAMAGE = DamageSettings()

SIDE_COLUMNS = ["reported_at", "event_at", "source", "grade", "claim", "share", "weight", "moved", "note", "source_url"]


def sources_on(component_id: str, belief: DamageBelief, reports: Iterable[StrikeReport]) -> pd.DataFrame:
    """Return the counted reports on one component side by side, in order of time.

    Parameters
    ----------
    component_id : str
    belief : DamageBelief
    reports : iterable of StrikeReport
        Those that the belief was made from.

    Returns
    -------
    DataFrame
        Index `report_id`; `reported_at`, `event_at`, `source`, `grade` (B2), `claim`, `share` and
        `weight` [0..1], `moved` (by how much the report moved the probability of damage, [-1..1]),
        `note`, `source_url`. Empty when no counted report points at the component.
    """
    known = {report.report_id: report for report in reports}
    rows = belief.influence[belief.influence["component_id"] == component_id]
    chance = float(belief.p_damaged.get(component_id, 0.0))
    moved = (chance - rows["p_damaged_without"].astype(float)).tolist()
    found = {}
    for name, claim, share, weight, by in zip(
        rows["report_id"].tolist(),
        rows["claim"].tolist(),
        rows["share"].tolist(),
        rows["weight"].tolist(),
        moved,
        strict=True,
    ):
        # A report whose id clashed with another's got a number behind a sign.
        report = known.get(name) or known.get(name.rpartition("#")[0])
        if report is not None:
            grade = f"{report.reliability.value}{report.credibility.value}"
            when = (report.reported_at, report.event_at)
            found[name] = (*when, report.source, grade, claim, share, weight, by, report.note, report.source_url)
    table = pd.DataFrame.from_dict(found, orient="index", columns=SIDE_COLUMNS).rename_axis("report_id")
    return table.sort_values(["reported_at"], kind="stable")


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
