"""An ensemble as JSON with a stable schema; docs/json.md describes every key."""

from dataclasses import asdict
from typing import Any

import pandas as pd

from gridimpact import __version__
from gridimpact.adapters.json_output import plain, records
from gridimpact.domain.ensemble import Ensemble
from gridimpact.domain.vocabulary import Sensitivity
from gridimpact.errors import Severity

SCHEMA = "gridimpact.ensemble/1"
"""Name and version; the number rises when a key changes its meaning or goes."""


def ensemble_json(
    ensemble: Ensemble, calls: pd.DataFrame, *, figure: str, sensitivity: Sensitivity = Sensitivity.PUBLIC
) -> dict[str, Any]:
    """Return an ensemble as plain values.

    Parameters
    ----------
    ensemble : Ensemble
    calls : DataFrame
        What to verify next, as `verify_next` gives it; restricted.
    figure : str
        Figure that it is about.
    sensitivity : Sensitivity

    Returns
    -------
    dict
        Only dicts, lists, text, finite numbers, booleans and None.
    """
    counted = [item.severity for item in ensemble.findings]
    restricted = sensitivity is Sensitivity.RESTRICTED
    summary = ensemble.summary()
    regions = ensemble.regions.drop(columns="population").join(ensemble.by_region())
    return {
        "schema": SCHEMA,
        "version": __version__,
        "sensitivity": str(sensitivity),
        "grid": {"name": ensemble.grid_name, "fingerprint": ensemble.grid_fingerprint},
        "samples": ensemble.samples,
        "seed": ensemble.seed,
        "stopped_by": ensemble.stopped_by,
        "figures": {str(name): {key: plain(value) for key, value in row.items()} for name, row in summary.iterrows()},
        "regions": records(regions.rename_axis("region_id").reset_index()),
        "hours": records(ensemble.by_hour().rename_axis("snapshot").reset_index()),
        "regions_by_hour": records(ensemble.by_region_and_hour().reset_index()),
        "verify_next": {"figure": figure, "components": records(calls.reset_index())} if restricted else None,
        "varied": {name: plain(value) for name, value in asdict(ensemble.settings.ensemble).items()},
        "method": {name: int(value) for name, value in ensemble.method.items()},
        "seconds": {name: plain(value) for name, value in ensemble.seconds.items()},
        "findings_count": {str(severity): counted.count(severity) for severity in Severity},
    }
