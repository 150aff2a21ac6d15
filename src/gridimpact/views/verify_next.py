"""What to verify next, in sentences; restricted, for they name components."""

from collections.abc import Mapping

from gridimpact.domain.ranges import NEW_CUTS, Ranges
from gridimpact.i18n.translate import _
from gridimpact.views import wording


def calls(
    ranges: Ranges, names: Mapping[str, str], regions: Mapping[str, str] | None = None, most: int = 3
) -> list[str]:
    """Sentences on what to verify next, the most worthwhile first; restricted.

    Parameters
    ----------
    ranges : Ranges
    names, regions : mapping of str to str
        Names of components and of regions by id.
    most : int
        Sentences. [-]
    """
    worth = ranges.verify[ranges.verify["worthwhile"].astype(bool)].head(most)
    return [
        _(
            "{name}: damaged with a chance of {chance}; to know its state would narrow {figure} by {amount} ({share}). "
            "Reports: {reports}",
            name=names.get(str(key), str(key)),
            chance=wording.percent(float(row["p_damaged"])),
            figure=_narrowed(str(row["region_id"]), regions or {}),
            amount=_amount(ranges.verify_figure, float(row["narrowing"])),
            share=wording.percent(float(row["narrowing_share"])),
            reports=str(row["reports"]),
        )
        for key, row in worth.iterrows()
    ]


def _narrowed(region_id: str, regions: Mapping[str, str]) -> str:
    """What would become narrower: the new cuts of a region, or the figure of the whole grid."""
    if region_id:
        return _("the range of new cuts in {region}", region=regions.get(region_id, region_id))
    return _("the range")


def _amount(figure: str, value: float) -> str:
    """A narrowing with the unit of its figure."""
    if figure.startswith("people"):
        return _("{number} people", number=wording.people(value))
    return wording.power(value) if figure.endswith("_mw") or figure == NEW_CUTS else wording.significant(value, 2)
