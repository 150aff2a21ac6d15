"""Reports that a later report takes back."""

from collections.abc import Sequence

from gridimpact.domain.report import StrikeReport
from gridimpact.errors import Finding, Severity, TextFinding


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
    absent, backwards = set(), set()
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
    findings: list[Finding] = []
    if gone:
        findings.append(
            TextFinding(
                where="reports.supersedes",
                what="superseded by a later report and not counted",
                ids=tuple(sorted(gone)),
                severity=Severity.INFO,
            )
        )
    if absent:
        findings.append(
            TextFinding(
                where="reports.supersedes",
                what="a report supersedes ids that are not here",
                ids=tuple(sorted(absent)),
                remedy="check the ids, or load the file that holds them",
                severity=Severity.INFO,
            )
        )
    if backwards:
        findings.append(
            TextFinding(
                where="reports.supersedes",
                what="a report supersedes itself or a later one; this was ignored",
                ids=tuple(sorted(backwards)),
                remedy="name only earlier reports",
            )
        )
    return gone, findings
