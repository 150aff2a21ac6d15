"""Match review, columns and weights without a browser."""

import pytest
from streamlit.testing.v1 import AppTest

import gridimpact as gi
from gridimpact.domain.settings import EvidenceSettings
from gridimpact.views import evidence_words as words

pytestmark = pytest.mark.filterwarnings("default")  # Streamlit's own deprecations are not ours to mend


def page() -> None:
    from gridimpact.ui.pages import reports
    from gridimpact.ui.widgets.error_boundary import with_error_boundary

    with_error_boundary(reports.render)()


def with_file(content: str) -> AppTest:
    """The page after an upload."""

    def upload_and_draw(content: str) -> None:
        import streamlit as st

        from gridimpact.ui.pages import reports
        from gridimpact.ui.state import session
        from gridimpact.ui.widgets.error_boundary import with_error_boundary

        if "tried" not in st.session_state:
            st.session_state["tried"] = True
            session.offer_file("own.csv", content.encode())
        with_error_boundary(reports.render)()

    return AppTest.from_function(upload_and_draw, args=(content,), default_timeout=60).run()


def chosen(app: AppTest, shown: gi.Assessment, row: int = 0) -> AppTest:
    """The page with a row of the reports to settle chosen."""
    key = f"review_{shown.belief.fingerprint}_0_False"
    app.session_state[key] = {"selection": {"rows": [row], "columns": [], "cells": []}}
    return app.run()


def clean(app: AppTest) -> None:
    assert not app.exception
    assert [error.value for error in app.error] == []


def test_a_report_is_split_and_the_decision_taken_back(shown: gi.Assessment) -> None:
    app = chosen(AppTest.from_function(page, default_timeout=60).run(), shown)
    clean(app)
    assert "Kharkiv CHP, Kharkiv Oblast" in [text.value for text in app.text]
    app.segmented_control(key="decision_N15").set_value(words.SPLIT).run()
    assert app.multiselect(key="several_N15_en").value == ["plant:P023", "plant:P032"]
    app.number_input(key="share_N15_plant:P032_2").set_value(30.0).run()
    app.text_input(key="who_N15").set_value("A. Analyst").run()
    app.button(key="save_N15").click().run()
    assert any("why is not stated" in text.value for text in app.text)
    app.text_input(key="why_N15").set_value("by phone").run()
    app.button(key="save_N15").click().run()
    clean(app)
    (one,) = app.session_state["overrides"]
    assert (one.report_id, one.who, one.why, one.said) == ("N15", "A. Analyst", "by phone", "Kharkiv CHP")
    assert dict(one.targets) == pytest.approx({"plant:P023": 0.5, "plant:P032": 0.3})
    assert "1 to review." in app.title[0].value
    app.session_state["overrides_1"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    app.run()
    app.button(key="take_back").click().run()
    assert app.session_state["overrides"] == ()
    assert "2 to review." in app.title[0].value


def test_a_file_with_unknown_headers_is_mapped_and_read() -> None:
    app = with_file("Де,Коли саме,Що\nБурштинська ТЕС,2026-01-15,знищено\n")
    assert words.COLUMNS_UNREAD in [text.value for text in app.text]
    name, content, mapping = app.session_state["unread"]
    assert [column.header for column in mapping.columns] == ["Де", "Коли саме", "Що"]

    def read_as_stated(name: str, content: bytes) -> None:
        from gridimpact.domain.report import ColumnMapping, MappedColumn
        from gridimpact.ui.state import session

        meanings = {"Де": "place", "Коли саме": "reported_at", "Що": "damage"}
        columns = tuple(MappedColumn(header=key, meaning=text, how="stated") for key, text in meanings.items())
        assert session.offer_file(name, content, ColumnMapping(columns=columns))
        assert session.current().belief.matches["component_id"].to_list() == ["plant:P005"]

    clean(AppTest.from_function(read_as_stated, args=(name, content), default_timeout=60).run())


def test_the_as_of_time_leaves_later_reports_aside(shown: gi.Assessment) -> None:
    app = AppTest.from_function(page, default_timeout=60).run()
    (box,) = [box for box in app.selectbox if box.label == words.AS_OF]
    box.set_value(min(_moments())).run()
    clean(app)
    fates = app.dataframe[0].value.set_index("fate")["reports"]
    assert fates[words.FATE_LATER] > 20
    assert fates.sum() == len(shown.belief.matches) + 1


def _moments() -> list[object]:
    from gridimpact.adapters.grids.bundled import example_reports

    return [report.reported_at for report in gi.read_reports(example_reports()["night"])]


def test_other_limits_are_assessed_and_taken_back() -> None:
    app = AppTest.from_function(page, default_timeout=60).run()
    (limit,) = [slider for slider in app.slider if slider.label == words.LIMIT]
    limit.set_value(95)
    next(button for button in app.button if button.label == words.ASSESS_AGAIN).click().run()
    clean(app)
    assert app.session_state["settings"].evidence.decision_probability == 0.95
    next(button for button in app.button if button.label == words.AS_SET_AT_FIRST).click().run()
    assert app.session_state["settings"].evidence == EvidenceSettings()


def test_the_headline_under_other_choices_is_shown() -> None:
    app = AppTest.from_function(page, default_timeout=120).run()
    next(button for button in app.button if button.label == words.WORK_OUT).click().run()
    clean(app)
    table = app.dataframe[-1].value
    assert table.index[0] == "as set"
    assert table["differing"].iloc[0] == 0
    assert len(table) > 8
