"""Which report to verify next: how much the range of a figure would narrow if one component were known.

Only components that are reported damaged are looked at, and only for how uncertain they leave the
figure; nothing is said about what their loss would do.
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridimpact.domain.damage import DamageBelief
from gridimpact.domain.ensemble import HEADLINE_SAMPLES, Ensemble
from gridimpact.errors import DataError, Severity, TextFinding

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LEAST_GROUP = 20
"""Samples that a damage state must have to be a group of its own; rarer states are taken together. [-]
Chosen: below it a P10 and a P90 mean nothing."""
BLOCKS = 20
"""Parts of the samples that are left out in turn to tell the standard error. [-]  Chosen."""
SURE = 2.0
"""Standard errors by which a narrowing must exceed zero to be told as one. [-]  Chosen: about 98 of 100."""


def verify_next(ensemble: Ensemble, belief: DamageBelief | None = None, *, figure: str = "people_peak") -> pd.DataFrame:
    """Order the components in question by how much knowing their state would narrow a figure.

    Parameters
    ----------
    ensemble : Ensemble
    belief : DamageBelief, optional
        Names the reports behind each component.
    figure : str
        Headline figure.

    Returns
    -------
    DataFrame
        Index component id, most narrowing first; `p_damaged`, `narrowing` (expected loss of the width P10 to P90,
        unit of the figure), `narrowing_share` (over the width now), `standard_error` (of `narrowing`),
        `worthwhile` (bool: narrowing clearly above zero), `reports` (ids, "; "-separated). Restricted: it names
        components.

    Raises
    ------
    DataError
        When there is no such figure.

    Notes
    -----
    With Y the figure and c the component, narrowing_c = W(Y) − Σ_k P(state_c = k) W(Y | state_c = k), W the width
    from P10 to P90: the expected value of perfect information about c, in units of the range. It is read off the
    samples at hand; its standard error is that of the jackknife over blocks [1]_. A component that is known already
    narrows nothing.

    References
    ----------
    .. [1] B. Efron, C. Stein, "The jackknife estimate of variance", Annals of Statistics 9 (1981).
    """
    if figure not in HEADLINE_SAMPLES:
        raise DataError(
            [
                TextFinding(
                    where="verify_next",
                    what="there is no such figure",
                    ids=(figure,),
                    remedy=f"give one of {', '.join(HEADLINE_SAMPLES)}",
                    severity=Severity.ERROR,
                )
            ]
        )
    values, width = ensemble.values(figure), _width(ensemble.values(figure))
    told = [_narrowing(values, ensemble.table.state[:, number]) for number in range(len(ensemble.components))]
    narrowing, error = (np.array([pair[place] for pair in told], dtype=np.float64) for place in (0, 1))
    table = ensemble.components[["p_damaged"]].assign(
        narrowing=narrowing,
        narrowing_share=narrowing / width if width > 0 else 0.0,
        standard_error=error,
        worthwhile=narrowing > SURE * error,
        reports=[_reports(belief, str(name)) for name in ensemble.components.index],
    )
    return table.sort_values("narrowing", ascending=False, kind="stable")


def _width(values: Floats) -> float:
    low, high = np.quantile(values, [0.1, 0.9])
    return float(high - low)


def _narrowing(values: Floats, state: Ints) -> tuple[float, float]:
    """Expected narrowing, and its standard error."""
    group = _groups(state)
    if len(np.unique(group)) < 2:
        return 0.0, 0.0
    whole = _expected(values, group)
    block = np.arange(len(values)) % BLOCKS
    if len(values) < 2 * BLOCKS:
        return whole, float("inf")
    left_out = np.array([_expected(values[block != b], group[block != b]) for b in range(BLOCKS)])
    return whole, float(np.sqrt((BLOCKS - 1) / BLOCKS * ((left_out - left_out.mean()) ** 2).sum()))


def _expected(values: Floats, group: Ints) -> float:
    known = sum((group == k).mean() * _width(values[group == k]) for k in np.unique(group))
    return _width(values) - float(known)


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
