"""What is wrong with the rows of a report file, told row by row or, when there is much of it, together."""

from collections import defaultdict
from dataclasses import dataclass, field

from gridimpact.errors import Finding, Severity, TextFinding

SINGLE_FINDINGS = 5
"""Equal faults that are told row by row; beyond, they are told together. [-]  Chosen."""

FIRST_ROWS = 20
"""Rows named when faults are told together. [-]  Chosen."""


@dataclass(slots=True)
class FaultLog:
    """Faults of rows, told together when there are many of a kind."""

    name: str
    _rows: dict[tuple[str, str, str, Severity], list[tuple[int, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def add(
        self,
        row: int,
        column: str,
        fault: str,
        *,
        value: str = "",
        remedy: str = "",
        severity: Severity = Severity.WARNING,
    ) -> None:
        """Note a fault of one row; `fault` is said of the value, or of the row when there is none."""
        self._rows[column, fault, remedy, severity].append((row, value))

    def findings(self) -> tuple[Finding, ...]:
        """Return the findings in the order of their first rows."""
        found = []
        for (column, fault, remedy, severity), rows in sorted(self._rows.items(), key=lambda item: item[1][0][0]):
            if len(rows) <= SINGLE_FINDINGS:
                found += [
                    TextFinding(
                        where=f"{self.name}, row {row}" + (f", {column}" if column else ""),
                        what=_said(value, fault),
                        ids=(f"row {row}",),
                        remedy=remedy,
                        severity=severity,
                    )
                    for row, value in rows
                ]
                continue
            example = f" (first: {_said(rows[0][1], fault)})" if rows[0][1] else ""
            found.append(
                TextFinding(
                    where=self.name + (f", {column}" if column else ""),
                    what=f"{len(rows)} rows: the value {fault}{example}"
                    if rows[0][1]
                    else f"{len(rows)} rows: {fault}",
                    ids=tuple(f"row {row}" for row, _ in rows[:FIRST_ROWS]),
                    remedy=remedy,
                    severity=severity,
                )
            )
        return tuple(found)


def _said(value: str, fault: str) -> str:
    return f'"{value}" {fault}' if value else fault
