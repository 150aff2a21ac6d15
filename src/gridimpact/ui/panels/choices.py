"""Weights of grades and the other choices of the evidence stage, and what they do to the headline."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from gridimpact.adapters.reports.evidence_files import evidence_json, read_evidence
from gridimpact.domain.settings import EvidenceSettings
from gridimpact.errors import DataError
from gridimpact.i18n.translate import _, spoken
from gridimpact.ui.state import evidence_session, session
from gridimpact.ui.widgets import faults, table_columns, table_format
from gridimpact.views import evidence_tables, result_texts
from gridimpact.views import evidence_words as words


def draw() -> None:
    """Draw the weights, to be changed, and the sensitivity of the headline to them."""
    used = session.settings().evidence
    st.text(_(words.CHOICES_INTRO))
    with st.form("evidence_choices", border=False):
        left, right = st.columns(2, gap="medium")
        with left:
            reliability = _weights("reliability", words.RELIABILITY, used.reliability_weight)
        with right:
            credibility = _weights("credibility", words.CREDIBILITY, used.credibility_weight)
        intact = st.slider(_(words.PRIOR), 5, 95, round(100 * used.prior[0]), step=5, key=f"prior_{hash(used)}")
        limit = st.slider(
            _(words.LIMIT), 5, 95, round(100 * used.decision_probability), step=5, key=f"limit_{hash(used)}"
        )
        again = st.form_submit_button(_(words.ASSESS_AGAIN))
    if again:
        none = intact / 100
        prior = used.prior if intact == round(100 * used.prior[0]) else (none, *[(1 - none) / 4] * 4)
        _take(
            replace(
                used,
                prior=prior,
                reliability_weight=reliability,
                credibility_weight=credibility,
                decision_probability=limit / 100,
            )
        )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if st.button(_(words.AS_SET_AT_FIRST), disabled=used == EvidenceSettings()):
            _take(EvidenceSettings())
        st.download_button(
            _(words.DOWNLOAD_SETTINGS),
            evidence_json(used),
            file_name="evidence.json",
            mime="application/json",
            on_click="ignore",
        )
    upload = st.file_uploader(_(words.UPLOAD_SETTINGS), type=["json"], key=f"evidence_file_{hash(used)}")
    if upload is not None:
        try:
            _take(read_evidence(upload.getvalue()))
        except DataError as exc:
            faults.show(exc.findings)
    _sensitivity()


def _weights(name: str, grades: dict[str, str], weights: tuple[float, ...]) -> tuple[float, ...]:
    """Draw the weights of the grades of one kind and return them as they stand."""
    table = evidence_tables.grade_table(grades, weights)
    edited: pd.DataFrame = st.data_editor(
        table,
        key=f"{name}_{hash(weights)}_{spoken()}",
        hide_index=True,
        num_rows="fixed",
        disabled=["grade", "meaning"],
        column_config={
            "grade": st.column_config.TextColumn(_("Grade"), width="small"),
            "meaning": st.column_config.TextColumn(_("Source") if name == "reliability" else _("Statement")),
            "weight": st.column_config.NumberColumn(
                _("Weight"), min_value=0.0, max_value=1.0, step=0.05, required=True, format="%.2f"
            ),
        },
    )
    return tuple(float(value) for value in edited["weight"])


def _take(changed: EvidenceSettings) -> None:
    """Assess with other choices."""
    if changed != session.settings().evidence:
        session.offer(assumptions=replace(session.settings(), evidence=changed))
        st.rerun()


def _sensitivity() -> None:
    """Draw the headline under other choices, once it is asked for."""
    st.header(_(words.SENSITIVITY), anchor=False)
    st.text(_(words.SENSITIVITY_INTRO))
    table = evidence_session.choices()
    if table is None:
        if st.button(_(words.WORK_OUT)):
            evidence_session.work_out_choices()
            st.rerun()
        return
    table = table.rename(index=result_texts.render)
    st.dataframe(
        table_format.written(table, table_columns.CHOICES),
        column_config=table_format.settings(table_columns.CHOICES),
        column_order=list(table_columns.CHOICES),
        alt=_(words.SENSITIVITY),
    )
