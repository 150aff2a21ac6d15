"""Adequacy as JSON with a stable schema; docs/json.md describes every key."""

from dataclasses import asdict
from typing import Any

from gridimpact import __version__
from gridimpact.domain.adequacy import Adequacy
from gridimpact.domain.estimate import Estimate
from gridimpact.domain.vocabulary import Sensitivity
from gridimpact.errors import Severity
from gridimpact.outputs.files.json_output import plain

SCHEMA = "gridimpact.adequacy/1"
"""Name and version; the number rises when a key changes its meaning or goes."""


def adequacy_json(adequacy: Adequacy) -> dict[str, Any]:
    """Return the figures as plain values; public, for they are of the whole system.

    Parameters
    ----------
    adequacy : Adequacy

    Returns
    -------
    dict
        Only dicts, lists, text, finite numbers, booleans and None.
    """
    counted = [item.severity for item in adequacy.findings]
    return {
        "schema": SCHEMA,
        "version": __version__,
        "sensitivity": str(Sensitivity.PUBLIC),
        "grid": {"name": adequacy.grid_name, "fingerprint": adequacy.grid_fingerprint},
        "figures": {name: estimate_json(figure) for name, figure in adequacy.figures.items()},
        "hours": plain(adequacy.hours),
        "peak_load_mw": plain(adequacy.peak_load_mw),
        "capacity_mw": plain(adequacy.capacity_mw),
        "network": adequacy.network,
        "components": adequacy.components,
        "states": adequacy.states,
        "solves": adequacy.solves,
        "samples": adequacy.samples,
        "seed": adequacy.seed,
        "stopped_by": adequacy.stopped_by,
        "findings_count": {str(severity): counted.count(severity) for severity in Severity},
    }


def estimate_json(estimate: Estimate) -> dict[str, Any]:
    """Return a figure with its standard error, in full digits."""
    return {key: plain(value) for key, value in asdict(estimate).items()}
