"""What a visitor has is only ever replaced by something that works."""

import subprocess
import sys
import threading
import time

import pytest
from streamlit.testing.v1 import AppTest

import gridimpact as gi
from gridimpact.ui.state.assessment_cache import AssessmentCache

pytestmark = pytest.mark.filterwarnings("default")


def offer_bad_file() -> None:
    import streamlit as st

    from gridimpact.ui.state import session

    before = session.current()
    st.text(str(session.offer_file("broken.csv", b"\x00\x01\x02 not a table")))
    refusal = session.refusal()
    st.text(str(len(refusal.findings) if refusal else 0))
    st.text(str(session.current() is before))


def offer_good_file() -> None:
    import streamlit as st

    from gridimpact.adapters.grids.bundled import example_reports
    from gridimpact.ui.state import session

    content = example_reports()[session.EXAMPLE].read_bytes()
    st.text(str(session.offer_file("broken.csv", b"")))
    st.text(str(session.offer_file("mine.csv", content)))
    st.text(session.reports().name)
    st.text(str(session.refusal()))


def offer_bad_assumptions() -> None:
    from dataclasses import replace

    from gridimpact.ui.pages import impact
    from gridimpact.ui.state import session

    used = session.settings()
    session.offer(assumptions=replace(used, demand=replace(used.demand, reference_state="no such state")))
    impact.render()


def test_bad_assumptions_are_refused_where_they_were_made() -> None:
    app = AppTest.from_function(offer_bad_assumptions, default_timeout=60).run()
    assert not app.exception
    assert [error.value.split(".")[0] for error in app.error] == ["These assumptions could not be used"]
    assert len(app.metric) == 5


def test_a_bad_file_is_refused_with_findings_and_changes_nothing() -> None:
    app = AppTest.from_function(offer_bad_file, default_timeout=60).run()
    taken, findings, same = (text.value for text in app.text)
    assert (taken, same) == ("False", "True")
    assert int(findings) >= 1


def test_a_good_file_is_taken_and_clears_the_refusal() -> None:
    app = AppTest.from_function(offer_good_file, default_timeout=60).run()
    assert [text.value for text in app.text] == ["False", "True", "mine.csv", "None"]


def test_cache_computes_once_for_two_sessions(shown: gi.Assessment) -> None:
    cache, calls = AssessmentCache(), []

    def compute() -> gi.Assessment:
        calls.append(1)
        time.sleep(0.05)
        return shown

    threads = [threading.Thread(target=cache.take, args=("a", compute)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(calls) == 1


def test_cache_forgets_the_one_unused_for_longest(shown: gi.Assessment) -> None:
    cache, calls = AssessmentCache(size=2), []

    def ask(key: str) -> None:
        def compute() -> gi.Assessment:
            calls.append(key)
            return shown

        cache.take(key, compute)

    for key in ("a", "b", "a", "c", "a", "b"):
        ask(key)
    assert calls == ["a", "b", "c", "b"]


def test_first_page_does_not_load_the_ac_engine() -> None:
    script = (
        "import sys\n"
        "from streamlit.testing.v1 import AppTest\n"
        "app = AppTest.from_string('from gridimpact.ui.pages.impact import render; render()').run(timeout=60)\n"
        "assert len(app.metric) == 5, app.exception\n"
        "loaded = [name for name in ('pandapower', 'pydeck') if name in sys.modules]\n"
        "assert not loaded, loaded\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]


def edit_facilities() -> None:
    import streamlit as st

    from gridimpact.i18n.translate import speaking
    from gridimpact.ui.state import facility_session

    before = facility_session.facilities()
    with speaking("uk"):
        told = facility_session.facilities_in_words()
    st.text(", ".join(told[["region_id", "kind", "confidence"]].iloc[1]))
    facility_session.offer_facilities(facility_session.with_edits(told.assign(autonomy_h=7.0)))
    after = facility_session.facilities()
    st.text(str(after[["region_id", "kind", "confidence"]].equals(before[["region_id", "kind", "confidence"]])))
    st.text(str(set(after["autonomy_h"])))


def test_facilities_are_told_in_words_and_kept_by_their_keys() -> None:
    app = AppTest.from_function(edit_facilities, default_timeout=60).run()
    assert not app.exception
    assert [text.value for text in app.text] == ["Вінницька, лікарня, низька", "True", "{7.0}"]
