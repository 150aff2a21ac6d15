"""What is wrong with the rows of a report file, told row by row or, when there is much of it, together."""

from collections import defaultdict
from dataclasses import dataclass, field

from gridimpact.adapters.reports.findings import IN_FILE_COLUMN, IN_FILE_ROW, IN_FILE_ROW_COLUMN
from gridimpact.adapters.reports.row_findings import RowFault
from gridimpact.errors import Finding, Message, RowId

SINGLE_FINDINGS = 5
"""Faults of one kind that are told row by row; beyond, they are told together. [-]  Chosen."""

FIRST_ROWS = 20
"""Rows named when faults are told together. [-]  Chosen."""


@dataclass(slots=True)
class FaultLog:
    """Faults of rows, told together when there are many of a kind."""

    name: str
    _rows: dict[tuple[str, type[RowFault]], list[tuple[int, dict[str, object]]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def add(self, row: int, column: str, kind: type[RowFault], **values: object) -> None:
        """Note a fault of one row, with the values of its kind."""
        self._rows[column, kind].append((row, values))

    def findings(self) -> tuple[Finding, ...]:
        """Return the findings in the order of their first rows."""
        found: list[Finding] = []
        for (column, kind), rows in sorted(self._rows.items(), key=lambda item: item[1][0][0]):
            if len(rows) <= SINGLE_FINDINGS:
                found += [
                    kind(where=self._where(column, row), values={**values, "column": column}, ids=(RowId(row),))
                    for row, values in rows
                ]
                continue
            place = Message(IN_FILE_COLUMN, {"file": self.name, "column": column})
            found.append(
                kind(
                    where=place if column else self.name,
                    values={**rows[0][1], "column": column, "count": len(rows)},
                    ids=tuple(RowId(row) for row, _ in rows[:FIRST_ROWS]),
                )
            )
        return tuple(found)

    def _where(self, column: str, row: int) -> Message:
        template = IN_FILE_ROW_COLUMN if column else IN_FILE_ROW
        return Message(template, {"file": self.name, "row": row, "column": column})
