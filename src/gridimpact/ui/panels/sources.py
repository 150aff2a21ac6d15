"""Sources on one component side by side: who says what, what each report moved, and what was known when."""

import streamlit as st

from gridimpact.domain.assessment import Assessment
from gridimpact.evidence.provenance import events_on, history_of, sources_on
from gridimpact.i18n.translate import _, name_column
from gridimpact.ui.state import session
from gridimpact.ui.widgets import table_columns, table_format
from gridimpact.views import evidence_charts, evidence_tables, tables
from gridimpact.views import evidence_words as words


def draw(assessment: Assessment, component_id: str | None) -> None:
    """Draw the sources on a component, or how to choose one."""
    if component_id is None:
        st.text(_(words.CHOOSE_COMPONENT))
        return
    belief, zone = assessment.belief, session.grid().timezone
    sources = sources_on(component_id, belief, session.reports())
    st.header(_(words.SIDE_BY_SIDE), anchor=False)
    st.text(f"{belief.components[name_column()][component_id]} ({component_id})")
    st.text(words.conflict_sentence(float(belief.components["conflict"][component_id])))
    left, right = st.columns([3, 2], gap="medium")
    with left:
        rows = evidence_tables.claim_rows(
            sources, {str(state): float(share) for state, share in belief.table.T[component_id].items()}
        )
        order = list(dict.fromkeys(rows.loc[rows["kind"] == "report", "who"]))
        st.vega_lite_chart(
            rows,
            evidence_charts.claims_chart(order),
            width="stretch",
            alt=_("Which state each source names; table below"),
        )
    with right:
        st.text(_(words.HISTORY))
        known = history_of(
            component_id,
            belief,
            session.reports(),
            session.grid(),
            session.settings().evidence,
            damage=session.settings().damage,
            overrides=session.overrides(),
        )
        steps = evidence_charts.history_rows(known, zone)
        st.vega_lite_chart(
            steps,
            evidence_charts.history_chart(steps),
            width="stretch",
            alt=_("Probability of damage as it was known at each moment"),
        )
    st.dataframe(
        table_format.written(
            tables.with_local_time(evidence_tables.side_table(sources), "reported_at", zone), table_columns.BEHIND
        ),
        column_config=table_format.settings(table_columns.BEHIND),
        column_order=list(table_columns.BEHIND),
        alt=_(words.SIDE_BY_SIDE),
    )
    events = evidence_tables.event_table(events_on(sources))
    for name in ("start", "end"):
        events = tables.with_local_time(events, name, zone)
    st.text(_(words.EVENTS))
    st.dataframe(
        table_format.written(events, table_columns.EVENTS),
        column_config=table_format.settings(table_columns.EVENTS),
        column_order=list(table_columns.EVENTS),
        alt=_(words.EVENTS),
    )
