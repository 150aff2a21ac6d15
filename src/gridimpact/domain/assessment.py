"""An assessment: the answer to a set of strike reports, with its headline figures."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

import pandas as pd

from gridimpact.domain.caused import CAUSED_FIGURES, Caused
from gridimpact.domain.damage import Contingency, DamageBelief
from gridimpact.domain.days_ahead import DaysAhead
from gridimpact.domain.evaluation import Evaluation
from gridimpact.domain.ranges import Ranges
from gridimpact.domain.settings import Settings
from gridimpact.domain.vocabulary import Sensitivity
from gridimpact.errors import Finding
from gridimpact.i18n.english_text import EnglishText
from gridimpact.i18n.translate import N_


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Assessment:
    """The answer to a set of strike reports.

    Attributes
    ----------
    belief : DamageBelief
        What is damaged and how sure that is.
    contingency : Contingency
        The most likely damage.
    evaluation : Evaluation
        The day with that damage.
    baseline : Evaluation
        The same day without it.
    caused : Caused
        What the reported damage causes: new cuts, relief, lost generation and network.
    settings : Settings
        Every assumption.
    grid_name, grid_fingerprint : str
        Which grid.
    reports_name, reports_fingerprint : str
        Which reports.
    as_of : datetime or None
        Later reports were left aside. [UTC]
    sensitivity : Sensitivity
        Restricted: it names components.
    ahead : DaysAhead or None
        The days that follow, with components returning; None unless asked for (`follow_days`).
    ranges : Ranges or None
        How far the figures may lie from these; None unless an ensemble was worked out (`with_ranges`).
    findings : tuple of Finding
        Of reading, matching, fusing and solving, in that order.
    """

    belief: DamageBelief
    contingency: Contingency
    evaluation: Evaluation
    baseline: Evaluation
    caused: Caused
    settings: Settings
    grid_name: str
    grid_fingerprint: str
    reports_name: str
    reports_fingerprint: str
    as_of: datetime | None = None
    sensitivity: Sensitivity = Sensitivity.RESTRICTED
    ahead: DaysAhead | None = None
    ranges: Ranges | None = None
    findings: tuple[Finding, ...] = field(default=())

    def summary(self) -> pd.DataFrame:
        """Headline figures.

        Returns
        -------
        DataFrame
            Index `figure`; `value`, `unit`, `baseline` (the same day without the reported damage),
            `caused` (value less baseline), `note` (what the figure is). Figures of the peak are those
            of the hour of highest demand.
        """
        rows = [
            {
                "figure": figure,
                "unit": unit,
                "note": EnglishText(note),
                "value": of(self.evaluation),
                "baseline": of(self.baseline),
            }
            for figure, unit, note, of in HEADLINES
        ]
        share = self.settings.impact.notable_share
        rows += [
            {
                "figure": "components_damaged",
                "unit": "components",
                "value": len(self.contingency.components),
                "baseline": 0,
                "note": EnglishText(N_("components counted as damaged in the most likely case")),
            },
            {
                "figure": "regions_affected",
                "unit": "regions",
                "value": _affected(self.evaluation, share),
                "baseline": _affected(self.baseline, share),
                "note": EnglishText(N_("regions with more than {share:.0%} of the day's energy unserved"), share=share),
            },
        ]
        rows += [
            {"figure": figure, "unit": unit, "note": EnglishText(note), "value": of(self.caused), "baseline": 0.0}
            for figure, unit, note, of in CAUSED_FIGURES
        ]
        table = pd.DataFrame(rows).set_index("figure")
        table = table.assign(caused=table["value"] - table["baseline"])
        return table[["value", "unit", "baseline", "caused", "note"]]


def _affected(evaluation: Evaluation, share: float) -> int:
    return int((evaluation.regions["unserved_share"] > share).sum())


HEADLINES: tuple[tuple[str, str, str, Callable[[Evaluation], float]], ...] = (
    ("demand_peak_mw", "MW", N_("demand at the peak hour"), lambda e: float(e.total_demand_mw[e.peak])),
    ("shed_peak_mw", "MW", N_("demand not served at the peak hour"), lambda e: float(e.total_shed_mw[e.peak])),
    (
        "unserved_peak_share",
        "share",
        N_("part of demand not served at the peak hour"),
        lambda e: float(e.total_shed_mw[e.peak] / e.total_demand_mw[e.peak]) if e.total_demand_mw[e.peak] > 0 else 0.0,
    ),
    ("ens_mwh", "MWh", N_("energy not served in the day"), lambda e: float(e.total_shed_mw.sum())),
    ("people_peak", "people", N_("people without power at the peak hour"), lambda e: float(e.regions["people"].sum())),
    (
        "person_hours",
        "person-hours",
        N_("hours without power in the day, summed over people"),
        lambda e: float(e.regions["person_hours"].sum()),
    ),
    (
        "import_need_peak_mw",
        "MW",
        N_("import needed at the peak hour to serve all demand"),
        lambda e: _import(e, "need_mw"),
    ),
    (
        "import_allowed_peak_mw",
        "MW",
        N_("import allowed by the rules at the peak hour"),
        lambda e: _import(e, "allowed_mw"),
    ),
    (
        "import_deliverable_peak_mw",
        "MW",
        N_("import that the damaged grid can carry, within what is allowed"),
        lambda e: _import(e, "deliverable_mw"),
    ),
    ("import_used_peak_mw", "MW", N_("import that serves demand at the peak hour"), lambda e: _import(e, "used_mw")),
)
"""Headline figures: name, unit, what it is, and how it is read off an evaluation."""


def _import(evaluation: Evaluation, column: str) -> float:
    return float(evaluation.imports_total[column].loc[evaluation.peak])
