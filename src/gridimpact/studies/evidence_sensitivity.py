"""How far the headline depends on numbers of the evidence stage that nobody can measure.

One choice is changed at a time; what else a reader doubts can be given as variations of their own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

import pandas as pd

from gridimpact.assessment import Progress, assess, evaluate
from gridimpact.domain.damage import Contingency
from gridimpact.domain.evaluation import Evaluation
from gridimpact.domain.grid import Grid
from gridimpact.domain.override import Override
from gridimpact.domain.report import Reports, StrikeReport
from gridimpact.domain.settings import EvidenceSettings, Settings
from gridimpact.evidence import fuse, most_likely
from gridimpact.i18n.english_text import EnglishText
from gridimpact.i18n.translate import N_

FIGURES = ("components_damaged", "shed_peak_mw", "ens_mwh", "people_peak", "import_need_peak_mw", "regions_affected")
"""Figures of `Assessment.summary` that are given."""

AS_SET = EnglishText(N_("as set"))


def evidence_variations(settings: EvidenceSettings) -> dict[str, EvidenceSettings]:
    """Return the choices that are tried, by name; the first is the settings themselves.

    Parameters
    ----------
    settings : EvidenceSettings
        As set; each variation changes one of its values.

    Returns
    -------
    dict of str to EvidenceSettings

    Notes
    -----
    All chosen: a tenth, a half or nine tenths of named sites are damaged before anybody is believed;
    sources that know a fifth less often, or fail half as often; a limit of decision of 0.35 and 0.65;
    sources that hardly ever misjudge the degree, or often do.
    """

    def prior(none: float) -> EvidenceSettings:
        return replace(settings, prior=(none, *[(1.0 - none) / 4.0] * 4))

    def scaled(weights: tuple[float, ...], factor: float, added: float = 0.0) -> tuple[float, ...]:
        return tuple(factor * weight + added for weight in weights)

    reliability, credibility = settings.reliability_weight, settings.credibility_weight
    return {
        AS_SET: settings,
        EnglishText(N_("prior of no damage {share}"), share=0.9): prior(0.9),
        EnglishText(N_("prior of no damage {share}"), share=0.5): prior(0.5),
        EnglishText(N_("prior of no damage {share}"), share=0.1): prior(0.1),
        EnglishText(N_("sources know a fifth less often")): replace(
            settings, reliability_weight=scaled(reliability, 0.8)
        ),
        EnglishText(N_("sources fail half as often")): replace(
            settings, reliability_weight=scaled(reliability, 0.5, 0.5)
        ),
        EnglishText(N_("statements a fifth weaker")): replace(settings, credibility_weight=scaled(credibility, 0.8)),
        EnglishText(N_("decision at {share}"), share=0.35): replace(settings, decision_probability=0.35),
        EnglishText(N_("decision at {share}"), share=0.65): replace(settings, decision_probability=0.65),
        EnglishText(N_("degree never misjudged")): replace(settings, state_kernel_width=0.1),
        EnglishText(N_("degree often misjudged")): replace(settings, state_kernel_width=1.2),
    }


def headline_by_choice(
    grid: Grid,
    reports: Reports | Iterable[StrikeReport],
    settings: Settings = Settings(),
    *,
    as_of: datetime | None = None,
    overrides: Iterable[Override] = (),
    variations: Mapping[str, EvidenceSettings] | None = None,
    progress: Progress | None = None,
) -> pd.DataFrame:
    """Return the headline under each choice.

    Parameters
    ----------
    grid : Grid
    reports : Reports or iterable of StrikeReport
    settings : Settings
        What is not varied.
    as_of : datetime, optional
        Aware; later reports are left aside.
    overrides : iterable of Override
    variations : mapping of str to EvidenceSettings, optional
        Default: `evidence_variations`.
    progress : callable, optional
        Called with the share done [0..1] and what is being done.

    Returns
    -------
    DataFrame
        Index `choice`, first `as set`; the columns of `FIGURES` in the units of `Assessment.summary`, and
        `differing`, the number of components with another state than as set. Choices that lead to the
        same most likely damage have the same figures, and are worked out once.
    """
    known = reports if isinstance(reports, Reports) else Reports(reports=tuple(reports))
    by_hand = tuple(overrides)
    tried = dict(variations) if variations is not None else evidence_variations(settings.evidence)
    base = assess(grid, known, settings, as_of=as_of, overrides=by_hand)
    moment = as_of or known.latest
    done: dict[str, Evaluation] = {base.contingency.fingerprint: base.evaluation}
    rows: dict[str, dict[str, float]] = {AS_SET: _row(base.summary(), 0)}
    for number, (name, choice) in enumerate(tried.items(), start=1):
        if progress is not None:
            progress(number / (len(tried) + 1), name)
        if name == AS_SET:
            continue
        changed = replace(settings, evidence=choice)
        belief = fuse(known, grid, choice, damage=settings.damage, as_of=as_of, overrides=by_hand)
        case = most_likely(belief, changed)
        if case.fingerprint not in done:
            done[case.fingerprint] = evaluate(grid, case, settings, as_of=moment)
        found = replace(base, belief=belief, contingency=case, evaluation=done[case.fingerprint], settings=changed)
        rows[name] = _row(found.summary(), _differing(_left(base.contingency), _left(case)))
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("choice")


def _row(summary: pd.DataFrame, differing: int) -> dict[str, float]:
    values = summary["value"].astype(float).to_dict()
    return {**{name: values[name] for name in FIGURES}, "differing": differing}


def _left(case: Contingency) -> dict[str, float]:
    """Return the share of capacity left, by component concerned. [0..1]"""
    return {**dict.fromkeys(case.out, 0.0), **case.derated}


def _differing(one: Mapping[str, float], other: Mapping[str, float]) -> int:
    return sum(one.get(name, 1.0) != other.get(name, 1.0) for name in {*one, *other})
