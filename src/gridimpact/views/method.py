"""Words and tables of the page about method and data."""

import pandas as pd

from gridimpact import __version__
from gridimpact.domain.assumptions import assumptions, value_text
from gridimpact.domain.grid import Grid
from gridimpact.domain.settings import Settings
from gridimpact.i18n.translate import N_, _, digits, spoken


def limits() -> tuple[str, ...]:
    """What a reader must not read into the figures."""
    return (
        _("The grid is generalised from public data: use the figures for regions, not for a street or a substation."),
        _(
            "People are an equivalent of the unserved demand: with rolling outages different people "
            "are affected in turn."
        ),
        _("Damage is what reports make probable; unreported damage is not included."),
        _("Repair, weather and the operator's plans are known only where they are stated."),
        _("Intact components are not ranked here, and the figures must not be used to rank them."),
    )


GROUPS = {
    "damage": N_("Damage"),
    "evidence": N_("Reports"),
    "demand": N_("Demand"),
    "network": N_("Grid"),
    "impact": N_("People"),
    "repair": N_("Repair"),
    "ensemble": N_("Ranges"),
}
"""Groups of assumptions in words."""


def assumption_table(settings: Settings, group: str = "") -> pd.DataFrame:
    """Assumptions in use, of all groups or one.

    Returns
    -------
    DataFrame
        Index name, as in `docs/method.md`; `title` (what it is), `value` (as people write it), `unit`, `default`,
        `changed`, `basis` (source or reason, in English).
    """
    rows = {
        one.name: (
            _(one.title),
            _shown(one.value),
            _(one.unit) if one.unit else "",
            _shown(one.default),
            one.changed,
            one.basis,
        )
        for one in assumptions(settings)
        if one.name.startswith(f"{group}." if group else "")
    }
    columns = ["title", "value", "unit", "default", "changed", "basis"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("name")


def _shown(value: object) -> str:
    """A value as it is written, with the decimal sign of the language."""
    text = value_text(value)
    plain = isinstance(value, int | float) or (
        isinstance(value, tuple) and all(isinstance(one, int | float) for one in value)
    )
    return digits(text) if plain and not isinstance(value, bool) else text


def source_table(grid: Grid) -> pd.DataFrame:
    """Sources of the grid with their licences, as its file lists them."""
    listed = grid.about.get("sources")
    sources: list[object] = listed if isinstance(listed, list) else []
    rows = [{**row, "what": row.get(f"what_{spoken()}", row.get("what"))} for row in sources if isinstance(row, dict)]
    words = {"what": _("What"), "who": _("Who"), "licence": _("Licence")}
    return pd.DataFrame(rows, columns=list(words)).rename(columns=words)


def versions(grid: Grid) -> str:
    """Version of gridimpact and fingerprint of the grid, for whoever has to find the same figures."""
    title = grid.title_uk if spoken() == "uk" else grid.title_en
    return _(
        "gridimpact {version} · {title} · data {fingerprint}",
        version=__version__,
        title=title,
        fingerprint=grid.fingerprint,
    )
