"""Match review: which component a report means, decided by a person with who, when and why."""

from typing import Any

import streamlit as st

from gridimpact.adapters.reports.override_files import overrides_json
from gridimpact.domain.grid import Grid
from gridimpact.domain.report import StrikeReport
from gridimpact.evidence.corrections import said
from gridimpact.i18n.translate import _, name_column, number, spoken
from gridimpact.ui.state import evidence_session, session
from gridimpact.ui.widgets import faults, table_columns, table_format
from gridimpact.views import evidence_tables, tables
from gridimpact.views import evidence_words as words

Targets = tuple[tuple[str, float], ...]


def draw() -> None:
    """Draw the reports to settle, the form for the chosen one, and what was set by hand."""
    st.text(_(words.REVIEW_INTRO))
    chosen = _queue()
    if chosen is not None:
        _decide(chosen)
    _set_by_hand()


def _queue() -> StrikeReport | None:
    """Draw the reports and return the chosen one."""
    belief = session.current().belief
    everybody = st.toggle(_(words.REVIEW_ALL), key="review_all")
    table = tables.match_table(belief, session.reports(), evidence_session.component_names())
    wanted = table if everybody else table.loc[evidence_tables.open_reports(belief)]
    if wanted.empty:
        st.success(_(words.REVIEW_NONE))
        return None
    # The key changes with what is listed, so that a chosen row never points at another report.
    key = f"review_{belief.fingerprint}_{len(session.overrides())}_{everybody}"
    state: Any = st.session_state.get(key)
    rows = state["selection"]["rows"] if state else []
    st.dataframe(
        table_format.written(wanted, table_columns.MATCHES),
        key=key,
        on_select="rerun",
        selection_mode="single-row",
        column_config=table_format.settings(table_columns.MATCHES),
        column_order=list(table_columns.MATCHES),
        height=min(35 * (len(wanted) + 1) + 3, 320),
        alt=_(words.TABS[1]),
    )
    if not rows or rows[0] >= len(wanted):
        st.text(_(words.REVIEW_CHOOSE))
        return None
    name = str(wanted.index[rows[0]])
    return next((report for report in session.reports() if report.report_id == name), None)


def _decide(report: StrikeReport) -> None:
    """Draw what the report says, and the form of the decision."""
    belief, name = session.current().belief, report.report_id
    st.header(_(words.DECIDE), anchor=False)
    st.text(name)
    facts, form = st.columns([1, 1], gap="medium")
    with facts:
        for label, text in evidence_tables.report_facts(report, belief, _labels(), session.grid().timezone):
            with st.container(gap=None):
                # What a report says is somebody else's text: plain text only.
                st.caption(label)
                st.text(text)
    with form:
        found = evidence_tables.targets_of(belief, name)
        first = evidence_tables.candidates_of(belief, name)
        options = [words.CORRECT, words.SPLIT, words.ASIDE]
        best: Targets = ((first[0], 1.0),) if first else ()
        options = [words.ACCEPT, *options] if found or best else options
        decision = st.segmented_control(
            _(words.DECIDE),
            options,
            default=options[0],
            required=True,
            format_func={one: _(words.DECISIONS[one]) for one in options}.__getitem__,
            key=f"decision_{name}",
            label_visibility="collapsed",
        )
        targets = _targets(str(decision), found or best, first, name)
        who = st.text_input(_(words.WHO), value=st.session_state.get("who", ""), key=f"who_{name}")
        why = st.text_input(_(words.WHY), key=f"why_{name}")
        if st.button(_(words.SAVE_DECISION), key=f"save_{name}"):
            made = evidence_session.decided_now(name, targets, who, why, said(report.place))
            if isinstance(made, tuple):
                faults.show(made)
            else:
                evidence_session.take_override(made)
                st.rerun()


def _targets(decision: str, found: Targets, first: tuple[str, ...], name: str) -> Targets:
    """Draw what a decision needs and return the components that it names."""
    labels = _labels()

    def label(part: str) -> str:
        return labels.get(part, part)

    if decision == words.ACCEPT:
        st.text("\n".join(f"{label(part)}: {share:.0%}" for part, share in found))
        if session.current().belief.matches.at[name, "outcome"] in ("ambiguous", "unmatched"):
            st.caption(_(words.ACCEPT_BEST))
        return found
    if decision == words.ASIDE:
        return ()
    listed = [*first, *(part for part in labels if part not in first)]
    if decision == words.CORRECT:
        kept = st.session_state.get(f"one_of_{name}")
        one = st.selectbox(
            _(words.COMPONENT),
            listed,
            index=listed.index(kept) if kept in listed else 0,
            format_func=label,
            key=f"one_{name}_{spoken()}",
        )
        st.session_state[f"one_of_{name}"] = one
        return ((str(one), 1.0),)
    # A list to choose from knows its choice by the text shown, so each language has its own; the choice is carried.
    several = st.multiselect(
        _(words.COMPONENTS),
        listed,
        default=st.session_state.get(f"several_of_{name}", list(first[:2])),
        format_func=label,
        key=f"several_{name}_{spoken()}",
    )
    st.session_state[f"several_of_{name}"] = several
    equal = 100.0 / max(len(several), 1)
    shares = [
        st.number_input(
            _(words.SHARE_OF, name=label(part)),
            min_value=0.0,
            max_value=100.0,
            value=equal,
            step=5.0,
            format="%.0f",
            key=f"share_{name}_{part}_{len(several)}",
        )
        for part in several
    ]
    if several and abs(sum(shares) - 100.0) > 0.5:
        st.caption(_(words.SHARES_NOT_100, total=number(sum(shares))))
    return tuple((part, share / 100.0) for part, share in zip(several, shares, strict=True) if share > 0.0)


def _labels() -> dict[str, str]:
    return _labels_of(session.grid().fingerprint, spoken(), session.grid())


@st.cache_resource(max_entries=8, show_spinner=False)
def _labels_of(fingerprint: str, language: str, _grid: Grid) -> dict[str, str]:
    """Return names by id, made once for each grid and language: a list to choose from asks for every one of them."""
    grid = _grid
    regions = tables.short_names(grid.regions[name_column()])
    return evidence_tables.component_labels(grid.components, {str(key): str(text) for key, text in regions.items()})


def _set_by_hand() -> None:
    """Draw the decisions so far, to be taken back, downloaded and replayed."""
    st.header(_(words.SET_BY_HAND), anchor=False)
    kept = session.overrides()
    if not kept:
        st.text(_(words.NOTHING_BY_HAND))
    else:
        key = f"overrides_{len(kept)}"
        state: Any = st.session_state.get(key)
        rows = state["selection"]["rows"] if state else []
        st.dataframe(
            table_format.written(
                evidence_tables.override_table(kept, _labels(), session.grid().timezone), table_columns.OVERRIDES
            ),
            key=key,
            on_select="rerun",
            selection_mode="single-row",
            hide_index=True,
            column_config=table_format.settings(table_columns.OVERRIDES),
            alt=_(words.SET_BY_HAND),
        )
        with st.container(horizontal=True):
            if st.button(_(words.TAKE_BACK), disabled=not rows, key="take_back"):
                evidence_session.drop_override(rows[0])
                st.rerun()
            st.download_button(
                _(words.DOWNLOAD_OVERRIDES),
                overrides_json(kept),
                file_name="decisions_restricted.json",
                mime="application/json",
                on_click="ignore",
            )
    upload = st.file_uploader(_(words.UPLOAD_OVERRIDES), type=["json"], key=f"overrides_file_{len(kept)}")
    if upload is not None:
        wrong = evidence_session.take_overrides_file(upload.getvalue())
        faults.show(wrong)
        if not wrong and session.overrides() != kept:
            st.rerun()
