"""What an ensemble gave, as it comes back from a run of its own: tables, no samples."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

import pandas as pd

from gridimpact.domain.ensemble import Ensemble

SHARES = (0.05, 0.1, 0.2, 0.3, 0.5)
"""Shares of the day's energy of which the chance of losing more is given. [0..1]  Chosen."""

LOST = 0.2
"""The share of these that documents show. [0..1]  Chosen: about five hours of a day."""


NEW_CUTS = "new_cuts_by_region"
"""The figure that decides what to verify next: new cuts at the peak hour, each region by itself."""


VERIFY_COLUMNS = ("p_damaged", "region_id", "narrowing", "narrowing_share", "standard_error", "worthwhile", "reports")
"""Columns of what to verify next, as `verify_next` describes them."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ranges:
    """Ranges of a day.

    Attributes
    ----------
    samples, seed : int
        Samples drawn, and seed of the draws. [-]
    stopped_by : str
    figures : DataFrame
        Index figure; `unit`, `mean`, `standard_error`, `p10`, `p50`, `p90`, `tail_mean`.
    regions : DataFrame
        Index region id; `<figure>_<mark>` as `Ensemble.by_region` has them.
    hours : DataFrame
        Index snapshot (UTC); `<figure>_<mark>` as `Ensemble.by_hour` has them.
    chances : DataFrame
        Index region id, columns shares of the day's energy [0..1]: chance of losing more. [0..1]
    verify : DataFrame
        What to verify next, as `verify_next` gives it; empty in a public result.
    verify_figure : str
        The figure that it is about.
    varied : mapping of str to object
        Spreads of what varied beside the damage.
    method : mapping of str to int
        Sample hours `proved`, `solved` and `unsolved`. [-]
    grid_fingerprint : str
        Grid that it is about; empty when not known.
    """

    samples: int
    seed: int
    stopped_by: str
    figures: pd.DataFrame
    regions: pd.DataFrame
    hours: pd.DataFrame
    chances: pd.DataFrame
    verify: pd.DataFrame
    verify_figure: str
    varied: Mapping[str, object]
    method: Mapping[str, int] = field(default_factory=dict)
    grid_fingerprint: str = ""


def ranges_of(ensemble: Ensemble) -> Ranges:
    """Return what an ensemble says, without its samples; nothing in it names a component.

    Parameters
    ----------
    ensemble : Ensemble

    Returns
    -------
    Ranges
        With an empty `verify`.
    """
    chances = {share: ensemble.chance_of_losing(share)[0] for share in SHARES}
    return Ranges(
        samples=ensemble.samples,
        seed=ensemble.seed,
        stopped_by=ensemble.stopped_by,
        figures=ensemble.summary(),
        regions=ensemble.by_region(share=LOST),
        hours=ensemble.by_hour(),
        chances=pd.DataFrame(chances, index=ensemble.regions.index),
        verify=pd.DataFrame(columns=list(VERIFY_COLUMNS)),
        verify_figure="",
        varied=asdict(ensemble.settings.ensemble),
        method=dict(ensemble.method),
        grid_fingerprint=ensemble.grid_fingerprint,
    )
