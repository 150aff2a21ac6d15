"""How much a branch may carry."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridimpact.domain.grid import Grid
from gridimpact.domain.settings import NetworkSettings

KM_PER_MILE = 1.609344
SHORT_LINE_KM = 50 * KM_PER_MILE
"""Up to here the curve is flat at `SHORT_LINE_SIL`. [km]"""
SHORT_LINE_SIL = 3.0
"""Loadability of a 50 mile line. [surge impedance loadings]"""
UNIT_LINE_KM = 300 * KM_PER_MILE
"""Length at which the loadability is one surge impedance loading. [km]"""
EXPONENT = np.log(SHORT_LINE_SIL) / np.log(SHORT_LINE_KM / UNIT_LINE_KM)

Floats = NDArray[np.float64]


def loadability_sil(length_km: Floats) -> Floats:
    """St. Clair loadability of a line by its length.

    Parameters
    ----------
    length_km : array, shape (lines,)
        Length. [km]

    Returns
    -------
    array, shape (lines,)
        Loadability in multiples of the surge impedance loading. [-]

    Notes
    -----
    λ(ℓ) = 3 · (ℓ / 80.5 km)^(ln 3 / ln (1/6)) for ℓ ≥ 80.5 km, and 3 below: the straight line on
    double-logarithmic paper through the two anchor points of the published curve, 50 miles
    (3.0 SIL) and 300 miles (1.0 SIL) [1]_.

    References
    ----------
    .. [1] R. D. Dunlop, R. Gutman, P. P. Marchenko, "Analytical development of loadability
       characteristics for EHV and UHV transmission lines", IEEE Trans. PAS-98 (1979) 606-617.
    """
    length = np.maximum(length_km, SHORT_LINE_KM)
    return np.asarray(SHORT_LINE_SIL * (length / SHORT_LINE_KM) ** EXPONENT, dtype=np.float64)


def branch_limits(grid: Grid, settings: NetworkSettings) -> "pd.Series[float]":
    """Limit of each branch before damage, lines first, then transformers.

    Parameters
    ----------
    grid : Grid
    settings : NetworkSettings
        Uses `base_mva`, `thermal_margin_share`, `loadability_limit`, `transformer_margin_share`, `transfer_scale`.

    Returns
    -------
    Series
        Index branch id; MW. Infinite where the grid states no rating.

    Notes
    -----
    F_l = min(m · S_l, λ(ℓ_l) · SIL_l),  SIL_l = S_base · sqrt(b_l / x_l)  for lines with charging,
    F_l = m_t · S_l for transformers, F_l = transfer_scale · S_l for transfers; a limit that the grid states itself
    (column `limit_mw`) stands as it is.
    """
    lines, transformers = grid.lines, grid.transformers
    rating = lines["s_nom_mva"].to_numpy(float)
    limit = rating * settings.thermal_margin_share
    if settings.loadability_limit:
        x, b, length = (lines[name].to_numpy(float) for name in ("x_pu", "b_pu", "length_km"))
        known = (x > 0) & (b > 0) & (length > 0)
        sil_mw = settings.base_mva * np.sqrt(np.where(known, b, 1.0) / np.where(known, x, 1.0))
        limit = np.where(known, np.minimum(limit, loadability_sil(length) * sil_mw), limit)
    limit = np.where(lines["kind"].to_numpy() == "transfer", rating * settings.transfer_scale, limit)
    of_lines = _stated(lines, pd.Series(limit, index=lines.index, dtype=float))
    rated = transformers["s_nom_mva"].astype(float) * settings.transformer_margin_share
    limits: pd.Series[float] = pd.concat([of_lines, _stated(transformers, rated)]).rename("limit_mw")
    return limits


def _stated(table: pd.DataFrame, derived: "pd.Series[float]") -> "pd.Series[float]":
    """Limits that the grid states (column `limit_mw`) in place of those derived from ratings."""
    if "limit_mw" not in table:
        return derived
    return table["limit_mw"].astype(float).where(table["limit_mw"].notna(), derived)
