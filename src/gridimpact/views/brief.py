"""The situation brief as words: what a page says, in the order in which relief agencies say it.

Title and as-of time, what stands out, key figures, map, regions, imports, needs, what is uncertain,
sources. Nothing here draws; a public brief knows regions only.
"""

from dataclasses import dataclass

from gridimpact.domain.assessment import Assessment
from gridimpact.domain.grid import Grid
from gridimpact.domain.impact_results import REPAIR_ITEMS
from gridimpact.domain.vocabulary import Sensitivity
from gridimpact.i18n.translate import N_, _, moment, number, spoken
from gridimpact.views import brief_points, ranges, tables, wording
from gridimpact.views.attribution import headline
from gridimpact.views.brief_parts import BriefTable, Points, limit_mw, span
from gridimpact.views.brief_regions import region_table
from gridimpact.views.figures import Figure, import_headline, key_figures, local_day, totals_at

MARKS = {
    Sensitivity.PUBLIC: N_("Public: by region only; no site, component or report is named."),
    Sensitivity.RESTRICTED: N_("RESTRICTED: names components and reports. Do not publish or forward."),
}

MOST_IN = 3
"""Regions named beside a need. [-]  Chosen: a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """Everything a page shows, in the language it was made in.

    Attributes
    ----------
    language : str
        Code of the language.
    restricted : bool
    title, day, subtitle, mark, headline, footer : str
    highlights, uncertain, sources : Points
    figures : tuple of Figure
    map_title, map_note : str
        The note explains the signs of a restricted map; empty in a public one.
    no_map : str
        Stands where there is nothing to draw.
    regions, imports, needs : BriefTable
    damage : BriefTable or None
        Components that reports point at; None in a public brief.
    """

    language: str
    restricted: bool
    title: str
    day: str
    subtitle: str
    mark: str
    headline: str
    highlights: Points
    figures_title: str
    figures: tuple[Figure, ...]
    map_title: str
    map_note: str
    no_map: str
    regions: BriefTable
    imports: BriefTable
    needs: BriefTable
    uncertain: Points
    sources: Points
    footer: str
    damage: BriefTable | None = None


def brief(
    assessment: Assessment,
    *,
    sensitivity: Sensitivity = Sensitivity.PUBLIC,
    grid: Grid | None = None,
    version: str = "",
    issued_by: str = "",
) -> Brief:
    """Return the brief of an assessment in the language spoken.

    Parameters
    ----------
    assessment : Assessment
    sensitivity : Sensitivity
        Restricted adds the damaged components and what is needed to repair them.
    grid : Grid, optional
        Gives local time, title, licence and sources.
    version : str
        Of gridimpact.
    issued_by : str
        Who answers questions about it.
    """
    zone = grid.timezone if grid else "UTC"
    restricted = sensitivity is Sensitivity.RESTRICTED
    place = (grid.title_uk if spoken() == "uk" else grid.title_en) if grid else assessment.grid_name
    marked = _(MARKS[sensitivity])
    likely = (ranges.sentence(assessment.ranges),) if assessment.ranges else ()
    return Brief(
        language=spoken(),
        restricted=restricted,
        title=_("Power supply after strikes: {day}", day=local_day(assessment, zone)),
        day=local_day(assessment, zone),
        subtitle=" · ".join(
            part for part in (place.split(":")[0], _as_of(assessment, zone), _peak(assessment, zone)) if part
        ),
        mark=marked,
        headline=" ".join((headline(assessment), *likely)),
        highlights=Points(title=_("Key messages"), points=brief_points.highlights(assessment)),
        figures_title=_("Key figures at the peak hour"),
        figures=_figures(assessment),
        map_title=_("Share of demand not served at the peak hour"),
        map_note=_("△ damaged, × out of service, dotted: line without power") if restricted else "",
        no_map=_("No map: the outlines of the regions are not known."),
        regions=region_table(assessment),
        imports=_imports(assessment),
        needs=_needs(assessment, restricted=restricted),
        uncertain=Points(title=_("Uncertainty"), points=brief_points.uncertain(assessment)),
        sources=Points(title=_("Sources and method"), points=brief_points.sources(assessment, grid, issued_by)),
        footer=f"{marked} gridimpact {version}",
        damage=_damage(assessment) if restricted else None,
    )


def _figures(assessment: Assessment) -> tuple[Figure, ...]:
    figures = key_figures(assessment, assessment.evaluation.peak)
    return ranges.with_likely(figures, assessment.ranges) if assessment.ranges else figures


def _as_of(assessment: Assessment, zone: str) -> str:
    return _("as of {time}", time=moment(assessment.as_of, zone)) if assessment.as_of else ""


def _peak(assessment: Assessment, zone: str) -> str:
    local = assessment.evaluation.peak.tz_convert(zone)
    return _("peak hour {hour}", hour=f"{local:%H:%M}")


def _imports(assessment: Assessment) -> BriefTable:
    table = tables.import_table(assessment.evaluation, assessment.evaluation.peak)
    figures = ("need_mw", "allowed_mw", "deliverable_mw", "used_mw")
    rows = [(str(row["country"]), *(limit_mw(row[name]) for name in figures)) for row in table.to_dict("records")]
    total = totals_at(assessment, assessment.evaluation.peak)
    deliverable = float(assessment.evaluation.imports_total["deliverable_mw"].loc[assessment.evaluation.peak])
    sums = (total.import_need_mw, total.import_allowed_mw, deliverable, total.import_used_mw)
    rows.append((_("All borders"), *map(limit_mw, sums)))
    return BriefTable(
        title=_("Import at the peak hour, MW"),
        columns=(_("From"), _("Needed"), _("Allowed"), _("Deliverable"), _("Arriving")),
        rows=tuple(rows),
        numbers=frozenset({1, 2, 3, 4}),
        note=import_headline(assessment),
    )


def _needs(assessment: Assessment, *, restricted: bool) -> BriefTable:
    """What to send, summed over regions, with the regions that need most."""
    people = assessment.evaluation.people
    columns = (_("Item"), _("Number"), _("Most in"))
    title = _("What to send")
    note = _("Low: consumers on the critical list keep power; high: they are disconnected like everyone else.")
    if people is None:
        return BriefTable(title=title, columns=columns, rows=(), note=note)
    table = people.needs
    shown = table if restricted else table[~table["item"].isin(REPAIR_ITEMS)]
    names = tables.region_names(assessment.evaluation)
    rows = []
    for keys, group in shown.groupby(["item", "size", "unit"], sort=False):
        item, size, unit = (wording.result_words(str(key)) for key in keys)
        most = group.sort_values("count_high", ascending=False, kind="stable").head(MOST_IN)
        low, high = (_amount(float(group[end].sum())) for end in ("count_low", "count_high"))
        where = ", ".join(str(names.get(key, key)) for key in most["region_id"])
        rows.append((wording.sentence(f"{item}, {size}" if size else item), f"{span(low, high)} {unit}", where))
    return BriefTable(title=title, columns=columns, rows=tuple(rows), numbers=frozenset({1}), note=note)


def _damage(assessment: Assessment) -> BriefTable:
    table = tables.damage_table(assessment)
    shown = table[table["probability"] > 0]
    rows = [
        (
            str(row["name"]),
            str(row["kind"]),
            str(row["region"]),
            str(row["state"]),
            wording.percent(row["probability"] / 100),
            number(row["reports"]),
            _("yes") if row["counted"] else _("no"),
        )
        for row in shown.to_dict("records")
    ]
    columns = (
        _("Component"),
        _("Kind"),
        _("Region"),
        _("Most likely"),
        _("Any damage"),
        _("Reports"),
        _("Counted"),
    )
    return BriefTable(
        title=_("Reported damage"),
        columns=columns,
        rows=tuple(rows),
        numbers=frozenset({4, 5}),
        note=_("Counted: the day is calculated with this damage."),
    )


def _amount(value: float) -> str:
    """A number of things: whole, and to two digits where there are many."""
    return number(value) if value < 100 else wording.significant(value, 2)
