"""The line above each page and its buttons: what is shown, who may see it, assumptions and downloads."""

from dataclasses import replace

import streamlit as st

from gridimpact.domain.results import Assessment
from gridimpact.domain.settings import Settings
from gridimpact.domain.vocabulary import Season
from gridimpact.i18n.messages import finding_sentence
from gridimpact.i18n.translate import _, spoken
from gridimpact.ui.panels import scenarios
from gridimpact.ui.state import navigation, public_view, ranges_state, session, visitor_language
from gridimpact.ui.widgets import downloads
from gridimpact.views import changes, figures, ranges, wording


def heading(sentence: str, assessment: Assessment, *, likely: bool = True) -> None:
    """Draw the sentence of the page, what it is about and who may see it, assumptions and downloads.

    Where ranges have been worked out for what is shown, they stand below the sentence (`likely`).
    """
    st.title(sentence, anchor=False)
    found = ranges_state.found() if likely else None
    if found is not None:
        st.caption(ranges.headline(found))
    session.note()
    day = figures.local_day(assessment, session.grid().timezone)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="status"):
        public_view.switch()
        # A file name is somebody else's text: plain text only.
        st.text(
            _(
                "{name} · {reports} · {day}",
                name=_("Reports") if public_view.on() else _name(assessment),
                reports=wording.counted(len(session.reports()), "report"),
                day=day,
            ),
            width="stretch",
        )
        with st.popover(_("Assumptions"), key=f"assumptions_{spoken()}"):
            _assumptions(session.settings())
        with st.popover(_("Download"), key=f"downloads_{spoken()}"):
            downloads.draw(assessment)
        with st.popover(_("Save"), key=f"save_{spoken()}"):
            scenarios.save(assessment)
        visitor_language.switch()
    news()


def news() -> None:
    """Draw what became of the last change: refused, opened again, or what it did to the headline."""
    _refused()
    scenarios.reopened()
    _changed()


def _changed() -> None:
    """What the last change of reports or assumptions did to the headline."""
    before = session.before()
    if before is not None:
        st.text(changes.sentence(before, session.current()))


def _refused() -> None:
    """Why other assumptions were not taken; a refused file is told on its own page."""
    refusal = session.refusal()
    if refusal is None or refusal.is_file:
        return
    st.error(_("These assumptions could not be used. What was shown before stays as it was."))
    for finding in refusal.findings:
        st.text(finding_sentence(finding))


def _name(assessment: Assessment) -> str:
    example = _("example night (illustrative)") if assessment.reports_name.startswith(session.EXAMPLE) else None
    return wording.sentence(example or assessment.reports_name)


def _assumptions(used: Settings) -> None:
    """Season, reference state and scales; nothing is computed before the button."""
    states = session.grid().reference_states
    demand = used.demand
    with st.form(f"assumptions_form_{spoken()}", border=False):
        season = st.segmented_control(
            _("Season"),
            ("", *Season),
            default=demand.season or "",
            required=True,
            format_func=lambda value: wording.sentence(_(value)) if value else _("By date"),
        )
        title = f"title_{spoken()}" if f"title_{spoken()}" in states else "title_en"
        choices = [None, *states.index]
        state = st.selectbox(
            _("Demand and generation as on"),
            choices,
            index=choices.index(demand.reference_state),
            format_func=lambda key: states.loc[key, title] if key else _("The default of the season"),
        )
        load = st.slider(_("Demand, % of that day"), 50, 150, round(100 * demand.demand_scale), step=5)
        generation = st.slider(
            _("Available generation, % of that day"), 50, 150, round(100 * demand.generation_scale), step=5
        )
        given = used.impact.outdoor_temperature_c
        temperature = st.number_input(
            _("Outdoor temperature, °C (empty: the marked default of the season)"),
            value=given,
            step=1.0,
            min_value=-60.0,
            max_value=60.0,
            key=f"temperature_{given}_{spoken()}",
        )
        ac_check = st.toggle(
            _("Check voltages too (AC load flow)"),
            value=used.network.ac_check,
            help=_("Checks the peak hour; changes no figure. The first time takes about ten seconds."),
        )
        if st.form_submit_button(_("Assess again")):
            changed = replace(
                demand,
                season=Season(season) if season else None,
                reference_state=state,
                demand_scale=load / 100,
                generation_scale=generation / 100,
            )
            network = replace(used.network, ac_check=ac_check)
            impact = replace(used.impact, outdoor_temperature_c=temperature)
            session.offer(assumptions=replace(used, demand=changed, network=network, impact=impact))
            st.rerun()
    navigation.link("method", _("All assumptions, with units and sources"))
