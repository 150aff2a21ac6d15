"""From strike reports to who is without power.

The face of the package: names only. Each is imported when it is first used, so that
`gridimpact --help` does not wait for pandas.

>>> import gridimpact as gi
>>> grid = gi.read_grid("ukraine")
>>> reports = gi.read_reports(gi.example_reports()["night"])
>>> assessment = gi.assess(grid, reports)
>>> int(assessment.summary().loc["components_damaged", "value"])
9
"""

import warnings
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gridimpact.adapters.grids.bundled import bundled_grids, example_reports
    from gridimpact.adapters.grids.facility_files import read_facilities
    from gridimpact.adapters.grids.files import check_grid, read_grid
    from gridimpact.adapters.reports.files import read_reports
    from gridimpact.adapters.stores.scenario_store import open_store
    from gridimpact.assessment import assess, evaluate
    from gridimpact.domain.adequacy import Adequacy
    from gridimpact.domain.assessment import Assessment
    from gridimpact.domain.damage import Contingency, DamageBelief
    from gridimpact.domain.days_ahead import DaysAhead
    from gridimpact.domain.ensemble import Ensemble
    from gridimpact.domain.estimate import Estimate, Spread
    from gridimpact.domain.evaluation import Evaluation
    from gridimpact.domain.grid import Grid
    from gridimpact.domain.report import Reports, StrikeReport
    from gridimpact.domain.scenario import Basis, Scenario
    from gridimpact.domain.settings import (
        DamageSettings,
        DemandSettings,
        EnsembleSettings,
        EvidenceSettings,
        ImpactSettings,
        NetworkSettings,
        RepairSettings,
        Settings,
    )
    from gridimpact.domain.vocabulary import DamageState, Season, Sensitivity
    from gridimpact.errors import (
        DataError,
        EmbargoError,
        Finding,
        GridimpactError,
        Severity,
        SolverError,
        TextFinding,
        UnknownGrid,
    )
    from gridimpact.evidence import fuse, most_likely
    from gridimpact.outputs.writing import write_outputs
    from gridimpact.studies.adequacy import run_adequacy
    from gridimpact.studies.comparison import compare
    from gridimpact.studies.days_ahead import follow_days, with_days_ahead
    from gridimpact.studies.ensemble import run_ensemble
    from gridimpact.studies.paired import paired_differences
    from gridimpact.studies.scenarios import reopen_scenario, run_scenario
    from gridimpact.studies.verification import verify_next

__version__ = "0.2.0"

_HOMES = {
    "gridimpact.adapters.grids.bundled": ("bundled_grids", "example_reports"),
    "gridimpact.adapters.grids.facility_files": ("read_facilities",),
    "gridimpact.adapters.grids.files": ("check_grid", "read_grid"),
    "gridimpact.adapters.reports.files": ("read_reports",),
    "gridimpact.adapters.stores.scenario_store": ("open_store",),
    "gridimpact.assessment": ("assess", "evaluate"),
    "gridimpact.domain.adequacy": ("Adequacy",),
    "gridimpact.domain.damage": ("Contingency", "DamageBelief"),
    "gridimpact.domain.ensemble": ("Ensemble",),
    "gridimpact.domain.estimate": ("Estimate", "Spread"),
    "gridimpact.domain.days_ahead": ("DaysAhead",),
    "gridimpact.domain.grid": ("Grid",),
    "gridimpact.domain.report": ("Reports", "StrikeReport"),
    "gridimpact.domain.assessment": ("Assessment",),
    "gridimpact.domain.evaluation": ("Evaluation",),
    "gridimpact.domain.scenario": ("Basis", "Scenario"),
    "gridimpact.domain.settings": (
        "DamageSettings",
        "DemandSettings",
        "EnsembleSettings",
        "EvidenceSettings",
        "ImpactSettings",
        "NetworkSettings",
        "RepairSettings",
        "Settings",
    ),
    "gridimpact.domain.vocabulary": ("DamageState", "Season", "Sensitivity"),
    "gridimpact.errors": (
        "DataError",
        "Finding",
        "EmbargoError",
        "GridimpactError",
        "Severity",
        "SolverError",
        "TextFinding",
        "UnknownGrid",
    ),
    "gridimpact.evidence": ("fuse", "most_likely"),
    "gridimpact.outputs.writing": ("write_outputs",),
    "gridimpact.studies.comparison": ("compare",),
    "gridimpact.studies.scenarios": ("reopen_scenario", "run_scenario"),
    "gridimpact.studies.adequacy": ("run_adequacy",),
    "gridimpact.studies.days_ahead": ("follow_days", "with_days_ahead"),
    "gridimpact.studies.ensemble": ("run_ensemble",),
    "gridimpact.studies.ensemble_ranges": ("with_ranges",),
    "gridimpact.studies.paired": ("paired_differences",),
    "gridimpact.studies.verification": ("verify_next",),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

_RENAMED = {"HeldBack": "EmbargoError"}
"""Public names of version 0.1 and what they are called now; they go in version 0.3."""

__all__ = [  # noqa: RUF022 - in the order of use
    "read_facilities",
    "read_grid",
    "check_grid",
    "bundled_grids",
    "Grid",
    "read_reports",
    "example_reports",
    "Reports",
    "StrikeReport",
    "assess",
    "Assessment",
    "fuse",
    "most_likely",
    "DamageBelief",
    "DamageState",
    "Contingency",
    "evaluate",
    "Evaluation",
    "Scenario",
    "Basis",
    "run_scenario",
    "compare",
    "open_store",
    "reopen_scenario",
    "run_ensemble",
    "Ensemble",
    "with_ranges",
    "verify_next",
    "paired_differences",
    "run_adequacy",
    "Adequacy",
    "Estimate",
    "Spread",
    "follow_days",
    "with_days_ahead",
    "DaysAhead",
    "Settings",
    "DamageSettings",
    "EvidenceSettings",
    "EnsembleSettings",
    "DemandSettings",
    "NetworkSettings",
    "ImpactSettings",
    "RepairSettings",
    "Season",
    "Sensitivity",
    "write_outputs",
    "Finding",
    "TextFinding",
    "Severity",
    "GridimpactError",
    "DataError",
    "UnknownGrid",
    "EmbargoError",
    "SolverError",
    "__version__",
]


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for."""
    if name in _RENAMED:
        warnings.warn(
            f"gridimpact.{name} is now gridimpact.{_RENAMED[name]}; the old name goes in version 0.3",
            DeprecationWarning,
            stacklevel=2,
        )
        return getattr(import_module("gridimpact"), _RENAMED[name])
    if name not in _HOME_OF:
        raise AttributeError(f"module 'gridimpact' has no attribute {name!r}")
    value: object = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
