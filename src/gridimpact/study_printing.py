"""Studies in a terminal: ensembles and adequacy as tables."""

from typing import TYPE_CHECKING

from gridimpact.terminal import print_head, print_table

if TYPE_CHECKING:
    import pandas as pd

    from gridimpact.domain.adequacy import Adequacy
    from gridimpact.domain.ensemble import Ensemble

SHOWN_CALLS = 3
"""Components in the list of what to verify next. [-]  Chosen: calls that one person makes in an hour."""


def print_ensemble(ensemble: "Ensemble", calls: "pd.DataFrame", *, figure: str) -> None:
    """Print ranges, and which reports to verify next: restricted, and it says so."""
    import pandas as pd

    print_head(
        "RESTRICTED working view: names components; do not publish or forward.",
        f"{ensemble.grid_name}: {ensemble.samples:,} samples, seed {ensemble.seed}; ended by {ensemble.stopped_by}; "
        f"{ensemble.method.get('proved', 0):,} sample hours proved, {ensemble.method.get('solved', 0):,} solved.",
    )
    rows = [
        (name, row["unit"], str(ensemble.spread(str(name)).mean), row["p10"], row["p50"], row["p90"], row["tail_mean"])
        for name, row in ensemble.summary().iterrows()
    ]
    columns = ["figure", "unit", "mean ± standard error", "P10", "P50", "P90", "worst tenth"]
    print_table(pd.DataFrame(rows, columns=columns), "Key figures with their ranges")
    regions = ensemble.by_region().join(ensemble.regions["name_en"]).rename_axis("region_id").reset_index()
    shown = regions[regions["ens_mwh_p90"] > 0].sort_values("people_peak_p50", ascending=False, kind="stable")
    columns = ["region_id", "name_en", "people_peak_p10", "people_peak_p50", "people_peak_p90", "outage_h_p10"]
    columns += ["outage_h_p90", "p_loses_more"]
    if len(shown):
        people = ["people_peak_p10", "people_peak_p50", "people_peak_p90"]
        print_table(
            shown[columns].round(dict.fromkeys(people, -3)), "Regions (chance of losing more than 20 % of energy)"
        )
    worth = calls[calls["worthwhile"]].head(SHOWN_CALLS).rename_axis("component_id").reset_index()
    if len(worth):
        columns = ["component_id", "p_damaged", "narrowing", "narrowing_share", "reports"]
        print_table(worth[columns], f"Verify next: what would narrow the range of {figure} most")


def print_adequacy(adequacy: "Adequacy") -> None:
    """Print the figures of a system with their standard errors."""
    import pandas as pd

    drawn = "worked out exactly" if not adequacy.samples else f"{adequacy.samples:,} samples, seed {adequacy.seed}"
    capacity = f"{adequacy.capacity_mw:,.0f} MW" if adequacy.capacity_mw < float("inf") else "unlimited"
    print_head(
        f"Adequacy of {adequacy.grid_name}, {'with its network' if adequacy.network else 'on one bus'}",
        f"Highest load {adequacy.peak_load_mw:,.0f} MW, capacity {capacity}; {adequacy.hours:,.0f} h; {drawn}; "
        f"{adequacy.components} components may fail.",
    )
    words = {
        "lolp": "share of time with lost load",
        "lole_h": "hours with lost load",
        "edns_mw": "mean demand not served",
        "eens_mwh": "energy not served",
    }
    rows = [(name.split("_")[0].upper(), str(figure), words[name]) for name, figure in adequacy.figures.items()]
    print_table(pd.DataFrame(rows, columns=["figure", "estimate ± standard error", "is the expected"]), "Figures")


def print_paired(table: "pd.DataFrame", first: str) -> None:
    """Print how far ensembles differ from the first, and where that is more than luck."""
    rows = table.reset_index()
    columns = ["scenario", "figure", "unit", "difference", "standard_error", "p10", "p90", "distinguishable"]
    whole = rows["region_id"] == ""
    print_table(rows[whole][columns], f"Sample by sample, less {first}: whole grid")
    regions = rows[~whole & rows["distinguishable"] & (rows["figure"] == "people_peak")]
    if len(regions):
        print_table(regions[["scenario", "region_id", *columns[1:-1]]], "Regions that differ by more than luck")
