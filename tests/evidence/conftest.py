"""Short ways to write reports and claims."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from gridimpact.domain.report import DamageClaim, Place, StrikeReport
from gridimpact.domain.vocabulary import Credibility, DamageState, Reliability

_PLACES: list[str] = []
"""What the labelled table of places gave, for the summary of the run."""


@pytest.fixture
def places_report() -> list[str]:
    """Lines to be told at the end of the run."""
    _PLACES.clear()
    return _PLACES


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell how the labelled places were matched, with every wrong or missed one."""
    if _PLACES:
        terminalreporter.section("labelled places")
        for line in _PLACES:
            terminalreporter.line(line)


NIGHT = datetime(2026, 1, 15, 1, tzinfo=UTC)


@pytest.fixture(scope="session")
def cases(repository: Path) -> Path:
    return repository / "tests" / "cases" / "evidence"


@pytest.fixture
def report() -> Callable[..., StrikeReport]:
    """Build a report on a component; every report has a source of its own unless one is given."""

    def build(
        name: str,
        component: str = "substation:vinnytska",
        state: DamageState | None = DamageState.MODERATE,
        *,
        hours: float = 0.0,
        source: str = "",
        url: str = "",
        note: str = "",
        grade: str = "B2",
        text: str | None = None,
        supersedes: tuple[str, ...] = (),
        reported_h: float | None = None,
    ) -> StrikeReport:
        return StrikeReport(
            report_id=name,
            reported_at=NIGHT + timedelta(hours=hours if reported_h is None else reported_h),
            event_at=NIGHT + timedelta(hours=hours),
            source=source or f"source of {name}",
            source_url=url,
            place=Place(component_id=component),
            damage=DamageClaim(state=state, text=text),
            reliability=Reliability(grade[0]),
            credibility=Credibility(grade[1]),
            supersedes=supersedes,
            note=note,
        )

    return build
