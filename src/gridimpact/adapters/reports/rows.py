"""Rows of a report table to reports; what is wrong with a row is noted and the next row is read."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from gridimpact.adapters.reports import values as values
from gridimpact.adapters.reports.faults import FaultLog
from gridimpact.adapters.reports.row_findings import (
    CapacityOutside,
    CellTooLong,
    CoordinatesSwapped,
    EqualRowRepeated,
    EventAfterReport,
    IdRepeated,
    NotAPlaceOnLand,
    NoTime,
    PrecisionOutside,
    ReadAsPercentage,
    TimeInFuture,
)
from gridimpact.adapters.reports.tables import ReportTable
from gridimpact.adapters.reports.times import month_first, read_time
from gridimpact.adapters.reports.values import Unreadable
from gridimpact.adapters.safe_cells import clean_text
from gridimpact.domain.progress import Progress, silent, stepped
from gridimpact.domain.report import DamageClaim, Place, StrikeReport
from gridimpact.domain.vocabulary import Credibility, Reliability

LONGEST_CELL = 10_000
"""Longest cell that is kept whole. [characters]  Chosen."""

_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_MARKS = dict.fromkeys(map(ord, "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u2060\ufeff"))

_Value = TypeVar("_Value")


@dataclass(slots=True)
class RowReader:
    """Reads the rows of one table.

    Parameters
    ----------
    table : ReportTable
    name : str
        Name of the file, for findings and for ids of rows without one.
    zone : ZoneInfo
        Zone of times that state none.
    now : datetime
        Times later than a day after it are told as future.
    """

    table: ReportTable
    name: str
    zone: ZoneInfo
    now: datetime
    faults: FaultLog = field(init=False)
    zoneless: int = field(init=False, default=0)
    rows_read: int = field(init=False, default=0)
    months_first: bool | None = field(init=False, default=False)

    def __post_init__(self) -> None:
        self.faults = FaultLog(self.name)
        header = self.table.header
        times = [header.fields[name] for name in ("reported_at", "event_at") if name in header.fields]
        self.months_first = month_first(
            row[column] for row in self.table.rows[header.row + 1 :] for column in times if column < len(row)
        )

    def read(self, progress: Progress = silent) -> tuple[StrikeReport, ...]:
        """Return the reports, in the order of the file; ids are unique.

        Parameters
        ----------
        progress : callable
            Told the share of the rows done [0..1] and what is being done.
        """
        header = self.table.header
        known: dict[str, tuple[str, ...]] = {}
        reports = []
        below = self.table.rows[header.row + 1 :]
        steps = stepped(below, lambda done: progress(done, "reading rows"))
        for number, raw in enumerate(steps, start=header.row + 2):
            if not any(map(str.strip, raw)):
                continue
            self.rows_read += 1
            cells = {
                name: self._clean(raw[column], number, name)
                for name, column in header.fields.items()
                if column < len(raw)
            }
            extra = {
                name: self._clean(raw[column], number, name)
                for name, column in header.unknown.items()
                if column < len(raw)
            }
            name = cells.get("report_id") or f"{self.name.rsplit('.', 1)[0]}-{number}"
            content = (*cells.values(), *extra.values())
            if name in known:
                if known[name] == content:
                    self.faults.add(number, "report_id", EqualRowRepeated, value=name)
                    continue
                name = self._free(name, known, number)
            known[name] = content
            report = self._report(name, number, cells, extra)
            if report is not None:
                reports.append(report)
        return tuple(reports)

    def _report(self, name: str, number: int, cells: dict[str, str], extra: dict[str, str]) -> StrikeReport | None:
        times = self._times(cells, number)
        if times is None:
            return None
        kind = self._value(cells, "component_kind", number, values.read_kind)
        kept = {key: text for key, text in extra.items() if text}
        if cells.get("component_kind") and (kind is None or cells["component_kind"].casefold() != kind.value):
            kept["component_kind"] = cells["component_kind"]
        if cells.get("raion"):
            kept["raion"] = cells["raion"]
        if cells.get("precision_code") == str(values.REGION_ONLY) and cells.get("place"):
            kept["place"] = cells["place"]
        grades = self._grades(cells, number)
        return StrikeReport(
            report_id=name,
            reported_at=times[0],
            event_at=times[1],
            source=cells.get("source", ""),
            source_url=cells.get("source_url", ""),
            place=self._place(cells, number),
            component_kind=kind,
            damage=self._damage(cells, number),
            reliability=grades[0],
            credibility=grades[1],
            supersedes=tuple(filter(None, re.split(r"[;,|\s]+", cells.get("supersedes", "")))),
            note=cells.get("note", ""),
            extra=kept,
            row=number,
        )

    def _times(self, cells: dict[str, str], number: int) -> tuple[datetime, datetime | None] | None:
        """Return when it was reported and when it happened; None when neither can be read."""
        event = self._time(cells, "event_at", number)
        reported = self._time(cells, "reported_at", number)
        if reported is None:
            if event is None:
                self.faults.add(number, "reported_at", NoTime)
                return None
            reported = event
        if event is not None and event > reported:
            self.faults.add(number, "event_at", EventAfterReport)
        if max(reported, event or reported) > self.now + timedelta(days=1):
            self.faults.add(number, "reported_at", TimeInFuture)
        return reported, event

    def _time(self, cells: dict[str, str], column: str, number: int) -> datetime | None:
        def read(text: str) -> tuple[datetime, bool] | None:
            return read_time(text, self.zone, months_first=self.months_first is True)

        found = self._value(cells, column, number, read)
        if found is None:
            return None
        self.zoneless += not found[1]
        return found[0]

    def _place(self, cells: dict[str, str], number: int) -> Place:
        lat, lon = self._coordinates(cells, number)
        precision = self._value(cells, "precision_km", number, values.read_number)
        if precision is not None and not 0.0 <= precision <= 1000.0:
            self.faults.add(number, "precision_km", PrecisionOutside, value=precision)
            precision = None
        name = cells.get("place") or None
        code = self._value(cells, "precision_code", number, values.read_precision_code)
        if code == values.NEAR:
            precision = precision if precision is not None else values.NEAR_KM
        if code == values.REGION_ONLY:
            lat = lon = name = None
        return Place(
            component_id=cells.get("component_id") or None,
            name=name,
            region=cells.get("region") or (values.as_raion(cells["raion"]) if cells.get("raion") else None),
            lat=lat,
            lon=lon,
            precision_km=precision,
        )

    def _coordinates(self, cells: dict[str, str], number: int) -> tuple[float | None, float | None]:
        texts = cells.get("lat", ""), cells.get("lon", "")
        if not any(texts):
            return None, None
        lat, lon = (
            self._value(cells, column, number, lambda text: values.read_degrees(text, 180.0))
            for column in ("lat", "lon")
        )
        if lat is not None and lon is not None and abs(lat) > 90.0 and abs(lon) <= 90.0:
            self.faults.add(number, "lat", CoordinatesSwapped)
            lat, lon = lon, lat
        if lat is None or lon is None or abs(lat) > 90.0 or (lat == 0.0 and lon == 0.0):
            self.faults.add(number, "lat", NotAPlaceOnLand, value=f"{texts[0][:20]}, {texts[1][:20]}")
            return None, None
        return lat, lon

    def _damage(self, cells: dict[str, str], number: int) -> DamageClaim:
        text = cells.get("damage", "")
        state = values.read_state(text)
        share = self._value(cells, "share_lost", number, values.read_share)
        if (
            share is not None
            and "%" not in cells["share_lost"]
            and not cells["share_lost"].startswith(("0", "1", ".", ","))
        ):
            self.faults.add(number, "share_lost", ReadAsPercentage, value=cells["share_lost"])
        lost = self._value(cells, "mw_lost", number, values.read_number)
        if lost is not None and not 0.0 <= lost <= 100_000.0:
            self.faults.add(number, "mw_lost", CapacityOutside, value=lost)
            lost = None
        return DamageClaim(
            state=state, share_lost=share, mw_lost=lost, text=None if state is not None or not text else text
        )

    def _grades(self, cells: dict[str, str], number: int) -> tuple[Reliability, Credibility]:
        """Return the grades of source and statement; a word of confidence fills in for the second."""
        reliability = self._value(cells, "reliability", number, values.read_reliability)
        code = (
            cells
            if cells.get("credibility")
            or not re.search(r"[A-FАВСЕ]\s?-?[1-6]$", cells.get("reliability", ""), re.IGNORECASE)
            else {"credibility": cells["reliability"]}
        )
        credibility = self._value(code, "credibility", number, values.read_credibility)
        if credibility is None:
            credibility = self._value(cells, "confidence", number, values.read_confidence)
        return reliability or Reliability.F, credibility or Credibility.UNJUDGED

    def _value(
        self, cells: dict[str, str], column: str, number: int, read: Callable[[str], _Value | None]
    ) -> _Value | None:
        """Return the value of a cell; note the fault and return None when it cannot be read."""
        text = cells.get(column, "")
        if not text:
            return None
        try:
            return read(text)
        except Unreadable as unreadable:
            self.faults.add(number, column, unreadable.kind, **unreadable.values)
            return None

    def _clean(self, text: str, number: int, column: str) -> str:
        """Return a cell without control characters and direction marks, cut when it is too long."""
        if len(text) > LONGEST_CELL:
            self.faults.add(number, column, CellTooLong, value=clean_text(text[:20]), most=LONGEST_CELL)
            text = text[:LONGEST_CELL]
        return (clean_text(text).translate(_MARKS) if _HIDDEN.search(text) else text).strip()

    def _free(self, name: str, known: dict[str, tuple[str, ...]], number: int) -> str:
        """Return an id with the first number that is free."""
        self.faults.add(number, "report_id", IdRepeated, value=name)
        count = 2
        while f"{name}-{count}" in known:
            count += 1
        return f"{name}-{count}"
