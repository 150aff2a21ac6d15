"""A scenario: named assumptions plus damage; and a scenario as it was saved."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

import pandas as pd

from gridimpact.domain.damage import Contingency
from gridimpact.domain.override import Override
from gridimpact.domain.report import Reports
from gridimpact.domain.settings import Settings, Stage
from gridimpact.errors import DataError, Finding, Severity
from gridimpact.i18n.translate import N_


class InvalidScenario(Finding):
    """A scenario that cannot be used."""

    remedy_template = N_("correct the scenario")
    severity = Severity.ERROR


class ScenarioWithoutTitle(InvalidScenario):
    """Its title is empty."""

    template = N_("it has no title")


class AsOfWithoutZone(InvalidScenario):
    """Its as-of time is not aware."""

    template = N_("the as-of time has no zone")


class NoStatedDamage(InvalidScenario):
    """Its basis is stated damage, and there is none."""

    template = N_("its basis is stated damage, and none is stated")


class StatedDamageUnused(InvalidScenario):
    """It has stated damage, and another basis."""

    template = N_("damage is stated, and its basis is another")


class Basis(StrEnum):
    """What the damage of a scenario comes from."""

    REPORTS = "reports"
    """All reports, each by its weight."""
    CONFIRMED = "confirmed"
    """Only reports that count as confirmed (`studies.scenarios.confirmed`)."""
    STATED = "stated"
    """Damage that a person states; reports are kept, but not read."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scenario:
    """Everything that an assessment is worked out from, but the grid.

    Attributes
    ----------
    title : str
        For people; may not be empty.
    reports : Reports
    basis : Basis
    stated : Contingency or None
        Damage of a scenario whose basis is `stated`; else None.
    settings : Settings
    overrides : tuple of Override
        Matches of reports set by hand.
    as_of : datetime or None
        Aware; later reports are left aside. None: the newest report.
    stage : {"operated", "immediate"}
    facilities : DataFrame or None
        Own list in the place of `Grid.facilities`.
    grid_name : str
        As given to `read_grid`.
    seed : int
        Of random draws, where a study makes any. [-]
    author, note : str
        For whoever reads it later.

    Raises
    ------
    DataError
        When the title is empty, the time has no zone, or basis and stated damage do not belong together.
    """

    title: str
    reports: Reports = field(default_factory=Reports)
    basis: Basis = Basis.REPORTS
    stated: Contingency | None = None
    settings: Settings = field(default_factory=Settings)
    overrides: tuple[Override, ...] = ()
    as_of: datetime | None = None
    stage: Stage = "operated"
    facilities: pd.DataFrame | None = None
    grid_name: str = "ukraine"
    seed: int = 0
    author: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        faults: dict[type[Finding], bool] = {
            ScenarioWithoutTitle: not self.title.strip(),
            AsOfWithoutZone: self.as_of is not None and self.as_of.tzinfo is None,
            NoStatedDamage: self.basis is Basis.STATED and self.stated is None,
            StatedDamageUnused: self.basis is not Basis.STATED and self.stated is not None,
        }
        if any(faults.values()):
            raise DataError([kind(where="scenario") for kind, wrong in faults.items() if wrong])


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginalFile:
    """A file of reports as it was received.

    Attributes
    ----------
    name : str
        Name of the file, without its folder.
    content : bytes
    """

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioEntry:
    """A saved scenario in a list.

    Attributes
    ----------
    key : str
        Identifies it in its store.
    revision : int
        Rises by one with each change; a change that was based on another revision is not written over it. [-]
    title, author, note, grid_name : str
    grid_fingerprint, version : str
        Of the grid, and of gridimpact, that gave the figures.
    created_at, updated_at : datetime
        Aware, UTC.
    figures : mapping of str to float
        Headline figures by name, in the units of `Assessment.summary`. [unit of the figure]
    """

    key: str
    revision: int
    title: str
    author: str
    note: str
    grid_name: str
    grid_fingerprint: str
    version: str
    created_at: datetime
    updated_at: datetime
    figures: Mapping[str, float] = field(default_factory=dict)


SAVED_SCENARIO = N_('saved scenario "{title}"')
"""Where findings about a saved scenario are made."""


class ChangedSinceSaved(Finding):
    """Something is no longer as it was when the scenario was saved."""

    remedy_template = N_("compare the figures before they are passed on, then save it again")


class OtherGridData(ChangedSinceSaved):
    """The grid has another fingerprint; `ids` are the one saved and the present one."""

    template = N_("the data of the grid have changed since it was saved")


class OtherVersion(ChangedSinceSaved):
    """Another version of gridimpact works it out; values `saved`, `now`."""

    template = N_("it was saved with version {saved} of gridimpact; this is {now}")


class OtherFigures(ChangedSinceSaved):
    """Headline figures differ; `ids` give each of them then and now."""

    template = N_("its figures are no longer those that were saved")


class SettingsChanged(ChangedSinceSaved):
    """Its settings are not those of this version; `ids` name them."""

    remedy_template = N_("compare the assumptions, and save it again")


class UnknownSettings(SettingsChanged):
    """It has settings that this version does not."""

    template = N_("it was saved with settings that this version does not know; they are left out")


class RenamedSettings(SettingsChanged):
    """It has settings under names that they no longer have."""

    template = N_("it was saved with settings that have a new name; they are read as before until version 0.3")
    remedy_template = N_("save it again")


class MissingSettings(SettingsChanged):
    """It lacks settings that this version has."""

    template = N_("it was saved without settings that this version has; their defaults are taken")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SavedScenario:
    """A scenario out of a store.

    Attributes
    ----------
    entry : ScenarioEntry
    scenario : Scenario
    original : OriginalFile or None
        The file that the reports were read from, where it was kept.
    findings : tuple of Finding
        What could not be read back as it was saved, or that a save became a copy.
    """

    entry: ScenarioEntry
    scenario: Scenario
    original: OriginalFile | None = None
    findings: tuple[Finding, ...] = ()
