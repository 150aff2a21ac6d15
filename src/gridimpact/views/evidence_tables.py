"""Reports and beliefs as small tables for the screen: what counts, who said what, what is set by hand."""

import pandas as pd

from gridimpact.domain.damage import DamageBelief
from gridimpact.domain.report import Reports
from gridimpact.views import evidence_words as words


def what_counts(reports: Reports, belief: DamageBelief) -> pd.DataFrame:
    """What became of the rows of a file, in numbers; the rows add up to those of the file.

    Returns
    -------
    DataFrame
        Index `fate` (words); `reports` (number), `example` (id of the first).
    """
    matches = belief.matches
    fates = [_fate(bool(row.counted), str(row.outcome), str(row.how), str(row.reason)) for row in matches.itertuples()]
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
        {fate: sizes[fate] for fate in order}, orient="index", columns=["reports", "example"]
    ).rename_axis("fate")


def _fate(counted: bool, outcome: str, how: str, reason: str) -> str:
    """What became of one report, in words."""
    if counted:
        return words.FATE_BY_HAND if how == "override" else words.FATE_COUNTED[outcome]
    starts = {start: fate for start, fate in words.FATE_BY_REASON.items() if reason.startswith(start)}
    return next(iter(starts.values()), words.FATE_WORDS)
