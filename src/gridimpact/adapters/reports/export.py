"""Reports with what became of each, as a table that can be read again: documented columns, then all others."""

from collections.abc import Iterable
from io import StringIO
from pathlib import Path

import pandas as pd

from gridimpact.adapters.reports.columns import COLUMNS
from gridimpact.adapters.reports.values import REGION_ONLY
from gridimpact.adapters.safe_cells import safe_frame
from gridimpact.domain.damage import DamageBelief
from gridimpact.domain.report import StrikeReport

RESULTS = {
    "outcome": "result place found",
    "component_id": "result component",
    "candidates": "result candidates",
    "how": "result how",
    "claim": "result claim",
    "counted": "result counted",
    "reason": "result why not",
}
"""Column of a belief's matches, and the header it is given; none is read as a column of reports."""


def report_table(reports: Iterable[StrikeReport], belief: DamageBelief) -> pd.DataFrame:
    """Return the reports as a table.

    Parameters
    ----------
    reports : iterable of StrikeReport
        Those that the belief was made from.
    belief : DamageBelief

    Returns
    -------
    DataFrame
        One row a report, in the order given: documented columns that any of them fills, columns of the
        file that were not read, and the columns of `RESULTS`. Restricted: it names components.
    """
    sent = list(reports)
    table = pd.DataFrame([_row(one) for one in sent], columns=list(COLUMNS)).fillna("")
    filled = [name for name in COLUMNS if (table[name] != "").any()]
    kept = list(dict.fromkeys(name for one in sent for name in one.extra if name not in COLUMNS))
    others = pd.DataFrame([{name: one.extra.get(name, "") for name in kept} for one in sent], columns=kept)
    became = belief.matches.reindex([one.report_id for one in sent])[list(RESULTS)].rename(columns=RESULTS)
    return pd.concat([table[filled], others, became.reset_index(drop=True)], axis=1)


def write_report_table(table: pd.DataFrame, path: Path) -> Path:
    """Write the table as XLSX when the path says so, else as CSV (UTF-8 with its mark), and return the path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix.casefold() == ".xlsx":
        options = {"strings_to_formulas": False, "strings_to_urls": False}
        with pd.ExcelWriter(path, engine="xlsxwriter", engine_kwargs={"options": options}) as book:
            safe_frame(table).to_excel(book, sheet_name="RESTRICTED", index=False)
        return path
    path.write_bytes(report_csv(table))
    return path


def report_csv(table: pd.DataFrame) -> bytes:
    """Return the table as CSV that spreadsheets open, without anything that they would run."""
    text = StringIO()
    safe_frame(table).to_csv(text, index=False)
    return text.getvalue().encode("utf-8-sig")


def _row(one: StrikeReport) -> dict[str, object]:
    """Return a report in the documented columns; empty ones are left out."""
    place, damage = one.place, one.damage
    row = {
        "report_id": one.report_id,
        "reported_at": one.reported_at.isoformat(),
        "event_at": one.event_at.isoformat() if one.event_at else None,
        "source": one.source,
        "source_url": one.source_url,
        "component_id": place.component_id,
        "place": place.name or one.extra.get("place"),
        "region": place.region,
        "raion": one.extra.get("raion"),
        "lat": place.lat,
        "lon": place.lon,
        "precision_km": place.precision_km,
        "precision_code": REGION_ONLY if "place" in one.extra else None,
        "component_kind": one.extra.get("component_kind") or (one.component_kind and one.component_kind.value),
        "damage": damage.state.label if damage.state is not None else damage.text,
        "share_lost": damage.share_lost,
        "mw_lost": damage.mw_lost,
        "reliability": one.reliability.value,
        "credibility": one.credibility.value,
        "supersedes": " ".join(one.supersedes),
        "note": one.note,
    }
    return {name: value for name, value in row.items() if value not in (None, "")}
