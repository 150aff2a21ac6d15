"""What stands behind the figures of one region: hours, severity, hospitals, and who reported what."""

import pandas as pd

from gridimpact.domain.assessment import Assessment
from gridimpact.i18n.translate import _, name_column, number
from gridimpact.views import wording
from gridimpact.views.figures import row_of
from gridimpact.views.map_damage import likeliest_state
from gridimpact.views.region_facts import Fact, region_facts

MOST = 4
"""Components that are named; the Damage page has all. [-]  Chosen: the card stays beside the map."""


def lines(
    assessment: Assessment, region_id: str, snapshot: pd.Timestamp, *, public: bool = False
) -> tuple[tuple[str, str], ...]:
    """Pairs of words and value, what matters first.

    Parameters
    ----------
    assessment : Assessment
    region_id : str
    snapshot : Timestamp
        Hour that is shown. [UTC]
    public : bool
        Components and reports are not named.
    """
    people = _people(assessment, region_id)
    # Hours by queue say the same as the mean outage time, nearer to what people see.
    facts = region_facts(assessment, region_id, snapshot, without=(Fact.OUTAGE_TIME,) if people else ())
    return (*facts, *people, *(() if public else _damaged(assessment, region_id)))


def _people(assessment: Assessment, region_id: str) -> tuple[tuple[str, str], ...]:
    """Severity, hours by queue and the hospitals."""
    people = assessment.evaluation.people
    severity = row_of(people.severity, region_id) if people is not None and region_id in people.severity.index else {}
    if people is None or not severity or not severity["severity"] > 0:
        return ()
    hours = row_of(people.outages.regions, region_id)
    facilities = people.facilities
    hospitals = facilities[(facilities["region_id"] == region_id) & (facilities["kind"] == "hospital")]
    left = float(hospitals["hours_left_low"].min()) if len(hospitals) else float("inf")
    fuel = _("own fuel for {number} h", number=number(left)) if left < float("inf") else _("grid power holds")
    off = _(
        "{hours} on average, longest {longest}",
        hours=wording.hours(hours["off_h"]),
        longest=wording.hours(hours["longest_h"]),
    )
    why = wording.result_words(severity["severity_by"])
    found = [
        (_("Severity"), f"{wording.severity_words(severity['severity'])}: {why}"),
        (_("Hours off, by queue"), off),
    ]
    if len(hospitals):
        found.append((_("Hospitals"), f"{number(hospitals['number'].sum())}, {fuel}"))
    return tuple(found)


def _damaged(assessment: Assessment, region_id: str) -> tuple[tuple[str, str], ...]:
    """Components believed damaged there, the surest first, with the reports behind each."""
    belief, influence = assessment.belief, assessment.belief.influence
    known = belief.components.index.intersection(belief.table.index)
    parts = {part: row_of(belief.components, part) for part in assessment.contingency.components if part in known}
    here = sorted(
        (part for part, row in parts.items() if row["region_id"] == region_id),
        key=lambda part: -float(belief.p_damaged[part]),
    )
    listed = []
    for part in here[:MOST]:
        state = likeliest_state(row_of(belief.table, part))
        behind = sorted(set(influence.loc[influence["component_id"] == part, "report_id"].astype(str)))
        words = _(
            "{state}, damage probability {probability}; reports {reports}",
            state=wording.state_words(state),
            probability=wording.percent(float(belief.p_damaged[part])),
            reports=", ".join(behind),
        )
        listed.append((str(parts[part][name_column()]), words))
    if len(here) > MOST:
        listed.append((_("And"), wording.counted(len(here) - MOST, "component")))
    return tuple(listed)
