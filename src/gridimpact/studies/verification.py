"""Which report to verify next: how much the range of a figure would narrow if one component were known.

Only components that are reported damaged are looked at, and only for how uncertain they leave the
figure; nothing is said about what their loss would do.
"""

from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridimpact.domain.damage import DamageBelief
from gridimpact.domain.ensemble import HEADLINE_SAMPLES, Ensemble
from gridimpact.domain.ranges import NEW_CUTS
from gridimpact.errors import DataError
from gridimpact.studies.findings import UnknownFigure

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Width = Callable[[Floats], Floats]

LEAST_GROUP = 20
"""Samples that a damage state must have to be a group of its own; rarer states are taken together. [-]
Chosen: below it a P10 and a P90 mean nothing."""
BLOCKS = 20
"""Parts of the samples that are left out in turn to estimate the standard error. [-]  Chosen."""
SURE = 2.0
"""Standard errors by which a narrowing must exceed zero to count as one. [-]  Chosen: about 98 of 100."""


def verify_next(ensemble: Ensemble, belief: DamageBelief | None = None, *, figure: str = NEW_CUTS) -> pd.DataFrame:
    """Order the components in question by how much knowing their state would narrow a figure.

    Parameters
    ----------
    ensemble : Ensemble
    belief : DamageBelief, optional
        Names the reports behind each component.
    figure : str
        `new_cuts_by_region`, or the name of a headline figure of the whole grid.

    Returns
    -------
    DataFrame
        Index component id, most narrowing first; `p_damaged`, `region_id` (the region whose range would narrow most;
        empty for a figure of the whole grid), `narrowing` (expected loss of width, MW or unit of the figure),
        `narrowing_share` (over the width now), `standard_error` (of `narrowing`), `worthwhile` (bool:
        narrowing clearly above zero), `reports` (ids, "; "-separated). Restricted: it names components.

    Raises
    ------
    DataError
        When there is no such figure.

    Notes
    -----
    With Y the figure and c the component, narrowing_c = W(Y) − Σ_k P(state_c = k) W(Y | state_c = k): the expected
    value of perfect information about c, in units of the width W. It is read off the samples at hand; its standard
    error is that of the jackknife over blocks [1]_. A component that is known already narrows nothing.

    W is the width from P10 to P90 for a figure of the whole grid. New cuts of a region are often nothing or all of
    it, and then P10 jumps from one to the other with a single sample; there W is the mean difference of two
    outcomes, E|Y − Y'| [2]_. New cuts are differences to the same sample without the damage, so demand and unit
    outages cancel; taken region by region, the report that decides one region is not drowned by the width of the
    nation.

    References
    ----------
    .. [1] B. Efron, C. Stein, "The jackknife estimate of variance", Annals of Statistics 9 (1981).
    .. [2] C. Gini, "Variabilità e mutabilità" (1912).
    """
    values, places = _values(ensemble, figure)
    width_of = _mean_difference if figure == NEW_CUTS else _quantile_width
    width = width_of(values)
    found = [_most(width_of, values, ensemble.table.state[:, number]) for number in range(len(ensemble.components))]
    place, narrowing, error = (np.array([one[part] for one in found], dtype=float) for part in range(3))
    own = width[place.astype(np.int64)] if len(found) else np.zeros(0)
    table = ensemble.components[["p_damaged"]].assign(
        region_id=[places[int(number)] for number in place],
        narrowing=narrowing,
        narrowing_share=np.divide(narrowing, own, out=np.zeros_like(own), where=own > 0),
        standard_error=error,
        worthwhile=narrowing > SURE * error,
        reports=[_reports(belief, str(name)) for name in ensemble.components.index],
    )
    return table.sort_values("narrowing", ascending=False, kind="stable")


def _values(ensemble: Ensemble, figure: str) -> tuple[Floats, tuple[str, ...]]:
    """Values of the figure, shape (samples, places), and the region of each place."""
    if figure == NEW_CUTS:
        return ensemble.table.new_cuts_mw[:, ensemble.peak], tuple(map(str, ensemble.regions.index))
    if figure not in HEADLINE_SAMPLES:
        figures = ", ".join((NEW_CUTS, *HEADLINE_SAMPLES))
        raise DataError([UnknownFigure(where="verify_next", values={"figures": figures}, ids=(figure,))])
    return ensemble.values(figure)[:, None], ("",)


def _quantile_width(values: Floats) -> Floats:
    """P10 to P90 down the samples, by place."""
    low, high = np.quantile(values, [0.1, 0.9], axis=0)
    return np.asarray(high - low)


def _mean_difference(values: Floats) -> Floats:
    """Mean difference of two of the samples, by place: 2 / (n (n − 1)) · Σ_i (2 i − n − 1) y_(i), y sorted."""
    count = len(values)
    if count < 2:
        return np.zeros(values.shape[1])
    weight = 2.0 * np.arange(1, count + 1) - count - 1.0
    return np.asarray(2.0 / (count * (count - 1)) * (weight @ np.sort(values, axis=0)))


def _most(width_of: Width, values: Floats, state: Ints) -> tuple[int, float, float]:
    """The place whose range narrows most when the state is known, by how much, and the standard error of that."""
    group = _groups(state)
    if len(np.unique(group)) < 2:
        return 0, 0.0, 0.0
    narrowing = _expected(width_of, values, group)
    place = int(narrowing.argmax())
    own, block = values[:, [place]], np.arange(len(values)) % BLOCKS
    if len(values) < 2 * BLOCKS:
        return place, float(narrowing[place]), float("inf")
    left_out = np.array([_expected(width_of, own[block != b], group[block != b])[0] for b in range(BLOCKS)])
    error = float(np.sqrt((BLOCKS - 1) / BLOCKS * ((left_out - left_out.mean()) ** 2).sum()))
    return place, float(narrowing[place]), error


def _expected(width_of: Width, values: Floats, group: Ints) -> Floats:
    """Expected narrowing, by place."""
    known = [(group == k).mean() * width_of(values[group == k]) for k in np.unique(group)]
    return np.asarray(width_of(values) - np.sum(known, axis=0))


def _groups(state: Ints) -> Ints:
    """Damage states as groups; states that are too rare are taken together."""
    found, counts = np.unique(state, return_counts=True)
    rare = found[counts < LEAST_GROUP]
    return np.where(np.isin(state, rare), -1, state).astype(np.int64)


def _reports(belief: DamageBelief | None, component: str) -> str:
    """Reports that count for a component, the weightiest first."""
    if belief is None or not len(belief.influence):
        return ""
    own = belief.influence[belief.influence["component_id"] == component]
    return "; ".join(own.sort_values(["weight", "report_id"], ascending=[False, True])["report_id"].astype(str))
