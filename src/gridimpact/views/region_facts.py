"""What is known of one region, fact by fact."""

from collections.abc import Collection
from enum import StrEnum

import pandas as pd

from gridimpact.domain.assessment import Assessment
from gridimpact.i18n.translate import _, number
from gridimpact.views import wording
from gridimpact.views.figures import hour_regions, row_of


class Fact(StrEnum):
    """One fact on a region, whatever it is called on screen."""

    SUPPLY = "supply"
    SHED_HOUR = "shed_hour"
    CAUSED = "caused"
    PEOPLE = "people"
    SHED_DAY = "shed_day"
    OUTAGE_TIME = "outage_time"
    DAMAGED = "damaged"


def region_facts(
    assessment: Assessment, region_id: str, snapshot: pd.Timestamp, *, without: Collection[Fact] = ()
) -> tuple[tuple[str, str], ...]:
    """What is known of one region, as pairs of words and value.

    Parameters
    ----------
    assessment : Assessment
    region_id : str
    snapshot : Timestamp
        Hour that is shown. [UTC]
    without : collection of Fact
        Facts that are left out, for something nearer to people stands beside them.
    """
    facts = _facts(assessment, region_id, snapshot)
    return tuple(pair for fact, pair in facts.items() if fact not in without)


def _facts(assessment: Assessment, region_id: str, snapshot: pd.Timestamp) -> dict[Fact, tuple[str, str]]:
    """The facts by what they are, in the order in which they are shown."""
    day = row_of(assessment.evaluation.regions, region_id)
    if not day["demand_mwh"] > 0:
        return {Fact.SUPPLY: (_("Supply"), _("none modelled here"))}
    now, before = (
        row_of(hour_regions(case, snapshot), region_id) for case in (assessment.evaluation, assessment.baseline)
    )
    caused = float(now["shed_mw"] - before["shed_mw"])
    parts = assessment.belief.components
    damaged = [
        part
        for part in assessment.contingency.components
        if part in parts.index and parts.loc[part, "region_id"] == region_id
    ]
    return {
        Fact.SHED_HOUR: (
            _("Not served this hour"),
            _(
                "{part} of {whole} MW ({share})",
                part=number(now["shed_mw"]),
                whole=number(now["demand_mw"]),
                share=wording.percent(float(now["unserved_share"])),
            ),
        ),
        Fact.CAUSED: (_("From the reported damage"), _change(caused)),
        Fact.PEOPLE: (
            _("Equivalent in people"),
            _(
                "{part} of {whole}",
                part=wording.people(float(now["people"])),
                whole=wording.people(float(day["population"])),
            ),
        ),
        Fact.SHED_DAY: (
            _("Not served over the day"),
            f"{wording.energy(float(day['ens_mwh']))} ({wording.percent(float(day['unserved_share']))})",
        ),
        Fact.OUTAGE_TIME: (
            _("Average time without power"),
            _("{hours} hours in the day", hours=number(day["outage_h"], 1)),
        ),
        Fact.DAMAGED: (_("Damaged components"), number(len(damaged))),
    }


def _change(change_mw: float) -> str:
    """New cuts, or how much the shortage eases because other regions draw less; never a negative cause."""
    if change_mw <= -0.5:
        return _("nothing newly cut; the shortage eases by {power}", power=wording.megawatts(-change_mw))
    return _("{power} newly cut", power=wording.megawatts(max(change_mw, 0.0)))
