"""The table of regions of a brief."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from gridimpact.domain.assessment import Assessment
from gridimpact.domain.ranges import LOST, Ranges
from gridimpact.i18n.translate import _, number
from gridimpact.views import tables, wording
from gridimpact.views.brief_parts import BriefTable, span

if TYPE_CHECKING:
    import pandas as pd


def region_table(assessment: Assessment) -> BriefTable:
    """Regions with supply, the worst first, with their likely ranges where there are any."""
    table = tables.region_table(assessment, assessment.evaluation.peak)
    people = assessment.evaluation.people
    columns = [
        _("Region"),
        _("P-code"),
        _("Not served"),
        _("MW"),
        _("of MW"),
        _("Newly cut, MW"),
        _("People equivalent"),
    ]
    cells = [
        [
            str(row["region"]),
            str(key),
            wording.percent(row["share"] / 100),
            number(row["shed_mw"]),
            number(row["demand_mw"]),
            number(row["caused_mw"]),
            wording.people_short(row["people"]),
        ]
        for key, row in zip(table.index, table.to_dict("records"), strict=True)
    ]
    if assessment.ranges is not None:
        columns += [_("People, 80 % range"), _("Chance")]
        for line, (low, high, chance) in zip(cells, _likely(assessment.ranges, table.index), strict=True):
            line += [wording.between(wording.people_short(low), wording.people_short(high)), wording.percent(chance)]
    if people is not None:
        columns += [_("Hours off a day"), _("Longest, h"), _("Severity")]
        hours = people.outages.regions.reindex(table.index)
        ends = zip(hours["off_least_h"], hours["off_most_h"], hours["longest_h"], strict=True)
        severity = people.severity["severity"].reindex(table.index)
        for line, (least, most, longest), step in zip(cells, ends, severity, strict=True):
            line += [span(number(least), number(most)), number(longest), f"{step:.0f}"]
    return BriefTable(
        title=_("Regions"),
        columns=tuple(columns),
        rows=tuple(map(tuple, cells)),
        numbers=frozenset(range(2, len(columns))),
        note=" ".join(
            (
                _(
                    "MW and people at the peak hour. From damage: negative where less is disconnected than "
                    "without it. People equivalent: people supplied times the share of demand not served. "
                    "Hours off: by queue, over the day. Severity: 1 low to 5 extreme."
                ),
                *(
                    [_("Probability of losing more than {share} of the day's energy.", share=wording.percent(LOST))]
                    if assessment.ranges
                    else []
                ),
            )
        ),
    )


def _likely(found: Ranges, regions: "pd.Index[str]") -> Iterator[tuple[float, float, float]]:
    """Likely people at the peak hour and the chance of a notable loss, by region."""
    rows = found.regions.reindex(regions)
    return zip(rows["people_peak_p10"], rows["people_peak_p90"], found.chances[LOST].reindex(regions), strict=True)
