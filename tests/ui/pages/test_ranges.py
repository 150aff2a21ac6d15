"""Ranges: a run beside the app, its progress and its end, and the page that tells it."""

import hashlib
import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import gridimpact as gi
from gridimpact.domain.ranges import Ranges
from gridimpact.domain.scenario import Scenario
from gridimpact.domain.settings import NetworkSettings, Settings
from gridimpact.i18n.translate import speaking
from gridimpact.ui.state.long_run import LongRun
from gridimpact.views import ranges

pytestmark = pytest.mark.filterwarnings("default")  # Streamlit's own deprecations are not ours to mend

LONGEST_S = 90.0


def situation() -> None:
    from gridimpact.ui.pages import impact
    from gridimpact.ui.widgets.error_boundary import with_error_boundary

    with_error_boundary(impact.render)()


def _key() -> str:
    """Key of what the app shows first."""
    from gridimpact.ui.state import session

    reports = gi.read_reports(gi.example_reports()["night"])
    parts = (gi.read_grid(session.GRID).fingerprint, reports.fingerprint, repr(session.DEFAULTS), repr(()))
    return hashlib.sha256("|".join((*parts, str(None))).encode()).hexdigest()[:16]


def page() -> None:
    from gridimpact.ui.pages import ranges
    from gridimpact.ui.widgets.error_boundary import with_error_boundary

    with_error_boundary(ranges.render)()


@pytest.fixture(scope="module")
def case() -> Scenario:
    reports = gi.read_reports(gi.example_reports()["night"])
    return Scenario(title="ranges", reports=reports, settings=Settings(network=NetworkSettings(ac_check=False)))


@pytest.fixture(scope="module")
def found(case: Scenario) -> Ranges:
    """A finished run of its own process."""
    run = LongRun(case, "key", samples=60)
    until = time.monotonic() + LONGEST_S
    while run.state.running and time.monotonic() < until:
        time.sleep(0.2)
    assert not run.state.failed
    assert run.state.share == 1.0
    result = run.result()
    assert result is not None
    return result


def test_a_run_of_its_own_tells_what_the_interface_tells(found: Ranges, case: Scenario) -> None:
    grid = gi.read_grid("ukraine")
    belief = gi.fuse(case.reports, grid)
    answer = gi.run_ensemble(grid, belief, case.settings, samples=60, as_of=case.reports.latest)
    assert found.samples == 60
    assert found.figures.loc["people_peak", "p90"] == pytest.approx(answer.spread("people_peak").p90.value, rel=1e-9)
    assert found.chances[0.2].loc["UA51"] == pytest.approx(
        answer.chance_of_losing(0.2)[0][answer.regions.index == "UA51"]
    )
    assert set(found.verify.index) == set(answer.components.index)


def test_a_run_can_be_stopped_and_leaves_nothing_behind(case: Scenario) -> None:
    run = LongRun(case, "key", samples=4_000)
    folder = Path(run._folder.name)
    assert folder.stat().st_mode & 0o077 == 0
    run.cancel()
    assert run.state.failed
    assert run.result() is None
    del run
    assert not folder.exists()


def test_words_and_tables_agree_with_the_ranges(found: Ranges, case: Scenario) -> None:
    grid = gi.read_grid("ukraine")
    assessment = gi.assess(grid, case.reports, case.settings)
    told = ranges.figures(found)
    assert told[0].label == "Without power at the peak"
    assert "likely" in told[0].note
    table = ranges.region_table(found, assessment, 0.2)
    assert table.index[0] == "UA51"
    assert table["chance"].between(0, 100).all()
    assert "UA44" not in table.index
    rows = ranges.hour_rows(found, assessment, grid.timezone)
    assert (rows["low"] <= rows["high"]).all()
    assert len(rows) == 24
    with speaking("uk"):
        assert "без електропостачання" in ranges.headline(found)
    assert ranges.varied(found)


def test_the_page_offers_a_run_shows_it_and_tells_its_end(found: Ranges) -> None:
    app = AppTest.from_function(page, default_timeout=60).run()
    assert not app.exception
    assert app.title[0].value.startswith("How certain are the figures?")
    begin = next(button for button in app.button if button.label == "Calculate ranges")

    class Ended:
        """A run that has ended, about what is shown."""

        samples = 60

        def __init__(self, key: str) -> None:
            self.key = key

        def result(self) -> Ranges:
            return found

        def cancel(self) -> None: ...

    app.session_state["long_run"] = Ended(_key())
    app.run()
    assert not app.exception
    assert app.title[0].value == ranges.headline(found)
    assert [metric.label for metric in app.metric] == [figure.label for figure in ranges.figures(found)]
    assert begin.label == "Calculate ranges"

    app.session_state["long_run"] = Ended("of something else")
    app.run()
    assert "have changed" in app.info[0].value

    elsewhere = AppTest.from_function(situation, default_timeout=60)
    elsewhere.session_state["long_run"] = Ended(_key())
    elsewhere.run()
    assert not elsewhere.exception
    assert ranges.headline(found) in [text.value for text in elsewhere.text]


def test_a_page_loaded_anew_finds_its_run_and_nobody_finds_another(found: Ranges) -> None:
    def with_run(other: bool) -> None:
        import streamlit as st

        from gridimpact.ui.state import ranges_state

        class Ended:
            samples = 60
            key = "of something else" if other else ranges_state.key()

            def result(self) -> object:
                return "ranges"

        ranges_state._runs()[Ended.key] = Ended()  # type: ignore[assignment]
        st.text(str(ranges_state.found()))

    def loaded_anew() -> None:
        import streamlit as st

        from gridimpact.ui.state import ranges_state

        st.text(str(ranges_state.found()))
        ranges_state._runs().clear()

    try:
        assert AppTest.from_function(with_run, args=(True,), default_timeout=60).run().text[0].value == "None"
        assert AppTest.from_function(with_run, args=(False,), default_timeout=60).run().text[0].value == "ranges"
    finally:
        again = AppTest.from_function(loaded_anew, default_timeout=60).run()
    assert again.text[0].value == "ranges"
