"""Words and tables of the page about method and data."""

from dataclasses import fields, is_dataclass

import pandas as pd

from gridimpact import __version__
from gridimpact.domain.grid import Grid
from gridimpact.domain.settings import Settings
from gridimpact.language import digits, mark, number, say, spoken

GROUPS = {
    "damage": mark("damage"),
    "demand": mark("demand"),
    "ensemble": mark("ranges"),
    "evidence": mark("evidence"),
    "impact": mark("impact on people"),
    "network": mark("network"),
    "repair": mark("repair"),
}
"""Words of the groups of assumptions."""

SOURCES = (
    mark("topology and voltages"),
    mark("electrical values of lines and transformers"),
    mark("plants"),
    mark("shapes of regions and neighbours"),
    mark("population on 1 January 2022"),
    mark("limits, demand, status, dates"),
    mark("demand and deficit"),
)
"""What the sources of the bundled grid are for; who they are and their licences stay as they are called."""


def limits() -> tuple[str, ...]:
    """What a reader must not read into the figures."""
    return (
        say("The grid is generalised from public data: figures are fit for regions, not for a street or a substation."),
        say("People are people's worth of demand: with rolling outages they change places."),
        say("Damage is what reports make probable; what nobody reported is not in it."),
        say("Repair, weather and the plans of the operator are known only where they are stated."),
        say("Nothing here ranks intact components, and nothing may be used to that end."),
    )


def assumption_table(settings: Settings) -> pd.DataFrame:
    """Every assumption in use with its name in `docs/method.md`; `group`, `name`, `value`."""
    rows = [
        {say("Group"): _group(group.name), say("Name"): one.name, say("Value"): _value(getattr(part, one.name))}
        for group in fields(settings)
        if is_dataclass(part := getattr(settings, group.name))
        for one in fields(part)
    ]
    return pd.DataFrame(rows)


def _group(name: str) -> str:
    return say(GROUPS[name]) if name in GROUPS else name


def _value(value: object) -> str:
    """A value as it is read; codes stay as they are set."""
    if value is None:
        return say("taken from the day that is assessed")
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if isinstance(value, int):
        return number(value)
    if isinstance(value, float):
        return digits(f"{value:g}")
    return str(value)


def source_table(grid: Grid) -> pd.DataFrame:
    """Sources of the grid with their licences, as its file tells them."""
    sources = grid.about.get("sources")
    rows = sources if isinstance(sources, list) else []
    words = {"what": say("What"), "who": say("Who"), "licence": say("Licence")}
    table = pd.DataFrame(rows, columns=list(words))
    return table.assign(what=table["what"].map(say, na_action="ignore")).rename(columns=words)


def versions(grid: Grid) -> str:
    """Version of gridimpact and fingerprint of the grid, for whoever has to find the same figures."""
    title = grid.title_uk if spoken() == "uk" else grid.title_en
    return say(
        "gridimpact {version} · {title} · data {fingerprint}",
        version=__version__,
        title=title,
        fingerprint=grid.fingerprint,
    )
