"""Findings as they are shown: kind, place, fact and what to do, in the language spoken."""

from gridimpact.errors import Finding, Severity
from gridimpact.i18n.messages import (
    error_sentences,
    finding_fact,
    finding_remedy,
    finding_sentence,
    listed,
    place_text,
    render,
    word_text,
)
from gridimpact.i18n.translate import N_, _
from gridimpact.views import wording

__all__ = ["SEVERITIES", "error_sentences", "finding_row", "finding_sentence", "place_text", "render", "word_text"]

SEVERITIES = {Severity.INFO: N_("info"), Severity.WARNING: N_("warning"), Severity.ERROR: N_("error")}
"""Kinds of finding."""


def finding_row(finding: Finding) -> tuple[str, str, str, str, str]:
    """Return kind, place, fact, ids and remedy of a finding as they are shown."""
    return (
        _(SEVERITIES[finding.severity]),
        place_text(finding.where),
        wording.sentence(finding_fact(finding)),
        listed(finding.ids),
        wording.sentence(finding_remedy(finding)),
    )
