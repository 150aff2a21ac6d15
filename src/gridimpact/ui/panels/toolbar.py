"""The line above each page and its buttons: what is shown, who may see it, assumptions and downloads."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from gridimpact.domain.assessment import Assessment
from gridimpact.domain.settings import Settings
from gridimpact.domain.vocabulary import Season
from gridimpact.i18n.messages import finding_sentence
from gridimpact.i18n.translate import _, spoken
from gridimpact.ui.panels import scenarios
from gridimpact.ui.state import navigation, public_view, ranges_state, session, visitor_language
from gridimpact.ui.widgets import downloads
from gridimpact.views import changes, figures, ranges, wording

TEXT_PX = 230
"""Room for what is looked at: narrow enough that the buttons beside it stay in one row. [pixel]"""


def heading(
    sentence: str, assessment: Assessment, *, likely: bool = True, beside: Callable[[], None] | None = None
) -> None:
    """Draw the sentence of the page, what it is about and who may see it, assumptions and downloads.

    Parameters
    ----------
    sentence : str
    assessment : Assessment
    likely : bool
        Show the ranges below the sentence where they have been worked out for what is shown.
    beside : callable, optional
        Draws a button of the page itself before the others.
    """
    st.title(sentence, anchor=False)
    found = ranges_state.found() if likely else None
    if found is not None:
        st.text(ranges.headline(found))
    session.note()
    day = figures.local_day(assessment, session.grid().timezone)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="status"):
        public_view.switch()
        # A file name is somebody else's text: plain text only.
        reports = wording.counted(len(session.reports()), "report")
        st.text(f"{_name(assessment)}\n{reports} · {day}", width=TEXT_PX)
        st.space("stretch")
        if beside is not None:
            beside()
        with st.popover(_("Assumptions"), key=f"assumptions_{spoken()}"):
            _assumptions(session.settings())
        with st.popover(_("Download"), key=f"downloads_{spoken()}"):
            downloads.draw(assessment)
        with st.popover(_("Scenarios"), key=f"scenarios_{spoken()}"):
            scenarios.save(assessment)
            st.header(_("Saved scenarios"), anchor=False)
            if scenarios.manage():
                navigation.go("situation")
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
    st.error(_("These assumptions could not be used. Nothing has changed."))
    for finding in refusal.findings:
        st.text(finding_sentence(finding))


def _name(assessment: Assessment) -> str:
    """What is looked at; the name of a file may tell too much for the public view."""
    if session.is_example():
        return _("Illustrative example")
    return _("Reports") if public_view.on() else wording.sentence(assessment.reports_name)


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
            _("Demand and generation as on this date"),
            choices,
            index=choices.index(demand.reference_state),
            format_func=lambda key: states.loc[key, title] if key else _("Default of the season"),
        )
        load = st.slider(_("Demand, % of that day"), 50, 150, round(100 * demand.demand_scale), step=5)
        generation = st.slider(
            _("Available generation, % of that day"), 50, 150, round(100 * demand.generation_scale), step=5
        )
        given = used.impact.outdoor_temperature_c
        temperature = st.number_input(
            _("Outdoor temperature, °C (empty: default of the season)"),
            value=given,
            step=1.0,
            min_value=-60.0,
            max_value=60.0,
            key=f"temperature_{given}_{spoken()}",
        )
        ac_check = st.toggle(
            _("Check voltages too (AC load flow)"),
            value=used.network.ac_check,
            help=_("Checks the peak hour; does not change any figure. The first time takes about ten seconds."),
        )
        if st.form_submit_button(_("Recalculate")):
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
