"""What an ensemble told, as it comes back from a run of its own: tables, no samples."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ranges:
    """Ranges of a day.

    Attributes
    ----------
    samples, seed : int
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
