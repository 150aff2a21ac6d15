"""Ensembles side by side: differences sample by sample, so that luck is not mistaken for a difference."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from gridimpact.domain.ensemble import HEADLINE_SAMPLES, Ensemble
from gridimpact.domain.sample_statistics import means, quantiles
from gridimpact.errors import DataError
from gridimpact.studies.findings import TooFewEnsembles, UnpairedEnsembles

REGION_FIGURES = {"ens_mwh": "MWh", "outage_h": "h", "person_hours": "person-hours", "people_peak": "people"}
"""Figures that are compared by region, with their units."""


def paired_differences(ensembles: Mapping[str, Ensemble]) -> pd.DataFrame:
    """Compare ensembles with the first of them.

    Parameters
    ----------
    ensembles : mapping of str to Ensemble
        By name; of one grid, day length and seed, so that equal samples have equal chance.

    Returns
    -------
    DataFrame
        Index (`scenario`, `region_id`, `figure`), `region_id` empty for the whole grid; `unit`, `difference` (mean
        of the paired differences to the first scenario), `standard_error`, `p10`, `p90` (of the differences), and
        `distinguishable` (bool: the mean difference exceeds two standard errors).

    Raises
    ------
    DataError
        When fewer than two are given, or they cannot be paired.

    Notes
    -----
    With common random numbers, d_i = y_i − x_i for sample i; se(d̄) falls short of that of independent samples
    by the correlation of x and y [1]_.

    References
    ----------
    .. [1] A. M. Law, Simulation Modeling and Analysis, 5th ed. (2015), ch. 11.2, common random numbers.
    """
    _validate_pairing(ensembles)
    (_, base), *others = ensembles.items()
    rows = [row for name, other in others for row in _rows(name, base, other)]
    return pd.DataFrame(rows).set_index(["scenario", "region_id", "figure"])


def _rows(name: str, base: Ensemble, other: Ensemble) -> list[dict[str, object]]:
    count = min(base.samples, other.samples)
    found = []
    for figure, (unit, of) in HEADLINE_SAMPLES.items():
        difference = of(other)[:count] - of(base)[:count]
        found += _figure_rows(name, figure, unit, difference[:, None], [""])
    regions = list(map(str, base.regions.index))
    for figure, unit in REGION_FIGURES.items():
        difference = region_values(other, figure)[:count] - region_values(base, figure)[:count]
        found += _figure_rows(name, figure, unit, difference, regions)
    return found


def region_values(ensemble: Ensemble, figure: str) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Values of a figure by region.

    Parameters
    ----------
    ensemble : Ensemble
    figure : str
        One of `REGION_FIGURES`.

    Returns
    -------
    array, shape (samples, regions)
        In the unit that `REGION_FIGURES` states. [unit of the figure]
    """
    if figure == "ens_mwh":
        return np.asarray(ensemble.table.shed_mw.sum(axis=1))
    if figure == "outage_h":
        return np.asarray(ensemble.unserved_share.sum(axis=1))
    people = ensemble.people_without_power
    return np.asarray(people[:, ensemble.peak] if figure == "people_peak" else people.sum(axis=1))


def _figure_rows(
    name: str,
    figure: str,
    unit: str,
    difference: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    regions: list[str],
) -> list[dict[str, object]]:
    mean, error = means(difference)
    low, high = quantiles(difference, 0.1)[0], quantiles(difference, 0.9)[0]
    return [
        {
            "scenario": name,
            "region_id": region,
            "figure": figure,
            "unit": unit,
            "difference": float(mean[place]),
            "standard_error": float(error[place]),
            "p10": float(low[place]),
            "p90": float(high[place]),
            "distinguishable": bool(abs(mean[place]) > 2.0 * error[place] + 1e-9),
        }
        for place, region in enumerate(regions)
    ]


def _validate_pairing(ensembles: Mapping[str, Ensemble]) -> None:
    first = next(iter(ensembles.values()), None)
    unlike = tuple(
        name
        for name, one in ensembles.items()
        if first is not None
        and (
            one.seed != first.seed
            or list(one.regions.index) != list(first.regions.index)
            or len(one.snapshots) != len(first.snapshots)
            or one.grid_fingerprint != first.grid_fingerprint
        )
    )
    if len(ensembles) < 2:
        raise DataError([TooFewEnsembles(where="compare", ids=tuple(ensembles))])
    if unlike:
        raise DataError([UnpairedEnsembles(where="compare", ids=unlike)])
