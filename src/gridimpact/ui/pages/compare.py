"""Compare: two to four answers side by side, on one scale."""

import streamlit as st

from gridimpact.adapters.stores.scenario_store import open_store
from gridimpact.domain.assessment import Assessment
from gridimpact.domain.scenario import Basis, ChangedSinceSaved
from gridimpact.errors import DataError, Finding
from gridimpact.i18n.messages import finding_sentence
from gridimpact.i18n.translate import _, spoken
from gridimpact.studies.comparison import compare, comparison_findings
from gridimpact.studies.scenarios import reopen_scenario, run_scenario
from gridimpact.ui.panels import scenarios, toolbar
from gridimpact.ui.state import session
from gridimpact.ui.widgets import map_component, map_data, table_columns, table_format
from gridimpact.ui.widgets.error_boundary import with_error_boundary
from gridimpact.views import comparison, tables
from gridimpact.views.map_layers import Measure, map_values

PRESENT, CONFIRMED = "present", "confirmed"
MOST = 4


def render() -> None:
    """Draw the page."""
    toolbar.heading(_("What difference do assumptions and reports make?"), session.current())
    _side_by_side()


@st.fragment
@with_error_boundary
def _side_by_side() -> None:
    """Choice and answers; reruns by itself."""
    chosen = _choice()
    if len(chosen) < 2:
        st.info(_("Select at least two."))
        return
    answers = _answers(chosen)
    for finding in (*comparison_findings(answers), *(f for a in answers.values() for f in _drifted(a))):
        st.text(finding_sentence(finding))
    names, table = tuple(answers), compare(answers)
    for sentence in comparison.sentences(table, answers):
        st.text(sentence)  # a title is somebody's text
    st.header(_("Whole grid"), anchor=False)
    st.dataframe(
        comparison.whole_table(table, answers),
        alt=_("Whole grid"),
        width="stretch",
        height="content",
        key=f"whole_{spoken()}",
    )
    measure = st.segmented_control(
        _("Colour of the map"),
        comparison.MEASURES,
        default=Measure.DAY,
        required=True,
        key=f"compare_measure_{spoken()}",
        format_func=comparison.measure_words,
    )
    _maps(answers, Measure(measure))
    st.header(_("Regions, differences to “{name}”", name=names[0]), anchor=False)
    st.dataframe(
        table_format.written(comparison.region_table(table, answers), {}),
        alt=_("Regions with differences"),
        key=f"parts_{spoken()}",
    )


def _choice() -> list[str]:
    """Keys of what is compared; the first is what the others are compared with."""
    words = {PRESENT: _("As shown now"), CONFIRMED: _("Confirmed reports only")}
    try:
        with open_store() as store:
            words |= {entry.key: scenarios.entry_words(entry) for entry in store.entries()}
    except DataError as exc:
        st.dataframe(
            tables.finding_table(exc.findings),
            hide_index=True,
            column_config=table_columns.translated(table_columns.FINDINGS),
        )
    kept = [key for key in st.session_state.get("compared", (PRESENT, CONFIRMED)) if key in words]
    chosen = st.pills(
        _("Compare (the first is the reference)"),
        tuple(words),
        selection_mode="multi",
        default=kept,
        format_func=lambda key: words[key],
        key=f"compare_{spoken()}_{len(words)}",
    )
    st.session_state["compared"] = tuple(chosen[:MOST])
    return list(chosen[:MOST])


def _answers(chosen: list[str]) -> dict[str, Assessment]:
    """Answers by name; each is worked out once."""
    answers: dict[str, Assessment] = {}
    for key in chosen:
        name, answer = _answer(key)
        answers[name if name not in answers else f"{name} ({len(answers) + 1})"] = answer
    return answers


def _answer(key: str) -> tuple[str, Assessment]:
    if key == PRESENT:
        return _("As shown now"), session.current()
    if key == CONFIRMED:
        case = scenarios.present(_("Confirmed reports only"), basis=Basis.CONFIRMED)
        shown = session.current()
        parts = (shown.reports_fingerprint, repr(case.settings), repr(case.overrides), repr(case.as_of))
        with st.spinner(_("Calculating")):
            known = "|".join(("confirmed", session.grid_in_use().fingerprint, session.facilities_fingerprint(), *parts))
            return case.title, session.cache().take(known, lambda: run_scenario(case, session.grid_in_use()))
    with open_store() as store:
        saved = store.load(key)
    known = f"saved|{key}|{saved.entry.revision}|{session.grid().fingerprint}"
    with st.spinner(_("Calculating")):
        return saved.entry.title, session.cache().take(known, lambda: reopen_scenario(saved, session.grid()))


def _drifted(answer: Assessment) -> list[Finding]:
    return [finding for finding in answer.findings if isinstance(finding, ChangedSinceSaved)]


def _maps(answers: dict[str, Assessment], measure: Measure) -> None:
    """One small map for each, all on one scale."""
    base, places = map_data.parts()
    if not base:
        return
    for number, (column, (name, answer)) in enumerate(zip(st.columns(len(answers)), answers.items(), strict=True)):
        with column:
            st.text(name)
            values = map_values(answer, base, places, snapshot=answer.evaluation.peak, measure=measure)
            label = _("Map of {name}; the table below has the same figures.", name=name)
            key = f"compare_map_{number}"
            map_component.draw(base, values, key=key, fingerprint=map_data.fingerprint(), label=label)
