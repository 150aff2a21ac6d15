"""An ensemble as JSON with a stable schema; docs/json.md describes every key."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd

from gridimpact import __version__
from gridimpact.domain.ensemble import Ensemble
from gridimpact.domain.ranges import SHARES, VERIFY_COLUMNS, Ranges
from gridimpact.domain.vocabulary import Sensitivity
from gridimpact.errors import DataError, Finding, Severity
from gridimpact.i18n.translate import N_
from gridimpact.outputs.files.json_output import plain, records

SCHEMA = "gridimpact.ensemble/1"
"""Name and version; the number rises when a key changes its meaning or goes."""


class NotRanges(Finding):
    """A file that `ensemble_json` did not write."""

    template = N_("it holds no ranges")
    remedy_template = N_("give what `gridimpact ensemble --result-file FILE` wrote")
    severity = Severity.ERROR


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
        "chances": _chances(ensemble),
        "verify_next": {"figure": figure, "components": records(calls.reset_index())} if restricted else None,
        "varied": {name: plain(value) for name, value in asdict(ensemble.settings.ensemble).items()},
        "method": {name: int(value) for name, value in ensemble.method.items()},
        "seconds": {name: plain(value) for name, value in ensemble.seconds.items()},
        "findings_count": {str(severity): counted.count(severity) for severity in Severity},
    }


def _chances(ensemble: Ensemble) -> list[dict[str, Any]]:
    """Chance of losing more than a share of the day's energy, by region and share."""
    chances = {share: ensemble.chance_of_losing(share) for share in SHARES}
    return [
        {"region_id": str(region), "share": share, "chance": plain(chance[at]), "error": plain(error[at])}
        for at, region in enumerate(ensemble.regions.index)
        for share, (chance, error) in chances.items()
    ]


def ranges_file(path: Path) -> Ranges:
    """Return the ranges that `gridimpact ensemble --result-file` wrote.

    Raises
    ------
    DataError
        When the file cannot be read, or is something else.
    """
    try:
        return read_ranges(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError) as exc:
        raise DataError([NotRanges(where=path.name)]) from exc


def read_ranges(text: str) -> Ranges:
    """Read back what `ensemble_json` wrote.

    Raises
    ------
    ValueError, KeyError
        When it is something else.
    """
    answer = json.loads(text)
    if answer["schema"] != SCHEMA:
        raise ValueError(f"not of the schema {SCHEMA}")
    hours = pd.DataFrame(answer["hours"])
    verify = answer["verify_next"] or {"figure": "", "components": []}
    chances = pd.DataFrame(answer["chances"]).pivot(index="region_id", columns="share", values="chance")
    return Ranges(
        samples=int(answer["samples"]),
        seed=int(answer["seed"]),
        stopped_by=str(answer["stopped_by"]),
        figures=pd.DataFrame.from_dict(answer["figures"], orient="index"),
        regions=pd.DataFrame(answer["regions"]).set_index("region_id"),
        hours=hours.set_index(pd.DatetimeIndex(pd.to_datetime(hours["snapshot"], utc=True))).drop(columns="snapshot"),
        chances=chances,
        verify=pd.DataFrame(verify["components"], columns=["component_id", *VERIFY_COLUMNS]).set_index("component_id"),
        verify_figure=str(verify["figure"]),
        varied=answer["varied"],
        method=answer["method"],
        grid_fingerprint=str(answer["grid"]["fingerprint"]),
    )
