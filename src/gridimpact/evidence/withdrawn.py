"""Reports that a later report takes back."""

from collections.abc import Collection, Sequence

from gridimpact.domain.report import StrikeReport
from gridimpact.errors import Finding
from gridimpact.evidence.findings import SupersededReports, SupersedesLater, SupersedesUnknown


def withdrawn(reports: Sequence[StrikeReport]) -> tuple[dict[str, str], list[Finding]]:
    """Return the reports that a later one supersedes.

    Parameters
    ----------
    reports : sequence of StrikeReport

    Returns
    -------
    dict
        Id of the report that supersedes, by id of the report superseded.
    list of Finding
        What was left out, and what was named but cannot be.
    """
    known = {report.report_id: report for report in reports}
    gone: dict[str, str] = {}
    absent: set[str] = set()
    backwards: set[str] = set()
    for report in sorted(reports, key=lambda one: (one.reported_at, one.report_id)):
        for old in report.supersedes:
            if old not in known:
                absent.add(old)
            elif (
                old == report.report_id
                or known[old].reported_at > report.reported_at
                or gone.get(report.report_id) == old
            ):
                backwards.add(report.report_id)
            else:
                gone[old] = report.report_id
    kinds: tuple[tuple[type[Finding], Collection[str]], ...] = (
        (SupersededReports, gone),
        (SupersedesUnknown, absent),
        (SupersedesLater, backwards),
    )
    findings: list[Finding] = [kind(where="reports.supersedes", ids=tuple(sorted(ids))) for kind, ids in kinds if ids]
    return gone, findings
