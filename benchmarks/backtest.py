"""Hold the model against published episodes: the table of docs/validation.md.

    python benchmarks/backtest.py [--write]

Reads data/validation/episodes.csv. Nothing is fitted to an episode: all settings are the defaults,
the AC check is left out, and the inputs are the published ones in the file. `--write` puts the table into the page.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd

import gridimpact as gi
from gridimpact.domain.settings import DemandSettings, NetworkSettings

ROOT = Path(__file__).resolve().parent.parent
EPISODES = ROOT / "data" / "validation" / "episodes.csv"
PAGE = ROOT / "docs" / "validation.md"
MARKS = ("<!-- backtest -->", "<!-- end of backtest -->")


def _share(day: gi.Evaluation) -> float:
    return float(day.total_shed_mw[day.peak] / day.total_demand_mw[day.peak])


def _beyond_common(day: gi.Evaluation) -> float:
    shares = day.regions["unserved_share"]
    return float(max(0.0, shares["UA32"] - shares[day.regions["population"] > 0].median()))


MEASURES: dict[str, tuple[str, Callable[[gi.Evaluation], float]]] = {
    "peak_share": ("{:.0%} of demand unserved at the peak", _share),
    "peak_mw": ("{:,.0f} MW unserved at the peak", lambda day: round(float(day.total_shed_mw[day.peak]), -1)),
    "import_mwh": ("{:,.0f} MWh imported", lambda day: round(float(day.imports_total["used_mw"].sum()), -2)),
    "kyiv_beyond_common": ("{:.1%} of demand beyond the common share", _beyond_common),
    "least_hours": (
        "{:.1f} h off in the least affected region",
        lambda day: float(day.people.outages.regions["off_h"][day.regions["population"] > 0].min()),
    ),
    "emergency_regions": (
        "emergency outages in {:.0f} regions",
        lambda day: float((day.people.outages.regions["emergency_h"] > 0).sum()),
    ),
    "kyiv_heat": (
        "{:,.0f} people without heat in Kyiv",
        lambda day: round(float(day.people.services.loc["UA80", "people_heat_low"]), -4),
    ),
    "lviv_people": (
        "{:,.0f} people's worth of demand in Lviv region at the peak",
        lambda day: round(float(day.regions.loc["UA46", "people"]), -4),
    ),
}


def _components(text: str, grid: gi.Grid) -> tuple[str, ...]:
    """Ids of a cell; `technology:x` stands for all units of it in service."""
    units = grid.units[grid.units["in_service"].astype(bool)]
    found: list[str] = []
    for word in text.split():
        kind, _, name = word.partition(":")
        found += list(units.index[units["technology"] == name]) if kind == "technology" else [word]
    return tuple(found)


def _evaluated(row: dict[str, str], out: str, grid: gi.Grid) -> gi.Evaluation:
    demand = DemandSettings(reference_state=row["state"], day=date.fromisoformat(row["date"]))
    if row["demand_mw"]:
        peak_mw = float(grid.reference_states["peak_demand_mw"].loc[row["state"]])
        demand = replace(demand, demand_scale=float(row["demand_mw"]) / peak_mw)
    settings = gi.Settings(demand=demand, network=NetworkSettings(ac_check=False))
    return gi.evaluate(grid, gi.Contingency(out=_components(out, grid)), settings)


def model_figure(row: dict[str, str], grid: gi.Grid) -> str:
    """The model's figure in words, a range where the damage is one."""
    if row["measure"] == "nuclear_mw":
        units = grid.units[grid.units["in_service"].astype(bool) & (grid.units["technology"] == "nuclear")]
        return f"{units['p_nom_mw'].sum():,.0f} MW of nuclear in service in the grid"
    words, measure = MEASURES[row["measure"]]
    values = [measure(_evaluated(row, out, grid)) for out in dict.fromkeys([row["out"], row["out_high"] or row["out"]])]
    told = [words.format(value) for value in values]
    return " to ".join(dict.fromkeys(told))


def table(grid: gi.Grid) -> str:
    """The table as Markdown."""
    rows = pd.read_csv(EPISODES, dtype=str, keep_default_na=False).to_dict("records")
    lines = ["| date, episode | published | model | agreement | remark |", "|---|---|---|---|---|"]
    for row in rows:
        figure = "not expressed" if row["expressed"] == "no" else model_figure(row, grid)
        published = f"[{row['published']}]({row['source']})"
        cells = (f"{row['date']}, {row['episode']}", published, figure, row["agreement"] or "-", row["remark"])
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    told = table(gi.read_grid("ukraine"))
    print(told)
    if "--write" in sys.argv:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(MARKS[0])
        after = rest.partition(MARKS[1])[2]
        PAGE.write_text(f"{before}{MARKS[0]}\n\n{told}\n\n{MARKS[1]}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
