"""What is wrong with a file or a decision, as plain text: it may quote what strangers wrote."""

from collections.abc import Iterable

import streamlit as st

from gridimpact.errors import Finding
from gridimpact.i18n.messages import finding_sentence
from gridimpact.i18n.translate import _
from gridimpact.views import evidence_words as words


def show(findings: Iterable[Finding]) -> None:
    """Say that something was not taken, and why; nothing when there is no fault."""
    listed = [finding_sentence(finding) for finding in findings]
    if not listed:
        return
    st.error(_(words.NOT_TAKEN))
    for text in listed:
        st.text(text)
