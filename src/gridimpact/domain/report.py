"""Strike reports as they were received, before anybody judged them."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from gridimpact.domain.vocabulary import ComponentKind, Credibility, DamageState, Reliability
from gridimpact.errors import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a report says it happened; every part may be missing."""

    component_id: str | None = None
    """Id of a component of the grid, for example `substation:vinnytska`."""
    name: str | None = None
    """Name in any language or spelling."""
    region: str | None = None
    """Region by P-code, ISO 3166-2 code or name."""
    lat: float | None = None
    """Latitude. [degree north, WGS 84]"""
    lon: float | None = None
    """Longitude. [degree east, WGS 84]"""
    precision_km: float | None = None
    """Radius within which the coordinate is meant. [km]"""


@dataclass(frozen=True, slots=True, kw_only=True)
class DamageClaim:
    """What a report says of the damage; exactly one of state, share, megawatts or text is read.

    A claim of `DamageState.NONE` is a report that the component works (again).

    Attributes
    ----------
    state : DamageState or None
        Damage state that is named.
    """

    state: DamageState | None = None
    share_lost: float | None = None
    """Share of capacity lost. [0..1]"""
    mw_lost: float | None = None
    """Capacity lost. [MW]"""
    text: str | None = None
    """Words that the reader did not turn into a state."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StrikeReport:
    """One report as received.

    Attributes
    ----------
    report_id : str
        As the source numbers it.
    reported_at : datetime
        When the source said it; aware.
    event_at : datetime or None
        When the damage is said to have happened; aware.
    source, source_url : str
        Who says it, and where it can be read.
    place : Place
    component_kind : ComponentKind or None
    damage : DamageClaim
    reliability : Reliability
        Grade of the source, A to F; F where it cannot be judged.
    credibility : Credibility
        Grade of the statement, 1 to 6; 6 where it cannot be judged.
    supersedes : tuple of str
        Ids of earlier reports that this one takes back.
    note : str
        Wording, as received.
    row : int or None
        Row of the source file, counted as a spreadsheet shows it. [-]

    Notes
    -----
    Grades are those of the Admiralty system.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> report = StrikeReport(
    ...     report_id="r1",
    ...     reported_at=datetime(2025, 1, 15, 6, tzinfo=UTC),
    ...     place=Place(name="Vinnytska substation"),
    ...     damage=DamageClaim(text="heavy damage"),
    ... )
    >>> report.reliability.value
    'F'
    """

    report_id: str
    reported_at: datetime
    event_at: datetime | None = None
    source: str = ""
    source_url: str = ""
    place: Place = field(default_factory=Place)
    component_kind: ComponentKind | None = None
    damage: DamageClaim = field(default_factory=DamageClaim)
    reliability: Reliability = Reliability.F
    credibility: Credibility = Credibility.UNJUDGED
    supersedes: tuple[str, ...] = ()
    note: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)
    """Columns that the reader does not know, kept as they were."""
    row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedColumn:
    """A column of a file and what it was read as."""

    header: str
    """Header as written."""
    meaning: str = ""
    """Documented column (`place`, `damage`, ...); empty: kept with each report, not read."""
    how: str = ""
    """`name`, `likeness`, `tag` (HXL), `layout`, `stated` (by a person), or empty when it was not read."""
    score: float = 0.0
    """How sure that is. [0..100]"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """Which column of a file is read as what; given back to the reader it is followed to the letter.

    Attributes
    ----------
    columns : tuple of MappedColumn
        In the order of the file.
    layout : str
        Layout that was recognised, or empty.
    sheet : str
        Sheet of a workbook or layer of a GeoPackage, or empty.
    """

    columns: tuple[MappedColumn, ...] = ()
    layout: str = ""
    sheet: str = ""

    @property
    def meanings(self) -> dict[str, str]:
        """What each header is read as; empty for those that are only kept."""
        found: dict[str, str] = {}
        for column in self.columns:
            found[column.header] = found.get(column.header) or column.meaning
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Reports:
    """The reports of one file or of several, with what was found wrong while reading.

    Attributes
    ----------
    reports : tuple of StrikeReport
        Rows that could be read, in file order.
    findings : tuple of Finding
        One per row or file that could not be read, or was read with a correction.
    name : str
        Name of the file or collection.
    rows_read : int
        Rows of the file, bad ones included. [-]
    mapping : ColumnMapping
        Which column was read as what.
    """

    reports: tuple[StrikeReport, ...] = ()
    findings: tuple[Finding, ...] = ()
    name: str = ""
    rows_read: int = 0
    mapping: ColumnMapping = ColumnMapping()

    def __iter__(self) -> Iterator[StrikeReport]:
        return iter(self.reports)

    def __len__(self) -> int:
        return len(self.reports)

    @property
    def fingerprint(self) -> str:
        """Content hash of the reports, whatever their order."""
        lines = sorted(repr(report) for report in self.reports)
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]

    @property
    def latest(self) -> datetime | None:
        """Time of the newest report, or None when there is none. [UTC]"""
        return max((report.reported_at for report in self.reports), default=None)
