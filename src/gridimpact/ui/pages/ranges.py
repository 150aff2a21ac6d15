"""Ranges: how sure the figures are, and what would make them surer."""

import streamlit as st

from gridimpact.domain.assessment import Assessment
from gridimpact.domain.ranges import Ranges
from gridimpact.i18n.translate import _, name_column
from gridimpact.ui.panels import toolbar
from gridimpact.ui.state import public_view, ranges_state, session
from gridimpact.ui.state.long_run import LongRun
from gridimpact.ui.widgets import map_component, map_data, metric_row, table_columns
from gridimpact.ui.widgets.error_boundary import with_error_boundary
from gridimpact.views import map_layers, ranges, verify_next

MAP = "ranges_map"
SAMPLES = (200, 1_000, 4_000)
"""Numbers of samples to choose from. [-]  Chosen: a glance, the usual, and fine ranges of rare losses."""
TRIAL_SHARE = 0.2
"""Share of the day's energy that is shown first. [0..1]"""


def render() -> None:
    """Draw the page."""
    assessment = session.current()
    found = ranges_state.found()
    toolbar.heading(ranges.headline(found), assessment, likely=False)
    if found is None:
        _begin(ranges_state.key(), ranges_state.run())
    else:
        _tell(found, assessment)


def _begin(key: str, run: LongRun | None) -> None:
    """Offer a run, or show how far it is."""
    if run is not None and run.key != key:
        ranges_state.leave(run)
        st.info(_("Reports or assumptions have changed since the ranges were calculated; calculate them again."))
        run = None
    if run is not None and run.state.running:
        _watch()
        return
    if run is not None and run.state.failed:
        st.error(_("The run failed. Other pages are not affected. Try again; if it fails again, use fewer samples."))
    st.text(
        _(
            "Uncertain damage, demand, weather, unit outages and import are sampled many times, and "
            "the day is calculated for each sample. This takes ten seconds to a minute; you can use "
            "the other pages meanwhile."
        )
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        samples = st.selectbox(_("Samples"), SAMPLES, index=1, key="samples")
        if st.button(_("Calculate ranges")):
            ranges_state.begin(int(samples))
            st.rerun()


@st.fragment(run_every=1.0)
@with_error_boundary
def _watch() -> None:
    """Progress of the run; draws the page anew when it has ended."""
    run = ranges_state.run()
    if run is None:
        return
    state = run.state
    if not state.running:
        st.rerun()
    done = round(state.share * run.samples)
    st.progress(min(max(state.share, 0.0), 1.0), text=_("{done} of {all} samples", done=done, all=run.samples))
    if st.button(_("Stop")):
        ranges_state.end(run)
        st.rerun()


def _tell(found: Ranges, assessment: Assessment) -> None:
    metric_row.draw(ranges.figures(found), key="range_figures")
    _places(found, assessment)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        st.subheader(_("Demand that cannot be served, by hour"), anchor=False)
        rows = ranges.hour_rows(found, assessment, session.grid().timezone)
        st.vega_lite_chart(
            rows,
            ranges.hour_chart(rows),
            width="stretch",
            alt=_(
                "80 % range and median of demand that cannot be served by hour, and the case of the most likely damage"
            ),
        )
        st.text(_("Area: 80 % range (P10-P90). Line: median. Dashed: the most likely damage."))
    with right:
        if not public_view.on():  # names components
            _verify(found)
        with st.expander(_("What varies, and what does not")):
            for text in ranges.varied(found):
                st.text(f"• {text}")
            st.text(
                _(
                    "The grid model, the distribution of demand and the state of unreported components do "
                    "not vary, so the range does not include errors in them. Sources are in docs/method.md; "
                    "most spreads are our own choice."
                )
            )


@st.fragment
@with_error_boundary
def _places(found: Ranges, assessment: Assessment) -> None:
    """Map and table of chances; reruns by itself."""
    shares = [float(share) for share in found.chances.columns]
    share = st.select_slider(
        _("Probability of losing more than this share of the day's energy"),
        shares,
        value=min(shares, key=lambda one: abs(one - TRIAL_SHARE)),
        format_func=lambda one: f"{100 * one:.0f} %",
        key="range_share",
    )
    left, right = st.columns([3, 2], gap="medium")
    with left:
        base, places = map_data.parts()
        if base:
            evaluation = assessment.evaluation
            values = map_layers.map_values(assessment, base, places, snapshot=evaluation.peak)
            map_component.draw(
                base,
                ranges.map_values(values, base, found, share),
                key=MAP,
                fingerprint=map_data.fingerprint(),
                label=_("Map of the probability that a region loses more than a share of its energy."),
            )
    with right:
        st.dataframe(
            ranges.region_table(found, assessment, share),
            hide_index=True,
            column_config=table_columns.translated(table_columns.RANGES),
            height=400,
            alt=_("Regions with the probability of the loss, people without power at the peak and hours off"),
        )


def _verify(found: Ranges) -> None:
    """Call about these."""
    st.subheader(_("Verify next"), anchor=False)
    suggestions = verify_next.calls(found, session.component_names(), session.grid().regions[name_column()])
    if not suggestions:
        st.text(
            _(
                "Verifying any single component would not clearly narrow the range: most uncertainty is "
                "elsewhere (demand, units, weather), or there are too few samples to tell."
            )
        )
    for number, text in enumerate(suggestions, start=1):
        st.text(f"{number}. {text}")
